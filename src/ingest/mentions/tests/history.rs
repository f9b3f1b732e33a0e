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

/// What is said behind years of long ago, each line a paragraph: spans and values.
fn told_behind_years(text: &str) -> Vec<String> {
    let past = "In 1935 it began. In 1936, 1937 and 1938 it grew.";
    let text = format!("{past} {text}");
    let (mut pieces, mut start) = (Vec::new(), 0);
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        let place = MentionIn::Body;
        pieces.push(Piece { span, place });
        start += line.len() + 1;
    }
    let anchor = NaiveDate::from_ymd_opt(2009, 12, 19).map(Moment::day);
    let found = find(&text, &pieces, anchor).into_iter().skip(4);
    let told = |mention: Mention| {
        let value = mention.value.unwrap_or_default();
        format!("{} {value}", mention.span.of(&text))
    };
    found.map(told).collect()
}

#[test]
fn history_takes_its_years_from_where_the_story_stands() {
    // A winter lies around the New Year nearest to the story.
    assert_eq!(
        told_behind_years(
            "The town fell on 5 May 1945. In the south the front had moved from October to March."
        ),
        ["5 May 1945 1945-05-05", "October 1944-10", "March 1945-03"]
    );
    // What came of it years later ends with its paragraph.
    assert_eq!(
        told_behind_years(
            "The town fell on 5 May 1945. In June 1951 a statue was raised.\nOn 9 May it was over."
        ),
        [
            "5 May 1945 1945-05-05",
            "June 1951 1951-06",
            "9 May 1945-05-09"
        ]
    );
    // The year that the first sentence of a paragraph names is where the story goes on.
    assert_eq!(
        told_behind_years(
            "On 3 December 1939 it snowed.\nThe army of the 1940 campaign was large. On 5 March it left."
        ),
        [
            "3 December 1939 1939-12-03",
            "1940 1940",
            "5 March 1940-03-05"
        ]
    );
}

#[test]
fn history_counts_hours_and_keeps_anniversaries_on_the_day_told() {
    assert_eq!(
        told_behind_years(
            "He spoke on 8 February 1940. Three hours before the landing he had slept; hours later he fled."
        ),
        [
            "8 February 1940 1940-02-08",
            "Three hours before 1940-02-08",
            "hours later 1940-02-08"
        ]
    );
    assert_eq!(
        told_behind_years(
            "On 14 July 1940, in the rain of the south, crowds celebrated the anniversary of the landing. By this time all was lost."
        ),
        [
            "14 July 1940 1940-07-14",
            "the anniversary 1940-07-14",
            "this time 1940-07-14"
        ]
    );
    assert_eq!(
        told_behind_years("On 27 February 1941 he left. The day before Smith's speech it rained."),
        ["27 February 1941 1941-02-27", "The day before 1941-02-26"]
    );
}
