//! What outlives reading the collection again.

use dateline::app::{Effect, Message};
use dateline::article::{ArticleId, Mark};
use dateline::config::Settings;
use dateline::ingest::Input;
use dateline::review::recall::Found;
use dateline::review::{Change, Edit};

use super::harness::{Reader, read};

fn start() -> Reader {
    Reader::samples(100, 30)
}

#[test]
fn reading_again_keeps_the_cursor_and_marks_come_back_as_they_are_known_again() {
    let mut reader = start();
    reader.press("j j * R");
    assert!(
        reader
            .left
            .iter()
            .any(|effect| matches!(effect, Effect::Reload))
    );
    let (mut articles, ..) = read(&[Input::Samples]);
    articles.rotate_left(1);
    reader.read_again(articles);
    assert_eq!(
        reader.selected(),
        Some(0),
        "the article that was number 1 is number 0 now"
    );
    assert_eq!(reader.app.scene.marks.counts().starred, 0);
    let mark = Mark {
        starred: true,
        ..Mark::default()
    };
    reader.press("/").type_text("is:starred").press("Enter");
    assert!(reader.listed().is_empty());
    reader.tell(Message::Recalled(vec![Found {
        id: ArticleId(0),
        number: 1,
        mark,
        draft: None,
        changed: true,
        is_current: false,
    }]));
    assert_eq!(reader.app.scene.marks.counts().starred, 1);
    assert_eq!(
        reader.listed(),
        [0],
        "the filter asks for what is known now"
    );
    assert!(reader.app.scene.changed.contains(&ArticleId(0)));
    reader.tell(Message::History {
        done: Vec::new(),
        undone: Vec::new(),
    });
    reader.press("u");
    assert!(
        reader.status().contains("nothing to undo"),
        "{}",
        reader.status()
    );
}

/// The star that was given before reading again, known again.
fn star_is_known(reader: &mut Reader) {
    let mark = Mark {
        starred: true,
        ..Mark::default()
    };
    let edit = Edit {
        id: ArticleId(0),
        before: Mark::default(),
        after: mark.clone(),
    };
    reader.tell(Message::Recalled(vec![Found {
        id: ArticleId(0),
        number: 1,
        mark,
        draft: None,
        changed: false,
        is_current: true,
    }]));
    assert_eq!(reader.app.scene.marks.counts().starred, 1);
    reader.tell(Message::History {
        done: vec![Change { edits: vec![edit] }],
        undone: Vec::new(),
    });
}

#[test]
fn undoing_waits_for_the_changes_to_be_found_again() {
    let mut reader = start();
    reader.read_again(read(&[Input::Samples]).0);
    reader.press("u");
    let said = reader.status();
    assert!(said.contains("this follows"), "{said}");
    star_is_known(&mut reader);
    assert_eq!(reader.app.scene.marks.counts().starred, 0);
    let said = reader.status();
    assert!(said.contains("undone: starred"), "{said}");
}

#[test]
fn undoing_that_waits_is_given_up_by_another_key() {
    let mut reader = start();
    reader.read_again(read(&[Input::Samples]).0);
    reader.press("u j");
    star_is_known(&mut reader);
    assert_eq!(reader.app.scene.marks.counts().starred, 1);
}

/// The samples, before it is known what was said of them in earlier runs.
fn starting() -> Reader {
    let mut reader = Reader::starting(Settings::default(), 100, 30);
    reader.bring(read(&[Input::Samples]).0);
    reader
}

#[test]
fn undoing_at_the_start_waits_for_the_changes_of_earlier_runs() {
    let mut reader = starting();
    reader.press("u");
    let said = reader.status();
    assert!(said.contains("this follows"), "{said}");
    star_is_known(&mut reader);
    assert_eq!(reader.app.scene.marks.counts().starred, 0);
    let said = reader.status();
    assert!(said.contains("undone: starred"), "{said}");
    reader.press("u");
    assert!(reader.status().contains("nothing to undo"));
}

#[test]
fn what_is_marked_at_the_start_stands_beside_what_was_said_before() {
    let mut reader = starting();
    while reader.selected() != Some(0) {
        reader.press("j");
    }
    reader.press("1");
    star_is_known(&mut reader);
    let mark = reader.app.scene.marks.get(ArticleId(0));
    assert!(mark.starred && mark.verdict.is_some(), "{mark:?}");
    reader.press("u");
    let mark = reader.app.scene.marks.get(ArticleId(0));
    assert!(mark.starred && mark.verdict.is_none(), "{mark:?}");
}

#[test]
fn a_history_opened_at_the_start_fills_under_its_cursor() {
    let mut reader = starting();
    reader.press("r :").type_text("history").press("Enter");
    let frame = reader.frame();
    assert!(
        frame.contains("1 change; earlier ones are being found"),
        "{frame}"
    );
    star_is_known(&mut reader);
    let frame = reader.frame();
    assert!(frame.contains("2 changes, newest first"), "{frame}");
    assert!(reader.cursor_line().contains("now"), "{frame}");
}
