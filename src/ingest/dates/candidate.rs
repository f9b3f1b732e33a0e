//! The dates of a text that may be its day of publication, each with its clues.

use chrono::NaiveDate;

use super::clues::Clue;
use super::order::day_month_order;
use super::place::{Place, Places};
use super::scan::may_hold_digits;
use super::{DateRole, DayMonthOrder, Evidence, Found, find_moments, label, path};
use crate::article::{DateKind, Label, Moment, Precision};

/// A date that may be the day of publication.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The date as written.
    pub(crate) moment: Moment,
    /// Whether the text shows it or the path does.
    pub(crate) kind: DateKind,
    /// What its label calls it.
    pub(crate) role: Option<DateRole>,
    /// What speaks for and against it.
    pub(crate) clues: Vec<Clue>,
    /// Its line, from 0; none for the path.
    pub(crate) line: Option<usize>,
}

impl Candidate {
    /// Its day.
    pub(crate) fn day(&self) -> NaiveDate {
        self.moment.local.date()
    }

    /// Log-odds against "none of them".
    pub(crate) fn score(&self) -> f32 {
        self.clues.iter().map(|clue| clue.weight()).sum()
    }

    fn add(&mut self, clue: Clue, there: bool) {
        if there {
            self.clues.push(clue);
        }
    }
}

/// Longest line in characters that can be more than prose.
const LONGEST_LINE: usize = 200;
/// Written lines within which dates belong to one list.
const LIST: usize = 3;
/// Written lines below the headline in which its date stands.
const BELOW_HEADLINE: usize = 6;
/// A line of the text with more words and a stop is a sentence.
const SHORTEST_SENTENCE: usize = 5;
/// Dates looked at, at most: what has more is a calendar.
const MOST: usize = 2000;

/// Every candidate of the text and its path, in order.
pub(crate) fn candidates(evidence: &Evidence<'_>) -> Vec<Candidate> {
    let places = Places::of(evidence.text, evidence.lines);
    let order = match evidence.order {
        DayMonthOrder::Unknown => day_month_order(evidence.text),
        known => known,
    };
    let title = evidence
        .lines
        .iter()
        .position(|label| *label == Some(Label::Title));
    let mut all = Vec::new();
    for (number, text) in evidence.text.split('\n').enumerate() {
        if !may_hold_digits(text) || all.len() >= MOST {
            continue;
        }
        let line = Line {
            number,
            text,
            label: evidence.lines.get(number).copied().flatten(),
            place: places.place(number, text.trim().len()),
            masthead: places.is_masthead(number),
            title: title.map(|title| {
                let below = number >= title;
                (below, places.between(title.min(number), title.max(number)))
            }),
        };
        line.candidates(order, &mut all);
    }
    compare(&mut all, evidence, &places);
    all.extend(in_path(evidence.path));
    all
}

/// The date that the path shows.
fn in_path(path: &str) -> Option<Candidate> {
    let (moment, in_name) = path::date_in_path(path)?;
    let clue = if in_name {
        Clue::FileName
    } else {
        Clue::Folders
    };
    Some(Candidate {
        moment,
        kind: DateKind::Inferred,
        role: None,
        clues: vec![Clue::Any, clue],
        line: None,
    })
}

/// Adds what the dates of a text tell of each other.
fn compare(all: &mut [Candidate], evidence: &Evidence<'_>, places: &Places<'_>) {
    let dates: Vec<(NaiveDate, usize)> = all
        .iter()
        .filter_map(|candidate| Some((candidate.day(), candidate.line?)))
        .collect();
    let days = || dates.iter().map(|(day, _)| *day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return;
    };
    let comment = evidence.comments.iter().map(|m| m.local.date()).min();
    let change = all
        .iter()
        .filter(|candidate| candidate.role == Some(DateRole::Updated))
        .map(Candidate::day)
        .min();
    for (at, candidate) in all.iter_mut().enumerate() {
        let day = candidate.day();
        let same = days().filter(|other| *other == day).count();
        candidate.add(Clue::FirstDate, at == 0);
        candidate.add(Clue::OnlyDay, first == last);
        candidate.add(Clue::Twice, (2..=3).contains(&same));
        candidate.add(Clue::Often, same > 3);
        candidate.add(Clue::Latest, day == last && first != last);
        candidate.add(Clue::Earliest, day == first && first != last);
        candidate.add(Clue::Old, (last - day).num_days() > 366);
        let near = |step: &dyn Fn(usize) -> Option<usize>| {
            let (on, other) = dates.get(step(at)?)?;
            let line = candidate.line?;
            let apart = places.between(line.min(*other), line.max(*other));
            (*on != day && *other != line && apart <= LIST).then_some(())
        };
        let before = near(&|at| at.checked_sub(1)).is_some();
        let after = near(&|at| at.checked_add(1)).is_some();
        let bound = [comment, change].into_iter().flatten().min();
        let late = bound.is_some_and(|bound| (day - bound).num_days() > 1);
        let close = comment.is_some_and(|comment| (0..=2).contains(&(comment - day).num_days()));
        candidate.add(Clue::Listed, before != after);
        candidate.add(Clue::LongList, before && after);
        candidate.add(Clue::AfterComment, late);
        candidate.add(Clue::BeforeComment, close);
    }
}

/// A line that may hold the article's own date.
struct Line<'a> {
    number: usize,
    text: &'a str,
    label: Option<Label>,
    place: Place,
    masthead: bool,
    /// Whether it stands below the headline, and how many written lines away.
    title: Option<(bool, usize)>,
}

impl Line<'_> {
    fn candidates(&self, order: DayMonthOrder, all: &mut Vec<Candidate>) {
        if self.place == Place::Elsewhere {
            return;
        }
        if self.text.chars().nth(LONGEST_LINE).is_some() {
            all.extend(self.dateline(order));
            return;
        }
        let found = find_moments(self.text, order);
        if found.is_empty() {
            return;
        }
        let labelled = label::labelled_dates(self.text, order);
        let dateline = self.dateline(order);
        for found in found {
            if found.moment.precision < Precision::Day {
                continue;
            }
            let role = labelled
                .iter()
                .find(|(_, other)| other.range == found.range)
                .map(|(role, _)| *role);
            if role.is_none()
                && let Some(dateline) = dateline.as_ref()
                && dateline.moment == found.moment
            {
                all.push(dateline.clone());
                continue;
            }
            if role.is_some() || self.may_date() {
                all.push(self.candidate(&found, role));
            }
        }
    }

    /// Whether a date without a label may be the article's here: not in a sentence or heading of
    /// the text, and not in "— Name (@name) January 5, 2018", which closes a quoted post.
    fn may_date(&self) -> bool {
        let words = self.text.split_whitespace().count();
        let sentence = words > SHORTEST_SENTENCE && self.text.trim_end().ends_with(['.', '!', '?']);
        let told = self.label == Some(Label::Body) && (self.place == Place::Body || sentence);
        let quoted = self.text.contains("(@") || self.text.contains("://");
        !told && !quoted
    }

    fn candidate(&self, found: &Found, role: Option<DateRole>) -> Candidate {
        let mut candidate = Candidate {
            moment: found.moment,
            kind: DateKind::Explicit,
            role,
            clues: vec![Clue::Any],
            line: Some(self.number),
        };
        candidate.add(Clue::Published, role == Some(DateRole::Published));
        candidate.add(Clue::Updated, role == Some(DateRole::Updated));
        self.written(found, &mut candidate);
        self.standing(&mut candidate);
        candidate
    }

    /// How the date is written, and what else its line holds.
    fn written(&self, found: &Found, candidate: &mut Candidate) {
        let before = self.text.get(..found.range.start).unwrap_or_default();
        let behind = self.text.get(found.range.end..).unwrap_or_default();
        let own = self.text.get(found.range.clone()).unwrap_or_default();
        let rest = before.split_whitespace().count() + behind.split_whitespace().count();
        let shape = match rest {
            0..=1 => Clue::Alone,
            2..=6 => Clue::FewWords,
            7..=14 => Clue::SomeWords,
            _ => Clue::ManyWords,
        };
        candidate.clues.push(shape);
        candidate.add(Clue::Clock, found.moment.precision > Precision::Day);
        let word = own
            .split(|c: char| !c.is_alphabetic())
            .find(|w| !w.is_empty());
        let weekday = word.is_some_and(super::is_weekday);
        candidate.add(Clue::Weekday, weekday);
        candidate.add(Clue::Ambiguous, found.ambiguous);
        let year = own
            .split(|c: char| !c.is_numeric())
            .any(|run| run.chars().count() == 4);
        candidate.add(Clue::ShortYear, !year);
        let bullet = self
            .text
            .trim_start()
            .starts_with(['•', '◦', '▪', '*', '·']);
        candidate.add(Clue::Bullet, bullet);
        let copyright = self.text.contains('©') || self.text.to_lowercase().contains("copyright");
        candidate.add(Clue::Copyright, copyright);
        let named = crate::ingest::segment::by_word(self.text.trim_start()).is_some();
        candidate.add(Clue::Named, named);
    }

    /// Where the line stands in the page.
    fn standing(&self, candidate: &mut Candidate) {
        let label = match self.label {
            Some(Label::Date) => Some(Clue::DateLine),
            Some(Label::Byline | Label::Meta | Label::Title | Label::Source) => Some(Clue::Byline),
            Some(Label::Body) => Some(Clue::BodyLine),
            Some(Label::Boilerplate) => Some(Clue::Furniture),
            Some(_) => Some(Clue::Related),
            None => None,
        };
        candidate.clues.extend(label);
        let place = match self.place {
            Place::Head(0) => Clue::AtText,
            Place::Head(1..=3) => Clue::Above3,
            Place::Head(4..=10) => Clue::Above10,
            Place::Head(11..=30) => Clue::Above30,
            Place::Head(_) => Clue::FarAbove,
            Place::Body | Place::Elsewhere => Clue::Inside,
            Place::Tail(0..=3) => Clue::Below3,
            Place::Tail(4..=10) => Clue::Below10,
            Place::Tail(11..=40) => Clue::Below40,
            Place::Tail(_) => Clue::FarBelow,
        };
        candidate.clues.push(place);
        candidate.add(Clue::Masthead, self.masthead);
        let (below, away) = self.title.unwrap_or((true, usize::MAX));
        candidate.add(Clue::BelowHeadline, below && away <= BELOW_HEADLINE);
        candidate.add(Clue::AboveHeadline, !below);
    }

    /// `BERLIN, 5. Januar 2018 (dpa) – …`: a date among the first words of a paragraph, with the
    /// dash or bracket that closes a dateline behind it.
    fn dateline(&self, order: DayMonthOrder) -> Option<Candidate> {
        if self.label != Some(Label::Body) && self.place != Place::Body {
            return None;
        }
        let end = self.text.char_indices().nth(80);
        let head = self.text.get(..end.map_or(self.text.len(), |(at, _)| at))?;
        let found = find_moments(head, order).into_iter().next()?;
        let before = head.get(..found.range.start)?;
        let after = head.get(found.range.end..)?.trim_start();
        let capital = before
            .split(|c: char| !c.is_alphanumeric())
            .find(|w| !w.is_empty());
        let opens =
            capital.is_none_or(|word| word.chars().all(char::is_uppercase) || before.contains('('));
        let closes = after.starts_with(['–', '—', '-', '(', '/', ':', ')', '|', '.']);
        let is_dateline =
            opens && closes && found.moment.precision >= Precision::Day && before.len() < 50;
        is_dateline.then(|| {
            let mut candidate = self.candidate(&found, None);
            candidate.clues.push(Clue::Dateline);
            candidate
        })
    }
}
