//! Columns of a terminal: how wide a text is, where it is cut, where it breaks.
//!
//! Widths follow UAX #11 as the drawing library computes them, grapheme cluster by grapheme
//! cluster; a tab or line feed counts as one column, as it is painted.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns that a text takes on one line.
pub fn width(s: &str) -> usize {
    if s.is_ascii() {
        return s.len();
    }
    s.graphemes(true).map(cluster_width).sum()
}

/// Whether terminals agree about the columns of a grapheme cluster: all but its first character
/// take none, whoever counts. A vowel sign that stands beside its letter, a flag or joined emoji
/// are counted as one column, two or more.
pub fn has_certain_width(cluster: &str) -> bool {
    let mut widths = cluster.chars().map(|c| c.width().unwrap_or(0));
    let first = widths.next().unwrap_or(0);
    first == cluster.width() && widths.all(|width| width == 0)
}

/// The nearest byte after `at` between two grapheme clusters; the end of the text at its end.
pub fn next_grapheme(s: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at.min(s.len()), s.len(), true);
    cursor.next_boundary(s, 0).ok().flatten().unwrap_or(s.len())
}

/// The nearest byte before `at` between two grapheme clusters; 0 at the start.
pub fn previous_grapheme(s: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at.min(s.len()), s.len(), true);
    cursor.prev_boundary(s, 0).ok().flatten().unwrap_or(0)
}

/// The text, cut with `…` where it is wider than `columns`.
pub fn truncate(s: &str, columns: usize) -> Cow<'_, str> {
    if width(s) <= columns {
        return Cow::Borrowed(s);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut used = 0;
    let mut end = 0;
    for (start, cluster) in s.grapheme_indices(true) {
        used += cluster_width(cluster);
        if used > room {
            break;
        }
        end = start + cluster.len();
    }
    let kept = s.get(..end).unwrap_or_default().trim_end();
    Cow::Owned(format!("{kept}…"))
}

/// Breaks a text into lines of at most `columns` columns (0 counts as 1), as byte ranges.
///
/// Breaks at blanks (line feeds are blanks), after hyphens and dashes inside words, and between
/// wide characters; a longer word is cut between grapheme clusters. Blanks at both ends of a line
/// are left out, nothing else is. A single cluster wider than `columns` has a line of its own.
pub fn wrap(s: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = Line::default();
    for (start, cluster) in s.grapheme_indices(true) {
        let end = start + cluster.len();
        let wide = cluster_width(cluster);
        if is_blank(cluster) {
            line.blank(wide);
            continue;
        }
        // A wide character (Chinese, Japanese, Korean) may begin a line wherever it stands.
        if wide > 1 {
            line.allow_break();
        }
        while line.begun() && line.used + wide > columns {
            lines.push(line.cut());
        }
        line.put(start..end, wide);
        if ends_part(cluster) || wide > 1 {
            line.allow_break();
        }
    }
    if line.begun() {
        lines.push(line.start..line.end);
    }
    lines
}

/// The line being filled, with the last place where it may break.
#[derive(Default)]
struct Line {
    /// Bytes of the line, trailing blanks left out.
    start: usize,
    end: usize,
    /// Columns up to the next cluster, blanks included.
    used: usize,
    /// Where the line may break: its end there, the start of what follows, the columns up to that.
    rest: Option<Break>,
    /// A break has been allowed and nothing was put since.
    open: bool,
}

struct Break {
    end: usize,
    next: Option<usize>,
    columns: usize,
}

impl Line {
    fn begun(&self) -> bool {
        self.end > self.start
    }

    fn blank(&mut self, columns: usize) {
        if self.begun() {
            self.allow_break();
            self.used += columns;
        }
    }

    fn allow_break(&mut self) {
        if self.begun() && !self.open {
            self.open = true;
            self.rest = Some(Break {
                end: self.end,
                next: None,
                columns: 0,
            });
        }
    }

    fn put(&mut self, cluster: Range<usize>, columns: usize) {
        if !self.begun() {
            self.start = cluster.start;
            self.used = 0;
        }
        if self.open
            && let Some(rest) = &mut self.rest
        {
            rest.next = Some(cluster.start);
            rest.columns = self.used;
        }
        self.open = false;
        self.end = cluster.end;
        self.used += columns;
    }

    /// Ends the line at its last break, or here if it has none, and keeps what follows.
    fn cut(&mut self) -> Range<usize> {
        if let Some(Break {
            end,
            next: Some(next),
            columns,
        }) = self.rest.take()
        {
            let line = self.start..end;
            self.start = next;
            self.used = self.used.saturating_sub(columns);
            return line;
        }
        let line = self.start..self.end;
        *self = Self {
            start: self.end,
            end: self.end,
            ..Self::default()
        };
        line
    }
}

fn cluster_width(cluster: &str) -> usize {
    if cluster.len() == 1 {
        1
    } else {
        cluster.width()
    }
}

/// Blanks that a line may break at: no-break spaces are none.
fn is_blank(cluster: &str) -> bool {
    cluster.chars().all(|c| {
        c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}') || c == '\u{200b}'
    })
}

/// Hyphens and dashes, after which a word may break.
fn ends_part(cluster: &str) -> bool {
    matches!(cluster, "-" | "‐" | "–" | "—" | "/")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(s: &str, columns: usize) -> Vec<&str> {
        wrap(s, columns)
            .into_iter()
            .map(|range| s.get(range).unwrap())
            .collect()
    }

    #[test]
    fn widths_are_those_of_the_screen() {
        assert_eq!(width("Iran"), 4);
        assert_eq!(width("北京"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👩‍👩‍👧"), 2);
        assert_eq!(width("a\tb"), 3);
    }

    #[test]
    fn a_cut_is_shown() {
        assert_eq!(truncate("Iran, Pakistan", 20), "Iran, Pakistan");
        assert_eq!(truncate("Iran, Pakistan", 7), "Iran,…");
        assert_eq!(truncate("北京大学", 4), "北…");
        assert_eq!(truncate("abc", 1), "…");
        assert_eq!(truncate("abc", 0), "");
    }

    #[test]
    fn lines_break_at_blanks_and_hyphens() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("one two\nthree", 20), ["one two\nthree"]);
        assert_eq!(
            lines("cross-border attack", 8),
            ["cross-", "border", "attack"]
        );
        assert_eq!(lines("a   b", 2), ["a", "b"]);
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("see abcdefgh", 5), ["see", "abcde", "fgh"]);
        assert_eq!(lines("北京大学", 5), ["北京", "大学"]);
        assert_eq!(lines("5\u{a0}bn x", 4), ["5\u{a0}bn", "x"]);
        assert_eq!(lines("  x  ", 9), ["x"]);
        assert_eq!(lines("", 9), Vec::<&str>::new());
        assert_eq!(lines("北", 1), ["北"]);
    }

    proptest! {
        #[test]
        fn wrapping_is_never_wider_and_loses_only_blanks(
            s in "([a-z]{1,9}|[ \n]|-|北|é|e\u{301}|👍🏽|\\PC){0,60}", columns in 0usize..30
        ) {
            let mut at = 0;
            for range in wrap(&s, columns) {
                prop_assert!(at == range.start || is_blank(s.get(at..range.start).unwrap()));
                let line = s.get(range.clone()).unwrap();
                let single = line.graphemes(true).filter(|g| cluster_width(g) > 0).count() <= 1;
                prop_assert!(width(line) <= columns.max(1) || single, "{line:?}");
                prop_assert!(!line.is_empty());
                at = range.end;
            }
            prop_assert!(s.get(at..).unwrap().graphemes(true).all(is_blank));
        }

        #[test]
        fn truncating_is_never_wider(s in "\\PC{0,40}", columns in 0usize..30) {
            prop_assert!(width(&truncate(&s, columns)) <= columns);
        }
    }
}
