//! What the file remembers, read out.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::rows::digest;
use super::{KEPT_CHANGES, Memory, Remembered, Subject};
use crate::article::{Fingerprints, Mark};
use crate::review::{Fault, Field};

/// Edits of one article in a change: before and after, in the fields that it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldEdit {
    /// Number of the article in the file.
    pub article: i64,
    /// The field.
    pub field: Field,
    /// What it said before.
    pub before: Option<String>,
    /// What it said after.
    pub after: Option<String>,
}

/// A change of an earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldChange {
    /// Its number in the file: later changes have greater ones.
    pub number: i64,
    /// What it did.
    pub edits: Vec<OldEdit>,
}

/// The changes of earlier runs in a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldChanges {
    /// Done, oldest first.
    pub done: Vec<OldChange>,
    /// Undone, the one to be done again first last.
    pub undone: Vec<OldChange>,
}

impl Memory {
    /// Everything that is remembered, in the order of its numbers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recall(&self) -> Result<Vec<Remembered>, Fault> {
        let mut tags: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        let mut query = self
            .connection
            .prepare("SELECT article, tag FROM tags ORDER BY article, tag")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            tags.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        let mut query = self.connection.prepare(
            "SELECT article, link_print, headline_print, body_print, copy, words_print,
                    headline, path, read, starred, verdict, reason, articles.note,
                    source_corrected, date_corrected, drafts.note
             FROM articles LEFT JOIN drafts USING (article) ORDER BY article",
        )?;
        let mut rows = query.query([])?;
        let mut remembered = Vec::new();
        while let Some(row) = rows.next()? {
            let mut one = read(row)?;
            if let Some(tags) = tags.remove(&one.number) {
                one.mark.tags = tags;
            }
            remembered.push(one);
        }
        Ok(remembered)
    }

    /// The last 1,000 changes of a collection.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn old_changes(&self, collection: i64) -> Result<OldChanges, Fault> {
        let mut query = self.connection.prepare(
            "SELECT change, state, article, field, before, after
             FROM (SELECT change, state FROM changes WHERE collection = ?1
                   ORDER BY change DESC LIMIT ?2)
             JOIN edits USING (change) ORDER BY change, article",
        )?;
        let mut rows = query.query((collection, KEPT_CHANGES))?;
        let mut changes = OldChanges::default();
        while let Some(row) = rows.next()? {
            let state: String = row.get(1)?;
            let list = if state == "undone" {
                &mut changes.undone
            } else {
                &mut changes.done
            };
            take(list, row)?;
        }
        // What was undone last has the smallest number, and is done again first.
        changes.undone.reverse();
        Ok(changes)
    }
}

fn take(list: &mut Vec<OldChange>, row: &Row<'_>) -> Result<(), Fault> {
    let number = row.get(0)?;
    let field: String = row.get(3)?;
    let Some(field) = Field::named(&field) else {
        return Ok(());
    };
    let edit = OldEdit {
        article: row.get(2)?,
        field,
        before: row.get(4)?,
        after: row.get(5)?,
    };
    match list.last_mut().filter(|change| change.number == number) {
        Some(change) => change.edits.push(edit),
        None => list.push(OldChange {
            number,
            edits: vec![edit],
        }),
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Remembered, rusqlite::Error> {
    let print = |column| Ok::<_, rusqlite::Error>(digest(row.get(column)?));
    let text = |column| row.get::<_, Option<String>>(column);
    let mut mark = Mark::default();
    let fields = [
        (8, Field::Read),
        (9, Field::Starred),
        (10, Field::Verdict),
        (11, Field::Reason),
        (12, Field::Note),
        (13, Field::Source),
        (14, Field::Date),
    ];
    for (column, field) in fields {
        if let Some(text) = text(column)? {
            field.put(&mut mark, Some(&text));
        }
    }
    Ok(Remembered {
        number: row.get(0)?,
        subject: Subject {
            prints: Fingerprints {
                link: print(1)?,
                headline: print(2)?,
                body: print(3)?,
                copy: row.get(4)?,
            },
            words: print(5)?,
            headline: row.get(6)?,
            path: row.get(7)?,
        },
        mark,
        draft: text(15)?,
    })
}
