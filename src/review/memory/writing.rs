//! Writing changes down: field by field, many in one transaction, in the order they were made.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::reading::{OldChange, OldChanges};
use super::rows::signed;
use super::{KEPT_CHANGES, Memory, Subject};
use crate::article::{ArticleId, Mark};
use crate::review::{Change, Edit, Fault, Field, Step, notes};

/// What the writer of one run knows: which article of the collection is which of the file, and
/// the numbers of the changes that can be undone and done again.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    collection: Option<i64>,
    rows: HashMap<ArticleId, Entry>,
    done: Vec<i64>,
    undone: Vec<i64>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    number: i64,
    /// Whether the file describes the article as it is in this collection.
    is_current: bool,
}

/// What writing came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Notes that another program wrote at the same time: what they say now, both texts in one.
    pub merged: Vec<(ArticleId, String)>,
}

/// Tells what an article is, when it is to be written for the first time.
pub type Describe<'a> = &'a mut dyn FnMut(ArticleId) -> Subject;

impl Ledger {
    /// For a run in this collection; without one its changes belong to none and are not undone
    /// after a restart.
    pub fn new(collection: Option<i64>) -> Self {
        Self {
            collection,
            ..Self::default()
        }
    }

    /// The article is that one of the file; `is_current` says whether it looks the same there.
    pub fn know(&mut self, id: ArticleId, number: i64, is_current: bool) {
        self.rows.insert(id, Entry { number, is_current });
    }

    /// The number of the article in the file, if it is known.
    pub fn number(&self, id: ArticleId) -> Option<i64> {
        self.rows.get(&id).map(|entry| entry.number)
    }

    /// Whether the file describes the article as it is.
    pub fn is_current(&self, id: ArticleId) -> bool {
        self.rows.get(&id).is_some_and(|entry| entry.is_current)
    }

    /// Which article is which is to be found out anew; what can be undone stays.
    pub fn forget_articles(&mut self) {
        self.rows.clear();
    }

    /// The changes of earlier runs lie under those of this one, as in
    /// [`Marks::take_up`](crate::review::Marks::take_up).
    pub fn take_up(&mut self, old: &OldChanges) {
        let numbers = |changes: &[OldChange]| -> Vec<i64> {
            changes.iter().map(|change| change.number).collect()
        };
        if self.done.is_empty() && self.undone.is_empty() {
            self.undone = numbers(&old.undone);
        }
        self.done.splice(0..0, numbers(&old.done));
    }
}

impl Memory {
    /// Writes steps down in one transaction: all of them are on the disk when this returns, or
    /// none.
    ///
    /// # Errors
    /// When they cannot be written; then nothing was, and `ledger` is as before.
    pub fn write(
        &mut self,
        ledger: &mut Ledger,
        steps: &[Step],
        describe: Describe<'_>,
    ) -> Result<Written, Fault> {
        self.in_transaction(ledger, |writing| {
            for step in steps {
                writing.step(step, describe)?;
            }
            writing.prune()
        })
    }

    /// Keeps the text of a note that is being typed, or forgets it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_draft(
        &mut self,
        ledger: &mut Ledger,
        (id, note): (ArticleId, Option<&str>),
        describe: Describe<'_>,
    ) -> Result<(), Fault> {
        let write = |writing: &mut Writing<'_>| match note {
            Some(note) => {
                let article = writing.number(id, describe)?;
                writing.run(
                    "INSERT INTO drafts (article, note) VALUES (?1, ?2)
                     ON CONFLICT DO UPDATE SET note = excluded.note, typed = excluded.typed",
                    params![article, note],
                )
            }
            None => match writing.ledger.number(id) {
                Some(article) => {
                    writing.run("DELETE FROM drafts WHERE article = ?1", params![article])
                }
                None => Ok(()),
            },
        };
        self.in_transaction(ledger, write).map(drop)
    }

    /// Says this of articles, whatever collection they belong to: fields that say something
    /// replace what was said, the others leave it; tags are added. No change to undo.
    ///
    /// # Errors
    /// When it cannot be written; then nothing was.
    pub fn put(&mut self, said: &[(Subject, Mark)]) -> Result<(), Fault> {
        let nothing = Mark::default();
        let write = |writing: &mut Writing<'_>| {
            for (subject, mark) in said {
                let article = writing.insert(subject)?;
                for field in Field::differing(&nothing, mark) {
                    let _merged = writing.field(article, field, (&nothing, mark))?;
                }
            }
            Ok(())
        };
        self.in_transaction(&mut Ledger::default(), write).map(drop)
    }

    /// Keeps a note that is being typed, unless there is one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_draft(&mut self, subject: &Subject, note: &str) -> Result<(), Fault> {
        let write = |writing: &mut Writing<'_>| {
            let article = writing.insert(subject)?;
            writing.run(
                "INSERT OR IGNORE INTO drafts (article, note) VALUES (?1, ?2)",
                params![article, note],
            )
        };
        self.in_transaction(&mut Ledger::default(), write).map(drop)
    }

    fn in_transaction(
        &mut self,
        ledger: &mut Ledger,
        work: impl FnOnce(&mut Writing<'_>) -> Result<(), Fault>,
    ) -> Result<Written, Fault> {
        if !self.can_write {
            return Err(Fault::ReadOnly);
        }
        let before = (ledger.done.clone(), ledger.undone.clone());
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut writing = Writing {
            connection: &transaction,
            ledger,
            before: Vec::new(),
            written: Written::default(),
        };
        let outcome = work(&mut writing);
        let Writing {
            before: entries,
            written,
            ..
        } = writing;
        let outcome = outcome.and_then(|()| commit(transaction));
        if outcome.is_err() {
            (ledger.done, ledger.undone) = before;
            for (id, entry) in entries.into_iter().rev() {
                match entry {
                    Some(entry) => ledger.rows.insert(id, entry),
                    None => ledger.rows.remove(&id),
                };
            }
        }
        outcome.map(|()| written)
    }
}

fn commit(transaction: Transaction<'_>) -> Result<(), Fault> {
    Ok(transaction.commit()?)
}

/// A transaction that is going on.
struct Writing<'a> {
    connection: &'a Connection,
    ledger: &'a mut Ledger,
    /// What the ledger said before of articles that it learned something of in it.
    before: Vec<(ArticleId, Option<Entry>)>,
    written: Written,
}

impl Writing<'_> {
    fn step(&mut self, step: &Step, describe: Describe<'_>) -> Result<(), Fault> {
        match step {
            Step::Done(change) => {
                for number in std::mem::take(&mut self.ledger.undone) {
                    self.run("DELETE FROM changes WHERE change = ?1", params![number])?;
                }
                self.run(
                    "INSERT INTO changes (collection) VALUES (?1)",
                    params![self.ledger.collection],
                )?;
                let number = self.connection.last_insert_rowid();
                self.ledger.done.push(number);
                self.edits(change, Some(number), describe)
            }
            Step::Undone(change) => {
                if let Some(number) = self.ledger.done.pop() {
                    self.ledger.undone.push(number);
                    self.state(number, "undone")?;
                }
                self.edits(&change.reversed(), None, describe)
            }
            Step::Redone(change) => {
                if let Some(number) = self.ledger.undone.pop() {
                    self.ledger.done.push(number);
                    self.state(number, "done")?;
                }
                self.edits(change, None, describe)
            }
        }
    }

    fn state(&self, number: i64, state: &str) -> Result<(), Fault> {
        self.run(
            "UPDATE changes SET state = ?2 WHERE change = ?1",
            params![number, state],
        )
    }

    /// Writes the fields that a change changes, and under `history` what they were.
    fn edits(
        &mut self,
        change: &Change,
        history: Option<i64>,
        describe: Describe<'_>,
    ) -> Result<(), Fault> {
        for Edit { id, before, after } in &change.edits {
            let article = self.number(*id, describe)?;
            for field in Field::differing(before, after) {
                if let Some(note) = self.field(article, field, (before, after))? {
                    self.written.merged.push((*id, note));
                }
                if let Some(number) = history {
                    self.run(
                        "INSERT INTO edits (change, article, field, before, after)
                         VALUES (?1, ?2, ?3, ?4, ?5)",
                        params![
                            number,
                            article,
                            field.name(),
                            field.of(before),
                            field.of(after)
                        ],
                    )?;
                }
            }
        }
        Ok(())
    }

    /// Writes one field of one article; tells the note where it became another than was meant.
    fn field(
        &self,
        article: i64,
        field: Field,
        (before, after): (&Mark, &Mark),
    ) -> Result<Option<String>, Fault> {
        match field {
            Field::Tags => self.tags(article, (before, after)).map(|()| None),
            Field::Note => self.note(article, (before, after)),
            _ => {
                let statement = format!(
                    "UPDATE articles SET {} = ?2 WHERE article = ?1",
                    field.name()
                );
                self.run(&statement, params![article, field.of(after)])?;
                Ok(None)
            }
        }
    }

    /// Adds and takes away single tags: those that another program gave stay.
    fn tags(&self, article: i64, (before, after): (&Mark, &Mark)) -> Result<(), Fault> {
        for tag in before.tags.iter().filter(|tag| !after.tags.contains(tag)) {
            self.run(
                "DELETE FROM tags WHERE article = ?1 AND tag = ?2",
                params![article, tag],
            )?;
        }
        for tag in &after.tags {
            self.run(
                "INSERT OR IGNORE INTO tags (article, tag) VALUES (?1, ?2)",
                params![article, tag],
            )?;
        }
        Ok(())
    }

    /// Writes a note; one that another program wrote meanwhile is kept with it.
    fn note(&self, article: i64, (before, after): (&Mark, &Mark)) -> Result<Option<String>, Fault> {
        let there: Option<String> = self
            .connection
            .prepare_cached("SELECT note FROM articles WHERE article = ?1")?
            .query_row([article], |row| row.get(0))?;
        let wanted = after.note.as_deref();
        let note = notes::both(there.as_deref(), before.note.as_deref(), wanted);
        self.run(
            "UPDATE articles SET note = ?2 WHERE article = ?1",
            params![article, note],
        )?;
        self.run("DELETE FROM drafts WHERE article = ?1", params![article])?;
        Ok(note.filter(|note| Some(note.as_str()) != wanted))
    }

    /// The number of an article in the file; it is made where there is none.
    fn number(&mut self, id: ArticleId, describe: Describe<'_>) -> Result<i64, Fault> {
        match self.ledger.rows.get(&id) {
            Some(entry) if entry.is_current => Ok(entry.number),
            Some(entry) => {
                let entry = *entry;
                self.describe_anew(entry.number, &describe(id))?;
                self.before.push((id, Some(entry)));
                self.ledger.know(id, entry.number, true);
                Ok(entry.number)
            }
            None => {
                let number = self.insert(&describe(id))?;
                self.before.push((id, None));
                self.ledger.know(id, number, true);
                Ok(number)
            }
        }
    }

    /// The row of an article with exactly these prints, made where there is none.
    fn insert(&self, subject: &Subject) -> Result<i64, Fault> {
        let prints = subject.prints;
        let [link, headline, body] = prints.digests().map(signed);
        let find = "SELECT article FROM articles
             WHERE body_print = ?1 AND headline_print = ?2 AND link_print = ?3 AND copy = ?4";
        let found = self
            .connection
            .prepare_cached(find)?
            .query_row(params![body, headline, link, prints.copy], |row| row.get(0))
            .optional()?;
        if let Some(number) = found {
            return Ok(number);
        }
        self.run(
            "INSERT INTO articles
               (key, link_print, headline_print, body_print, copy, words_print, headline, path)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                subject.key().to_string(),
                link,
                headline,
                body,
                prints.copy,
                signed(subject.words),
                subject.headline,
                subject.path,
            ],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// The article has changed or moved, and the reader has seen it so: from now on it is
    /// recognised as it is. Where the file knows another with these prints, both stay.
    fn describe_anew(&self, number: i64, subject: &Subject) -> Result<(), Fault> {
        let [link, headline, body] = subject.prints.digests().map(signed);
        self.run(
            "UPDATE OR IGNORE articles SET key = ?2, link_print = ?3, headline_print = ?4,
               body_print = ?5, copy = ?6, words_print = ?7, headline = ?8, path = ?9
             WHERE article = ?1",
            params![
                number,
                subject.key().to_string(),
                link,
                headline,
                body,
                subject.prints.copy,
                signed(subject.words),
                subject.headline,
                subject.path,
            ],
        )
    }

    /// Forgets changes beyond those that can be undone after a restart.
    fn prune(&self) -> Result<(), Fault> {
        self.run(
            "DELETE FROM changes WHERE collection IS ?1 AND change <=
               (SELECT change FROM changes WHERE collection IS ?1
                ORDER BY change DESC LIMIT 1 OFFSET ?2)",
            params![self.ledger.collection, KEPT_CHANGES],
        )
    }

    fn run(&self, statement: &str, values: impl rusqlite::Params) -> Result<(), Fault> {
        self.connection.prepare_cached(statement)?.execute(values)?;
        Ok(())
    }
}
