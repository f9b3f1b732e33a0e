//! What a page is called, and what its site is called.
//!
//! Promises: both are as the page writes them; a title loses the name of its site, and the name of
//! a site loses its motto, only where the page itself shows which is which.

use super::blocks::{Block, Kind};
use super::extract::letters;
use super::metadata::Metadata;
use crate::ingest::{fields, markup};
use crate::text;

/// What stands between the parts of a title.
const MARKS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "];

/// The best headline and the place it was read in.
pub(super) fn headline(metadata: &Metadata, shown: &[Block]) -> Option<(String, String)> {
    let said = metadata.headlines.first()?;
    // Some pages escape twice what stands in their head.
    let value = markup::decode(&said.value).into_owned();
    if said.place != "title element" && !said.place.starts_with("meta") {
        return Some((value, said.place.clone()));
    }
    let names_the_site = |part: &str| {
        let mut sources = metadata.sources.iter();
        sources.any(|source| text::fold(&source.value) == text::fold(part))
    };
    let is_agreed = |part: &str| {
        let mut others = metadata.headlines.iter();
        others.any(|other| other.value == part)
    };
    for mark in MARKS {
        if let Some((head, site)) = value.rsplit_once(mark)
            && (names_the_site(site) || is_agreed(head))
        {
            return Some((head.to_owned(), said.place.clone()));
        }
    }
    let own = own_part(&value, shown).map(str::to_owned);
    Some((own.unwrap_or(value), said.place.clone()))
}

/// The part of a title that the page shows on its own, where it does not show the whole: the
/// longer of two parts, or whichever is a heading.
fn own_part<'a>(title: &'a str, shown: &[Block]) -> Option<&'a str> {
    let halves = MARKS.into_iter().filter_map(|mark| {
        let behind = title.rsplit_once(mark).map(|(head, _)| head);
        let before = title.split_once(mark).map(|(_, tail)| tail);
        let is_long = |part: &&str| part.len() * 2 > title.len();
        behind.filter(is_long).or_else(|| before.filter(is_long))
    });
    let blocks = || shown.iter().filter(|b| b.text.len() <= title.len() * 2);
    let is = |block: &Block, part: &str| letters(&block.text) == letters(part);
    let is_shown = |part: &str| blocks().any(|block| is(block, part));
    // The title in the head of the page is one of its blocks too.
    let is_heading = |part: &str| {
        let mut headings = blocks().filter(|block| matches!(block.kind, Kind::Heading(_)));
        headings.any(|block| is(block, part))
    };
    if is_heading(title) {
        return None;
    }
    let mut halves = halves;
    let mut parts = parts(title).filter(|part| part.contains(' '));
    halves
        .find(|part| is_shown(part))
        .or_else(|| parts.find(|part| is_heading(part)))
}

/// The parts of a title or of the name of a site.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(title);
    std::iter::from_fn(move || {
        let whole = rest?;
        let marks = MARKS.into_iter().chain([" : "]);
        let split = marks.filter_map(|mark| whole.split_once(mark));
        let nearest = split.min_by_key(|(part, _)| part.len());
        rest = nearest.map(|(_, after)| after);
        Some(nearest.map_or(whole, |(part, _)| part).trim())
    })
}

/// What the site is called: as it calls itself, without the motto that some add to their name, or
/// by the host of the article's address.
pub(super) fn source(metadata: &Metadata, link: Option<&str>) -> Option<String> {
    let host = link.and_then(fields::host);
    let mut stated = metadata.sources.iter().map(|said| said.value.as_str());
    let Some(stated) = stated.find(|source| !source.starts_with("http")) else {
        return host.map(str::to_owned);
    };
    let named = host.and_then(|host| named_in(stated, host));
    Some(named.unwrap_or(stated).to_owned())
}

/// Of a name in parts the first that the address has too.
fn named_in<'a>(name: &'a str, host: &str) -> Option<&'a str> {
    let (registered, _) = host.rsplit_once('.')?;
    let label = registered.split('.').map(letters).max_by_key(String::len)?;
    let is_in_host = |part: &&str| {
        let part = letters(part);
        part.len() > 3 && label.len() > 3 && (part.contains(&label) || label.contains(&part))
    };
    parts(name).find(is_in_host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_site_stands_without_its_motto() {
        for (name, host, expected) in [
            (
                "Town News, Weather, Sport | ABCD 7News",
                "abcd.example",
                "ABCD 7News",
            ),
            (
                "Noticias de la Costa - La Voz Libre | La verdad",
                "lavozlibre.example",
                "La Voz Libre",
            ),
            (
                "Beispiel - Beispiel für Natur",
                "www.beispiel.example",
                "Beispiel",
            ),
            (
                "Remember 80/90 - Memories",
                "remember8090.example",
                "Remember 80/90",
            ),
            // Nothing of it is in the address.
            (
                "The Daily | Evening Edition",
                "dly.example",
                "The Daily | Evening Edition",
            ),
            (
                "Agence France-Presse",
                "afp.example",
                "Agence France-Presse",
            ),
            ("City News | The Planet", "planet.news", "The Planet"),
            // A part of a name is no name of its own.
            (
                "Coast-to-Coast Herald",
                "coast.example",
                "Coast-to-Coast Herald",
            ),
        ] {
            assert_eq!(named_in(name, host).unwrap_or(name), expected, "{name}");
        }
    }
}
