//! Properties and tables of the filter line.

use proptest::prelude::*;

use super::*;

fn terms(text: &str) -> Vec<Expr> {
    parse(text)
        .query
        .terms
        .into_iter()
        .map(|t| t.expr)
        .collect()
}

fn faults(text: &str) -> Vec<(String, String)> {
    let found = parse(text).faults.into_iter();
    found
        .map(|fault| {
            let place = text
                .get(fault.span)
                .expect("a fault's span lies in the line");
            (place.to_owned(), fault.expected)
        })
        .collect()
}

fn word(text: &str) -> Expr {
    Expr::Test(Test::Word(text.into()))
}

/// Terms that print as they are written.
#[rustfmt::skip]
const SAME: &[&str] = &[
    "sanctions", "'sanction", "^iran", "deal$", "\"gas pipeline\"", "in:headline",
    "body:sanction", "headline:\"gas pipeline\"", "author:smith", "place:tehran",
    "comment:china", "note:later", "source:tasnim", "source:=\"Press TV\"", "source:none",
    "date:2018", "date:2018-01..2024-03", "date:..2020-06", "date:last-30d", "date:today",
    "date:fri", "date:none", "date:inferred", "date:explicit", "date:given", "date:future", "date:no-month", "date:no-minute",
    "date:2024-10-27T02+01:00", "date:..2024-10-27T02:30-03:30",
    "date:~2018", "date:2018-01-07T14", "date:2018-01-07T14:30..2018-01-07T16:05",
    "date:~2018-01-07T14..", "mentions:2018-01", "tag:iran", "is:unread", "is:unjudged", "verdict:keep",
    "has:note", "has:comments", "lang:fa", "format:text", "path:2018/", "re:/gas .* line/",
    "body:re:/a\\/b/", "-iran", "a | -b | \"c d\"", "#(a b)", "#a | b", "-(a | (b c))",
    "12:30", "https://example.org/a?b=c", "Exclusive:", "c#", "Iran-Pakistan",
    "'\"two words\"", "source:\"none\"",
];

#[test]
fn every_form_of_the_grammar_reads_and_prints() {
    for &line in SAME {
        let parsed = parse(line);
        assert_eq!(parsed.faults, [], "{line}");
        assert_eq!(parsed.query.terms.len(), 1, "{line}");
        assert_eq!(parsed.query.to_string(), line);
    }
    let canonical = [
        ("!a", "-a"),
        ("after:2024-03-01", "date:2024-03.."),
        ("before:2025", "date:..2024"),
        ("date:Friday", "date:fri"),
        ("date:last-2w", "date:last-14d"),
        ("((a))", "a"),
        ("a|b", "a | b"),
        ("--a", "a"),
        ("  a   b ", "a b"),
        ("SOURCE:None", "source:none"),
    ];
    for (line, printed) in canonical {
        let parsed = parse(line);
        assert_eq!(parsed.faults, [], "{line}");
        assert_eq!(parsed.query.to_string(), printed);
    }
}

#[test]
fn a_bar_binds_its_neighbours_only() {
    assert_eq!(
        terms("a b | c d"),
        [word("a"), Expr::Any(vec![word("b"), word("c")]), word("d")]
    );
}

#[test]
fn a_fault_says_where_and_what_and_the_other_terms_stay() {
    let cases = [
        (
            "trump date:20",
            "20",
            "a year, month or day, as in date:2018-01",
        ),
        ("trump source:", "source:", "a value, as in source:tasnim"),
        (
            "trump sorce:x",
            "sorce:x",
            "`source:`; there is no field `sorce`",
        ),
        (
            "trump colour:red",
            "colour:red",
            "a field like source:, date:, headline: or body:, not `colour:`",
        ),
        ("trump is:raed", "raed", "`read`, or one of: unread"),
        ("trump format:htm", "htm", "`html`, or one of: text"),
        ("trump date:infered", "infered", "`inferred`, or a"),
        ("trump mentions:none", "none", "as in mentions:2018-01 or"),
        (
            "trump is:",
            "is:",
            "read, unread, starred, unjudged, copy, version",
        ),
        ("trump date:2018-02-30", "2018-02-30", "a day from 01 to 28"),
        ("trump -", "-", "a term right after `-`"),
        ("trump #", "#", "a term right after `#`"),
        ("trump |", "|", "a term after `|`"),
        ("| trump", "|", "a term before `|`"),
        ("trump )", ")", "an opening bracket"),
        ("trump ()", "()", "a term between the brackets"),
        ("trump re:/(/", "/(/", "a regular expression"),
        ("trump re:x", "x", "between slashes"),
        (
            "trump re:/a{1000}{1000}{1000}/",
            "/a{1000}{1000}{1000}/",
            "too large",
        ),
        (
            "trump -in:headline",
            "-in:headline",
            "holds for the whole line",
        ),
        ("trump '", "'", "letters to find"),
        ("trump \"\"", "\"\"", "words between the quotes"),
    ];
    for (line, place, phrase) in cases {
        let found = faults(line);
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert_eq!(found[0].0, place, "{line}");
        assert!(found[0].1.contains(phrase), "{line}: {}", found[0].1);
        assert_eq!(terms(line).first(), Some(&word("trump")), "{line}");
    }
}

#[test]
fn an_unfinished_end_is_usable_and_says_what_is_missing() {
    assert_eq!(
        terms("\"gas pi"),
        [Expr::Test(Test::Phrase("gas pi".into()))]
    );
    assert_eq!(faults("\"gas pi")[0].1, "a closing quote");
    assert_eq!(terms("(a b").len(), 1);
    assert_eq!(faults("(a b")[0].0, "(");
    assert_eq!(terms("a | date:20"), [word("a")]);
}

#[test]
fn headlines_only_is_a_mode_that_can_be_off() {
    assert!(parse("a in:headline").query.headlines_only);
    assert!(!parse("a #in:headline").query.headlines_only);
    assert!(parse("#a in:headline").query.is_everything());
}

#[test]
fn the_line_is_bounded() {
    let line = "é".repeat(LONGEST_LINE + 5);
    let parsed = parse(&line);
    assert_eq!(parsed.faults.len(), 1);
    assert!(parsed.faults[0].expected.contains("4096"));
    for deep in ["(", "-", "#", "-#", "((a) ", "|", "\"", "re:/("] {
        let parsed = parse(&deep.repeat(3000));
        assert!(!parsed.faults.is_empty(), "{deep}");
    }
}

/// Lines made of the pieces that the grammar knows, so that they are often well formed.
fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé0-9:$'^=\\\\-]{1,6}",
        "[ #!|()\"/-]{1,3}",
        Just("source:=".to_owned()),
        Just("\"gas \\\" line\"".to_owned()),
        Just("re:/a b/".to_owned()),
        Just("date:2018-01..".to_owned()),
        Just(" date:~2018 ".to_owned()),
        Just("in:headline ".to_owned()),
        Just(" | ".to_owned()),
        Just("-(".to_owned()),
        Just("body:".to_owned()),
        Just("none".to_owned()),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// Upper bound of the terms of a line.
fn pieces_of(text: &str) -> usize {
    text.chars().count() + 1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printing_then_parsing_is_identity(text in prop_oneof![line(), any::<String>()]) {
        let first = parse(&text).query;
        let printed = first.to_string();
        let second = parse(&printed);
        prop_assert_eq!(&second.faults, &[]);
        prop_assert_eq!(second.query.terms.len(), first.terms.len());
        for (a, b) in first.terms.iter().zip(&second.query.terms) {
            prop_assert_eq!(&a.expr, &b.expr);
            prop_assert_eq!(a.off, b.off);
        }
        prop_assert_eq!(first.headlines_only, second.query.headlines_only);
        prop_assert_eq!(second.query.to_string(), printed);
    }

    #[test]
    fn spans_lie_in_the_line_in_order(text in prop_oneof![line(), any::<String>()]) {
        let parsed = parse(&text);
        let mut end = 0;
        for term in &parsed.query.terms {
            prop_assert!(term.span.start >= end);
            prop_assert!(text.get(term.span.clone()).is_some());
            end = term.span.end;
        }
        for fault in &parsed.faults {
            prop_assert!(text.get(fault.span.clone()).is_some());
        }
    }

    #[test]
    fn blanks_between_terms_do_not_change_the_meaning(text in line()) {
        // Blanks inside quotes and patterns are text.
        let text = text.replace(['"', '/'], "");
        let wide = text.replace(' ', "   ");
        prop_assert_eq!(parse(&text).query.to_string(), parse(&wide).query.to_string());
    }

    #[test]
    fn edits_take_any_text(text in prop_oneof![line(), any::<String>()], at in 0usize..40) {
        let whole = parse(&text);
        let off = all_off(&text);
        prop_assert_eq!(parse(&off).query.active().count(), 0);
        // A sign without its term (`a#|b`) is a fault, and may find a neighbour without its `#`.
        if whole.faults.is_empty() {
            prop_assert_eq!(parse(&all_on(&off)).query.terms.len(), whole.query.terms.len());
        }
        let sourced = parse(&set_source(&text, Some("A | \"B\\")) ).query;
        let expected = SourceTest::Is("A | \"B\\".into());
        prop_assert_eq!(source_term(&sourced), Some(&expected));
        prop_assert!(term_at(&text, at).is_none_or(|span| text.get(span).is_some()));
        prop_assert!(text.starts_with(&drop_last_term(&text)));
        prop_assert!(toggle_term(&text, at).len() <= text.len() + 2 * pieces_of(&text));
        prop_assert!(text.get(complete(&text, at, Known::default()).span).is_some());
    }
}
