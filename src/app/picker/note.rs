//! What stands beside the label of a row.

use chrono::NaiveDate;

/// What else is known of the articles of a row: words only where they are seen, for there may be
/// thousands of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Nothing.
    None,
    /// This.
    Words(String),
    /// When they were published, and how many of them have their source by inference.
    Span {
        /// First and last day, where dated.
        days: Option<(NaiveDate, NaiveDate)>,
        /// Whether none, some or all of them.
        inferred: Inferred,
    },
}

/// How many of the articles of a row were concluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inferred {
    /// So many.
    Some(usize),
    /// All of them.
    All,
}

impl Note {
    /// In words: "2018-01-05 to 2025-01-22 · ~1 inferred".
    pub fn words(&self) -> String {
        let (days, inferred) = match self {
            Self::None => return String::new(),
            Self::Words(words) => return words.clone(),
            Self::Span { days, inferred } => (days, inferred),
        };
        let days = days.map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first} to {last}")
            }
        });
        let inferred = match inferred {
            Inferred::Some(0) => None,
            Inferred::Some(count) => Some(format!("~{count} inferred")),
            Inferred::All => Some("~ inferred".to_owned()),
        };
        let parts: Vec<String> = days.into_iter().chain(inferred).collect();
        parts.join(" · ")
    }
}
