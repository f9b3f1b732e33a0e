use std::sync::Arc;

use super::*;
use crate::article::Format;

fn origin() -> Origin {
    Origin {
        path: Arc::from("a.jsonl"),
        part: 0,
        bytes: (0, 0),
        format: Format::Jsonl,
    }
}

fn article(said: &[(&str, &str)]) -> Article {
    let mut fields = Fields::default();
    for (field, value) in said {
        for (meaning, rank) in FieldMap::default().meanings(field) {
            fields.mean(meaning, rank, *field, vec![(*value).to_owned()]);
        }
    }
    fields.article(origin())
}

#[test]
fn the_address_of_a_page_is_a_link_and_no_source() {
    let got = article(&[
        ("title", "x"),
        ("source", "https://www.example.org/2018/a"),
        ("source-hostname", "Example Times"),
    ]);
    assert_eq!(got.url.as_deref(), Some("https://www.example.org/2018/a"));
    assert_eq!(got.source.as_deref(), Some("Example Times"));
    let got = article(&[("title", "x"), ("source", "https://www.example.org/2018/a")]);
    assert_eq!(got.source.as_deref(), Some("example.org"));
    let got = article(&[
        ("title", "x"),
        ("source", "https://www.example.org/"),
        ("site", "y"),
    ]);
    assert_eq!(
        (got.source.as_deref(), got.url),
        (Some("example.org"), None)
    );
}

#[test]
fn names_are_tolerated_and_ranked() {
    let got = article(&[
        ("description", "A summary."),
        ("MainText", "One.\n\nTwo &amp; <b>three</b>."),
        ("Title", "A &quot;title&quot;"),
        ("date-publish", "2018-01-05"),
        ("source_domain", "www.example.org"),
        ("source", "Example Times"),
        ("URL", "https://example.org/a"),
    ]);
    assert_eq!(got.headline.as_deref(), Some("A \"title\""));
    assert_eq!(got.headline_from, "field “Title”");
    assert_eq!(got.source.as_deref(), Some("Example Times"));
    assert_eq!(got.published.value.unwrap().to_string(), "2018-01-05");
    assert_eq!(got.published.evidence, "field “date-publish”: “2018-01-05”");
    assert_eq!(got.lead(), "One.");
}

#[test]
fn what_says_nothing_leaves_it_to_the_next() {
    let got = article(&[
        ("published", "soon"),
        ("date", "2018-01-05"),
        ("source", "NaN"),
        ("url", "https://www.example.org/a"),
    ]);
    assert_eq!(got.published.value.unwrap().to_string(), "2018-01-05");
    assert_eq!(got.source.as_deref(), Some("example.org"));
    let got = article(&[("title", "x"), ("date", "0"), ("link", "javascript:x()")]);
    assert_eq!((got.published.value, got.url), (None, None));
    assert!(got.published.evidence.contains("field “date”: “0”"));
}

#[test]
fn only_a_last_change_is_an_inferred_date() {
    let got = article(&[("title", "x"), ("modified", "2018-01-05")]);
    assert_eq!(got.published.kind, DateKind::Inferred);
    assert!(got.published.evidence.starts_with("only the last change"));
}

#[test]
fn bylines_are_names() {
    let names = |byline| article(&[("author", byline)]).authors;
    assert_eq!(names("By Jane Doe, Max Muster"), ["Jane Doe", "Max Muster"]);
    assert_eq!(names("Doe, Jane"), ["Doe, Jane"]);
    assert_eq!(names("desk@example.org (Jane Doe)"), ["Jane Doe"]);
    let three = ["Jane Doe", "Max Muster", "Ann Lee"];
    assert_eq!(names("By Jane Doe, Max Muster and Ann Lee"), three);
    assert_eq!(names("Smith and Sons"), ["Smith and Sons"]);
    assert_eq!(
        names("['Jane Doe', \"Max O'Neil\"]"),
        ["Jane Doe", "Max O'Neil"]
    );
    assert_eq!(names("[]"), [""; 0]);
    assert_eq!(names("[Jane Doe]"), ["[Jane Doe]"]);
}

#[test]
fn names_of_other_languages_are_known() {
    for (title, date, source) in [
        ("Titel", "Erscheinungsdatum", "Quelle"),
        ("TÍTULO", "fecha", "Fuente"),
        ("заголовок", "дата", "источник"),
    ] {
        let got = article(&[(title, "x"), (date, "2018-01-05"), (source, "Post")]);
        assert_eq!(got.headline.as_deref(), Some("x"), "{title}");
        assert_eq!(got.published.value.unwrap().to_string(), "2018-01-05");
        assert_eq!(got.source.as_deref(), Some("Post"));
    }
}

#[test]
fn a_date_that_two_readings_fit_is_no_statement() {
    let got = article(&[("title", "x"), ("date", "05/01/2018")]);
    assert_eq!(got.published.kind, DateKind::Inferred);
    assert!(got.published.evidence.contains("the other way round"));
    let got = article(&[("title", "x"), ("date", "25/01/2018")]);
    assert_eq!(got.published.kind, DateKind::Explicit);
}
