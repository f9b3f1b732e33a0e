//! A text cut into words, numbers and marks, each looked up once in the dictionary: what the
//! patterns for dates, clock times and time expressions are written over.

use std::iter::Peekable;
use std::ops::Range;

use crate::ingest::bytes;
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::calendar::english::Sense;
use crate::ingest::calendar::lexicon::{Entry, Form, fold, look_up};
use crate::ingest::calendar::speech::Speech;

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing: it is glued to the token before.
    None,
    /// Blanks.
    Blank,
    /// A blank line.
    Line,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word(Entry),
    /// Decimal digits of any script; more than nine saturate.
    Number(u32, u8),
    /// Any other character.
    Mark(char),
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: Kind,
    /// First byte.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
    /// What stands before it.
    pub(crate) gap: Gap,
}

/// A text with its tokens. Every look outside the text is answered with "not that".
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its tokens in order.
    pub(crate) tokens: Vec<Token>,
    /// Which number of a date is its day, as far as the whole text tells.
    pub(crate) order: DayMonthOrder,
    /// How its language speaks of times, if it is known and not English.
    pub(crate) speech: Option<&'static Speech>,
}

/// The value of a decimal digit of the scripts newspapers use.
pub(crate) fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    u32::from(c).checked_sub(u32::from(zero))
}

/// Whether `text` holds any digit that [`digit`] knows; a byte test that may say yes wrongly
/// for letters outside ASCII, never no wrongly.
pub(crate) fn may_hold_digits(text: &str) -> bool {
    let leads = [
        (b'0', b'9'),
        (0xd9, 0xd9),
        (0xdb, 0xdb),
        (0xe0, 0xe0),
        (0xef, 0xef),
    ];
    bytes::any(text.as_bytes(), &leads)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii()
            && (c.is_alphabetic()
                || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{200c}' | '\u{200d}')))
}

/// How many ASCII letters stand from this byte on.
fn ascii_letters(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes().get(from..).unwrap_or_default();
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count()
}

/// The characters from this byte on, with their bytes.
fn after(text: &str, from: usize) -> Peekable<impl Iterator<Item = (usize, char)> + '_> {
    let rest = text.get(from..).unwrap_or_default();
    rest.char_indices()
        .map(move |(at, c)| (from + at, c))
        .peekable()
}

impl<'a> Scan<'a> {
    /// Cuts `text`; linear in its length.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut scan = Self {
            text,
            tokens: Vec::with_capacity(text.len() / 5),
            order: DayMonthOrder::Unknown,
            speech: None,
        };
        let mut gap = Gap::Line;
        let mut line_ended = false;
        let mut rest = after(text, 0);
        while let Some((start, c)) = rest.next() {
            if c.is_whitespace() {
                // A paragraph may be broken into lines; two line ends are a new one.
                gap = match (c, gap) {
                    ('\n', Gap::None | Gap::Blank) if !line_ended => Gap::Blank,
                    ('\n', _) => Gap::Line,
                    _ => gap.max(Gap::Blank),
                };
                line_ended |= c == '\n';
                continue;
            }
            line_ended = false;
            let mut end = start + c.len_utf8();
            let kind = if let Some(first) = digit(c) {
                let (mut value, mut digits) = (first, 1_u8);
                while let Some((at, d)) = rest.peek().and_then(|&(at, c)| digit(c).map(|d| (at, d)))
                {
                    value = value.saturating_mul(10).saturating_add(d);
                    digits = digits.saturating_add(1);
                    end = at + rest.next().map_or(0, |(_, c)| c.len_utf8());
                }
                Kind::Number(if digits > 9 { u32::MAX } else { value }, digits)
            } else if is_letter(c) {
                let letters = ascii_letters(text, end);
                if letters > 0 {
                    end += letters;
                    rest = after(text, end);
                }
                while let Some((at, c)) = rest.next_if(|&(_, c)| is_letter(c)) {
                    end = at + c.len_utf8();
                }
                let entry = look_up(text.get(start..end).unwrap_or_default());
                if gap == Gap::Blank && scan.join_pair(end) {
                    gap = Gap::None;
                    continue;
                }
                Kind::Word(entry)
            } else {
                Kind::Mark(c)
            };
            scan.tokens.push(Token {
                kind,
                start,
                end,
                gap,
            });
            gap = Gap::None;
        }
        scan
    }

    /// Makes one token of the last one and the word that ends at `end`, if they are a name.
    fn join_pair(&mut self, end: usize) -> bool {
        let Some(Token {
            kind: Kind::Word(first),
            start,
            ..
        }) = self.tokens.last().copied()
        else {
            return false;
        };
        if !first.begins_pair {
            return false;
        }
        let entry = look_up(self.text.get(start..end).unwrap_or_default());
        if entry.month.is_none() && entry.weekday.is_none() {
            return false;
        }
        if let Some(last) = self.tokens.last_mut() {
            last.kind = Kind::Word(entry);
            last.end = end;
        }
        true
    }

    /// The token at `i`.
    pub(crate) fn at(&self, i: usize) -> Option<Token> {
        self.tokens.get(i).copied()
    }

    /// Its text, empty outside.
    pub(crate) fn str(&self, i: usize) -> &'a str {
        self.at(i)
            .and_then(|t| self.text.get(t.start..t.end))
            .unwrap_or_default()
    }

    /// Value and number of digits of the number at `i`.
    pub(crate) fn number(&self, i: usize) -> Option<(u32, u8)> {
        match self.at(i)?.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    /// The dictionary entry of the word at `i`.
    pub(crate) fn entry(&self, i: usize) -> Entry {
        match self.at(i).map(|t| t.kind) {
            Some(Kind::Word(entry)) => entry,
            _ => Entry::default(),
        }
    }

    /// The English sense of the word at `i`.
    pub(crate) fn sense(&self, i: usize) -> Sense {
        self.entry(i).sense
    }

    /// Whether the token at `i` is one of these marks.
    pub(crate) fn mark(&self, i: usize, marks: &str) -> bool {
        matches!(self.at(i).map(|t| t.kind), Some(Kind::Mark(c)) if marks.contains(c))
    }

    /// Whether the token at `i` is a word.
    pub(crate) fn is_word(&self, i: usize) -> bool {
        matches!(self.at(i).map(|t| t.kind), Some(Kind::Word(_)))
    }

    /// Whether the word at `i` is one of these lower-case ASCII words.
    pub(crate) fn any(&self, i: usize, words: &[&str]) -> bool {
        let text = self.str(i);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Whether the word at `i` is this lower-case ASCII word.
    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        self.str(i).eq_ignore_ascii_case(word)
    }

    /// Whether the word at `i` folds to one of `words` folded.
    pub(crate) fn folds_to(&self, i: usize, words: &[&str]) -> bool {
        if !self.is_word(i) {
            return false;
        }
        let text = self.str(i);
        if text.is_ascii() {
            return self.any(i, words);
        }
        let text = fold(text);
        words
            .iter()
            .any(|word| !word.is_ascii() && fold(word) == text)
    }

    /// Whether nothing stands between the tokens `i - 1` and `i`.
    pub(crate) fn glued(&self, i: usize) -> bool {
        self.at(i).is_some_and(|t| t.gap == Gap::None)
    }

    /// Whether the tokens `i - 1` and `i` stand in one paragraph.
    pub(crate) fn same_line(&self, i: usize) -> bool {
        self.at(i).is_some_and(|t| t.gap != Gap::Line)
    }

    /// Whether the word at `i` begins with a capital letter.
    pub(crate) fn capital(&self, i: usize) -> bool {
        self.str(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// Number and form of the month at `i`. Names that are common words (`may`, `mars`, `out`)
    /// count too; the pattern around them decides.
    pub(crate) fn month(&self, i: usize) -> Option<(u8, Form)> {
        self.entry(i).month.map(|name| (name.number, name.form))
    }

    /// The bytes from the first to before the `next` token.
    pub(crate) fn range(&self, first: usize, next: usize) -> Range<usize> {
        let start = self.at(first).map_or(self.text.len(), |t| t.start);
        let end = next
            .checked_sub(1)
            .and_then(|last| self.at(last))
            .map_or(start, |t| t.end);
        start..end.max(start)
    }
}
