//! Who wrote the article, told below it: `Jane Doe is a staff writer`, `Max Muster leitet das Ressort
//! Kultur`.

use super::{Cue, Sheet};
use crate::ingest::segment::lexicon;
use crate::ingest::segment::lines::Unit;

/// Marks paragraphs that tell who wrote, where no prose to speak of follows.
pub(super) fn add(text: &str, units: &[Unit], sheets: &mut [Sheet]) {
    let mut tail = sheets.len();
    // From below, up to the second paragraph of prose that tells of no writer.
    let mut prose = 0;
    for (unit, sheet) in units.iter().zip(sheets.iter_mut()).rev() {
        tail -= 1;
        let line = text.get(unit.bytes.clone()).unwrap_or_default();
        let told = tail > 0 && is_about_a_writer(line);
        sheet.mark(Cue::Writer, told);
        prose += usize::from(!told && sheet.is_plain_prose());
        if prose > 1 {
            break;
        }
    }
}

/// Words of such a paragraph at most.
const MOST_WORDS: usize = 90;
/// Words of a name at most.
const MOST_NAMES: usize = 4;
/// The work stands among so many words behind the verb.
const REACH: usize = 7;

/// Whether a paragraph begins with a name, what they do, and that it is writing.
fn is_about_a_writer(line: &str) -> bool {
    let names = line.split(' ').take(MOST_NAMES + 1);
    let names = names.take_while(|word| word.starts_with(char::is_uppercase));
    let names = names.count();
    if !(2..=MOST_NAMES).contains(&names) {
        return false;
    }
    let words = lexicon::plain_words(line);
    if words.len() > MOST_WORDS {
        return false;
    }
    // A name with an initial or a hyphen is more words than it has blanks.
    (names..=names + 2).any(|at| {
        let mut behind = words.from(at).take(REACH + 1);
        let Some(verb) = behind.next() else {
            return false;
        };
        if WRITES.contains(&verb) {
            return behind.next().is_some_and(|word| ABOUT.contains(&word));
        }
        IS.contains(&verb) && behind.any(|word| WORK.contains(&word))
    })
}

/// Verbs behind the name.
#[rustfmt::skip]
const IS: &[&str] = &[
    "is", "was", "has", "ist", "war", "leitet", "arbeitet", "studierte", "est", "a", "es", "è", "é", "jest", "ha", "works", "joined", "leads", "travaille", "trabaja", "является",
];
/// Verbs that say it is writing.
const WRITES: &[&str] = &[
    "writes",
    "covers",
    "reports",
    "blogs",
    "schreibt",
    "berichtet",
    "bloggt",
    "écrit",
    "escribe",
    "scrive",
    "escreve",
    "schrijft",
    "pisze",
    "пишет",
];
/// Words behind those.
const ABOUT: &[&str] = &[
    "about", "for", "on", "from", "the", "für", "über", "aus", "pour", "sur", "sobre", "para",
    "en", "per", "di", "voor", "over", "o", "dla", "для", "о",
];
/// What writers are.
#[rustfmt::skip]
const WORK: &[&str] = &[
    "reporter", "writer", "editor", "journalist", "author", "correspondent", "columnist", "contributor", "freelance", "freelancer", "blogger", "producer", "photographer", "photojournalist",
    "contributing", "redakteur", "redakteurin", "journalistin", "autor", "autorin", "korrespondent", "korrespondentin", "ressort", "redaktion", "reporterin", "volontär", "volontärin", "chefredakteur",
    "journaliste", "rédacteur", "rédactrice", "auteur", "chroniqueur", "périodiste", "periodista", "redactor", "redactora", "columnista", "giornalista", "redattore", "collaboratore", "jornalista",
    "repórter", "redacteur", "dziennikarz", "dziennikarka", "redaktor", "redaktorka", "журналист", "журналистка", "корреспондент", "обозреватель",
];

#[cfg(test)]
mod tests {
    use crate::ingest::segment::cues::{Cue, sheets};
    use crate::ingest::segment::lines;

    fn seen(text: &str) -> Vec<bool> {
        let (units, _) = lines::units(text);
        let sheets = sheets(text, &units);
        sheets.iter().map(|sheet| sheet.has(Cue::Writer)).collect()
    }

    #[test]
    fn who_wrote_is_told_below_the_article() {
        let prose = "The harbour stays closed after the storm, and the boats that sank will be \
             lifted in the coming week, the town said on Monday.";
        for writer in [
            "Jane Doe is a staff writer in Lisbon.",
            "Max Muster leitet das Ressort Kultur und schreibt über Theater.",
            "Inès Martin est journaliste au service culture.",
            "Jane M. Doe covers the courts for the paper.",
        ] {
            let text = format!("{prose}\n\n{prose}\n\n{writer}");
            assert_eq!(seen(&text), [false, false, true], "{writer}");
            let within = format!("{writer}\n\n{prose}\n\n{prose}\n\n{prose}");
            assert_eq!(seen(&within), [false; 4], "{writer}");
        }
        for other in [
            "Jane Doe is a fisherwoman in Lisbon.",
            "He is a reporter, she said.",
            "Police covers the ground with sand.",
        ] {
            let text = format!("{prose}\n\n{prose}\n\n{other}");
            assert_eq!(seen(&text), [false; 3], "{other}");
        }
    }
}
