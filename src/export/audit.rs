//! What an export was made of: told in each, so that a reader of it knows what is not in it.

use serde::Serialize;

/// The origin of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Name and version of the program.
    pub program: String,
    /// When it was made, as RFC 3339.
    pub made: String,
    /// What was opened.
    pub collection: String,
    /// The filter line, as written; empty: none.
    pub filter: String,
    /// Articles exported.
    pub articles: usize,
    /// Articles of the collection that are not.
    pub hidden: usize,
    /// Of those exported, without a date.
    pub undated: usize,
    /// Of those exported, with a date that was concluded.
    pub dates_inferred: usize,
}

/// Name and version of the program.
pub const PROGRAM: &str = concat!("dateline ", env!("CARGO_PKG_VERSION"));

impl Audit {
    /// Every part with its name, in order.
    pub fn parts(&self) -> [(&'static str, String); 8] {
        [
            ("program", self.program.clone()),
            ("made", self.made.clone()),
            ("collection", self.collection.clone()),
            ("filter", self.filter.clone()),
            ("articles", self.articles.to_string()),
            ("hidden", self.hidden.to_string()),
            ("undated", self.undated.to_string()),
            ("dates inferred", self.dates_inferred.to_string()),
        ]
    }

    /// The parts as `name: value` lines; an empty value is said to be none.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.parts().into_iter().map(|(name, value)| {
            let value = if value.is_empty() { "none" } else { &value };
            format!("{name}: {value}")
        })
    }

    /// The audit as a JSON object on a line of its own.
    ///
    /// # Errors
    /// Never, for it is plain data; the signature is that of the library.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self).map(|json| json + "\n")
    }
}
