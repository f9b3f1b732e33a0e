//! The form for correcting source and date by hand.
//!
//! ```text
//! source  Press TV                    as read: ~Tasnim
//! date    2018-01                     as read: 2018-01-05
//!         Jan 2018
//!   Press TV            12            sources in use that begin so
//! ```
//! An emptied field gives back what was read; for several articles an empty one leaves each as it is.

use crate::action::{Action, Motion};
use crate::app::moment;
use crate::app::picker;
use crate::app::prompt::Prompt;
use crate::app::remark::Remark;
use crate::app::scene::{Outcome, Scene};
use crate::app::screen::{Area, Screen};
use crate::article::{ArticleId, Moment};
use crate::text;

/// Columns of the form at most, with its border.
const WIDEST: u16 = 72;

/// Most sources that are offered.
const MOST_ROWS: usize = 6;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who published it.
    Source,
    /// When.
    Date,
}

/// State of the form.
#[derive(Clone, Debug)]
pub struct Form {
    ids: Vec<ArticleId>,
    source: Prompt,
    date: Prompt,
    /// The field that is typed in.
    at: Field,
    /// What the fields said when the form was opened.
    before: [String; 2],
    /// What was read, with its sign, where the form is about one article.
    as_read: Option<[String; 2]>,
    /// The source under the cursor among those offered.
    row: Option<usize>,
}

impl Form {
    /// The form for these articles.
    pub fn new(ids: Vec<ArticleId>, scene: &Scene) -> Self {
        let only = match ids.as_slice() {
            [id] => scene.store.get(*id),
            _ => None,
        };
        let (source, date) = only.as_ref().map_or_else(Default::default, |view| {
            let date = view.published().value.map(|date| date.to_string());
            (
                view.source().unwrap_or_default().to_owned(),
                date.unwrap_or_default(),
            )
        });
        let as_read = only.map(|view| {
            let sign = view.source_from_as_read().sign().unwrap_or_default();
            let source = view.source_as_read().unwrap_or("unknown");
            let published = view.published_as_read();
            let date = published
                .value
                .map_or_else(|| "none".to_owned(), |date| date.to_string());
            let date_sign = published.kind.sign().unwrap_or_default();
            [format!("{sign}{source}"), format!("{date_sign}{date}")]
        });
        Self {
            ids,
            source: Prompt::of(&source),
            date: Prompt::of(&date),
            at: Field::Source,
            before: [source, date],
            as_read,
            row: None,
        }
    }

    /// The articles it is about.
    pub fn ids(&self) -> &[ArticleId] {
        &self.ids
    }

    /// The field that is typed in.
    pub fn at(&self) -> Field {
        self.at
    }

    /// What stands in a field.
    pub fn prompt(&self, field: Field) -> &Prompt {
        match field {
            Field::Source => &self.source,
            Field::Date => &self.date,
        }
    }

    /// What was read, with its sign; none for several articles.
    pub fn as_read(&self, field: Field) -> Option<&str> {
        let [source, date] = self.as_read.as_ref()?;
        Some(match field {
            Field::Source => source,
            Field::Date => date,
        })
    }

    /// The date as it will be understood, or what was expected instead.
    ///
    /// # Errors
    /// With what was expected.
    pub fn date_words(&self, scene: &Scene) -> Result<String, String> {
        match self.typed_date()? {
            Some(date) => Ok(moment::long_without_remark(date, scene.settings.zone)),
            None if self.ids.len() > 1 => Ok("each as it is".to_owned()),
            None => Ok("as read".to_owned()),
        }
    }

    fn typed_date(&self) -> Result<Option<Moment>, String> {
        match self.date.text().trim() {
            "" => Ok(None),
            typed => crate::query::moment(typed).map(Some),
        }
    }

    /// The sources of the collection that begin, or have a word that begins, like what is typed.
    pub fn rows(&self, scene: &Scene) -> Vec<(String, usize)> {
        if self.at == Field::Date {
            return Vec::new();
        }
        let typed = text::fold(self.source.text().trim());
        let typed = if self.source.text() == self.before[0] {
            String::new()
        } else {
            typed
        };
        let fits = |name: &str| {
            name.starts_with(&typed) || name.split(' ').any(|word| word.starts_with(&typed))
        };
        let sources = scene.hits.iter().flat_map(|hits| &hits.sources);
        let fitting = sources.filter(|source| source.name.is_some() && fits(&source.folded));
        let named = fitting.filter_map(|source| Some((source.name.as_deref()?, source.count)));
        named
            .take(MOST_ROWS)
            .map(|(name, count)| (name.to_owned(), count))
            .collect()
    }

    /// Index of the row under the cursor.
    pub fn row(&self) -> Option<usize> {
        self.row
    }

    /// Types a text.
    pub fn typed(&mut self, text: &str) -> Vec<Outcome> {
        self.row = None;
        self.field().insert(text);
        Vec::new()
    }

    fn field(&mut self) -> &mut Prompt {
        match self.at {
            Field::Source => &mut self.source,
            Field::Date => &mut self.date,
        }
    }

    /// Carries out what a key means in the form.
    pub fn act(&mut self, action: Action, scene: &Scene) -> Vec<Outcome> {
        match action {
            Action::Restore => return vec![Outcome::Close],
            Action::Enter => return self.accept(scene),
            Action::Complete => self.next_field(),
            Action::Move(motion) => self.move_by(motion, scene),
            Action::NoteInEditor => {}
            edit => {
                self.row = None;
                self.field().edit(edit);
            }
        }
        Vec::new()
    }

    fn next_field(&mut self) {
        self.row = None;
        self.at = match self.at {
            Field::Source => Field::Date,
            Field::Date => Field::Source,
        };
    }

    /// Down and up go through the sources on offer, else to the other field.
    fn move_by(&mut self, motion: Motion, scene: &Scene) {
        let count = self.rows(scene).len();
        self.row = match (motion, self.row) {
            (Motion::Down, None) if count > 0 => Some(0),
            (Motion::Down, Some(at)) => Some(at.saturating_add(1).min(count.saturating_sub(1))),
            (Motion::Up, Some(at)) => at.checked_sub(1),
            (Motion::Up | Motion::Down, None) => return self.next_field(),
            (_, at) => at,
        };
    }

    fn accept(&mut self, scene: &Scene) -> Vec<Outcome> {
        if let Some((name, _)) = self.row.and_then(|row| self.rows(scene).get(row).cloned()) {
            self.source.set(&name);
            self.row = None;
            return Vec::new();
        }
        match self.remark() {
            Ok(remark) => vec![Outcome::Close, Outcome::Remark(self.ids.clone(), remark)],
            Err(expected) => {
                self.at = Field::Date;
                vec![Outcome::Say(format!("expected {expected}"))]
            }
        }
    }

    /// What the form says: a field that was left alone says nothing, an emptied one gives back
    /// what was read.
    fn remark(&self) -> Result<Remark, String> {
        let [source_before, date_before] = &self.before;
        let source = text::sanitise_line(self.source.text()).trim().to_owned();
        let source = (source != *source_before).then(|| {
            let as_read = self.as_read(Field::Source) == Some(source.as_str());
            (!source.is_empty() && !as_read).then_some(source)
        });
        let date = if self.date.text().trim() == date_before {
            None
        } else {
            let date = self.typed_date()?;
            let as_read = |date: &Moment| self.as_read(Field::Date) == Some(&date.to_string());
            Some(date.filter(|date| !as_read(date)))
        };
        Ok(Remark::Correction { source, date })
    }

    /// Where the form stands, its border included.
    pub fn area(&self, screen: &Screen) -> Area {
        picker::area(screen, WIDEST, MOST_ROWS.saturating_add(2))
    }
}
