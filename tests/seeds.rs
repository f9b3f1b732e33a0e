//! The five sample documents against their hand-made records: every label, every word of the
//! body, every time expression, every date with its reason, and what must not be concluded.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use dateline::article::{Article, Change, DateKind, Label, Precision, SourceFrom};
use dateline::ingest::plain::find_mentions;
use dateline::ingest::{self, Event, Input, Options};
use serde_json::Value;

/// What is known of one time expression: text, class, and the value that text and collection
/// determine.
type Spoken = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
);

const SPOKEN: [&[Spoken]; 5] = [
    &[
        ("on Sunday", "DATE", Some("2018-01-07"), "body"),
        ("two days after", "DURATION", Some("P2D"), "body"),
        ("recently", "DATE", Some("PAST_REF"), "body"),
        ("January last year", "DATE", Some("2017-01"), "body"),
    ],
    &[
        ("on Friday", "DATE", Some("2018-01-05"), "body"),
        ("on Thursday", "DATE", Some("2018-01-04"), "body"),
        // Not in the hand-made record, but the same words mean the same in 002.
        ("latest", "DATE", Some("PAST_REF"), "body"),
        ("recent", "DATE", Some("PAST_REF"), "body"),
        ("recent days", "DURATION", Some("PXD"), "body"),
        ("within 1-3 years", "DURATION", Some("P1Y/P3Y"), "comment"),
        ("within 1-3 years", "DURATION", Some("P1Y/P3Y"), "comment"),
    ],
    &[
        ("on Tuesday", "DATE", None, "body"),
        ("Earlier", "DATE", Some("PAST_REF"), "body"),
        ("latest", "DATE", Some("PAST_REF"), "body"),
        ("upcoming", "DATE", Some("FUTURE_REF"), "body"),
        ("now", "DATE", Some("PRESENT_REF"), "body"),
    ],
    &[
        ("recent", "DATE", Some("PAST_REF"), "body"),
        ("coming", "DATE", Some("FUTURE_REF"), "body"),
    ],
    &[
        ("on Friday", "DATE", None, "body"),
        ("recently", "DATE", Some("PAST_REF"), "body"),
        ("on Tuesday", "DATE", None, "body"),
        ("last month", "DATE", None, "body"),
    ],
];

#[test]
fn every_line_has_its_label() {
    for (article, want) in seeds().iter().zip(expected()) {
        let labels: Vec<_> = article.lines.iter().map(|l| l.map(Label::name)).collect();
        let wanted: Vec<_> = list(&want["lines"]).iter().map(|l| l.as_str()).collect();
        // The files end with a line feed or not; a blank line more says nothing.
        assert_eq!(labels[..wanted.len()], wanted, "{}", article.origin.path);
        assert!(labels[wanted.len()..].iter().all(Option::is_none));
    }
}

#[test]
fn the_head_is_read_and_nothing_invented() {
    for (article, want) in seeds().iter().zip(expected()) {
        let path = &article.origin.path;
        assert_eq!(
            article.headline.as_deref(),
            want["title"]["value"].as_str(),
            "{path}"
        );
        assert_eq!(
            article.source.as_deref(),
            want["source"]["value"].as_str(),
            "{path}"
        );
        assert_eq!(
            article.place.as_deref(),
            want["dateline"]["place"].as_str(),
            "{path}"
        );
        assert_eq!(
            article.agency.as_deref(),
            want["dateline"]["agency"].as_str(),
            "{path}"
        );
        let authors: Vec<_> = want["author"]["value"].as_str().into_iter().collect();
        assert_eq!(article.authors, authors, "{path}");
    }
}

#[test]
fn the_body_is_right_word_for_word() {
    for (article, want) in seeds().iter().zip(expected()) {
        let file = std::fs::read_to_string(folder().join(want["file"].as_str().unwrap())).unwrap();
        let labels = list(&want["lines"]);
        let lines = file.split('\n').zip(labels);
        let mut wanted: Vec<_> = lines
            .filter(|(_, label)| label.as_str() == Some("body"))
            .map(|(line, _)| one_blank(line))
            .collect();
        if let Some(dateline) = want["dateline"]["as_written"].as_str() {
            let rest = wanted[0]
                .strip_prefix(dateline)
                .expect("the first paragraph");
            wanted[0] = rest.trim().to_owned();
        }
        let body = article
            .body
            .iter()
            .map(|span| one_blank(span.of(&article.text)));
        assert_eq!(body.collect::<Vec<_>>(), wanted, "{}", article.origin.path);
    }
}

#[test]
fn related_headlines_and_their_standfirsts_are_paired() {
    for (article, want) in seeds().iter().zip(expected()) {
        let inline = list(&want["inline_related"])
            .iter()
            .map(|h| (h.as_str(), None, true));
        let trailing = list(&want["trailing_related"])
            .iter()
            .map(|r| (r["headline"].as_str(), r["standfirst"].as_str(), false));
        let text = &article.text;
        let found = article.related.iter().map(|related| {
            let headline = related.headline.map(|span| span.of(text));
            let standfirst = related.standfirst.map(|span| span.of(text));
            (headline, standfirst, related.inline)
        });
        assert_eq!(
            found.collect::<Vec<_>>(),
            inline.chain(trailing).collect::<Vec<_>>(),
            "{}",
            article.origin.path
        );
    }
}

#[test]
fn comments_have_author_minute_text_and_addressee() {
    for (article, want) in seeds().iter().zip(expected()) {
        let wanted = list(&want["comments"]);
        assert_eq!(
            article.comments.len(),
            wanted.len(),
            "{}",
            article.origin.path
        );
        for (comment, want) in article.comments.iter().zip(wanted) {
            let text = &article.text;
            let said: Vec<_> = comment.text.iter().map(|span| span.of(text)).collect();
            assert_eq!(
                comment.author.map(|span| span.of(text)),
                want["author"].as_str()
            );
            assert_eq!(
                comment.time.unwrap().to_string(),
                want["time"].as_str().unwrap()
            );
            assert_eq!(said.join("\n\n"), want["text"].as_str().unwrap());
            assert_eq!(comment.reply_to.as_deref(), want["reply_to"].as_str());
        }
    }
}

#[test]
fn every_time_expression_has_its_class_value_and_place() {
    for (article, wanted) in seeds().iter().zip(SPOKEN) {
        let mut found: Vec<_> = article
            .mentions
            .iter()
            .map(|m| {
                let value = m.value.as_deref();
                (
                    m.span.of(&article.text),
                    m.kind.name(),
                    value,
                    m.place.name(),
                )
            })
            .collect();
        let mut wanted = wanted.to_vec();
        found.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{}", article.origin.path);
    }
}

#[test]
fn dates_say_how_they_are_known() {
    let seeds = seeds();
    let dates: Vec<_> = seeds
        .iter()
        .map(|article| {
            let published = &article.published;
            let range = published.range.map(|(a, b)| (a.to_string(), b.to_string()));
            let value = published
                .value
                .map(|moment| (moment.to_string(), moment.precision));
            (value, published.kind, range)
        })
        .collect();
    let day = |day: &str, precision| Some((day.to_owned(), precision));
    let week = ("2018-01-07".to_owned(), "2018-01-13".to_owned());
    assert_eq!(
        dates[0],
        (
            day("2018-01-07", Precision::Day),
            DateKind::Inferred,
            Some(week)
        )
    );
    assert_eq!(
        dates[1],
        (day("2018-01-05", Precision::Day), DateKind::Explicit, None)
    );
    assert_eq!(
        dates[3],
        (
            day("2025-01-22T21:52", Precision::Minute),
            DateKind::Explicit,
            None
        )
    );
    for undated in [2, 4] {
        assert_eq!(dates[undated].0, None);
        assert_eq!(dates[undated].1, DateKind::None);
    }
    let why = &seeds[0].published.evidence;
    assert!(
        why.contains("2018-01-05") && why.contains("on Sunday"),
        "{why}"
    );
    assert!(seeds[0].published.confidence.unwrap() <= 0.5);
    assert_eq!(seeds[4].source_from, SourceFrom::Inferred);
}

#[test]
fn the_headline_that_000_shows_leads_to_001() {
    let seeds = seeds();
    let led: Vec<_> = seeds[0].related.iter().filter_map(|r| r.article).collect();
    assert_eq!(led.len(), 1);
    assert_eq!(led[0].index(), 1);
    assert!(
        seeds[1..]
            .iter()
            .all(|a| a.related.iter().all(|r| r.article.is_none()))
    );
}

#[test]
fn alone_in_a_folder_000_is_undated() {
    let room = tempfile::tempdir().unwrap();
    let name = expected()[0]["file"].as_str().unwrap().to_owned();
    std::fs::copy(folder().join(&name), room.path().join(&name)).unwrap();
    let alone = read(room.path(), true);
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].published.kind, DateKind::None);
    assert_eq!(alone[0].published.value, None);
    let sunday = alone[0]
        .mentions
        .iter()
        .find(|m| m.span.of(&alone[0].text) == "on Sunday");
    assert_eq!(sunday.unwrap().value, None);
}

#[test]
fn saved_twice_everything_is_known_as_from_one() {
    let room = tempfile::tempdir().unwrap();
    for place in ["", "twice"] {
        let to = room.path().join(place);
        std::fs::create_dir_all(&to).unwrap();
        for want in expected() {
            let name = want["file"].as_str().unwrap();
            std::fs::copy(folder().join(name), to.join(name)).unwrap();
        }
    }
    let seeds = seeds();
    assert!(seeds.iter().all(|seed| seed.again.is_empty()));
    let both = read(room.path(), true);
    assert_eq!(both.len(), seeds.len() * 2);
    for (seed, saved) in seeds.iter().cycle().zip(&both) {
        assert_eq!(saved.published, seed.published, "{:?}", seed.headline);
        assert_eq!(saved.again.len(), 1);
        let led = |article: &Article| article.related.iter().any(|r| r.article.is_some());
        assert_eq!(led(saved), led(seed));
    }
}

#[test]
fn without_inference_only_what_is_written_is_known() {
    let seeds = read(&folder(), false);
    assert_eq!(seeds[0].published.kind, DateKind::None);
    assert_eq!(seeds[4].source, None);
    assert_eq!(seeds[4].source_from, SourceFrom::None);
    assert_eq!(seeds[4].agency.as_deref(), Some("Tasnim"));
    assert_eq!(seeds[1].published.kind, DateKind::Explicit);
}

fn seeds() -> Vec<Article> {
    read(&folder(), true)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// Everything in a folder, with what the collection tells put in.
fn read(folder: &Path, infer: bool) -> Vec<Article> {
    let inputs = [Input::Path(folder.to_owned())];
    let options = Options {
        infer,
        ..Options::default()
    };
    let mut articles: Vec<Article> = Vec::new();
    ingest::read(
        &inputs,
        &options,
        &AtomicBool::new(false),
        &mut |event| match event {
            Event::Articles(more) => articles.extend(more),
            Event::Patches(patches) => {
                for patch in patches {
                    let article = &mut articles[patch.id.index()];
                    match patch.change {
                        Change::Published(published) => article.published = published,
                        Change::Source(source, from) => {
                            (article.source, article.source_from) = (source, from);
                        }
                        Change::RelatedIs(at, id) => {
                            article.related[usize::from(at)].article = id;
                        }
                        Change::Mentions(mentions) => article.mentions = mentions,
                        Change::Parts(_) => unreachable!("no line is shown by three of five"),
                        Change::Corrected(_) => unreachable!("nobody corrects while reading"),
                        Change::Again(again) => article.again = again,
                    }
                }
            }
            Event::Progress(_) => {}
        },
    );
    for article in &mut articles {
        article.mentions = find_mentions(article);
    }
    articles
}

/// The hand-made records in the order of their numbers.
fn expected() -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("seeds/expected.json")).unwrap();
    let documents = all["documents"].as_object().unwrap();
    documents.values().cloned().collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn one_blank(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
