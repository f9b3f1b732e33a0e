//! What comes piece by piece, and is found out later, against what is known from the start.

use std::fs::File;
use std::io::Write as _;
use std::sync::mpsc::channel;

use chrono::NaiveDate;

use super::*;
use crate::search::{Counts, Index, Order, Request};
use crate::store::Store;
use crate::timeline;

/// A pile of texts of which some have a date, and most speak of other times.
fn pile(folder: &std::path::Path) {
    for number in 0..120 {
        let date = if number % 3 == 0 {
            format!("Published: {} January 2018\n\n", number % 28 + 1)
        } else {
            String::new()
        };
        let text = format!(
            "Water for town number {number}\n\n{date}The council met in March {} and spoke about \
             the water of the river for hours, and it will meet again in the summer of 2019.\n\n\
             Nobody knows how the town will pay for it before that, the mayor said on Monday.\n",
            2000 + number % 20
        );
        let file = File::create(folder.join(format!("{number:03}.txt")));
        file.unwrap().write_all(text.as_bytes()).unwrap();
    }
}

/// The list and the counts of a question.
fn asked(index: &mut Index, line: &str) -> (Vec<ArticleId>, Counts) {
    let request = Request {
        generation: 1,
        query: Arc::new(crate::query::parse(line).query),
        order: Order::Date,
        keep: Vec::new(),
        today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        chart: timeline::Ask::default(),
    };
    let mut answer = None;
    index.search(&request, &|| false, &mut |hits| answer = Some(hits));
    let hits = answer.unwrap();
    assert!(hits.complete);
    (hits.order.to_vec(), hits.counts)
}

#[test]
fn what_is_found_out_later_leads_to_the_same_order_and_counts() {
    let room = tempfile::tempdir().unwrap();
    pile(room.path());
    let reading = Reading {
        inputs: vec![Input::Path(room.path().to_owned())],
        options: Options::default(),
        follows: false,
    };
    let (outbox, inbox) = channel();
    let reins = Reins::new(&Arc::default());
    read(0, &reading, (&reins, Past::default()), &outbox);
    drop(outbox);

    let (mut store, mut index) = (Store::new(), Index::new());
    let mut before = None;
    for incoming in inbox {
        let Incoming::Read { what, .. } = incoming else {
            continue;
        };
        match what {
            Loaded::Batch(batch) => {
                index.append(&batch);
                store.append(batch);
            }
            Loaded::Patches(patches) => {
                for patch in patches {
                    index.patch(&patch);
                    store.patch(patch);
                }
            }
            Loaded::Findings(findings, _) => {
                before.get_or_insert_with(|| asked(&mut index, "mentions:2019"));
                index.learn(&findings);
                store.learn(findings);
            }
            Loaded::Progress(..) | Loaded::Done(_) | Loaded::Outdated => {}
        }
    }
    let (before, _) = before.unwrap();
    assert!(before.is_empty(), "the list stands before that is known");

    let articles = store.iter().map(|view| view.to_article()).collect();
    let mut cold = Index::new();
    cold.append(&Arc::new(Batch::build(ArticleId(0), articles)));
    for line in [
        "",
        "water",
        "river",
        "mentions:2019",
        "mentions:2005-03",
        "lang:en",
        "date:2018",
        "date:none",
        "river -mentions:2007",
        "monday",
    ] {
        assert_eq!(asked(&mut index, line), asked(&mut cold, line), "{line}");
    }
    assert_eq!(asked(&mut index, "mentions:2019").0.len(), 120);
}
