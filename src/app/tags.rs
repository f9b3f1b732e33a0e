//! The box of tags: free text with completion of the tags in use, several at once.
//!
//! ```text
//! + gas, ir_                      a line: tags parted by commas, -tag takes one away
//!   • iran              12        the tags in use that begin so; • the article has it
//!     iraq               3
//! ```

use std::collections::HashMap;

use crate::action::{Action, Motion};
use crate::app::picker;
use crate::app::prompt::Prompt;
use crate::app::remark::{Remark, tag, tags_of_line};
use crate::app::scene::{Outcome, Scene};
use crate::app::screen::{Area, Screen};
use crate::article::ArticleId;
use crate::text;

/// Columns of the box at most, with its border.
const WIDEST: u16 = 64;

/// State of the box.
#[derive(Clone, Debug)]
pub struct TagBox {
    ids: Vec<ArticleId>,
    prompt: Prompt,
    /// The tag under the cursor; none while the line is typed in.
    chosen: Option<String>,
    /// Most rows so far: the box does not shrink while it is narrowed.
    tallest: usize,
}

/// A tag in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub tag: String,
    /// How many articles of the collection have it.
    pub count: usize,
    /// How many of those it is about have it.
    pub here: usize,
}

impl TagBox {
    /// The tags of these articles.
    pub fn new(ids: Vec<ArticleId>, scene: &Scene) -> Self {
        let mut new = Self {
            ids,
            prompt: Prompt::default(),
            chosen: None,
            tallest: 0,
        };
        new.tallest = new.rows(scene).len();
        new
    }

    /// The articles it is about.
    pub fn ids(&self) -> &[ArticleId] {
        &self.ids
    }

    /// The line being typed.
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    /// The last tag of the line, which is being typed, without the sign that takes it away.
    fn piece(&self) -> &str {
        let line = self.prompt.text();
        let piece = line.rsplit(',').next().unwrap_or_default().trim_start();
        piece.strip_prefix('-').unwrap_or(piece).trim()
    }

    /// The tags in use that fit what is typed, those on most articles first.
    pub fn rows(&self, scene: &Scene) -> Vec<Row> {
        let typed = text::fold(self.piece());
        let here = self.tags_here(scene);
        let in_use = scene.marks.tags().iter();
        let fitting = in_use.filter(|(tag, _)| text::fold(tag).contains(&typed));
        let mut rows: Vec<Row> = fitting
            .map(|(tag, count)| Row {
                tag: tag.clone(),
                count: *count,
                here: here.get(tag.as_str()).copied().unwrap_or(0),
            })
            .collect();
        let begins = |row: &Row| text::fold(&row.tag).starts_with(&typed);
        rows.sort_by_key(|row| (!begins(row), std::cmp::Reverse(row.count)));
        rows
    }

    /// The tags of the articles it is about, and how many of them have each.
    fn tags_here<'a>(&self, scene: &'a Scene) -> HashMap<&'a str, usize> {
        let mut here = HashMap::new();
        let tags = self.ids.iter().flat_map(|id| &scene.marks.get(*id).tags);
        for tag in tags {
            *here.entry(tag.as_str()).or_default() += 1;
        }
        here
    }

    /// Index of the row under the cursor, while one is.
    pub fn cursor(&self, rows: &[Row]) -> Option<usize> {
        let chosen = self.chosen.as_ref()?;
        rows.iter().position(|row| row.tag == *chosen)
    }

    /// Types a text.
    pub fn typed(&mut self, text: &str) -> Vec<Outcome> {
        self.prompt.insert(text);
        self.chosen = None;
        Vec::new()
    }

    /// Carries out what a key means in the box.
    pub fn act(&mut self, action: Action, scene: &Scene) -> Vec<Outcome> {
        match action {
            Action::Restore => return vec![Outcome::Close],
            Action::Enter => return self.accept(scene),
            Action::Complete => self.complete(scene),
            Action::Move(motion) => self.move_by(motion, scene),
            Action::NoteInEditor => {}
            edit => {
                if self.prompt.edit(edit) {
                    self.chosen = None;
                }
            }
        }
        self.tallest = self.tallest.max(self.rows(scene).len());
        Vec::new()
    }

    fn move_by(&mut self, motion: Motion, scene: &Scene) {
        let rows = self.rows(scene);
        let page = self.page(&scene.screen);
        let last = rows.len().saturating_sub(1);
        let to = match (motion, self.cursor(&rows)) {
            (Motion::Down, None) => Some(0),
            (Motion::Down, Some(at)) => Some(at.saturating_add(1).min(last)),
            (Motion::Up, at) => at.and_then(|at| at.checked_sub(1)),
            (Motion::PageDown, at) => Some(at.unwrap_or(0).saturating_add(page).min(last)),
            (Motion::PageUp, at) => at.map(|at| at.saturating_sub(page)),
            (_, at) => at,
        };
        self.chosen = to.and_then(|to| rows.get(to)).map(|row| row.tag.clone());
    }

    /// Writes the tag under the cursor, else the first that fits, into the line.
    fn complete(&mut self, scene: &Scene) {
        let rows = self.rows(scene);
        let row = rows.get(self.cursor(&rows).unwrap_or(0));
        if let Some(row) = row {
            let start = self.prompt.text().len().saturating_sub(self.piece().len());
            let end = self.prompt.text().len();
            self.prompt.replace(start..end, &format!("{}, ", row.tag));
            self.chosen = None;
        }
    }

    /// A chosen tag is given or taken away and the box stays; a typed line is done and closes it.
    fn accept(&mut self, scene: &Scene) -> Vec<Outcome> {
        let rows = self.rows(scene);
        if let Some(row) = self.cursor(&rows).and_then(|at| rows.get(at)) {
            let sign = if row.here == self.ids.len() { "-" } else { "" };
            let before = self
                .prompt
                .text()
                .rsplit_once(',')
                .map_or("", |(before, _)| before);
            let line = format!("{before},{sign}{}", row.tag);
            self.prompt.set("");
            return self.remark(&line, scene);
        }
        let remark = self.remark(self.prompt.text(), scene);
        [Outcome::Close].into_iter().chain(remark).collect()
    }

    /// What a whole line says, as if it had been typed and accepted.
    pub fn say(&self, line: &str, scene: &Scene) -> Vec<Outcome> {
        self.remark(line, scene)
    }

    /// What a line says; nothing where it names no tag.
    fn remark(&self, line: &str, scene: &Scene) -> Vec<Outcome> {
        let (add, remove) = tags_of_line(line);
        if add.is_empty() && remove.is_empty() {
            return Vec::new();
        }
        let add = add.into_iter().map(|tag| spelt_as_in_use(tag, scene));
        let remark = Remark::Tags {
            add: add.collect(),
            remove,
        };
        vec![Outcome::Remark(self.ids.clone(), remark)]
    }

    /// The tag that Enter would make, where no tag in use is called so.
    pub fn new_tag(&self, rows: &[Row]) -> Option<String> {
        let typed = tag(self.piece())?;
        let folded = text::fold(&typed);
        let known = rows.iter().any(|row| text::fold(&row.tag) == folded);
        (!known).then_some(typed)
    }

    /// Where the box stands, its border included.
    pub fn area(&self, screen: &Screen) -> Area {
        picker::area(screen, WIDEST, self.tallest.saturating_add(1))
    }

    /// Rows in view: the area without border and the line that is typed in.
    pub fn page(&self, screen: &Screen) -> usize {
        usize::from(self.area(screen).inside().height.saturating_sub(1)).max(1)
    }
}

/// A tag that folds like one in use is that one.
fn spelt_as_in_use(tag: String, scene: &Scene) -> String {
    let folded = text::fold(&tag);
    let in_use = scene.marks.tags().keys();
    let same = in_use.into_iter().find(|other| text::fold(other) == folded);
    same.cloned().unwrap_or(tag)
}
