//! Datelines as agencies and papers write them.

use super::*;

fn parts(paragraph: &str) -> Option<(String, Option<String>, &str)> {
    let found = read(paragraph)?;
    let place = found.place.unwrap_or_default();
    Some((place, found.agency, paragraph.get(found.end..)?))
}

#[test]
fn place_and_agency_are_taken_out() {
    let cases = [
        (
            "TEHRAN (Tasnim) – Ministers met.",
            "TEHRAN",
            Some("Tasnim"),
            "Ministers met.",
        ),
        (
            "TEHRAN:\u{a0}Ministers met.",
            "TEHRAN",
            None,
            "Ministers met.",
        ),
        (
            "LONDON, Jan 5 (Reuters) - Shares fell.",
            "LONDON",
            Some("Reuters"),
            "Shares fell.",
        ),
        (
            "DUBAI, United Arab Emirates — Orders rose.",
            "DUBAI, United Arab Emirates",
            None,
            "Orders rose.",
        ),
        ("Paris (AFP) - Il pleut.", "Paris", Some("AFP"), "Il pleut."),
        (
            "طهران (رويترز) - قال الوزير.",
            "طهران",
            Some("رويترز"),
            "قال الوزير.",
        ),
        (
            "PORT-AU-PRINCE, Jan. 5, 2018 — Rain fell.",
            "PORT-AU-PRINCE",
            None,
            "Rain fell.",
        ),
    ];
    for (paragraph, place, agency, rest) in cases {
        let expected = (place.to_owned(), agency.map(str::to_owned), rest);
        assert_eq!(parts(paragraph), Some(expected), "{paragraph}");
    }
}

#[test]
fn agencies_stand_where_their_countries_put_them() {
    let cases = [
        (
            "Berlin (dpa/bb) - Es regnet hier.",
            "Berlin",
            "dpa/bb",
            "Es regnet hier.",
        ),
        ("(Reuters) - Shares fell.", "", "Reuters", "Shares fell."),
        (
            "(ANSA) - ROMA, 5 GEN - Il ministro parla.",
            "ROMA",
            "ANSA",
            "Il ministro parla.",
        ),
        (
            "MOSCOW, January 5. /TASS/. Rain fell.",
            "MOSCOW",
            "TASS",
            "Rain fell.",
        ),
        (
            "МОСКВА, 5 янв - РИА Новости. Министр сказал.",
            "МОСКВА",
            "РИА Новости",
            "Министр сказал.",
        ),
        (
            "Madrid, 5 ene (EFE).- El ministro habla.",
            "Madrid",
            "EFE",
            "El ministro habla.",
        ),
        (
            "TOKYO, Jan. 5 (Xinhua) -- Shares fell.",
            "TOKYO",
            "Xinhua",
            "Shares fell.",
        ),
        ("تهران- ایرنا- وزیر گفت.", "تهران", "ایرنا", "وزیر گفت."),
        ("AFP – Il pleut à Paris.", "", "AFP", "Il pleut à Paris."),
    ];
    for (paragraph, place, agency, rest) in cases {
        let expected = (place.to_owned(), Some(agency.to_owned()), rest);
        assert_eq!(parts(paragraph), Some(expected), "{paragraph}");
    }
}

#[test]
fn the_day_stands_before_the_agency_with_and_without_a_comma() {
    let cases = [
        (
            "ROMA, 15 NOV - (ANSA) Il ministro parla.",
            "ROMA",
            "ANSA",
            "Il ministro parla.",
        ),
        (
            "القاهرة 15 نوفمبر تشرين الثاني (رويترز) - قال الوزير.",
            "القاهرة",
            "رويترز",
            "قال الوزير.",
        ),
        (
            "BEIJING Nov. 15 (Xinhua) -- Rain fell.",
            "BEIJING",
            "Xinhua",
            "Rain fell.",
        ),
        (
            "КИЇВ. 15 листопада (Укрінформ). Уряд ухвалив рішення.",
            "КИЇВ",
            "Укрінформ",
            "Уряд ухвалив рішення.",
        ),
        (
            "КИЇВ. 15 листопада. УНН. Уряд ухвалив рішення.",
            "КИЇВ",
            "УНН",
            "Уряд ухвалив рішення.",
        ),
        (
            "اسلام آباد (اے پی پی): وزیر اعظم نے کہا۔",
            "اسلام آباد",
            "اے پی پی",
            "وزیر اعظم نے کہا۔",
        ),
        (
            "SAN FRANCISCO--(BUSINESS WIRE)--The firm grew.",
            "SAN FRANCISCO",
            "BUSINESS WIRE",
            "The firm grew.",
        ),
        (
            "NEW YORK, Nov. 5, 2019 /PRNewswire/ -- The firm grew.",
            "NEW YORK",
            "PRNewswire",
            "The firm grew.",
        ),
    ];
    for (paragraph, place, agency, rest) in cases {
        let expected = (place.to_owned(), Some(agency.to_owned()), rest);
        assert_eq!(parts(paragraph), Some(expected), "{paragraph}");
    }
}

#[test]
fn a_sentence_is_no_dateline() {
    for paragraph in [
        "Note: the office is closed.",
        "Apple – the company – said so.",
        "Iran on Tuesday called for talks: nothing came of it.",
        "The ministers (of defence) - both new - met.",
        "US-Iran talks went on.",
        "TEHRAN:",
        "DEAR ABBY: My husband wants to travel.",
        "EDITOR'S NOTE: This story has been corrected.",
        "UPDATE — The road is open again.",
        "Apple (the company) - and others - said so.",
        "(Photo by Jane Doe) The road is open.",
        "(See also page 5) - The road is open.",
        "The AC/DC tour - and /or/ others - began.",
        "Fars - a province - is dry.",
        "ROME. 15 people (all of them sailors). They were saved.",
        "",
    ] {
        assert_eq!(parts(paragraph), None, "{paragraph}");
    }
}
