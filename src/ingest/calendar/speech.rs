//! How the other languages speak of days, weeks, months, years, seasons, quarters and decades from
//! where they stand in time, one table a language.
//!
//! Alternatives are separated by `|`, the words and marks of one by blanks. Forms are those that
//! newspapers use, not whole paradigms.

use super::english::Unit;

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Speech {
    /// BCP 47 tag.
    pub(crate) tag: &'static str,
    /// Days before yesterday to after tomorrow, from -2.
    pub(crate) days: [&'static str; 5],
    /// `last`, `this`, `next`, before or behind what they belong to.
    pub(crate) turns: [&'static str; 3],
    /// Units of time.
    pub(crate) units: &'static [(&'static str, Unit)],
    /// Spring, summer, autumn, winter.
    pub(crate) seasons: [&'static str; 4],
    /// First to fourth, before or behind `quarter`.
    pub(crate) ordinals: [&'static str; 4],
    /// What stands before the number of a decade, and what behind it.
    pub(crate) decade: (&'static str, &'static str),
    /// Words that put a clause into the past; `*` begins an ending.
    pub(crate) back: &'static str,
    /// Words that put it into the future.
    pub(crate) ahead: &'static str,
}

/// The table of a language.
pub(crate) fn of(tag: &str) -> Option<&'static Speech> {
    SPEECHES.iter().find(|speech| speech.tag == tag)
}

impl Speech {
    /// Every form that may begin an expression.
    pub(crate) fn openers(&self) -> impl Iterator<Item = &'static str> {
        let units = self.units.iter().map(|(words, _)| *words);
        let lists = self.days.into_iter().chain(self.turns).chain(self.seasons);
        let lists = lists
            .chain(self.ordinals)
            .chain([self.decade.0])
            .chain(units);
        lists.flat_map(|words| words.split('|'))
    }
}

/// The languages, English left out: its grammar is read.
#[rustfmt::skip]
pub(crate) const SPEECHES: &[Speech] = &[
    Speech { tag: "de",
        days: ["vorgestern", "gestern", "heute", "morgen", "übermorgen"],
        turns: ["letzte|letzten|letzter|letztes|letztem|vergangene|vergangenen|vergangener|vergangenes|vergangenem|vorige|vorigen|voriger|voriges",
            "diese|diesen|dieser|dieses|diesem", "nächste|nächsten|nächster|nächstes|nächstem|kommende|kommenden|kommender|kommendes|kommendem"],
        units: &[("woche", Unit::Week), ("wochenende", Unit::Weekend), ("monat|monats", Unit::Month), ("jahr|jahres", Unit::Year),
            ("quartal|quartals", Unit::Quarter), ("jahrzehnt|jahrzehnts", Unit::Decade)],
        seasons: ["frühling|frühjahr|frühjahrs", "sommer|sommers", "herbst|herbstes", "winter|winters"],
        ordinals: ["erste|ersten|erstes", "zweite|zweiten|zweites", "dritte|dritten|drittes", "vierte|vierten|viertes"],
        decade: ("", "er jahre|er jahren|er"),
        back: "war|waren|wurde|wurden|hat|haben|hatte|hatten|sagte|teilte|erklärte|kam|kamen|gab|ging|begann|starb|starben|berichtete",
        ahead: "wird|werden|soll|sollen|will|wollen|plant|planen" },
    Speech { tag: "fr",
        days: ["avant - hier", "hier", "aujourd ' hui|aujourd ’ hui", "demain", "après - demain"],
        turns: ["dernier|dernière|passé|passée", "ce|cet|cette", "prochain|prochaine"],
        units: &[("semaine", Unit::Week), ("week - end|weekend", Unit::Weekend), ("mois", Unit::Month), ("année|an", Unit::Year),
            ("trimestre", Unit::Quarter), ("décennie", Unit::Decade)],
        seasons: ["printemps", "été", "automne", "hiver"],
        ordinals: ["premier", "deuxième|second", "troisième", "quatrième"],
        decade: ("années", ""),
        back: "a|ont|était|étaient|avait|avaient|fut|furent|annoncé|déclaré",
        ahead: "sera|seront|va|vont|doit|doivent|devrait|devraient|aura|auront|pourra" },
    Speech { tag: "es",
        days: ["anteayer|antes de ayer", "ayer", "hoy", "mañana", "pasado mañana"],
        turns: ["pasado|pasada|último|última", "este|esta", "próximo|próxima|que viene"],
        units: &[("semana", Unit::Week), ("fin de semana", Unit::Weekend), ("mes", Unit::Month), ("año", Unit::Year),
            ("trimestre", Unit::Quarter), ("década", Unit::Decade)],
        seasons: ["primavera", "verano", "otoño", "invierno"],
        ordinals: ["primer|primero", "segundo", "tercer|tercero", "cuarto"],
        decade: ("años|década de", ""),
        back: "fue|fueron|ha|han|había|habían|dijo|estaba|era|eran|tuvo|*ó|*aron|*ieron",
        ahead: "va|van|serán|tendrán|*rá" },
    Speech { tag: "it",
        days: ["l ' altro ieri|l ’ altro ieri|altroieri", "ieri", "oggi", "domani", "dopodomani"],
        turns: ["scorso|scorsa|passato|passata", "questo|questa|quest '|quest ’", "prossimo|prossima"],
        units: &[("settimana", Unit::Week), ("fine settimana|weekend", Unit::Weekend), ("mese", Unit::Month), ("anno", Unit::Year),
            ("trimestre", Unit::Quarter), ("decennio", Unit::Decade)],
        seasons: ["primavera", "estate", "autunno", "inverno"],
        ordinals: ["primo", "secondo", "terzo", "quarto"],
        decade: ("anni", ""),
        back: "è|ha|hanno|era|erano|fu|furono|stato|stata|aveva|avevano|detto",
        ahead: "sarà|saranno|dovrà|dovranno|dovrebbe|verrà|verranno|avrà|potrà" },
    Speech { tag: "pt",
        days: ["anteontem", "ontem", "hoje", "amanhã", "depois de amanhã"],
        turns: ["passado|passada|último|última", "este|esta|neste|nesta", "próximo|próxima|que vem"],
        units: &[("semana", Unit::Week), ("fim de semana", Unit::Weekend), ("mês", Unit::Month), ("ano", Unit::Year),
            ("trimestre", Unit::Quarter), ("década", Unit::Decade)],
        seasons: ["primavera", "verão", "outono", "inverno"],
        ordinals: ["primeiro", "segundo", "terceiro", "quarto"],
        decade: ("anos|década de", ""),
        back: "foi|foram|disse|era|eram|teve|havia|estava|*ou|*aram|*eram|*iram",
        ahead: "vai|vão|deve|devem|serão|*rá" },
    Speech { tag: "nl",
        days: ["eergisteren", "gisteren", "vandaag", "morgen", "overmorgen"],
        turns: ["vorige|afgelopen", "deze|dit", "volgende|komende"],
        units: &[("week", Unit::Week), ("weekend|weekeinde", Unit::Weekend), ("maand", Unit::Month), ("jaar", Unit::Year),
            ("kwartaal", Unit::Quarter), ("decennium", Unit::Decade)],
        seasons: ["lente|voorjaar", "zomer", "herfst|najaar", "winter"],
        ordinals: ["eerste", "tweede", "derde", "vierde"],
        decade: ("jaren", ""),
        back: "was|waren|werd|werden|heeft|hebben|had|hadden|zei|kwam|kwamen",
        ahead: "zal|zullen|wordt|worden|gaat|gaan|moet" },
    Speech { tag: "pl",
        days: ["przedwczoraj", "wczoraj", "dziś|dzisiaj", "jutro", "pojutrze"],
        turns: ["zeszły|zeszłym|zeszłego|zeszła|zeszłej|zeszłą|ubiegły|ubiegłym|ubiegłego|ubiegła|ubiegłej|ubiegłą|miniony|minionym|minionego|miniona|minionej|minioną",
            "ten|tym|tego|ta|tej|tę|bieżący|bieżącym|bieżącego", "przyszły|przyszłym|przyszłego|przyszła|przyszłej|przyszłą|następny|następnym|następnego"],
        units: &[("tydzień|tygodniu|tygodnia", Unit::Week), ("weekend", Unit::Weekend), ("miesiąc|miesiącu|miesiąca", Unit::Month), ("rok|roku", Unit::Year),
            ("kwartał|kwartale|kwartału", Unit::Quarter)],
        seasons: ["wiosna|wiosną|wiosny|wiosnę", "lato|latem", "jesień|jesienią|jesieni", "zima|zimą|zimy|zimę"],
        ordinals: ["pierwszy|pierwszym|pierwszego", "drugi|drugim|drugiego", "trzeci|trzecim|trzeciego", "czwarty|czwartym|czwartego"],
        decade: ("lata|lat|latach", ""),
        back: "był|była|było|były|został|została|zostało|zostały|powiedział|powiedziała|zginęło|odbył|odbyła|odbyło|*ił|*iła|*ili|*ął|*ęła|*ęli|*ował|*owała|*owali|*owało",
        ahead: "będzie|będą|ma|mają|zostanie|zostaną|odbędzie" },
    Speech { tag: "ru",
        days: ["позавчера", "вчера", "сегодня", "завтра", "послезавтра"],
        turns: ["прошлый|прошлая|прошлое|прошлую|прошлой|прошлого|прошлом|минувший|минувшая|минувшую|минувшей|минувшего|минувшем|прошедший|прошедшую|прошедшей|прошедшего",
            "этот|эта|это|эту|этой|этого|этом|нынешний|нынешнего|нынешнем|текущего|текущем",
            "следующий|следующая|следующее|следующую|следующей|следующего|следующем|будущий|будущая|будущую|будущей|будущего|будущем"],
        units: &[("неделя|неделю|неделе|недели", Unit::Week), ("выходные", Unit::Weekend), ("месяц|месяце|месяца", Unit::Month), ("год|году|года", Unit::Year),
            ("квартал|квартале|квартала", Unit::Quarter), ("десятилетие|десятилетии", Unit::Decade)],
        seasons: ["весна|весной|весны|весну", "лето|летом|лета", "осень|осенью|осени", "зима|зимой|зимы|зиму"],
        ordinals: ["первый|первом|первого", "второй|втором|второго", "третий|третьем|третьего", "четвертый|четвертом|четвертого|четвёртый|четвёртом|четвёртого"],
        decade: ("", "- е|- х|- ми|е|х"),
        back: "был|была|было|были|сообщил|сообщила|заявил|заявила|прошел|прошла|состоялся|состоялась|погиб|погибли|произошел|произошла|произошло|*ил|*ила|*или|*ило|*вал|*вала|*вали|*лся|*лась|*лись|*лось",
        ahead: "будет|будут|пройдет|пройдёт|состоится|состоятся|планируется|намерен|намерены" },
    Speech { tag: "uk",
        days: ["позавчора", "вчора|учора", "сьогодні", "завтра", "післязавтра"],
        turns: ["минулий|минула|минуле|минулу|минулої|минулого|минулому|минулій", "цей|ця|це|цю|цього|цьому|цієї|цій|поточного",
            "наступний|наступна|наступне|наступну|наступної|наступного|наступному|наступній"],
        units: &[("тиждень|тижня|тижні|тижню", Unit::Week), ("вихідні", Unit::Weekend), ("місяць|місяця|місяці", Unit::Month), ("рік|року|році", Unit::Year),
            ("квартал|кварталі|кварталу", Unit::Quarter)],
        seasons: ["весна|весни|весну|весною|навесні", "літо|літа|влітку", "осінь|осені|восени", "зима|зими|зиму|взимку"],
        ordinals: ["перший|першому|першого", "другий|другому|другого", "третій|третьому|третього", "четвертий|четвертому|четвертого"],
        decade: ("", "- ті|- х|- их|ті|х"),
        back: "був|була|було|були|повідомив|повідомила|заявив|заявила|відбувся|відбулася|відбулося|загинув|загинули|*ив|*ила|*или|*ило|*вав|*вала|*вали|*вся|*лася|*лися|*лося",
        ahead: "буде|будуть|відбудеться|відбудуться|планує|планують" },
    Speech { tag: "tr",
        days: ["evvelsi gün", "dün", "bugün", "yarın", ""],
        turns: ["geçen|geçtiğimiz", "bu", "gelecek|önümüzdeki"],
        units: &[("hafta|haftaki", Unit::Week), ("hafta sonu", Unit::Weekend), ("ay|ayın|ayda", Unit::Month), ("yıl|yılın|yılki|sene", Unit::Year),
            ("çeyrek|çeyreği|çeyreğinde", Unit::Quarter)],
        seasons: ["ilkbahar|bahar", "yaz", "sonbahar|güz", "kış"],
        ordinals: ["birinci|ilk", "ikinci", "üçüncü", "dördüncü"],
        decade: ("", "' lar|’ lar|' larda|’ larda|' ların|’ ların|' lı yıllar|’ lı yıllar|' lı yıllarda|’ lı yıllarda"),
        back: "oldu|etti|dedi|yapıldı|söyledi|açıkladı|öldü|edildi|geldi|gitti",
        ahead: "*acak|*ecek|*acaktır|*ecektir" },
    Speech { tag: "ar",
        days: ["أول أمس|أول من أمس", "أمس", "اليوم", "غدا|غداً", "بعد غد"],
        turns: ["الماضي|الماضية|المنصرم|المنصرمة|الفائت", "هذا|هذه|الحالي|الحالية|الجاري|الجارية", "المقبل|المقبلة|القادم|القادمة"],
        units: &[("الأسبوع|أسبوع", Unit::Week), ("نهاية الأسبوع", Unit::Weekend), ("الشهر|شهر", Unit::Month), ("العام|عام|السنة|سنة", Unit::Year),
            ("الربع|ربع", Unit::Quarter), ("العقد", Unit::Decade)],
        seasons: ["الربيع|ربيع", "الصيف|صيف", "الخريف|خريف", "الشتاء|شتاء"],
        ordinals: ["الأول|أول", "الثاني|ثاني", "الثالث|ثالث", "الرابع|رابع"],
        decade: ("تسعينيات القرن", ""),
        back: "قال|قالت|كان|كانت|أعلن|أعلنت|قتل|قتلت|أفاد|أفادت|ذكرت|وصل|وصلت|التقى|عقد",
        ahead: "سوف|سيتم|ستكون|سيكون|ستعقد|سيعقد|ستبدأ|سيبدأ" },
    Speech { tag: "fa",
        days: ["پریروز", "دیروز", "امروز", "فردا", "پس فردا"],
        turns: ["گذشته|پیش|قبل", "این|جاری", "آینده"],
        units: &[("هفته", Unit::Week), ("آخر هفته", Unit::Weekend), ("ماه", Unit::Month), ("سال", Unit::Year), ("سه ماهه", Unit::Quarter)],
        seasons: ["بهار", "تابستان", "پاییز|پائیز", "زمستان"],
        ordinals: ["اول|نخست", "دوم", "سوم", "چهارم"],
        decade: ("دهه", ""),
        back: "بود|بودند|شد|شدند|کرد|کردند|گفت|گفتند|داد|دادند|رسید",
        ahead: "خواهد|خواهند|قرار" },
    Speech { tag: "ur",
        days: ["", "گزشتہ روز", "آج", "", ""],
        turns: ["گزشتہ|پچھلے|پچھلی|پچھلا", "اس|رواں|موجودہ", "اگلے|اگلی|اگلا|آئندہ"],
        units: &[("ہفتے", Unit::Week), ("ماہ|مہینے|مہینہ", Unit::Month), ("سال|برس", Unit::Year), ("سہ ماہی", Unit::Quarter)],
        seasons: ["بہار", "گرما|گرمیوں", "خزاں", "سرما|سردیوں"],
        ordinals: ["پہلی", "دوسری", "تیسری", "چوتھی"],
        decade: ("", "کی دہائی"),
        back: "تھا|تھی|تھے|کہا|گیا|گئی|گئے|ہوا|ہوئی|ہوئے|کیا|بتایا",
        ahead: "گا|گی|گے" },
];
