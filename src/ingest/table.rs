//! Tables of articles (CSV, TSV): a head line of field names, a record a row.
//!
//! Promises: a row that has not as many fields as the head costs itself and is told with its line;
//! what stands between the fields is told by the head line; linear in the text.

mod ends;

use std::sync::Arc;

use crate::article::{Format, Issue, IssueKind, Origin};

use super::fields::{FieldMap, Fields, Meaning};
use super::formats::Cutter;
use super::formats::{FormatReader, LONGEST_RECORD, Page, Piece, Pieces, Place, Records};
use ends::RowEnds;

/// What may stand between fields.
const BETWEEN: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Rows that are told one by one; more are counted.
const MOST_FAULTS: usize = 100;

/// Longest head line, in bytes.
const LONGEST_HEAD: usize = 1 << 12;

/// Reader of tables.
pub(super) struct Tables;

impl FormatReader for Tables {
    fn format(&self) -> Format {
        Format::Csv
    }

    fn claims(&self, ending: &str, text: &str, map: &FieldMap) -> bool {
        let named = matches!(ending, "csv" | "tsv" | "tab");
        let head = text.lines().next().unwrap_or_default();
        head.len() <= LONGEST_HEAD
            && delimiter(head, map).is_some_and(|(_, known)| named || known >= 3)
    }

    fn is_container(&self) -> bool {
        true
    }

    fn pieces(&self, head: &str, map: &FieldMap) -> Option<Box<dyn Pieces>> {
        Some(Box::new(Rows::of(head, map)))
    }

    fn read(&self, page: Page) -> Records {
        Rows::of(&page.text, &page.map).read(&Piece {
            path: page.path,
            text: page.text,
            at: Place::default(),
        })
    }
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

/// A table as pieces: its head line is known to each of them.
struct Rows {
    between: u8,
    names: csv::StringRecord,
    /// What each of them means.
    meanings: Vec<Vec<(Meaning, usize)>>,
}

impl Rows {
    /// The table that begins so.
    fn of(text: &str, map: &FieldMap) -> Self {
        let head = text.lines().next().unwrap_or_default();
        let (between, _) = delimiter(head, map).unwrap_or((b',', 0));
        let names = parser(between, text).headers().cloned();
        let names = names.unwrap_or_default();
        let meanings = names.iter().map(|name| map.meanings(name.trim()));
        Self {
            between,
            meanings: meanings.collect(),
            names,
        }
    }

    fn read_row(
        &self,
        row: &csv::StringRecord,
        origin: Origin,
        records: &mut Records,
    ) -> Result<(), String> {
        if row.len() != self.names.len() {
            return Err(format!(
                "{} fields where the head has {}",
                row.len(),
                self.names.len()
            ));
        }
        if row.as_slice().len() > LONGEST_RECORD {
            return Err(format!("longer than {} MiB", LONGEST_RECORD >> 20));
        }
        let mut fields = Fields::default();
        for ((name, meanings), value) in self.names.iter().zip(&self.meanings).zip(row) {
            for (meaning, rank) in meanings {
                fields.mean(*meaning, *rank, name.trim(), vec![value]);
            }
        }
        if !fields.has_text() && !fields.has(Meaning::Summary) {
            return Err("no headline and no text".to_owned());
        }
        records.articles.push(fields.article(origin));
        Ok(())
    }
}

fn parser(between: u8, text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(between)
        .flexible(true)
        .from_reader(text.as_bytes())
}

impl Pieces for Rows {
    fn format(&self) -> Format {
        Format::Csv
    }

    fn cutter(&self) -> Box<dyn Cutter> {
        Box::new(RowEnds::new(self.between))
    }

    fn said_of(&self, place: Place, reason: &str) -> String {
        format!("line {}: {reason}", place.line.saturating_add(1))
    }

    fn read(&self, piece: &Piece) -> Records {
        let mut reader = parser(self.between, &piece.text);
        // The head line is the first row of the first piece.
        reader.set_headers(self.names.clone());
        let mut records = Records::default();
        // The lines of the parser itself are one behind where lines end with CR LF.
        let (mut line, mut counted) = (piece.at.line, 0_u64);
        let mut number = piece.at.record;
        let (mut row, mut untold) = (csv::StringRecord::new(), 0_usize);
        loop {
            let start = row_start(&piece.text, reader.position().byte());
            match reader.read_record(&mut row) {
                Ok(false) => break,
                Ok(true) => {
                    line = line.saturating_add(lines_between(&piece.text, counted, start));
                    counted = start;
                    let Some(part) = number.checked_sub(1) else {
                        number = 1;
                        continue;
                    };
                    number = number.saturating_add(1);
                    let end = reader.position().byte();
                    let byte = |at: u64| piece.at.byte.saturating_add(at);
                    let origin = Origin {
                        path: Arc::clone(&piece.path),
                        part: u32::try_from(part).unwrap_or(u32::MAX),
                        bytes: (byte(start), byte(end)),
                        format: Format::Csv,
                    };
                    let Err(reason) = self.read_row(&row, origin, &mut records) else {
                        continue;
                    };
                    if records.faults.len() < MOST_FAULTS {
                        let message = format!("line {}: {reason}", line.saturating_add(1));
                        records.faults.push(skipped(message));
                    } else {
                        untold += 1;
                    }
                }
                Err(error) => {
                    let reason = crate::text::sanitise_line(&error.to_string());
                    records.faults.push(skipped(reason));
                    break;
                }
            }
        }
        if untold > 0 {
            let last = format!("{untold} more rows are no records of articles");
            records.faults.push(skipped(last));
        }
        records
    }
}

/// Line ends from byte `from` up to byte `to`.
fn lines_between(text: &str, from: u64, to: u64) -> u64 {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let between = text.as_bytes().get(place(from)..place(to));
    memchr::memchr_iter(b'\n', between.unwrap_or_default()).count() as u64
}

/// Where the row begins that the parser finds from byte `at` on: behind line ends.
fn row_start(text: &str, at: u64) -> u64 {
    let place = usize::try_from(at).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(place..).unwrap_or_default();
    let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
    at.saturating_add(blank.count() as u64)
}

fn skipped(message: String) -> Issue {
    Issue {
        kind: IssueKind::Skipped,
        message,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(text: &str) -> Page {
        Page {
            path: Arc::from("a.csv"),
            text: text.to_owned(),
            bytes: text.len() as u64,
            map: FieldMap::default(),
        }
    }

    #[test]
    fn rows_are_articles_and_a_ragged_one_costs_itself() {
        let text = "Title,Text,Date,Source\r\n\
                    \"One, \"\"quoted\"\"\",\"First.\nSecond.\",2018-01-05,X\r\n\
                    ragged,row\r\n\
                    Two,Body,,\r\n";
        assert!(
            Tables.claims("csv", text, &FieldMap::default())
                && Tables.claims("txt", text, &FieldMap::default())
        );
        let read = Tables.read(page(text));
        assert_eq!(read.articles.len(), 2);
        let first = &read.articles[0];
        assert_eq!(first.headline.as_deref(), Some("One, \"quoted\""));
        assert_eq!(first.body.len(), 2);
        assert_eq!(first.published.value.unwrap().to_string(), "2018-01-05");
        let told: Vec<_> = read.faults.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(told, ["line 4: 2 fields where the head has 4"]);
    }

    #[test]
    fn the_head_tells_what_stands_between() {
        for text in ["url\ttitle\na\tb", "url;title\na;b", "url|title\na|b"] {
            let read = Tables.read(page(text));
            assert_eq!(read.articles[0].headline.as_deref(), Some("b"), "{text}");
        }
        assert!(!Tables.claims("csv", "price,amount\n1,2", &FieldMap::default()));
        assert!(!Tables.claims("txt", "The title, a text, and so on", &FieldMap::default()));
    }

    proptest! {
        #[test]
        fn no_text_brings_the_reader_down(text in "[a-c,;\"\n\r\té]{0,80}") {
            let _records = Tables.read(page(&format!("title,text\n{text}")));
            let _junk = Tables.read(page(&text));
        }
    }
}
