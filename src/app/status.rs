//! What the interface says in plain words: header, status line, why nothing was found.

use crate::action::{Action, Context};
use crate::app::App;
use crate::app::loading::Loading;
use crate::app::moment::{self, counted, grouped};
use crate::app::scene::Pane;
use crate::article::Verdict;
use crate::config::Zone;
use crate::search::{Hits, Nothing, Order};
use crate::text;

/// What the status line was asked to say.
#[derive(Clone, Debug, Default)]
pub struct Status {
    said: Option<String>,
}

impl Status {
    /// Says something until the next key.
    pub fn say(&mut self, words: impl Into<String>) {
        self.said = Some(words.into());
    }

    /// Says nothing more than what is shown.
    pub fn clear(&mut self) {
        self.said = None;
    }

    /// What was said last, if no key came since.
    pub fn said(&self) -> Option<&str> {
        self.said.as_deref()
    }
}

/// The header's sentence in at most so many columns: shown, judged, undated, inferred, hidden.
/// What matters least is left out first.
pub fn header(app: &App, columns: usize) -> String {
    let mut parts = Vec::new();
    let hits = app.scene.hits.as_ref();
    let total = hits.map_or(app.scene.store.len(), |hits| hits.counts.total);
    let all = || counted(total, "article", "articles");
    parts.push((0, hits.map_or_else(all, |hits| shown(hits))));
    parts.extend(progress(app, total));
    parts.extend(app.scene.hits.iter().flat_map(|hits| unsure(hits)));
    if !app.scene.doubts.is_empty() {
        let marks = counted(app.scene.doubts.len(), "mark", "marks");
        parts.push((4, format!("{marks} in doubt")));
    }
    let loading = app.loading.words();
    if !loading.is_empty() {
        parts.push((1, loading));
    }
    parts.extend(app.studied.map(|studied| {
        let percent = studied.done.saturating_mul(100) / studied.of.max(1);
        (6, format!("looking for times {percent} %"))
    }));
    parts.extend(zone_words(app.scene.settings.zone).map(|zone| (7, zone)));
    fit(parts, columns)
}

/// As many parts as fit, side by side; those of the highest rank go first.
fn fit(mut parts: Vec<(u8, String)>, columns: usize) -> String {
    loop {
        let words: Vec<&str> = parts.iter().map(|(_, part)| part.as_str()).collect();
        let sentence = words.join(" · ");
        let least = parts.iter().map(|(rank, _)| *rank).max().unwrap_or(0);
        let last = parts.iter().rposition(|(rank, _)| *rank == least);
        match last.filter(|_| least > 0 && text::width(&sentence) > columns) {
            Some(last) => drop(parts.remove(last)),
            None => return sentence,
        }
    }
}

fn shown(hits: &Hits) -> String {
    let counts = hits.counts;
    let noun = if counts.total == 1 {
        "article"
    } else {
        "articles"
    };
    format!(
        "{} of {} {noun}",
        grouped(counts.hits),
        grouped(counts.total)
    )
}

/// How far judging is, once it has begun: "3 of 200 judged · keep 2 · drop 1".
fn progress(app: &App, total: usize) -> Vec<(u8, String)> {
    let judged = app.scene.marks.counts().judged;
    let all: usize = judged.iter().sum();
    if all == 0 {
        return Vec::new();
    }
    let mut parts = vec![(2, format!("{} of {} judged", grouped(all), grouped(total)))];
    let names = &app.scene.settings.verdicts;
    let by_verdict = Verdict::ALL.into_iter().zip(judged);
    parts.extend(
        by_verdict
            .filter(|(_, count)| *count > 0)
            .map(|(verdict, count)| (3, format!("{} {}", names.of(verdict), grouped(count)))),
    );
    parts
}

fn unsure(hits: &Hits) -> Vec<(u8, String)> {
    let counts = hits.counts;
    let mut parts = Vec::new();
    if counts.undated > 0 {
        parts.push((5, format!("{} undated", grouped(counts.undated))));
    }
    if counts.inferred > 0 {
        let inferred = counted(counts.inferred, "date inferred", "dates inferred");
        parts.push((6, inferred));
    }
    let hidden = match counts.total.saturating_sub(counts.hits) {
        0 => "nothing hidden".to_owned(),
        hidden => format!("{} hidden", grouped(hidden)),
    };
    parts.push((4, hidden));
    parts
}

/// The status line when nothing else is to be said of the selected bar or a fault: how the
/// filter was met.
pub fn filter_sentence(hits: &Hits) -> Option<String> {
    if hits.query.is_everything() {
        return None;
    }
    let counts = hits.counts;
    let mut parts = Vec::new();
    if hits.query.looks_for_words() && counts.hits > 0 {
        let more = if hits.complete { "" } else { " so far" };
        parts.push(format!(
            "{} in headlines · {} in text{more}",
            grouped(counts.in_headlines),
            grouped(counts.in_text)
        ));
    }
    if counts.in_comments > 0 {
        parts.push(format!("+{} in comments", grouped(counts.in_comments)));
    }
    if counts.may_fall > 0 {
        parts.push(format!(
            "{} more may fall into that time",
            grouped(counts.may_fall)
        ));
    }
    if !hits.kept.is_empty() {
        let kept = counted(hits.kept.len(), "article stays", "articles stay");
        parts.push(format!("{kept} until the filter is next edited"));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The status line.
pub fn sentence(app: &App) -> String {
    if let Some(said) = app.status.said() {
        return said.to_owned();
    }
    let fault = app.filter.faults().first();
    let fault = fault.map(|fault| format!("expected {}", fault.expected));
    let completing = app.filter.completing();
    if completing.is_some() || fault.is_some() {
        let parts: Vec<String> = completing.into_iter().chain(fault).collect();
        return parts.join(" · ");
    }
    let filter = app.scene.hits.as_deref().and_then(filter_sentence);
    let bar = app.timeline.sentence(&app.scene);
    let (first, second) = match app.scene.focus {
        Pane::Timeline => (bar, filter),
        Pane::List | Pane::Article => (filter, bar),
    };
    let Some((first, second)) = first.as_ref().zip(second.as_ref()) else {
        return first.or(second).unwrap_or_default();
    };
    // A full stop before the dot would be one sign too many.
    let both = format!("{} · {second}", first.trim_end_matches('.'));
    let room = usize::from(app.scene.screen.status.width).saturating_sub(1);
    if text::width(&both) <= room {
        both
    } else {
        first.clone()
    }
}

/// As many whole parts of a sentence as fit into so many columns: a part that is cut off says
/// nothing. All of it where not even the first part fits.
pub fn fitting(words: &str, columns: usize) -> &str {
    if text::width(words) <= columns {
        return words;
    }
    let ends = [". ", "; ", ": ", " · ", ", "].map(|end| {
        let starts = words.match_indices(end).map(|(at, _)| at);
        let whole = starts.map(|at| at.saturating_add(usize::from(end == ". ")));
        let parts = whole.filter_map(|at| words.get(..at));
        parts.filter(|part| text::width(part) <= columns).last()
    });
    // A full stop ends better than a comma, unless it leaves most of the line empty.
    let least = columns / 3;
    let good = ends
        .iter()
        .flatten()
        .find(|part| text::width(part) >= least);
    good.copied().unwrap_or(words)
}

/// Why nothing was found, a line each, for the empty list.
pub fn nothing_found(app: &App) -> Vec<String> {
    let Some(hits) = app.scene.hits.as_deref() else {
        return vec!["reading".to_owned()];
    };
    let Some(nothing) = &hits.nothing else {
        return match hits.counts.total {
            0 => nothing_read(&app.loading),
            _ => vec!["nothing found".to_owned()],
        };
    };
    let mut lines = vec![format!("{}: 0", hits.query.text.trim())];
    if nothing.alone.len() > 1 {
        lines.extend(term_by_term(hits, nothing));
    }
    lines.extend(offers(app, hits, nothing));
    if let Some(last) = hits.query.terms.last() {
        let text = hits.query.text.get(last.span.clone()).unwrap_or_default();
        let key = key_that_drops(app);
        lines.push(format!("{key} drops {text}"));
    }
    lines
}

/// Why there is no article at all.
fn nothing_read(loading: &Loading) -> Vec<String> {
    let Loading::Ended(report) = loading else {
        return vec!["no articles yet".to_owned()];
    };
    let Some(first) = report.skipped.first() else {
        return vec!["no articles here: there are no files".to_owned()];
    };
    let mut lines = vec!["no articles here".to_owned()];
    lines.push(format!("{}: {}", first.path, first.issue.message));
    for mapping in &report.unmet {
        lines.push(format!("--map {mapping}: no record has this column"));
    }
    let others = report.skipped.len().saturating_sub(1);
    if others > 0 {
        let more = counted(others, "more was skipped", "more were skipped");
        lines.push(format!("{more}; dateline check says why"));
    }
    lines
}

/// The key that takes the last term away, where the person is.
fn key_that_drops(app: &App) -> String {
    let (action, context) = if app.filter.is_editing() {
        (Action::DeleteWord, Context::Filter)
    } else {
        (Action::DropLastTerm, Context::List)
    };
    app.scene.settings.keymap.way_to(action, context)
}

/// The key that puts in the word on offer, where the person is; nothing where none does.
fn key_that_takes(app: &App) -> String {
    let (action, context) = if app.filter.is_editing() {
        (Action::Complete, Context::Filter)
    } else {
        (Action::Enter, Context::List)
    };
    let works = app.filter.is_editing() || app.scene.focus == Pane::List;
    let key = app.scene.settings.keymap.key_of(action, context);
    let key = key.filter(|_| works);
    key.map(|key| key.to_string()).unwrap_or_default()
}

/// How many each term finds alone.
fn term_by_term(hits: &Hits, nothing: &Nothing) -> Vec<String> {
    let alone = nothing.alone.iter().filter_map(|(term, count)| {
        let term = hits.query.terms.get(*term)?;
        let text = hits.query.text.get(term.span.clone())?;
        Some(format!("{text} alone {}", grouped(*count)))
    });
    alone.collect()
}

/// Words that would be found instead, and the key that takes the first.
fn offers(app: &App, hits: &Hits, nothing: &Nothing) -> Vec<String> {
    let key = key_that_takes(app);
    let offers = nothing.offers.iter().filter_map(|offer| {
        let term = hits.query.terms.get(offer.term)?;
        let text = hits.query.text.get(term.span.clone())?;
        Some(
            format!("no {text} - {}? {key}", offer.instead)
                .trim_end()
                .to_owned(),
        )
    });
    offers.collect()
}

/// The zone of the screen, when it is not the one as written.
fn zone_words(zone: Zone) -> Option<String> {
    match zone {
        Zone::AsWritten => None,
        Zone::Utc => Some("times in UTC".to_owned()),
        Zone::Local => Some("times in local time".to_owned()),
        Zone::Named(tz) => Some(format!("times in {}", tz.name())),
    }
}

/// The selected article on one line, for a terminal that has no room for more.
pub fn selected_in_a_line(app: &App) -> String {
    let view = app.scene.selected.and_then(|id| app.scene.store.get(id));
    let Some(view) = view else {
        return header(app, usize::from(app.scene.screen.columns));
    };
    let zone = app.scene.settings.zone;
    let published = view.published();
    let sign = published.kind.sign().unwrap_or_default();
    let date = published
        .value
        .map_or_else(|| "no date".to_owned(), |date| moment::short(date, zone));
    let place = app.list.row().saturating_add(1);
    format!("{place} {sign}{date} {}", view.headline_or_lead())
}

/// The order of the list in words.
pub fn order_words(order: Order) -> &'static str {
    match order {
        Order::Date => "by date, newest first",
        Order::Source => "by source",
        Order::Relevance => "by relevance",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_part_of_it_ends() {
        let words = "2025: 1 article, 1 source. 2019 to 2024: none. 2 articles have no date.";
        assert_eq!(fitting(words, 80), words);
        assert_eq!(
            fitting(words, 60),
            "2025: 1 article, 1 source. 2019 to 2024: none."
        );
        assert_eq!(fitting(words, 40), "2025: 1 article, 1 source.");
        assert_eq!(
            fitting("one long word without an end", 9),
            "one long word without an end"
        );
        assert_eq!(
            fitting("expected a day, as in 2018; also today", 30),
            "expected a day, as in 2018"
        );
    }
}
