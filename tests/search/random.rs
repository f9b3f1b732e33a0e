//! Small random articles, marks and filter lines, made of words that are hard to tell apart.

use std::sync::Arc;

use chrono::NaiveDate;
use dateline::article::{
    Article, ArticleKey, Comment, DateKind, Fingerprints, Format, Mark, Mention, MentionIn,
    MentionKind, Moment, Origin, Precision, Published, SourceFrom, Span, Verdict,
};
use proptest::prelude::*;

const WORDS: [&str; 22] = [
    "Iran",
    "Iranian",
    "Iraq",
    "international",
    "gas",
    "pipeline",
    "pipelines",
    "government",
    "goverment",
    "US",
    "status",
    "cross-border",
    "O’Neil",
    "Beyoncé",
    "Москва",
    "کتاب‌ها",
    "北京大学",
    "北京",
    "the",
    "1,000",
    "Tasnim",
    "€",
];
const SOURCES: [&str; 3] = ["Tasnim", "Press TV", "International Gas Weekly"];
const GAPS: [&str; 5] = [" ", " ", ", ", "\n", " — “"];

pub(super) fn some_text(most: usize) -> impl Strategy<Value = String> {
    let piece = (
        prop::sample::select(&WORDS[..]),
        prop::sample::select(&GAPS[..]),
    );
    prop::collection::vec(piece, 0..most).prop_map(|pieces| {
        pieces
            .iter()
            .flat_map(|(word, gap)| [*word, *gap])
            .collect()
    })
}

/// Pieces of scripts with and without spaces between words, with and without spaces.
const PIECES: [&str; 14] = [
    "北",
    "京",
    "大学",
    "北京大学",
    "京大",
    "ไทย",
    "ภาษา",
    "ab",
    "Iran",
    "iranian",
    "1",
    "、",
    " ",
    " ",
];

/// A text in which scripts with and without spaces follow each other.
pub(super) fn some_mixture(most: usize) -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..most);
    pieces.prop_map(|pieces| pieces.concat())
}

/// An article of such texts.
pub(super) fn some_mixed_article() -> impl Strategy<Value = Article> {
    (some_mixture(7), some_mixture(9)).prop_map(|(headline, body)| {
        let text = format!("{headline}\n{body}");
        Article {
            body: vec![Span::new(headline.len() + 1, text.len())],
            headline: Some(headline),
            text,
            ..indexable()
        }
    })
}

/// A line that looks for such texts.
pub(super) fn some_mixed_line() -> impl Strategy<Value = String> {
    let form = prop::sample::select(&["", "'", "headline:", "body:", "-"][..]);
    (form, some_mixture(5), any::<bool>()).prop_map(|(form, text, quoted)| {
        if quoted {
            format!("{form}\"{text}\"")
        } else {
            format!("{form}{text}")
        }
    })
}

fn some_date() -> impl Strategy<Value = Published> {
    let value = (2017i32..2020, 1u32..13, 1u32..28, 0usize..4, any::<bool>());
    prop::option::of(value).prop_map(|value| match value {
        None => Published::default(),
        Some((year, month, day, precision, inferred)) => {
            let precision = [
                Precision::Year,
                Precision::Month,
                Precision::Day,
                Precision::Minute,
            ][precision];
            let month = if precision == Precision::Year {
                1
            } else {
                month
            };
            let day = if precision < Precision::Day { 1 } else { day };
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            Published {
                value: Some(Moment {
                    precision,
                    ..Moment::day(date)
                }),
                kind: if inferred {
                    DateKind::Inferred
                } else {
                    DateKind::Explicit
                },
                ..Published::default()
            }
        }
    })
}

fn some_mention() -> impl Strategy<Value = Mention> {
    let value = prop::sample::select(&["2018", "2018-03", "2019-06", "P2D"][..]);
    let place =
        prop::sample::select(&[MentionIn::Body, MentionIn::Headline, MentionIn::Comment][..]);
    (value, place).prop_map(|(value, place)| Mention {
        span: Span::new(0, 0),
        kind: MentionKind::Date,
        value: Some(value.to_owned()),
        place,
    })
}

prop_compose! {
    pub(super) fn some_article()(
        headline in prop::option::of(some_text(4)), body in prop::collection::vec(some_text(5), 0..3),
        comments in prop::collection::vec(some_text(4), 0..2), published in some_date(),
        source in prop::option::of(prop::sample::select(&SOURCES[..])),
        author in prop::option::of(some_text(2)), place in prop::option::of(some_text(2)),
        language in prop::option::of(prop::sample::select(&["en", "fa", "fa-IR", "fas"][..])),
        format in prop::sample::select(&[Format::Text, Format::Html, Format::Rss][..]),
        mentions in prop::collection::vec(some_mention(), 0..2),
    ) -> Article {
        let mut text = headline.clone().unwrap_or_default();
        let mut put = |paragraph: &String| {
            text.push_str("\n\n");
            let start = text.len();
            text.push_str(paragraph);
            Span::new(start, text.len())
        };
        let body = body.iter().map(&mut put).collect();
        let comments = comments
            .iter()
            .map(|comment| Comment { author: None, time: None, text: vec![put(comment)], reply_to: None })
            .collect();
        Article {
            key: ArticleKey(0),
            prints: Fingerprints::default(),
            origin: Origin {
                path: Arc::from("a.txt"), part: 0, bytes: (0, 0), format,
            },
            text, removed: vec![], headline, headline_from: String::new(),
            source: source.map(str::to_owned), source_from: SourceFrom::Explicit,
            authors: author.into_iter().collect(), agency: None, place, published, updated: None,
            url: None, language: language.map(str::to_owned), body, related: vec![], comments, boilerplate: vec![],
            mentions, lines: vec![], issues: vec![],
            again: Vec::new(),
        }
    }
}

/// A word or a piece of one, as a person might type it.
pub(super) fn some_word() -> impl Strategy<Value = String> {
    (prop::sample::select(&WORDS[..]), 1usize..14, 0usize..3).prop_map(|(word, most, from)| {
        let from = if most % 3 == 0 { from } else { 0 };
        let typed: String = word.chars().skip(from).take(most).collect();
        if typed.trim().is_empty() {
            word.to_owned()
        } else {
            typed
        }
    })
}

fn some_test() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(
        &[
            "source:tasnim",
            "source:=\"press tv\"",
            "source:none",
            "source:internatonal",
            "date:2018",
            "date:2018-03..2019",
            "date:~2018-06",
            "date:none",
            "date:inferred",
            "date:mon",
            "after:2018-05-05",
            "is:read",
            "is:unread",
            "has:comments",
            "verdict:keep",
            "is:unjudged",
            "date:today",
            "date:last-400d",
            "date:future",
            "date:no-month",
            "date:no-day",
            "date:no-hour",
            "date:2024-10-27T02+01:00",
            "date:2018-05-05T00",
            "date:~2018-05-05T12..2018-06",
            "after:2018-03-03T10:30",
            "mentions:2018",
            "mentions:2018-03-05..2019",
            "lang:fa",
            "lang:en",
            "format:text",
            "format:html",
            "is:starred",
            "has:note",
            "tag:Gas",
            "tag:\"Москва 2\"",
            "headline:re:/^ir/",
            "comment:re:/gas/",
            "author:re:/us/",
            "note:re:/gov/",
            "re:/ir.n/",
            "body:re:/g[ao]/",
            "path:A.TXT",
        ][..],
    );
    prop_oneof![
        4 => some_word(),
        1 => some_word().prop_map(|word| format!("'{word}")),
        1 => some_word().prop_map(|word| format!("^{word}")),
        1 => some_word().prop_map(|word| format!("{word}$")),
        2 => (some_word(), some_word()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        2 => (prop::sample::select(&["headline", "body", "author", "place", "comment", "note"][..]), some_word())
            .prop_map(|(field, word)| format!("{field}:{word}")),
        4 => fixed.prop_map(str::to_owned),
    ]
}

pub(super) fn some_line() -> impl Strategy<Value = String> {
    let term = some_test().prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|term| format!("-{term}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} | {b}")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a} {b})")),
        ]
    });
    let term = prop_oneof![9 => term.clone(), 1 => term.prop_map(|term| format!("#{term}")),
        1 => Just("in:headline".to_owned())];
    prop::collection::vec(term, 0..4).prop_map(|terms| terms.join(" "))
}

pub(super) fn some_mark() -> impl Strategy<Value = Mark> {
    let tags = prop::sample::subsequence(vec!["GAS", "iran", "москва 2"], 0..3);
    let note = prop::option::of(some_text(3));
    let marks = (any::<[bool; 3]>(), tags, note);
    marks.prop_map(|([read, starred, keep], tags, note)| Mark {
        read,
        starred,
        verdict: keep.then_some(Verdict::Keep),
        tags: tags.into_iter().map(str::to_owned).collect(),
        note,
        ..Mark::default()
    })
}

/// An article without anything.
pub(super) fn indexable() -> Article {
    Article::unread(Origin {
        path: Arc::from("a"),
        part: 0,
        bytes: (0, 0),
        format: Format::Text,
    })
}
