//! The text of a Markdown file: its paragraphs without the marks.

use std::collections::HashMap;

/// Headline and paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    /// The first heading, where nothing stands before it.
    pub(super) title: Option<String>,
    /// Paragraphs, items of lists and further headings, in order.
    pub(super) paragraphs: Vec<String>,
}

/// Reads a text. Linear in it.
pub(super) fn read(text: &str) -> Body {
    let mut reading = Reading::default();
    for line in text.lines() {
        reading.line(line);
    }
    reading.close();
    reading.body
}

#[derive(Default)]
struct Reading {
    body: Body,
    /// The paragraph that is being read.
    open: String,
    /// The marks that close a block of code.
    fence: Option<String>,
    /// Inside a comment that is not closed yet.
    in_comment: bool,
}

impl Reading {
    fn line(&mut self, line: &str) {
        let bare = line.trim();
        if let Some(fence) = &self.fence {
            if bare.starts_with(fence.as_str()) {
                self.fence = None;
                self.close();
            } else {
                self.add(bare);
            }
            return;
        }
        if self.in_comment || bare.starts_with("<!--") {
            self.in_comment = !bare.contains("-->");
            return;
        }
        if let Some(mark) = ["```", "~~~"].iter().find(|mark| bare.starts_with(**mark)) {
            self.close();
            self.fence = Some((*mark).to_owned());
            return;
        }
        match kind(bare) {
            Kind::Blank | Kind::Furniture => self.close(),
            Kind::Heading(text) => {
                self.close();
                self.heading(&inline(text));
            }
            // Under a line of text this makes a heading of it; else it is a rule.
            Kind::Underline => {
                let text = std::mem::take(&mut self.open);
                if !text.is_empty() {
                    self.heading(&inline(&text));
                }
            }
            Kind::Item(text) => {
                self.close();
                self.add(text);
            }
            Kind::Quote(text) => match kind(text) {
                Kind::Blank => self.close(),
                _ => self.add(text),
            },
            Kind::Text => self.add(bare.trim_end_matches('\\')),
        }
    }

    fn add(&mut self, text: &str) {
        if !self.open.is_empty() {
            self.open.push(' ');
        }
        self.open.push_str(text);
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.open);
        let text = inline(&text);
        let text = text.trim();
        if !text.is_empty() {
            self.body.paragraphs.push(text.to_owned());
        }
    }

    fn heading(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.body.title.is_none() && self.body.paragraphs.is_empty() {
            self.body.title = Some(text.to_owned());
        } else {
            self.body.paragraphs.push(text.to_owned());
        }
    }
}

enum Kind<'a> {
    Blank,
    Heading(&'a str),
    Underline,
    Item(&'a str),
    Quote(&'a str),
    /// Definitions of links, rows of signs, calls of a site's own pieces.
    Furniture,
    Text,
}

fn kind(bare: &str) -> Kind<'_> {
    if bare.is_empty() {
        return Kind::Blank;
    }
    if let Some(text) = heading(bare) {
        return Kind::Heading(text);
    }
    let is_row_of = |sign: char| bare.chars().all(|c| c == sign || c == ' ');
    if is_row_of('=') || is_row_of('-') {
        return Kind::Underline;
    }
    let is_table_rule = bare.contains('-') && bare.chars().all(|c| "|:- ".contains(c));
    if is_row_of('*') || is_row_of('_') || is_table_rule || is_definition(bare) || is_call(bare) {
        return Kind::Furniture;
    }
    if let Some(text) = bare.strip_prefix('>') {
        return Kind::Quote(text.trim_start_matches(['>', ' ']));
    }
    match item(bare) {
        Some(text) => Kind::Item(text),
        None => Kind::Text,
    }
}

fn heading(bare: &str) -> Option<&str> {
    let text = bare.trim_start_matches('#');
    let level = bare.len() - text.len();
    let is_heading = (1..=6).contains(&level) && (text.is_empty() || text.starts_with(' '));
    is_heading.then(|| text.trim().trim_end_matches('#').trim_end())
}

fn item(bare: &str) -> Option<&str> {
    let bullet = ["- ", "* ", "+ "];
    if let Some(text) = bullet.iter().find_map(|mark| bare.strip_prefix(mark)) {
        let text = text.trim_start();
        let task = ["[ ] ", "[x] ", "[X] "];
        let plain = task.iter().find_map(|mark| text.strip_prefix(mark));
        return Some(plain.unwrap_or(text));
    }
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - rest.len();
    let text = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
    text.filter(|_| (1..=3).contains(&digits))
}

/// `[name]: address`.
fn is_definition(bare: &str) -> bool {
    let rest = bare
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]:"));
    rest.is_some_and(|(name, _)| !name.contains(['[', ']']))
}

/// `{{< figure … >}}`, `{% include … %}`, `:::` and the like.
fn is_call(bare: &str) -> bool {
    (bare.starts_with("{{") && bare.ends_with("}}"))
        || (bare.starts_with("{%") && bare.ends_with("%}"))
        || bare.starts_with(":::")
}

/// A text without the marks inside it. Linear: brackets are paired once, and the search for
/// another end goes no further than [`LONGEST_LINK`].
fn inline(text: &str) -> String {
    inline_at(text, 0)
}

/// Links in the text of links that are still taken apart.
const DEEPEST: usize = 3;

fn inline_at(text: &str, depth: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let pairs = pairs(text);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let at = text.len() - rest.len();
        let closing = |open: usize| Some(pairs.get(&open)? - open - 1);
        let taken = match c {
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                let escaped = after.chars().next();
                out.extend(escaped);
                escaped.map(|c| 1 + c.len_utf8())
            }
            '!' if after.starts_with('[') => {
                link(after, closing(at + 1)).map(|(_, length)| 1 + length)
            }
            '[' => link(rest, closing(at)).map(|(shown, length)| {
                if depth < DEEPEST {
                    out.push_str(&inline_at(shown, depth + 1));
                } else {
                    out.push_str(shown);
                }
                length
            }),
            '<' => address(rest).map(|(shown, length)| {
                out.push_str(shown);
                length
            }),
            '*' | '`' => Some(run(rest, c)).filter(|length| is_mark(&out, rest, *length)),
            '_' => Some(run(rest, c)).filter(|length| is_edge(&out, rest, *length)),
            '~' if after.starts_with('~') => Some(2),
            _ => None,
        };
        let length = taken.unwrap_or_else(|| {
            out.push(c);
            c.len_utf8()
        });
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Longest text of a link, and longest address, in bytes.
const LONGEST_LINK: usize = 1024;

/// `[text](address)`, `[text][name]`, `[[page]]`, `[^note]`: what is shown of it, and its length.
fn link(text: &str, closing: Option<usize>) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('[')?;
    if let Some(page) = inner.strip_prefix('[') {
        let end = find_within(page, "]]")?;
        let shown = page.get(..end)?;
        let shown = shown.rsplit('|').next().unwrap_or(shown);
        return Some((shown, end + 4));
    }
    let end = closing?;
    let shown = inner.get(..end)?;
    let behind = inner.get(end + 1..)?;
    if shown.starts_with('^') {
        return Some(("", end + 2));
    }
    let (open, close) = match behind.chars().next() {
        Some('(') => ("(", ")"),
        Some('[') => ("[", "]"),
        _ => return None,
    };
    let target = behind.strip_prefix(open)?;
    let length = find_within(target, close)?;
    Some((shown, end + length + 4))
}

/// Where each opening bracket is closed.
fn pairs(text: &str) -> HashMap<usize, usize> {
    let (mut open, mut pairs) = (Vec::new(), HashMap::new());
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => open.push(at),
            b']' => pairs.extend(open.pop().map(|from| (from, at))),
            _ => {}
        }
    }
    pairs
}

fn find_within(text: &str, wanted: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let bounded = bytes.get(..LONGEST_LINK).unwrap_or(bytes);
    memchr::memmem::find(bounded, wanted.as_bytes())
}

/// `<https://example.org>`: what is shown of it, and its length.
fn address(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('<')?;
    let end = find_within(inner, ">")?;
    let shown = inner.get(..end)?;
    let is_address = shown.contains("://") || shown.contains('@');
    (is_address && !shown.contains(char::is_whitespace)).then_some((shown, end + 2))
}

/// How many of a sign stand in a row.
fn run(text: &str, sign: char) -> usize {
    text.len() - text.trim_start_matches(sign).len()
}

/// Whether a row of signs touches a word: `2 * 3` is a product.
fn is_mark(before: &str, rest: &str, length: usize) -> bool {
    let after = rest.get(length..).and_then(|after| after.chars().next());
    let before = before.chars().next_back();
    let is_free = |c: Option<char>| c.is_none_or(char::is_whitespace);
    !(is_free(before) && is_free(after))
}

/// Whether a row of signs stands at the edge of a word: `file_name` has a name.
fn is_edge(before: &str, rest: &str, length: usize) -> bool {
    let after = rest.get(length..).and_then(|after| after.chars().next());
    let before = before.chars().next_back();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    is_mark(before.map_or("", |_| "x"), rest, length) && !(is_word(before) && is_word(after))
        || (before.is_none() && is_word(after))
}
