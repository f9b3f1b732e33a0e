//! Tables written as JSON column by column, as statistics programs do:
//! `{"title": {"0": …, "1": …}, …}`, `{"title": […], …}`, `{"columns": […], "data": [[…], …]}`.

use serde_json::{Map, Value};

use crate::ingest::fields::{FieldMap, Meaning};

/// The rows of an object that is a table; `None` if it is something else. Linear in the object.
pub(super) fn rows(object: &Map<String, Value>, map: &FieldMap) -> Option<Vec<Value>> {
    let rows = split(object, map)
        .or_else(|| keyed(object, map))
        .or_else(|| listed(object, map))?;
    Some(rows.into_iter().map(Value::Object).collect())
}

/// Whether names are those of a table of articles.
fn are_columns<'a>(mut names: impl Iterator<Item = &'a str>, map: &FieldMap) -> bool {
    names.any(|name| {
        let mut meanings = map.meanings(name).into_iter();
        meanings.any(|(meaning, _)| matches!(meaning, Meaning::Headline | Meaning::Body))
    })
}

/// Names in one list, rows of values in another.
fn split(object: &Map<String, Value>, map: &FieldMap) -> Option<Vec<Map<String, Value>>> {
    let names = object.get("columns")?.as_array()?;
    let names: Vec<&str> = names.iter().map(Value::as_str).collect::<Option<_>>()?;
    if !are_columns(names.iter().copied(), map) {
        return None;
    }
    let rows = object.get("data")?.as_array()?;
    let row = |row: &Value| {
        let values = row.as_array()?.iter().cloned();
        let named = names.iter().map(|name| (*name).to_owned());
        Some(named.zip(values).collect())
    };
    rows.iter().map(row).collect()
}

/// Each column an object that names its rows.
fn keyed(object: &Map<String, Value>, map: &FieldMap) -> Option<Vec<Map<String, Value>>> {
    let columns = object
        .iter()
        .map(|(name, column)| Some((name, column.as_object()?)));
    let columns: Vec<(&String, &Map<String, Value>)> = columns.collect::<Option<_>>()?;
    let (_, first) = columns.first()?;
    // One name alone may be that of a field (`{"rendered": …}`).
    let is_row = |key: &String| first.len() > 1 || key.parse::<u64>().is_ok();
    let is_table = columns
        .iter()
        .all(|(_, column)| column.keys().eq(first.keys()))
        && first.keys().all(is_row);
    if !is_table || !are_columns(object.keys().map(String::as_str), map) {
        return None;
    }
    let mut keys: Vec<&String> = first.keys().collect();
    // Numbers in the order of their size, names as they are.
    keys.sort_by_key(|key| key.parse::<u64>().unwrap_or(u64::MAX));
    let row = |key: &String| {
        let cells = columns.iter().filter_map(|(name, column)| {
            let value = column.get(key)?;
            Some(((*name).clone(), value.clone()))
        });
        cells.collect()
    };
    Some(keys.into_iter().map(row).collect())
}

/// Each column a list; one row alone is an article whose fields are lists.
fn listed(object: &Map<String, Value>, map: &FieldMap) -> Option<Vec<Map<String, Value>>> {
    let columns = object
        .iter()
        .map(|(name, column)| Some((name, column.as_array()?)));
    let columns: Vec<(&String, &Vec<Value>)> = columns.collect::<Option<_>>()?;
    let length = columns.first().map(|(_, column)| column.len())?;
    let is_table = columns.len() > 1
        && length > 1
        && columns.iter().all(|(_, column)| column.len() == length)
        && are_columns(object.keys().map(String::as_str), map);
    if !is_table {
        return None;
    }
    let row = |at: usize| {
        let cells = columns.iter().filter_map(|(name, column)| {
            let value = column.get(at)?;
            Some(((*name).clone(), value.clone()))
        });
        cells.collect()
    };
    Some((0..length).map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(json: &str) -> Option<Vec<String>> {
        let value: Value = serde_json::from_str(json).unwrap();
        let rows = rows(value.as_object().unwrap(), &FieldMap::default())?;
        let title = |row: Value| row["title"].as_str().unwrap().to_owned();
        Some(rows.into_iter().map(title).collect())
    }

    #[test]
    fn tables_are_read_row_by_row() {
        let keyed =
            r#"{"title": {"0": "a", "2": "b", "10": "c"}, "text": {"0": "", "2": "", "10": ""}}"#;
        assert_eq!(titles(keyed).unwrap(), ["a", "b", "c"]);
        let listed = r#"{"title": ["a", "b"], "text": ["x", "y"]}"#;
        assert_eq!(titles(listed).unwrap(), ["a", "b"]);
        let split = r#"{"columns": ["title", "text"], "data": [["a", "x"], ["b", "y"]]}"#;
        assert_eq!(titles(split).unwrap(), ["a", "b"]);
    }

    #[test]
    fn what_is_no_table_is_left() {
        for json in [
            r#"{"title": {"rendered": "a"}, "content": {"rendered": "x", "protected": false}}"#,
            r#"{"title": ["a"], "text": ["x"]}"#,
            r#"{"title": "a", "text": ["x", "y"]}"#,
            r#"{"x": {"0": 1}, "y": {"0": 2}}"#,
            r#"{"columns": ["x"], "data": [[1]]}"#,
            "{}",
        ] {
            assert_eq!(titles(json), None, "{json}");
        }
    }
}
