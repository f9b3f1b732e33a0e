//! The publication date of an article from everything that speaks of it.
//!
//! Every date in a place where pages put their own date becomes a [`Candidate`] with a
//! confidence; what must hold for the true one (not after the last change, not after the first
//! comment) lowers the confidence of those that break it; the best one above [`ENOUGH`] is the
//! answer. Dates in prose, in lists of other articles and in comments are never candidates.

use chrono::NaiveDate;

use super::order::day_month_order;
use super::place::{Place, Places};
use super::scan::may_hold_digits;
use super::{DateRole, DayMonthOrder, Evidence, Found, find_moments, label, path};
use crate::article::{DateKind, Label, Moment, Precision, Published};

/// A date that may be the publication date.
#[derive(Clone, Debug)]
struct Candidate {
    moment: Moment,
    kind: DateKind,
    confidence: f32,
    reason: String,
}

/// Confidence below which no date is shown: undated is a valid date.
const ENOUGH: f32 = 0.55;

/// Written lines below the text in which its date may well stand, and what a date farther below
/// loses in confidence.
const BELOW: u8 = 8;
const FAR_BELOW: f32 = 0.42;

/// Longest line in characters that can be more than prose.
const LONGEST_LINE: usize = 200;

/// The publication date and the date of the last change.
pub(super) fn published(evidence: &Evidence<'_>) -> (Published, Option<Moment>) {
    let places = Places::of(evidence.text, evidence.lines);
    let order = match evidence.order {
        DayMonthOrder::Unknown => day_month_order(evidence.text),
        known => known,
    };
    let mut candidates = Vec::new();
    let mut updated: Option<(Moment, String)> = None;
    for (number, line) in evidence.text.split('\n').enumerate() {
        if !may_hold_digits(line) {
            continue;
        }
        let place = places.place(number, line.trim().len());
        if matches!(place, Place::Elsewhere) {
            continue;
        }
        let line = Line {
            number,
            text: line,
            label: evidence.lines.get(number).copied().flatten(),
            place,
            masthead: places.is_masthead(number),
        };
        line.candidates(order, &mut candidates, &mut updated);
    }
    candidates.extend(
        path::date_in_path(evidence.path).map(|(moment, confidence)| Candidate {
            moment,
            kind: DateKind::Inferred,
            confidence,
            reason: format!("path “{}”", shorten(evidence.path)),
        }),
    );
    agree(
        &mut candidates,
        evidence.comments,
        updated.as_ref().map(|(moment, _)| *moment),
    );
    let best = candidates
        .into_iter()
        .reduce(|best, next| {
            if next.confidence > best.confidence {
                next
            } else {
                best
            }
        })
        .filter(|best| best.confidence >= ENOUGH);
    let last_change = updated.as_ref().map(|(moment, _)| *moment);
    let answer = best
        .map(answer)
        .or_else(|| updated.map(from_update))
        .unwrap_or_else(nothing);
    (answer, last_change)
}

fn answer(best: Candidate) -> Published {
    Published {
        value: Some(best.moment),
        kind: best.kind,
        evidence: best.reason,
        confidence: Some(best.confidence.clamp(0.0, 1.0)),
        range: None,
    }
}

fn from_update((moment, reason): (Moment, String)) -> Published {
    Published {
        value: Some(moment),
        kind: DateKind::Inferred,
        evidence: format!("only the last change is dated, {reason}"),
        confidence: Some(0.7),
        range: None,
    }
}

fn nothing() -> Published {
    Published {
        evidence: "nothing in the text dates it".to_owned(),
        ..Published::default()
    }
}

/// Lowers the confidence of what contradicts other evidence and lifts what is confirmed.
fn agree(candidates: &mut [Candidate], comments: &[Moment], updated: Option<Moment>) {
    // A day of grace: comment and article may be written in different zones.
    let latest = comments
        .iter()
        .copied()
        .chain(updated)
        .filter_map(|m| m.local.date().succ_opt())
        .min();
    let days: Vec<NaiveDate> = candidates.iter().map(|c| c.moment.local.date()).collect();
    for candidate in candidates.iter_mut() {
        let day = candidate.moment.local.date();
        let others = days.iter().filter(|&&other| other == day).count();
        if others > 1 {
            candidate.confidence = (candidate.confidence + 0.02).min(0.99);
        }
        if let Some(bound) = latest.filter(|bound| day > *bound) {
            candidate.confidence -= 0.3;
            candidate.reason = format!(
                "{}, though a comment or change is dated {}",
                candidate.reason,
                bound.pred_opt().unwrap_or(bound)
            );
        }
    }
}

/// A line in a place where an article's own date may stand.
struct Line<'a> {
    number: usize,
    text: &'a str,
    label: Option<Label>,
    place: Place,
    masthead: bool,
}

impl Line<'_> {
    fn reason(&self) -> String {
        format!("line {}: “{}”", self.number + 1, shorten(self.text.trim()))
    }

    fn candidates(
        &self,
        order: DayMonthOrder,
        all: &mut Vec<Candidate>,
        updated: &mut Option<(Moment, String)>,
    ) {
        let prose = self.text.chars().nth(LONGEST_LINE).is_some();
        if prose || self.place == Place::Body {
            // A paragraph may begin with a dateline that has its date.
            all.extend(self.dateline(order));
            return;
        }
        let labelled = label::labelled_dates(self.text, order);
        let far = matches!(self.place, Place::Tail(distance) if distance > BELOW);
        for (role, found) in &labelled {
            match role {
                DateRole::Published if far => all.push(self.candidate(found, 0.97 - 0.3)),
                DateRole::Published => {
                    all.push(self.candidate(found, 0.97 - self.distance() / 4.0));
                }
                DateRole::Updated if updated.is_none() && !far => {
                    *updated = Some((found.moment, self.reason()));
                }
                DateRole::Updated => {}
            }
        }
        let is_labelled =
            |found: &Found| labelled.iter().any(|(_, other)| other.range == found.range);
        for found in find_moments(self.text, order) {
            if found.moment.precision >= Precision::Day
                && !is_labelled(&found)
                && let Some(confidence) = self.confidence(&found)
            {
                all.push(self.candidate(&found, confidence));
            }
        }
    }

    fn candidate(&self, found: &Found, confidence: f32) -> Candidate {
        let doubt = if found.ambiguous { 0.25 } else { 0.0 };
        Candidate {
            moment: found.moment,
            kind: DateKind::Explicit,
            confidence: confidence - doubt,
            reason: self.reason(),
        }
    }

    /// What a line loses for standing far above the text.
    fn distance(&self) -> f32 {
        match self.place {
            Place::Head(distance) => 0.008 * f32::from(distance.min(25)),
            _ => 0.0,
        }
    }

    /// How likely an unlabelled date of this line is the article's, by what else the line holds
    /// and where it stands.
    fn confidence(&self, found: &Found) -> Option<f32> {
        let rest = self
            .text
            .get(..found.range.start)?
            .split_whitespace()
            .count()
            + self.text.get(found.range.end..)?.split_whitespace().count();
        let copyright = self.text.contains('©') || self.text.to_lowercase().contains("copyright");
        // "— Name (@name) January 5, 2018" closes a quoted post.
        let quoted = self.text.contains("(@") || self.text.contains("://");
        if copyright || quoted {
            return None;
        }
        let shape: f32 = match (self.label, rest) {
            (Some(Label::Date), _) => 0.93,
            (Some(Label::Byline | Label::Meta), _) | (_, 0..=1) => 0.9,
            (_, 2..=6) => 0.86,
            (_, 7..=14) => 0.75,
            _ => return None,
        };
        let shape = if self.masthead { shape - 0.42 } else { shape };
        match self.place {
            Place::Head(_) => Some(shape - self.distance()),
            Place::Tail(distance) if distance <= BELOW => {
                Some(shape - 0.25 - 0.01 * f32::from(distance))
            }
            Place::Tail(_) => Some(shape - FAR_BELOW),
            Place::Body | Place::Elsewhere => None,
        }
    }

    /// `BERLIN, 5. Januar 2018 (dpa) – …`: a date among the first words of a paragraph, with the
    /// dash or bracket that closes a dateline behind it.
    fn dateline(&self, order: DayMonthOrder) -> Option<Candidate> {
        let head: String = self.text.chars().take(80).collect();
        let found = find_moments(&head, order).into_iter().next()?;
        let before = head.get(..found.range.start)?;
        let after = head.get(found.range.end..)?.trim_start();
        let capital = before
            .split(|c: char| !c.is_alphanumeric())
            .find(|w| !w.is_empty());
        let opens =
            capital.is_none_or(|word| word.chars().all(char::is_uppercase) || before.contains('('));
        let closes = after.starts_with(['–', '—', '-', '(', '/', ':', ')', '|', '.']);
        let first = self.label == Some(Label::Body) || self.place == Place::Body;
        (first && opens && closes && found.moment.precision >= Precision::Day && before.len() < 50)
            .then(|| self.candidate(&found, 0.85))
    }
}

/// At most 80 characters of a line, for showing.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
