//! Saved filters: lines with a name, written `@name` in another line.

use std::collections::BTreeMap;

use super::LONGEST_LINE;
use crate::text;

/// Longest name, in characters.
const LONGEST_NAME: usize = 40;

/// Most names that a fault lists.
const NAMED: usize = 5;

/// Filter lines by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    lines: BTreeMap<String, String>,
}

impl Saved {
    /// The line of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.lines.get(name).map(String::as_str)
    }

    /// Every name with its line, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let lines = self.lines.iter();
        lines.map(|(name, line)| (name.as_str(), line.as_str()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Gives a line a name; an earlier line of that name goes.
    ///
    /// # Errors
    /// When it is no name, or the line is empty or too long: with what was expected.
    pub fn insert(&mut self, name: &str, line: &str) -> Result<(), String> {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || name.chars().count() > LONGEST_NAME || !name.chars().all(fits) {
            return Err(format!(
                "a name of letters, digits, - and _, at most {LONGEST_NAME} of them"
            ));
        }
        if line.trim().is_empty() || line.chars().count() > LONGEST_LINE {
            return Err(format!(
                "a filter line of 1 to {LONGEST_LINE} characters to keep"
            ));
        }
        self.lines.insert(name.to_owned(), line.trim().to_owned());
        Ok(())
    }

    /// Takes a name away; tells whether it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        self.lines.remove(name).is_some()
    }

    /// What was expected instead of `@name` where nothing has that name.
    pub(super) fn instead_of(&self, typed: &str) -> String {
        if let Some(near) = text::nearest(typed, self.lines.keys().map(String::as_str)) {
            return format!("`@{near}`; there is no saved filter `@{typed}`");
        }
        let names: Vec<String> = self.lines.keys().map(|name| format!("@{name}")).collect();
        let known = match names.len() {
            0 => "none is saved yet, :save NAME does".to_owned(),
            1..=NAMED => names.join(", "),
            more => format!(
                "{} and {} more",
                names.get(..NAMED).unwrap_or_default().join(", "),
                more - NAMED
            ),
        };
        format!("a saved filter ({known}); quotes find `\"@{typed}\"` as it stands")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Expr, Names, Parsed, parse};
    use super::*;

    fn parse_with(line: &str, saved: &Saved) -> Parsed {
        let saved = Some(saved);
        let names = Names {
            saved,
            ..Names::default()
        };
        super::super::parse_with(line, names)
    }

    fn saved(lines: &[(&str, &str)]) -> Saved {
        let mut saved = Saved::default();
        for (name, line) in lines {
            saved.insert(name, line).unwrap();
        }
        saved
    }

    #[test]
    fn a_name_stands_for_its_line() {
        let saved = saved(&[
            ("gaza", "gaza | rafah date:2024"),
            ("own", "@gaza -source:none"),
        ]);
        let expr = |line: &str| {
            let parsed = parse_with(line, &saved);
            assert_eq!(parsed.faults, [], "{line}");
            parsed
                .query
                .terms
                .into_iter()
                .map(|term| term.expr)
                .collect::<Vec<_>>()
        };
        assert_eq!(expr("@gaza x"), expr("(gaza | rafah date:2024) x"));
        assert_eq!(expr("-@gaza"), expr("-(gaza | rafah date:2024)"));
        assert_eq!(
            expr("@own"),
            expr("((gaza | rafah date:2024) -source:none)")
        );
        let term = parse_with("a #@gaza", &saved).query.terms.pop().unwrap();
        assert!(term.off && term.span == (2..8));
    }

    #[test]
    fn headlines_only_comes_with_the_name() {
        let saved = saved(&[("short", "iran in:headline")]);
        assert!(parse_with("@short", &saved).query.headlines_only);
        assert!(!parse_with("#@short", &saved).query.headlines_only);
    }

    #[test]
    fn what_names_no_saved_filter_is_a_fault_that_says_which_there_are() {
        let saved = saved(&[("budget", "budget"), ("loop", "@loop"), ("bad", "date:20")]);
        for (line, expected) in [
            ("@budgt", "@budget"),
            ("@loop", "@loop"),
            ("@bad", "date:20"),
            (
                "@someone",
                "(@bad, @budget, @loop); quotes find `\"@someone\"`",
            ),
            ("@", "(@bad, @budget, @loop)"),
        ] {
            let fault = parse_with(line, &saved).faults.pop().expect(line);
            assert!(fault.expected.contains(expected), "{}", fault.expected);
            assert_eq!(fault.span, 0..line.len());
        }
        let none = parse_with("iran @x", &Saved::default());
        assert!(none.faults[0].expected.contains(":save NAME"));
        assert_eq!(
            (none.faults[0].span.clone(), none.query.terms.len()),
            (5..7, 1)
        );
        // In quotes, or where nothing can be saved, it is a word.
        let quoted = parse_with("\"@someone\" mail@someone", &saved);
        assert!(quoted.faults.is_empty() && quoted.query.terms.len() == 2);
        let word = parse("@someone");
        assert!(matches!(word.query.terms[0].expr, Expr::Test(_)) && word.faults.is_empty());
    }

    #[test]
    fn names_are_short_and_plain() {
        let mut saved = Saved::default();
        for name in ["", "a b", "a|b", &"x".repeat(41)] {
            assert!(saved.insert(name, "iran").is_err(), "{name}");
        }
        assert!(saved.insert("ایران-1", " iran ").is_ok() && saved.insert("x", " ").is_err());
        assert_eq!(saved.get("ایران-1"), Some("iran"));
        assert!(saved.remove("ایران-1") && saved.is_empty());
    }
}
