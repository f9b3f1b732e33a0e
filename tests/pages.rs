//! Pages: what is read of HTML, by what evidence, and what a page cannot do to its reader.

mod dates;
mod hostile;
mod kinds;

use std::io::Write as _;

use dateline::article::{Article, DateKind, Format};
use dateline::ingest::{self, Event, Input, Options};

/// Reads one file of these bytes.
fn read(name: &str, bytes: &[u8]) -> Vec<Article> {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut articles = Vec::new();
    let stop = std::sync::atomic::AtomicBool::new(false);
    ingest::read(
        &[Input::Path(path)],
        &Options::default(),
        &stop,
        &mut |event| {
            if let Event::Articles(batch) = event {
                articles.extend(batch);
            }
        },
    );
    articles
}

fn page(html: &str) -> Article {
    let mut articles = read("page.html", html.as_bytes());
    assert_eq!(articles.len(), 1);
    let article = articles.remove(0);
    assert_eq!(article.origin.format, Format::Html);
    article
}

fn body(article: &Article) -> Vec<&str> {
    article
        .body
        .iter()
        .map(|span| span.of(&article.text))
        .collect()
}

fn others(article: &Article) -> Vec<(&str, bool)> {
    let related = article.related.iter();
    related
        .filter_map(|other| Some((other.headline?.of(&article.text), other.inline)))
        .collect()
}

/// Three paragraphs that no extractor takes for furniture.
const STORY: &str = "<p>The harbour of Norvale stayed shut on Tuesday after a storm tore two \
    cranes from their rails, the port authority said in a statement.</p>\
    <p>Engineers hope to open the smaller basin by the weekend, but the large one will take \
    months, because its gates were bent and new ones must be <em>cast</em> abroad.</p>\
    <p>Ships are sent to the neighbouring ports in the meantime, where the quays are full and \
    crews wait for days before they are unloaded.</p>";

fn with(head: &str, story: &str) -> String {
    format!(
        "<!doctype html><html lang=en-GB><head>{head}</head><body><nav><a href=/>Home</a> \
         <a href=/world>World</a></nav><article><h1>Storm shuts harbour</h1>{story}</article>\
         <footer>© Norvale Post. All rights reserved.</footer></body></html>"
    )
}

#[test]
fn the_article_is_read_without_its_furniture() {
    let story = STORY.replacen(
        "</p>",
        "</p><p>Read more: <a href=/a>Waves of nine metres off Norvale</a></p>",
        1,
    );
    let tail = "<p><a href=/letter>Sign up for our newsletter</a> and never miss a storm.</p>\
        <ul><li><h3><a href=/b>Ferries back on Monday</a></h3></li></ul>";
    let article = page(&with("", &format!("{story}{tail}")));
    assert_eq!(article.headline.as_deref(), Some("Storm shuts harbour"));
    let body = body(&article);
    assert_eq!(body.len(), 3, "{body:?}");
    assert!(body[0].starts_with("The harbour of Norvale"));
    assert!(body[1].contains("must be cast abroad"), "{}", body[1]);
    let inline = others(&article).into_iter().find(|(_, inline)| *inline);
    assert!(inline.is_some_and(|(headline, _)| headline.contains("Waves of nine metres")));
    assert_eq!(article.language.as_deref(), Some("en-GB"));
}

#[test]
fn structured_data_is_believed_before_meta_and_text() {
    let graph = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","name":"A site","url":"https://site.example/"},
        {"@type":["NewsArticle"],"headline":"Storm shuts harbour of Norvale",
         "datePublished":"2018-01-09T08:30:00+01:00","dateModified":"2018-01-10",
         "author":[{"@type":"Person","name":"Ada Crane"},{"@type":"Person","name":"Bo Quay"}],
         "publisher":{"@type":"Organization","name":"Norvale Post"}}]}</script>"#;
    let head = format!(
        "{graph}<meta property=og:title content='Another title'>\
         <meta name=author content='Somebody else'><meta name=date content=2001-01-01>\
         <link rel=canonical href=https://post.example/storm>"
    );
    let article = page(&with(&head, STORY));
    assert_eq!(
        article.headline.as_deref(),
        Some("Storm shuts harbour of Norvale")
    );
    assert_eq!(article.authors, ["Ada Crane", "Bo Quay"]);
    assert_eq!(article.source.as_deref(), Some("Norvale Post"));
    assert_eq!(article.url.as_deref(), Some("https://post.example/storm"));
    let published = &article.published;
    assert_eq!(published.kind, DateKind::Explicit);
    assert_eq!(
        published.value.unwrap().local.to_string(),
        "2018-01-09 08:30:00"
    );
    assert!(
        published.evidence.contains("JSON-LD datePublished"),
        "{}",
        published.evidence
    );
    assert!(published.evidence.contains("2018-01-09T08:30:00+01:00"));
    assert_eq!(
        article.updated.unwrap().local.date().to_string(),
        "2018-01-10"
    );
}

#[test]
fn a_date_says_where_it_was_read() {
    let cases = [
        (
            "<meta property=article:published_time content=2018-01-05T10:00:00Z>",
            "",
            "meta article:published_time",
            DateKind::Explicit,
        ),
        (
            "",
            "<time datetime=2018-01-05>Friday</time>",
            "time element",
            DateKind::Explicit,
        ),
        (
            "",
            "<span itemprop=datePublished content=2018-01-05>today</span>",
            "microdata datePublished",
            DateKind::Explicit,
        ),
        (
            "<link rel=canonical href=https://post.example/2018/01/05/storm>",
            "",
            "address",
            DateKind::Inferred,
        ),
        (
            "",
            "<p>Published: January 5, 2018</p>",
            "Published",
            DateKind::Explicit,
        ),
    ];
    for (head, mark, evidence, kind) in cases {
        let article = page(&with(head, &format!("{mark}{STORY}")));
        let published = &article.published;
        let day = published
            .value
            .map(|moment| moment.local.date().to_string());
        assert_eq!(
            day.as_deref(),
            Some("2018-01-05"),
            "{head}{mark}: {published:?}"
        );
        assert!(
            published.evidence.contains(evidence),
            "{}",
            published.evidence
        );
        assert_eq!(published.kind, kind, "{}", published.evidence);
    }
    let article = page(&with("", STORY));
    assert_eq!(article.published.value, None, "{:?}", article.published);
}

#[test]
fn a_day_that_slipped_into_utc_is_the_day_of_the_address() {
    let head = "<link rel=canonical href=https://post.example/2018/01/05/storm>\
        <meta property=article:published_time content=2018-01-04T23:30:00Z>";
    let published = page(&with(head, STORY)).published;
    assert_eq!(
        published.value.unwrap().local.date().to_string(),
        "2018-01-05"
    );
    assert!(published.evidence.contains("UTC"), "{}", published.evidence);
}

#[test]
fn links_of_a_page_are_of_the_web_or_none() {
    for bad in [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x/",
    ] {
        let article = page(&with(&format!("<link rel=canonical href='{bad}'>"), STORY));
        assert_eq!(article.url, None, "{bad}");
    }
}

#[test]
fn packed_pages_are_read_through() {
    let html = with("", STORY);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(html.as_bytes()).unwrap();
    let articles = read("page.html.gz", &packed.finish().unwrap());
    assert_eq!(articles[0].origin.format, Format::Html);
    assert_eq!(body(&articles[0]), body(&page(&html)));
}

#[test]
fn broken_pages_keep_their_text() {
    let cut = with("", STORY);
    let cut = &cut[..cut.find("crews wait").unwrap()];
    assert!(body(&page(cut))[0].starts_with("The harbour of Norvale"));
    let unclosed = with("", STORY)
        .replace("</p>", "")
        .replace("</article>", "<!-- end");
    assert!(body(&page(&unclosed)).concat().contains("Ships are sent"));
    let script = with("", &format!("{STORY}<script>var a = '<p>not shown</p>';"));
    let article = page(&script);
    assert!(body(&article).concat().contains("Ships are sent"));
    let none = page("<html></html>");
    assert!(none.body.is_empty() && none.headline.is_none());
}

#[test]
fn authors_are_people_not_sites_readers_or_labels() {
    let graph = r#"<script type="application/ld+json">{"@graph":[
        {"@type":"Article","headline":"Storm shuts harbour&#8217;s gates",
         "author":{"@id":"https://post.example/#/person/1"},
         "publisher":{"@id":"https://post.example/#org"},
         "mainEntityOfPage":{"@id":"https://post.example/storm#webpage"}},
        {"@type":"Organization","@id":"https://post.example/#org","name":"Norvale Post"},
        {"@type":"Person","@id":"https://post.example/#/person/1","name":"Ada Crane"}]}</script>"#;
    let article = page(&with(graph, STORY));
    assert_eq!(article.authors, ["Ada Crane"]);
    assert_eq!(article.source.as_deref(), Some("Norvale Post"));
    assert_eq!(article.url.as_deref(), Some("https://post.example/storm"));
    let headline = article.headline.unwrap();
    assert_eq!(headline, "Storm shuts harbour’s gates");

    let shown = "<p class=author>By Ada Crane and Bo Quay, 5 January 2018</p>";
    let reader = "<div class=comment><p class=author>Cy Reader says:</p><p>Oh.</p></div>";
    let article = page(&with("", &format!("{shown}{STORY}{reader}")));
    assert_eq!(article.authors, ["Ada Crane", "Bo Quay"]);
    let article = page(&with("", &format!("{STORY}{reader}")));
    assert!(article.authors.is_empty(), "{:?}", article.authors);

    let head = "<meta property=og:site_name content='Norvale Post'><meta name=author content='Norvale Post'>";
    assert!(page(&with(head, STORY)).authors.is_empty());
}

#[test]
fn a_stub_gives_way_to_the_article_that_the_page_tells_machines() {
    let whole = STORY.replace("<p>", "").replace("</p>", "\\n\\n");
    let whole = whole.replace("<em>", "").replace("</em>", "");
    let graph = format!(
        "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{whole}\"}}</script>"
    );
    let stub =
        "<p>The harbour of Norvale stayed shut on Tuesday after a storm. Subscribe to read on.</p>";
    let article = page(&with(&graph, stub));
    assert_eq!(body(&article).len(), 3, "{:?}", body(&article));
    assert!(body(&article)[2].starts_with("Ships are sent"));
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_names() {
    let html = "<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1257'>\
                <title>x</title></head><body><h1>Ostas vārti</h1></body></html>";
    // In the encoding that two letters alone would be taken for, ā is another letter.
    let mut bytes = Vec::new();
    for part in html.split_inclusive('ā') {
        bytes.extend(part.trim_end_matches('ā').as_bytes());
        bytes.extend(part.ends_with('ā').then_some(0xe2));
    }
    let articles = read("page.html", &bytes);
    assert_eq!(articles[0].headline.as_deref(), Some("Ostas vārti"));
}

#[test]
fn comments_below_a_page_are_comments() {
    let below = "<section id=comments><h2>2 Comments</h2><ol>\
        <li class=comment id=comment-1><cite>Ann Lee</cite> <time datetime=2018-01-06>6 January</time>\
        <p>It was bad indeed, I was there.</p><ul><li class=comment id=comment-2><cite>Bo Quay says:</cite>\
        <p>Not so bad.</p></li></ul></li></ol></section>";
    let article = page(&with("", &format!("{STORY}{below}")));
    assert_eq!(body(&article).len(), 3, "{:?}", body(&article));
    let said = |comment: &dateline::article::Comment| {
        let author = comment.author.unwrap().of(&article.text).to_owned();
        let text = comment.text.iter().map(|span| span.of(&article.text));
        (
            author,
            text.collect::<Vec<_>>().join("|"),
            comment.reply_to.clone(),
        )
    };
    let comments: Vec<_> = article.comments.iter().map(said).collect();
    let ann = (
        "Ann Lee".to_owned(),
        "It was bad indeed, I was there.".to_owned(),
        None,
    );
    let bo = (
        "Bo Quay".to_owned(),
        "Not so bad.".to_owned(),
        Some("Ann Lee".to_owned()),
    );
    assert_eq!(comments, [ann, bo]);
    assert_eq!(article.comments[0].time.unwrap().to_string(), "2018-01-06");
    assert_eq!(
        article.published.value, None,
        "{}",
        article.published.evidence
    );
}
