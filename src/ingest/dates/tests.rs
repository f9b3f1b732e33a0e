use super::*;
use crate::ingest::calendar::names::LANGUAGES;
use chrono::{Datelike as _, NaiveDate};
use proptest::prelude::*;

fn written(line: &str) -> Vec<String> {
    find_moments(line, DayMonthOrder::Unknown)
        .into_iter()
        .map(|found| found.moment.to_string())
        .collect()
}

const WRITTEN: &[(&str, &str)] = &[
    ("2018-01-05", "2018-01-05"),
    ("2018-01-05T21:52", "2018-01-05T21:52"),
    ("2018-01-05T21:52:07Z", "2018-01-05T21:52:07Z"),
    ("2018-01-05T21:52:07.123+03:30", "2018-01-05T21:52:07+03:30"),
    ("2018-01-05 21:52:07 -0500", "2018-01-05T21:52:07-05:00"),
    ("Fri, 05 Jan 2018 17:13:00 GMT", "2018-01-05T17:13Z"),
    ("Fri, 05 Jan 2018 17:13 -0500", "2018-01-05T17:13-05:00"),
    ("Fri Jan  5 17:13:00 2018", "2018-01-05T17:13"),
    ("Fri Jan 05 17:13:00 +0000 2018", "2018-01-05T17:13Z"),
    ("January 5, 2018", "2018-01-05"),
    ("22 January 2025 - 21:52", "2025-01-22T21:52"),
    ("Jan 5, 2018 - 5:13PM", "2018-01-05T17:13"),
    ("Jan. 5th, 2018, 12:05 a.m. EST", "2018-01-05T00:05-05:00"),
    (
        "Friday, January 5th, 2018 at 5:13 p.m. EST",
        "2018-01-05T17:13-05:00",
    ),
    ("5 Jan 2018", "2018-01-05"),
    ("05-Jan-18", "2018-01-05"),
    ("5.1.2018", "2018-01-05"),
    ("25/01/2018", "2018-01-25"),
    ("01/25/2018", "2018-01-25"),
    ("5th of January, 2018", "2018-01-05"),
    ("2018 January 5", "2018-01-05"),
    ("January 2018", "2018-01"),
    ("11:24 am ET, Fri January 5, 2018", "2018-01-05T11:24"),
    ("Melanie Earley15:35, Oct 29 2020", "2020-10-29T15:35"),
    ("Di, 21. April 2020 - 16:40", "2020-04-21T16:40"),
    ("01.04.2023, 12:00 Uhr", "2023-04-01T12:00"),
    ("5. Januar 2018 um 16 Uhr", "2018-01-05T16:00"),
    ("(22 juin 2018 @11h13)", "2018-06-22T11:13"),
    ("le vendredi 1er août 2014 à 9 h 05", "2014-08-01T09:05"),
    (
        "viernes, 5 de enero de 2018 a las 17:13",
        "2018-01-05T17:13",
    ),
    (
        "sexta-feira, 5 de janeiro de 2018 às 17h13",
        "2018-01-05T17:13",
    ),
    (
        "venerdì 5 gennaio 2018 alle ore 17.13 h",
        "2018-01-05T17:13",
    ),
    ("5 stycznia 2018, godz. 17:13", "2018-01-05T17:13"),
    ("5 января 2018 г. в 17:13", "2018-01-05T17:13"),
    ("5 січня 2018", "2018-01-05"),
    ("5 Ocak 2018 Cuma 17:13", "2018-01-05T17:13"),
    ("٥ يناير ٢٠١٨", "2018-01-05"),
    ("5 كانون الثاني 2018", "2018-01-05"),
    ("۳ بهمن ۱۴۰۳", "2025-01-22"),
    ("1403/11/03", "2025-01-22"),
    ("3 Bahman 1403", "2025-01-22"),
    ("۵ ژانویه ۲۰۱۸ ساعت ۱۷:۱۳", "2018-01-05T17:13"),
    ("5 جنوری 2018", "2018-01-05"),
    ("29 February 2016", "2016-02-29"),
    ("2018年1月5日", "2018-01-05"),
    ("March 11, 20200 comments", "2020-03-11"),
    ("06/11/20230 Kommentare", "2023-11-06"),
    ("Mar 31, 2021 - 11:18PM", "2021-03-31T23:18"),
    ("Mar. 5, 2018", "2018-03-05"),
    ("mar 5 janv. 2016", "2016-01-05"),
    ("18:02, Mar 3 2020", "2020-03-03T18:02"),
    ("10. marts 2020", "2020-03-10"),
    ("dilluns, 23 de març 2020", "2020-03-23"),
    ("lördag 5 maj 2018", "2018-05-05"),
    ("5. května 2018", "2018-05-05"),
    ("5 Αυγούστου 2018", "2018-08-05"),
    ("5 Agustus 2018", "2018-08-05"),
    ("5 iulie 2018", "2018-07-05"),
];

#[test]
fn dates_as_newspapers_write_them() {
    for &(line, value) in WRITTEN {
        assert_eq!(written(line), [value], "{line}");
    }
}

#[test]
fn what_is_no_date_stays_none() {
    for line in [
        "30 February 2018",
        "2018-02-30",
        "31.04.2018",
        "29 February 2018",
        "32/01/2018",
        "13/13/2018",
        "0000-00-00",
        "January 0, 2018",
        "1403/12/31",
        "5 January 0000",
        "5.1.12025",
        "version 1.5.1.2018",
        "2018-01-05-77",
        "262143-01-01",
        "tel. 05-01-20189",
        "",
        "5 January",
        "may 5",
        "1920x1080",
        "10.1.2.3",
    ] {
        assert_eq!(written(line), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn an_impossible_time_leaves_the_day() {
    for line in [
        "5 January 2018 21:60",
        "5 January 2018 25:00",
        "2018-01-05 24:01",
    ] {
        assert_eq!(written(line), ["2018-01-05"], "{line}");
    }
    assert_eq!(written("2018-01-05T21:52:60Z"), ["2018-01-05T21:52Z"]);
    assert_eq!(written("2018-01-05T21:52:00+25:00"), ["2018-01-05T21:52"]);
}

#[test]
fn order_of_day_and_month_is_evidence_or_said_to_be_unknown() {
    let read = |line, order| {
        let found = find_moments(line, order);
        (found[0].moment.to_string(), found[0].ambiguous)
    };
    assert_eq!(
        read("01/05/2018", DayMonthOrder::MonthFirst),
        ("2018-01-05".into(), false)
    );
    assert_eq!(
        read("05/01/2018", DayMonthOrder::DayFirst),
        ("2018-01-05".into(), false)
    );
    assert!(read("05/01/2018", DayMonthOrder::Unknown).1);
    assert_eq!(
        read("Friday 01/05/2018", DayMonthOrder::Unknown),
        ("2018-01-05".into(), false)
    );
    assert_eq!(
        read("13/05/2018", DayMonthOrder::MonthFirst),
        ("2018-05-13".into(), false)
    );
    assert!(
        read("Monday, January 5, 2018", DayMonthOrder::Unknown).1,
        "wrong weekday"
    );
}

#[test]
fn several_dates_in_a_line() {
    assert_eq!(
        written("Ausstellung: 4. November 2023 bis 2. Dezember 2023, 10:00-18:00"),
        ["2023-11-04", "2023-12-02T10:00"]
    );
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (1601_i32..2100, 1_u32..=366)
        .prop_filter_map("day of year", |(y, d)| NaiveDate::from_yo_opt(y, d))
}

proptest! {
    #[test]
    fn any_text_gives_valid_dates_in_order(text in "(\\PC|[0-9./: -]|January|Jan|5 |2018|mai|بهمن|۱۴۰۳){0,60}") {
        let mut end = 0;
        for found in find_moments(&text, DayMonthOrder::Unknown) {
            prop_assert!(found.range.start >= end && found.range.start < found.range.end);
            prop_assert!(text.get(found.range.clone()).is_some());
            prop_assert!((1000..=2100).contains(&found.moment.local.year()));
            end = found.range.end;
        }
    }

    #[test]
    fn a_date_written_in_any_language_is_read_back(day in days(), language in 0..LANGUAGES.len(), pattern in 0..4_u8) {
        let names = &LANGUAGES[language];
        let month = names.months[day.month0() as usize].split('|').next().unwrap_or_default();
        let weekday = names.weekdays[day.weekday().num_days_from_monday() as usize].split('|').next().unwrap_or_default();
        let (d, y) = (day.day(), day.year());
        let line = match pattern {
            0 => format!("{d} {month} {y}"),
            1 => format!("{weekday}, {d}. {month} {y}"),
            2 => format!("{d} {month} {y}, 17:13"),
            _ => format!("{month} {d}, {y}"),
        };
        let found = find_moments(&line, DayMonthOrder::Unknown);
        prop_assert_eq!(found.len(), 1, "{}", line);
        prop_assert_eq!(found[0].moment.local.date(), day, "{}", line);
        prop_assert!(!found[0].ambiguous, "{}", line);
    }

    #[test]
    fn a_date_in_numbers_is_read_back(day in days(), pattern in 0..5_u8) {
        let (line, order) = match pattern {
            0 => (day.format("%Y-%m-%d").to_string(), DayMonthOrder::Unknown),
            1 => (day.format("%d.%m.%Y").to_string(), DayMonthOrder::Unknown),
            2 => (day.format("%d/%m/%Y").to_string(), DayMonthOrder::DayFirst),
            3 => (day.format("%m/%d/%Y").to_string(), DayMonthOrder::MonthFirst),
            _ => (day.format("%Y/%m/%d 09:05").to_string(), DayMonthOrder::Unknown),
        };
        let found = find_moments(&line, order);
        prop_assert_eq!(found.len(), 1, "{}", line);
        prop_assert_eq!(found[0].moment.local.date(), day, "{}", line);
    }
}
