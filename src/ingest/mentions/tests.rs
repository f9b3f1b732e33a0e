mod counted;
mod history;
mod languages;
mod news;
mod wire;

use super::*;
use crate::article::MentionKind;
use proptest::prelude::*;

/// A Friday.
const ANCHOR: (i32, u32, u32) = (2018, 1, 5);

fn all(text: &str, anchor: Option<(i32, u32, u32)>) -> Vec<(String, &'static str, Option<String>)> {
    let anchor = anchor
        .and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d))
        .map(Moment::day);
    let piece = Piece {
        span: Span::new(0, text.len()),
        place: MentionIn::Body,
    };
    find(text, &[piece], anchor)
        .into_iter()
        .map(|mention| {
            (
                mention.span.of(text).to_owned(),
                mention.kind.name(),
                mention.value,
            )
        })
        .collect()
}

fn check(text: &str, anchor: Option<(i32, u32, u32)>, expected: &[(&str, &str, Option<&str>)]) {
    let found = all(text, anchor);
    let found: Vec<_> = found
        .iter()
        .map(|(span, kind, value)| (span.as_str(), *kind, value.as_deref()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

const NEWS: &[(&str, &str, &str, &str)] = &[
    (
        "Press TV reported on Friday.",
        "on Friday",
        "DATE",
        "2018-01-05",
    ),
    (
        "The ministers spoke on Thursday.",
        "on Thursday",
        "DATE",
        "2018-01-04",
    ),
    (
        "The summit will open on Sunday.",
        "on Sunday",
        "DATE",
        "2018-01-07",
    ),
    ("He will go on Friday.", "on Friday", "DATE", "2018-01-05"),
    ("They met last Friday.", "last Friday", "DATE", "2017-12-29"),
    (
        "They meet next Monday.",
        "next Monday",
        "DATE",
        "2018-01-08",
    ),
    (
        "since Trump took office in January last year",
        "January last year",
        "DATE",
        "2017-01",
    ),
    (
        "a raid last month killed four",
        "last month",
        "DATE",
        "2017-12",
    ),
    (
        "Prices fell earlier this week.",
        "earlier this week",
        "DATE",
        "2018-W01",
    ),
    ("It began last year.", "last year", "DATE", "2017"),
    (
        "It happened two years ago.",
        "two years ago",
        "DATE",
        "2016",
    ),
    (
        "It happened three days ago.",
        "three days ago",
        "DATE",
        "2018-01-02",
    ),
    ("He arrived yesterday.", "yesterday", "DATE", "2018-01-04"),
    ("He leaves tomorrow.", "tomorrow", "DATE", "2018-01-06"),
    (
        "It was signed on December 28.",
        "December 28",
        "DATE",
        "2017-12-28",
    ),
    (
        "Talks are due on 12 January.",
        "12 January",
        "DATE",
        "2018-01-12",
    ),
    (
        "They met last night.",
        "last night",
        "TIME",
        "2018-01-04TNI",
    ),
    (
        "Shots were heard on Thursday morning.",
        "Thursday morning",
        "TIME",
        "2018-01-04TMO",
    ),
    (
        "Profits rose in the third quarter of 2017.",
        "the third quarter of 2017",
        "DATE",
        "2017-Q3",
    ),
    (
        "Elections are due next summer.",
        "next summer",
        "DATE",
        "2018-SU",
    ),
    (
        "It closed at 5:13 p.m. on Friday.",
        "5:13 p.m. on Friday",
        "TIME",
        "2018-01-05T17:13",
    ),
];

#[test]
fn news_is_counted_from_its_date() {
    for &(text, span, kind, value) in NEWS {
        check(text, Some(ANCHOR), &[(span, kind, Some(value))]);
    }
}

const UNDATED: &[(&str, &str, &str, Option<&str>)] = &[
    (
        "Iran on Sunday urged Muslim nations.",
        "on Sunday",
        "DATE",
        None,
    ),
    ("a raid last month killed four", "last month", "DATE", None),
    ("since January last year", "January last year", "DATE", None),
    ("He recently said so.", "recently", "DATE", Some("PAST_REF")),
    (
        "the upcoming joint summit",
        "upcoming",
        "DATE",
        Some("FUTURE_REF"),
    ),
    (
        "if it is not stopped now",
        "now",
        "DATE",
        Some("PRESENT_REF"),
    ),
    (
        "Earlier, addressing a briefing, he spoke.",
        "Earlier",
        "DATE",
        Some("PAST_REF"),
    ),
    (
        "The remarks come two days after the minister spoke.",
        "two days after",
        "DURATION",
        Some("P2D"),
    ),
    (
        "posted tweets in recent days",
        "recent days",
        "DURATION",
        Some("PXD"),
    ),
    (
        "form an alliance within 1-3 years.",
        "within 1-3 years",
        "DURATION",
        Some("P1Y/P3Y"),
    ),
    ("in the 1990s", "the 1990s", "DATE", Some("199")),
    (
        "since the 19th century",
        "the 19th century",
        "DATE",
        Some("18"),
    ),
    (
        "They meet every Monday.",
        "every Monday",
        "SET",
        Some("XXXX-WXX-1"),
    ),
    ("It is paid annually.", "annually", "SET", Some("XXXX")),
    (
        "on 5 January 2018",
        "5 January 2018",
        "DATE",
        Some("2018-01-05"),
    ),
    (
        "It lasted three weeks.",
        "three weeks",
        "DURATION",
        Some("P3W"),
    ),
    (
        "over the past three years",
        "the past three years",
        "DURATION",
        Some("P3Y"),
    ),
    ("a 42-day siege", "42-day", "DURATION", Some("P42D")),
];

#[test]
fn without_a_date_only_what_needs_none_has_a_value() {
    for &(text, span, kind, value) in UNDATED {
        check(text, None, &[(span, kind, value)]);
    }
}

#[test]
fn words_that_only_look_like_times() {
    for text in [
        "You may march on.",
        "The second man won.",
        "He has 2000 men.",
        "It cost $1999.",
        "coming to terms with the fall of Paris",
        "a page of 1,938 words",
        "Call 555-1234.",
    ] {
        check(text, Some(ANCHOR), &[]);
    }
}

#[test]
fn dates_of_other_languages_are_found() {
    for (text, span, value) in [
        (
            "Das Treffen am 5. Januar 2018 war kurz.",
            "5. Januar 2018",
            "2018-01-05",
        ),
        (
            "Встреча 5 января 2018 года прошла.",
            "5 января 2018",
            "2018-01-05",
        ),
        ("الاجتماع في 5 يناير 2018 كان", "5 يناير 2018", "2018-01-05"),
        ("در ۱۵ دی ۱۳۹۶ گفت", "۱۵ دی ۱۳۹۶", "2018-01-05"),
    ] {
        check(text, None, &[(span, "DATE", Some(value))]);
    }
}

proptest! {
    #[test]
    fn any_text_gives_spans_in_order(text in "(\\PC|the |last |of |two |[0-9]{1,4}|-|’s |January |Friday|night |year|days |ago |later |May |in |on |, ){0,60}") {
        let piece = Piece { span: Span::new(0, text.len()), place: MentionIn::Body };
        let anchor = NaiveDate::from_ymd_opt(2018, 1, 5).map(Moment::day);
        let mut end = 0;
        for mention in find(&text, &[piece], anchor) {
            prop_assert!(mention.span.start >= end && mention.span.end > mention.span.start);
            prop_assert!(text.get(mention.span.range()).is_some());
            prop_assert!(matches!(mention.kind, MentionKind::Date | MentionKind::Time | MentionKind::Duration | MentionKind::Set));
            end = mention.span.end;
        }
    }
}

#[test]
fn two_days_of_one_month_are_two_expressions() {
    let date = "DATE";
    for (text, expected) in [
        (
            "They will meet on June 6-8 in Paris.",
            [("June 6", "2018-06-06"), ("8", "2018-06-08")],
        ),
        (
            "The talks of 6-7 January 1916 failed.",
            [("6", "1916-01-06"), ("7 January 1916", "1916-01-07")],
        ),
        (
            "Romania signed on March 5-9, 1918.",
            [("March 5", "1918-03-05"), ("9, 1918", "1918-03-09")],
        ),
        (
            "It will rain from 15 to 22 February.",
            [("15", "2018-02-15"), ("22 February", "2018-02-22")],
        ),
        (
            "The vote will be held on March 5 and 6.",
            [("March 5", "2018-03-05"), ("6", "2018-03-06")],
        ),
    ] {
        let expected = expected.map(|(span, value)| (span, date, Some(value)));
        check(text, Some(ANCHOR), &expected);
    }
    check(
        "On May 5 and 6 people died, and 3-4 men fled.",
        Some(ANCHOR),
        &[("May 5", date, Some("2017-05-05"))],
    );
}

#[test]
fn a_participle_behind_be_tells_no_time() {
    check(
        "The new law is to be published on Monday.",
        Some(ANCHOR),
        &[("on Monday", "DATE", Some("2018-01-08"))],
    );
}

#[test]
fn names_that_hold_a_day_are_no_times() {
    for text in [
        "It was reported by the Sunday Times.",
        "The Ethiopians called it the Christmas Offensive.",
        "She sang White Christmas.",
    ] {
        check(text, Some(ANCHOR), &[]);
    }
    check(
        "They met on Christmas Day.",
        Some(ANCHOR),
        &[("Christmas Day", "DATE", Some("2017-12-25"))],
    );
}

#[test]
fn what_business_news_says_of_time() {
    for (text, span, kind, value) in [
        (
            "The truce began at midnight Tuesday.",
            "midnight Tuesday",
            "TIME",
            "2018-01-02T00:00",
        ),
        (
            "It sold more than in the year-ago quarter.",
            "the year-ago quarter",
            "DATE",
            "2017",
        ),
        ("She won the 1998 election.", "1998", "DATE", "1998"),
        (
            "Thousands marched over the weekend.",
            "the weekend",
            "DATE",
            "2017-W52-WE",
        ),
    ] {
        check(text, Some(ANCHOR), &[(span, kind, Some(value))]);
    }
}

#[test]
fn days_of_other_languages_without_a_year_are_the_nearest_and_weekdays_stay_open() {
    for (text, span, value) in [
        (
            "Der Minister trat am 3. Januar zurück.",
            "3. Januar",
            Some("2018-01-03"),
        ),
        (
            "Il est arrivé le 28 décembre.",
            "28 décembre",
            Some("2017-12-28"),
        ),
        ("Министр ушёл 4 января.", "4 января", Some("2018-01-04")),
        ("Le ministre est arrivé lundi.", "lundi", None),
        ("Der Minister trat am Freitag zurück.", "Freitag", None),
    ] {
        check(text, Some(ANCHOR), &[(span, "DATE", value)]);
    }
    check("A segunda vez.", Some(ANCHOR), &[]);
    check("They watched the Mardi Gras parade.", Some(ANCHOR), &[]);
}

#[test]
fn a_text_full_of_years_that_says_what_happened_on_friday_is_news() {
    let years = "In 1961, 1967, 1973, 1979, 1982, 1988, 1990 and 1994 it was the same.";
    let text = format!("{years} The minister said so on Friday, and again yesterday.");
    let found = all(&text, Some(ANCHOR));
    let last: Vec<_> = found
        .iter()
        .rev()
        .take(2)
        .map(|(_, _, value)| value.as_deref())
        .collect();
    assert_eq!(last, [Some("2018-01-04"), Some("2018-01-05")]);
}
