//! How the wires speak of time: sentences as agencies write them, with what an annotator who
//! follows TIMEX3 marks in them.
//!
//! In `wire.txt` a line `@ DAY` is the day of the reports below it, and `{span|TYPE|value}` a time
//! expression; `DATE`s of weekdays take their "on" along in the expectation only where the text of
//! the file has it inside the braces.

use super::*;

/// A sentence without its marks, and what they say: span, type and value.
fn marked(line: &str) -> (String, Vec<(String, String, String)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut pieces = line.split('{');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (mark, rest) = piece.split_once('}').expect("a mark is closed");
        let mut fields = mark.split('|').map(str::to_owned);
        let mut field = || fields.next().expect("a mark has three fields");
        marks.push((field(), field(), field()));
        text.push_str(&marks.last().expect("one was pushed").0);
        text.push_str(rest);
    }
    (text, marks)
}

#[test]
fn the_wires() {
    let (mut anchor, mut sentences, mut wrong) = (None, 0, Vec::new());
    for line in include_str!("wire.txt").lines() {
        if let Some(day) = line.strip_prefix("@ ") {
            let day: NaiveDate = day.parse().expect("a day");
            anchor = Some((day.year(), day.month(), day.day()));
            continue;
        }
        let (text, marks) = marked(line);
        let found = all(&text, anchor).into_iter();
        let found: Vec<_> = found
            .map(|(span, kind, value)| (span, kind.to_owned(), value.unwrap_or_default()))
            .collect();
        sentences += 1;
        if found != marks {
            wrong.push(format!(
                "{text}\n  expected {marks:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(sentences > 330);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
