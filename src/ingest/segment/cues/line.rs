//! Cues of a short line inside an article: what tells a list item, a caption or a question of it
//! from the headline of another article.

use super::shape::{Seen, ratio};
use super::{Cue, Sheet};

/// A paragraph with more words than this is no headline, heading or list item.
pub(super) const LINE: usize = 24;

/// Words with which a text speaks to its reader or of its writer; headlines of news do so seldom.
#[rustfmt::skip]
const PERSONS: &[&str] = &[
    "i", "me", "my", "we", "us", "our", "you", "your", "yours", "let's", "ich", "mich", "mein", "meine", "wir", "uns", "unser", "unsere",
    "du", "dich", "dein", "deine", "euch", "ihnen", "je", "mon", "nous", "notre", "nos", "vous", "votre", "vos", "tu", "yo", "nosotros", "nuestro",
    "nuestra", "usted", "ustedes", "tú", "io", "noi", "nostro", "nostra", "voi", "vostro", "ik", "wij", "ons", "jij", "jouw", "nós", "nosso", "nossa",
    "você", "я", "мы", "нас", "нам", "наш", "вы", "вас", "вам", "ваш", "my", "nas", "wy", "was", "biz", "siz",
];

/// Words that begin a question, or the headline of what explains it.
#[rustfmt::skip]
const QUESTIONS: &[&str] = &[
    "why", "how", "what", "who", "when", "where", "which", "warum", "wie", "was", "wer", "wo", "wann", "pourquoi", "comment", "qui", "quand",
    "où", "quel", "quelle", "perché", "come", "chi", "quando", "dove", "cosa", "waarom", "hoe", "wat", "wie", "dlaczego", "jak", "kto", "почему",
    "как", "что", "кто", "где", "когда", "neden", "nasıl", "cómo", "qué", "quién", "cuándo", "dónde", "porque", "como", "quem", "onde",
];

/// Verbs that make a sentence of a line, in the forms that headlines have them in.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "be", "has", "have", "had", "may", "might", "can", "could", "will", "would", "should", "must", "does", "did",
    "do", "said", "say", "won", "killed", "lost", "wants", "ist", "sind", "war", "hat",
    "haben", "wird", "werden", "kann", "können", "will", "wollen", "muss", "müssen", "soll", "sollen", "darf", "gibt", "geht", "kommt", "macht",
    "bleibt", "est", "sont", "a", "ont", "va", "peut", "doit", "es", "son", "ha", "han", "va", "puede", "debe", "è", "sono", "hanno", "può",
    "são", "foi", "tem", "vai", "zijn", "heeft", "wordt", "kan", "moet", "jest", "są", "ma", "może", "был", "будет", "может", "стал", "var", "oldu",
];

/// Verbs that headlines of news tell what happened with, in the present or as a participle.
#[rustfmt::skip]
const REPORTS: &[&str] = &[
    "says", "gets", "wins", "makes", "faces", "takes", "calls", "warns", "seeks", "plans", "sets", "dies", "arrested", "charged", "found", "loses",
    "hits", "falls", "rises", "shows", "announces", "drops", "moves", "drags", "inks", "signs", "urges", "vows", "backs", "blames", "slams",
    "bans", "beats", "boosts", "buys", "claims", "confirms", "criticizes", "criticises", "cuts", "defends", "defeats", "demands", "denies", "eyes",
    "ends", "finds", "gains", "gives", "grows", "halts", "heads", "hires", "holds", "joins", "jumps", "kills", "launches", "leads", "leaves",
    "lifts", "meets", "names", "opens", "orders", "passes", "pays", "picks", "pleads", "pledges", "plunges", "praises", "pulls", "pushes", "raises",
    "reaches", "rejects", "releases", "reports", "returns", "reveals", "sees", "sells", "sends", "shares", "shuts", "slips", "soars", "sparks",
    "starts", "stops", "strikes", "sues", "suspends", "targets", "tells", "tests", "threatens", "tops", "tries", "turns", "unveils", "visits",
    "votes", "welcomes", "withdraws", "introduces", "expands", "acquires", "appoints", "approves", "agrees", "admits", "accuses", "asks", "adds",
    "sagt", "fordert", "warnt", "kritisiert", "stirbt", "startet", "steigt", "sinkt", "fällt", "droht", "zeigt", "gewinnt", "verliert", "sucht",
    "findet", "stellt", "setzt", "plant", "erhält", "bekommt", "verurteilt", "getötet", "verletzt", "festgenommen", "dit", "annonce", "appelle",
    "meurt", "accuse", "gagne", "veut", "lance", "dice", "anuncia", "pide", "muere", "acusa", "gana", "lanza", "quiere", "annuncia", "chiede",
    "muore", "accusa", "vince", "lancia", "vuole", "diz", "pede", "morre", "vence", "lança", "quer", "zegt", "waarschuwt", "wint", "заявил",
    "сообщил", "назвал", "призвал", "предупредил", "рассказал", "объявил",
];

/// Articles of languages whose headlines do without them.
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "the", "an", "der", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "het", "een",
];

/// Verbs in the past that headlines have in the present or leave out.
#[rustfmt::skip]
const PAST: &[&str] = &[
    "was", "were", "had", "been", "said", "did", "didn", "wasn", "weren", "war", "waren", "hatte", "hatten", "wurde", "wurden", "sagte", "était",
    "étaient", "avait", "avaient", "era", "eran", "había", "habían", "erano", "aveva", "avevano", "eram", "havia", "waren", "werd", "werden", "hadden",
    "był", "była", "było", "byli", "были", "было", "была",
];

/// How a short line is written: numbered, bracketed, attributed, addressed to someone.
pub(super) fn add(sheet: &mut Sheet, seen: &Seen<'_>) {
    let line = seen.line;
    sheet.mark(Cue::Numbered, is_numbered(line));
    let opens = line.starts_with(['(', '[', '（']);
    sheet.mark(Cue::Bracketed, opens && line.ends_with([')', ']', '）']));
    sheet.mark(Cue::DashStart, line.starts_with(['–', '—', '―', '-']));
    let address = line.contains('@') || line.contains("://");
    let handle = address || line.split(' ').any(is_hashtag);
    sheet.mark(Cue::Handle, handle && seen.count > 1);
    let person = seen.words.from(0).any(|word| PERSONS.contains(&word));
    sheet.mark(Cue::Person, person && seen.count > 3);
    let asks = seen.words.from(0).next();
    let asks = asks.is_some_and(|word| QUESTIONS.contains(&word));
    sheet.mark(
        Cue::Explains,
        asks && !sheet.has(Cue::Asks) && seen.count > 3,
    );
    let verb = seen.words.from(1).any(|word| VERBS.contains(&word));
    sheet.mark(
        Cue::Verb,
        verb && !sheet.has(Cue::Sentence) && seen.count > 3,
    );
    let reports = seen.words.from(1).any(|word| REPORTS.contains(&word));
    let telling = reports && !sheet.has(Cue::Sentence) && seen.count > 3;
    sheet.mark(Cue::Reports, telling);
    let articles = seen.words.from(1).filter(|word| ARTICLES.contains(word));
    let leading = line.starts_with("A ") || line.starts_with("An ");
    let leading = leading && line.chars().nth(3).is_some_and(char::is_lowercase);
    let articles = articles.count() + usize::from(leading);
    sheet.add(Cue::Articles, ratio(articles.min(2), 2));
    let past = seen.words.from(1).any(|word| PAST.contains(&word));
    sheet.mark(Cue::Past, past && seen.count > 3);
    let colon = line.contains(": ") || line.contains('：');
    sheet.mark(
        Cue::ColonInside,
        colon && !sheet.has(Cue::Colon) && seen.count > 3,
    );
    let quotes = line.contains('‘') || line.contains(" '") || line.starts_with('\'');
    sheet.mark(Cue::SingleQuotes, quotes && seen.count > 3);
    sheet.mark(
        Cue::Number,
        line.chars().any(char::is_numeric) && seen.count > 3,
    );
}

/// `3. Rest`, `12) Rest`, `#4 Rest`: a number of a list and what it counts.
fn is_numbered(line: &str) -> bool {
    let bare = line.trim_start_matches(['#', '(']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - rest.len();
    let marked = rest.starts_with(['.', ')', ':']) || bare.len() < line.len();
    let after = rest.trim_start_matches(['.', ')', ':', ' ', '\u{a0}']);
    (1..=3).contains(&digits) && marked && after.starts_with(|c: char| !c.is_numeric())
}

/// `#word`.
fn is_hashtag(word: &str) -> bool {
    word.strip_prefix('#')
        .is_some_and(|tag| tag.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::segment::{cues, lines};

    fn seen(text: &str, cue: Cue) -> Vec<bool> {
        let (units, _) = lines::units(text);
        let sheets = cues::sheets(text, &units);
        sheets.iter().map(|sheet| sheet.has(cue)).collect()
    }

    #[test]
    fn a_number_of_a_list_is_told_from_a_year_and_a_decimal() {
        for line in [
            "3. Boil the water",
            "12) Door mat with a motto",
            "#4 The last one of all",
            "(2) Wait",
        ] {
            assert!(is_numbered(line), "{line}");
        }
        for line in [
            "2018 in pictures",
            "1.5 million people",
            "3 people were hurt",
            "Boil the water",
        ] {
            assert!(!is_numbered(line), "{line}");
        }
    }

    #[test]
    fn a_line_of_the_article_shows_that_it_is_none_of_a_list_of_headlines() {
        for (line, cue) in [
            ("(Graphic: assets of last year - here)", Cue::Bracketed),
            ("— Jane Doe (@janedoe) November 19", Cue::DashStart),
            (
                "Forty apps for one dollar https://example.com/x by @jane",
                Cue::Handle,
            ),
            ("Where did you learn how to cook this?", Cue::Person),
            ("Breaking: Senate moves to adjourn", Cue::ColonInside),
            (
                "‘No more’: teachers fill the state house",
                Cue::SingleQuotes,
            ),
            ("Emirates orders 30 jets from Boeing", Cue::Number),
            ("Emirates orders jets from Boeing", Cue::Reports),
            ("A large variety of games for the table", Cue::Articles),
            ("Investigators said he had the opportunity", Cue::Past),
        ] {
            let text = format!("It was raining when the ministers met on Monday.\n\n{line}");
            assert_eq!(seen(&text, cue), [false, true], "{line}");
            assert_eq!(seen(line, cue), [false], "{line}");
        }
    }

    #[test]
    fn a_title_in_capitals_may_end_as_a_sentence() {
        let line = "[A Tale of Two Houses] The Beauty of the Old Town Revealed! To the Scene!";
        assert_eq!(seen(line, Cue::Headline), [true]);
        let sentence = "This is the house where he was born, and here he died.";
        assert_eq!(seen(sentence, Cue::Headline), [false]);
    }
}
