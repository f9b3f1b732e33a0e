//! Markup in a field as what a person reads of it.

use std::borrow::Cow;

use super::{Token, decode, tokens};
use crate::ingest::bytes;

/// Whether a text holds tags: one of those that texts are made of, closed or opened.
fn has_tags(text: &str) -> bool {
    memchr::memchr(b'<', text.as_bytes()).is_some()
        && tokens(text).any(|token| match token {
            Token::Close(_) => true,
            Token::Open { name, .. } => is_block(name) || is_hidden(name) || is_known(name),
            _ => false,
        })
}

/// The paragraphs of a field, whatever it holds: tags are taken out, entities decoded, white space
/// collapsed; where no tag ends a paragraph, they end at blank lines, or at every line if the
/// lines are whole sentences. Linear in the text.
pub(in crate::ingest) fn paragraphs(text: &str) -> Vec<Cow<'_, str>> {
    // Most texts have nothing to be taken out: one look tells.
    if memchr::memchr3(b'<', b'&', b'\r', text.as_bytes()).is_none() {
        return paragraphs_of(text);
    }
    if has_tags(text) {
        let (paragraphs, has_blocks) = rendered(text);
        return match paragraphs.as_slice() {
            [one] if !has_blocks => owned(paragraphs_of(one)),
            _ => paragraphs
                .iter()
                .map(|text| collapsed(text).into())
                .collect(),
        };
    }
    match decode(text) {
        Cow::Borrowed(text) => paragraphs_of(text),
        Cow::Owned(text) => owned(paragraphs_of(&text)),
    }
}

fn owned(paragraphs: Vec<Cow<'_, str>>) -> Vec<Cow<'static, str>> {
    let owned = paragraphs.into_iter().map(Cow::into_owned);
    owned.map(Cow::Owned).collect()
}

fn paragraphs_of(text: &str) -> Vec<Cow<'_, str>> {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        return owned(paragraphs_of(&text));
    }
    let mut found = Vec::new();
    let mut paragraph: Option<Cow<'_, str>> = None;
    // Asked where two lines meet, and so of few texts.
    let mut are_whole = None;
    for line in bytes::lines(text, b'\n').map(str::trim) {
        match &mut paragraph {
            _ if line.is_empty() => found.extend(paragraph.take()),
            None => paragraph = Some(Cow::Borrowed(line)),
            Some(so_far) => {
                if *are_whole.get_or_insert_with(|| lines_are_paragraphs(text)) {
                    found.extend(paragraph.replace(Cow::Borrowed(line)));
                } else {
                    let so_far = so_far.to_mut();
                    so_far.push(' ');
                    so_far.push_str(line);
                }
            }
        }
    }
    found.extend(paragraph);
    found
}

fn collapsed(text: &str) -> String {
    if is_collapsed(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether no white space stands in a text but single blanks between words.
fn is_collapsed(text: &str) -> bool {
    let mut after_blank = true;
    for byte in text.bytes() {
        let is_blank = byte == b' ';
        if is_blank && after_blank || byte.is_ascii_control() {
            return false;
        }
        after_blank = is_blank;
    }
    let is_odd = |c: char| !c.is_ascii() && c.is_whitespace();
    text.is_empty() || !after_blank && (text.is_ascii() || !text.contains(is_odd))
}

/// The text of a field on one line.
pub(in crate::ingest) fn line(text: &str) -> Cow<'_, str> {
    if has_tags(text) {
        return collapsed(&rendered(text).0.join(" ")).into();
    }
    match decode(text) {
        Cow::Borrowed(text) if is_collapsed(text) => Cow::Borrowed(text),
        text => collapsed(&text).into(),
    }
}

/// Whether every line stands for a paragraph: most of them end like sentences do.
fn lines_are_paragraphs(text: &str) -> bool {
    let (mut lines, mut whole) = (0_usize, 0_usize);
    let trimmed = bytes::lines(text, b'\n').map(str::trim);
    for line in trimmed.filter(|line| !line.is_empty()) {
        lines += 1;
        let end = line.trim_end_matches(['"', '”', '’', '\'', ')', '»']);
        whole += usize::from(end.ends_with(['.', '!', '?', ':', '…', '。', '؟', '۔', '।']));
    }
    whole.saturating_mul(3) >= lines.saturating_mul(2)
}

/// The text of markup, cut where an element ends a paragraph, and whether any does.
fn rendered(markup: &str) -> (Vec<String>, bool) {
    let mut found = Vec::new();
    let mut has_blocks = false;
    let mut text = String::new();
    let mut hidden: Option<&str> = None;
    for token in tokens(markup) {
        match token {
            Token::Text(raw) if hidden.is_none() => text.push_str(&decode(raw)),
            Token::Verbatim(raw) if hidden.is_none() => text.push_str(raw),
            Token::Open {
                name, is_closed, ..
            } if hidden.is_none() => {
                if is_hidden(name) && !is_closed {
                    hidden = Some(name);
                } else if is_block(name) {
                    has_blocks = true;
                    end(&mut text, &mut found);
                }
            }
            Token::Close(name) => match hidden {
                Some(open) if open.eq_ignore_ascii_case(name) => hidden = None,
                None if is_block(name) => {
                    has_blocks = true;
                    end(&mut text, &mut found);
                }
                _ => {}
            },
            _ => {}
        }
    }
    end(&mut text, &mut found);
    (found, has_blocks)
}

fn end(text: &mut String, found: &mut Vec<String>) {
    let paragraph = std::mem::take(text);
    if !paragraph.trim().is_empty() {
        found.push(paragraph);
    }
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Elements whose inside nobody reads.
fn is_hidden(name: &str) -> bool {
    is_one_of(
        name,
        &["script", "style", "template", "iframe", "object", "svg"],
    )
}

/// Elements that end a paragraph.
fn is_block(name: &str) -> bool {
    is_one_of(
        name,
        &[
            "p",
            "br",
            "div",
            "li",
            "ul",
            "ol",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "table",
            "tr",
            "td",
            "th",
            "section",
            "article",
            "header",
            "footer",
            "figure",
            "figcaption",
            "hr",
            "pre",
            "dl",
            "dt",
            "dd",
            "aside",
            "body",
            "html",
            "main",
            "nav",
        ],
    )
}

/// Other elements that show that a text is markup.
fn is_known(name: &str) -> bool {
    is_one_of(
        name,
        &[
            "a", "b", "i", "u", "em", "strong", "span", "img", "font", "small", "sub", "sup",
            "code", "abbr", "cite", "q", "s", "time", "video", "audio", "embed", "wbr", "input",
            "form", "button", "meta", "link", "blink", "center", "tt",
        ],
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn white_space_is_collapsed(text in "[ab\u{a0}\u{3000}“ \t\n]{0,12}") {
            let want = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(is_collapsed(&text), want == text);
            prop_assert_eq!(collapsed(&text), want);
        }
    }

    #[test]
    fn markup_is_read_as_paragraphs() {
        let got = paragraphs(
            "<p>One &amp; <b>two</b>\n three<br/>four</p><script>if (a < b) x();</script>tail",
        );
        assert_eq!(got, ["One & two three", "four", "tail"]);
    }

    #[test]
    fn texts_without_tags_keep_their_paragraphs() {
        assert_eq!(paragraphs("a < b\nc\n\nd"), ["a < b c", "d"]);
        assert_eq!(
            paragraphs("One.\nTwo.\nThree.”"),
            ["One.", "Two.", "Three.”"]
        );
        assert_eq!(
            paragraphs("wrapped at\nsome column"),
            ["wrapped at some column"]
        );
        assert_eq!(line(" x &gt;\n y"), "x > y");
    }
}
