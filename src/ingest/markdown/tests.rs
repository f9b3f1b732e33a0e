use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::article::DateKind;

fn read(path: &str, text: &str) -> Article {
    let page = Page {
        path: Arc::from(path),
        text: text.to_owned(),
        bytes: text.len() as u64,
        map: FieldMap::default(),
    };
    Markdown.read(page).articles.remove(0)
}

fn body(article: &Article) -> Vec<&str> {
    article
        .body
        .iter()
        .map(|span| span.of(&article.text))
        .collect()
}

#[test]
fn front_matter_is_read_like_a_record() {
    let text = "---\n# a comment\ntitle: \"Water: a \\\"long\\\" way\"\nauthor: [Ann Other, 'Jo O''Neil']\n\
                date: 2018-01-05T17:13:00+03:30  # as published\nurl: https://example.org/a?b=c#d\n\
                tags:\n  - one\n  - two\nsource: The Daily\nlang: en\ndescription: >\n  A long\n  summary\n\
                extra:\n  nested: yes\n---\n\nThe council met on Monday.\n";
    assert!(Markdown.claims("txt", text, &FieldMap::default()));
    let article = read("a.txt", text);
    assert_eq!(article.headline.as_deref(), Some("Water: a \"long\" way"));
    assert_eq!(article.authors, ["Ann Other", "Jo O'Neil"]);
    let date = article.published.value.unwrap().to_string();
    assert_eq!(date, "2018-01-05T17:13+03:30");
    assert_eq!(article.published.kind, DateKind::Explicit);
    assert_eq!(article.url.as_deref(), Some("https://example.org/a?b=c#d"));
    assert_eq!(article.source.as_deref(), Some("The Daily"));
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(body(&article), ["The council met on Monday."]);
}

#[test]
fn toml_and_clippings_are_front_matter_too() {
    let text = "+++\ntitle = 'A headline of words'\ndate = 2018-01-05\nlastmod = 2018-02-01T10:00:00Z\n\
                [params]\nauthor = 'x'\n+++\nThe text of it.\n";
    let article = read("a.txt", text);
    assert!(Markdown.claims("", text, &FieldMap::default()));
    assert_eq!(article.headline.as_deref(), Some("A headline of words"));
    assert_eq!(article.published.value.unwrap().to_string(), "2018-01-05");
    assert_eq!(article.updated.unwrap().to_string(), "2018-02-01T10:00Z");
    let text = "---\ntitle: A clipping\nsource: https://www.example.org/2018/a\nauthor:\n  - \"[[Ann Other]]\"\n---\nIt is so.\n";
    let article = read("a.md", text);
    assert_eq!(
        article.url.as_deref(),
        Some("https://www.example.org/2018/a")
    );
    assert_eq!(article.source.as_deref(), Some("example.org"));
    assert_eq!(article.authors, ["Ann Other"]);
}

#[test]
fn people_in_lists_and_json_are_read_too() {
    let text = "---\ntitle: A headline\nauthors:\n- name: Ann Other\n  email: a@example.org\n\
                - email: b@example.org\n  name: Jo Neil\n- Cy Dorn\n---\nIt is so.\n";
    let article = read("a.md", text);
    assert_eq!(article.authors, ["Ann Other", "Jo Neil", "Cy Dorn"]);
    let text = "{\n\"title\": \"A headline\", \"date\": \"2018-01-05\", \"authors\": [\"Ann Other\"]\n}\n\nIt is so.\n";
    let article = read("a.md", text);
    assert_eq!(article.headline.as_deref(), Some("A headline"));
    assert_eq!(article.published.value.unwrap().to_string(), "2018-01-05");
    assert_eq!((body(&article).len(), article.authors.len()), (1, 1));
}

#[test]
fn a_byline_below_the_title_stands_for_front_matter() {
    let story = "The council met on Monday and spoke about water, which is getting scarce in the \
                 valley, as every farmer there knows.";
    let text = format!(
        "# Water is getting scarce\n\n*By Ann Other, 5 January 2018*\n\n{story}\n\n{story}\n"
    );
    let article = read("a.md", &text);
    assert_eq!(article.authors, ["Ann Other"]);
    assert_eq!(article.published.value.unwrap().to_string(), "2018-01-05");
    assert_eq!(article.published.kind, DateKind::Explicit);
    assert_eq!(body(&article), [story, story]);
}

#[test]
fn what_only_looks_like_front_matter_is_text() {
    for text in [
        "---\nA rule, and a sentence: it goes on.\n---\n\nAnd on.\n",
        "---\ntitle: never closed\n",
        "--- title: on one line ---\n",
        "---\n---\n",
        "+++\nnot = = toml\n+++\n",
        "---\nurl:value\n---\n",
        "Plain text\n---\ntitle: x\n---\n",
        "---\ncolour: red\n---\nNo field of an article.\n",
    ] {
        assert!(
            !Markdown.claims("txt", text, &FieldMap::default()),
            "{text}"
        );
    }
}

#[test]
fn the_marks_are_taken_off() {
    let text = "# A *headline* of `words`\n\nThe **council** met on [Monday](https://x.org/a_(b)) and _spoke_ about\n\
                water\\*, snake_case and 2 * 3 ~~or~~ not[^1].\n\n![a picture](x.png)\n\n## On *water*\n\n\
                - first item\n- [x] second item\n1. third\n\n> quoted words\n> go on\n\n[ref]: https://x.org\n\n\
                <!-- a\ncomment -->\n{{< figure src=\"x\" >}}\n\n***\n\n```\nlet a = 1;\n```\n\n\
                See [[Some page|that page]], <https://x.org/b> and [the other][ref].\n\nSetext\n------\n";
    let article = read("a.md", text);
    assert_eq!(article.headline.as_deref(), Some("A headline of words"));
    assert_eq!(
        body(&article),
        [
            "The council met on Monday) and spoke about water*, snake_case and 2 * 3 or not.",
            "On water",
            "first item",
            "second item",
            "third",
            "quoted words go on",
            "let a = 1;",
            "See that page, https://x.org/b and the other.",
            "Setext",
        ]
    );
}

#[test]
fn a_file_name_dates_what_nothing_else_does() {
    let article = read("posts/2018-01-05-water.md", "# Water\n\nIt is wet.\n");
    assert_eq!(article.published.kind, DateKind::Inferred);
    assert_eq!(article.published.value.unwrap().to_string(), "2018-01-05");
    assert_eq!(
        read("posts/water.md", "# Water\n\nIt is wet.\n")
            .published
            .value,
        None
    );
}

#[test]
fn a_title_said_twice_is_said_once() {
    let text = "---\ntitle: Water\n---\n# Water\n\nIt is wet.\n";
    assert_eq!(body(&read("a.md", text)), ["It is wet."]);
    let text = "---\ntitle: Water\n---\n# A line above it\n\nIt is wet.\n";
    assert_eq!(body(&read("a.md", text)), ["A line above it", "It is wet."]);
}

proptest! {
    #[test]
    fn no_text_brings_the_reader_down(text in "[-+a:#>\\[\\]()*_`~!<| \\\\\"'\n\r\té]{0,120}") {
        let _plain = read("a.md", &text);
        let _fields = read("a.md", &format!("---\n{text}\n---\n{text}"));
        let _toml = read("a.md", &format!("+++\n{text}\n+++\n{text}"));
    }
}

#[test]
fn signs_without_end_take_linear_time() {
    let deep = format!("{}a{}", "[".repeat(20_000), "](b)".repeat(20_000));
    assert!(read("a.md", &deep).text.contains('a'));
    for unit in [
        "[", "![", "<", "*", "_a", "[a](", "[[", "`", "> ", "- ", "[a](b)", "[a]",
    ] {
        let article = read("a.md", &unit.repeat(60_000 / unit.len()));
        assert!(article.text.len() <= 60_001, "{unit}");
    }
}
