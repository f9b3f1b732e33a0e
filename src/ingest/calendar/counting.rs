//! How the other languages count back from today (`vor zwei Wochen`, `il y a dix ans`, `два года
//! назад`), how they name a month alone (`im Oktober`, `w październiku`), one table a language.
//!
//! Alternatives are separated by `|`, the words of one by blanks. Forms are those that newspapers
//! use, not whole paradigms.

use super::english::Unit;

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Counting {
    /// BCP 47 tag.
    pub(crate) tag: &'static str,
    /// What stands before a length of time that leads back from today, and behind it.
    pub(crate) ago: (&'static str, &'static str),
    /// What stands before one that leads ahead.
    pub(crate) ahead: &'static str,
    /// One to ten.
    pub(crate) numbers: [&'static str; 10],
    /// Units as they are counted, and how many a form is by itself: 0 where a number must stand
    /// before it, 2 for a dual.
    pub(crate) units: &'static [(&'static str, Unit, i32)],
    /// What stands before a month that is a time, and behind it.
    pub(crate) month: (&'static str, &'static str),
}

/// The table of a language.
pub(crate) fn of(tag: &str) -> Option<&'static Counting> {
    COUNTINGS.iter().find(|counting| counting.tag == tag)
}

impl Counting {
    /// Every form that may begin a counted length, or the word that is counted.
    pub(crate) fn openers(&self) -> impl Iterator<Item = &'static str> {
        let units = self.units.iter().map(|(words, _, _)| *words);
        let lists = [self.ago.0, self.ahead].into_iter().chain(self.numbers);
        lists.chain(units).flat_map(|words| words.split('|'))
    }
}

/// The languages, English left out.
#[rustfmt::skip]
pub(crate) const COUNTINGS: &[Counting] = &[
    Counting { tag: "de",
        ago: ("vor", ""), ahead: "in",
        numbers: ["einem|einer", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"],
        units: &[("tag", Unit::Day, 0), ("tagen", Unit::Day, 0), ("woche|wochen", Unit::Week, 0), ("monat|monaten", Unit::Month, 0),
            ("jahr|jahren", Unit::Year, 0), ("jahrzehnt|jahrzehnten", Unit::Decade, 0), ("jahrhundert|jahrhunderten", Unit::Century, 0)],
        month: ("im|ende|anfang|mitte|seit|bis|ab", "") },
    Counting { tag: "fr",
        ago: ("il y a", ""), ahead: "dans",
        numbers: ["un|une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
        units: &[("jour|jours", Unit::Day, 0), ("semaine|semaines", Unit::Week, 0), ("mois", Unit::Month, 0), ("an|ans|année|années", Unit::Year, 0),
            ("décennie|décennies", Unit::Decade, 0), ("siècle|siècles", Unit::Century, 0)],
        month: ("en|fin|début|depuis|dès|mi -|jusqu ' en|jusqu ’ en", "") },
    Counting { tag: "es",
        ago: ("hace", ""), ahead: "dentro de",
        numbers: ["un|una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
        units: &[("día|días", Unit::Day, 0), ("semana|semanas", Unit::Week, 0), ("mes|meses", Unit::Month, 0), ("año|años", Unit::Year, 0),
            ("década|décadas", Unit::Decade, 0), ("siglo|siglos", Unit::Century, 0)],
        month: ("en|desde|hasta|a finales de|a principios de|a mediados de|a fines de", "") },
    Counting { tag: "it",
        ago: ("", "fa"), ahead: "tra|fra",
        numbers: ["un|una", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"],
        units: &[("giorno|giorni", Unit::Day, 0), ("settimana|settimane", Unit::Week, 0), ("mese|mesi", Unit::Month, 0), ("anno|anni", Unit::Year, 0),
            ("decennio|decenni", Unit::Decade, 0), ("secolo|secoli", Unit::Century, 0)],
        month: ("a|ad|in|da|fine|inizio|metà|a fine|a inizio|a metà", "") },
    Counting { tag: "pt",
        ago: ("há", "atrás"), ahead: "daqui a|dentro de",
        numbers: ["um|uma", "dois|duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"],
        units: &[("dia|dias", Unit::Day, 0), ("semana|semanas", Unit::Week, 0), ("mês|meses", Unit::Month, 0), ("ano|anos", Unit::Year, 0),
            ("década|décadas", Unit::Decade, 0), ("século|séculos", Unit::Century, 0)],
        month: ("em|desde|até|no final de|no início de|em meados de|no fim de", "") },
    Counting { tag: "nl",
        ago: ("", "geleden"), ahead: "over",
        numbers: ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"],
        units: &[("dag|dagen", Unit::Day, 0), ("week|weken", Unit::Week, 0), ("maand|maanden", Unit::Month, 0), ("jaar", Unit::Year, 0),
            ("decennium|decennia", Unit::Decade, 0), ("eeuw|eeuwen", Unit::Century, 0)],
        month: ("in|sinds|begin|eind|half|tot|vanaf", "") },
    Counting { tag: "pl",
        ago: ("", "temu"), ahead: "za",
        numbers: ["jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć"],
        units: &[("dzień", Unit::Day, 1), ("dni", Unit::Day, 0), ("tydzień", Unit::Week, 1), ("tygodnie|tygodni", Unit::Week, 0),
            ("miesiąc", Unit::Month, 1), ("miesiące|miesięcy", Unit::Month, 0), ("rok", Unit::Year, 1), ("lata|lat", Unit::Year, 0)],
        month: ("w|we|od|do|pod koniec|na początku|w połowie|do końca", "") },
    Counting { tag: "ru",
        ago: ("", "назад"), ahead: "через",
        numbers: ["один|одну", "два|две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"],
        units: &[("день", Unit::Day, 1), ("дня|дней", Unit::Day, 0), ("неделю", Unit::Week, 1), ("недели|недель", Unit::Week, 0),
            ("месяц", Unit::Month, 1), ("месяца|месяцев", Unit::Month, 0), ("год", Unit::Year, 1), ("года|лет", Unit::Year, 0)],
        month: ("в|с|до|в конце|в начале|в середине|к концу", "") },
    Counting { tag: "uk",
        ago: ("", "тому"), ahead: "через",
        numbers: ["один|одну", "два|дві", "три", "чотири", "п ’ ять|п ' ять|п’ять", "шість", "сім", "вісім", "дев ’ ять|дев ' ять|дев’ять", "десять"],
        units: &[("день", Unit::Day, 1), ("дні|днів", Unit::Day, 0), ("тиждень", Unit::Week, 1), ("тижні|тижнів", Unit::Week, 0),
            ("місяць", Unit::Month, 1), ("місяці|місяців", Unit::Month, 0), ("рік", Unit::Year, 1), ("роки|років", Unit::Year, 0)],
        month: ("у|в|з|до|наприкінці|на початку|в середині", "") },
    Counting { tag: "tr",
        ago: ("", "önce"), ahead: "",
        numbers: ["bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on"],
        units: &[("gün", Unit::Day, 0), ("hafta", Unit::Week, 0), ("ay", Unit::Month, 0), ("yıl|sene", Unit::Year, 0)],
        month: ("", "ayında|ayının|ayından|ayına|sonunda|başında|ortasında|' de|’ de|' da|’ da|' te|’ te|' ta|’ ta") },
    Counting { tag: "ar",
        ago: ("قبل|منذ", ""), ahead: "",
        numbers: ["", "", "ثلاثة|ثلاث", "أربعة|أربع", "خمسة|خمس", "ستة|ست", "سبعة|سبع", "ثمانية|ثماني", "تسعة|تسع", "عشرة|عشر"],
        units: &[("يوم", Unit::Day, 1), ("يومين", Unit::Day, 2), ("أيام", Unit::Day, 0), ("أسبوع", Unit::Week, 1), ("أسبوعين", Unit::Week, 2),
            ("أسابيع", Unit::Week, 0), ("شهر", Unit::Month, 1), ("شهرين", Unit::Month, 2), ("أشهر|شهور", Unit::Month, 0), ("عام|سنة", Unit::Year, 1),
            ("عامين|سنتين", Unit::Year, 2), ("أعوام|سنوات", Unit::Year, 0)],
        month: ("في|خلال|منذ|شهر|نهاية|بداية|مطلع|أواخر|منتصف|حتى", "") },
    Counting { tag: "fa",
        ago: ("", "پیش|قبل"), ahead: "",
        numbers: ["یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"],
        units: &[("روز", Unit::Day, 0), ("هفته", Unit::Week, 0), ("ماه", Unit::Month, 0), ("سال", Unit::Year, 0)],
        month: ("در|ماه|از|تا", "") },
    Counting { tag: "ur",
        ago: ("", "قبل|پہلے"), ahead: "",
        numbers: ["ایک", "دو", "تین", "چار", "پانچ", "چھ", "سات", "آٹھ", "نو", "دس"],
        units: &[("دن|روز", Unit::Day, 0), ("ہفتہ|ہفتے", Unit::Week, 0), ("ماہ|مہینے", Unit::Month, 0), ("سال|برس", Unit::Year, 0)],
        month: ("", "میں|کے|سے|تک") },
];
