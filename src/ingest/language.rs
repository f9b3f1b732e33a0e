//! The language a text is written in: told by its common words where they are English, else by its
//! letters and the threes of letters in it (`whatlang`: W. B. Cavnar and J. M. Trenkle 1994).
//!
//! Promises: looks at the beginning of the text only; says nothing where the text is too short or
//! two languages suit it alike.

use whatlang::{Info, Lang};

/// Bytes that are looked at.
const SAMPLE: usize = 600;

/// Fewer bytes tell no language.
const SHORTEST: usize = 80;

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
    fn every_tag_stands_once() {
        let mut tags: Vec<_> = TAGS.iter().map(|(_, tag)| *tag).collect();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), TAGS.len());
    }
}
