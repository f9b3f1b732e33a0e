//! The filter line of a headless command: parsed before anything is read, and explained when it
//! finds nothing.

use std::sync::Arc;

use crate::article::{ArticleId, VerdictNames};
use crate::config::{File, SavedFilters};
use crate::query::{self, Names, Query, Saved};
use crate::runtime::clock;
use crate::search::{Counts, Hits, Index, Nothing, Order, Request};
use crate::text;
use crate::timeline::Ask;

use super::arguments::Asked;
use super::collection::Depth;
use super::failure::Failure;
use super::{output, settings};

/// A filter line without a fault.
pub(super) struct Filter {
    query: Arc<Query>,
}

impl Filter {
    /// Reads the line.
    ///
    /// # Errors
    /// When any term of it cannot be read: a script should not get an answer to half a question.
    pub(super) fn read(asked: &Asked) -> Result<Self, Failure> {
        let line = &asked.narrowing.query;
        let (verdicts, saved) = if asked.config.is_some() {
            let settings = settings::load(&asked.file(), Vec::new())?.settings;
            (settings.verdicts, settings.saved.lines)
        } else {
            (VerdictNames::default(), usual_saved(line)?)
        };
        let names = Names {
            verdicts: Some(&verdicts),
            saved: Some(&saved),
        };
        let parsed = query::parse_with(line, names);
        if parsed.faults.is_empty() {
            let query = Arc::new(parsed.query);
            return Ok(Self { query });
        }
        let fault = |fault: &query::Fault| {
            let piece = line.get(fault.span.clone());
            let piece = text::visible(piece.unwrap_or_default());
            let before = line.get(..fault.span.start).unwrap_or_default();
            let place = before.chars().count() + 1;
            format!(
                "-q, character {place}, “{piece}”: expected {}",
                fault.expected
            )
        };
        let faults: Vec<String> = parsed.faults.iter().map(fault).collect();
        Err(Failure::usage(faults.join("\n"), ""))
    }

    /// How much of the articles has to be known to answer it.
    pub(super) fn depth(&self) -> Depth {
        Depth::whole_if(self.query.asks_for_findings())
    }

    /// The articles it finds, in order.
    pub(super) fn find(&self, index: &mut Index, order: Order) -> Vec<ArticleId> {
        let answer = self.answer(index, order, Ask::default());
        answer.map_or_else(Vec::new, |hits| hits.order.to_vec())
    }

    /// What it finds, with a timeline of it.
    pub(super) fn answer(&self, index: &mut Index, order: Order, chart: Ask) -> Option<Hits> {
        let request = Request {
            generation: 0,
            query: Arc::clone(&self.query),
            order,
            keep: Vec::new(),
            today: clock::today(),
            chart,
        };
        let mut answer: Option<Hits> = None;
        index.search(&request, &|| false, &mut |hits| answer = Some(hits));
        let hits = answer?;
        if let Some(nothing) = &hits.nothing {
            self.explain(nothing);
        }
        beside(&hits.counts);
        Some(hits)
    }

    /// Tells standard error why nothing was found, term by term.
    fn explain(&self, nothing: &Nothing) {
        let term = |index: usize| {
            let term = self.query.terms.get(index);
            let written = term.and_then(|term| self.query.text.get(term.span.clone()));
            text::visible(written.unwrap_or_default())
        };
        let mut parts = vec![format!(
            "nothing matches {}",
            text::visible(&self.query.text)
        )];
        if nothing.alone.len() > 1 {
            let alone = nothing.alone.iter();
            parts.extend(alone.map(|(index, count)| format!("{} alone: {count}", term(*index))));
        }
        for offer in &nothing.offers {
            parts.push(format!("no {} - {}?", term(offer.term), offer.instead));
        }
        output::tell(&parts.join("; "));
    }
}

/// The saved filters in their usual place, where a line may name one.
///
/// # Errors
/// When their file is there and cannot be read.
fn usual_saved(line: &str) -> Result<Saved, Failure> {
    if !line.contains('@') {
        return Ok(Saved::default());
    }
    let saved = SavedFilters::beside(&File::Usual);
    saved
        .map(|saved| saved.lines)
        .map_err(|fault| Failure::usage(fault, "mend that file, or write the filter out"))
}

/// Tells standard error what nearly matches, so that it is not missed silently.
fn beside(counts: &Counts) {
    if counts.in_comments > 0 {
        output::tell(&format!("{} more in comments", counts.in_comments));
    }
    if counts.may_fall > 0 {
        let many = counts.may_fall;
        output::tell(&format!(
            "{many} more may fall into the date span; date:~… takes them in"
        ));
    }
}
