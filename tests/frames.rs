//! Keys in, frames out: what a person sees on the samples, at the sizes people have.
//!
//! The snapshots are read by a person before they are accepted; what a frame must never do, at
//! any size and after any keys, stands in `frames/sizes.rs`; what keys mean, in `frames/keys.rs`.

mod boxes;
mod filters;
pub(crate) mod harness;
mod keys;
mod remarks;
mod rereading;
mod selecting;
mod sequences;
mod sizes;

use std::sync::Arc;

use dateline::app::Message;
use dateline::article::{
    Again, ArticleId, Change, Label, Moved, MovedBy, PageParts, Patch, Sameness,
};
use dateline::config::Settings;
use dateline::ingest::Input;

use harness::{Reader, read};

fn start(columns: u16, rows: u16) -> Reader {
    Reader::samples(columns, rows)
}

#[test]
fn three_panes_at_80_by_24() {
    insta::assert_snapshot!(start(80, 24).frame());
}

#[test]
fn three_panes_at_100_by_30() {
    insta::assert_snapshot!(start(100, 30).frame());
}

#[test]
fn three_panes_at_120_by_40() {
    insta::assert_snapshot!(start(120, 40).frame());
}

#[test]
fn three_panes_at_200_by_60() {
    insta::assert_snapshot!(start(200, 60).frame());
}

#[test]
fn one_pane_at_40_by_10() {
    insta::assert_snapshot!(start(40, 10).frame());
}

#[test]
fn one_line_below_that() {
    assert_eq!(
        start(60, 1).frame(),
        "1 2025-01-22 Iran-Pakistan Defence/Security Cooperation Ess…"
    );
}

#[test]
fn an_article_with_its_folds_open() {
    let mut reader = start(80, 60);
    reader.press("j j Enter c G");
    insta::assert_snapshot!(reader.frame());
}

#[test]
fn how_it_is_known() {
    let mut reader = start(100, 40);
    reader.press("j i");
    insta::assert_snapshot!(reader.frame());
}

#[test]
fn nothing_found_explains_itself() {
    let mut reader = start(100, 24);
    reader
        .press("/")
        .type_text("trump date:2025")
        .press("Enter");
    insta::assert_snapshot!(reader.frame());
}

#[test]
fn a_pile_without_an_article_says_why() {
    let mut reader = Reader::waiting(Settings::default(), 100, 24);
    reader.ask_again();
    let (_, _, nothing) = read(&[]);
    reader.tell(Message::Loaded(Arc::new(nothing)));
    assert!(
        reader.frame().contains("there are no files"),
        "{}",
        reader.frame()
    );

    let folder = tempfile::tempdir().unwrap();
    for name in ["empty.txt", "void.txt"] {
        std::fs::write(folder.path().join(name), "").unwrap();
    }
    let (_, _, skipped) = read(&[Input::Path(folder.path().to_owned())]);
    reader.tell(Message::Loaded(Arc::new(skipped)));
    let frame = reader.frame();
    assert!(
        frame.contains("1 more was skipped; dateline check"),
        "{frame}"
    );
}

#[test]
fn a_fault_is_said_and_the_last_good_answer_stays() {
    let mut reader = start(100, 24);
    reader.press("/").type_text("trump date:20x");
    insta::assert_snapshot!(reader.frame());
}

#[test]
fn marks_in_words_and_the_question_before_quitting() {
    let mut reader = start(100, 24);
    reader.press("1 * j r q");
    insta::assert_snapshot!(reader.frame());
}

#[test]
fn only_ascii_signs() {
    let settings = Settings {
        ascii: true,
        colour: false,
        ..Settings::default()
    };
    let reader = Reader::samples_with(settings, 80, 24);
    insta::assert_snapshot!(reader.frame());
}

#[test]
fn an_article_that_is_there_again_says_so_in_list_and_evidence() {
    let mut reader = start(100, 40);
    let again = |id, article| Patch {
        id: ArticleId(id),
        change: Change::Again(vec![Again {
            article: ArticleId(article),
            how: Sameness::Copy,
        }]),
    };
    assert!(!reader.frame().contains("copy"));
    reader.tell(Message::Patches(vec![again(0, 1), again(1, 0)]));
    reader.ask_again();
    let frame = reader.frame();
    let notes = frame.lines().filter(|line| line.contains("copy")).count();
    assert!(notes == 2 && frame.contains("1 copy"), "{frame}");
    let mut told = 0;
    reader.press("i");
    for _ in 0..5 {
        let frame = reader.frame();
        told += usize::from(frame.contains("the same text, and no other address"));
        reader.press("j");
    }
    assert_eq!(told, 2, "each of the two names the other");
}

#[test]
fn a_line_that_the_collection_moved_says_why() {
    let mut reader = start(100, 60);
    let moved = |line, why| Moved { line, why };
    let parts = PageParts {
        lines: vec![Some(Label::Title), None, Some(Label::Boilerplate)],
        moved: vec![
            moved(2, MovedBy::Others(14)),
            moved(4, MovedBy::Headline(ArticleId(1))),
        ],
        ..PageParts::default()
    };
    let patches = (0..5).map(|id| Patch {
        id: ArticleId(id),
        change: Change::Parts(Arc::new(parts.clone())),
    });
    reader.tell(Message::Patches(patches.collect()));
    reader.ask_again();
    reader.press("i Space");
    let frame = reader.frame();
    assert!(frame.contains("because 14 other articles of"), "{frame}");
    assert!(frame.contains("because it is the headline of"), "{frame}");
}
