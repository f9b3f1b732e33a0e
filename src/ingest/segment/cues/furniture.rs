//! Cues of the page's own words: buttons, notices, headings over other articles, labels.

use super::shape::{SHORT, Seen, head_of, ratio};
use super::{Cue, Sheet};
use crate::ingest::segment::lexicon::{self, Hit, Kind};

/// Adds what the page's words in a paragraph tell.
pub(super) fn add(sheet: &mut Sheet, seen: &Seen<'_>) {
    let words = seen.words.len().max(1);
    let buttons = seen.share(Kind::Button);
    sheet.add(Cue::Buttons, if buttons >= 0.6 { buttons } else { 0.0 });
    sheet.mark(Cue::Advert, seen.share(Kind::Advert) >= 0.6);
    sheet.mark(Cue::Section, seen.share(Kind::Section) >= 0.7);
    let notices = seen.covered(Kind::Notice);
    // "SIGN UP: …" says from its first word what the rest is for.
    let notices = if seen.is_labelled(Kind::Notice) {
        words
    } else {
        notices
    };
    sheet.add(Cue::Notice, ratio(notices * 12, words.max(12)));
    let credit = is_credit(seen.line);
    sheet.mark(Cue::Copyright, has_copyright_mark(seen.line) && !credit);
    let others = seen.share(Kind::Others);
    let short = words <= SHORT;
    sheet.mark(Cue::OthersHead, others >= 0.7);
    sheet.mark(
        Cue::OthersStart,
        others < 0.7 && seen.first(Kind::Others).is_some() && short,
    );
    sheet.mark(
        Cue::ReadMore,
        seen.is_labelled(Kind::ReadMore) && words >= 5,
    );
    sheet.mark(Cue::Tags, seen.is_labelled(Kind::Tags));
    let number = |word: &str| word.chars().all(char::is_numeric);
    let records = seen.covered(Kind::Record);
    // "5 min read".
    let counted =
        records > 0 && records + 1 >= words && words > 2 && seen.words.from(0).any(number);
    sheet.mark(
        Cue::RecordLabel,
        seen.is_labelled(Kind::Record) && short || counted,
    );
    sheet.mark(
        Cue::PublisherLabel,
        seen.is_labelled(Kind::Publisher) && words <= 8,
    );
    let signed = seen.first(Kind::SignOff).is_some();
    sheet.mark(Cue::SignOff, signed && words <= MOST_SIGNED);
    pictures(sheet, seen);
    let comments = seen.covered(Kind::Comments);
    let counted = comments > 0 && comments + 1 >= words && seen.words.from(0).any(number);
    let counted = counted || is_count_of_comments(seen);
    sheet.mark(Cue::CommentCount, counted);
    sheet.mark(
        Cue::CommentWords,
        !counted && seen.share(Kind::Comments) >= 0.6,
    );
}

/// `11 Antworten zu “Ein Sonntag”`, `3 thoughts on “A Sunday”`: how many comments an article has,
/// with its headline.
fn is_count_of_comments(seen: &Seen<'_>) -> bool {
    let numbered = seen
        .words
        .from(0)
        .next()
        .is_some_and(|word| word.chars().all(char::is_numeric));
    let quoted = seen.line.contains(['“', '”', '"', '«', '„', '‘', '’']);
    let to = |hit: &Hit| {
        let last = seen.words.from(hit.at + hit.len - 1).next();
        last.is_some_and(|word| ["zu", "on", "to", "for", "à", "a"].contains(&word))
    };
    let mut hits = seen.hits.iter().filter(|hit| hit.kind == Kind::Comments);
    numbered && quoted && hits.any(|hit| hit.at == 1 && hit.len > 1 && to(hit))
}

/// Whether `©` or `(c) 20…` stands in a line; few lines have a byte that one begins with.
fn has_copyright_mark(line: &str) -> bool {
    memchr::memchr2(0xc2, b'(', line.as_bytes()).is_some()
        && (line.contains('©') || line.contains("(c) 20"))
}

/// Whether a line is nothing but `© Name`: whose picture it is. A page's own notice has a year, or
/// says which rights.
fn is_credit(line: &str) -> bool {
    let name = line.strip_prefix('©').map(str::trim_start);
    name.is_some_and(|name| {
        let words = name.split_whitespace().count();
        let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '/' | '.' | '-' | '&');
        (1..=4).contains(&words) && name.chars().all(letters)
    })
}

/// Captions, and who made the picture.
fn pictures(sheet: &mut Sheet, seen: &Seen<'_>) {
    let words = seen.words.len();
    let first = seen.first(Kind::Picture);
    let caption = first.is_some_and(|len| len > 1);
    let pictured = caption || seen.is_labelled(Kind::Picture) || words <= 6;
    let picture = first.is_some() && pictured || is_credit(seen.line);
    sheet.mark(Cue::Picture, picture);
    let at_end = |hit: &Hit| hit.kind == Kind::Picture && hit.at > 0 && hit.at + 6 >= words;
    let bracketed = || seen.hits.iter().any(at_end) && seen.line.contains(['(', '/', '|']);
    let credit = seen.count <= MOST_CAPTION && (bracketed() || is_credited(seen.line));
    sheet.mark(Cue::PictureEnd, credit);
}

/// Whether a line of words ends with whose picture it is: `… in Bremen. © CAE`, `… Bild: A. Beck`.
fn is_credited(line: &str) -> bool {
    let name = |rest: &str| {
        let words = rest.split_whitespace().count();
        (1..=MOST_NAMES).contains(&words) && rest.chars().all(|c| !c.is_numeric())
    };
    let copyright = memchr::memchr(0xc2, line.as_bytes()).and_then(|_| line.rsplit_once('©'));
    let copyright = copyright.filter(|(before, _)| !before.trim().is_empty());
    let label = memchr::memchr(b':', line.as_bytes()).and_then(|_| line.rsplit_once(": "));
    let label = label.filter(|(before, _)| {
        let last = before
            .rsplit([' ', '(', '\u{a0}'])
            .next()
            .unwrap_or_default();
        let picture = lexicon::plain_words(last);
        let hits = lexicon::hits(&picture);
        before.len() > last.len() && hits.iter().any(|hit| hit.kind == Kind::Picture)
    });
    [copyright, label]
        .into_iter()
        .flatten()
        .any(|(_, rest)| name(rest))
}

/// Words of a line that tells who else worked on the report, at most.
const MOST_SIGNED: usize = 40;
/// Words that a caption has at most.
const MOST_CAPTION: usize = 40;

/// Words that the name of a photographer, and of an agency, have at most.
const MOST_NAMES: usize = 6;

impl Seen<'_> {
    /// How many words are phrases of that kind.
    fn covered(&self, kind: Kind) -> usize {
        let (mut reached, mut sum) = (0, 0);
        for hit in self.hits.iter().filter(|hit| hit.kind == kind) {
            let end = hit.at + hit.len;
            sum += end.saturating_sub(hit.at.max(reached));
            reached = reached.max(end);
        }
        sum
    }

    fn share(&self, kind: Kind) -> f32 {
        ratio(self.covered(kind), self.words.len())
    }

    /// Words of the longest phrase of that kind at the beginning.
    fn first(&self, kind: Kind) -> Option<usize> {
        longest_first(&self.hits, kind)
    }

    /// Whether a phrase of that kind and a colon stand at the beginning.
    fn is_labelled(&self, kind: Kind) -> bool {
        self.first(kind)
            .is_some_and(|len| has_colon_after(self.line, len))
    }
}

fn longest_first(hits: &[Hit], kind: Kind) -> Option<usize> {
    let first = hits.iter().filter(|hit| hit.kind == kind && hit.at == 0);
    first.map(|hit| hit.len).max()
}

/// Whether a colon follows the first `count` words.
fn has_colon_after(line: &str, count: usize) -> bool {
    let end = end_of_words(line, count);
    line.get(end..)
        .is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
}

/// Where the first `count` words of the line end.
fn end_of_words(line: &str, count: usize) -> usize {
    let (mut inside, mut ended) = (false, 0);
    for (at, c) in line.char_indices() {
        if inside && !c.is_alphanumeric() {
            ended += 1;
            if ended == count {
                return at;
            }
        }
        inside = c.is_alphanumeric();
    }
    line.len()
}

/// Bytes of the longest phrase of that kind that the line begins with, and what separates it from
/// the rest.
pub(super) fn phrase_end(line: &str, kind: Kind, needs_colon: bool) -> Option<usize> {
    let words = lexicon::plain_words(head_of(line));
    let hits = lexicon::hits(&words);
    let longest = longest_first(&hits, kind)?;
    if needs_colon && !has_colon_after(line, longest) {
        return None;
    }
    let rest = line.get(end_of_words(line, longest)..)?;
    let kept = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    Some(line.len() - kept.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::segment::cues::fixture::shows;

    #[test]
    fn comments_are_counted_with_the_headline_they_are_on() {
        assert!(shows(
            "11 Antworten zu “Ein Sonntag am Hafen”",
            Cue::CommentCount
        ));
        assert!(shows("3 thoughts on “A Sunday”", Cue::CommentCount));
        assert!(!shows(
            "11 ministers replied to “the letter”",
            Cue::CommentCount
        ));
    }

    #[test]
    fn what_a_paper_asks_of_its_readers_is_a_notice() {
        for line in [
            "Get the latest news straight to your phone with the Harbour app.",
            "Fanden Sie diesen Artikel hilfreich? Fehler gefunden?",
            "Téléchargez notre application et suivez-nous sur les réseaux",
            "Descarga nuestra app y síguenos en las redes",
            "Подписывайтесь на нас и читайте нас в мессенджере",
        ] {
            assert!(shows(line, Cue::Notice), "{line}");
        }
        assert!(!shows(
            "The phone was found on the way to the harbour.",
            Cue::Notice
        ));
    }

    #[test]
    fn a_copyright_mark_and_a_name_say_whose_picture_it_is() {
        for line in ["© Regan", "© Ines Moura/Reuters"] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "© 2019 Example Media",
            "©",
            "The harbour © Regan",
            "© A, all rights reserved here",
        ] {
            assert!(!is_credit(line), "{line}");
        }
    }

    #[test]
    fn a_caption_ends_with_whose_picture_it_is() {
        for line in [
            "Die CAE wird Nachwuchspiloten in Bremen ausbilden. © CAE",
            "Die lachende Menge treibt ihr Opfer in die Enge. Bild: Gregor Beck",
            "The harbour after the storm. Photo: Ines Moura / Reuters",
        ] {
            assert!(is_credited(line), "{line}");
        }
        for line in [
            "© 2019 Example Media",
            "Photo: Ines Moura",
            "The minister said one thing: the road stays closed",
            "He asked for a picture: the one that hung in the hall of the old house by the harbour",
        ] {
            assert!(!is_credited(line), "{line}");
        }
    }
}
