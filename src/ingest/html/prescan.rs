//! One linear pass over a page before any parser sees it: what would make a parser slow is taken
//! out and counted.
//!
//! Promises: linear time and at most a little more than the page's own size in memory; what comes
//! out nests at most [`DEEPEST`] elements ([`open`] says how a parser nests them), has tags of at
//! most [`LONGEST_TAG`] bytes and [`MOST_ATTRIBUTES`] attributes, and a parser makes at most about
//! [`MOST_ELEMENTS`] elements of it; text is never lost but runs of `<`, only its markup. Scripts
//! (but structured data), styles, formulas' markup and comments are left out.
//!
//! The rules of where a tag, a comment and a raw text end are those of the HTML standard's
//! tokeniser (WHATWG HTML, 13.2.5), made simpler where a page for people does not differ.

mod open;

use memchr::{memchr, memmem};

use open::{Open, Verdict};

/// Most open elements around a text.
const DEEPEST: usize = 256;

/// Longest tag that is kept with its attributes, in bytes.
const LONGEST_TAG: usize = 64 << 10;

/// Most attributes of a tag.
const MOST_ATTRIBUTES: usize = 256;

/// Most elements of a page; what follows keeps its text only. Four times what the longest pages of
/// news have; an extractor takes about a second and 4 kB an element for so many.
const MOST_ELEMENTS: usize = 40_000;

/// Most `<` in a row that begin no tag.
const LONGEST_RUN: usize = 64;

/// A page that a parser can be given.
#[derive(Debug, Default)]
pub(super) struct Bounded {
    /// The page.
    pub(super) html: String,
    /// Tags left out because they stood too deep or were too many.
    pub(super) flattened: usize,
    /// Tags whose attributes were too many or too long.
    pub(super) trimmed: usize,
    /// Characters left out of long runs of `<`.
    pub(super) dropped: usize,
}

/// Elements that have no content and no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Tags that change how everything behind them is read; their text stays.
const UNWANTED: [&str; 4] = ["frameset", "math", "noframes", "plaintext"];

/// Elements whose content is no markup and no text of the page.
const RAW: [&str; 8] = [
    "script", "style", "noscript", "template", "iframe", "object", "svg", "textarea",
];

/// Takes out of a page what would make a parser slow.
pub(super) fn bound(page: &str) -> Bounded {
    let mut scan = Scan {
        page,
        out: Bounded {
            html: String::with_capacity(page.len()),
            ..Bounded::default()
        },
        open: Open::default(),
        elements: 0,
        run: 0,
        endless: Vec::new(),
    };
    let mut at = 0;
    while let Some(rest) = page.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(next) = memchr(b'<', rest.as_bytes()) else {
            scan.out.html.push_str(rest);
            break;
        };
        if next > 0 {
            scan.run = 0;
            scan.out.html.push_str(rest.get(..next).unwrap_or_default());
        }
        at = scan.markup(at + next);
    }
    scan.out
}

struct Scan<'a> {
    page: &'a str,
    out: Bounded,
    open: Open<'a>,
    /// Elements that a parser makes of what was kept.
    elements: usize,
    /// How many `<` that begin no tag came last.
    run: usize,
    /// Raw elements, and `--` for comments, that have no end in the rest of the page: looked for
    /// once, not once a tag.
    endless: Vec<&'static str>,
}

impl<'a> Scan<'a> {
    /// Takes what begins with the `<` at this byte; returns the byte after it.
    fn markup(&mut self, at: usize) -> usize {
        let rest = self.page.get(at..).unwrap_or_default();
        let inner = rest.get(1..).unwrap_or_default();
        if let Some(comment) = inner.strip_prefix("!--") {
            if !self.endless.contains(&"--") {
                if let Some(end) = memmem::find(comment.as_bytes(), b"-->") {
                    return at + 4 + end + 3;
                }
                self.endless.push("--");
            }
            return self.tag_end(at);
        }
        if inner.starts_with(['!', '?']) {
            return self.tag_end(at);
        }
        let (closing, named) = match inner.strip_prefix('/') {
            Some(named) => (true, named),
            None => (false, inner),
        };
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.bracket(named.len() == inner.len() && starts_no_markup(inner));
            return at + 1;
        }
        self.run = 0;
        let length = named
            .bytes()
            .take(32)
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b':')
            .count();
        let name = named.get(..length).unwrap_or_default();
        let end = self.tag_end(at);
        if closing {
            self.close(name);
            return end;
        }
        if let Some(raw) = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)) {
            return self.raw(at, end, raw);
        }
        self.open(at, end, name);
        end
    }

    /// The byte after the `>` that ends the tag at this byte, quoted values stepped over; a tag
    /// that never ends is one `<`.
    fn tag_end(&self, at: usize) -> usize {
        let bytes = self.page.as_bytes();
        let mut quote = None;
        let mut after_equals = false;
        for (offset, byte) in bytes.iter().enumerate().skip(at + 1).take(LONGEST_TAG * 8) {
            match (quote, byte) {
                (Some(open), _) if *byte == open => quote = None,
                (None, b'>') => return offset + 1,
                (None, b'"' | b'\'') if after_equals => quote = Some(*byte),
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                after_equals = *byte == b'=';
            }
        }
        // No end within reach: the first `>` ends it after all, or nothing does.
        let rest = bytes.get(at..).unwrap_or_default();
        memchr(b'>', rest).map_or(self.page.len(), |end| at + end + 1)
    }

    /// A `<` that begins no tag; `alone` if what follows can make none of it.
    fn bracket(&mut self, alone: bool) {
        self.run += 1;
        if self.run > LONGEST_RUN {
            self.out.dropped += 1;
        } else {
            self.out.html.push_str(if alone { "<" } else { "&lt;" });
        }
    }

    fn open(&mut self, at: usize, end: usize, name: &'a str) {
        let is = |list: &[&str]| list.iter().any(|one| one.eq_ignore_ascii_case(name));
        if is(&UNWANTED) {
            return;
        }
        let verdict = if self.elements >= MOST_ELEMENTS {
            Verdict::TooDeep
        } else if is(&VOID) {
            Verdict::Keep(1)
        } else {
            self.open.open(name, DEEPEST)
        };
        match verdict {
            Verdict::Keep(elements) => {
                self.elements += elements;
                self.copy_tag(at, end, name);
            }
            Verdict::TooDeep => {
                self.out.flattened += 1;
                self.out.html.push(' ');
            }
            Verdict::Idle => {}
        }
    }

    fn close(&mut self, name: &str) {
        match self.open.close(name) {
            Verdict::Keep(elements) if self.elements < MOST_ELEMENTS || elements == 0 => {
                self.elements += elements;
                self.out.html.push_str("</");
                self.out.html.push_str(name);
                self.out.html.push('>');
            }
            Verdict::Keep(_) | Verdict::TooDeep => self.out.html.push(' '),
            Verdict::Idle => {}
        }
    }

    /// Copies a tag, without attributes beyond the bounds.
    fn copy_tag(&mut self, at: usize, end: usize, name: &str) {
        let tag = self.page.get(at..end).unwrap_or_default();
        let attributes = memchr::memchr_iter(b'=', tag.as_bytes()).count();
        let blanks = tag.bytes().filter(u8::is_ascii_whitespace).count();
        if tag.len() > LONGEST_TAG || attributes.max(blanks / 4) > MOST_ATTRIBUTES {
            self.out.trimmed += 1;
            self.out.html.push('<');
            self.out.html.push_str(name);
            self.out.html.push('>');
        } else {
            self.out.html.push_str(tag);
        }
    }

    /// Steps over an element whose content is not text of the page; structured data stays.
    fn raw(&mut self, at: usize, end: usize, name: &'static str) -> usize {
        let tag = self.page.get(at..end).unwrap_or_default();
        if tag.ends_with("/>") && name == "svg" {
            return end;
        }
        let rest = self.page.get(end..).unwrap_or_default();
        if self.endless.contains(&name) {
            return end;
        }
        let Some((inside, after)) = end_of_raw(rest, name) else {
            self.endless.push(name); // without an end it is a stray tag
            return end;
        };
        let kept = name == "script" && tag.to_ascii_lowercase().contains("ld+json");
        if kept {
            self.copy_tag(at, end, name);
            self.out
                .html
                .push_str(rest.get(..inside).unwrap_or_default());
            self.out.html.push_str("</script>");
        }
        end + after
    }
}

/// Whether what follows a `<` is text, whatever is taken out of the page behind it.
fn starts_no_markup(rest: &str) -> bool {
    let next = rest.bytes().next();
    next.is_some_and(|next| !next.is_ascii_alphabetic() && !b"!/?<".contains(&next))
}

/// Where the content of a raw element ends, and the byte after its end tag.
fn end_of_raw(rest: &str, name: &str) -> Option<(usize, usize)> {
    let bytes = rest.as_bytes();
    for at in memmem::find_iter(bytes, b"</") {
        let found = bytes.get(at + 2..at + 2 + name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            let tail = bytes.get(at..).unwrap_or_default();
            let end = memchr(b'>', tail).map_or(rest.len(), |end| at + end + 1);
            return Some((at, end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_page_keeps_its_markup() {
        let page = "<!doctype html><html><body class=\"a>b\"><p>One &amp; <b>two</b><br>three</p>";
        let bounded = bound(page);
        let want = "<html><body class=\"a>b\"><p>One &amp; <b>two</b><br>three</p>";
        assert_eq!(bounded.html, want);
        assert_eq!((bounded.flattened, bounded.trimmed), (0, 0));
    }

    #[test]
    fn scripts_styles_and_comments_go_and_structured_data_stays() {
        let page = "<style>p{}</style>a<!-- <p>x --><script>if (a<b) {}</SCRIPT >b\
                    <script type='application/ld+json'>{\"a\":1}</script>c";
        let want = "ab<script type='application/ld+json'>{\"a\":1}</script>c";
        assert_eq!(bound(page).html, want);
    }

    #[test]
    fn what_stands_there_for_readers_without_frames_is_the_page() {
        let page =
            "<frameset cols=1><frame src=a><noframes><body><p>One</body></noframes></frameset>";
        assert_eq!(bound(page).html, "<frame src=a><body><p>One</body>");
    }

    #[test]
    fn what_is_unclosed_costs_no_text() {
        assert_eq!(bound("a<!-- b>c").html, "ac");
        assert_eq!(bound("a<script>b").html, "ab");
        assert_eq!(bound("1 < 2 <3").html, "1 < 2 <3");
        assert_eq!(bound("1 <<!-- x -->b>").html, "1 &lt;b>");
        assert_eq!(bound("a<b").html, "a<b");
    }

    #[test]
    fn depth_attributes_and_tags_are_bounded() {
        let deep = bound(&format!("{}x", "<div>".repeat(20_000)));
        assert_eq!(deep.flattened, 20_000 - DEEPEST);
        assert!(deep.html.ends_with('x'));
        let wide = bound(&format!("<p {}>x", "a=1 ".repeat(80_000)));
        assert_eq!((wide.html.as_str(), wide.trimmed), ("<p>x", 1));
        assert_eq!(bound(&"<p>x".repeat(300)).flattened, 0);
        let run = bound(&format!("{}x", "<".repeat(1000)));
        assert_eq!(run.html, format!("{}<x", "&lt;".repeat(LONGEST_RUN)));
        assert_eq!(run.dropped, 1000 - LONGEST_RUN - 1);
    }
}
