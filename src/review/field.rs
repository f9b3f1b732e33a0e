//! The fields of a mark as text, so that two programs may write different ones of an article
//! without one undoing the other's, and a person can read them.

use crate::article::{Mark, Moment, Precision, Verdict};

/// What stands for "yes".
const YES: &str = "yes";

/// One thing that can be said of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Read.
    Read,
    /// Starred.
    Starred,
    /// The verdict.
    Verdict,
    /// Why it was judged so.
    Reason,
    /// The tags, all of them.
    Tags,
    /// The note.
    Note,
    /// The corrected source.
    Source,
    /// The corrected date.
    Date,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 8] = [
        Self::Read,
        Self::Starred,
        Self::Verdict,
        Self::Reason,
        Self::Tags,
        Self::Note,
        Self::Source,
        Self::Date,
    ];

    /// Its name in the file of marks; for all but the tags the name of a column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Starred => "starred",
            Self::Verdict => "verdict",
            Self::Reason => "reason",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::Source => "source_corrected",
            Self::Date => "date_corrected",
        }
    }

    /// The field with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// What the mark says in this field, as text; `None` is nothing. Tags are a JSON list.
    pub fn of(self, mark: &Mark) -> Option<String> {
        let yes = |said: bool| said.then(|| YES.to_owned());
        match self {
            Self::Read => yes(mark.read),
            Self::Starred => yes(mark.starred),
            Self::Verdict => mark.verdict.map(|verdict| verdict.name().to_owned()),
            Self::Reason => mark.reason.clone(),
            Self::Tags if mark.tags.is_empty() => None,
            // A list of texts is always JSON.
            Self::Tags => serde_json::to_string(&mark.tags).ok(),
            Self::Note => mark.note.clone(),
            Self::Source => mark.source.clone(),
            Self::Date => mark.date.map(written),
        }
    }

    /// Says in this field what the text says; what cannot be read is nothing.
    pub fn put(self, mark: &mut Mark, text: Option<&str>) {
        let owned = || text.map(str::to_owned);
        match self {
            Self::Read => mark.read = text.is_some(),
            Self::Starred => mark.starred = text.is_some(),
            Self::Verdict => {
                let named = |name| move |verdict: &Verdict| verdict.name() == name;
                mark.verdict = text.and_then(|name| Verdict::ALL.into_iter().find(named(name)));
            }
            Self::Reason => mark.reason = owned(),
            Self::Tags => {
                let list = text.and_then(|list| serde_json::from_str(list).ok());
                mark.tags = list.unwrap_or_default();
            }
            Self::Note => mark.note = owned(),
            Self::Source => mark.source = owned(),
            Self::Date => mark.date = text.and_then(|date| date.parse().ok()),
        }
    }

    /// The fields in which two marks differ.
    pub fn differing(before: &Mark, after: &Mark) -> impl Iterator<Item = Self> {
        let differs = move |field: &Self| match field {
            Self::Read => before.read != after.read,
            Self::Starred => before.starred != after.starred,
            Self::Verdict => before.verdict != after.verdict,
            Self::Reason => before.reason != after.reason,
            Self::Tags => before.tags != after.tags,
            Self::Note => before.note != after.note,
            Self::Source => before.source != after.source,
            Self::Date => before.date != after.date,
        };
        Self::ALL.into_iter().filter(differs)
    }

    /// Takes over from `from` what it says in this field.
    pub fn copy(self, from: &Mark, to: &mut Mark) {
        match self {
            Self::Read => to.read = from.read,
            Self::Starred => to.starred = from.starred,
            Self::Verdict => to.verdict = from.verdict,
            Self::Reason => to.reason.clone_from(&from.reason),
            Self::Tags => to.tags.clone_from(&from.tags),
            Self::Note => to.note.clone_from(&from.note),
            Self::Source => to.source.clone_from(&from.source),
            Self::Date => to.date = from.date,
        }
    }
}

/// A date as wide as it is known: an hour alone without the minutes that it is shown with.
fn written(date: Moment) -> String {
    let text = date.to_string();
    match date.precision {
        Precision::Hour => text.replacen(":00", "", 1),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_comes_back_from_its_text() {
        let full = Mark {
            read: true,
            starred: true,
            verdict: Some(Verdict::Maybe),
            reason: Some("thin".to_owned()),
            tags: vec!["a, \"b\"".to_owned(), "ایران".to_owned()],
            note: Some("two\nlines".to_owned()),
            source: Some("Press TV".to_owned()),
            date: "2018-01-05T17:13+03:30".parse().ok(),
        };
        for mark in [full, Mark::default()] {
            let mut back = Mark::default();
            for field in Field::ALL {
                field.put(&mut back, field.of(&mark).as_deref());
                assert_eq!(Field::named(field.name()), Some(field));
            }
            assert_eq!(back, mark);
            assert_eq!(Field::differing(&back, &mark).count(), 0);
        }
    }
}
