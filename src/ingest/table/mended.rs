//! Rows whose quotation marks are not as they should be: not doubled (`"He said "no" to it"`),
//! behind a backslash (`"He said \"no\""`), or behind a blank (`a, "b, c"`). A mark ends a field only
//! where one may end.

use memchr::memmem;

/// Whether a row has marks behind backslashes, or fields that begin with a blank and a mark.
pub(super) fn is_odd(row: &str, between: u8) -> bool {
    let row = row.as_bytes();
    memmem::find(row, br#"\""#).is_some() || memmem::find(row, &[between, b' ', b'"']).is_some()
}

/// The fields of one row, read so. Linear in the row.
pub(super) fn fields(row: &str, between: u8) -> csv::StringRecord {
    let between = char::from(between);
    let row = row.trim_end_matches(['\r', '\n']);
    let mut fields = csv::StringRecord::new();
    let mut rest = Some(row);
    while let Some(text) = rest {
        let start = text.trim_start_matches(' ').strip_prefix('"');
        let (field, behind) = match start {
            Some(inner) => quoted(inner, between),
            None => match text.split_once(between) {
                Some((field, behind)) => (field.to_owned(), Some(behind)),
                None => (text.to_owned(), None),
            },
        };
        fields.push_field(&field);
        rest = behind;
    }
    fields
}

/// A field up to the mark that ends it, and what stands behind.
fn quoted(inner: &str, between: char) -> (String, Option<&str>) {
    let is_slashed = inner.contains("\\\"");
    let marks = |field: &str| {
        let field = field.replace("\"\"", "\"");
        if is_slashed {
            field.replace("\\\"", "\"")
        } else {
            field
        }
    };
    for (at, _) in inner.match_indices('"') {
        let behind = inner.get(at + 1..).unwrap_or_default();
        let behind = behind.trim_start_matches(' ');
        if !behind.is_empty() && !behind.starts_with(between) {
            continue;
        }
        // `""` before the end of a field may be a doubled mark: then an even number stands there.
        let field = inner.get(..at).unwrap_or_default();
        let before = field.len() - field.trim_end_matches('"').len();
        let slashes = field.len() - field.trim_end_matches('\\').len();
        if before % 2 == 0 && slashes % 2 == 0 {
            return (marks(field), behind.strip_prefix(between));
        }
    }
    (marks(inner), None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mark_ends_a_field_only_where_one_may_end() {
        for (row, want) in [
            (
                "a,\"He said \"no\" to it, twice\",b",
                vec!["a", "He said \"no\" to it, twice", "b"],
            ),
            ("\"a \"\"b\"\" c\",d\r\n", vec!["a \"b\" c", "d"]),
            ("a \"b\",c", vec!["a \"b\"", "c"]),
            ("\"he said \"\"no\"\"\",c", vec!["he said \"no\"", "c"]),
            ("\"open,c", vec!["open,c"]),
            (
                r#""He said \"no\", twice",c"#,
                vec!["He said \"no\", twice", "c"],
            ),
            ("a, \"b, c\" ,d", vec!["a", "b, c", "d"]),
            ("", vec![""]),
        ] {
            let found = fields(row, b',');
            assert_eq!(found.iter().collect::<Vec<_>>(), want, "{row}");
        }
    }

    #[test]
    fn marks_without_end_take_linear_time() {
        let row = format!("a,\"{}b,c", "\"".repeat(400_001));
        assert_eq!(fields(&row, b',').len(), 2);
    }

    proptest! {
        #[test]
        fn rows_as_they_should_be_are_read_as_ever(
            row in prop::collection::vec("[ab,\" ]{0,6}", 1..5),
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&row).unwrap();
            let line = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let found = fields(&line, b',');
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), row);
        }
    }
}
