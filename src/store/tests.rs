//! The store gives back what it took in, patches applied, within its memory budget.

use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::article::*;

fn origin(path: &str) -> Origin {
    Origin {
        path: Arc::from(path),
        part: 0,
        bytes: (0, 10),
        format: Format::Text,
    }
}

fn article(text: &str) -> Article {
    Article {
        key: ArticleKey(7),
        text: text.to_owned(),
        body: vec![Span::new(0, text.len())],
        ..Article::unread(origin("a.txt"))
    }
}

prop_compose! {
    fn span()(a in 0usize..60, b in 0usize..60) -> Span { Span::new(a.min(b), a.max(b)) }
}

prop_compose! {
    fn moment()(days in -800_000i32..800_000, seconds in 0u32..86_400, precision in 0usize..5,
                offset in prop::option::of(-900i16..900)) -> Moment {
        let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        Moment {
            local: day.and_hms_opt(seconds / 3600, seconds / 60 % 60, seconds % 60).unwrap(),
            precision: [Precision::Year, Precision::Month, Precision::Day, Precision::Hour,
                        Precision::Minute][precision],
            offset,
        }
    }
}

prop_compose! {
    fn published()(value in prop::option::of(moment()), inferred: bool, evidence: String,
                   range in prop::option::of((moment(), moment()))) -> Published {
        Published {
            value,
            kind: match (value, inferred) {
                (None, _) => DateKind::None,
                (_, true) => DateKind::Inferred,
                _ => DateKind::Explicit,
            },
            evidence,
            confidence: value.map(|_| 0.75),
            range: range.map(|(a, b)| (a.local.date(), b.local.date())),
        }
    }
}

prop_compose! {
    fn comment()(author in prop::option::of(span()), time in prop::option::of(moment()),
                 text in prop::collection::vec(span(), 0..3), reply_to: Option<String>) -> Comment {
        Comment { author, time, text, reply_to }
    }
}

prop_compose! {
    fn mention()(span in span(), kind in 0usize..4, place in 0usize..4, value: Option<String>)
        -> Mention {
        Mention {
            span,
            kind: [MentionKind::Date, MentionKind::Time, MentionKind::Duration, MentionKind::Set]
                [kind],
            value,
            place: [MentionIn::Headline, MentionIn::Body, MentionIn::Comment, MentionIn::Other]
                [place],
        }
    }
}

prop_compose! {
    fn related()(headline in prop::option::of(span()), standfirst in prop::option::of(span()),
                 inline: bool, article in prop::option::of(0u32..9)) -> Related {
        Related { headline, standfirst, inline, article: article.map(ArticleId) }
    }
}

prop_compose! {
    fn facts()(key: u64, path: String, part: u32, bytes: (u64, u64), headline: Option<String>,
               source: Option<String>, authors: Vec<String>, place: Option<String>,
               url: Option<String>, language: Option<String>) -> Article {
        Article {
            key: ArticleKey(key),
            prints: Fingerprints { link: key, headline: key / 2, body: !key, copy: part },
            origin: Origin { path: Arc::from(path), part, bytes, format: Format::Text },
            headline, source, authors, url, language,
            source_from: SourceFrom::Inferred,
            agency: place.clone(),
            place,
            ..article("")
        }
    }
}

prop_compose! {
    fn any_article()(
        facts in facts(), text in "\\PC{0,60}", published in published(),
        updated in prop::option::of(moment()),
        body in prop::collection::vec(span(), 0..4), boilerplate in prop::collection::vec(span(), 0..4),
        comments in prop::collection::vec(comment(), 0..3), mentions in prop::collection::vec(mention(), 0..3),
        related in prop::collection::vec(related(), 0..3),
        lines in prop::collection::vec(prop::option::of(0usize..14), 0..9),
        removed in prop::collection::vec((0u32..99, 1u32..99), 0..3),
    ) -> Article {
        Article {
            text, published, updated, body, boilerplate, comments, mentions, related,
            lines: lines.into_iter().map(|label| label.map(|label| Label::ALL[label])).collect(),
            removed: removed.into_iter().map(|(at, chars)| Removal { at, chars }).collect(),
            issues: vec![Issue { kind: IssueKind::Repaired, message: "mended".to_owned() }],
            ..facts
        }
    }
}

fn store_of(batches: &[Vec<Article>]) -> Store {
    let mut store = Store::new();
    for articles in batches {
        let first = ArticleId(u32::try_from(store.len()).unwrap());
        store.append(Arc::new(Batch::build(first, articles.clone())));
    }
    store
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_goes_in_comes_out(batches in prop::collection::vec(
        prop::collection::vec(any_article(), 0..4), 0..4)) {
        let store = store_of(&batches);
        let articles: Vec<_> = batches.into_iter().flatten().collect();
        prop_assert_eq!(store.len(), articles.len());
        for (view, article) in store.iter().zip(&articles) {
            prop_assert_eq!(&view.to_article(), article);
            prop_assert_eq!(view.headline(), article.headline.as_deref());
            prop_assert_eq!(view.published(), article.published.clone());
            prop_assert_eq!(view.date(), DateCell::from(&article.published));
            prop_assert_eq!(view.mentions(), article.mentions.clone());
            let first = articles.iter().position(|other| other.key == article.key).unwrap();
            prop_assert_eq!(store.find_key(article.key).map(ArticleId::index), Some(first));
        }
        prop_assert!(store.get(ArticleId(u32::try_from(articles.len()).unwrap())).is_none());
    }
}

#[test]
fn patches_are_seen() {
    let mut related = article("Iran urges cooperation");
    related.related = vec![Related {
        headline: Some(Span::new(0, 4)),
        standfirst: None,
        inline: false,
        article: None,
    }];
    let mut store = store_of(&[vec![article("x"), related]]);
    let id = ArticleId(1);
    let published = Published {
        value: Some(Moment::day(NaiveDate::from_ymd_opt(2018, 1, 7).unwrap())),
        kind: DateKind::Inferred,
        ..Published::default()
    };
    let changes = [
        Change::Published(published.clone()),
        Change::Source(Some("Tasnim".to_owned()), SourceFrom::Inferred),
        Change::RelatedIs(0, Some(ArticleId(0))),
        Change::RelatedIs(9, Some(ArticleId(0))),
    ];
    for change in changes {
        store.patch(Patch { id, change });
    }
    let view = store.get(id).unwrap();
    assert_eq!(view.published(), published);
    assert_eq!(view.date().kind, DateKind::Inferred);
    assert_eq!(
        (view.source(), view.source_from()),
        (Some("Tasnim"), SourceFrom::Inferred)
    );
    assert_eq!(view.related()[0].article, Some(ArticleId(0)));
    assert_eq!(store.get(ArticleId(0)).unwrap().source(), None);
}

#[test]
fn the_lead_is_the_first_sentence() {
    let lead = |text: &str| {
        store_of(&[vec![article(text)]])
            .get(ArticleId(0))
            .unwrap()
            .lead()
            .len()
    };
    assert_eq!(
        lead("Iran called for better coordination with Pakistan. Then more."),
        50
    );
    assert_eq!(
        lead("Gen. Munir met the Iranian minister in the capital today.” Then"),
        60
    );
    assert_eq!(lead("no end at all"), 13);
    assert_eq!(lead(""), 0);
    assert!(lead(&"word ".repeat(1000)) < 410);
    assert!(lead(&"北京".repeat(1000)) < 810);
}

#[test]
fn memory_stays_within_the_budget() {
    let sentence =
        "Officials of both countries met on Tuesday, 5 March 2019, to discuss the border. ";
    let articles: Vec<_> = (0..500).map(|n| scraped(n, &sentence.repeat(36))).collect();
    let kept: usize = articles.iter().map(|article| article.text.len()).sum();
    let store = store_of(&[articles]);
    let budget = kept * 115 / 100 + 200 * store.len();
    assert!(
        store.heap_bytes() <= budget,
        "{} > {budget}",
        store.heap_bytes()
    );
}

#[test]
fn a_row_of_a_table_costs_little_beside_its_text() {
    let row = |n: u64| Article {
        key: Fingerprints {
            headline: !n,
            ..Fingerprints::default()
        }
        .key(),
        prints: Fingerprints {
            headline: !n,
            body: n + 1,
            ..Fingerprints::default()
        },
        headline: Some(format!("Ministers discuss border security, round {n}")),
        headline_from: "field “title”".to_owned(),
        source: Some(format!("Paper {}", n % 64)),
        source_from: SourceFrom::Explicit,
        published: Published {
            value: Some(Moment::day(NaiveDate::from_ymd_opt(2019, 3, 5).unwrap())),
            kind: DateKind::Explicit,
            evidence: "field “date”: “2019-03-05”".to_owned(),
            confidence: Some(1.0),
            range: None,
        },
        body: Vec::new(),
        ..article(&format!("Ministers discuss border security, round {n}"))
    };
    let store = store_of(&[(0..5_000).map(row).collect()]);
    let held = store.held();
    let each = (held.without_copies() - held.text) / store.len();
    assert!(each <= 80, "{each} bytes");
}

/// An article of about 3 kB as a news site gives it: paragraphs, mentions, labels, evidence.
fn scraped(n: usize, body: &str) -> Article {
    let headline = format!("Ministers discuss border security, round {n}");
    let text = format!("{headline}\n\n{}", body.replace(". O", ".\nO"));
    let lines = text.lines().count();
    let paragraph = text.len() / 12;
    Article {
        key: ArticleKey(n as u64 * 7919),
        origin: origin(&format!("pages/2019/03/{n:06}_79891b97d5ba1d21.txt")),
        headline: Some(headline),
        headline_from: "first line".to_owned(),
        source: Some("Press TV".to_owned()),
        authors: vec![format!("Staff Writer {}", n % 50)],
        published: Published {
            value: Some(Moment::day(NaiveDate::from_ymd_opt(2019, 3, 5).unwrap())),
            kind: DateKind::Explicit,
            evidence: "read in line 4: “Publish Date : 5 March 2019 - 21:52”".to_owned(),
            confidence: Some(0.9),
            range: None,
        },
        body: (0..12)
            .map(|p| Span::new(p * paragraph, (p + 1) * paragraph))
            .collect(),
        mentions: (0..10)
            .map(|m| Mention {
                span: Span::new(m * 70, m * 70 + 21),
                kind: MentionKind::Date,
                value: Some("2019-03-05".to_owned()),
                place: MentionIn::Body,
            })
            .collect(),
        lines: vec![Some(Label::Body); lines],
        ..article(&text)
    }
}
