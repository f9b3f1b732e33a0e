//! What is said of articles in words: tags, notes, reasons, corrections.

use crate::article::{Mark, Moment};
use crate::text;

/// Longest tag, in characters.
const LONGEST_TAG: usize = 60;

/// Something said in words, to be put into marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Tags to add, and tags to take away.
    Tags {
        /// To add.
        add: Vec<String>,
        /// To take away.
        remove: Vec<String>,
    },
    /// The note; none takes it away.
    Note(Option<String>),
    /// Why it was judged so; none takes it away.
    Reason(Option<String>),
    /// The record set by hand. The outer `None` leaves a field as it is, the inner one gives
    /// back what was read.
    Correction {
        /// The source.
        source: Option<Option<String>>,
        /// The publication date.
        date: Option<Option<Moment>>,
    },
}

impl Remark {
    /// Puts it into a mark.
    pub fn apply(&self, mark: &mut Mark) {
        match self {
            Self::Tags { add, remove } => change_tags(&mut mark.tags, add, remove),
            Self::Note(note) => mark.note.clone_from(note),
            Self::Reason(reason) => mark.reason.clone_from(reason),
            Self::Correction { source, date } => {
                if let Some(source) = source {
                    mark.source.clone_from(source);
                }
                if let Some(date) = date {
                    mark.date = *date;
                }
            }
        }
    }
}

/// The tags of a line, to add and to take away: parted by commas, the latter after a hyphen.
pub fn tags_of_line(line: &str) -> (Vec<String>, Vec<String>) {
    let (mut add, mut remove) = (Vec::new(), Vec::new());
    for piece in line.split(',') {
        let piece = piece.trim();
        let (tags, name) = match piece.strip_prefix('-') {
            Some(name) => (&mut remove, name),
            None => (&mut add, piece),
        };
        tags.extend(tag(name));
    }
    (add, remove)
}

/// A tag as it is kept: one line, single blanks, no sign before it, at most sixty
/// characters; `None` where nothing is left.
pub fn tag(typed: &str) -> Option<String> {
    let line = text::sanitise_line(typed);
    let bare = line.trim().trim_start_matches(['#', '-', ' ']);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let tag: String = words.join(" ").chars().take(LONGEST_TAG).collect();
    let tag = tag.trim().to_owned();
    (!tag.is_empty()).then_some(tag)
}

/// Tags are the same when they fold alike; the one that is there keeps its spelling.
fn change_tags(tags: &mut Vec<String>, add: &[String], remove: &[String]) {
    let is = |tag: &String, other: &String| text::fold(tag) == text::fold(other);
    tags.retain(|tag| !remove.iter().any(|other| is(tag, other)));
    for tag in add {
        if !tags.iter().any(|other| is(tag, other)) {
            tags.push(tag.clone());
        }
    }
    tags.sort();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(line: &str, before: &[&str]) -> Vec<String> {
        let mut mark = Mark {
            tags: before.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Mark::default()
        };
        let (add, remove) = tags_of_line(line);
        Remark::Tags { add, remove }.apply(&mut mark);
        mark.tags
    }

    #[test]
    fn a_line_adds_several_tags_and_takes_some_away() {
        assert_eq!(tagged("iran, gas  pipeline", &[]), ["gas pipeline", "iran"]);
        assert_eq!(tagged("-iran, #war", &["gas", "iran"]), ["gas", "war"]);
        assert_eq!(tagged(" , -, ,", &["gas"]), ["gas"]);
        assert_eq!(tagged("- iran", &["iran"]), Vec::<String>::new());
    }

    #[test]
    fn tags_that_fold_alike_are_one() {
        assert_eq!(tagged("IRAN, Iran", &["iran"]), ["iran"]);
        assert_eq!(tagged("-IRAN", &["iran"]), Vec::<String>::new());
    }

    #[test]
    fn a_tag_is_one_clean_bounded_line() {
        let typed = format!("a\u{1b}[2J\n{}", "x".repeat(500));
        let kept = tag(&typed).unwrap_or_default();
        assert!(kept.chars().count() <= LONGEST_TAG && !kept.contains(['\u{1b}', '\n']));
        assert_eq!(tag("  ## "), None);
    }
}
