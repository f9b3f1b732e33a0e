use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::article::{Article, IssueKind};

fn page(text: &str) -> Page {
    Page {
        path: Arc::from("a.json"),
        text: text.to_owned(),
        bytes: text.len() as u64,
        map: FieldMap::default(),
    }
}

fn headlines(articles: &[Article]) -> Vec<&str> {
    articles
        .iter()
        .map(|article| article.headline.as_deref().unwrap_or("(none)"))
        .collect()
}

#[test]
fn pieces_of_one_text_are_one_text() {
    let message = r#"{"type": "message", "date": "2020-03-04T09:30:00", "from": "Example News",
        "text": [{"type": "bold", "text": "Storm"}, " again, see ", {"type": "link", "text": "here"},
        ".\n\nMore follows."]}"#;
    let line = message.replace('\n', "");
    let document = format!("{{\"name\": \"x\", \"messages\": [{message}]}}");
    let by_line = JsonLines.read(page(&line));
    let whole = JsonDocuments.read(page(&document));
    for article in [&by_line.articles[0], &whole.articles[0]] {
        let body: Vec<_> = article
            .body
            .iter()
            .map(|span| span.of(&article.text))
            .collect();
        assert_eq!(body, ["Storm again, see here.", "More follows."]);
        assert_eq!(article.source.as_deref(), Some("Example News"));
    }
}

#[test]
fn a_bad_line_costs_itself_and_is_told_with_its_number() {
    let deep = "[".repeat(10_000);
    let text = format!(
        "{{\"title\": \"one\", \"date\": \"2018-01-05\"}}\n\
         {{\"title\": \"two\", \"title\": \"two again\"}}\n\
         \n\
         not json\n\
         {{\"title\": NaN, \"text\": \"Body.\", \"date\": 12}}\n\
         [1, 2]\n\
         {{\"title\": {deep}\n\
         {{\"title\": {{\"rendered\": \"eight\"}}, \"date\": [], \"source\": {{\"name\": \"X\"}}}}\n\
         {{\"id\": 9}}\n\
         {{\"title\": \"half a l"
    );
    let read = JsonLines.read(page(&text));
    assert_eq!(
        headlines(&read.articles),
        ["one", "two again", "(none)", "eight"]
    );
    assert_eq!(read.articles[3].source.as_deref(), Some("X"));
    assert_eq!(read.articles[2].issues[0].kind, IssueKind::Repaired);
    let end = read.end.unwrap();
    let half = text.rfind('{').unwrap() as u64;
    assert_eq!((end.reached.byte, end.reached.lines), (half, 9));
    let told = read.faults.iter().chain(&end.unfinished);
    let told: Vec<_> = told.map(|f| f.message.as_str()).collect();
    let lines = ["line 4:", "line 6:", "line 7:", "line 9:", "line 10:"];
    assert_eq!(told.len(), lines.len(), "{told:#?}");
    for (told, line) in told.iter().zip(lines) {
        assert!(told.starts_with(line), "{told}");
    }
    assert!(told[4].contains("ends in the middle"), "{}", told[4]);
}

#[test]
fn a_record_says_where_it_stands() {
    let text = "{\"title\": \"one\"}\n{\"title\": \"two\"}\n";
    let read = JsonLines.read(page(text));
    let origin = &read.articles[1].origin;
    assert_eq!((origin.part, origin.bytes), (1, (17, 34)));
    let marked = Page {
        bytes: text.len() as u64 + 3,
        ..page(text)
    };
    assert_eq!(JsonLines.read(marked).articles[0].origin.bytes, (3, 20));
}

#[test]
fn records_are_found_in_arrays_and_wrappings() {
    for (text, want) in [
        (r#"[{"title": "a"}, {"title": "b"}]"#, &["a", "b"][..]),
        (r#"[{"title": "a"}, {bad}, {"title": "c"}]"#, &["a", "c"]),
        (r#"[{"title": "a"}, {"title": "b"}, {"ti"#, &["a", "b"]),
        (r#"{"status": "ok", "articles": [{"title": "a"}]}"#, &["a"]),
        (
            r#"{"articles": [{"title": "a"}, {"title": "b"}, {"t"#,
            &["a", "b"],
        ),
        (
            r#"{"hits": {"hits": [{"_source": {"title": "a", "text": "x"}}]}}"#,
            &["a"],
        ),
        (r#"{"1": {"title": "a"}, "2": {"title": "b"}}"#, &["a", "b"]),
        (
            r#"{"title": "one", "text": "x", "related": [{"title": "no"}]}"#,
            &["one"],
        ),
        ("{\"title\":\n \"a\"}\n{\"title\":\n \"b\"}", &["a", "b"]),
    ] {
        let read = JsonDocuments.read(page(text));
        assert_eq!(headlines(&read.articles), want, "{text}: {:?}", read.faults);
    }
}

#[test]
fn a_json_feed_is_the_source_of_its_items() {
    let text = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Example",
        "language": "en", "authors": [{"name": "C D"}],
        "items": [{"id": 1, "url": "https://x.example/1", "content_html": "<p>One</p><p>Two</p>",
        "date_published": "2018-01-05T10:00:00Z", "authors": [{"name": "A B"}], "summary": "Both.",
        "tags": ["sea"], "attachments": [{"url": "https://x.example/a.mp3"}]},
        {"id": 2, "content_text": "Three"}]}"#;
    let read = JsonDocuments.read(page(text));
    let article = &read.articles[0];
    assert_eq!(article.origin.format, Format::JsonFeed);
    assert_eq!(article.source.as_deref(), Some("Example"));
    assert_eq!(article.authors, ["A B"]);
    assert_eq!(article.body.len(), 2);
    let beside = article.boilerplate.iter();
    let beside: Vec<_> = beside.map(|span| span.of(&article.text)).collect();
    assert_eq!(beside, ["Both.", "sea", "https://x.example/a.mp3"]);
    let second = &read.articles[1];
    assert_eq!(
        second.authors,
        ["C D"],
        "the feed's, where an item names none"
    );
    assert_eq!(second.language.as_deref(), Some("en"));
}

#[test]
fn what_is_no_pile_of_articles_gives_none() {
    let manifest = r#"{"name": "x", "version": "1.0", "description": "A tool"}"#;
    let read = JsonDocuments.read(page(manifest));
    assert!(read.articles.is_empty() && !read.faults.is_empty());
}

#[test]
fn content_tells_lines_from_documents() {
    assert!(is_lines("txt", "{\"a\": 1}\n{\"b\": 2}"));
    assert!(is_lines("txt", "{bad}\n{\"b\": 2}\n"));
    assert!(!is_lines("json", "{\"a\": 1}"));
    assert!(is_lines("jsonl", "{\"a\": 1}"));
    assert!(!is_lines("json", "{\n\"a\": 1\n}"));
    assert!(JsonDocuments.claims("txt", "[1, 2", &FieldMap::default()));
    assert!(!JsonDocuments.claims(
        "txt",
        "[Reuters] A bracket is no JSON",
        &FieldMap::default()
    ));
    assert!(!JsonDocuments.claims("txt", "[1] A footnote is none either", &FieldMap::default()));
    assert!(!JsonDocuments.claims("txt", "{curly} start", &FieldMap::default()));
}

proptest! {
    #[test]
    fn no_text_brings_a_reader_down(text in "[\\[\\]{}\":,\\\\ntile1-9 .é\n]{0,120}") {
        let _lines = JsonLines.read(page(&text));
        let _document = JsonDocuments.read(page(&text));
    }
}
