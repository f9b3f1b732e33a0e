//! What a folder tells of the lines of its texts: lines of the site, headlines of other articles.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use dateline::article::{ArticleId, Label, MovedBy};
use dateline::ingest::collection::Pass;
use dateline::ingest::copies::Copies;
use dateline::ingest::{self, Earlier, Event, Input, Options};
use dateline::query::parse;
use dateline::search::{Index, Order, Request};
use dateline::store::{Store, View};

use super::put;

/// What the site asks on every page.
const OF_THE_SITE: &str = "Please help us to keep the valley informed.";
/// What three of the articles truly say.
const OF_THREE: &str =
    "The county did not answer questions about the costs before the end of the day.";

const NEWS: [(&str, &str); 8] = [
    ("Marlow", "bridge"),
    ("Denby", "school"),
    ("Ashton", "library"),
    ("Corfe", "harbour"),
    ("Linton", "market"),
    ("Harwell", "railway"),
    ("Selby", "museum"),
    ("Whitby", "orchard"),
];

fn headline(number: usize) -> String {
    format!("Before the next winter: the {}", NEWS[number % 8].1)
}

fn page(number: usize) -> String {
    let (place, thing) = NEWS[number];
    let said = if number < 3 { OF_THREE } else { "" };
    [
        headline(number),
        format!(
            "The council of {place} voted on Tuesday to repair the {thing}, which was closed after the flood of last spring, \
             and asked three firms for their offers before the end of the month."
        ),
        format!(
            "People who live near the {thing} said that they had waited for that decision since the winter, because the way \
             around it takes almost half an hour and the bus does not go there."
        ),
        OF_THE_SITE.to_owned(),
        format!(
            "The mayor of {place} told the meeting that the county would pay for two thirds of the work, and that the rest \
             would come from what was saved on the new roof of the {thing}."
        ),
        headline(number + 1),
        said.to_owned(),
        format!(
            "Work on the {thing} is to begin in the autumn and to be finished before the next winter, if the firm that is \
             chosen finds enough people and the river stays where it is."
        ),
    ]
    .join("\n\n")
}

/// A folder, read.
struct Folder {
    store: Store,
    index: Index,
}

fn read(root: &Path) -> Folder {
    let (mut store, mut index) = (Store::new(), Index::new());
    let inputs = [Input::Path(root.to_owned())];
    let never = AtomicBool::new(false);
    ingest::read(&inputs, &Options::default(), &never, &mut |event| {
        match event {
            Event::Articles(batch) => {
                let batch = Arc::new(batch);
                index.append(&batch);
                store.append(batch);
                // Bodies are read for it before anything is known of the lines, and remembered.
                assert!(found(&mut index, "body:council") > 0);
                found(&mut index, "informed");
            }
            Event::Patches(patches) => {
                for patch in patches {
                    index.patch(&patch);
                    store.patch(patch);
                }
            }
            Event::Progress(_) => {}
        }
    });
    Folder { store, index }
}

/// A folder of which pages arrive one reading after the other, judged by what was read before.
fn read_in_turn(root: &Path, readings: &[&[usize]]) -> Store {
    let mut store = Store::new();
    let mut pass = Pass::following();
    let never = AtomicBool::new(false);
    for numbers in readings {
        let first = u32::try_from(store.len()).unwrap();
        let inputs = numbers.iter().map(|number| {
            let name = format!("{number}.txt");
            put(root, &name, page(*number));
            Input::Path(root.join(name))
        });
        let inputs: Vec<_> = inputs.collect();
        let before = (&Earlier::default(), &mut pass, first);
        ingest::read_on(
            &inputs,
            &Options::default(),
            before,
            &never,
            &mut |event| match event {
                Event::Articles(batch) => {
                    let id = ArticleId(batch.first().0 + first);
                    let mut copies = Copies::default();
                    let batch = batch.starting_at(id, |digests| copies.next(digests));
                    store.append(Arc::new(batch));
                }
                Event::Patches(patches) => {
                    for patch in patches {
                        store.patch(patch);
                    }
                }
                Event::Progress(_) => {}
            },
        );
    }
    store
}

/// What is told of the lines of each article: labels, which articles its related headlines are,
/// and why lines moved.
fn told(store: &Store) -> Vec<String> {
    let views = store.iter().map(|view| {
        let name = |id: ArticleId| store.get(id).unwrap().headline().map(str::to_owned);
        let related: Vec<_> = view.related().iter().map(|r| r.article.map(name)).collect();
        let moved = view.moved().iter().map(|moved| match moved.why {
            MovedBy::Others(count) => (moved.line, Some(count), None),
            MovedBy::Headline(id) => (moved.line, None, name(id)),
        });
        let moved: Vec<_> = moved.collect();
        format!(
            "{:?} {:?} {related:?} {moved:?}",
            view.headline(),
            view.lines()
        )
    });
    let mut told: Vec<_> = views.collect();
    told.sort();
    told
}

#[test]
fn what_arrives_later_is_judged_by_what_was_there_and_the_other_way_round() {
    let room = tempfile::tempdir().unwrap();
    let all: Vec<_> = (0..8).collect();
    let at_once = told(&read_in_turn(room.path(), &[&all]));
    for readings in [
        &[&[0, 1, 2, 3, 4][..], &[5, 6, 7]][..],
        &[&[0, 1, 2, 3, 4, 5, 6], &[7]],
        &[&[7, 3], &[0], &[1], &[2, 4, 5, 6]],
    ] {
        let room = tempfile::tempdir().unwrap();
        assert_eq!(
            told(&read_in_turn(room.path(), readings)),
            at_once,
            "{readings:?}"
        );
    }
    // Each tells why: seven others have the line of the site, one of them is named.
    let why = |line: u32| {
        let room = tempfile::tempdir().unwrap();
        let store = read_in_turn(room.path(), &[&all]);
        let moved = store.get(ArticleId(5)).unwrap().moved().to_vec();
        moved
            .iter()
            .find(|moved| moved.line == line)
            .map(|moved| moved.why)
    };
    assert_eq!(why(6), Some(MovedBy::Others(7)));
    assert_eq!(why(10), Some(MovedBy::Headline(ArticleId(6))));
}

fn found(index: &mut Index, line: &str) -> usize {
    let request = Request {
        generation: 1,
        query: Arc::new(parse(line).query),
        order: Order::Date,
        keep: Vec::new(),
        today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        chart: dateline::timeline::Ask::default(),
    };
    let mut count = 0;
    index.search(&request, &|| false, &mut |hits| count = hits.order.len());
    count
}

fn label(view: &View<'_>, line: &str) -> Option<Label> {
    let at = view
        .text()
        .split('\n')
        .position(|written| written == line)?;
    view.lines()[at]
}

#[test]
fn lines_of_the_site_and_headlines_of_others_leave_the_body() {
    let room = tempfile::tempdir().unwrap();
    for number in 0..8 {
        put(room.path(), &format!("{number}.txt"), page(number));
    }
    let mut folder = read(room.path());
    for (number, view) in folder.store.iter().enumerate() {
        assert_eq!(label(&view, OF_THE_SITE), Some(Label::Boilerplate));
        let other = headline(number + 1);
        assert_eq!(label(&view, &other), Some(Label::InlineRelated), "{other}");
        let body: Vec<_> = view.body().collect();
        assert_eq!(body.len(), if number < 3 { 5 } else { 4 });
        assert_eq!(body.contains(&OF_THREE), number < 3);
        let text = view.text();
        let page: Vec<_> = view
            .boilerplate()
            .iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(page, [OF_THE_SITE]);
        let related = view.related();
        assert_eq!(related[0].headline.unwrap().of(text), other);
        let id = u32::try_from((number + 1) % 8).unwrap();
        assert_eq!(related[0].article, Some(ArticleId(id)));
        assert_eq!(view.to_article().body, view.body_spans());
        assert_eq!(view.headline(), Some(headline(number).as_str()));
    }
    assert_eq!(found(&mut folder.index, "informed"), 0);
    assert_eq!(found(&mut folder.index, "body:/informed/"), 0);
    assert_eq!(found(&mut folder.index, "county answer"), 3);
    assert_eq!(found(&mut folder.index, "body:library"), 1);
}

#[test]
fn the_order_of_reading_changes_nothing() {
    let labels = |name: fn(usize) -> String| {
        let room = tempfile::tempdir().unwrap();
        for number in 0..8 {
            put(room.path(), &name(number), page(number));
        }
        let folder = read(room.path());
        let views = folder.store.iter();
        let mut labels: Vec<_> = views
            .map(|view| (view.headline().map(str::to_owned), view.lines()))
            .collect();
        labels.sort_by(|a, b| a.0.cmp(&b.0));
        labels
    };
    let forwards = labels(|number| format!("{number}.txt"));
    assert_eq!(forwards, labels(|number| format!("{}.txt", 8 - number)));
}

#[test]
fn a_page_alone_and_one_saved_again_and_again_are_read_as_they_are() {
    let room = tempfile::tempdir().unwrap();
    put(room.path(), "0.txt", page(0));
    let alone = read(room.path()).store.get(ArticleId(0)).unwrap().lines();
    for version in 1..6 {
        let more = format!("{}\n\nThe council meets again in {version} weeks.", page(0));
        put(room.path(), &format!("{version}.txt"), more);
    }
    let folder = read(room.path());
    assert_eq!(folder.store.get(ArticleId(0)).unwrap().lines(), alone);
}
