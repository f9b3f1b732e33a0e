//! The dateline before the first sentence: place, sometimes date, sometimes agency.
//!
//! `TEHRAN (Tasnim) –`, `LONDON, Jan 5 (Reuters) -`, `DUBAI, United Arab Emirates —`, `TEHRAN:`.
//! A place in capitals needs a dash or a colon behind it; written otherwise it also needs the
//! agency in brackets, because a sentence may begin with a name and a dash. Agencies also stand
//! first (`(ANSA) - ROMA, 5 GEN -`), between slashes (`/TASS/`) or behind the dash.

use crate::ingest::calendar::lexicon;

/// Longest dateline, in characters.
const LONGEST: usize = 90;

/// Longest name of an agency that stands first without brackets, with the mark behind it.
const LONGEST_AGENCY: usize = 14;

/// First words in capitals that open a letter, a note or a kicker: what follows them is no place.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "DEAR", "EDITOR", "EDITORS", "EDITOR’S", "EDITOR'S", "NOTE", "UPDATE", "UPDATED", "UPDATES", "BREAKING", "EXCLUSIVE", "WATCH", "READ",
    "VIDEO", "PHOTOS", "PHOTO", "LIVE", "OPINION", "ANALYSIS", "REVIEW", "INTERVIEW", "CORRECTION", "QUESTION", "ANSWER", "WARNING",
    "SPOILER", "RELATED", "MORE", "ALSO", "WHAT", "WHO", "WHY", "HOW", "WHEN", "WHERE", "THE", "BY", "TIPS", "PROS", "CONS",
    "ACHTUNG", "EILMELDUNG", "INFO", "KOMMENTAR", "FRAGE", "ANTWORT", "VIDÉO", "DIRECT", "AVIS", "VÍDEO", "OPINIÓN", "OPINIONE", "ВИДЕО", "ФОТО",
];

/// News agencies whose name alone, without brackets, is one: `Тегеран - ИРНА -`, `AFP –`.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "AFP", "AP", "UPI", "DPA", "ANSA", "EFE", "TASS", "ТАСС", "Reuters", "REUTERS", "Xinhua", "IRNA", "ISNA", "MNA", "FNA", "PTI", "ANI", "IANS", "UNI",
    "Kyodo", "Yonhap", "Bernama", "ANTARA", "Antara", "PAP", "ČTK", "MTI", "APA", "SDA", "Lusa", "ANP", "Belga", "RIA Novosti", "РИА Новости",
    "Интерфакс", "Interfax", "УНН", "УКРІНФОРМ", "Ukrinform", "Укринформ", "Укрінформ", "AA", "Anadolu", "DHA", "İHA", "رويترز", "أ ف ب", "ایرنا", "ایسنا", "فارس",
    "تسنیم", "مهر", "إرنا", "وام", "واس", "وفا", "سانا", "سونا", "بترا", "الأناضول",
];

/// A dateline: a place, an agency, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The place as written.
    pub(crate) place: Option<String>,
    /// The agency as written, without brackets.
    pub(crate) agency: Option<String>,
    /// Where the first sentence begins, in bytes of the paragraph.
    pub(crate) end: usize,
}

/// The dateline of the first paragraph, if it has one.
pub(crate) fn read(paragraph: &str) -> Option<Dateline> {
    let start = start_of(paragraph);
    let is_marked = has_mark(start);
    let marked = |read: fn(&str) -> Option<Parts<'_>>| is_marked.then(|| read(start)).flatten();
    let (place, agency, at) = marked(agency_first)
        .or_else(|| marked(between_slashes))
        .or_else(|| between_stops(start))
        .or_else(|| marked(place_first))?;
    let rest = paragraph.get(at..)?;
    let sentence = rest.trim_start_matches(|c: char| c.is_whitespace() || is_dash(c));
    sentence.split_whitespace().nth(1)?;
    Some(Dateline {
        place: place.map(str::to_owned),
        agency: agency.map(str::to_owned),
        end: paragraph.len() - sentence.len(),
    })
}

/// As much of a paragraph as a dateline may be.
fn start_of(paragraph: &str) -> &str {
    if let Some(start) = paragraph.get(..LONGEST)
        && start.is_ascii()
    {
        return start;
    }
    let end = paragraph.char_indices().nth(LONGEST);
    let end = end.map_or(paragraph.len(), |(at, _)| at);
    paragraph.get(..end).unwrap_or(paragraph)
}

/// Whether a text holds a colon, a stroke, a hyphen or the first byte of a dash: every dateline but one
/// between stops holds one of them, and few other paragraphs do.
fn has_mark(start: &str) -> bool {
    let bytes = start.as_bytes();
    memchr::memchr3(b':', b'-', b'/', bytes).is_some() || memchr::memchr(0xe2, bytes).is_some()
}

/// Place, agency, and where they end.
type Parts<'a> = (Option<&'a str>, Option<&'a str>, usize);

/// `(Reuters) - Shares fell`, `(ANSA) - ROMA, 5 GEN - Il ministro`, `AFP – Le ministre`.
fn agency_first(start: &str) -> Option<Parts<'_>> {
    let (agency, at) = if let Some(inside) = start.strip_prefix('(') {
        let (agency, _) = inside.split_once(')')?;
        (agency.trim(), agency.len() + 2)
    } else {
        let mut short = start.char_indices().take(LONGEST_AGENCY);
        let (at, _) = short.find(|(at, c)| is_end(start, *at, *c))?;
        (start.get(..at)?.trim(), at)
    };
    let behind = start.get(at..)?;
    let dashed = behind.trim_start();
    if !dashed.starts_with(is_dash) || start.starts_with('(') && !is_agency(agency) {
        return None;
    }
    // In other scripts names of agencies are names of other things, too.
    let bare = !start.starts_with('(');
    if bare && !(agency.is_ascii() && AGENCIES.contains(&agency))
        || is_opener(&agency.to_uppercase())
    {
        return None;
    }
    let rest = dashed.trim_start_matches(|c: char| c.is_whitespace() || is_dash(c));
    let at = start.len() - rest.len();
    match place_first(rest) {
        Some((place, None, end)) => Some((place, Some(agency), at + end)),
        _ => Some((None, Some(agency), at)),
    }
}

/// `MOSCOW, January 5. /TASS/. The minister`, `NEW YORK, Nov. 5, 2019 /PRNewswire/ -- The firm`.
fn between_slashes(start: &str) -> Option<Parts<'_>> {
    let open = memchr::memmem::find(start.as_bytes(), b" /")?;
    let (agency, _) = start.get(open + 2..)?.split_once('/')?;
    let place = place_of(start.get(..open)?);
    let known = is_agency(agency) && is_name(place) && is_capitals(first_part(place));
    let at = open + agency.len() + 3;
    let dot = start.get(at..)?.starts_with('.');
    (known && !is_opener(place)).then_some((Some(place), Some(agency), at + usize::from(dot)))
}

/// `КИЇВ. 15 листопада (Укрінформ). Уряд`, `КИЇВ. 15 листопада. УНН. Уряд`: a place, a day and an
/// agency, each with a stop.
fn between_stops(start: &str) -> Option<Parts<'_>> {
    let (place, rest) = start.split_once(". ")?;
    let day = rest.find(|c: char| !c.is_numeric()).filter(|at| *at > 0)?;
    let month = rest.get(day..)?.trim_start();
    let word = month.split([' ', '.']).next()?;
    lexicon::look_up(word).month?;
    let behind = month.get(word.len()..)?;
    let inside = behind.trim_start_matches(['.', ' ', '(']);
    let agency = inside.split([')', '.']).next()?;
    let end = start.len() - inside.len() + agency.len();
    let closed = start.get(end..)?;
    let known = behind.starts_with(" (") && closed.starts_with(").")
        || AGENCIES.contains(&agency) && closed.starts_with('.');
    let named = is_name(place) && is_capitals(place) && !is_opener(place);
    let marks = closed.len() - closed.trim_start_matches([')', '.']).len();
    (known && named && is_agency(agency)).then_some((Some(place), Some(agency), end + marks))
}

/// A place, its agency in brackets, and a mark behind them; or the agency behind the mark.
fn place_first(start: &str) -> Option<Parts<'_>> {
    let mut marks = start
        .char_indices()
        .filter(|(at, c)| is_end(start, *at, *c));
    let (at, mark) = marks.next()?;
    let written = start.get(..at)?.trim_end();
    let (place, agency) = match written
        .trim_end_matches('.')
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
    {
        Some((place, agency)) => (place, Some(agency.trim())),
        None => (written, None),
    };
    let place = place_of(place);
    let at = at + mark.len_utf8();
    if let Some(agency) = agency {
        // A script without capitals has none to show.
        let small = first_part(place).chars().any(char::is_lowercase);
        let capitals = mark != ':' || is_capitals(first_part(place)) || !small;
        let place = without_day(place);
        return (is_agency(agency) && is_name(place) && capitals).then_some((
            Some(place),
            Some(agency),
            at,
        ));
    }
    if !is_name(place) || is_opener(place) {
        return None;
    }
    let capitals = is_capitals(first_part(place));
    if let Some((agency, end)) = agency_behind(start.get(at..)?) {
        let few = place.split_whitespace().count() <= 3;
        if few && mark != ':' && (capitals || AGENCIES.contains(&agency)) {
            return Some((Some(place), Some(agency), at + end));
        }
    }
    capitals.then_some((Some(place), None, at))
}

/// An agency behind the dash: `МОСКВА, 5 янв - РИА Новости. Министр`, `SAN FRANCISCO, Nov. 5
/// --(BUSINESS WIRE)--The firm`; and where it ends.
fn agency_behind(rest: &str) -> Option<(&str, usize)> {
    let text = rest.trim_start_matches(|c: char| c.is_whitespace() || is_dash(c));
    let skipped = rest.len() - text.len();
    if let Some(inside) = text.strip_prefix('(') {
        let (agency, behind) = inside.split_once(')')?;
        let dashed = behind.trim_start().starts_with(is_dash);
        return (dashed && is_agency(agency) || AGENCIES.contains(&agency))
            .then_some((agency, skipped + agency.len() + 2));
    }
    let agency = AGENCIES.iter().find(|name| {
        let behind = text.strip_prefix(**name).map(str::trim_start);
        behind.is_some_and(|rest| rest.starts_with(['.', ':']) || rest.starts_with(is_dash))
    })?;
    let end = text
        .get(agency.len()..)?
        .find(['.', ':', '-', '–', '—', '―'])?;
    let mark = text.get(agency.len() + end..)?.chars().next()?;
    let name = text.get(..agency.len())?;
    Some((name, skipped + agency.len() + end + mark.len_utf8()))
}

/// The place without its date and what separates it from the rest.
fn place_of(written: &str) -> &str {
    let bare = |text: &str| -> usize {
        text.trim_end_matches(|c: char| c.is_whitespace() || c == ',' || is_dash(c))
            .len()
    };
    let written = written.trim_start();
    let place = without_date(written.get(..bare(written)).unwrap_or(written));
    place.get(..bare(place)).unwrap_or(place)
}

/// A name, or the initials that agencies write small: `dpa/lby`, `awp`.
fn is_agency(text: &str) -> bool {
    let initials = |part: &str| {
        (2..=5).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    };
    is_name(text) || text.split(['/', '-']).all(initials)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

/// Whether the character ends a dateline: a colon, or a dash that is no hyphen inside a word.
fn is_end(text: &str, at: usize, c: char) -> bool {
    let before = || text.get(..at).and_then(|s| s.chars().next_back());
    let is_before_blank = || {
        let after = text.get(at + c.len_utf8()..).and_then(|s| s.chars().next());
        after.is_none_or(char::is_whitespace)
    };
    match c {
        ':' => is_before_blank(),
        '–' | '—' | '―' => true,
        '-' => before().is_none_or(|c| c.is_whitespace() || c == ')') || is_before_blank(),
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

/// `القاهرة 15 نوفمبر تشرين الثاني` without its day and month, before an agency in brackets.
fn without_day(place: &str) -> &str {
    let number = place.char_indices().find(|(_, c)| c.is_numeric());
    let Some(before) = number.and_then(|(at, _)| place.get(..at)) else {
        return place;
    };
    let before = before.trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let month = lexicon::look_up(last.trim_end_matches('.')).month.is_some();
    let kept = before.strip_suffix(last).filter(|_| month);
    kept.unwrap_or(before).trim_end_matches([' ', ','])
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
mod tests;
