//! The rows of a table, each an article.

use std::sync::Arc;

use super::ends::{self, RowEnds};
use super::head::Head;
use super::mended;
use crate::article::{Article, Format, Issue, IssueKind, Origin};
use crate::ingest::fields::{FieldMap, Fields, Meaning};
use crate::ingest::formats::{Cutter, LONGEST_RECORD, Piece, Pieces, Place, Records};

/// Rows that are told one by one; more are counted.
const MOST_FAULTS: usize = 100;

/// A table as pieces: its head is known to each of them.
pub(super) struct Rows {
    head: Head,
}

impl Rows {
    /// The table that begins so.
    pub(super) fn of(text: &str, map: &FieldMap) -> Self {
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
                fields.mean_one(*meaning, *rank, name.trim(), value);
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

pub(super) fn parser(between: u8, text: &str) -> csv::Reader<&[u8]> {
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

    fn counts_lines(&self) -> bool {
        true
    }

    fn read(&self, piece: &Piece<'_>) -> Records {
        let mut reader = parser(self.head.between, piece.text);
        let mut records = Records::default();
        if piece.at.record == 0 {
            records.faults.extend(self.head.guess().map(repaired));
        }
        // The lines of the parser itself are one behind where lines end with CR LF.
        let (mut line, mut counted) = (piece.at.line, 0_u64);
        let mut number = piece.at.record;
        let (mut row, mut untold) = (csv::StringRecord::new(), 0_usize);
        loop {
            let start = row_start(piece.text, reader.position().byte());
            match reader.read_record(&mut row) {
                Ok(false) => break,
                Ok(true) => {
                    line = line.saturating_add(lines_between(piece.text, counted, start));
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
                    let raw = text_between(piece.text, start, end);
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
