//! Who wrote a page: the names in what pages write where their authors stand.
//!
//! Promises: a name stands in the page as it is given, without the words around it ("By", a date,
//! an office, a label); what is no name (an address, a sentence about somebody, the site itself)
//! is none.

use crate::ingest::plain::names;
use crate::ingest::segment::lexicon::{self, Kind};
use crate::text;

use super::metadata::{Metadata, Said};

/// Rank from which on values are what elements show, the first of which counts.
const SHOWN: u8 = 60;

/// Longest name, in characters, and most words of one.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 8;

/// Accounts that are nobody, folded.
const NOBODY: [&str; 5] = ["admin", "administrator", "webmaster", "root", "anonymous"];

/// The authors that a page states best.
pub(super) fn of(metadata: &Metadata, source: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut best = None;
    for said in &metadata.authors {
        if best.is_some_and(|rank| rank != said.rank || rank >= SHOWN) {
            break;
        }
        let names = names_in(said, source);
        if !names.is_empty() {
            best = Some(said.rank);
        }
        for name in names {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

fn names_in(said: &Said, source: Option<&str>) -> Vec<String> {
    let value = said
        .value
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    if value.starts_with("http") || value.ends_with([':', '?']) {
        return Vec::new();
    }
    let apart = if said.rank >= SHOWN {
        names::authors(std::iter::once(value))
    } else {
        stated(value)
    };
    let names = apart.into_iter().filter_map(|name| {
        let name = name.trim();
        if said.rank < SHOWN {
            return Some(name.to_owned());
        }
        // "Ann Lee on" stood before a date; "Published on" is no name without it either.
        let ends_small = |name: &str| {
            let last = name.split(' ').next_back().unwrap_or_default();
            name.contains(' ') && last.starts_with(char::is_lowercase)
        };
        let before = name.rsplit_once(' ').map_or("", |(before, _)| before);
        match ends_small(name) {
            true if before.contains(' ') && !ends_small(before) => Some(before.to_owned()),
            true => None,
            false => Some(name.to_owned()),
        }
    });
    names.filter(|name| is_name(name, source)).collect()
}

/// The names in a statement for machines, which has seldom more around them than "By".
fn stated(value: &str) -> Vec<String> {
    let name = value
        .strip_prefix("By ")
        .or_else(|| value.strip_prefix("by "));
    let name = name.unwrap_or(value).trim();
    if ![" and ", " & ", " und ", ", "]
        .iter()
        .any(|mark| name.contains(mark))
    {
        return vec![name.to_owned()];
    }
    let apart = names::authors(std::iter::once(name));
    // "Institute for War and Peace" is one author, "Ann Lee and Bo Quay" are two.
    if apart.iter().all(|name| name.contains(' ')) {
        apart
    } else {
        vec![name.to_owned()]
    }
}

fn is_name(name: &str, source: Option<&str>) -> bool {
    let folded = text::fold(name);
    let is_site = source.is_some_and(|source| text::fold(source) == folded);
    let is_long = name.chars().count() > LONGEST || name.split_whitespace().count() > MOST_WORDS;
    let has_letters = name.chars().any(char::is_alphabetic);
    has_letters
        && !is_site
        && !is_long
        && !NOBODY.contains(&folded.as_str())
        && !name.contains("://")
        && !is_label(name)
}

/// Whether all words are those of labels, and none is an office or a name; or the first say that it
/// is who made a picture.
fn is_label(name: &str) -> bool {
    let words = lexicon::plain_words(name);
    let hits = lexicon::hits(&words);
    if hits
        .iter()
        .any(|hit| hit.kind == Kind::Picture && hit.at == 0)
    {
        return true;
    }
    let is_covered = |at: usize| {
        let mut hits = hits.iter().filter(|hit| hit.kind != Kind::Role);
        hits.any(|hit| (hit.at..hit.at.saturating_add(hit.len)).contains(&at))
    };
    let has_role = hits.iter().any(|hit| hit.kind == Kind::Role);
    !has_role && (0..words.len()).all(is_covered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(value: &str, rank: u8) -> Vec<String> {
        names_in(&Said::new(value, "here", rank), Some("Norvale Post"))
    }

    #[test]
    fn a_statement_names_people_not_the_site_or_an_account() {
        assert_eq!(
            names("By Ann Lee and Bo J. Quay", 20),
            ["Ann Lee", "Bo J. Quay"]
        );
        assert_eq!(
            names("ANN LEE, AP National Political Writer", 20),
            ["ANN LEE"]
        );
        assert_eq!(
            names("Institute for War and Peace", 5),
            ["Institute for War and Peace"]
        );
        assert_eq!(names("Von Braun", 5), ["Von Braun"]);
        for nobody in [
            "Norvale Post",
            "admin",
            "https://a.example/lee",
            "NORVALE POST",
            "Author",
        ] {
            assert_eq!(names(nobody, 5), [""; 0], "{nobody}");
        }
    }

    #[test]
    fn what_a_page_shows_is_freed_of_the_words_around() {
        assert_eq!(names("| Autor: Ann Lee", 60), ["Ann Lee"]);
        assert_eq!(names("Von Ann Lee Fr, 18. Oktober 2019", 60), ["Ann Lee"]);
        assert_eq!(names("VON ANN LEE am 21. April 2020", 60), ["ANN LEE"]);
        for nobody in [
            "Publiziert am",
            "Ann Lee sagt:",
            "von",
            "Name (erforderlich):",
        ] {
            assert_eq!(names(nobody, 60), [""; 0], "{nobody}");
        }
    }
}
