//! Times told from where they are spoken of, language by language.

use super::*;

/// What of a text is found, in order, counted from Friday, 5 January 2018.
fn told(text: &str, expected: &[(&str, Option<&str>)]) {
    let found = all(text, Some(ANCHOR));
    let found: Vec<_> = found
        .iter()
        .map(|(span, _, value)| (span.as_str(), value.as_deref()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn german() {
    told(
        "Der Minister sagte gestern, das Gesetz sei in der vergangenen Woche beschlossen worden. Am Dienstag kam der Rat zusammen, am \
         Montag wird er wieder tagen, und nächsten Monat soll alles fertig sein. Im dritten Quartal 2017 und im Sommer 2016 war es noch anders, \
         ebenso in den 1990er Jahren.",
        &[
            ("gestern", Some("2018-01-04")),
            ("vergangenen Woche", Some("2017-W52")),
            ("Dienstag", Some("2018-01-02")),
            ("Montag", Some("2018-01-08")),
            ("nächsten Monat", Some("2018-02")),
            ("dritten Quartal 2017", Some("2017-Q3")),
            ("Sommer 2016", Some("2016-SU")),
            ("1990er Jahren", Some("199")),
        ],
    );
}

#[test]
fn french() {
    told(
        "Le ministre a annoncé hier que la loi avait été votée la semaine dernière. Le conseil sera réuni lundi et les travaux \
         vont commencer le mois prochain. Au troisième trimestre 2017 et pendant l’été 2016, comme dans les années 1990, c’était différent.",
        &[
            ("hier", Some("2018-01-04")),
            ("semaine dernière", Some("2017-W52")),
            ("lundi", Some("2018-01-08")),
            ("mois prochain", Some("2018-02")),
            ("troisième trimestre 2017", Some("2017-Q3")),
            ("été 2016", Some("2016-SU")),
            ("années 1990", Some("199")),
        ],
    );
}

#[test]
fn spanish() {
    told(
        "El ministro dijo ayer que la ley fue aprobada la semana pasada. El consejo se reunió el martes, volverá a reunirse el lunes, que será \
         festivo, y el mes que viene todo estará listo. En el tercer trimestre de 2017 y en los años 90 las cosas eran distintas para todos.",
        &[
            ("ayer", Some("2018-01-04")),
            ("semana pasada", Some("2017-W52")),
            ("martes", Some("2018-01-02")),
            ("lunes", Some("2018-01-08")),
            ("mes que viene", Some("2018-02")),
            ("tercer trimestre de 2017", Some("2017-Q3")),
            ("años 90", Some("199")),
        ],
    );
}

#[test]
fn italian() {
    told(
        "Il ministro ha detto ieri che la legge è stata approvata la settimana scorsa. Il consiglio sarà riunito lunedì e il mese prossimo \
         tutto dovrà essere pronto. Nel terzo trimestre 2017 e negli anni Novanta, come negli anni ’90, la situazione era diversa.",
        &[
            ("ieri", Some("2018-01-04")),
            ("settimana scorsa", Some("2017-W52")),
            ("lunedì", Some("2018-01-08")),
            ("mese prossimo", Some("2018-02")),
            ("terzo trimestre 2017", Some("2017-Q3")),
            ("anni ’90", Some("199")),
        ],
    );
}

#[test]
fn portuguese() {
    told(
        "O ministro disse ontem que a lei foi aprovada na semana passada. O conselho vai reunir-se na segunda-feira e no próximo mês tudo \
         deve estar pronto. No terceiro trimestre de 2017 e nos anos 90 a situação era muito diferente para todos.",
        &[
            ("ontem", Some("2018-01-04")),
            ("semana passada", Some("2017-W52")),
            ("segunda-feira", Some("2018-01-08")),
            ("próximo mês", Some("2018-02")),
            ("terceiro trimestre de 2017", Some("2017-Q3")),
            ("anos 90", Some("199")),
        ],
    );
}

#[test]
fn dutch() {
    told(
        "De minister zei gisteren dat de wet vorige week was aangenomen. De raad zal maandag bijeenkomen en volgende maand moet alles klaar \
         zijn. In het derde kwartaal van 2017 en in de zomer van 2016 was het anders, net als in de jaren 90.",
        &[
            ("gisteren", Some("2018-01-04")),
            ("vorige week", Some("2017-W52")),
            ("maandag", Some("2018-01-08")),
            ("volgende maand", Some("2018-02")),
            ("derde kwartaal van 2017", Some("2017-Q3")),
            ("zomer van 2016", Some("2016-SU")),
            ("jaren 90", Some("199")),
        ],
    );
}

#[test]
fn polish() {
    told(
        "Minister powiedział wczoraj, że ustawa została przyjęta w zeszłym tygodniu. W poniedziałek odbędzie się posiedzenie rady, a w \
         przyszłym miesiącu wszystko się zmieni. W trzecim kwartale 2017 i w latach 90. było inaczej niż latem 2016 roku.",
        &[
            ("wczoraj", Some("2018-01-04")),
            ("zeszłym tygodniu", Some("2017-W52")),
            ("poniedziałek", Some("2018-01-08")),
            ("przyszłym miesiącu", Some("2018-02")),
            ("trzecim kwartale 2017", Some("2017-Q3")),
            ("latach 90.", Some("199")),
            ("latem 2016", Some("2016-SU")),
        ],
    );
}

#[test]
fn russian() {
    told(
        "Министр заявил вчера, что закон был принят на прошлой неделе. В понедельник состоится новое заседание, а в следующем месяце все будет \
         готово. В третьем квартале 2017 года и летом 2016 года было иначе, как и в 1990-е.",
        &[
            ("вчера", Some("2018-01-04")),
            ("прошлой неделе", Some("2017-W52")),
            ("понедельник", Some("2018-01-08")),
            ("следующем месяце", Some("2018-02")),
            ("третьем квартале 2017", Some("2017-Q3")),
            ("летом 2016", Some("2016-SU")),
            ("1990-е", Some("199")),
        ],
    );
}

#[test]
fn ukrainian() {
    told(
        "Міністр заявив учора, що закон був ухвалений минулого тижня. У понеділок відбудеться нове засідання, а наступного місяця все буде \
         готове. У третьому кварталі 2017 року та влітку 2016 року було інакше, як і в 1990-ті.",
        &[
            ("учора", Some("2018-01-04")),
            ("минулого тижня", Some("2017-W52")),
            ("понеділок", Some("2018-01-08")),
            ("наступного місяця", Some("2018-02")),
            ("третьому кварталі 2017", Some("2017-Q3")),
            ("влітку 2016", Some("2016-SU")),
            ("1990-ті", Some("199")),
        ],
    );
}

#[test]
fn turkish() {
    told(
        "Bakan dün yaptığı açıklamada yasanın geçen hafta kabul edildiğini söyledi. Kurul pazartesi günü toplanacak ve gelecek ay her şey hazır \
         olacak. Ülkede 1990’larda ve geçen yıl durum çok farklıydı, dedi.",
        &[
            ("dün", Some("2018-01-04")),
            ("geçen hafta", Some("2017-W52")),
            ("pazartesi", Some("2018-01-08")),
            ("gelecek ay", Some("2018-02")),
            ("1990’larda", Some("199")),
            ("geçen yıl", Some("2017")),
        ],
    );
}

#[test]
fn arabic() {
    told(
        "قال الوزير أمس إن القانون أقر في الأسبوع الماضي بعد نقاش طويل في البرلمان. وسوف يجتمع المجلس يوم الاثنين وفي الشهر المقبل لمتابعة العمل.",
        &[
            ("أمس", Some("2018-01-04")),
            ("الأسبوع الماضي", Some("2017-W52")),
            ("الاثنين", Some("2018-01-08")),
            ("الشهر المقبل", Some("2018-02")),
        ],
    );
}

#[test]
fn persian() {
    told(
        "وزیر دیروز گفت که این قانون هفته گذشته در مجلس تصویب شد. جلسه بعدی دوشنبه برگزار خواهد شد و سال آینده همه چیز آماده است.",
        &[
            ("دیروز", Some("2018-01-04")),
            ("هفته گذشته", Some("2017-W52")),
            ("دوشنبه", Some("2018-01-08")),
            // The Persian year begins in March.
            ("سال آینده", None),
        ],
    );
}

#[test]
fn urdu() {
    told(
        "وزیر نے گزشتہ روز کہا کہ قانون گزشتہ ہفتے منظور ہوا تھا۔ اجلاس جمعرات کو ہو گا اور اگلے ماہ سب کچھ تیار ہو گا۔",
        &[
            ("گزشتہ روز", Some("2018-01-04")),
            ("گزشتہ ہفتے", Some("2017-W52")),
            ("جمعرات", Some("2018-01-11")),
            ("اگلے ماہ", Some("2018-02")),
        ],
    );
}

#[test]
fn a_weekday_without_a_verb_and_words_of_other_languages_stay_open() {
    told(
        "Bericht vom Dienstag über die Lage in den Städten und Dörfern an der Küste und über das Wetter in den Bergen",
        &[("Dienstag", None)],
    );
    // Some years, and which they are is not said.
    told(
        "In den letzten Jahren wurde viel gebaut, und die Zahl der letzten Jahre hat sich verdoppelt, wie der Rat der Stadt erklärte.",
        &[],
    );
    // "Hier" is "here" in German, "morgen" no morning.
    told(
        "Hier war die Lage der Dörfer an der Küste schlecht, am Morgen gab es keinen Strom und kein Wasser für die Leute.",
        &[],
    );
}
