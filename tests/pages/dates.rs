//! Dates of pages: which statement is believed where several are made, and what says so.

use dateline::article::{DateKind, Precision, Published};

use super::{STORY, page, with};

fn published(head: &str, story: &str) -> Published {
    page(&with(head, story)).published
}

fn day(published: &Published) -> Option<String> {
    published
        .value
        .map(|moment| moment.local.date().to_string())
}

#[test]
fn the_day_is_that_of_the_page_not_of_greenwich() {
    let head = "<meta property=article:published_time content=2018-01-06T02:11:03Z>";
    let time = "<time datetime=2018-01-05T21:11:03-05:00>Friday</time>";
    let found = published(head, &format!("{time}{STORY}"));
    assert_eq!(day(&found).as_deref(), Some("2018-01-05"));
    assert!(found.evidence.contains("UTC"), "{}", found.evidence);
    // A day that no zone makes of it is the day of something else.
    let head = "<meta property=article:published_time content=2018-01-06T18:00:00Z>";
    let other = "<p class=date>5 January 2018</p>";
    let found = published(head, &format!("{other}{STORY}"));
    assert_eq!(day(&found).as_deref(), Some("2018-01-06"));
}

#[test]
fn dates_of_other_things_are_not_the_articles() {
    let own = "<p class=publication><time datetime=2018-01-05>5 January</time></p>";
    for other in [
        "<blockquote><p>Hm. <time datetime=2001-01-01>1 Jan</time></p></blockquote>",
        "<div class=forum-messages><p class=publication><time pubdate datetime=2001-01-01>x\
         </time></p></div>",
        "<p class=time>Current time: 1 January 2001, 12:18</p>",
        "<div class=dateblock>Last post: 1 January 2001</div>",
        "<dd class=profile-joined>Registriert: 01.01.2001, 05:56</dd>",
        "<div class=comment itemscope><meta itemprop=datePublished content=2001-01-01></div>",
        "<div class=related-posts><p class=date>1 January 2001</p></div>",
    ] {
        let found = published("", &format!("{other}{own}{STORY}"));
        assert_eq!(day(&found).as_deref(), Some("2018-01-05"), "{other}");
        let found = published("", &format!("{STORY}{other}"));
        assert_eq!(day(&found), None, "{other}: {}", found.evidence);
    }
    // What pages call promoted is not promotion.
    let own = "<div class=node-promoted><p class=submitted>5 January 2018</p></div>";
    let found = published("", &format!("{own}{STORY}"));
    assert_eq!(day(&found).as_deref(), Some("2018-01-05"));
}

#[test]
fn other_articles_of_structured_data_are_told_apart() {
    let graph = r#"<script type="application/ld+json">[
        {"@type":"NewsArticle","headline":"Ferries are back","datePublished":"2001-01-01"},
        {"@type":"NewsArticle","headline":"Storm shuts harbour","datePublished":"2018-01-05"}]
        </script>"#;
    let found = published(graph, STORY);
    assert_eq!(day(&found).as_deref(), Some("2018-01-05"));
}

#[test]
fn structured_data_that_is_no_json_still_says_its_dates() {
    let graph = r#"<script type="application/ld+json">{"@type":"NewsArticle",
        "description":"a "quoted" word","datePublished" : "2018-01-05T10:00:00Z"}}</script>"#;
    let found = published(graph, STORY);
    assert_eq!(day(&found).as_deref(), Some("2018-01-05"));
    assert!(found.evidence.contains("broken"), "{}", found.evidence);
}

#[test]
fn a_date_that_says_not_of_what_yields_to_one_that_does() {
    let head = "<meta name=date content=2018-01-09>";
    assert_eq!(day(&published(head, STORY)).as_deref(), Some("2018-01-09"));
    for mark in [
        "<p class=byline><time datetime=2018-01-05>Friday</time></p>",
        "<span>Published on:</span><h2>5 January 2018</h2>",
    ] {
        let found = published(head, &format!("{mark}{STORY}"));
        assert_eq!(day(&found).as_deref(), Some("2018-01-05"), "{mark}");
    }
}

#[test]
fn the_notice_below_a_post_dates_it() {
    let notice = "<p>This entry was posted on Friday, January 5th, 2018 at 5:13 pm and is filed \
        under Harbours, Storms. You can follow any responses to this entry through the feed.</p>";
    let found = published("", &format!("{STORY}{notice}"));
    assert_eq!(day(&found).as_deref(), Some("2018-01-05"));
}

#[test]
fn an_update_is_not_the_publication() {
    let mark = "<p class=published-date>Updated January 9, 2018</p>";
    let article = page(&with("", &format!("{mark}{STORY}")));
    assert_eq!(article.published.kind, DateKind::Inferred);
    assert!(
        article.updated.is_some(),
        "{:?}",
        article.published.evidence
    );
}

#[test]
fn addresses_date_what_nothing_else_does() {
    let canonical = |path: &str| format!("<link rel=canonical href=https://post.example{path}>");
    let found = published(&canonical("/news/29-10-2021"), STORY);
    assert_eq!(day(&found).as_deref(), Some("2021-10-29"));
    assert_eq!(found.kind, DateKind::Inferred);
    let found = published(&canonical("/2018/08/storm.html"), STORY);
    let moment = found.value.unwrap();
    assert_eq!(
        (moment.precision, moment.to_string().as_str()),
        (Precision::Month, "2018-08")
    );
    let picture = "<meta property=og:image content=https://post.example/files/2018/01/05/a.jpg>";
    let found = published(picture, STORY);
    assert_eq!(day(&found).as_deref(), Some("2018-01-05"));
    assert_eq!(found.kind, DateKind::Inferred);
    assert!(found.evidence.contains("picture"), "{}", found.evidence);
}

#[test]
fn contradiction_costs_confidence_and_stands_in_the_evidence() {
    let stated = "<meta property=article:published_time content=2018-01-05T10:00:00Z>";
    let sure = published(stated, STORY).confidence.unwrap();
    for other in [
        "<link rel=canonical href=https://post.example/2016/08/09/storm>",
        "<link rel=canonical href=https://post.example/2016/08/storm>",
        "<meta property=article:modified_time content=2018-01-03T10:00:00Z>",
        "<meta name=parsely-pub-date content=2017-12-01>",
    ] {
        let found = published(&format!("{stated}{other}"), STORY);
        assert_eq!(day(&found).as_deref(), Some("2018-01-05"));
        assert!(found.confidence.unwrap() < sure, "{other}");
        assert!(found.evidence.contains(';'), "{}", found.evidence);
    }
}

#[test]
fn where_a_page_contradicts_itself_its_date_is_a_conclusion() {
    let stated = "<meta property=article:published_time content=2018-01-09T10:00:00Z>";
    let other = "<meta name=parsely-pub-date content=2018-01-05T10:00:00Z>";
    let head = format!("{stated}{other}");
    let found = published(&head, STORY);
    assert_eq!(day(&found).as_deref(), Some("2018-01-09"));
    assert_eq!(found.kind, DateKind::Inferred);
    // The one that it shows its readers is believed, be it marked as a change.
    let shown = "<p><time class=updated datetime=2018-01-05T11:00:00+01:00>5 January</time></p>";
    let found = published(&head, &format!("{shown}{STORY}"));
    assert_eq!(day(&found).as_deref(), Some("2018-01-05"));
    assert_eq!(published(stated, STORY).kind, DateKind::Explicit);
}

#[test]
fn what_a_page_shows_its_readers_as_another_day_makes_its_statement_a_conclusion() {
    let stated = "<meta property=article:published_time content=2018-01-05T10:00:00Z>";
    let head = |line: &str| {
        let story = format!("{line}{STORY}");
        published(stated, &story)
    };
    for line in [
        "<div class=line><span>8 min</span><br>9 January 2018</div>",
        "<div class=published-date>Updated January 9, 2018</div>",
    ] {
        let found = head(line);
        assert_eq!(day(&found).as_deref(), Some("2018-01-05"), "{line}");
        assert_eq!(found.kind, DateKind::Inferred, "{}", found.evidence);
        assert!(found.confidence.unwrap() < 0.75, "{line}");
    }
    for line in [
        "<div class=line>5 January 2018</div>",
        "<div class=line>Updated: 9 January 2018</div>",
        "<div class=line>5 January 2018, changed 9 January 2018</div>",
        "<div class=related>9 January 2018</div>",
    ] {
        assert_eq!(head(line).kind, DateKind::Explicit, "{line}");
    }
}

#[test]
fn a_day_and_month_in_numbers_are_sure_once_something_tells_their_order() {
    let in_language = |language: &str, line: &str| {
        let html = format!(
            "<!doctype html><html{language}><head><title>Storm shuts harbour</title></head><body>\
             <article><h1>Storm shuts harbour</h1><p class=date>{line}</p>{STORY}</article></body></html>"
        );
        let found = page(&html).published;
        (day(&found).unwrap(), found.kind)
    };
    let is = |day: &str, kind| (day.to_owned(), kind);
    let (sure, open) = (DateKind::Explicit, DateKind::Inferred);
    let numbers = "02/01/2018";
    assert_eq!(in_language(" lang=en", numbers).1, open);
    assert_eq!(in_language(" lang=en-GB", numbers), is("2018-01-02", sure));
    assert_eq!(in_language(" lang=fr", numbers), is("2018-01-02", sure));
    assert_eq!(in_language(" lang=en-US", numbers), is("2018-02-01", sure));
    let other = "02/01/2018</p><p>Next meeting: 25/01/2018";
    assert_eq!(in_language(" lang=en", other), is("2018-01-02", sure));
}
