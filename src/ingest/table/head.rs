//! What the beginning of a table tells: what stands between its fields, what its columns are called
//! and mean, and which number comes first in its dates.

use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::compose::is_web;
use crate::ingest::fields::{FieldMap, Meaning};
use crate::ingest::{dates, stamp};

/// What may stand between fields.
const BETWEEN: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Longest head line, in bytes.
const LONGEST_HEAD: usize = 1 << 12;

/// Bytes from the start of a table that are looked at, and rows in them.
const LOOKED_AT: usize = 256 << 10;
const ROWS: usize = 200;

/// Of so many values of a column without a name nine tenths must be of one kind.
const TENTHS: usize = 9;

/// The shortest text and the shortest headline that a column without a name is taken for, in bytes
/// on average.
const SHORTEST_TEXT: usize = 120;
const SHORTEST_HEADLINE: usize = 15;

/// What the head of a table says.
#[derive(Debug)]
pub(super) struct Head {
    /// What stands between fields.
    pub(super) between: u8,
    /// The names of the columns.
    pub(super) names: csv::StringRecord,
    /// What each of them means.
    pub(super) meanings: Vec<Vec<(Meaning, usize)>>,
    /// Rows before the first record: the names, a line for Excel or a few others before them, or
    /// none.
    pub(super) before: u64,
    /// Which number of a date in numbers comes first.
    pub(super) order: DayMonthOrder,
}

impl Head {
    /// Of a text that is no table of articles.
    pub(super) fn unread() -> Self {
        Self {
            between: b',',
            names: csv::StringRecord::new(),
            meanings: Vec::new(),
            before: 1,
            order: DayMonthOrder::Unknown,
        }
    }

    /// The head of a table that is one of articles; a table whose name says that it is one
    /// (`is_named`) may have no names for its columns.
    pub(super) fn of(text: &str, map: &FieldMap, is_named: bool) -> Option<Self> {
        let (line, before) = names_line(text);
        let known_in = |line: &str| {
            let short = (line.len() <= LONGEST_HEAD).then_some(line);
            short.and_then(|line| delimiter(line, map))
        };
        match known_in(line) {
            Some((between, known)) if is_named || known >= 3 => {
                Some(Self::named(text, map, between, before))
            }
            _ if is_named && let Some((between, before)) = behind_others(text, &known_in) => {
                Some(Self::named(text, map, between, before))
            }
            _ if is_named => BETWEEN.into_iter().find_map(|b| Self::unnamed(text, b)),
            _ => None,
        }
    }

    fn named(text: &str, map: &FieldMap, between: u8, before: u64) -> Self {
        let mut rows = sample(between, text);
        let last = before
            .checked_sub(1)
            .and_then(|at| usize::try_from(at).ok());
        let names = last.and_then(|at| rows.get(at)).cloned();
        let names = names.unwrap_or_default();
        let meanings: Vec<_> = names.iter().map(|n| map.meanings(n.trim())).collect();
        rows.drain(..rows.len().min(usize::try_from(before).unwrap_or(0)));
        let order = order(&rows, &meanings);
        Self {
            between,
            names,
            meanings,
            before,
            order,
        }
    }

    /// A table without names: what its columns hold tells what they are.
    fn unnamed(text: &str, between: u8) -> Option<Self> {
        let rows = sample(between, text);
        let columns = rows.first()?.len();
        let even = rows.iter().filter(|row| row.len() == columns).count();
        if columns < 2 || even * 10 < rows.len() * TENTHS {
            return None;
        }
        let meanings = by_content(&rows, columns);
        let has = |wanted: &[Meaning]| {
            let mut means = meanings.iter().flatten();
            means.any(|(meaning, _)| wanted.contains(meaning))
        };
        let is_article =
            has(&[Meaning::Headline, Meaning::Body]) && has(&[Meaning::Published, Meaning::Link]);
        let names = (1..=columns).map(|number| format!("column {number}"));
        is_article.then(|| Self {
            between,
            names: names.collect(),
            order: order(&rows, &meanings),
            meanings,
            before: 0,
        })
    }

    /// Whether a row has the fields of the table; empty ones at its end are none.
    pub(super) fn fits(&self, row: &csv::StringRecord) -> bool {
        let (wanted, found) = (self.names.len(), row.len());
        let is_empty = |fields: &csv::StringRecord, from: usize| {
            let mut rest = fields.iter().skip(from);
            rest.all(|field| field.trim().is_empty())
        };
        found == wanted || is_empty(row, wanted) && is_empty(&self.names, found)
    }

    /// What the columns were taken for, where no names say it, and what stood before the names.
    pub(super) fn guess(&self) -> Option<String> {
        if self.before > 2 {
            let lines = self.before.saturating_sub(1);
            return Some(format!(
                "{lines} lines before the names of the columns are no rows"
            ));
        }
        let named = self.meanings.iter().enumerate().filter_map(|(at, means)| {
            let (meaning, _) = means.first()?;
            let what = match meaning {
                Meaning::Published => "date",
                Meaning::Link => "link",
                Meaning::Body => "text",
                _ => "headline",
            };
            Some(format!("column {} as {what}", at + 1))
        });
        let named: Vec<_> = named.collect();
        (self.before == 0).then(|| format!("no line names the columns: read {}", named.join(", ")))
    }
}

/// The line of names, and the rows up to it: Excel writes `sep=;` before.
fn names_line(text: &str) -> (&str, u64) {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let is_sep = first
        .get(..4)
        .is_some_and(|s| s.eq_ignore_ascii_case("sep="));
    if is_sep && first.len() <= 6 {
        (lines.next().unwrap_or_default(), 2)
    } else {
        (first, 1)
    }
}

/// Lines before the names that are passed by, at most.
const MOST_BEFORE: usize = 10;

/// What stands between the names, and how many rows stand up to them, where a title or notes stand
/// before.
fn behind_others(text: &str, known_in: &dyn Fn(&str) -> Option<(u8, usize)>) -> Option<(u8, u64)> {
    let lines = text.lines().filter(|line| !line.is_empty());
    let numbered = (1..).zip(lines.take(MOST_BEFORE));
    let mut found = numbered.skip(1).filter_map(|(rows, line)| {
        let (between, known) = known_in(line).filter(|(_, known)| *known >= 2)?;
        (known >= 2).then_some((between, rows))
    });
    found.next()
}

/// What stands between the names of a head line, and how many of them mean something, those that
/// the reader named thrice; `None` if none is a headline or a text.
fn delimiter(head: &str, map: &FieldMap) -> Option<(u8, usize)> {
    let known = |between: u8| {
        let names = head.split(char::from(between));
        let names = names.map(|name| name.trim().trim_matches('"'));
        let of = |name: &str| {
            let times = if map.names(name) { 3 } else { 1 };
            let meanings = map.meanings(name).into_iter();
            meanings.flat_map(move |(meaning, _)| std::iter::repeat_n(meaning, times))
        };
        let meanings: Vec<Meaning> = names.flat_map(of).collect();
        let is_article = [Meaning::Headline, Meaning::Body, Meaning::Summary]
            .iter()
            .any(|needed| meanings.contains(needed));
        (is_article && head.contains(char::from(between))).then_some((between, meanings.len()))
    };
    BETWEEN
        .into_iter()
        .filter_map(known)
        .max_by_key(|(_, known)| *known)
}

/// The first rows of a table; the last of them may be cut.
fn sample(between: u8, text: &str) -> Vec<csv::StringRecord> {
    let mut end = LOOKED_AT.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let is_cut = end < text.len();
    let mut reader = super::rows::parser(between, text.get(..end).unwrap_or_default());
    let mut rows: Vec<_> = reader.records().map_while(Result::ok).take(ROWS).collect();
    if is_cut && rows.len() > 1 && rows.len() < ROWS {
        rows.pop();
    }
    rows
}

/// Which number comes first in the dates of some rows.
fn order(rows: &[csv::StringRecord], meanings: &[Vec<(Meaning, usize)>]) -> DayMonthOrder {
    let dated = meanings.iter().enumerate().filter(|(_, means)| {
        let mut means = means.iter();
        means.any(|(meaning, _)| matches!(meaning, Meaning::Published | Meaning::Updated))
    });
    let columns: Vec<usize> = dated.map(|(at, _)| at).collect();
    let values = rows.iter().flat_map(|row| {
        let of = columns.iter().filter_map(|at| row.get(*at));
        of.filter(|value| value.len() <= 40)
    });
    dates::day_month_order(&values.collect::<Vec<_>>().join("\n"))
}

/// What columns mean by what stands in them: the first of dates, the first of links, the one with
/// the longest texts, the first with lines of several words.
fn by_content(rows: &[csv::StringRecord], columns: usize) -> Vec<Vec<(Meaning, usize)>> {
    let values = |at: usize| {
        let values = rows.iter().filter_map(move |row| row.get(at));
        values.map(str::trim).filter(|value| !value.is_empty())
    };
    let mostly = |at: usize, is: &dyn Fn(&str) -> bool| {
        let all = values(at).count();
        all > 0 && values(at).filter(|value| is(value)).count() * 10 >= all * TENTHS
    };
    let length = |at: usize| {
        let all = values(at).count().max(1);
        values(at).map(str::len).sum::<usize>() / all
    };
    let is_date = |value: &str| value.len() >= 8 && stamp::of_text(value).is_some();
    let is_line = |value: &str| value.contains(' ') && !is_date(value) && !is_web(value);
    let date = (0..columns).find(|at| mostly(*at, &is_date));
    let link = (0..columns).find(|at| mostly(*at, &is_web));
    let texts = (0..columns).filter(|at| mostly(*at, &is_line));
    let texts: Vec<usize> = texts.collect();
    let body = texts.iter().copied().max_by_key(|at| length(*at));
    let body = body.filter(|at| length(*at) >= SHORTEST_TEXT);
    let mut heads = texts.iter().copied().filter(|at| Some(*at) != body);
    let head = heads.find(|at| length(*at) >= SHORTEST_HEADLINE);
    let mut meanings = vec![Vec::new(); columns];
    for (at, meaning) in [
        (date, Meaning::Published),
        (link, Meaning::Link),
        (body, Meaning::Body),
        (head, Meaning::Headline),
    ] {
        if let Some(means) = at.and_then(|at| meanings.get_mut(at)) {
            means.push((meaning, 0));
        }
    }
    meanings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(text: &str) -> Option<Vec<Option<Meaning>>> {
        let head = Head::of(text, &FieldMap::default(), true)?;
        let first = |means: &Vec<(Meaning, usize)>| means.first().map(|(meaning, _)| *meaning);
        Some(head.meanings.iter().map(first).collect())
    }

    #[test]
    fn columns_without_names_are_told_by_what_they_hold() {
        let text = "a word and a sentence of many words. ".repeat(6);
        let row = format!("17,2018-01-05,Storm shuts harbour,\"{text}\",https://a.example/x\n");
        let (date, link) = (Some(Meaning::Published), Some(Meaning::Link));
        let (head, body) = (Some(Meaning::Headline), Some(Meaning::Body));
        assert_eq!(
            means(&row.repeat(3)).unwrap(),
            [None, date, head, body, link]
        );
        let guess = Head::of(&row, &FieldMap::default(), true).unwrap().guess();
        assert!(guess.unwrap().contains("column 3 as headline"));
        assert!(Head::of(&row, &FieldMap::default(), false).is_none());
        assert_eq!(means("1,2\n3,4\n"), None);
        assert_eq!(means("2018-01-05,17\n2018-01-06,18\n"), None);
    }

    #[test]
    fn the_dates_of_a_column_tell_their_order() {
        let order = |text: &str| Head::of(text, &FieldMap::default(), true).unwrap().order;
        let open = "title,date\na,05/01/2018\n";
        assert_eq!(order(open), DayMonthOrder::Unknown);
        let first = DayMonthOrder::MonthFirst;
        assert_eq!(order(&format!("{open}b,01/25/2018\n")), first);
        let first = DayMonthOrder::DayFirst;
        assert_eq!(order(&format!("sep=,\n{open}b,25/01/2018\n")), first);
    }
}
