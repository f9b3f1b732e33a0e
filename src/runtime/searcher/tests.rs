//! Questions in, answers out, over the built-in samples; the thread is the real one.

use std::sync::mpsc::channel;
use std::thread;

use chrono::NaiveDate;

use super::*;
use crate::config::Zone;
use crate::ingest::{self, Event, Input, Options};
use crate::search::{Hits, Order};
use crate::timeline;

const PATIENCE: Duration = Duration::from_secs(20);

fn samples() -> Arc<Batch> {
    let mut all = Vec::new();
    let never = std::sync::atomic::AtomicBool::new(false);
    ingest::read(
        &[Input::Samples],
        &Options::default(),
        &never,
        &mut |event| {
            if let Event::Articles(articles) = event {
                all.extend(articles);
            }
        },
    );
    Arc::new(Batch::build(ArticleId(0), all))
}

fn question(generation: u64, text: &str) -> Ask {
    Ask::Search(Request {
        generation,
        query: Arc::new(crate::query::parse(text).query),
        order: Order::Date,
        keep: Vec::new(),
        today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        chart: timeline::Ask::default(),
    })
}

struct Searching {
    handle: Handle,
    answers: Receiver<Incoming>,
}

impl Searching {
    fn start() -> Self {
        let (outbox, answers) = channel();
        let (handle, searcher) = Handle::new(outbox, Zone::AsWritten);
        thread::spawn(|| searcher.work());
        Self { handle, answers }
    }

    fn batch(&self) {
        self.handle.ask(Ask::Change(Change::Batch(samples())));
    }

    /// The first answer that is as wished.
    fn answer(&self, wished: impl Fn(u64, &Hits) -> bool) -> Arc<Hits> {
        loop {
            if let Incoming::Found { load, hits } = self.answers.recv_timeout(PATIENCE).unwrap()
                && wished(load, &hits)
            {
                return hits;
            }
        }
    }
}

#[test]
fn a_question_is_answered_again_when_articles_come() {
    let searching = Searching::start();
    searching.handle.ask(question(1, ""));
    assert_eq!(searching.answer(|_, hits| hits.complete).counts.total, 0);
    searching.batch();
    let hits = searching.answer(|_, hits| hits.complete && hits.counts.total > 0);
    assert_eq!((hits.generation, hits.counts.hits), (1, 5));
}

#[test]
fn the_newest_question_is_answered_at_the_end() {
    let searching = Searching::start();
    searching.batch();
    for (generation, text) in (1..).zip(["t", "tr", "tru", "trum", "trump"]) {
        searching.handle.ask(question(generation, text));
    }
    let all_there = |hits: &Hits| hits.complete && hits.counts.total == 5;
    let hits = searching.answer(|_, hits| hits.generation == 5 && all_there(hits));
    assert_eq!(hits.counts.hits, 2);
}

#[test]
fn after_a_restart_the_index_is_empty_and_says_which_reading_it_searched() {
    let searching = Searching::start();
    searching.batch();
    searching.handle.ask(question(1, ""));
    searching.answer(|load, hits| load == 0 && hits.counts.total == 5);
    searching.handle.ask(Ask::Restart(1));
    searching.handle.ask(question(2, ""));
    let hits = searching.answer(|load, _| load == 1);
    assert_eq!((hits.generation, hits.counts.total), (2, 0));
}

#[test]
fn a_fault_costs_the_search_and_not_the_index() {
    let (outbox, answers) = channel();
    let (_handle, mut searcher) = Handle::new(outbox, Zone::AsWritten);
    searcher.waiting.push_back(Change::Batch(samples()));
    searcher.index_slice();
    searcher.rebuild("a test");
    assert!(matches!(answers.try_recv(), Ok(Incoming::Trouble(said)) if said.contains("a test")));
    assert!(searcher.taken.is_empty());
    while searcher.index_slice() {}
    assert_eq!(searcher.taken.len(), 1);
}
