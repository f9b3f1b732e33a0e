//! The publication date of an article from everything that speaks of it.
//!
//! Every date in a place where pages put their own date is a [`Candidate`] with clues; what must
//! hold for the true one (not after the last change, not after the first comment) is a clue too.
//! Candidates of one day support each other; the day with the largest share is the answer if it
//! is likely [`ENOUGH`], and its share is the confidence.

use chrono::NaiveDate;

use super::candidate::{Candidate, candidates};
use super::place::Places;
use super::{DateRole, Evidence};
use crate::article::{DateKind, Moment, Published};

/// Probability below which no date is shown: undated is a valid date.
pub(crate) const ENOUGH: f32 = 0.55;

/// Most written lines below the text in which a last change is believed to be the article's.
const BELOW: u8 = 8;

/// The publication date and the date of the last change.
pub(super) fn published(evidence: &Evidence<'_>) -> (Published, Option<Moment>) {
    let all = candidates(evidence);
    let answer = best_day(&all).filter(|(_, share)| *share >= ENOUGH);
    let published = answer.and_then(|(day, share)| {
        let best = strongest(&all, day)?;
        Some(answer_with(best, share, evidence))
    });
    (
        published.unwrap_or_else(nothing),
        last_change(&all, evidence),
    )
}

/// The day with the largest share of the probability, and that share.
pub(crate) fn best_day(all: &[Candidate]) -> Option<(NaiveDate, f32)> {
    let mut days: Vec<(NaiveDate, f32)> = Vec::new();
    let mut sum = 1.0;
    for candidate in all {
        let odds = candidate.score().min(MOST_ODDS).exp();
        sum += odds;
        match days.iter_mut().find(|(day, _)| *day == candidate.day()) {
            Some((_, share)) => *share += odds,
            None => days.push((candidate.day(), odds)),
        }
    }
    let best = days
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(day, odds)| (day, odds / sum))
}

/// Log-odds beyond which nothing is surer.
const MOST_ODDS: f32 = 40.0;

/// The candidate that says most for the day; one with its time of day rather than without.
fn strongest(all: &[Candidate], day: NaiveDate) -> Option<&Candidate> {
    let same = all.iter().filter(|candidate| candidate.day() == day);
    same.reduce(|best, next| {
        if next.score() > best.score() {
            next
        } else {
            best
        }
    })
}

fn answer_with(best: &Candidate, share: f32, evidence: &Evidence<'_>) -> Published {
    let reason = reason(best, evidence);
    let changed = best.role == Some(DateRole::Updated);
    Published {
        value: Some(best.moment),
        kind: if changed {
            DateKind::Inferred
        } else {
            best.kind
        },
        evidence: if changed {
            format!("only the last change is dated, {reason}")
        } else {
            reason
        },
        confidence: Some(share.clamp(0.0, 0.99)),
        range: None,
    }
}

/// Where the date was read, with its line.
fn reason(best: &Candidate, evidence: &Evidence<'_>) -> String {
    match best.line {
        Some(number) => {
            let line = evidence.text.split('\n').nth(number).unwrap_or_default();
            format!("line {}: “{}”", number + 1, shorten(line.trim()))
        }
        None => format!("path “{}”", shorten(evidence.path)),
    }
}

fn nothing() -> Published {
    Published {
        evidence: "nothing in the text dates it".to_owned(),
        ..Published::default()
    }
}

/// The last change that a label near the text states.
fn last_change(all: &[Candidate], evidence: &Evidence<'_>) -> Option<Moment> {
    let mut changes = all
        .iter()
        .filter(|candidate| candidate.role == Some(DateRole::Updated));
    let first = changes.next()?;
    let places = Places::of(evidence.text, evidence.lines);
    let near = |candidate: &Candidate| {
        candidate
            .line
            .is_some_and(|line| !places.is_far_below(line, BELOW))
    };
    std::iter::once(first)
        .chain(changes)
        .find(|candidate| near(candidate))
        .map(|candidate| candidate.moment)
}

/// At most 80 characters of a line, for showing.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Label;
    use crate::ingest::calendar::DayMonthOrder;

    const PROSE: &str = "The harbour of the old town was closed on Monday after a storm had torn three fishing boats from their moorings, and nobody knows when it will open again for the ferries.";

    fn day(y: i32, m: u32, d: u32) -> Moment {
        Moment::day(NaiveDate::from_ymd_opt(y, m, d).unwrap())
    }

    /// The answer for lines with labels: t title, d date line, p page, b body, r other articles.
    fn dated(lines: &[(char, &str)], comments: &[Moment]) -> (Published, Option<Moment>) {
        let label = |c| match c {
            't' => Label::Title,
            'd' => Label::Date,
            'b' => Label::Body,
            'r' => Label::Related,
            _ => Label::Boilerplate,
        };
        let text: Vec<_> = lines.iter().map(|(_, line)| *line).collect();
        let labels: Vec<_> = lines.iter().map(|(c, _)| Some(label(*c))).collect();
        published(&Evidence {
            text: &text.join("\n"),
            lines: &labels,
            path: "a.txt",
            comments,
            order: DayMonthOrder::Unknown,
        })
    }

    fn value(published: &Published) -> Option<String> {
        published.value.map(|moment| moment.to_string())
    }

    #[test]
    fn the_date_below_the_headline_is_the_article_s_and_says_where_it_stands() {
        let (found, _) = dated(
            &[
                ('t', "Storm closes harbour"),
                ('d', "5 January 2018"),
                ('b', PROSE),
                ('b', PROSE),
            ],
            &[],
        );
        assert_eq!(value(&found).as_deref(), Some("2018-01-05"));
        assert_eq!(found.kind, DateKind::Explicit);
        assert_eq!(found.evidence, "line 2: “5 January 2018”");
        assert!(found.confidence.unwrap() > 0.9);
    }

    #[test]
    fn a_label_beats_a_nearer_date_and_the_change_is_told_apart() {
        let (found, changed) = dated(
            &[
                ('t', "Storm closes harbour"),
                ('d', "Published: 5 January 2018"),
                ('d', "Last updated: 7 January 2018"),
                ('b', PROSE),
                ('b', PROSE),
            ],
            &[],
        );
        assert_eq!(value(&found).as_deref(), Some("2018-01-05"));
        assert_eq!(changed, Some(day(2018, 1, 7)));
    }

    #[test]
    fn where_only_a_change_is_dated_the_answer_says_so() {
        let (found, changed) = dated(
            &[
                ('t', "Storm closes harbour"),
                ('d', "Last updated: 7 January 2018"),
                ('b', PROSE),
            ],
            &[],
        );
        assert_eq!(value(&found).as_deref(), Some("2018-01-07"));
        assert_eq!(found.kind, DateKind::Inferred);
        assert!(found.evidence.starts_with("only the last change is dated"));
        assert_eq!(changed, Some(day(2018, 1, 7)));
    }

    #[test]
    fn dates_told_in_the_text_of_others_and_of_quoted_posts_date_nothing() {
        let told = "The council had decided so on 3 March 2017.";
        let post = "— Jane Doe (@janedoe) March 3, 2017";
        for lines in [
            [('b', PROSE), ('b', told), ('b', PROSE)],
            [('b', PROSE), ('b', post), ('b', PROSE)],
            [('b', PROSE), ('b', PROSE), ('b', post)],
        ] {
            let (found, _) = dated(&lines, &[]);
            assert_eq!(value(&found), None, "{lines:?}");
            assert_eq!(found.kind, DateKind::None);
        }
        let (found, _) = dated(&[('b', PROSE), ('r', "• Ferry sinks, 3 March 2017")], &[]);
        assert_eq!(value(&found), None);
    }

    #[test]
    fn a_list_of_dated_things_far_below_dates_nothing() {
        let mut lines = vec![('t', "Storm closes harbour"), ('b', PROSE), ('b', PROSE)];
        lines.extend([('p', "Subscribe to the paper"); 45]);
        lines.extend([
            ('p', "3 March 2017"),
            ('p', "Ferry sinks"),
            ('p', "2 March 2017"),
            ('p', "Bridge opens"),
            ('p', "1 March 2017"),
        ]);
        let (found, _) = dated(&lines, &[]);
        assert_eq!(value(&found), None, "{found:?}");
    }

    #[test]
    fn several_lines_with_one_day_support_each_other() {
        let one = [
            ('t', "Storm closes harbour"),
            ('b', PROSE),
            ('p', "5 January 2018"),
        ];
        let two = [
            ('t', "Storm closes harbour"),
            ('b', PROSE),
            ('p', "5 January 2018"),
            ('p', "Share"),
            ('p', "Anna Keller, 5 January 2018"),
        ];
        let sure = |lines: &[(char, &str)]| best_share(lines);
        assert!(sure(&two) > sure(&one));
    }

    fn best_share(lines: &[(char, &str)]) -> f32 {
        dated(lines, &[]).0.confidence.unwrap_or(0.0)
    }

    #[test]
    fn the_path_counts_where_the_text_shows_nothing() {
        let evidence = |path| Evidence {
            text: PROSE,
            lines: &[Some(Label::Body)],
            path,
            comments: &[],
            order: DayMonthOrder::Unknown,
        };
        let (found, _) = published(&evidence("site/2018/01/05/storm.txt"));
        assert_eq!(value(&found).as_deref(), Some("2018-01-05"));
        assert_eq!(found.kind, DateKind::Inferred);
        assert!(found.evidence.starts_with("path"));
        let (found, _) = published(&evidence("site/2018-01/storm.txt"));
        assert_eq!(value(&found), None);
    }
}
