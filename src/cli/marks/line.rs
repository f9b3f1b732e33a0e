//! A mark as a line of JSON: the article it is about, by everything it is found again by, and what
//! was said of it.

use serde::{Deserialize, Serialize};

use crate::article::{ArticleKey, Fingerprints, Mark, Verdict};
use crate::review::Field;
use crate::review::memory::{Remembered, Subject};
use crate::text;

/// The line. Unknown fields are passed over, missing ones say nothing.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line {
    #[serde(default)]
    key: String,
    prints: Prints,
    #[serde(default)]
    headline: String,
    #[serde(default)]
    path: String,
    marks: Said,
    #[serde(default)]
    draft: Option<String>,
}

/// Fingerprints, each 16 hexadecimal digits or `null`.
#[derive(Debug, Serialize, Deserialize)]
struct Prints {
    #[serde(default)]
    link: Option<String>,
    #[serde(default)]
    headline: Option<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    words: Option<String>,
    #[serde(default)]
    copy: u32,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Said {
    #[serde(default)]
    read: bool,
    #[serde(default)]
    starred: bool,
    #[serde(default)]
    verdict: Option<String>,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    date: Option<String>,
}

/// What a line says: of which article what.
pub(super) type Taken = (Subject, Mark, Option<String>);

impl Line {
    /// What is remembered, as a line.
    pub(super) fn of(one: &Remembered) -> Self {
        let Subject { prints, words, .. } = one.subject;
        let mark = &one.mark;
        Self {
            key: one.subject.key().to_string(),
            prints: Prints {
                link: digits(prints.link),
                headline: digits(prints.headline),
                body: digits(prints.body),
                words: digits(words),
                copy: prints.copy,
            },
            headline: one.subject.headline.clone(),
            path: one.subject.path.clone(),
            marks: Said {
                read: mark.read,
                starred: mark.starred,
                verdict: mark.verdict.map(|verdict| verdict.name().to_owned()),
                reason: mark.reason.clone(),
                tags: mark.tags.clone(),
                note: mark.note.clone(),
                source: mark.source.clone(),
                date: Field::Date.of(mark),
            },
            draft: one.draft.clone(),
        }
    }

    fn taken(self) -> Result<Taken, String> {
        let prints = Fingerprints {
            link: number(self.prints.link.as_deref())?,
            headline: number(self.prints.headline.as_deref())?,
            body: number(self.prints.body.as_deref())?,
            copy: self.prints.copy,
        };
        if prints.digests() == [0; 3] {
            return Err("it has no fingerprint to find the article by".to_owned());
        }
        let subject = Subject {
            prints,
            words: number(self.prints.words.as_deref())?,
            headline: text::sanitise_line(&self.headline),
            path: text::sanitise_line(&self.path),
        };
        let draft = self.draft.map(|draft| text::sanitise(&draft).text);
        Ok((subject, self.marks.mark()?, draft))
    }
}

impl Said {
    fn mark(self) -> Result<Mark, String> {
        let line = |text: Option<String>| {
            let text = text.map(|text| text::sanitise_line(&text).trim().to_owned());
            text.filter(|text| !text.is_empty())
        };
        let verdict = self.verdict.map(|name| {
            let found = Verdict::ALL
                .into_iter()
                .find(|verdict| verdict.name() == name);
            found.ok_or_else(|| format!("its verdict is “{}”", text::visible(&name)))
        });
        let date = self.date.map(|date| {
            let unreadable = |_fault| format!("its date is “{}”", text::visible(&date));
            date.parse().map_err(unreadable)
        });
        let tags = self.tags.into_iter().filter_map(|tag| line(Some(tag)));
        let mut tags: Vec<String> = tags.collect();
        tags.sort();
        tags.dedup();
        Ok(Mark {
            read: self.read,
            starred: self.starred,
            verdict: verdict.transpose()?,
            reason: line(self.reason),
            tags,
            note: self.note.map(|note| text::sanitise(&note).text),
            source: line(self.source),
            date: date.transpose()?,
        })
    }
}

fn digits(print: u64) -> Option<String> {
    (print != 0).then(|| ArticleKey(print).to_string())
}

fn number(digits: Option<&str>) -> Result<u64, String> {
    let Some(digits) = digits else {
        return Ok(0);
    };
    let key: Result<ArticleKey, _> = digits.parse();
    key.map(|key| key.0)
        .map_err(|_fault| format!("“{}” is no fingerprint", text::visible(digits)))
}

/// The lines of a text; a faulty one costs itself and is told with its number.
pub(super) fn read(text: &str) -> (Vec<Taken>, Vec<String>) {
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, line) in (1_usize..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let parsed = serde_json::from_str::<Line>(line);
        let parsed = parsed.map_err(|error| error.to_string());
        match parsed.and_then(Line::taken) {
            Ok(taken) => lines.push(taken),
            Err(fault) => faults.push(format!("line {number} is left out: {fault}")),
        }
    }
    (lines, faults)
}
