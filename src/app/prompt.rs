//! One line of text being typed: the filter, what to find, a picker's narrowing, a command.
//!
//! Promises: the cursor always stands between two grapheme clusters; the line never holds a
//! control character and never more than [`LONGEST_LINE`] characters.

use crate::action::Action;
use crate::query::LONGEST_LINE;
use crate::text;

/// A line of text with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    /// Byte offset, always on a grapheme boundary.
    cursor: usize,
}

impl Prompt {
    /// A line with the cursor at its end.
    pub fn of(text: &str) -> Self {
        let mut prompt = Self::default();
        prompt.set(text);
        prompt
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offset of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// What stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// What stands behind the cursor.
    pub fn after_cursor(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Replaces the line; the cursor goes to its end.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.cursor = 0;
        self.insert(text);
    }

    /// Replaces the bytes `range`, which must lie on character boundaries (else nothing changes);
    /// the cursor goes behind what was put in.
    pub fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        let (Some(before), Some(after)) =
            (self.text.get(..range.start), self.text.get(range.end..))
        else {
            return;
        };
        let (before, after) = (before.to_owned(), after.to_owned());
        self.text = before;
        self.cursor = self.text.len();
        self.insert(with);
        let cursor = self.cursor;
        self.insert(&after);
        self.cursor = self.boundary(cursor);
    }

    /// Types a text at the cursor: sanitised, cut where the line would become too long.
    pub fn insert(&mut self, typed: &str) {
        let clean = text::sanitise_line(typed);
        let room = LONGEST_LINE.saturating_sub(self.text.chars().count());
        let fits: String = clean.chars().take(room).collect();
        self.text.insert_str(self.cursor, &fits);
        self.cursor = self.boundary(self.cursor.saturating_add(fits.len()));
    }

    /// Carries out an editing action; `false` when the action edits no line.
    pub fn edit(&mut self, action: Action) -> bool {
        match action {
            Action::CursorLeft => self.cursor = self.left(),
            Action::CursorRight => self.cursor = self.right(),
            Action::CursorStart => self.cursor = 0,
            Action::CursorEnd => self.cursor = self.text.len(),
            Action::DeleteBack => self.delete(self.left(), self.cursor),
            Action::DeleteForward => self.delete(self.cursor, self.right()),
            Action::DeleteWord => self.delete(self.word_start(), self.cursor),
            Action::DeleteLine => self.set(""),
            _ => return false,
        }
        true
    }

    fn delete(&mut self, start: usize, end: usize) {
        if start < end && self.text.get(start..end).is_some() {
            self.text.replace_range(start..end, "");
            self.cursor = self.boundary(start);
        }
    }

    fn left(&self) -> usize {
        text::previous_grapheme(&self.text, self.cursor)
    }

    fn right(&self) -> usize {
        text::next_grapheme(&self.text, self.cursor)
    }

    /// Start of the word before the cursor, blanks between skipped.
    fn word_start(&self) -> usize {
        let trimmed = self.before_cursor().trim_end();
        trimmed.rfind(char::is_whitespace).map_or(0, |blank| {
            let after = trimmed.get(blank..).and_then(|s| s.chars().next());
            blank.saturating_add(after.map_or(0, char::len_utf8))
        })
    }

    /// The grapheme boundary at or after a byte offset (joining may have moved it).
    fn boundary(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let before = text::previous_grapheme(&self.text, at);
        let next = text::next_grapheme(&self.text, before);
        if at == 0 { 0 } else { next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_and_lines_are_deleted_as_in_a_shell() {
        let mut prompt = Prompt::of("trump date:2018 ");
        prompt.edit(Action::DeleteWord);
        assert_eq!(prompt.text(), "trump ");
        prompt.edit(Action::DeleteBack);
        assert_eq!(prompt.text(), "trump");
        prompt.edit(Action::DeleteLine);
        assert_eq!((prompt.text(), prompt.cursor()), ("", 0));
    }

    #[test]
    fn a_paste_becomes_one_clean_line() {
        let mut prompt = Prompt::default();
        prompt.insert("iran\u{1b}[2J\npakistan");
        assert!(!prompt.text().contains(['\u{1b}', '\n']));
        prompt.insert(&"x".repeat(LONGEST_LINE * 2));
        assert_eq!(prompt.text().chars().count(), LONGEST_LINE);
    }

    proptest! {
        #[test]
        fn the_cursor_always_stands_on_a_boundary(
            typed in prop::collection::vec((any::<String>(), 0_u8..9), 0..20)
        ) {
            use Action::{CursorEnd, CursorLeft, CursorRight, CursorStart, DeleteBack,
                DeleteForward, DeleteLine, DeleteWord};
            let actions = [CursorLeft, CursorRight, CursorStart, CursorEnd, DeleteBack,
                DeleteForward, DeleteWord, DeleteLine];
            let mut prompt = Prompt::default();
            for (text, choice) in typed {
                match actions.get(usize::from(choice)) {
                    Some(action) => { prompt.edit(*action); }
                    None => prompt.insert(&text),
                }
                let at = prompt.cursor();
                let all = prompt.text();
                let before = text::previous_grapheme(all, at);
                prop_assert!(at == 0 || text::next_grapheme(all, before) == at);
            }
        }
    }
}
