//! What the file of marks promises.

#![expect(clippy::disallowed_methods, reason = "a test may leave half a file")]

use std::fs;

use super::*;
use crate::article::{ArticleId, Verdict};
use crate::review::{Change, Edit, Marks, Step};

const A: ArticleId = ArticleId(0);
const B: ArticleId = ArticleId(1);

fn subject(id: ArticleId) -> Subject {
    let body = u64::from(id.0) + 1;
    Subject {
        prints: Fingerprints {
            link: u64::MAX - body,
            headline: 0,
            body,
            copy: 0,
        },
        words: u64::MAX,
        headline: format!("headline {}", id.0),
        path: format!("{}.txt", id.0),
    }
}

fn full() -> Mark {
    Mark {
        read: true,
        starred: true,
        verdict: Some(Verdict::Maybe),
        reason: Some("thin".to_owned()),
        tags: vec!["iran".to_owned(), "trade".to_owned()],
        note: Some("two\nlines".to_owned()),
        source: Some("Press TV".to_owned()),
        date: "2018-01-05".parse().ok(),
    }
}

fn noted(note: &str) -> Mark {
    Mark {
        note: Some(note.to_owned()),
        ..Mark::default()
    }
}

/// What one program says, kept at once.
struct Run {
    memory: Memory,
    ledger: Ledger,
    marks: Marks,
}

impl Run {
    fn begin(folder: &Path) -> Self {
        let memory = open(folder).unwrap().memory;
        let collection = memory.collection("/pile").unwrap();
        Self {
            ledger: Ledger::new(collection),
            memory,
            marks: Marks::default(),
        }
    }

    fn say(&mut self, id: ArticleId, mark: Mark) -> Written {
        self.marks.set(id, mark);
        self.keep()
    }

    fn keep(&mut self) -> Written {
        let steps = self.marks.take_steps();
        self.memory
            .write(&mut self.ledger, &steps, &mut subject)
            .unwrap()
    }
}

fn remembered(folder: &Path) -> Vec<(u64, Mark)> {
    let opened = open(folder).unwrap();
    assert_eq!(opened.notice, None);
    let all = opened.remembered.into_iter();
    all.map(|one| (one.subject.prints.body, one.mark)).collect()
}

#[test]
fn what_was_said_is_there_again_in_every_field() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("deep/state");
    let mut run = Run::begin(&folder);
    run.say(A, full());
    run.say(B, noted("n"));
    drop(run);
    assert_eq!(remembered(&folder), [(1, full()), (2, noted("n"))]);
    let all = open(&folder).unwrap().remembered;
    assert_eq!(all[0].subject, subject(A));
}

#[test]
fn looking_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    assert!(Memory::look(&state).unwrap().is_none());
    assert!(!state.exists());
}

#[test]
fn what_is_no_file_of_marks_yet_holds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(file(folder.path()), "").unwrap();
    assert!(Memory::look(folder.path()).unwrap().is_none());
    assert!(open(folder.path()).unwrap().remembered.is_empty());
}

#[test]
fn what_is_no_regular_file_is_never_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(folder.path());
    let refused = |what: &str| {
        let looked = Memory::look(folder.path());
        assert!(matches!(looked, Err(Fault::Special)), "{what}");
        let opened = open(folder.path());
        assert!(matches!(opened, Err(Fault::Special)), "{what}");
    };
    fs::create_dir(&file).unwrap();
    refused("a folder");
    fs::remove_dir(&file).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&file).status();
    if made.is_ok_and(|status| status.success()) {
        refused("a pipe");
    }
}

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    run.say(A, noted("first"));
    run.say(A, noted("second"));
    run.say(A, noted("third"));
    run.marks.undo();
    run.marks.undo();
    run.keep();
    drop(run);
    assert_eq!(remembered(folder.path()), [(1, noted("first"))]);

    let mut run = Run::begin(folder.path());
    let old = run.memory.old_changes(1).unwrap();
    assert_eq!((old.done.len(), old.undone.len()), (1, 2));
    assert_eq!(old.undone[1].edits[0].after.as_deref(), Some("second"));
    run.ledger.take_up(&old);
    run.ledger.know(A, old.done[0].edits[0].article, true);
    let change = |before: Mark, after| Change {
        edits: vec![Edit {
            id: A,
            before,
            after,
        }],
    };
    run.marks.restore(A, noted("first"));
    run.marks.take_up(
        vec![change(Mark::default(), noted("first"))],
        vec![
            change(noted("second"), noted("third")),
            change(noted("first"), noted("second")),
        ],
    );
    run.marks.redo();
    run.keep();
    assert_eq!(remembered(folder.path()), [(1, noted("second"))]);
    run.marks.undo();
    run.marks.undo();
    run.keep();
    assert_eq!(remembered(folder.path()), [(1, Mark::default())]);
    let old = run.memory.old_changes(1).unwrap();
    assert_eq!((old.done.len(), old.undone.len()), (0, 3));
}

#[test]
fn a_thousand_changes_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    for n in 0..1_010 {
        run.marks.set(A, noted(&n.to_string()));
    }
    run.keep();
    let old = run.memory.old_changes(1).unwrap();
    assert_eq!(old.done.len(), 1_000);
    assert_eq!(old.done[0].edits[0].after.as_deref(), Some("10"));
}

#[test]
fn two_programs_do_not_undo_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (Run::begin(folder.path()), Run::begin(folder.path()));
    let starred = Mark {
        starred: true,
        tags: vec!["one".to_owned()],
        ..Mark::default()
    };
    let judged = Mark {
        verdict: Some(Verdict::Keep),
        tags: vec!["two".to_owned()],
        ..Mark::default()
    };
    one.say(A, starred);
    two.say(A, judged);
    let both = Mark {
        starred: true,
        verdict: Some(Verdict::Keep),
        tags: vec!["one".to_owned(), "two".to_owned()],
        ..Mark::default()
    };
    assert_eq!(remembered(folder.path()), [(1, both)]);
}

#[test]
fn two_notes_at_once_are_both_kept_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (Run::begin(folder.path()), Run::begin(folder.path()));
    assert_eq!(one.say(A, noted("mine")), Written::default());
    let written = two.say(A, noted("yours"));
    assert_eq!(written.merged, [(A, "mine\n\nyours".to_owned())]);
    assert_eq!(remembered(folder.path()), [(1, noted("mine\n\nyours"))]);
}

#[test]
fn a_write_that_fails_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    run.say(A, noted("kept"));
    run.marks.set(B, full());
    let steps = run.marks.take_steps();
    let ledger = format!("{:?}", run.ledger);
    run.memory
        .connection
        .pragma_update(None, "max_page_count", 1)
        .unwrap();
    let long = "x".repeat(1_000_000);
    let mut subject = |id| Subject {
        headline: long.clone(),
        ..subject(id)
    };
    let outcome = run.memory.write(&mut run.ledger, &steps, &mut subject);
    assert!(matches!(outcome, Err(Fault::Full)), "{outcome:?}");
    assert_eq!(format!("{:?}", run.ledger), ledger);
    assert_eq!(remembered(folder.path()), [(1, noted("kept"))]);
}

#[test]
fn an_article_that_could_not_be_described_anew_is_described_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    run.say(A, noted("kept"));
    let number = run.ledger.number(A).unwrap();
    run.ledger.know(A, number, false);
    run.marks.set(A, full());
    let steps = run.marks.take_steps();
    let hide = "ALTER TABLE edits RENAME TO away";
    run.memory.connection.execute_batch(hide).unwrap();
    let mut moved = |id| Subject {
        path: "moved.txt".to_owned(),
        ..subject(id)
    };
    let outcome = run.memory.write(&mut run.ledger, &steps, &mut moved);
    assert!(outcome.is_err(), "{outcome:?}");
    let back = "ALTER TABLE away RENAME TO edits";
    run.memory.connection.execute_batch(back).unwrap();
    run.memory
        .write(&mut run.ledger, &steps, &mut moved)
        .unwrap();
    let known = run.memory.recall().unwrap();
    assert_eq!(known[0].subject.path, "moved.txt");
}

#[test]
fn a_draft_is_there_until_the_note_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    let draft = (A, Some("half a sen"));
    run.memory
        .write_draft(&mut run.ledger, draft, &mut subject)
        .unwrap();
    let drafts = |folder| open(folder).unwrap().remembered[0].draft.clone();
    assert_eq!(drafts(folder.path()).as_deref(), Some("half a sen"));
    run.say(A, noted("half a sentence"));
    assert_eq!(drafts(folder.path()), None);
}

#[test]
fn a_session_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let memory = open(folder.path()).unwrap().memory;
    let collection = memory.collection("/a\n/b").unwrap().unwrap();
    assert_eq!(memory.collection("/a\n/b").unwrap(), Some(collection));
    assert_eq!(memory.session(collection).unwrap(), None);
    let session = Session {
        filter: "is:starred".to_owned(),
        order: "source".to_owned(),
        pane: "list".to_owned(),
        is_alone: true,
        article: Some((ArticleKey(u64::MAX), 2)),
        place: Some("3.5".to_owned()),
        timeline_rows: Some(5),
        timeline_step: Some("month".to_owned()),
        timeline_window: Some(("2018-01-01".to_owned(), "2019-01-01".to_owned())),
        timeline_all: false,
    };
    memory.keep_session(collection, &session).unwrap();
    let memory = open(folder.path()).unwrap().memory;
    assert_eq!(memory.session(collection).unwrap(), Some(session));
}

#[test]
fn a_damaged_file_is_moved_aside_and_the_backup_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    run.say(A, full());
    drop(run);
    back_up(folder.path()).unwrap();
    fs::write(
        file(folder.path()),
        "this is no database, whatever its name says",
    )
    .unwrap();
    let opened = open(folder.path()).unwrap();
    assert!(opened.remembered.is_empty());
    let Some(Notice::Damaged { moved_to, backup }) = opened.notice else {
        panic!("{:?}", opened.notice);
    };
    assert!(
        fs::read_to_string(moved_to)
            .unwrap()
            .starts_with("this is no")
    );
    drop(opened.memory);
    fs::copy(backup.unwrap(), file(folder.path())).unwrap();
    assert_eq!(remembered(folder.path()), [(1, full())]);
}

#[test]
fn a_file_of_something_else_is_not_written_into() {
    let folder = tempfile::tempdir().unwrap();
    let other = Connection::open(file(folder.path())).unwrap();
    other
        .execute_batch("CREATE TABLE recipes (cake TEXT)")
        .unwrap();
    drop(other);
    let opened = open(folder.path()).unwrap();
    let Some(Notice::Damaged { moved_to, backup }) = opened.notice else {
        panic!("{:?}", opened.notice);
    };
    assert_eq!(backup, None);
    let other = Connection::open(moved_to).unwrap();
    other.execute_batch("SELECT cake FROM recipes").unwrap();
}

#[test]
fn a_file_of_a_newer_version_is_read_and_never_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    run.say(A, full());
    let newer = "ALTER TABLE articles ADD COLUMN mood TEXT; PRAGMA user_version = 99;";
    run.memory.connection.execute_batch(newer).unwrap();
    drop(run);
    let mut opened = open(folder.path()).unwrap();
    assert_eq!(opened.notice, Some(Notice::Newer));
    assert_eq!(opened.remembered[0].mark, full());
    let said = [(subject(B), full())];
    assert!(matches!(opened.memory.put(&said), Err(Fault::ReadOnly)));
}

#[test]
fn an_older_file_becomes_a_newer_one_and_a_copy_of_it_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    run.say(A, full());
    let next = ["", "ALTER TABLE articles ADD COLUMN mood TEXT"];
    let memory = &mut run.memory;
    backups::before_migration(&memory.connection, folder.path(), 1).unwrap();
    opening::migrate_by(&mut memory.connection, &next).unwrap();
    memory
        .connection
        .execute_batch("SELECT mood FROM articles")
        .unwrap();
    assert_eq!(memory.recall().unwrap()[0].mark, full());
    assert!(
        folder
            .path()
            .join("backups/before-version-2.sqlite")
            .exists()
    );
    opening::migrate_by(&mut memory.connection, &next).unwrap();
}

#[test]
fn three_backups_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    run.say(A, full());
    let backups = folder.path().join("backups");
    fs::create_dir(&backups).unwrap();
    for day in 1..=5 {
        fs::write(backups.join(format!("marks-2001-01-0{day}.sqlite")), "").unwrap();
    }
    back_up(folder.path()).unwrap();
    back_up(folder.path()).unwrap();
    let mut names: Vec<_> = fs::read_dir(&backups)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(
        names[..2],
        ["marks-2001-01-04.sqlite", "marks-2001-01-05.sqlite"]
    );
}

#[test]
fn tables_explain_themselves() {
    let memory = Memory::of_this_run().unwrap();
    let named = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
                 AND NOT EXISTS (SELECT 1 FROM about WHERE topic LIKE '%' || name || '%' OR name = 'about')";
    let silent: i64 = memory
        .connection
        .query_row(named, [], |row| row.get(0))
        .unwrap();
    assert_eq!(silent, 0);
    memory
        .connection
        .execute_batch("SELECT * FROM marked; SELECT * FROM history;")
        .unwrap();
}

#[test]
fn what_is_put_adds_to_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = Run::begin(folder.path());
    run.say(A, noted("mine"));
    run.memory.put(&[(subject(A), full())]).unwrap();
    let both = Mark {
        note: Some("mine\n\ntwo\nlines".to_owned()),
        ..full()
    };
    assert_eq!(remembered(folder.path()), [(1, both)]);
}

#[test]
fn a_step_that_was_never_done_is_no_fault() {
    let mut memory = Memory::of_this_run().unwrap();
    let undone = Step::Undone(Change { edits: Vec::new() });
    let steps = [undone];
    memory
        .write(&mut Ledger::default(), &steps, &mut subject)
        .unwrap();
}
