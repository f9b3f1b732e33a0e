//! The language a text is written in: told by its common words where they are English, else by its
//! letters and the threes of letters in it (`whatlang`: W. B. Cavnar and J. M. Trenkle 1994). And
//! what a page or a record says of its language, written the one way that all should.
//!
//! Promises: looks at the beginning of the text only; says nothing where the text is too short or
//! two languages suit it alike. One language has one tag, however many ways it was declared in.

use whatlang::{Info, Lang};

/// Bytes that are looked at.
const SAMPLE: usize = 600;

/// Fewer bytes tell no language.
const SHORTEST: usize = 80;

/// More characters are no tag.
const LONGEST: usize = 35;

/// The BCP 47 tag of the language of some paragraphs.
pub(super) fn of<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut sample = String::with_capacity(SAMPLE);
    for paragraph in paragraphs {
        let room = SAMPLE.saturating_sub(sample.len());
        let mut end = room.min(paragraph.len());
        while !paragraph.is_char_boundary(end) {
            end -= 1;
        }
        sample.push_str(paragraph.get(..end).unwrap_or_default());
        sample.push(' ');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    if sample.len() < SHORTEST {
        return None;
    }
    if is_plainly_english(&sample) {
        return Some("en");
    }
    let found = whatlang::detect(&sample).filter(Info::is_reliable)?;
    Some(tag(found.lang()))
}

/// The tag of a language that was declared somehow: `en_us`, `EN-US`, `eng`, `English`. In the case
/// and with the shortest code that RFC 5646 asks for (sections 2.1.1 and 4.5); the first where
/// several are declared; nothing where it names no language.
pub(super) fn declared(said: &str) -> Option<String> {
    let first = said.split([',', ';', '.', '@']).next()?.trim();
    let tag = first.replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next()?.to_lowercase();
    let is_code =
        matches!(language.len(), 2 | 3) && language.chars().all(|c| c.is_ascii_lowercase());
    if !is_code {
        return named(first).map(|language| self::tag(language).to_owned());
    }
    if matches!(language.as_str(), "und" | "mul" | "zxx" | "mis") {
        return None;
    }
    let shortest = Lang::from_code(&language).map(self::tag);
    let mut canonical = shortest.unwrap_or(&language).to_owned();
    let mut after_singleton = false;
    for part in parts {
        let fits = (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
        if !fits {
            return None;
        }
        let lower = part.to_ascii_lowercase();
        let cased = match part.len() {
            2 if !after_singleton => part.to_ascii_uppercase(),
            4 if !after_singleton => lower
                .chars()
                .enumerate()
                .map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c })
                .collect(),
            _ => lower,
        };
        after_singleton |= part.len() == 1;
        canonical.push('-');
        canonical.push_str(&cased);
    }
    (canonical.len() <= LONGEST).then_some(canonical)
}

/// The language of that name, in English or in itself.
fn named(name: &str) -> Option<Lang> {
    let name = name.to_lowercase();
    let is_named = |language: &&Lang| {
        [language.eng_name(), language.name()]
            .iter()
            .any(|known| known.to_lowercase() == name)
    };
    Lang::all().iter().find(is_named).copied()
}

/// Whether the commonest words are those of English: the article, and what joins its nouns.
fn is_plainly_english(sample: &str) -> bool {
    let (mut the, mut joining) = (0_usize, 0_usize);
    for word in sample.split_ascii_whitespace() {
        match word {
            "the" | "The" => the += 1,
            "of" | "and" | "to" | "that" | "with" => joining += 1,
            _ => {}
        }
    }
    the >= 3 && joining >= 3 && (the + joining) * 80 >= sample.len()
}

/// The shortest tag of a language.
fn tag(language: Lang) -> &'static str {
    TAGS.iter()
        .find(|(known, _)| *known == language)
        .map_or_else(|| language.code(), |(_, tag)| *tag)
}

/// Tags of two letters, where there is one (ISO 639-1); the macrolanguage where news says so.
#[rustfmt::skip]
const TAGS: [(Lang, &str); 70] = [
    (Lang::Epo, "eo"), (Lang::Eng, "en"), (Lang::Rus, "ru"), (Lang::Cmn, "zh"), (Lang::Spa, "es"), (Lang::Por, "pt"), (Lang::Ita, "it"),
    (Lang::Ben, "bn"), (Lang::Fra, "fr"), (Lang::Deu, "de"), (Lang::Ukr, "uk"), (Lang::Kat, "ka"), (Lang::Ara, "ar"), (Lang::Hin, "hi"),
    (Lang::Jpn, "ja"), (Lang::Heb, "he"), (Lang::Yid, "yi"), (Lang::Pol, "pl"), (Lang::Amh, "am"), (Lang::Jav, "jv"), (Lang::Kor, "ko"),
    (Lang::Nob, "nb"), (Lang::Dan, "da"), (Lang::Swe, "sv"), (Lang::Fin, "fi"), (Lang::Tur, "tr"), (Lang::Nld, "nl"), (Lang::Hun, "hu"),
    (Lang::Ces, "cs"), (Lang::Ell, "el"), (Lang::Bul, "bg"), (Lang::Bel, "be"), (Lang::Mar, "mr"), (Lang::Kan, "kn"), (Lang::Ron, "ro"),
    (Lang::Slv, "sl"), (Lang::Hrv, "hr"), (Lang::Srp, "sr"), (Lang::Mkd, "mk"), (Lang::Lit, "lt"), (Lang::Lav, "lv"), (Lang::Est, "et"),
    (Lang::Tam, "ta"), (Lang::Vie, "vi"), (Lang::Urd, "ur"), (Lang::Tha, "th"), (Lang::Guj, "gu"), (Lang::Uzb, "uz"), (Lang::Pan, "pa"),
    (Lang::Aze, "az"), (Lang::Ind, "id"), (Lang::Tel, "te"), (Lang::Pes, "fa"), (Lang::Mal, "ml"), (Lang::Ori, "or"), (Lang::Mya, "my"),
    (Lang::Nep, "ne"), (Lang::Sin, "si"), (Lang::Khm, "km"), (Lang::Tuk, "tk"), (Lang::Aka, "ak"), (Lang::Zul, "zu"), (Lang::Sna, "sn"),
    (Lang::Afr, "af"), (Lang::Lat, "la"), (Lang::Slk, "sk"), (Lang::Cat, "ca"), (Lang::Tgl, "tl"), (Lang::Hye, "hy"), (Lang::Cym, "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_tells_its_language() {
        for (text, want) in [
            (
                "The recent trip of the chief of staff to the capital and the talks with officials of the government on the joint campaign were of use to both of the neighbours.",
                Some("en"),
            ),
            (
                "Officials said on Monday that no ship was seen near its coast, as fishermen had been told by radio to stay home until a storm passes.",
                Some("en"),
            ),
            (
                "Der Bundestag hat am Donnerstag nach langer Debatte ein neues Gesetz beschlossen, das die Mieten in den großen Städten begrenzen soll.",
                Some("de"),
            ),
            (
                "Le gouvernement a annoncé jeudi une série de mesures destinées à réduire la dette publique, qui avait fortement augmenté ces dernières années.",
                Some("fr"),
            ),
            (
                "Правительство объявило в четверг о новых мерах поддержки промышленности, которые должны вступить в силу уже в начале следующего года.",
                Some("ru"),
            ),
            (
                "رئیس جمهوری در نشست هیئت دولت گفت که برنامه‌های تازه برای گسترش همکاری با کشورهای همسایه از هفته آینده آغاز خواهد شد و ادامه می‌یابد.",
                Some("fa"),
            ),
            ("Short.", None),
            ("", None),
        ] {
            assert_eq!(of(std::iter::once(text)), want, "{text}");
        }
    }

    #[test]
    fn a_language_has_one_tag_however_it_is_declared() {
        for (said, tag) in [
            ("en", Some("en")),
            ("EN_us", Some("en-US")),
            ("en-us", Some("en-US")),
            (" en-GB ", Some("en-GB")),
            ("en_US.UTF-8", Some("en-US")),
            ("de, en", Some("de")),
            ("eng", Some("en")),
            ("English", Some("en")),
            ("deutsch", Some("de")),
            ("Русский", Some("ru")),
            ("ZH-hans-cn", Some("zh-Hans-CN")),
            ("es-419", Some("es-419")),
            ("de-DE-u-co-phonebk", Some("de-DE-u-co-phonebk")),
            ("ckb", Some("ckb")),
            ("und", None),
            ("", None),
            ("x-default", None),
            ("en-", None),
            ("en-<b>", None),
            ("the language of news", None),
        ] {
            assert_eq!(declared(said).as_deref(), tag, "{said}");
        }
    }

    #[test]
    fn every_tag_stands_once() {
        let mut tags: Vec<_> = TAGS.iter().map(|(_, tag)| *tag).collect();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), TAGS.len());
    }
}
