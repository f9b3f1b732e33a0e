//! A regular expression of the filter line.
//!
//! Linear time by the `regex` crate's construction, and bounded in size, so that no line a person
//! can type stops the search. Case does not matter unless the pattern says `(?-i)`.

use std::ops::Deref;

use regex::{Regex, RegexBuilder};

/// Most bytes a compiled pattern may take.
const LARGEST: usize = 1 << 20;
/// Deepest nesting of a pattern.
const DEEPEST: u32 = 50;

/// A compiled regular expression; equal when written alike.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
}

impl Pattern {
    /// Compiles a pattern as typed between the slashes.
    ///
    /// # Errors
    /// With what is wrong in one line.
    pub fn new(source: &str) -> Result<Self, String> {
        RegexBuilder::new(source)
            .case_insensitive(true)
            .size_limit(LARGEST)
            .dfa_size_limit(LARGEST)
            .nest_limit(DEEPEST)
            .build()
            .map(|regex| Self { regex })
            .map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => {
                    "this one is too large; shorten its repetitions".to_owned()
                }
                // The last line says what, those before it draw an arrow under the place.
                error => {
                    let text = error.to_string();
                    let last = text.lines().last().unwrap_or_default();
                    last.trim_start_matches("error: ").to_owned()
                }
            })
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        &self.regex
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.regex.as_str() == other.regex.as_str()
    }
}

impl Eq for Pattern {}
