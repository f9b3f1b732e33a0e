//! What a change did, in plain words.

use super::{Change, Edit};
use crate::article::{ArticleId, Mark, VerdictNames};
use crate::text;

/// So many edits of a change are looked at to find whether all say the same: it is put into words
/// for every frame of the history.
const LOOKED_AT: usize = 500;

impl Change {
    /// What was done, in plain words; `name` gives an article's headline or lead.
    ///
    /// One article: `starred “Iran urges …”`; several: `starred 3 articles`.
    pub fn describe(&self, verdicts: &VerdictNames, name: impl Fn(ArticleId) -> String) -> String {
        let [edit, rest @ ..] = self.edits.as_slice() else {
            return "nothing".to_owned();
        };
        if rest.is_empty() {
            return format!("{} “{}”", edit.words(verdicts), name(edit.id));
        }
        let words = edit.words(verdicts);
        let mut looked_at = rest.iter().take(LOOKED_AT);
        let alike = looked_at.all(|other| other.words(verdicts) == words);
        let words = if alike { words } else { "marked".to_owned() };
        format!("{words} {} articles", text::grouped(self.edits.len()))
    }
}

impl Edit {
    /// What was done to the article, in plain words: `starred`, `judged keep`, `marked as read`.
    pub fn words(&self, verdicts: &VerdictNames) -> String {
        let (before, after) = (&self.before, &self.after);
        let mut words: Vec<String> = Vec::new();
        match (before.read, after.read) {
            (false, true) => words.push("marked as read".to_owned()),
            (true, false) => words.push("marked as unread".to_owned()),
            _ => {}
        }
        match (before.starred, after.starred) {
            (false, true) => words.push("starred".to_owned()),
            (true, false) => words.push("took the star from".to_owned()),
            _ => {}
        }
        match (before.verdict, after.verdict) {
            (a, b) if a == b => {}
            (_, Some(verdict)) => words.push(format!("judged {}", verdicts.of(verdict))),
            (_, None) => words.push("took the verdict from".to_owned()),
        }
        if before.reason != after.reason {
            words.push("gave a reason for".to_owned());
        }
        words.extend(tag_words("tagged", &after.tags, &before.tags));
        words.extend(tag_words("untagged", &before.tags, &after.tags));
        match (&before.note, &after.note) {
            (a, b) if a == b => {}
            (_, Some(_)) => words.push("noted on".to_owned()),
            (_, None) => words.push("took the note from".to_owned()),
        }
        words.extend(correction(before, after));
        match words.as_slice() {
            [] => "left as it was".to_owned(),
            words => words.join(" and "),
        }
    }
}

/// "tagged #gas #war" for the tags that one list has and the other has not.
fn tag_words(what: &str, these: &[String], those: &[String]) -> Option<String> {
    let new = these.iter().filter(|tag| !those.contains(tag));
    let signs: Vec<String> = new.map(|tag| format!(" #{tag}")).collect();
    (!signs.is_empty()).then(|| format!("{what}{}", signs.concat()))
}

/// "corrected the source to Press TV and the date to what was read of".
fn correction(before: &Mark, after: &Mark) -> Option<String> {
    let to = |field: &str, value: Option<String>| {
        let value = value.unwrap_or_else(|| "what was read".to_owned());
        format!("the {field} to {value}")
    };
    let source = (before.source != after.source).then(|| to("source", after.source.clone()));
    let date =
        (before.date != after.date).then(|| to("date", after.date.map(|date| date.to_string())));
    let fields: Vec<String> = source.into_iter().chain(date).collect();
    (!fields.is_empty()).then(|| format!("corrected {} of", fields.join(" and ")))
}
