//! How history is told: times counted from what was told before.

use super::*;

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
fn history_names_a_day_twice_and_counts_from_what_befell() {
    let text = "In 1935 it began. In 1936, 1937 and 1938 it grew. The town fell on 5 February 1939. Five days after the siege the last guns \
        were silent. On 27 June 1950, two days after the landing, he spoke. On 21 July, the fifth day of the rising, they left; \
        this day was not forgotten. The papers of April 1951 became known soon (April 28).";
    let day = |span, value| (span, "DATE", Some(value));
    check(
        text,
        Some((2009, 12, 19)),
        &[
            day("1935", "1935"),
            day("1936", "1936"),
            day("1937", "1937"),
            day("1938", "1938"),
            day("5 February 1939", "1939-02-05"),
            day("Five days after", "1939-02-10"),
            day("27 June 1950", "1950-06-27"),
            day("two days after", "1950-06-27"),
            day("21 July", "1950-07-21"),
            day("the fifth day", "1950-07-21"),
            day("this day", "1950-07-21"),
            day("April 1951", "1951-04"),
            day("April 28", "1951-04-28"),
        ],
    );
    // In news "two days after" is a length of time; what it is counted from is seldom told.
    check(
        "Two days after the vote he left.",
        Some(ANCHOR),
        &[("Two days after", "DURATION", Some("P2D"))],
    );
    check(
        "On Jan. 2, the day after the vote, he left.",
        Some(ANCHOR),
        &[
            day("Jan. 2", "2018-01-02"),
            day("the day after", "2018-01-02"),
        ],
    );
}
