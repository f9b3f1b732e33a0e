//! Lengths counted from today and months that stand alone, language by language.

use super::*;

/// What of a text is found, in order, counted from Friday, 5 January 2018.
fn told(text: &str, expected: &[(&str, &str)]) {
    let found = all(text, Some(ANCHOR));
    let found: Vec<_> = found
        .iter()
        .map(|(span, _, value)| (span.as_str(), value.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_west() {
    told(
        "Der Minister sagte, der Vertrag sei vor zwei Wochen unterzeichnet worden. Im Oktober hatte er gewarnt. \
         Vor drei Tagen war es anders. In zwei Monaten wird gewählt, Anfang März. Am Mittwoch hatte er es gesagt.",
        &[
            ("vor zwei Wochen", "2017-W51"),
            ("Oktober", "2017-10"),
            ("Vor drei Tagen", "2018-01-02"),
            ("In zwei Monaten", "2018-03"),
            ("März", "2018-03"),
            ("Mittwoch", "2018-01-03"),
        ],
    );
    told(
        "Le ministre a déclaré que le traité avait été signé il y a deux semaines. En octobre, il avait averti le conseil. \
         Il y a trois jours, c’était différent. Les élections auront lieu dans deux mois. Jeudi, il a reçu les syndicats.",
        &[
            ("il y a deux semaines", "2017-W51"),
            ("octobre", "2017-10"),
            ("Il y a trois jours", "2018-01-02"),
            ("dans deux mois", "2018-03"),
            ("Jeudi", "2018-01-04"),
        ],
    );
    told(
        "De minister zei dat het verdrag twee weken geleden is getekend en dat de regering het niet zal aanpassen. \
         In september had hij de pers nog gewaarschuwd. Een jaar geleden was het anders, maar dat zijn we vergeten.",
        &[
            ("twee weken geleden", "2017-W51"),
            ("september", "2017-09"),
            ("Een jaar geleden", "2017"),
        ],
    );
}

#[test]
fn the_south() {
    told(
        "El ministro dijo que el tratado fue firmado hace dos semanas. En octubre había advertido a la prensa. \
         Hace 3 días era diferente. A finales de noviembre los precios bajaron.",
        &[
            ("hace dos semanas", "2017-W51"),
            ("octubre", "2017-10"),
            ("Hace 3 días", "2018-01-02"),
            ("noviembre", "2017-11"),
        ],
    );
    told(
        "Il ministro ha detto che il trattato è stato firmato due settimane fa. A ottobre aveva avvertito la stampa. Le elezioni si terranno tra due mesi.",
        &[
            ("due settimane fa", "2017-W51"),
            ("ottobre", "2017-10"),
            ("tra due mesi", "2018-03"),
        ],
    );
    told(
        "O ministro disse que o tratado foi assinado há duas semanas. Em outubro tinha avisado a imprensa. Há um ano era diferente.",
        &[
            ("há duas semanas", "2017-W51"),
            ("outubro", "2017-10"),
            ("Há um ano", "2017"),
        ],
    );
}

#[test]
fn the_slavs() {
    told(
        "Minister powiedział, że traktat został podpisany dwa tygodnie temu. W październiku ostrzegł prasę. Rok temu było inaczej. \
         W środę rząd przyjął projekt ustawy.",
        &[
            ("dwa tygodnie temu", "2017-W51"),
            ("październiku", "2017-10"),
            ("Rok temu", "2017"),
            ("środę", "2018-01-03"),
        ],
    );
    told(
        "Министр сообщил, что договор был подписан две недели назад. В октябре он предупредил журналистов. Год назад всё было иначе. \
         В среду правительство одобрило законопроект, а через два дня после этого его внесли.",
        &[
            ("две недели назад", "2017-W51"),
            ("октябре", "2017-10"),
            ("Год назад", "2017"),
            ("среду", "2018-01-03"),
        ],
    );
    told(
        "Міністр повідомив, що договір був підписаний два тижні тому. У жовтні він попередив журналістів. У середу уряд ухвалив рішення.",
        &[
            ("два тижні тому", "2017-W51"),
            ("жовтні", "2017-10"),
            ("середу", "2018-01-03"),
        ],
    );
}

#[test]
fn the_east() {
    told(
        "Bakan anlaşmanın iki hafta önce imzalandığını söyledi. Ekim ayında gazetecileri uyarmıştı. Çarşamba günü hükümet kararı açıkladı.",
        &[
            ("iki hafta önce", "2017-W51"),
            ("Ekim", "2017-10"),
            ("Çarşamba", "2018-01-03"),
        ],
    );
    told(
        "قال الوزير إن الاتفاق وقع قبل أسبوعين. وقد حذر الصحفيين في أكتوبر. قبل ثلاثة أيام كان الأمر مختلفا.",
        &[
            ("قبل أسبوعين", "2017-W51"),
            ("أكتوبر", "2017-10"),
            ("قبل ثلاثة أيام", "2018-01-02"),
        ],
    );
    // Which of our years "two years ago" is, a Persian year does not tell.
    told(
        "وزیر گفت که این قرارداد دو هفته پیش امضا شد. در اکتبر به خبرنگاران هشدار داده بود. سه روز پیش و دو سال پیش اوضاع فرق داشت.",
        &[
            ("دو هفته پیش", "2017-W51"),
            ("اکتبر", "2017-10"),
            ("سه روز پیش", "2018-01-02"),
            ("دو سال پیش", ""),
        ],
    );
    told(
        "وزیر نے کہا کہ معاہدے پر دو ہفتے قبل دستخط ہوئے تھے۔ اکتوبر میں انہوں نے صحافیوں کو خبردار کیا تھا۔ تین دن پہلے صورت حال مختلف تھی۔",
        &[
            ("دو ہفتے قبل", "2017-W51"),
            ("اکتوبر", "2017-10"),
            ("تین دن پہلے", "2018-01-02"),
        ],
    );
}
