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
fn history_is_counted_from_what_was_told_before() {
    let text = "In 1935 it began. In 1936 and 1937 it grew. On June 30, 1936, he spoke. The next day he left. By December 1936 all was over. \
        In March they met. Two years later, in 1939, it came again.";
    check(
        text,
        Some((2009, 12, 19)),
        &[
            ("1935", "DATE", Some("1935")),
            ("1936", "DATE", Some("1936")),
            ("1937", "DATE", Some("1937")),
            ("June 30, 1936", "DATE", Some("1936-06-30")),
            ("The next day", "DATE", Some("1936-07-01")),
            ("December 1936", "DATE", Some("1936-12")),
            ("March", "DATE", Some("1937-03")),
            ("Two years later", "DATE", Some("1939")),
            ("1939", "DATE", Some("1939")),
        ],
    );
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
