//! The one door in: foreign text becomes text that is only text.
//!
//! Every string that came from outside passes here once, at reading. What is left can be sent to
//! a terminal, a log or a file name column without being obeyed; what was taken out is counted,
//! and where it was missing is kept, so that offsets into the decoded original can still be given.

mod plain;

use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::article::Removal;

pub use plain::is_clean;
use plain::plain_start;

/// Most zero-width characters (marks, joiners, selectors) kept after one base character.
const MOST_MARKS: usize = 8;
/// Longest grapheme cluster kept whole, in bytes: what one screen cell may have to hold.
const LONGEST_CLUSTER: usize = 64;

/// How often clusters are bounded again because those beside them were.
const MOST_JOINS: usize = 8;

/// A sanitised text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// The kept text, lines ended by `\n`.
    pub text: String,
    /// Where characters of the original are missing, in order.
    pub removed: Vec<Removal>,
    /// Characters removed or replaced, line ends, soft hyphens and a leading byte-order mark not
    /// counted: those are not faults.
    pub repaired: usize,
}

/// What becomes of one character.
enum Fate {
    Keep,
    Replace(char),
    Drop,
    /// Dropped, but nothing anyone would call a fault.
    DropQuietly,
}

/// Makes foreign text harmless, in one pass.
///
/// Dropped: control characters except line feed and tab, bidirectional overrides and isolates,
/// tag characters, soft hyphens, invisible operators, runs of zero-width spaces beyond the first,
/// more than eight marks or joiners after a base, and what makes a grapheme cluster longer than
/// 64 bytes. Joiners and the marks LRM, RLM, ALM stay: Persian, emoji and Hebrew need them. `\r\n`
/// and `\r` become `\n`; other line separators become spaces, so that they never split a line.
pub fn sanitise(raw: &str) -> Clean {
    if is_clean(raw) {
        return Clean {
            text: raw.to_owned(),
            ..Clean::default()
        };
    }
    rewritten(raw)
}

/// As [`sanitise`], for a text that is not needed any more: what is clean is not copied.
pub fn sanitise_owned(raw: String) -> Clean {
    if is_clean(&raw) {
        return Clean {
            text: raw,
            ..Clean::default()
        };
    }
    rewritten(&raw)
}

fn rewritten(raw: &str) -> Clean {
    let mut pen = Pen {
        clean: Clean {
            text: String::with_capacity(raw.len()),
            ..Clean::default()
        },
        ..Pen::default()
    };
    let mut rest = raw;
    while !rest.is_empty() {
        let plain = plain_start(rest.as_bytes());
        let (head, tail) = rest.split_at(plain);
        if !head.is_empty() {
            pen.clean.text.push_str(head);
            pen.reset();
        }
        let mut chars = tail.chars();
        if let Some(c) = chars.next() {
            pen.take(c, chars.as_str());
        }
        rest = chars.as_str();
    }
    let mut clean = pen.clean;
    // What is left of two long clusters may join to one; each time there are far fewer.
    for _ in 0..if pen.doubtful { MOST_JOINS } else { 0 } {
        let bounded = bound_clusters(&clean);
        let is_done = bounded.text.len() == clean.text.len();
        clean = bounded;
        if is_done {
            break;
        }
    }
    clean
}

/// As [`sanitise`], for what must fit on one line: line feeds and tabs become spaces.
pub fn sanitise_line(raw: &str) -> String {
    let mut text = sanitise(raw).text;
    if memchr::memchr2(b'\n', b'\t', text.as_bytes()).is_some() {
        text = text.replace(['\n', '\t'], " ");
    }
    text
}

/// As [`sanitise_line`], for a text that is not needed any more: what is clean is not copied.
pub fn sanitise_line_owned(raw: String) -> String {
    if is_clean(&raw) && memchr::memchr2(b'\n', b'\t', raw.as_bytes()).is_none() {
        return raw;
    }
    sanitise_line(&raw)
}

/// Shows what [`sanitise`] would take out, in the notation of the shell: `\x1b`, `\n`, `\u{202e}`.
///
/// For file names and raw lines, where nothing may vanish without a trace.
pub fn visible(raw: &str) -> String {
    let mut shown = String::with_capacity(raw.len());
    for c in raw.chars() {
        match (c, fate(c)) {
            ('\n', _) => shown.push_str("\\n"),
            ('\t', _) => shown.push_str("\\t"),
            ('\r', _) => shown.push_str("\\r"),
            (_, Fate::Keep) if !is_zero_width_space(c) => shown.push(c),
            _ => {
                let code = u32::from(c);
                let done = if code < 0x100 {
                    write!(shown, "\\x{code:02x}")
                } else {
                    write!(shown, "\\u{{{code:x}}}")
                };
                done.expect("writing to a string does not fail");
            }
        }
    }
    shown
}

/// The text so far and what the last characters were.
#[derive(Default)]
struct Pen {
    clean: Clean,
    /// Zero-width characters since the last base.
    marks: usize,
    /// The last kept character, if it was a zero-width space.
    space: Option<char>,
    /// Bytes since the last ASCII character.
    foreign: usize,
    /// Whether the present run holds characters that may join into long clusters.
    joining: bool,
    /// Whether a cluster may be too long.
    doubtful: bool,
}

impl Pen {
    fn reset(&mut self) {
        self.marks = 0;
        self.space = None;
        self.foreign = 0;
        self.joining = false;
    }

    fn take(&mut self, c: char, after: &str) {
        if c == '\r' {
            if after.starts_with('\n') {
                self.missing();
            } else {
                self.clean.text.push('\n');
                self.reset();
            }
            return;
        }
        match fate(c) {
            Fate::Keep => self.keep(c),
            Fate::Replace(by) => {
                self.clean.text.push(by);
                self.clean.repaired += 1;
                self.reset();
            }
            Fate::Drop => {
                let leading_mark = c == '\u{feff}' && self.clean.text.is_empty();
                self.clean.repaired += usize::from(!leading_mark);
                self.missing();
            }
            Fate::DropQuietly => self.missing(),
        }
    }

    fn keep(&mut self, c: char) {
        let space = is_zero_width_space(c);
        if space || is_mark(c) {
            self.marks += 1;
            if self.marks > MOST_MARKS || (space && self.space.is_some()) {
                self.clean.repaired += 1;
                self.missing();
                return;
            }
        } else {
            self.marks = 0;
        }
        self.space = space.then_some(c);
        self.foreign += c.len_utf8();
        self.joining |= may_join(c);
        self.doubtful |= self.joining && self.foreign > LONGEST_CLUSTER;
        self.clean.text.push(c);
    }

    fn missing(&mut self) {
        note_missing(&mut self.clean.removed, self.clean.text.len());
    }
}

/// Records one missing character before byte `at`.
fn note_missing(removed: &mut Vec<Removal>, at: usize) {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    match removed.last_mut() {
        Some(last) if last.at == at => last.chars = last.chars.saturating_add(1),
        _ => removed.push(Removal { at, chars: 1 }),
    }
}

/// Takes out of every grapheme cluster what exceeds [`LONGEST_CLUSTER`] bytes.
fn bound_clusters(long: &Clean) -> Clean {
    let mut clean = Clean {
        text: String::with_capacity(long.text.len()),
        removed: Vec::with_capacity(long.removed.len()),
        repaired: long.repaired,
    };
    let mut earlier = long.removed.iter().peekable();
    for (start, cluster) in long.text.grapheme_indices(true) {
        let mut kept = 0;
        for (offset, c) in cluster.char_indices() {
            while let Some(removal) = earlier.next_if(|r| r.at as usize <= start + offset) {
                for _ in 0..removal.chars {
                    note_missing(&mut clean.removed, clean.text.len());
                }
            }
            if kept + c.len_utf8() > LONGEST_CLUSTER {
                clean.repaired += 1;
                note_missing(&mut clean.removed, clean.text.len());
                kept = LONGEST_CLUSTER;
            } else {
                kept += c.len_utf8();
                clean.text.push(c);
            }
        }
    }
    for removal in earlier {
        for _ in 0..removal.chars {
            note_missing(&mut clean.removed, clean.text.len());
        }
    }
    clean
}

fn fate(c: char) -> Fate {
    match c {
        '\n' | '\t' => Fate::Keep,
        // Vertical tab, form feed, next line and the Unicode separators part words, not lines.
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Replace(' '),
        '\u{ad}' => Fate::DropQuietly,
        // Control characters; bidirectional overrides and isolates; invisible operators and
        // annotations; tag characters.
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2061}'..='\u{2064}'
        | '\u{206a}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// Zero-width space, word joiner, Mongolian vowel separator: one is layout, a run is hiding.
fn is_zero_width_space(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{180e}')
}

/// Characters that add to the cell of the base before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{1f3fb}'..='\u{1f3ff}')
        || is_combining_mark(c)
}

/// Characters that grapheme rules may chain without end: Indic conjuncts, Hangul jamo, emoji
/// joined by ZWJ, prepended marks.
fn may_join(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{605}'
            | '\u{6dd}'
            | '\u{70f}'
            | '\u{890}'..='\u{891}'
            | '\u{8e2}'
            | '\u{900}'..='\u{1fff}'
            | '\u{200d}'
            | '\u{a800}'..='\u{abff}'
            | '\u{d7b0}'..='\u{d7ff}'
            | '\u{10000}'..='\u{1ffff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain::is_surely_kept;
    use super::*;

    #[test]
    fn plain_text_is_kept_as_it_is() {
        let text = "Iran’s policy\n\tکتاب‌ها 北京 👩‍👩‍👧 é\n";
        let clean = sanitise(text);
        assert_eq!((clean.text.as_str(), clean.repaired), (text, 0));
        assert!(clean.removed.is_empty());
    }

    #[test]
    fn line_ends_become_line_feeds_and_offsets_stay_known() {
        let clean = sanitise("a\r\nb\rc\u{2028}d");
        assert_eq!(clean.text, "a\nb\nc d");
        assert_eq!(clean.removed, [Removal { at: 1, chars: 1 }]);
        assert_eq!(clean.repaired, 1);
    }

    #[test]
    fn nothing_a_terminal_obeys_is_left() {
        for hostile in [
            "\x1b]0;title\x07",
            "\x1b[2J",
            "\u{9b}6n",
            "\x1bP+q\x1b\\",
            "a\u{202e}b\u{2066}c",
            "x\u{e0041}\u{e007f}y",
            "\u{feff}\0\x7f",
        ] {
            let clean = sanitise(hostile);
            assert!(
                !clean
                    .text
                    .contains(|c: char| c.is_control()
                        || matches!(fate(c), Fate::Drop | Fate::Replace(_))),
                "{hostile:?} -> {clean:?}"
            );
            assert!(clean.repaired > 0);
        }
    }

    #[test]
    fn marks_and_clusters_are_bounded() {
        let zalgo = format!("a{}b", "\u{301}".repeat(1_000));
        assert_eq!(sanitise(&zalgo).text.chars().count(), 10);
        let chain = "👩\u{200d}".repeat(1_000);
        let jamo = "\u{1100}".repeat(1_000);
        for long in [chain, jamo] {
            let clean = sanitise(&long);
            let longest = clean.text.graphemes(true).map(str::len).max();
            assert!(longest <= Some(LONGEST_CLUSTER), "{longest:?}");
        }
        assert_eq!(sanitise("a\u{200b}\u{200b}\u{200b}b").text, "a\u{200b}b");
    }

    #[test]
    fn one_line_has_no_line_feed() {
        assert_eq!(sanitise_line("a\r\nb\tc"), "a b c");
    }

    #[test]
    fn names_show_what_would_be_taken_out() {
        assert_eq!(visible("a\x1b[2J\n\u{202e}é"), "a\\x1b[2J\\n\\u{202e}é");
    }

    #[test]
    fn what_is_surely_kept_is_kept() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            if is_surely_kept(c) {
                let raw = format!("{c}a{c}{c}");
                assert_eq!(rewritten(&raw).text, raw, "{:x}", u32::from(c));
                assert!(!may_join(c) && !is_mark(c), "{:x}", u32::from(c));
            }
        }
    }

    proptest! {
        #[test]
        fn sanitising_is_idempotent_and_counts_what_is_missing(raw in "\\PC*|(?s:.*)") {
            let clean = sanitise(&raw);
            let missing: usize = clean.removed.iter().map(|r| r.chars as usize).sum();
            prop_assert_eq!(clean.text.chars().count() + missing, raw.chars().count());
            prop_assert!(clean.removed.iter().all(|r| clean.text.is_char_boundary(r.at as usize)));
            prop_assert_eq!(&rewritten(&raw), &clean, "the short way says the same");
            let again = sanitise(&clean.text);
            prop_assert_eq!(&again.text, &clean.text);
            prop_assert!(again.removed.is_empty());
        }
    }
}
