//! Finding in the article: a word typed with `/`, else what the filter found.

use std::ops::Range;

use crate::action::Action;
use crate::app::article::lines::{Content, Kind, Line};
use crate::app::article::{ArticlePane, Direction, Face};
use crate::app::moment::{counted, grouped};
use crate::app::prompt::Prompt;
use crate::app::scene::{Outcome, Scene};
use crate::article::{ArticleId, Span};
use crate::query::{Expr, Query, Term, Test};
use crate::search::Highlighter;
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

    /// Goes to a match in the view's direction, else to the next article that way with one.
    pub(super) fn find_from_view(&mut self, direction: Direction, scene: &Scene) -> Vec<Outcome> {
        let Some(view) = self.id.and_then(|id| scene.store.get(id)) else {
            return Vec::new();
        };
        let top = self.top_line();
        let in_view = self.in_view(scene);
        let here = self.found.map(|place| self.lines.line_of(place));
        let here = here.filter(|line| in_view.contains(line));
        let query = self.marked(scene);
        let found = match (direction, here) {
            (Direction::Forward, Some(here)) => {
                first_match(query, view.text(), self.lines(), here.saturating_add(1))
            }
            (Direction::Backward, here) => {
                last_match(query, view.text(), self.lines(), here.unwrap_or(top))
            }
            _ => first_match(query, view.text(), self.lines(), top),
        };
        let Some(line) = found else {
            return self.find_elsewhere(direction, scene);
        };
        let number = count(query, view.text(), self.lines(), line).map(|(all, before)| {
            let number = grouped(before.saturating_add(1));
            format!(" {number} of {},", grouped(all))
        });
        self.found = Some(self.lines.place_of(line));
        self.reveal(line, scene);
        vec![Outcome::Say(format!(
            "{}{} in line {} of {}",
            self.sought(scene),
            number.unwrap_or_default(),
            grouped(line.saturating_add(1)),
            grouped(self.lines().len())
        ))]
    }

    /// How often what is looked for stands in the article, in words; nothing before anything is
    /// typed, and of an article too long to count at every key.
    pub fn count_words(&self, scene: &Scene) -> Option<String> {
        let query = self.find().query()?;
        let view = scene.store.get(self.id?)?;
        let (all, _) = count(query, view.text(), self.lines(), 0)?;
        Some(match all {
            0 => "not in this article".to_owned(),
            all => counted(all, "match", "matches"),
        })
    }

    /// Goes to the first match of an article that was opened for having one; backwards to the last.
    pub(super) fn seek_match(&mut self, direction: Direction, kept: &str, scene: &Scene) {
        let (query, lines) = (self.marked(scene), self.lines());
        let line = match direction {
            Direction::Backward => last_match(query, kept, lines, lines.len()),
            Direction::Here | Direction::Forward => first_match(query, kept, lines, 0),
        };
        if let Some(line) = line {
            self.found = Some(self.lines.place_of(line));
            self.reveal(line, scene);
        }
    }

    /// The paragraph the reader is at, as the screen shows it: that of the current line, else the
    /// next one in view.
    pub fn paragraph_here(&self, scene: &Scene) -> Option<Span> {
        if self.face() != Face::Text {
            return None;
        }
        let view = scene.store.get(self.id?)?;
        let (first, end) = (self.current_line(scene), self.in_view(scene).end);
        let lines = self.lines().get(first..end.max(first))?;
        let is_text = |line: &&Line| matches!(line.kind, Kind::Body | Kind::Comment);
        let start = lines
            .iter()
            .filter(is_text)
            .find_map(|line| match &line.content {
                Content::Kept(range) => Some(range.start),
                Content::Said(_) => None,
            })?;
        let comments = view.comments();
        let comments = comments.iter().flat_map(|comment| comment.text.iter());
        let mut spans = view.body_spans().iter().chain(comments);
        spans.find(|span| span.range().contains(&start)).copied()
    }

    /// The line the reader is at: the chosen item, the match in view, else the first line.
    pub fn current_line(&self, scene: &Scene) -> usize {
        let in_view = self.in_view(scene);
        let item = self.item.and_then(|item| {
            let items = self.lines.items();
            items
                .iter()
                .find(|(_, other)| *other == item)
                .map(|(line, _)| *line)
        });
        let found = self.found.map(|place| self.lines.line_of(place));
        let current = [item, found]
            .into_iter()
            .flatten()
            .find(|line| in_view.contains(line));
        current.unwrap_or(in_view.start)
    }

    /// The next article in the list with a match, or looking backwards the one before.
    fn find_elsewhere(&mut self, direction: Direction, scene: &Scene) -> Vec<Outcome> {
        let query = self.marked(scene);
        let rows = scene.rows();
        let here = rows.iter().position(|id| Some(*id) == self.id).unwrap_or(0);
        let (searched, way) = if direction == Direction::Backward {
            let earlier = rows.get(..here).unwrap_or_default();
            (search(query, earlier.iter().rev(), scene), "earlier")
        } else {
            let later = rows.get(here.saturating_add(1)..).unwrap_or_default();
            (search(query, later.iter(), scene), "further")
        };
        let sought = self.sought(scene);
        self.seeking = matches!(searched, Searched::Found(_)).then_some(direction);
        match searched {
            Searched::Found(id) => vec![Outcome::Open(id)],
            Searched::Nothing => vec![Outcome::Say(format!("no {way} match of {sought}"))],
            Searched::NotAll(looked) => {
                let looked = grouped(looked);
                vec![Outcome::Say(format!(
                    "no {way} match of {sought} in the {looked} articles next to this; the filter \
                     looks through all"
                ))]
            }
        }
    }

    fn sought(&self, scene: &Scene) -> String {
        match self.find().query() {
            Some(query) => format!("“{}”", query.text),
            None if scene.query.terms.is_empty() => "anything: / finds a word here".to_owned(),
            None => "what the filter looks for".to_owned(),
        }
    }
}

/// What came of looking through articles for a match.
enum Searched {
    /// In this one.
    Found(ArticleId),
    /// In none.
    Nothing,
    /// In none of so many; there are more.
    NotAll(usize),
}

/// The first of some articles with a match, within bounds that keep the key quick.
fn search<'a>(
    query: &Query,
    articles: impl Iterator<Item = &'a ArticleId>,
    scene: &Scene,
) -> Searched {
    let finds = Highlighter::of(query);
    let mut bytes = 0_usize;
    for (looked, id) in articles.enumerate() {
        if looked >= MOST_ARTICLES || bytes > MOST_BYTES {
            return Searched::NotAll(looked);
        }
        let Some(view) = scene.store.get(*id) else {
            continue;
        };
        if article_matches(&finds, &view) {
            return Searched::Found(view.id());
        }
        bytes = bytes.saturating_add(view.text().len());
    }
    Searched::Nothing
}

fn article_matches(finds: &Highlighter<'_>, view: &View<'_>) -> bool {
    let headline = view.headline().unwrap_or_default();
    !finds.marks(headline, true).is_empty()
        || view.body().any(|text| !finds.marks(text, false).is_empty())
}

/// What the query finds in each of some lines. A piece is looked at whole, so that a phrase across
/// two lines is found in both.
pub fn found_in(query: &Query, kept: &str, lines: &[Line]) -> Vec<Vec<Range<usize>>> {
    let finds = Highlighter::of(query);
    let pieces = lines.chunk_by(|a, b| a.at.piece == b.at.piece);
    pieces
        .flat_map(|piece| found_in_piece(&finds, kept, piece))
        .collect()
}

fn found_in_piece(finds: &Highlighter<'_>, kept: &str, piece: &[Line]) -> Vec<Vec<Range<usize>>> {
    let found = matches_of(finds, kept, piece);
    let mut start = 0_usize;
    let mut lines = Vec::with_capacity(piece.len());
    for line in piece {
        let end = start.saturating_add(line.text(kept).len());
        let touching = found
            .iter()
            .filter(|range| range.start < end && range.end > start);
        let moved = touching
            .map(|range| range.start.saturating_sub(start)..range.end.saturating_sub(start));
        lines.push(moved.collect());
        start = end.saturating_add(1);
    }
    lines
}

/// What is found in the lines of a piece put side by side, a blank between them.
fn matches_of(finds: &Highlighter<'_>, kept: &str, piece: &[Line]) -> Vec<Range<usize>> {
    if !piece.iter().any(is_searched) {
        return Vec::new();
    }
    let is_headline = piece.iter().any(|line| line.kind == Kind::Headline);
    let texts: Vec<&str> = piece.iter().map(|line| line.text(kept)).collect();
    finds.marks(&texts.join(" "), is_headline)
}

/// How many matches there are in some lines, and how many of them before one of the lines; none
/// where the text is too long to count at every key.
fn count(query: &Query, kept: &str, lines: &[Line], line: usize) -> Option<(usize, usize)> {
    if kept.len() > MOST_BYTES {
        return None;
    }
    let finds = Highlighter::of(query);
    let (mut all, mut before, mut first) = (0_usize, 0_usize, 0_usize);
    for piece in lines.chunk_by(|a, b| a.at.piece == b.at.piece) {
        let found = matches_of(&finds, kept, piece);
        let above = piece.iter().take(line.saturating_sub(first));
        let end: usize = above
            .map(|line| line.text(kept).len().saturating_add(1))
            .sum();
        all = all.saturating_add(found.len());
        let earlier = found.iter().filter(|range| range.start < end).count();
        before = before.saturating_add(earlier);
        first = first.saturating_add(piece.len());
    }
    Some((all, before))
}

/// Whether words are looked for in a line: in the article's own text, not in what is said of it.
fn is_searched(line: &Line) -> bool {
    matches!(line.content, Content::Kept(_)) || line.kind == Kind::Headline
}

/// The first line with a match, from a line on. Looks at no piece behind the one it finds.
fn first_match(query: &Query, kept: &str, lines: &[Line], from: usize) -> Option<usize> {
    let finds = Highlighter::of(query);
    let mut start = 0_usize;
    for piece in lines.chunk_by(|a, b| a.at.piece == b.at.piece) {
        let end = start.saturating_add(piece.len());
        if end > from {
            let found = found_in_piece(&finds, kept, piece);
            let hit = (start..end)
                .zip(&found)
                .find(|(line, found)| *line >= from && !found.is_empty());
            if let Some((line, _)) = hit {
                return Some(line);
            }
        }
        start = end;
    }
    None
}

/// The last line with a match before a line.
fn last_match(query: &Query, kept: &str, lines: &[Line], before: usize) -> Option<usize> {
    let finds = Highlighter::of(query);
    let earlier = lines.get(..before.min(lines.len())).unwrap_or_default();
    let mut end = earlier.len();
    let pieces: Vec<&[Line]> = earlier.chunk_by(|a, b| a.at.piece == b.at.piece).collect();
    for piece in pieces.into_iter().rev() {
        let start = end.saturating_sub(piece.len());
        let found = found_in_piece(&finds, kept, piece);
        if let Some(at) = found.iter().rposition(|found| !found.is_empty()) {
            return Some(start.saturating_add(at));
        }
        end = start;
    }
    None
}
