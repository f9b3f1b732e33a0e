//! Pages of the kinds that the web has: structured data in every disorder, other ways to say it,
//! pages of frames and tables, pages without a blank between their tags.

use super::*;

const HEADLINE: &str = "Storm shuts the harbour of Norvale";

/// A page with this in its head and this before its text.
fn made(head: &str, top: &str) -> Article {
    page(&format!(
        "<!doctype html><html lang=en><head><title>{HEADLINE} | Norvale Post</title>{head}</head>\
         <body><article>{top}{STORY}</article></body></html>"
    ))
}

fn day(article: &Article) -> String {
    article
        .published
        .value
        .map_or_else(|| "none".to_owned(), |day| day.to_string())
}

#[test]
fn structured_data_is_read_in_every_disorder() {
    let json = "{\"@type\": \"NewsArticle\", \"headline\": \"Storm shuts the harbour of Norvale\", \
        \"datePublished\": \"2018-01-05\", \"author\": {\"name\": \"Ada Crane\"}, \
        \"publisher\": {\"name\": \"Norvale Post\"}}";
    for written in [
        json.to_owned(),
        format!("[{{\"@type\": \"BreadcrumbList\"}}, {json}]"),
        format!("{{\"@graph\": [{json}]}}"),
        format!("//<![CDATA[\n{json}\n//]]>"),
        format!("<!-- {json} -->"),
        format!("{json};"),
        json.replace("\"}}", "\",},}"),
        json.replace("Storm shuts", "Storm\nshuts"),
        json.replace('"', "&quot;"),
    ] {
        let head = format!("<script type='application/ld+json'>{written}</script>");
        let article = made(&head, "");
        assert_eq!(day(&article), "2018-01-05", "{written}");
        assert_eq!(article.authors, ["Ada Crane"], "{written}");
        assert_eq!(article.source.as_deref(), Some("Norvale Post"), "{written}");
        assert_eq!(article.headline.as_deref(), Some(HEADLINE), "{written}");
    }
}

#[test]
fn attributes_say_the_same_in_two_dialects() {
    for (name, date) in [
        (
            "itemprop",
            "<meta itemprop=datePublished content=2018-01-05>",
        ),
        (
            "property",
            "<span property='schema:datePublished' content=2018-01-05>5 Jan</span>",
        ),
        (
            "property",
            "<span property=dc:issued content=2018-01-05>5 Jan</span>",
        ),
    ] {
        let top =
            format!("<h1 {name}=headline>{HEADLINE}</h1>{date}<b {name}=author>Ada Crane</b>");
        let article = made("", &top);
        assert_eq!(day(&article), "2018-01-05", "{date}");
        assert_eq!(article.authors, ["Ada Crane"], "{date}");
    }
}

#[test]
fn the_site_is_no_part_of_the_headline_before_it_or_behind() {
    for title in [
        format!("{HEADLINE} - The Norvale Post"),
        format!("The Norvale Post: {HEADLINE}").replace(": ", " - "),
    ] {
        for shown in [
            format!("<h3>{HEADLINE}</h3>"),
            format!("<p><font size=5><b>{HEADLINE}</b></font></p>"),
        ] {
            let html = format!("<html><title>{title}</title><body>{shown}{STORY}</body></html>");
            let article = page(&html);
            assert_eq!(article.headline.as_deref(), Some(HEADLINE), "{html}");
            assert_eq!(body(&article).len(), 3, "{html}");
        }
    }
    let both = "<html><title>Norvale - a town</title><h1>Norvale - a town</h1><p>Norvale</p>";
    let article = page(&format!("{both}{STORY}"));
    assert_eq!(article.headline.as_deref(), Some("Norvale - a town"));
}

#[test]
fn the_name_of_the_site_over_each_of_its_pages_is_no_headline() {
    let titled = |title: &str, top: &str| {
        let article = page(&format!(
            "<html><title>{title}</title><body><article>{top}{STORY}</article></body></html>"
        ));
        article.headline.unwrap_or_default()
    };
    let title = "Storm shuts harbour : Norvale Notes | Since 2005 | Volume 6";
    for home in [
        "<a href='/'>Norvale Notes</a>",
        "<a href='https://norvale.example/'></a><i>Norvale Notes</i>",
        "<a href='https://archive.example/web/2015/http://norvale.example/'>Norvale Notes</a>",
        "<a href='index.html'>Norvale Notes</a>",
    ] {
        let top = format!("<h1>{home}</h1><h2>Storm shuts harbour</h2>");
        assert_eq!(titled(title, &top), "Storm shuts harbour", "{home}");
    }
    // A heading that leads to the article itself is its own.
    let own = format!("<h1><a href='/2015/storm.html'>{HEADLINE}</a></h1>");
    assert_eq!(titled("Norvale Notes", &own), HEADLINE);
}

#[test]
fn the_source_is_the_name_of_the_site_without_its_motto() {
    let head = "<meta property='og:site_name' content='Coast News, Weather | Norvale Notes'>\
        <link rel='canonical' href='https://www.norvalenotes.example/storm'>";
    let article = made(head, "<h1>Storm shuts harbour</h1>");
    assert_eq!(article.source.as_deref(), Some("Norvale Notes"));
}

#[test]
fn who_wrote_it_and_when_stands_beside_the_text() {
    let article = made(
        "",
        &format!("<h1>{HEADLINE}</h1><p>By Ada Crane</p><p>January 5, 2018 10:00 AM</p>"),
    );
    assert_eq!(body(&article).len(), 3, "{:?}", body(&article));
    assert_eq!(article.authors, ["Ada Crane"]);
    assert_eq!(day(&article), "2018-01-05T10:00");
}

#[test]
fn a_change_that_the_page_shows_is_kept_too() {
    let article = made(
        "<meta property='article:published_time' content='2018-01-05T08:00:00Z'>",
        &format!("<h1>{HEADLINE}</h1><p>Published 5 January 2018 | Updated 8 January 2018</p>"),
    );
    assert_eq!(day(&article), "2018-01-05T08:00Z");
    let updated = article.updated.map(|day| day.to_string());
    assert_eq!(updated.as_deref(), Some("2018-01-08"));
}

#[test]
fn a_page_without_blanks_between_its_tags_keeps_its_paragraphs() {
    let first = STORY.split("</p>").next().unwrap();
    let html = format!(
        "<html><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>{first}</p>\
         <p>They hope to open it again on Monday.</p></article></body></html>"
    );
    let article = page(&html);
    assert_eq!(body(&article).len(), 2, "{:?}", body(&article));
    assert!(!article.lead().starts_with("Storm"), "{}", article.lead());
}

#[test]
fn a_page_of_frames_shows_what_it_has_for_readers_without() {
    let article = page(&format!(
        "<html><head><title>{HEADLINE}</title></head><frameset cols='20%,80%'><frame src=a.html>\
         <noframes><body><h1>{HEADLINE}</h1>{STORY}</body></noframes></frameset></html>"
    ));
    assert_eq!(body(&article).len(), 3, "{:?}", body(&article));
}

#[test]
fn a_page_from_an_archive_is_the_page_that_was_archived() {
    let page = page(
        "<!DOCTYPE html><html><head>\
         <script>__wm.wombat(\"https://example.org/news/dam\",\"20180105134422\");</script>\
         <title>The dam holds</title><link rel=\"canonical\" \
         href=\"https://web.archive.org/web/20180105134422/https://example.org/news/dam\">\
         </head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div>The archive has 3 captures of \
         7 Aug 2013 and 9 Feb 2019 of this page, and tells of them in a long line of words.</div>\
         <!-- END WAYBACK TOOLBAR INSERT --><h1>The dam holds</h1>\
         <p>The dam above the town will hold through the winter, said the engineers who looked at \
         it for a week, and nobody has to leave the valley because of it.</p>\
         <p>They had been called after water was seen below the wall for the first time.</p>\
         </body></html><!--\n     FILE ARCHIVED ON 13:44:22 Jan 05, 2018 AND RETRIEVED FROM THE\n\
         INTERNET ARCHIVE ON 10:00:00 Mar 01, 2020.\n-->",
    );
    assert_eq!(page.url.as_deref(), Some("https://example.org/news/dam"));
    assert_eq!(page.source.as_deref(), Some("example.org"));
    assert_eq!(page.published.value, None, "{}", page.published.evidence);
    let said = "archived on 2018-01-05, so not later";
    assert!(
        page.published.evidence.contains(said),
        "{}",
        page.published.evidence
    );
    assert!(!page.text.contains("captures"), "{}", page.text);
    assert_eq!(page.body.len(), 2);
}
