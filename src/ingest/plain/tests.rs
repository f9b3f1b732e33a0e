//! Tests of reading one plain text.

mod pages;

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::article::Format;
use crate::text;

fn read(raw: &str) -> Article {
    let origin = Origin {
        path: Arc::from("a.txt"),
        part: 0,
        bytes: (0, raw.len() as u64),
        format: Format::Text,
    };
    read_text(text::sanitise(raw), origin)
}

/// Every span must lie in the text, on character boundaries, and every line have its label.
fn check(article: &Article) {
    let spans = article.body.iter().chain(&article.boilerplate).copied();
    let related = article
        .related
        .iter()
        .flat_map(|r| [r.headline, r.standfirst]);
    let comments = article
        .comments
        .iter()
        .flat_map(|c| c.text.iter().copied().map(Some).chain([c.author]));
    let mentions = article.mentions.iter().map(|m| m.span);
    for span in spans
        .chain(related.flatten())
        .chain(comments.flatten())
        .chain(mentions)
    {
        assert!(article.text.get(span.range()).is_some(), "{span:?}");
    }
    assert_eq!(article.lines.len(), article.text.split('\n').count());
    for (line, label) in article.text.split('\n').zip(&article.lines) {
        let speaks = line.chars().any(char::is_alphanumeric);
        assert!(!speaks || label.is_some(), "{line:?} has no label");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(raw in any::<String>()) {
        check(&read(&raw));
    }

    #[test]
    fn any_page_is_read(lines in prop::collection::vec(page_line(), 0..40)) {
        check(&read(&lines.join("\n")));
    }
}

/// Lines as pages have them, in an order no page has.
fn page_line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[A-Z][a-zé]{2,9}( [a-z]{2,9}){3,30}\\.",
        "[A-Z][a-z]{2,9}( [A-Za-z]{2,9}){3,9}",
        "  • [A-Z][a-z]{1,8} ?[a-z]{0,5}",
        "    (Jan|May) [1-9], 20[0-2][0-9] - [1-9]:[0-5][0-9]PM",
        "[A-Z]{3,9} \\([A-Z]{2,5}\\) [–-] [A-Za-z ]{0,40}",
        Just("By: Jane Doe".to_owned()),
        Just("3 Comments".to_owned()),
        Just("Recommend".to_owned()),
        Just("@Jane: no. Reply".to_owned()),
        Just("Read more: Ships wait for the harbour to open".to_owned()),
        "\\PC{0,60}",
    ]
}

#[test]
fn degenerate_texts_are_read() {
    for raw in [
        "",
        "\n",
        "\n\n\n\n",
        " \u{a0}\n\t",
        "•",
        "•\n•\n•",
        "a",
        ":",
        "@:",
        "By",
        "©",
    ] {
        check(&read(raw));
    }
    check(&read(&"\n".repeat(100_000)));
    check(&read(&"word ".repeat(200_000)));
    check(&read(&"x\n".repeat(60_000)));
}

#[test]
fn a_headline_is_no_sentence() {
    let body = "The harbour of the town was closed on Monday after a ship ran aground there.\n\n\
                Nobody was hurt, the mayor said, and the work to free it would begin at once.\n";
    assert_eq!(read(body).headline, None);
    let titled = read(&format!("Harbour closed after ship runs aground\n\n{body}"));
    assert_eq!(
        titled.headline.as_deref(),
        Some("Harbour closed after ship runs aground")
    );
    assert_eq!(titled.headline_from, "first line");
    assert_eq!(titled.body.len(), 2);
}

#[test]
fn a_text_broken_into_columns_has_whole_paragraphs() {
    let raw = "Harbour closed after ship runs aground\n\n\
               The harbour of the town was closed on Monday\nafter a ship ran aground there in heavy fog,\n\
               officials said, and nobody was hurt.\n\n\
               Work to free the ship would begin at once, the\nmayor told reporters who had come to the pier\n\
               from all over the country to see it.\n";
    let article = read(raw);
    assert_eq!(article.body.len(), 2, "{:?}", article.lines);
    assert!(
        article.body[0]
            .of(&article.text)
            .ends_with("nobody was hurt.")
    );
}

#[test]
fn a_button_glued_to_a_comment_is_not_part_of_it() {
    let page = |said: &str| {
        format!(
            "Harbour closed after ship runs aground\n\nThe harbour of the town was closed on Monday \
             after a ship ran aground there.\n\nNobody was hurt, the mayor of the town said on \
             Tuesday.\n\nReader Comments (1)\n\n  • Jane Doe\n    Jan 5, 2018 - 5:13PM\n\n    {said}\n"
        )
    };
    for (said, kept) in [
        ("It was about time.Recommend", "It was about time."),
        ("It was about time. Reply", "It was about time."),
        ("Who was rightRecommend", "Who was right"),
        (
            "This is the harbour that I recommend",
            "This is the harbour that I recommend",
        ),
    ] {
        let article = read(&page(said));
        assert_eq!(article.comments.len(), 1, "{:?}", article.lines);
        let comment = &article.comments[0];
        assert_eq!(comment.text[0].of(&article.text), kept);
        assert_eq!(comment.author.unwrap().of(&article.text), "Jane Doe");
    }
}

#[test]
fn authors_are_named_without_by_and_office() {
    let named = |line: &str| names::authors([line].into_iter());
    assert_eq!(named("By: Jane Doe"), ["Jane Doe"]);
    assert_eq!(named("By Jane Doe and John Roe"), ["Jane Doe", "John Roe"]);
    assert_eq!(named("Jane Doe, Staff Writer"), ["Jane Doe"]);
    assert_eq!(named("Von Anna Muster"), ["Anna Muster"]);
}

#[test]
fn a_short_plain_text_has_its_headline() {
    let short = "Budget vote postponed\n\nThe vote is next week.\n";
    let dated =
        "Budget vote postponed\nPublished: 7 March 2021\nBy Jane Doe\nThe vote is next week.";
    for raw in [short, dated] {
        let article = read(raw);
        let headline = article.headline.as_deref();
        assert_eq!(headline, Some("Budget vote postponed"), "{raw}");
        assert_eq!(article.body.len(), 1, "{raw}");
    }
    // Where more of the page stands around the text, a few words may as well name a section.
    let page = "Politics and society\nShare this article\nThe vote is next week.";
    assert!(read(page).headline.is_none());
}

#[test]
fn the_day_of_the_dateline_is_a_time_spoken_of() {
    let lead = "LONDON, July 15 (Reuters) - Oil prices slipped for a second day as the market weighed what the ministers had said about output and demand.";
    let article = read(&format!("Oil prices slip again\n\n{lead}\n\n{lead}\n"));
    assert_eq!(article.agency.as_deref(), Some("Reuters"));
    let found = find_mentions(&article);
    let first = found.first().expect("the dateline has a day");
    assert_eq!(first.span.of(&article.text), "July 15");
    assert_eq!(first.place, MentionIn::Other);
}
