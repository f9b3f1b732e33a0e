//! From a prepared query to a set of articles, reading as little as possible.
//!
//! Every expression is evaluated within a set: what the terms before have left. What a scan has
//! found is kept for the rest of the search, so that counting comments, or each term alone, reads
//! no body twice.

use chrono::NaiveDate;

use regex::Regex;

use super::answer::QUICK_BYTES;
use super::columns;
use super::dates::Reading;
use super::index::Index;
use super::leaf::{Leaf, Node, Scanned};
use super::pattern::{Pattern, comparable};
use super::scan::{self, Interrupted, Task};
use crate::article::{ArticleId, Mark};
use crate::query::{Field, Query, Test};
use crate::store::{Bits, View};
use crate::text::fold::is_word_char;

/// How far bare words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Headline, lead, source, author, place, agency.
    Head,
    /// And bodies: what matches.
    Text,
    /// And comments: what would match.
    Comments,
}

/// One search.
pub(super) struct Evaluation<'a> {
    pub(super) index: &'a Index,
    pub(super) query: &'a Query,
    pub(super) leaves: Vec<Option<Leaf<'a>>>,
    pub(super) today: NaiveDate,
    pub(super) interrupted: &'a (dyn Fn() -> bool + Sync),
    pub(super) scope: Scope,
    pub(super) reading: Reading,
    pub(super) everything: Bits,
    /// What is looked through now.
    pub(super) within: Bits,
}

impl Evaluation<'_> {
    /// Whether so much text has to be read that headlines are worth showing before.
    pub(super) fn reads_much(&self) -> bool {
        let most = |leaf: &Leaf<'_>| {
            let unread = self.index.len.saturating_sub(leaf.body.known.count());
            // At most a fraction of all text each.
            self.index.body_bytes / self.index.len.max(1) * unread
        };
        let reading = self.leaves.iter().flatten().filter(|leaf| leaf.bodies);
        reading.map(most).max().unwrap_or(0) > QUICK_BYTES
    }

    /// Whether a body can decide: else what headlines, sources and columns give is all there is.
    pub(super) fn asks_bodies(&self) -> bool {
        let index = self.index;
        let has_bodies = index.body_bytes > 0 || !index.parts.is_empty();
        has_bodies && self.leaves.iter().flatten().any(|leaf| leaf.bodies)
    }

    /// What is to be read of some articles.
    pub(super) fn task<'a>(&'a self, within: &'a Bits) -> Task<'a> {
        Task {
            units: &self.index.units,
            within,
            parts: &self.index.parts,
            interrupted: self.interrupted,
        }
    }

    /// Articles of `within` that match. Under a "not" every word looks as far as it matches, and
    /// dates are read strictly, whatever the scope.
    ///
    /// # Errors
    /// When interrupted.
    pub(super) fn set(&mut self, node: &Node, within: &Bits) -> Result<Bits, Interrupted> {
        if within.is_empty() {
            return Ok(Bits::new());
        }
        match node {
            Node::Not(inner) => {
                let (scope, reading) = (self.scope, self.reading);
                (self.scope, self.reading) = (Scope::Text, Reading::Strict);
                let inner = self.set(inner, within);
                (self.scope, self.reading) = (scope, reading);
                let mut rest = within.clone();
                rest.subtract(&inner?);
                Ok(rest)
            }
            Node::All(parts) => {
                let mut left = None;
                for part in parts {
                    left = Some(self.set(part, left.as_ref().unwrap_or(within))?);
                }
                Ok(left.unwrap_or_else(|| within.clone()))
            }
            Node::Any(parts) => {
                let mut found = Bits::new();
                let mut left = within.clone();
                for part in parts {
                    let more = self.set(part, &left)?;
                    left.subtract(&more);
                    found.union(&more);
                }
                Ok(found)
            }
            Node::Leaf(at) => self.leaf(*at, within),
        }
    }

    fn leaf(&mut self, at: usize, within: &Bits) -> Result<Bits, Interrupted> {
        let Some(mut leaf) = self.leaves.get_mut(at).and_then(Option::take) else {
            return Ok(Bits::new());
        };
        let found = self.test(&mut leaf, within);
        if let Some(slot) = self.leaves.get_mut(at) {
            *slot = Some(leaf);
        }
        found
    }

    fn test(&self, leaf: &mut Leaf<'_>, within: &Bits) -> Result<Bits, Interrupted> {
        let test = leaf.test;
        let mut found = match test {
            Test::Word(_) | Test::Exact(_) | Test::Phrase(_) => self.in_head(leaf, within),
            Test::HeadlineStarts(_) | Test::HeadlineEnds(_) | Test::Field(Field::Headline, _) => {
                self.in_head(leaf, within)
            }
            Test::Field(field, _) => self.in_field(*field, leaf, within)?,
            Test::Regex(field, regex) => self.regex(regex, *field, leaf, within)?,
            test if columns::is_in_record(test) => {
                let mut found = Bits::new();
                add_scanned(&mut leaf.body, within, &mut found, |unknown, scanned| {
                    columns::read_records(self, test, unknown, scanned)
                })?;
                found
            }
            _ => self.in_column(leaf, within),
        };
        if leaf.bodies
            && self.scope != Scope::Head
            && let Some(pattern) = &leaf.pattern
        {
            add_scanned(&mut leaf.body, within, &mut found, |unknown, scanned| {
                scan::bodies(self.task(unknown), scanned, pattern)
            })?;
            if self.scope == Scope::Comments && leaf.is_bare() {
                add_scanned(
                    &mut leaf.comments,
                    within,
                    &mut found,
                    |unknown, scanned| scan::comments(self.task(unknown), scanned, pattern),
                )?;
            }
        }
        Ok(found)
    }

    /// What a column gives, worked out once for the whole collection.
    fn in_column(&self, leaf: &mut Leaf<'_>, within: &Bits) -> Bits {
        let known = match self.reading {
            Reading::Strict => &mut leaf.head,
            Reading::Loose => &mut leaf.loose,
        };
        let all = known.get_or_insert_with(|| columns::passing(self, leaf.test));
        within.common(all)
    }

    /// What headlines and, for a bare word, names give.
    fn in_head(&self, leaf: &mut Leaf<'_>, within: &Bits) -> Bits {
        let head = leaf.head.take().unwrap_or_else(|| self.head_of(leaf));
        let found = within.common(&head);
        leaf.head = Some(head);
        found
    }

    fn head_of(&self, leaf: &Leaf<'_>) -> Bits {
        let index = self.index;
        let names_too = matches!(leaf.test, Test::Word(_)) && !self.query.headlines_only;
        if let Some(typed) = &leaf.typed {
            let mut found = index.titles.holding(typed, index.len);
            if names_too {
                found.union(&index.bylines.holding(typed, index.len));
                found.union(&index.sources.holding(typed));
            }
            return found;
        }
        let Some(pattern) = &leaf.pattern else {
            return Bits::new();
        };
        let stands = |title: &str| match leaf.test {
            Test::HeadlineStarts(_) => stands_first(pattern, title),
            Test::HeadlineEnds(_) => stands_last(pattern, title),
            _ => pattern.is_in(title),
        };
        let anchored = matches!(leaf.test, Test::HeadlineStarts(_) | Test::HeadlineEnds(_));
        let mut found = if pattern.is_literal() {
            self.everything.clone()
        } else {
            index.titles.candidates(pattern, index.len)
        };
        if anchored || pattern.parts().len() != 1 {
            found = self.verified(&found, |view| stands(view.headline_or_lead()));
        }
        if names_too {
            found.union(&self.in_names(pattern));
        }
        found
    }

    /// Articles in one of whose names a pattern stands: source, author, place, agency.
    fn in_names(&self, pattern: &Pattern) -> Bits {
        let mut found = self.verified(&self.byline_candidates(pattern), |view| {
            let mut names = view.authors().chain(view.place()).chain(view.agency());
            names.any(|name| pattern.is_in(name))
        });
        found.union(&self.index.sources.with_pattern(pattern));
        found
    }

    fn byline_candidates(&self, pattern: &Pattern) -> Bits {
        if pattern.is_literal() {
            self.everything.clone()
        } else {
            self.index.bylines.candidates(pattern, self.index.len)
        }
    }

    fn verified(&self, candidates: &Bits, test: impl Fn(&View<'_>) -> bool) -> Bits {
        let stands = |id: &ArticleId| self.index.view(*id).is_some_and(|view| test(&view));
        candidates.iter().filter(stands).collect()
    }

    /// A field of its own; the headline is looked up with the bare words, the body is scanned.
    fn in_field(
        &self,
        field: Field,
        leaf: &mut Leaf<'_>,
        within: &Bits,
    ) -> Result<Bits, Interrupted> {
        let Some(pattern) = &leaf.pattern else {
            return Ok(Bits::new());
        };
        let mut found = Bits::new();
        match field {
            Field::Headline | Field::Body => {}
            Field::Author | Field::Place => {
                let mut candidates = self.byline_candidates(pattern);
                candidates.intersect(within);
                found = self.verified(&candidates, |view| match field {
                    Field::Author => view.authors().any(|author| pattern.is_in(author)),
                    _ => view.place().is_some_and(|place| pattern.is_in(place)),
                });
            }
            Field::Comment => {
                let mut commented = self.index.commented.clone();
                commented.intersect(within);
                add_scanned(
                    &mut leaf.comments,
                    &commented,
                    &mut found,
                    |unknown, scanned| scan::comments(self.task(unknown), scanned, pattern),
                )?;
            }
            Field::Note => {
                found = columns::marked(self.index, within, |mark| {
                    mark.note.as_deref().is_some_and(|note| pattern.is_in(note))
                });
            }
        }
        Ok(found)
    }

    /// A regular expression in one field, or in headline and body.
    fn regex(
        &self,
        regex: &Regex,
        field: Option<Field>,
        leaf: &mut Leaf<'_>,
        within: &Bits,
    ) -> Result<Bits, Interrupted> {
        let mut found = Bits::new();
        if field == Some(Field::Note) {
            let stands = |mark: &Mark| {
                let note = mark.note.as_deref();
                note.is_some_and(|note| regex.is_match(note))
            };
            return Ok(columns::marked(self.index, within, stands));
        }
        // Whatever is short is read with the headline.
        if field != Some(Field::Body) {
            add_scanned(
                &mut leaf.comments,
                within,
                &mut found,
                |unknown, scanned| {
                    scan::filter(self.task(unknown), scanned, |view| match field {
                        Some(Field::Author) => view.authors().any(|author| regex.is_match(author)),
                        Some(Field::Place) => {
                            view.place().is_some_and(|place| regex.is_match(place))
                        }
                        Some(Field::Comment) => {
                            let (text, comments) = (view.text(), view.comments());
                            let mut paragraphs = comments.iter().flat_map(|comment| &comment.text);
                            paragraphs.any(|span| regex.is_match(span.of(text)))
                        }
                        _ => regex.is_match(view.headline_or_lead()),
                    })
                },
            )?;
        }
        if leaf.bodies && self.scope != Scope::Head {
            add_scanned(&mut leaf.body, within, &mut found, |unknown, scanned| {
                scan::filter(self.task(unknown), scanned, |view| {
                    view.body().any(|paragraph| regex.is_match(paragraph))
                })
            })?;
        }
        Ok(found)
    }
}

/// Adds to `found` what a scan finds in the rest of `within`, scanning what is not known yet.
fn add_scanned(
    scanned: &mut Scanned,
    within: &Bits,
    found: &mut Bits,
    scan: impl FnOnce(&Bits, &mut Scanned) -> Result<(), Interrupted>,
) -> Result<(), Interrupted> {
    let mut rest = within.clone();
    rest.subtract(found);
    let mut unknown = rest.clone();
    unknown.subtract(&scanned.known);
    if !unknown.is_empty() {
        scan(&unknown, scanned)?;
    }
    rest.intersect(&scanned.found);
    found.union(&rest);
    Ok(())
}

/// Whether a pattern begins a title: nothing but punctuation before it.
fn stands_first(pattern: &Pattern, title: &str) -> bool {
    let title = comparable(title, pattern);
    pattern.find(&title).is_some_and(|range| {
        let before = title.get(..range.start).unwrap_or_default();
        !before.contains(is_word_char)
    })
}

/// Whether a pattern ends a title: nothing but punctuation after it.
fn stands_last(pattern: &Pattern, title: &str) -> bool {
    let title = comparable(title, pattern);
    pattern.places(&title).any(|range| {
        let after = title.get(range.end..).unwrap_or_default();
        !after.contains(is_word_char)
    })
}
