//! How news speaks of time: plans, days told before, quarters, zones.

use super::*;

#[test]
fn what_lies_ahead_is_told_by_the_verb_before_the_time() {
    for (text, span, value) in [
        ("The vote is Sunday.", "Sunday", "2018-01-07"),
        ("The hearing is set for Monday.", "Monday", "2018-01-08"),
        (
            "They agreed to meet again on Tuesday.",
            "on Tuesday",
            "2018-01-09",
        ),
        ("He leaves on Monday.", "on Monday", "2018-01-08"),
        (
            "He refused to testify on Tuesday.",
            "on Tuesday",
            "2018-01-02",
        ),
        (
            "Lawmakers may decide on Tuesday.",
            "on Tuesday",
            "2018-01-09",
        ),
        (
            "Until Monday the road stays closed.",
            "Monday",
            "2018-01-08",
        ),
    ] {
        check(text, Some(ANCHOR), &[(span, "DATE", Some(value))]);
    }
    check(
        "The talks start at 8 a.m. EST Thursday, officials said, and are set for one day.",
        Some(ANCHOR),
        &[
            ("8 a.m. EST Thursday", "TIME", Some("2018-01-04T08")),
            ("one day", "DURATION", Some("P1D")),
        ],
    );
}

#[test]
fn the_next_day_follows_the_last_day_told_in_whatever_paragraph() {
    let text =
        "The bridge fell on Tuesday.\nThe next day divers came, and two days later it was lifted.";
    let line = text.find('\n').unwrap();
    let pieces = [(0, line), (line + 1, text.len())].map(|(start, end)| Piece {
        span: Span::new(start, end),
        place: MentionIn::Body,
    });
    let anchor = NaiveDate::from_ymd_opt(2018, 1, 5).map(Moment::day);
    let values: Vec<_> = find(text, &pieces, anchor)
        .into_iter()
        .map(|mention| mention.value.unwrap_or_default())
        .collect();
    assert_eq!(values, ["2018-01-02", "2018-01-03", "2018-01-05"]);
    // With no day told before, the day of writing is none to follow.
    check(
        "The next day divers came.",
        Some(ANCHOR),
        &[("The next day", "DATE", None)],
    );
}

#[test]
fn the_end_of_the_year_is_that_of_the_sentence_or_of_the_article() {
    check(
        "He came in March 1995. The plan ends at the end of the year.",
        Some(ANCHOR),
        &[
            ("March 1995", "DATE", Some("1995-03")),
            ("the end of the year", "DATE", Some("2018")),
        ],
    );
    check(
        "He came in March 1995 and left at the end of the year.",
        Some(ANCHOR),
        &[
            ("March 1995", "DATE", Some("1995-03")),
            ("the end of the year", "DATE", Some("1995")),
        ],
    );
}

#[test]
fn times_of_news_that_are_more_than_one_word() {
    for (text, span, kind, value) in [
        (
            "Overnight, rebels shelled the town.",
            "Overnight",
            "TIME",
            "2018-01-05TNI",
        ),
        (
            "The show is at 7:30 tonight.",
            "7:30 tonight",
            "TIME",
            "2018-01-05T19:30",
        ),
        (
            "It sank at 3 a.m. this morning.",
            "3 a.m. this morning",
            "TIME",
            "2018-01-05T03",
        ),
        (
            "It sank in the early hours of Thursday.",
            "the early hours of Thursday",
            "TIME",
            "2018-01-04TMO",
        ),
        (
            "A month-long strike ended.",
            "month-long",
            "DURATION",
            "P1M",
        ),
        ("A weeklong strike ended.", "weeklong", "DURATION", "P1W"),
        (
            "Sales rose in the fiscal year 2016.",
            "the fiscal year 2016",
            "DATE",
            "2016",
        ),
        (
            "It was closed on New Year's Day.",
            "New Year's Day",
            "DATE",
            "2018-01-01",
        ),
    ] {
        check(text, Some(ANCHOR), &[(span, kind, Some(value))]);
    }
    check(
        "It fell on Tuesday. The day before, it had cracked.",
        Some(ANCHOR),
        &[
            ("on Tuesday", "DATE", Some("2018-01-02")),
            ("The day before", "DATE", Some("2018-01-01")),
        ],
    );
}

#[test]
fn quarters_and_years_of_business_news() {
    for (text, span, kind, value) in [
        (
            "Net rose in the 2016 third quarter.",
            "the 2016 third quarter",
            "DATE",
            "2016-Q3",
        ),
        (
            "Net rose in 2016's fourth quarter.",
            "2016's fourth quarter",
            "DATE",
            "2016-Q4",
        ),
        (
            "Sales will fall in the first quarter.",
            "the first quarter",
            "DATE",
            "2018-Q1",
        ),
        ("It will be ready by year-end.", "year-end", "DATE", "2018"),
        (
            "The Jan. 12 meeting is open.",
            "Jan. 12",
            "DATE",
            "2018-01-12",
        ),
        (
            "Prices rose over the last year.",
            "the last year",
            "DURATION",
            "P1Y",
        ),
        ("It rained all week.", "all week", "DURATION", "P1W"),
        ("They play on Mondays.", "Mondays", "SET", "XXXX-WXX-1"),
        (
            "It is paid every other week.",
            "every other week",
            "SET",
            "P2W",
        ),
        ("The semiannual report is out.", "semiannual", "SET", "P6M"),
    ] {
        check(text, Some(ANCHOR), &[(span, kind, Some(value))]);
    }
    // The year of a founding is not that of what is reported.
    check(
        "The firm, founded in 1902, reported a loss for the months to November.",
        Some(ANCHOR),
        &[
            ("1902", "DATE", Some("1902")),
            ("November", "DATE", Some("2017-11")),
        ],
    );
}

#[test]
fn a_day_near_the_article_needs_no_year_and_a_span_has_one_verb() {
    check(
        "The bank meets Dec. 19-20.",
        Some(ANCHOR),
        &[
            ("Dec. 19", "DATE", Some("2017-12-19")),
            ("20", "DATE", Some("2017-12-20")),
        ],
    );
    check(
        "It took effect at 6 a.m. local time (0400 GMT) on Tuesday.",
        Some(ANCHOR),
        &[
            ("6 a.m.", "TIME", Some("2018-01-02T06")),
            ("0400 GMT", "TIME", Some("2018-01-02T04:00")),
            ("on Tuesday", "DATE", Some("2018-01-02")),
        ],
    );
    check(
        "It fell on Tuesday. In the morning, divers came.",
        Some(ANCHOR),
        &[
            ("on Tuesday", "DATE", Some("2018-01-02")),
            ("the morning", "TIME", Some("2018-01-02TMO")),
        ],
    );
    check(
        "It began on March 3, 2016, and on the 28th of that month it ended.",
        Some(ANCHOR),
        &[
            ("March 3, 2016", "DATE", Some("2016-03-03")),
            ("the 28th of that month", "DATE", Some("2016-03-28")),
        ],
    );
}

#[test]
fn a_date_in_numbers_is_read_as_the_others_of_the_text_are() {
    for (text, span, value) in [
        ("It was sent on 03/04/2017.", "03/04/2017", None),
        (
            "It was sent on 03/24/2017.",
            "03/24/2017",
            Some("2017-03-24"),
        ),
        (
            "It was sent on 07/07/2017.",
            "07/07/2017",
            Some("2017-07-07"),
        ),
    ] {
        check(text, Some(ANCHOR), &[(span, "DATE", value)]);
    }
    check(
        "It was sent on 03/04/2017, not on March 5, 2017.",
        Some(ANCHOR),
        &[
            ("03/04/2017", "DATE", Some("2017-03-04")),
            ("March 5, 2017", "DATE", Some("2017-03-05")),
        ],
    );
}
