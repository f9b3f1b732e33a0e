//! Where the reader was in a collection.

use rusqlite::{OptionalExtension as _, params};

use super::Memory;
use crate::article::ArticleKey;
use crate::review::Fault;

/// Where the reader was, as plain words and numbers: the interface knows what they mean, and
/// forgives those it no longer knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The filter line.
    pub filter: String,
    /// Order of the list.
    pub order: String,
    /// The focused pane.
    pub pane: String,
    /// Whether it was wanted alone.
    pub is_alone: bool,
    /// The selected article: its key, and which of several copies it was.
    pub article: Option<(ArticleKey, u32)>,
    /// The place in its text at the top of the pane.
    pub place: Option<String>,
    /// Rows of bars in the timeline.
    pub timeline_rows: Option<u16>,
    /// Width of a bar.
    pub timeline_step: Option<String>,
    /// The time shown.
    pub timeline_window: Option<(String, String)>,
    /// Whether the timeline showed all of the collection.
    pub timeline_all: bool,
}

impl Memory {
    /// The number of a collection, given by the paths that were named, made absolute, one a line.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn collection(&self, inputs: &str) -> Result<Option<i64>, Fault> {
        let find = "SELECT collection FROM collections WHERE inputs = ?1";
        let found = || {
            let row = self.connection.query_row(find, [inputs], |row| row.get(0));
            row.optional()
        };
        let there = found()?;
        if there.is_some() || !self.can_write {
            return Ok(there);
        }
        self.connection.execute(
            "INSERT OR IGNORE INTO collections (inputs) VALUES (?1)",
            [inputs],
        )?;
        Ok(found()?)
    }

    /// Where the reader was in a collection.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn session(&self, collection: i64) -> Result<Option<Session>, Fault> {
        let query = "SELECT filter, list_order, pane, pane_alone, article_key, article_copy,
                            article_place, timeline_rows, timeline_step, timeline_from,
                            timeline_to, timeline_all
                     FROM collections WHERE collection = ?1 AND pane <> ''";
        let session = self.connection.query_row(query, [collection], |row| {
            let text = |column| row.get::<_, Option<String>>(column);
            let key = text(4)?.and_then(|key| key.parse().ok());
            let copy = row.get::<_, Option<u32>>(5)?.unwrap_or_default();
            Ok(Session {
                filter: row.get(0)?,
                order: row.get(1)?,
                pane: row.get(2)?,
                is_alone: text(3)?.is_some(),
                article: key.map(|key| (key, copy)),
                place: text(6)?,
                timeline_rows: row.get(7)?,
                timeline_step: text(8)?,
                timeline_window: text(9)?.zip(text(10)?),
                timeline_all: text(11)?.is_some(),
            })
        });
        Ok(session.optional()?)
    }

    /// Keeps where the reader is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_session(&self, collection: i64, session: &Session) -> Result<(), Fault> {
        if !self.can_write {
            return Err(Fault::ReadOnly);
        }
        let yes = |is: bool| is.then_some("yes");
        let window = session.timeline_window.as_ref();
        self.connection.execute(
            "UPDATE collections SET filter = ?2, list_order = ?3, pane = ?4, pane_alone = ?5,
               article_key = ?6, article_copy = ?7, article_place = ?8, timeline_rows = ?9,
               timeline_step = ?10, timeline_from = ?11, timeline_to = ?12, timeline_all = ?13
             WHERE collection = ?1",
            params![
                collection,
                session.filter,
                session.order,
                session.pane,
                yes(session.is_alone),
                session.article.map(|(key, _)| key.to_string()),
                session.article.map(|(_, copy)| copy),
                session.place,
                session.timeline_rows,
                session.timeline_step,
                window.map(|(from, _)| from),
                window.map(|(_, to)| to),
                yes(session.timeline_all),
            ],
        )?;
        Ok(())
    }
}
