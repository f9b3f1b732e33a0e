//! What the reader says that fields mean (`--map text=content.plain`), beside the names that are
//! known anyway.
//!
//! Promises: what the reader says goes before what names usually mean; a column that no record has
//! is known afterwards ([`FieldMap::unmet`]).

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Map, Value};

use super::names::{Meaning, Means, meaning};

/// What fields of an article may be called where they are mapped, in the order of the help.
const OURS: [&str; 9] = [
    "headline", "text", "summary", "date", "updated", "source", "link", "authors", "language",
];

/// One field of ours and the column that holds it: `text=content.plain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    meaning: Meaning,
    written: Box<str>,
    column: Box<str>,
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let Some((field, column)) = written.split_once('=') else {
            return Err("write FIELD=COLUMN, such as text=content".to_owned());
        };
        let (field, column) = (field.trim(), column.trim());
        let Some((meaning, _)) = meaning(field) else {
            return Err(unknown(field));
        };
        if column.is_empty() {
            return Err(format!("no column is named behind {field}="));
        }
        Ok(Self {
            meaning,
            written: written.into(),
            column: column.into(),
        })
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// What is wrong with a field that is none of ours.
fn unknown(field: &str) -> String {
    let near = crate::text::nearest(field, OURS);
    let meant = near.map_or(String::new(), |name| format!("; did you mean {name}"));
    let field = crate::text::visible(field);
    format!(
        "no field is called “{field}”{meant}; there are {}",
        OURS.join(", ")
    )
}

/// What columns mean. Clones share what was met.
#[derive(Clone, Debug, Default)]
pub struct FieldMap(Arc<[Column]>);

#[derive(Debug)]
struct Column {
    mapping: Mapping,
    /// Whether a record has it.
    is_met: AtomicBool,
}

impl Column {
    fn meet(&self) {
        // Looked at first: every record of every thread comes by.
        if !self.is_met.load(Ordering::Relaxed) {
            self.is_met.store(true, Ordering::Relaxed);
        }
    }

    /// Names on the way to a value inside of objects; `None` if the column names no such way.
    fn steps(&self) -> Option<std::str::Split<'_, char>> {
        let column = &*self.mapping.column;
        column.contains('.').then(|| column.split('.'))
    }
}

impl FromIterator<Mapping> for FieldMap {
    fn from_iter<I: IntoIterator<Item = Mapping>>(mappings: I) -> Self {
        let column = |mapping| Column {
            mapping,
            is_met: AtomicBool::new(false),
        };
        Self(mappings.into_iter().map(column).collect())
    }
}

impl PartialEq for FieldMap {
    /// The same mappings, and the same columns met.
    fn eq(&self, other: &Self) -> bool {
        let said = |map: &Self| -> Vec<(Mapping, bool)> {
            let columns = map.0.iter();
            columns
                .map(|c| (c.mapping.clone(), c.is_met.load(Ordering::Relaxed)))
                .collect()
        };
        said(self) == said(other)
    }
}

impl Eq for FieldMap {}

impl FieldMap {
    /// The same mappings, of whose columns none was met.
    pub(in crate::ingest) fn afresh(&self) -> Self {
        self.0.iter().map(|column| column.mapping.clone()).collect()
    }

    /// Meets what another such map has met.
    pub(in crate::ingest) fn meet_with(&self, other: &Self) {
        for (column, other) in self.0.iter().zip(other.0.iter()) {
            if other.is_met.load(Ordering::Relaxed) {
                column.meet();
            }
        }
    }

    /// Whether nothing was said of any column.
    pub(in crate::ingest) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the column of this name means, each with its rank: what the reader said, in the order
    /// it was said, else what such a name means anyway.
    pub(in crate::ingest) fn meanings(&self, name: &str) -> Vec<(Meaning, usize)> {
        let said = self.0.iter().enumerate();
        let said = said.filter(|(_, column)| *column.mapping.column == *name);
        let said = said.map(|(rank, column)| {
            column.meet();
            (column.mapping.meaning, rank)
        });
        let said: Vec<_> = said.collect();
        if said.is_empty() {
            return self.usual(name).into_iter().collect();
        }
        said
    }

    /// What a name means that the reader said nothing of: less than what he said.
    fn usual(&self, name: &str) -> Means {
        let (meaning, rank) = meaning(name)?;
        Some((meaning, rank.saturating_add(self.0.len())))
    }

    /// Whether the reader said what the column of this name means.
    pub(in crate::ingest) fn names(&self, name: &str) -> bool {
        let mut columns = self.0.iter();
        columns.any(|column| *column.mapping.column == *name)
    }

    /// Whether a column of this name may mean several things, or something inside of it may.
    pub(in crate::ingest) fn is_manifold(&self, name: &str) -> bool {
        let columns = self.0.iter();
        let inside = |column: &Column| column.steps().and_then(|mut s| s.next()) == Some(name);
        let mut named = columns.filter(|column| *column.mapping.column == *name);
        named.nth(1).is_some() || self.0.iter().any(inside)
    }

    /// Values inside of an object that the reader named: what each means, its rank, where it
    /// stands. Lists on the way are gone through; a number names an item of one.
    pub(in crate::ingest) fn inside<'m, 'v>(
        &'m self,
        object: &'v Map<String, Value>,
    ) -> impl Iterator<Item = (Meaning, usize, &'m str, Vec<&'v Value>)> {
        let columns = self.0.iter().enumerate();
        columns.filter_map(move |(rank, column)| {
            let written = &*column.mapping.column;
            let mut steps = column.steps().filter(|_| !object.contains_key(written))?;
            let mut found = vec![object.get(steps.next()?)?];
            for step in steps {
                found = found.into_iter().flat_map(|v| below(v, step)).collect();
            }
            if found.is_empty() {
                return None;
            }
            column.meet();
            Some((column.mapping.meaning, rank, written, found))
        })
    }

    /// Mappings whose column no record had that was read with this map or a clone of it.
    pub fn unmet(&self) -> Vec<Mapping> {
        let columns = self.0.iter();
        let unmet = columns.filter(|column| !column.is_met.load(Ordering::Relaxed));
        unmet.map(|column| column.mapping.clone()).collect()
    }
}

/// What a step leads to.
fn below<'v>(value: &'v Value, step: &str) -> Vec<&'v Value> {
    match value {
        Value::Object(object) => object.get(step).into_iter().collect(),
        Value::Array(items) => {
            if let Ok(at) = step.parse::<usize>() {
                return items.get(at).into_iter().collect();
            }
            items.iter().filter_map(|item| item.get(step)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(written: &[&str]) -> FieldMap {
        written.iter().map(|item| item.parse().unwrap()).collect()
    }

    #[test]
    fn a_field_that_is_none_of_ours_is_told_with_the_nearest() {
        let wrong = |written: &str| written.parse::<Mapping>().unwrap_err();
        assert!(wrong("haedline=x").contains("did you mean headline"));
        assert!(wrong("wibble=x").contains("there are headline, text"));
        assert!(wrong("headline").contains("FIELD=COLUMN"));
        assert!(wrong("headline= ").contains("no column"));
        assert_eq!(
            "title=a=b".parse::<Mapping>().unwrap().column,
            Box::from("a=b")
        );
    }

    #[test]
    fn what_the_reader_says_goes_before_what_names_mean() {
        let map = map(&["text=title", "summary=title", "headline=hed"]);
        let meanings = map.meanings("title");
        assert_eq!(meanings, [(Meaning::Body, 0), (Meaning::Summary, 1)]);
        assert_eq!(map.meanings("hed"), [(Meaning::Headline, 2)]);
        let (usual, rank) = map.meanings("headline")[0];
        assert!(usual == Meaning::Headline && rank > 2);
        assert!(map.is_manifold("title") && !map.is_manifold("hed"));
        assert!(map.unmet().is_empty());
    }

    #[test]
    fn ways_lead_through_objects_and_lists() {
        let value = serde_json::json!({
            "content": {"plain": "Text."}, "a.b": 1, "a": {"b": 2},
            "people": [{"name": "Ann Lee"}, {}, {"name": "Bo Yu"}],
        });
        let map = map(&[
            "text=content.plain",
            "source=a.b",
            "author=people.name",
            "headline=people.2.name",
            "date=content.date",
        ]);
        let found: Vec<_> = map.inside(value.as_object().unwrap()).collect();
        let values: Vec<_> = found.iter().map(|(.., values)| values.len()).collect();
        assert_eq!(values, [1, 2, 1], "the whole name goes before the way");
        assert_eq!(found[2].3[0], "Bo Yu");
        map.meanings("a.b");
        let unmet: Vec<_> = map.unmet().iter().map(Mapping::to_string).collect();
        assert_eq!(unmet, ["date=content.date"]);
    }
}
