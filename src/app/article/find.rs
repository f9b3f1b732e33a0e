//! Finding in the article: a word typed with `/`, else what the filter found.

use crate::action::Action;
use crate::app::article::lines::{Content, Kind, Line};
use crate::app::article::{ArticlePane, Direction};
use crate::app::prompt::Prompt;
use crate::app::scene::{Outcome, Scene};
use crate::article::ArticleId;
use crate::query::{Expr, Query, Term, Test};
use crate::search;
use crate::store::View;

/// Articles that one key looks through for the next match, so that no key waits long.
const MOST_ARTICLES: usize = 2_000;
/// Bytes of text that one key looks through.
const MOST_BYTES: usize = 4 << 20;

/// What is looked for in the article.
#[derive(Clone, Debug, Default)]
pub struct Find {
    prompt: Prompt,
    /// What was looked for before the line was opened; `None` while it is closed.
    before: Option<String>,
    query: Query,
}

impl Find {
    /// Whether a person is typing.
    pub fn is_open(&self) -> bool {
        self.before.is_some()
    }

    /// The line being typed.
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    /// What is looked for; empty when nothing is.
    pub fn needle(&self) -> &str {
        self.prompt.text().trim()
    }

    /// The needle as a query, so that what is found is what the filter would find.
    pub fn query(&self) -> Option<&Query> {
        (!self.needle().is_empty()).then_some(&self.query)
    }

    /// Begins typing; the line is empty.
    pub fn open(&mut self) {
        self.before = Some(self.prompt.text().to_owned());
        self.prompt.set("");
        self.renew();
    }

    /// Ends typing and keeps what was typed.
    pub fn close(&mut self) {
        self.before = None;
    }

    /// Ends typing and puts back what was.
    pub fn cancel(&mut self) {
        if let Some(before) = self.before.take() {
            self.prompt.set(&before);
            self.renew();
        }
    }

    /// Carries out an editing action.
    pub fn edit(&mut self, action: Action) {
        if self.prompt.edit(action) {
            self.renew();
        }
    }

    /// Types a text.
    pub fn insert(&mut self, typed: &str) {
        self.prompt.insert(typed);
        self.renew();
    }

    fn renew(&mut self) {
        let needle = self.needle().to_owned();
        self.query = Query {
            text: needle.clone(),
            terms: vec![Term {
                span: 0..needle.len(),
                off: false,
                expr: Expr::Test(Test::Exact(needle)),
            }],
            headlines_only: false,
        };
    }
}

impl ArticlePane {
    /// What is marked in the article: what is looked for, else what the filter looks for.
    pub fn marked<'a>(&'a self, scene: &'a Scene) -> &'a Query {
        self.find().query().unwrap_or(&scene.query)
    }

    /// Goes to a match in the view's direction, else to the next article with one.
    pub(super) fn find_from_view(&mut self, direction: Direction, scene: &Scene) -> Vec<Outcome> {
        let Some(view) = self.id.and_then(|id| scene.store.get(id)) else {
            return Vec::new();
        };
        let here = self.match_line.unwrap_or_else(|| self.top_line());
        let found = {
            let query = self.marked(scene);
            let has = |at: &usize| {
                self.lines()
                    .get(*at)
                    .is_some_and(|line| line_matches(query, line, view.text()))
            };
            match direction {
                Direction::Here => (self.top_line()..self.lines().len()).find(has),
                Direction::Forward => (here.saturating_add(1)..self.lines().len()).find(has),
                Direction::Backward => (0..here.min(self.lines().len())).rev().find(has),
            }
        };
        match found {
            Some(line) => {
                self.match_line = Some(line);
                self.reveal(line, scene);
                Vec::new()
            }
            None => self.find_elsewhere(direction, scene),
        }
    }

    fn find_elsewhere(&self, direction: Direction, scene: &Scene) -> Vec<Outcome> {
        let query = self.marked(scene);
        if direction == Direction::Backward {
            return vec![Outcome::Say("no match above".to_owned())];
        }
        let rows = scene.rows();
        let here = rows.iter().position(|id| Some(*id) == self.id).unwrap_or(0);
        let later = rows.get(here.saturating_add(1)..).unwrap_or_default();
        match next_with_match(query, later, scene) {
            Some(id) => vec![Outcome::Open(id)],
            None => vec![Outcome::Say(format!(
                "no further match of {}",
                self.sought(scene)
            ))],
        }
    }

    fn sought(&self, scene: &Scene) -> String {
        match self.find().query() {
            Some(query) => format!("“{}”", query.text),
            None if scene.query.terms.is_empty() => "anything: / finds a word here".to_owned(),
            None => "the filter".to_owned(),
        }
    }
}

/// The first of the next articles with a match, within bounds that keep the key quick.
fn next_with_match(query: &Query, later: &[ArticleId], scene: &Scene) -> Option<ArticleId> {
    let mut bytes = 0_usize;
    let views = later
        .iter()
        .take(MOST_ARTICLES)
        .filter_map(|id| scene.store.get(*id));
    for view in views {
        if article_matches(query, &view) {
            return Some(view.id());
        }
        bytes = bytes.saturating_add(view.text().len());
        if bytes > MOST_BYTES {
            return None;
        }
    }
    None
}

fn article_matches(query: &Query, view: &View<'_>) -> bool {
    let headline = view.headline().unwrap_or_default();
    !search::highlights(query, headline, true).is_empty()
        || view
            .body()
            .any(|text| !search::highlights(query, text, false).is_empty())
}

fn line_matches(query: &Query, line: &Line, kept: &str) -> bool {
    let text = line.text(kept);
    let searched = matches!(line.content, Content::Kept(_)) || line.kind == Kind::Headline;
    searched && !search::highlights(query, text, line.kind == Kind::Headline).is_empty()
}
