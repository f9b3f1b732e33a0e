//! Tables of articles (CSV, TSV): a head line of field names, a record a row.
//!
//! Promises: a row that has not as many fields as the head, and can not be mended so that it has,
//! costs itself and is told with its line; what stands between the fields is told by the head line,
//! and where there is none, what the columns are is told by what they hold; linear in the text.

mod ends;
mod head;
mod mended;

use std::sync::Arc;

use crate::article::{Article, Format, Issue, IssueKind, Origin};

use super::fields::{FieldMap, Fields, Meaning};
use super::formats::Cutter;
use super::formats::{Ends, FormatReader, LONGEST_RECORD, Page, Piece, Pieces, Place, Records};
use ends::RowEnds;
use head::Head;

/// Rows that are told one by one; more are counted.
const MOST_FAULTS: usize = 100;

/// Reader of tables.
pub(super) struct Tables;

impl FormatReader for Tables {
    fn format(&self) -> Format {
        Format::Csv
    }

    fn claims(&self, ending: &str, text: &str, map: &FieldMap) -> bool {
        let is_named = matches!(ending, "csv" | "tsv" | "tab");
        Head::of(text, map, is_named).is_some()
    }

    fn is_container(&self) -> bool {
        true
    }

    fn pieces(&self, ends: Ends<'_>, map: &FieldMap) -> Option<Box<dyn Pieces>> {
        Some(Box::new(Rows::of(ends.head, map)))
    }

    fn read(&self, page: Page) -> Records {
        Rows::of(&page.text, &page.map).read(&Piece {
            path: page.path,
            text: page.text,
            at: Place::default(),
            is_last: true,
        })
    }
}

/// A table as pieces: its head is known to each of them.
struct Rows {
    head: Head,
}

impl Rows {
    /// The table that begins so.
    fn of(text: &str, map: &FieldMap) -> Self {
        let head = Head::of(text, map, true);
        Self {
            head: head.unwrap_or_else(Head::unread),
        }
    }

    /// The article of a row, which stands in the file as `raw`.
    fn article(
        &self,
        row: &csv::StringRecord,
        raw: &str,
        origin: Origin,
    ) -> Result<Article, String> {
        if raw.len() > LONGEST_RECORD {
            return Err(format!("longer than {} MiB", LONGEST_RECORD >> 20));
        }
        let head = &self.head;
        let is_odd = mended::is_odd(raw, head.between);
        if !is_odd && head.fits(row) {
            return self.of_fields(row, origin);
        }
        let mended = mended::fields(raw, head.between);
        if head.fits(&mended) && (!is_odd || &mended != row) {
            let mut article = self.of_fields(&mended, origin)?;
            let message = if is_odd {
                "quotation marks in fields stood behind backslashes or blanks"
            } else {
                "quotation marks in a field were not doubled"
            };
            article.issues.push(repaired(message.to_owned()));
            return Ok(article);
        }
        if head.fits(row) {
            return self.of_fields(row, origin);
        }
        let (found, wanted) = (row.len(), head.names.len());
        let others = if head.before == 0 {
            "others have"
        } else {
            "the head has"
        };
        Err(format!("{found} fields where {others} {wanted}"))
    }

    fn of_fields(&self, row: &csv::StringRecord, origin: Origin) -> Result<Article, String> {
        let mut fields = Fields::default();
        fields.read_dates(self.head.order);
        let columns = self.head.names.iter().zip(&self.head.meanings);
        for ((name, meanings), value) in columns.zip(row) {
            for (meaning, rank) in meanings {
                fields.mean(*meaning, *rank, name.trim(), vec![value]);
            }
        }
        if !fields.has_text() && !fields.has(Meaning::Summary) {
            return Err("no headline and no text".to_owned());
        }
        Ok(fields.article(origin))
    }
}

impl Rows {
    /// Whether a mark in the last row of a file is never closed, so that it holds further rows.
    fn is_open(&self, raw: &str) -> bool {
        raw.trim_end().contains('\n') && ends::is_unclosed(raw, self.head.between)
    }

    /// Reads what a mark that is never closed makes one row of, each line as a row.
    fn read_lines(&self, raw: &str, origin: &Origin, line: u64, records: &mut Records) {
        records.faults.push(repaired(format!(
            "line {}: a quotation mark is never closed; the lines from there on are read as rows",
            line.saturating_add(1)
        )));
        for (part, (row, number)) in (origin.part..).zip(raw.lines().zip(line..)) {
            let fields = mended::fields(row, self.head.between);
            let origin = Origin {
                part,
                ..origin.clone()
            };
            let article = if self.head.fits(&fields) {
                self.of_fields(&fields, origin)
            } else {
                Err("no row of the table".to_owned())
            };
            match article {
                Ok(article) => records.articles.push(article),
                Err(reason) if records.faults.len() < MOST_FAULTS => {
                    let message = format!("line {}: {reason}", number.saturating_add(1));
                    records.faults.push(skipped(message));
                }
                Err(_) => {}
            }
        }
    }
}

fn parser(between: u8, text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(between)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes())
}

impl Pieces for Rows {
    fn format(&self) -> Format {
        Format::Csv
    }

    fn cutter(&self) -> Box<dyn Cutter> {
        Box::new(RowEnds::new(self.head.between))
    }

    fn said_of(&self, place: Place, reason: &str) -> String {
        format!("line {}: {reason}", place.line.saturating_add(1))
    }

    fn read(&self, piece: &Piece) -> Records {
        let mut reader = parser(self.head.between, &piece.text);
        let mut records = Records::default();
        if piece.at.record == 0 {
            records.faults.extend(self.head.guess().map(repaired));
        }
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
                    // The rows of the head are the first of the first piece.
                    let part = number.checked_sub(self.head.before);
                    number = number.saturating_add(1);
                    let Some(part) = part else { continue };
                    let end = reader.position().byte();
                    let byte = |at: u64| piece.at.byte.saturating_add(at);
                    let origin = Origin {
                        path: Arc::clone(&piece.path),
                        part: u32::try_from(part).unwrap_or(u32::MAX),
                        bytes: (byte(start), byte(end)),
                        format: Format::Csv,
                    };
                    let raw = text_between(&piece.text, start, end);
                    if piece.is_last && end == piece.text.len() as u64 && self.is_open(raw) {
                        self.read_lines(raw, &origin, line, &mut records);
                        break;
                    }
                    let reason = match self.article(&row, raw, origin) {
                        Ok(article) => {
                            records.articles.push(article);
                            continue;
                        }
                        Err(reason) => reason,
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
    let between = text_between(text, from, to);
    memchr::memchr_iter(b'\n', between.as_bytes()).count() as u64
}

fn text_between(text: &str, from: u64, to: u64) -> &str {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    text.get(place(from)..place(to)).unwrap_or_default()
}

/// Where the row begins that the parser finds from byte `at` on: behind line ends.
fn row_start(text: &str, at: u64) -> u64 {
    let place = usize::try_from(at).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(place..).unwrap_or_default();
    let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
    at.saturating_add(blank.count() as u64)
}

fn repaired(message: String) -> Issue {
    Issue {
        kind: IssueKind::Repaired,
        message,
    }
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

    #[test]
    fn a_row_with_loose_quotation_marks_is_mended_and_says_so() {
        let read = Tables.read(page(
            "title,text\nOne,\"He said \"no\" to it, twice\"\nTwo,b\n",
        ));
        assert_eq!(read.articles.len(), 2, "{:?}", read.faults);
        let first = &read.articles[0];
        assert_eq!(first.lead(), "He said \"no\" to it, twice");
        assert_eq!(first.issues[0].kind, IssueKind::Repaired);
        assert!(read.articles[1].issues.is_empty());
    }

    #[test]
    fn marks_behind_backslashes_and_blanks_are_marks() {
        let read = Tables.read(page(concat!(
            "title, text\n",
            r#""One, it is", "a, b""#,
            "\n",
            r#""He said \"no\", twice","Two""#,
            "\n",
            r#""C:\","Three""#,
            "\n"
        )));
        let heads: Vec<_> = read
            .articles
            .iter()
            .map(|a| a.headline.as_deref().unwrap())
            .collect();
        assert_eq!(
            heads,
            ["One, it is", "He said \"no\", twice", "C:\\"],
            "{:?}",
            read.faults
        );
        assert_eq!(read.articles[0].lead(), "a, b");
        let told: Vec<_> = read.articles.iter().map(|a| a.issues.len()).collect();
        assert_eq!(told, [1, 1, 0]);
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_its_line_at_most() {
        let read = Tables.read(page(
            "title,text\nOne,\"Body never ends\nTwo,Body\nThree,Body\n",
        ));
        let heads: Vec<_> = read
            .articles
            .iter()
            .map(|a| a.headline.as_deref().unwrap())
            .collect();
        assert_eq!(heads, ["One", "Two", "Three"], "{:?}", read.faults);
        assert!(
            read.faults[0]
                .message
                .starts_with("line 2: a quotation mark is never closed")
        );
        let parts: Vec<_> = read.articles.iter().map(|a| a.origin.part).collect();
        assert_eq!(parts, [0, 1, 2]);
    }

    #[test]
    fn empty_fields_at_the_end_of_a_row_are_no_fields() {
        let read = Tables.read(page("title,text,\nOne,a\nTwo,b,,,\nThree,c,d\nFour\n"));
        assert_eq!(
            (read.articles.len(), read.faults.len()),
            (3, 1),
            "{:?}",
            read.faults
        );
    }

    #[test]
    fn lines_before_the_names_are_passed_by_and_told() {
        let read = Tables.read(page("Report of 2018\n\n# by desk\ntitle,text\nOne,a\n"));
        assert_eq!(read.articles.len(), 1, "{:?}", read.faults);
        assert_eq!(read.articles[0].origin.part, 0);
        assert!(
            read.faults[0].message.contains("before the names"),
            "{:?}",
            read.faults
        );
    }

    #[test]
    fn days_that_spreadsheets_count_are_dates_but_no_statements() {
        let read = Tables.read(page("title,date\nOne,43105\nTwo,43105.5\nThree,7\n"));
        let dates: Vec<_> = read.articles.iter().map(|a| a.published.value).collect();
        let dates: Vec<_> = dates.iter().map(|d| d.map(|d| d.to_string())).collect();
        let want = [Some("2018-01-05"), Some("2018-01-05T12:00"), None];
        assert_eq!(dates.iter().map(Option::as_deref).collect::<Vec<_>>(), want);
        let kind = read.articles[0].published.kind;
        assert_eq!(kind, crate::article::DateKind::Inferred);
    }

    #[test]
    fn what_excel_writes_before_the_names_is_no_row() {
        let read = Tables.read(page("sep=;\ntitle;text\nOne;a\n"));
        let first = &read.articles[0];
        assert_eq!(first.headline.as_deref(), Some("One"));
        assert_eq!((read.articles.len(), first.origin.part), (1, 0));
    }

    #[test]
    fn a_table_without_names_is_read_by_what_it_holds() {
        let row = "2018-01-05,Storm shuts the harbour,https://a.example/x\n";
        let read = Tables.read(page(&row.repeat(2)));
        assert_eq!(read.articles.len(), 2, "the first row is a record too");
        assert_eq!(read.faults.len(), 1);
        assert!(read.faults[0].message.contains("column 2 as headline"));
        assert_eq!(read.articles[0].url.as_deref(), Some("https://a.example/x"));
    }

    proptest! {
        #[test]
        fn no_text_brings_the_reader_down(text in "[a-c,;\"\n\r\té]{0,80}") {
            let _records = Tables.read(page(&format!("title,text\n{text}")));
            let _junk = Tables.read(page(&text));
        }
    }
}
