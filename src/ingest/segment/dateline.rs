//! The dateline before the first sentence: place, sometimes date, sometimes agency.
//!
//! `TEHRAN (Tasnim) –`, `LONDON, Jan 5 (Reuters) -`, `DUBAI, United Arab Emirates —`, `TEHRAN:`.
//! A place in capitals needs a dash or a colon behind it; written otherwise it also needs the
//! agency in brackets, because a sentence may begin with a name and a dash.

/// Longest dateline, in characters.
const LONGEST: usize = 90;

/// First words in capitals that open a letter, a note or a kicker: what follows them is no place.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "DEAR", "EDITOR", "EDITORS", "EDITOR’S", "EDITOR'S", "NOTE", "UPDATE", "UPDATED", "UPDATES", "BREAKING", "EXCLUSIVE", "WATCH", "READ",
    "VIDEO", "PHOTOS", "PHOTO", "LIVE", "OPINION", "ANALYSIS", "REVIEW", "INTERVIEW", "CORRECTION", "QUESTION", "ANSWER", "WARNING",
    "SPOILER", "RELATED", "MORE", "ALSO", "WHAT", "WHO", "WHY", "HOW", "WHEN", "WHERE", "THE", "BY", "TIPS", "PROS", "CONS",
    "ACHTUNG", "EILMELDUNG", "INFO", "KOMMENTAR", "FRAGE", "ANTWORT", "VIDÉO", "DIRECT", "AVIS", "VÍDEO", "OPINIÓN", "OPINIONE", "ВИДЕО", "ФОТО",
];

/// A dateline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The place as written.
    pub(crate) place: String,
    /// The agency in brackets.
    pub(crate) agency: Option<String>,
    /// Where the first sentence begins, in bytes of the paragraph.
    pub(crate) end: usize,
}

/// The dateline of the first paragraph, if it has one.
pub(crate) fn read(paragraph: &str) -> Option<Dateline> {
    let (at, mark) = first_end(paragraph)?;
    let written = paragraph.get(..at)?.trim_end();
    let (place, agency) = match written
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
    {
        Some((place, agency)) => (place, Some(agency.trim())),
        None => (written, None),
    };
    let place = without_date(place.trim().trim_end_matches(','));
    let known = match agency {
        Some(agency) => {
            is_name(agency) && is_name(place) && (mark != ':' || is_capitals(first_part(place)))
        }
        None => is_name(place) && is_capitals(first_part(place)) && !is_opener(place),
    };
    let rest = paragraph.get(at + mark.len_utf8()..)?;
    let sentence = rest.trim_start();
    (known && sentence.split_whitespace().nth(1).is_some()).then(|| Dateline {
        place: place.to_owned(),
        agency: agency.map(str::to_owned),
        end: paragraph.len() - sentence.len(),
    })
}

/// The first character that ends a dateline, if it is near enough. Its first byte is looked for:
/// most paragraphs have none so near.
fn first_end(paragraph: &str) -> Option<(usize, char)> {
    // A character has four bytes at most.
    let bytes = paragraph.as_bytes();
    let near = bytes.get(..LONGEST * 4).unwrap_or(bytes);
    for at in memchr::memchr3_iter(b':', b'-', 0xe2, near) {
        let c = paragraph.get(at..)?.chars().next()?;
        if !matches!(c, ':' | '-' | '–' | '—' | '―') {
            continue;
        }
        let start = match paragraph.get(..at)?.chars().count() {
            LONGEST.. => return None,
            before if before + 1 == LONGEST => paragraph.get(..at + c.len_utf8())?,
            _ => paragraph,
        };
        if is_end(start, at, c) {
            return Some((at, c));
        }
    }
    None
}

/// Whether the character ends a dateline: a colon, or a dash that is no hyphen inside a word.
fn is_end(text: &str, at: usize, c: char) -> bool {
    let before = text.get(..at).and_then(|s| s.chars().next_back());
    let after = text.get(at + c.len_utf8()..).and_then(|s| s.chars().next());
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match c {
        ':' => blank(after),
        '–' | '—' | '―' => true,
        '-' => before.is_none_or(|c| c.is_whitespace() || c == ')') || blank(after),
        _ => false,
    }
}

/// `NEW DELHI, Jan 16` without its date.
fn without_date(place: &str) -> &str {
    let mut kept = place;
    while let Some((before, last)) = kept.rsplit_once(',')
        && last.chars().any(char::is_numeric)
    {
        kept = before.trim_end();
    }
    kept
}

fn first_part(place: &str) -> &str {
    place.split([',', '/']).next().unwrap_or(place).trim()
}

/// At most six words without digits or sentence marks, of which the first begins like a name.
fn is_name(text: &str) -> bool {
    let starts = text
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let inside = |c: char| {
        c.is_alphabetic()
            || matches!(
                c,
                ' ' | '.' | ',' | '-' | '/' | '’' | '\'' | '&' | '\u{a0}' | '\u{200c}'
            )
    };
    starts && text.chars().all(inside) && text.split_whitespace().count() <= 6
}

/// Whether the first word opens something else than a report from a place.
fn is_opener(place: &str) -> bool {
    let first = place.split([' ', '\u{a0}', ',']).next().unwrap_or_default();
    OPENERS.contains(&first)
}

/// At least three letters, none of them small, in a script that has small ones.
fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(paragraph: &str) -> Option<(String, Option<String>, &str)> {
        let found = read(paragraph)?;
        Some((found.place, found.agency, paragraph.get(found.end..)?))
    }

    #[test]
    fn place_and_agency_are_taken_out() {
        let cases = [
            (
                "TEHRAN (Tasnim) – Ministers met.",
                "TEHRAN",
                Some("Tasnim"),
                "Ministers met.",
            ),
            (
                "TEHRAN:\u{a0}Ministers met.",
                "TEHRAN",
                None,
                "Ministers met.",
            ),
            (
                "LONDON, Jan 5 (Reuters) - Shares fell.",
                "LONDON",
                Some("Reuters"),
                "Shares fell.",
            ),
            (
                "DUBAI, United Arab Emirates — Orders rose.",
                "DUBAI, United Arab Emirates",
                None,
                "Orders rose.",
            ),
            ("Paris (AFP) - Il pleut.", "Paris", Some("AFP"), "Il pleut."),
            (
                "طهران (رويترز) - قال الوزير.",
                "طهران",
                Some("رويترز"),
                "قال الوزير.",
            ),
            (
                "PORT-AU-PRINCE, Jan. 5, 2018 — Rain fell.",
                "PORT-AU-PRINCE",
                None,
                "Rain fell.",
            ),
        ];
        for (paragraph, place, agency, rest) in cases {
            let expected = (place.to_owned(), agency.map(str::to_owned), rest);
            assert_eq!(parts(paragraph), Some(expected), "{paragraph}");
        }
    }

    #[test]
    fn a_sentence_is_no_dateline() {
        for paragraph in [
            "Note: the office is closed.",
            "Apple – the company – said so.",
            "Iran on Tuesday called for talks: nothing came of it.",
            "The ministers (of defence) - both new - met.",
            "US-Iran talks went on.",
            "TEHRAN:",
            "DEAR ABBY: My husband wants to travel.",
            "EDITOR'S NOTE: This story has been corrected.",
            "UPDATE — The road is open again.",
            "",
        ] {
            assert_eq!(parts(paragraph), None, "{paragraph}");
        }
    }
}
