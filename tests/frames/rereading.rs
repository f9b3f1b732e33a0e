//! What outlives reading the collection again.

use dateline::app::{Effect, Message};
use dateline::article::{ArticleId, Mark};
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
