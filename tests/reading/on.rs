//! Reading on: what comes to a collection later leaves it as if everything had been there at once.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dateline::article::{ArticleId, DateKind, Published};
use dateline::ingest::collection::Pass;
use dateline::ingest::copies::Copies;
use dateline::ingest::{self, Earlier, Event, Input, Options, Report};
use dateline::store::Store;

/// A folder, and what was read of it in turns.
struct Turns {
    room: tempfile::TempDir,
    store: Store,
    pass: Pass,
    report: Report,
}

impl Turns {
    fn new() -> Self {
        Self {
            room: tempfile::tempdir().unwrap(),
            store: Store::new(),
            pass: Pass::following(),
            report: Report::default(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    /// More comes to a file, and is read.
    fn comes(&mut self, name: &str, more: &str) {
        let path = self.path(name);
        let mut how = OpenOptions::new();
        let file = how.create(true).append(true).open(&path);
        file.unwrap().write_all(more.as_bytes()).unwrap();
        let reached = self.report.reached.get(&ingest::shown(&path)).copied();
        let input = match reached {
            Some(reached) => Input::Tail(path, reached),
            None => Input::Path(path),
        };
        self.read(&[input]);
    }

    fn read(&mut self, inputs: &[Input]) {
        let first = u32::try_from(self.store.len()).unwrap();
        let (store, never) = (&mut self.store, AtomicBool::new(false));
        let before = (&Earlier::default(), &mut self.pass, first);
        let options = Options::default();
        let report = ingest::read_on(inputs, &options, before, &never, &mut |event| match event {
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
        });
        self.report.go_on(report, first);
    }

    /// The same folder, read at once.
    fn at_once(&self) -> Self {
        let room = tempfile::tempdir().unwrap();
        let mut all = Self {
            room,
            ..Self::new()
        };
        all.read(&[Input::Path(self.room.path().to_owned())]);
        all
    }

    /// What is said of every article that all of them together tell, by its headline.
    fn told(&self) -> Vec<(String, DateKind, String, Vec<Option<String>>)> {
        let headline = |id: ArticleId| {
            let view = self.store.get(id)?;
            view.headline().map(str::to_owned)
        };
        let views = self.store.iter().map(|view| {
            let Published { kind, value, .. } = view.published();
            let value = value.map_or(String::new(), |value| value.to_string());
            let related = view.related().into_iter();
            let related = related.map(|related| related.article.and_then(headline));
            let own = view.headline().unwrap_or_default().to_owned();
            (own, kind, value, related.collect())
        });
        let mut told: Vec<_> = views.collect();
        told.sort_by(|a, b| (&a.0, &a.2).cmp(&(&b.0, &b.2)));
        told
    }

    /// What was told of files and lines, without the folder.
    fn faults(&self) -> Vec<String> {
        let faults = self.report.skipped.iter();
        faults.map(|fault| fault.issue.message.clone()).collect()
    }

    /// Where the articles begin: a line that had no end when it was read ends before that.
    fn places(&self) -> Vec<(u32, u64)> {
        let origins = self.store.iter().map(|view| view.origin());
        origins
            .map(|origin| (origin.part, origin.bytes.0))
            .collect()
    }
}

#[test]
fn half_a_line_is_read_with_its_other_half_and_a_bad_one_is_told_once() {
    let mut turns = Turns::new();
    for (more, articles, faults) in [
        ("{\"title\": \"One\"}\nno json\n{\"title\": \"Tw", 1, 2),
        ("o, or", 1, 2),
        (" more\"}\n", 2, 1),
        ("{\"title\": \"Three\"}", 3, 1),
        ("\n[1]\n", 3, 2),
        ("{\"title\": \"Four\"}\n", 4, 2),
    ] {
        turns.comes("a.jsonl", more);
        assert_eq!(turns.store.len(), articles, "{more}");
        assert_eq!(turns.faults().len(), faults, "{more}: {:?}", turns.faults());
        let at_once = turns.at_once();
        assert_eq!(turns.told(), at_once.told());
        assert_eq!(turns.faults(), at_once.faults());
        assert_eq!(turns.places(), at_once.places());
    }
    let totals = turns.report.totals;
    assert_eq!((totals.files_read, totals.articles), (1, 4));
    assert_eq!(turns.report.formats[0].files, 1);
}

#[test]
fn a_file_of_lines_that_held_nothing_yet_is_no_fault_once_it_does() {
    let mut turns = Turns::new();
    turns.comes("a.jsonl", "{\"title\": \"O");
    assert_eq!(turns.faults().len(), 1);
    turns.comes("a.jsonl", "ne\"}\n");
    assert_eq!((turns.store.len(), turns.faults().len()), (1, 0));
}

#[test]
fn the_order_of_dates_in_numbers_is_told_by_whatever_comes() {
    let mut turns = Turns::new();
    let line = |date: &str| format!("{{\"title\": \"Of {date}\", \"date\": \"{date}\"}}\n");
    for (date, kind) in [
        ("03/04/2018", DateKind::Inferred),
        ("25/04/2018", DateKind::Explicit),
        ("05/06/2018", DateKind::Explicit),
        // Both orders stand there: nothing is known of either.
        ("04/25/2018", DateKind::Inferred),
    ] {
        turns.comes("a.jsonl", &line(date));
        let first = turns.store.get(ArticleId(0)).unwrap().published().kind;
        assert_eq!(first, kind, "{date}");
        assert_eq!(turns.told(), turns.at_once().told(), "{date}");
    }
}

#[test]
fn a_headline_that_stands_over_several_names_none_of_them_any_more() {
    let citing = "{\"headline\": \"What the valley talks about\", \"headline_from\": \"x\", \
                  \"date_from\": \"none\", \"text\": \"The council said on Sunday that it would \
                  meet again.\", \"related\": [{\"headline\": \"The bridge of Marlow is open\"}]}\n";
    let named = |day: u32| {
        format!(
            "{{\"title\": \"The bridge of Marlow is open\", \"date\": \"2018-01-{day:02}\", \
             \"text\": \"Told on day {day}.\"}}\n"
        )
    };
    let mut turns = Turns::new();
    let link = |turns: &Turns| {
        let view = turns.store.get(ArticleId(0)).unwrap();
        (view.related()[0].article, view.published().kind)
    };
    turns.comes("a.jsonl", citing);
    assert_eq!(link(&turns), (None, DateKind::None));
    turns.comes("b.jsonl", &named(5));
    assert_eq!(link(&turns), (Some(ArticleId(1)), DateKind::Inferred));
    assert_eq!(turns.told(), turns.at_once().told());
    turns.comes("b.jsonl", &named(5).replace("Told", "Told again"));
    assert_eq!(link(&turns).0, Some(ArticleId(1)), "one day's are one news");
    turns.comes("b.jsonl", &named(9));
    assert_eq!(link(&turns), (None, DateKind::None));
    assert_eq!(turns.told(), turns.at_once().told());
}
