use super::*;
use crate::article::Article;

fn read(text: &str) -> Vec<Article> {
    let map = FieldMap::default();
    assert!(Clippings.claims("txt", text, &map), "{text}");
    let page = Page {
        path: Arc::from("a.txt"),
        text: text.to_owned(),
        bytes: text.len() as u64,
        map,
    };
    Clippings.read(page).articles
}

fn told(article: &Article) -> [String; 6] {
    let body: Vec<_> = article
        .body
        .iter()
        .map(|span| span.of(&article.text))
        .collect();
    let day = article
        .published
        .value
        .map(|moment| moment.local.date().to_string());
    [
        article.headline.clone().unwrap_or_default(),
        article.source.clone().unwrap_or_default(),
        article.authors.join(", "),
        day.unwrap_or_default(),
        article.url.clone().unwrap_or_default(),
        body.join(" | "),
    ]
}

#[test]
fn numbered_documents_are_articles_with_their_fields() {
    let text = "\n    1 of 2 DOCUMENTS\n\n\n     The Example\n\n     March 3, 2020 Tuesday\n     \
        Late Edition\n\nOld bridge to close for two\nyears\n\nBYLINE: By ANN LEE\n\nSECTION: A; Pg. \
        4\n\nLENGTH: 57 words\n\nThe council voted to close it.\n\n\"No choice\": so the mayor.\n\n\
        URL: https://example.org/a\n\nLOAD-DATE: March 4, 2020\n\nLANGUAGE: ENGLISH\n\n   Copyright \
        2020 The Example Company\n\n\n    2 of 2 DOCUMENTS\n\n     Other Times\n\n     Copyright \
        2020 Other Times\n\n     5 March 2020\n\nStorm again\n\nLENGTH: 5 words\n\nIt blew.\n\n\
        LOAD-DATE: March 6, 2020\n";
    let articles = read(text);
    let want = [
        "Old bridge to close for two years",
        "The Example",
        "ANN LEE",
        "2020-03-03",
        "https://example.org/a",
        "The council voted to close it. | \"No choice\": so the mayor.",
    ];
    assert_eq!(told(&articles[0]), want);
    assert_eq!(articles[0].language.as_deref(), Some("en"));
    let want = [
        "Storm again",
        "Other Times",
        "",
        "2020-03-05",
        "",
        "It blew.",
    ];
    assert_eq!(told(&articles[1]), want);
    assert_eq!((articles.len(), articles[1].origin.part), (2, 2));
    let (start, end) = articles[0].origin.bytes;
    let own = text.get(usize::try_from(start).unwrap()..usize::try_from(end).unwrap());
    let own = own.unwrap();
    assert!(
        own.contains("Old bridge") && !own.contains("Storm again"),
        "{own}"
    );
}

#[test]
fn a_field_may_hold_the_text() {
    let text = "Report of the database\n\n____________\n\nDocument 1 of 1\n\nOld bridge to close\n\n\
        Author: Lee, Ann\n\nPublication info: The Example ; London (UK) [London (UK)]. 03 Mar 2020: \
        4.\n\nlink to the document\n\nAbstract: It closes.\n\nFull text: The council voted.\n\nThe \
        mayor agreed.\n\nSubject: Bridges\n\nPublication title: The Example; London (UK)\n\n\
        Publication date: Mar 3, 2020\n\nDocument URL: https://example.org/1\n\nLast updated: \
        2020-03-04\n";
    let want = [
        "Old bridge to close",
        "The Example",
        "Ann Lee",
        "2020-03-03",
        "https://example.org/1",
        "The council voted. | The mayor agreed.",
    ];
    assert_eq!(told(&read(text)[0]), want);
}

#[test]
fn documents_may_end_with_their_number() {
    let text = "Old bridge to close\nBy Ann Lee\n1,057 words\n3 March 2020\n10:15\nThe Example\n\
        EXMP\n4\nEnglish\n(c) 2020 The Example Company\n\nThe council voted.\n\nThe mayor agreed.\n\n\
        Document EXMP000020200303eg33000aa\n\n\n\nStorm again\n\n27 words\n4 March 2020\nOther \
        Times\nOTHR\nEnglish\n\nIt blew.\n\nDocument OTHR000020200304eg3400bb1\n\nSearch \
        Summary\nText bridge or storm\n";
    let articles = read(text);
    let want = [
        "Old bridge to close",
        "The Example",
        "Ann Lee",
        "2020-03-03",
        "",
        "The council voted. | The mayor agreed.",
    ];
    assert_eq!(told(&articles[0]), want);
    let want = [
        "Storm again",
        "Other Times",
        "",
        "2020-03-04",
        "",
        "It blew.",
    ];
    assert_eq!(told(&articles[1]), want);
    assert_eq!(articles.len(), 2, "what is behind the last is none");
}

#[test]
fn documents_may_end_with_a_line_that_says_so() {
    let one = |headline: &str, date: &str, body: &str| {
        format!(
            "{headline}\n\n\n\nThe Example (London)\n\n{date}\n\n\n\nCopyright 2020 The Example \
             Company\n\nSection: NEWS; Pg. 4\n\nLength: 57 words\n\nByline: Ann Lee\n\nBody\n\n\n\n\
             {body}\n\n\n\nLoad-Date: March 4, 2020\n\n\n\nEnd of Document\n\n\n"
        )
    };
    let text = one(
        "Old bridge to close",
        "March 3, 2020 Tuesday",
        "It was said.\n\nAnd done.",
    ) + &one("Storm again", "March 4, 2020", "It blew.");
    let articles = read(&text);
    let source = "The Example (London)";
    let body = "It was said. | And done.";
    let want = [
        "Old bridge to close",
        source,
        "Ann Lee",
        "2020-03-03",
        "",
        body,
    ];
    assert_eq!(told(&articles[0]), want);
    let want = [
        "Storm again",
        source,
        "Ann Lee",
        "2020-03-04",
        "",
        "It blew.",
    ];
    assert_eq!(told(&articles[1]), want);
    assert_eq!(articles.len(), 2);
}

#[test]
fn texts_that_only_count_something_are_texts() {
    for text in [
        "Article 1 of 3\n\nThe first part of a series. It begins here.\n\nAnd goes on.",
        "1 of 12 DOCUMENTS\n\nwere found, said the police.",
        "He said 1 of 3\n\nLENGTH: 3 words\n\nSECTION: A",
        "A text of\n57 words\n\nand no more.",
        "Document A1\n\n57 words",
        "The body\n\nwas found at the\n\nend of document",
        "",
    ] {
        assert!(
            !Clippings.claims("txt", text, &FieldMap::default()),
            "{text}"
        );
    }
}
