//! Tables of articles (CSV, TSV): a head line of field names, a record a row.
//!
//! Promises: a row that has not as many fields as the head, and can not be mended so that it has,
//! costs itself and is told with its line; what stands between the fields is told by the head line,
//! and where there is none, what the columns are is told by what they hold; linear in the text.

mod ends;
mod head;
mod mended;
mod rows;

use crate::article::Format;

use super::fields::FieldMap;
use super::formats::{Ends, FormatReader, Page, Piece, Pieces, Place, Records};
use head::Head;
use rows::Rows;

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
            text: &page.text,
            at: Place::default(),
            is_last: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::article::IssueKind;

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
