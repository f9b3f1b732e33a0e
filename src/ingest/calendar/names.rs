//! Month and weekday names as newspapers write them, one table a language.
//!
//! In each list the first form is the one a full date takes (genitive where the language has
//! one); `short` holds abbreviations, written without their full stop.

/// Names of one language.
#[derive(Debug)]
pub(crate) struct Language {
    /// BCP 47 tag.
    pub(crate) tag: &'static str,
    /// Months from January, alternatives separated by `|`.
    pub(crate) months: [&'static str; 12],
    /// Abbreviated months from January, alternatives separated by `|`.
    pub(crate) short_months: [&'static str; 12],
    /// Weekdays from Monday, alternatives separated by `|`.
    pub(crate) weekdays: [&'static str; 7],
    /// Abbreviated weekdays from Monday, alternatives separated by `|`.
    pub(crate) short_weekdays: [&'static str; 7],
}

const NONE: [&str; 12] = [""; 12];
const NO_DAYS: [&str; 7] = [""; 7];

/// The languages whose names are known.
#[rustfmt::skip]
pub(crate) const LANGUAGES: &[Language] = &[
    Language { tag: "en",
        months: ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
        short_months: ["jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep|sept", "oct", "nov", "dec"],
        weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        short_weekdays: ["mon", "tue|tues", "wed", "thu|thur|thurs", "fri", "sat", "sun"] },
    Language { tag: "de",
        months: ["januar|jänner", "februar|feber", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"],
        short_months: ["jän", "", "mär|mrz", "", "", "", "", "", "", "okt", "", "dez"],
        weekdays: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"],
        short_weekdays: ["mo", "di|die", "mi|mit", "do|don", "fr|fre", "sa|sam", "so|son"] },
    Language { tag: "fr",
        months: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        short_months: ["janv", "févr|fév", "", "avr", "", "", "juil", "", "", "", "", "déc"],
        weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        short_weekdays: ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"] },
    Language { tag: "es",
        months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre|setiembre", "octubre", "noviembre", "diciembre"],
        short_months: ["ene", "", "", "abr", "", "", "", "ago", "set", "", "", "dic"],
        weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        short_weekdays: ["lun", "mar", "mié|mie", "jue", "vie", "sáb", "dom"] },
    Language { tag: "it",
        months: ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
        short_months: ["genn|gen", "febbr", "", "", "magg|mag", "giu", "lug", "", "sett", "ott", "", ""],
        weekdays: ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
        short_weekdays: ["", "", "", "gio", "ven", "sab", ""] },
    Language { tag: "pt",
        months: ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
        short_months: ["", "fev", "", "", "", "", "", "", "", "out", "", "dez"],
        weekdays: ["segunda-feira|segunda", "terça-feira|terça", "quarta-feira|quarta", "quinta-feira|quinta", "sexta-feira|sexta", "sábado", "domingo"],
        short_weekdays: ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"] },
    Language { tag: "nl",
        months: ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
        short_months: ["", "", "mrt", "", "", "", "", "", "", "", "", ""],
        weekdays: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
        short_weekdays: ["ma", "di", "wo", "do", "vr", "za", "zo"] },
    Language { tag: "pl",
        months: ["stycznia|styczeń|styczniu", "lutego|luty|lutym", "marca|marzec|marcu", "kwietnia|kwiecień|kwietniu", "maja|maj|maju", "czerwca|czerwiec|czerwcu", "lipca|lipiec|lipcu", "sierpnia|sierpień|sierpniu", "września|wrzesień|wrześniu", "października|październik|październiku", "listopada|listopad|listopadzie", "grudnia|grudzień|grudniu"],
        short_months: ["sty", "lut", "", "kwi", "", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"],
        weekdays: ["poniedziałek", "wtorek", "środa|środę", "czwartek", "piątek", "sobota|sobotę", "niedziela|niedzielę"],
        short_weekdays: ["pon", "wt", "śr", "czw", "pt", "sob", "niedz|nd"] },
    Language { tag: "ru",
        months: ["января|январь|январе", "февраля|февраль|феврале", "марта|март|марте", "апреля|апрель|апреле", "мая|май|мае", "июня|июнь|июне", "июля|июль|июле", "августа|август|августе", "сентября|сентябрь|сентябре", "октября|октябрь|октябре", "ноября|ноябрь|ноябре", "декабря|декабрь|декабре"],
        short_months: ["янв", "фев|февр", "мар", "апр", "", "июн", "июл", "авг", "сен|сент", "окт", "ноя|нояб", "дек"],
        weekdays: ["понедельник", "вторник", "среда|среду", "четверг", "пятница|пятницу", "суббота|субботу", "воскресенье"],
        short_weekdays: ["пн", "вт", "ср", "чт", "пт", "сб", "вс"] },
    Language { tag: "uk",
        months: ["січня|січень|січні", "лютого|лютий|лютому", "березня|березень|березні", "квітня|квітень|квітні", "травня|травень|травні", "червня|червень|червні", "липня|липень|липні", "серпня|серпень|серпні", "вересня|вересень|вересні", "жовтня|жовтень|жовтні", "листопада|листопад|листопаді", "грудня|грудень|грудні"],
        short_months: ["січ", "лют", "бер", "квіт", "трав", "черв", "лип", "серп", "вер", "жовт", "лист", "груд"],
        weekdays: ["понеділок", "вівторок", "середа|середу", "четвер", "п’ятниця|пятниця|п’ятницю", "субота|суботу", "неділя|неділю"],
        short_weekdays: ["пн", "вт", "ср", "чт", "пт", "сб", "нд"] },
    Language { tag: "tr",
        months: ["ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"],
        short_months: ["oca", "şub", "", "nis", "", "haz", "tem", "ağu", "eyl", "eki", "kas", "ara"],
        weekdays: ["pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"],
        short_weekdays: ["pzt", "sal", "çar", "per", "cum", "cmt", "paz"] },
    Language { tag: "ar",
        months: ["يناير|كانون الثاني|جانفي", "فبراير|شباط|فيفري", "مارس|آذار", "أبريل|إبريل|نيسان|أفريل", "مايو|أيار|ماي", "يونيو|يونيه|حزيران|جوان", "يوليو|يوليه|تموز|جويلية", "أغسطس|آب|أوت", "سبتمبر|أيلول", "أكتوبر|تشرين الأول", "نوفمبر|تشرين الثاني", "ديسمبر|كانون الأول"],
        short_months: NONE,
        weekdays: ["الاثنين|الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
        short_weekdays: NO_DAYS },
    Language { tag: "fa",
        months: ["ژانویه|جنوری", "فوریه", "مارس", "آوریل|آپریل", "مه|می", "ژوئن", "ژوئیه|جولای", "اوت|آگوست", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"],
        short_months: NONE,
        weekdays: ["دوشنبه|دو شنبه", "سه‌شنبه|سه شنبه", "چهارشنبه|چهار شنبه", "پنج‌شنبه|پنج شنبه", "جمعه", "شنبه", "یک‌شنبه|یک شنبه"],
        short_weekdays: NO_DAYS },
    Language { tag: "ur",
        months: ["جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"],
        short_months: NONE,
        weekdays: ["پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"],
        short_weekdays: NO_DAYS },
    Language { tag: "da",
        months: ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"],
        short_months: NONE,
        weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
        short_weekdays: NO_DAYS },
    Language { tag: "nb",
        months: ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"],
        short_months: NONE,
        weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
        short_weekdays: NO_DAYS },
    Language { tag: "sv",
        months: ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
        short_months: NONE,
        weekdays: ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
        short_weekdays: NO_DAYS },
    Language { tag: "ca",
        months: ["gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre", "desembre"],
        short_months: NONE,
        weekdays: ["dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"],
        short_weekdays: NO_DAYS },
    Language { tag: "cs",
        months: ["ledna|leden|lednu", "února|únor|únoru", "března|březen|březnu", "dubna|duben|dubnu", "května|květen|květnu", "června|červen|červnu", "července|červenec|červenci", "srpna|srpen|srpnu", "září", "října|říjen|říjnu", "listopadu", "prosince|prosinec|prosinci"],
        short_months: NONE,
        weekdays: ["pondělí", "úterý", "středa|středu", "čtvrtek", "pátek", "sobota|sobotu", "neděle|neděli"],
        short_weekdays: NO_DAYS },
    Language { tag: "ro",
        months: ["ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie"],
        short_months: NONE,
        weekdays: ["luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"],
        short_weekdays: NO_DAYS },
    Language { tag: "el",
        months: ["ιανουαρίου|ιανουάριος", "φεβρουαρίου|φεβρουάριος", "μαρτίου|μάρτιος", "απριλίου|απρίλιος", "μαΐου|μάιος", "ιουνίου|ιούνιος", "ιουλίου|ιούλιος", "αυγούστου|αύγουστος", "σεπτεμβρίου|σεπτέμβριος", "οκτωβρίου|οκτώβριος", "νοεμβρίου|νοέμβριος", "δεκεμβρίου|δεκέμβριος"],
        short_months: NONE,
        weekdays: ["δευτέρα", "τρίτη", "τετάρτη", "πέμπτη", "παρασκευή", "σάββατο", "κυριακή"],
        short_weekdays: NO_DAYS },
    Language { tag: "id",
        months: ["januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember"],
        short_months: NONE,
        weekdays: ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"],
        short_weekdays: NO_DAYS },
];

/// Months of the Persian calendar from Farvardin, in Persian and in Latin letters.
#[rustfmt::skip]
pub(crate) const PERSIAN_MONTHS: [&str; 12] = [
    "فروردین|farvardin", "اردیبهشت|ordibehesht", "خرداد|khordad", "تیر|tir", "مرداد|امرداد|mordad", "شهریور|shahrivar",
    "مهر|mehr", "آبان|aban", "آذر|azar", "دی|dey", "بهمن|bahman", "اسفند|esfand",
];

/// Words that stand between a date and its time of day, or between day, month and year.
#[rustfmt::skip]
pub(crate) const JOINTS: &[&str] = &[
    "at", "um", "à", "las", "alle", "ore", "om", "о", "в", "saat", "godz", "godzina", "klo", "kl", "الساعة", "ساعت", "time", "t",
    "às", "ás", "a", "the", "on", "г", "года", "р", "року", "r", "roku", "yılı", "بوقت", "hora", "heure",
];

/// Words between the day and the month, or the month and the year.
pub(crate) const OF: &[&str] = &[
    "of", "de", "del", "di", "van", "von", "ماه", "من", "سال", "do", "عام", "لعام", "سنة",
];

/// Endings of ordinal numbers, glued to their digits.
pub(crate) const ORDINAL_ENDINGS: &[&str] = &[
    "st", "nd", "rd", "th", "er", "º", "ª", "e", "re", "го", "ого", "ste", "de", "م",
];

/// Words behind a clock reading that make it one.
pub(crate) const CLOCK_WORDS: &[&str] = &["uhr", "h", "hrs", "hours", "heures", "uur", "ч", "год"];

/// Time zone abbreviations with minutes east of UTC. Abbreviations of several zones, and those
/// that leave summer time open (`ET`, `IST`), are known as zones but carry no offset.
#[rustfmt::skip]
pub(crate) const ZONES: &[(&str, Option<i16>)] = &[
    ("Z", Some(0)), ("UTC", Some(0)), ("GMT", Some(0)), ("UT", Some(0)), ("WET", Some(0)), ("WEST", Some(60)), ("BST", Some(60)),
    ("CET", Some(60)), ("CEST", Some(120)), ("MEZ", Some(60)), ("MESZ", Some(120)), ("EET", Some(120)), ("EEST", Some(180)),
    ("SAST", Some(120)), ("MSK", Some(180)), ("TRT", Some(180)), ("EAT", Some(180)), ("IRST", Some(210)), ("IRDT", Some(270)),
    ("GST", Some(240)), ("PKT", Some(300)), ("NPT", Some(345)), ("WIB", Some(420)), ("ICT", Some(420)), ("HKT", Some(480)),
    ("SGT", Some(480)), ("PHT", Some(480)), ("AWST", Some(480)), ("JST", Some(540)), ("KST", Some(540)), ("AEST", Some(600)),
    ("AEDT", Some(660)), ("ACST", Some(570)), ("ACDT", Some(630)), ("NZST", Some(720)), ("NZDT", Some(780)), ("EST", Some(-300)), ("EDT", Some(-240)),
    ("CST", Some(-360)), ("CDT", Some(-300)), ("MST", Some(-420)), ("MDT", Some(-360)), ("PST", Some(-480)), ("PDT", Some(-420)),
    ("AKST", Some(-540)), ("AKDT", Some(-480)), ("HST", Some(-600)), ("AST", Some(-240)), ("ADT", Some(-180)), ("NST", Some(-210)),
    ("NDT", Some(-150)), ("BRT", Some(-180)), ("ART", Some(-180)), ("ET", None), ("CT", None), ("MT", None), ("PT", None), ("IST", None),
    ("ME", None),
];
