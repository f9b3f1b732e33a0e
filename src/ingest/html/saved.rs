//! What those who keep pages leave in them: the comments of browsers and programs that save pages,
//! the banners of web archives and caches, and the markup around a page whose source was saved.
//!
//! Only the first and last bytes of a page are looked at, where such marks stand. Linear.

use std::borrow::Cow;

use memchr::memmem;

use crate::article::Moment;
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates::find_moments;
use crate::ingest::kept::{How, Kept};
use crate::ingest::markup;

/// Bytes at the start of a page in which marks are looked for, and at its end.
const HEAD: usize = 16 << 10;
const TAIL: usize = 4 << 10;

/// Longest address that is believed, in bytes.
const LONGEST_ADDRESS: usize = 2 << 10;

/// What archives put before a page that they show.
const INSERTS: [(&str, &str); 1] = [(
    "<!-- BEGIN WAYBACK TOOLBAR INSERT -->",
    "<!-- END WAYBACK TOOLBAR INSERT -->",
)];

/// The page itself, and what whoever kept it says of it.
pub(super) fn opened(page: String) -> (String, Option<Kept>) {
    if let Some((source, address)) = source(&page) {
        let kept = Kept {
            address,
            when: None,
            how: How::Saved,
        };
        let own = marks(&source);
        return (source, own.or(Some(kept)));
    }
    let kept = marks(&page);
    (without_inserts(page), kept)
}

/// What the marks in a page say.
fn marks(page: &str) -> Option<Kept> {
    let head = start(page, HEAD);
    let tail = end(page, TAIL);
    let archived = archived(head, tail);
    archived.or_else(|| saved(head)).or_else(|| based(head))
}

/// What a web archive or a cache says.
fn archived(head: &str, tail: &str) -> Option<Kept> {
    let when = ["FILE ARCHIVED ON ", "page as it appeared on "]
        .iter()
        .find_map(|mark| after(tail, mark).or_else(|| after(head, mark)))
        .and_then(|line| moment(start(line, 60)));
    // The programs of archives tell their scripts which page it is.
    let address = ["__wm.wombat(\"", "wbinfo.url = \"", "wbinfo.url = '"]
        .iter()
        .find_map(|mark| after(head, mark))
        .and_then(|rest| rest.split(['"', '\'']).next())
        .and_then(address)
        .or_else(|| when.and_then(|_| base(head)));
    (when.is_some() || address.is_some()).then_some(Kept {
        address,
        when,
        how: How::Archived,
    })
}

/// What a browser or a program says that saved the page.
fn saved(head: &str) -> Option<Kept> {
    let kept = |address: Option<String>, when| {
        address.map(|address| Kept {
            address: Some(address),
            when,
            how: How::Saved,
        })
    };
    if let Some(rest) = after(head, "saved from url=(") {
        let rest = rest.split_once(')').map_or(rest, |(_, rest)| rest);
        return kept(address(rest), None);
    }
    if let Some(rest) = after(head, "Mirrored from ") {
        let comment = rest.split("-->").next().unwrap_or_default();
        let (place, by) = comment.split_once(" by ")?;
        return kept(address(&format!("http://{place}")), moment(start(by, 200)));
    }
    let comment = after(head, "saved with ").and_then(|rest| rest.split("-->").next())?;
    let line = |name: &str| {
        let mut lines = comment.lines().map(str::trim);
        lines.find_map(|line| line.strip_prefix(name))
    };
    let when = line("saved date:").and_then(moment);
    kept(line("url:").and_then(address), when)
}

/// The address that links of the page are relative to, where it is more than that of a site.
fn based(head: &str) -> Option<Kept> {
    let address = base(head)?;
    let path = address.split_once("://")?.1.split_once('/')?.1;
    let is_page = path.len() > 1 && !path.ends_with('/');
    is_page.then_some(Kept {
        address: Some(address),
        when: None,
        how: How::Saved,
    })
}

fn base(head: &str) -> Option<String> {
    let tag = after(head, "<base ").or_else(|| after(head, "<BASE "))?;
    let tag = tag.split('>').next().unwrap_or_default();
    address(&markup::attribute(tag, "href")?)
}

/// The page in a window that shows its source: markup around markup.
fn source(page: &str) -> Option<(String, Option<String>)> {
    let head = start(page, HEAD);
    let is_one = head.contains("id=\"viewsource\"") || head.contains("class=\"line-content\"");
    if !is_one || !head.contains("&lt;") {
        return None;
    }
    let mut text = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        if behind.starts_with("/tr") || behind.starts_with("br") {
            text.push('\n');
        }
        rest = behind.split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let text = markup::decode(&text).into_owned();
    let at = text.find('<')?;
    let title = text.get(..at).unwrap_or_default().trim();
    let title = title.strip_prefix("view-source:").unwrap_or(title);
    let source = text.get(at..)?.to_owned();
    let named = start(&source, 512).to_ascii_lowercase();
    let is_page = named.contains("<html") || named.contains("<!doctype html");
    is_page.then(|| (source, address(title)))
}

/// A page without what an archive put before it.
fn without_inserts(mut page: String) -> String {
    for (begin, end) in INSERTS {
        let found = memmem::find(page.as_bytes(), begin.as_bytes()).and_then(|start| {
            let behind = page.as_bytes().get(start..)?;
            let length = memmem::find(behind, end.as_bytes())?;
            Some(start..start.checked_add(length)?.checked_add(end.len())?)
        });
        if let Some(range) = found {
            page.replace_range(range, "");
        }
    }
    page
}

/// What stands behind a mark.
fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let at = memmem::find(text.as_bytes(), mark.as_bytes())?;
    text.get(at.checked_add(mark.len())?..)
}

/// The address that a text begins with.
fn address(text: &str) -> Option<String> {
    let text = text.trim_start();
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
    let address = text.split(is_end).next().unwrap_or_default();
    let address = address.strip_suffix("--").unwrap_or(address);
    let is_one = crate::ingest::fields::host(address).is_some() && address.len() <= LONGEST_ADDRESS;
    is_one.then(|| match markup::decode(address) {
        Cow::Borrowed(address) => address.to_owned(),
        Cow::Owned(address) => address,
    })
}

fn moment(text: &str) -> Option<Moment> {
    let found = find_moments(text, DayMonthOrder::Unknown);
    found.first().map(|found| found.moment)
}

/// The first bytes of a text, to the end of a character.
fn start(text: &str, bytes: usize) -> &str {
    text.get(..boundary(text, bytes)).unwrap_or(text)
}

/// The last ones.
fn end(text: &str, bytes: usize) -> &str {
    let at = boundary(text, text.len().saturating_sub(bytes));
    text.get(at..).unwrap_or(text)
}

/// The last end of a character up to this byte.
fn boundary(text: &str, at: usize) -> usize {
    let mut ends = (0..=at.min(text.len())).rev();
    ends.find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(page: &str) -> (Option<String>, Option<String>) {
        let kept = opened(page.to_owned()).1.map(|kept| {
            let day = kept.when.map(|when| when.local.date().to_string());
            (kept.address, day)
        });
        kept.unwrap_or_default()
    }

    #[test]
    fn who_saved_a_page_says_from_where_and_when() {
        let address = "https://example.org/news/a-b?id=1&x=2";
        let cases = [
            (
                "<!DOCTYPE html>\n<!-- saved from url=(0037)ADDRESS -->\n<html>",
                None,
            ),
            (
                "<html><!--\n Page saved with SingleFile \n url: ADDRESS \n saved date: \
              Tue Jan 07 2020 10:11:12 GMT+0100 (CET)\n--><p>",
                Some("2020-01-07"),
            ),
            (
                "<html><base href=\"ADDRESS\"><div>It is a snapshot of the page as it appeared on \
              3 Jan 2018 10:11:12 GMT.",
                Some("2018-01-03"),
            ),
            (
                "<html><script>__wm.wombat(\"ADDRESS\",\"2018\");</script><p>x<!--\n     FILE \
              ARCHIVED ON 13:44:22 Jan 05, 2018 AND RETRIEVED FROM THE\n-->",
                Some("2018-01-05"),
            ),
            ("<html><base href='ADDRESS'>", None),
        ];
        for (page, day) in cases {
            let page = page.replace("ADDRESS", address);
            let want = (Some(address.to_owned()), day.map(str::to_owned));
            assert_eq!(kept(&page), want, "{page}");
        }
        let mirrored = "<html><!-- Mirrored from www.example.org/news/a.html by HTTrack Website \
                        Copier/3.x [XR&CO'2014], Tue, 07 Jan 2020 10:00:00 GMT -->";
        let want = ("http://www.example.org/news/a.html", "2020-01-07");
        assert_eq!(
            kept(mirrored),
            (Some(want.0.to_owned()), Some(want.1.to_owned()))
        );
        for none in [
            "<html><!-- saved from url=(0014)about:internet -->",
            "<html><base href=\"https://example.org/\">",
            "<html><base href=\"/news/\">",
            "<html><p>Mirrored from the web",
            "<html><p>A page as it appeared on the day",
        ] {
            assert_eq!(kept(none), (None, None), "{none}");
        }
    }

    #[test]
    fn the_source_of_a_page_is_that_page() {
        let of_a_row = "<html><body><table><tr><td class=\"line-number\" value=\"1\"></td>\
            <td class=\"line-content\"><span class=\"html-tag\">&lt;html&gt;</span></td></tr><tr>\
            <td class=\"line-content\">&lt;p&gt;A &amp;amp; B</td></tr></table>";
        assert_eq!(opened(of_a_row.to_owned()).0, "<html>\n<p>A &amp; B\n");
        let of_a_window = "<html><head><title>view-source:https://example.org/a</title></head>\
            <body id=\"viewsource\"><pre>&lt;!DOCTYPE html&gt;\n&lt;p&gt;A</pre>";
        let (page, kept) = opened(of_a_window.to_owned());
        assert_eq!(page, "<!DOCTYPE html>\n<p>A");
        assert_eq!(
            kept.unwrap().address.as_deref(),
            Some("https://example.org/a")
        );
        let about = "<html><p class=\"line-content\">if a &lt; b</p>";
        assert_eq!(opened(about.to_owned()).0, about);
    }
}
