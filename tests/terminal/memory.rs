//! What was said of articles, whatever ends the program and whatever the disk does.

use std::path::{Path, PathBuf};
use std::time::Duration;

use dateline::article::Mark;
use dateline::review::memory::Memory;
use rustix::process::{Pid, Resource, Rlimit, Signal, prlimit};

use super::program::{Launch, PATIENCE, Program, SAMPLES_SHOWN, waits_until};

/// A folder for the state that outlasts the programs.
struct State {
    folder: tempfile::TempDir,
}

impl State {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("dateline")
    }

    fn launch(&self, arguments: &[&str]) -> Launch {
        let folder = self.folder.path().to_str().unwrap();
        Launch::dateline(arguments).env("XDG_STATE_HOME", folder)
    }

    fn start(&self) -> Program {
        let mut program = self.launch(&[]).start();
        program.shows(SAMPLES_SHOWN);
        program
    }

    /// What is on the disk.
    fn marks(&self) -> Vec<Mark> {
        marks(&self.path())
    }

    /// Waits until the disk has it.
    fn holds(&self, what: &str, wanted: impl Fn(&[Mark]) -> bool) {
        waits_until(what, PATIENCE, || wanted(&self.marks()));
    }
}

fn marks(folder: &Path) -> Vec<Mark> {
    let memory = Memory::look(folder).ok().flatten();
    let all = memory.and_then(|memory| memory.recall().ok());
    let all = all.unwrap_or_default().into_iter();
    all.map(|one| one.mark)
        .filter(|mark| *mark != Mark::default())
        .collect()
}

#[test]
fn marks_undo_and_redo_go_on_after_being_killed() {
    let state = State::new();
    let mut program = state.start();
    program.keys("j*1u");
    program.shows("undone: judged keep");
    state.holds("the star", |marks| {
        marks.len() == 1 && marks[0].starred && marks[0].verdict.is_none()
    });
    program.signal(Signal::KILL);
    program.ends();
    let mut program = state.start();
    program.shows("* unread");
    program.keys("\x12");
    program.shows("done again: judged keep");
    program.keys("uu");
    program.shows("undone: starred");
    program.keys("u");
    program.shows("nothing to undo");
    program.quits();
    assert_eq!(state.marks(), []);
}

#[test]
fn reading_again_keeps_marks_and_what_can_be_undone() {
    let state = State::new();
    let mut program = state.start();
    program.keys("j*R");
    program.shows(SAMPLES_SHOWN);
    program.shows("* unread");
    program.keys("u");
    program.shows("undone: starred");
    program.quits();
    assert_eq!(state.marks(), []);
}

#[test]
fn a_collection_is_opened_where_it_was_left() {
    let state = State::new();
    let mut program = state.start();
    program.keys("/border\r");
    program.shows("4 of 5 articles");
    program.keys("j");
    program.shows("2 of 4");
    program.keys("O");
    program.shows("by source");
    program.quits();
    let mut program = state.launch(&[]).start();
    program.shows("4 of 5 articles");
    // By source it stands elsewhere.
    program.shows("3 of 4");
    program.shows("by source");
    program.shows("as it was left: border");
    program.keys("H");
    program.shows(SAMPLES_SHOWN);
    program.quits();
    let mut asked = state.launch(&["-q", "tasnim"]).start();
    asked.shows("1 of 5 articles");
    asked.quits();
}

#[test]
fn without_state_no_file_is_made_and_quitting_asks() {
    let mut program = Launch::dateline(&["--no-state"]).start();
    program.shows(SAMPLES_SHOWN);
    program.keys("j*");
    program.shows("marks last until quitting");
    program.keys("q");
    program.shows("Quit?");
    program.keys("q");
    assert!(program.ends().success());
    let left: Vec<_> = std::fs::read_dir(program.home()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_signal_right_after_a_mark_does_not_lose_it() {
    for signal in [Signal::TERM, Signal::HUP] {
        let state = State::new();
        let mut program = state.start();
        program.keys("j*");
        program.shows("starred");
        program.signal(signal);
        program.ends();
        assert_eq!(state.marks().len(), 1, "{signal:?}");
    }
}

#[test]
fn a_note_that_is_being_typed_survives_a_crash() {
    let state = State::new();
    let mut program = state.start();
    program.keys("ahalf a sentence");
    program.shows("half a sentence");
    waits_until("the draft", PATIENCE, || {
        let memory = Memory::look(&state.path()).ok().flatten();
        let all = memory.and_then(|memory| memory.recall().ok());
        all.is_some_and(|all| all.iter().any(|one| one.draft.is_some()))
    });
    program.signal(Signal::KILL);
    program.ends();
    let mut program = state.start();
    program.keys("a");
    program.shows("half a sentence");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_and_everything_is_written_when_there_is_room() {
    let state = State::new();
    // Room for the empty file and its log, and little more.
    let program = Launch::shell("ulimit -S -f 180; exec \"$DATELINE\"");
    let folder = state.folder.path().to_str().unwrap();
    let mut program = program.env("XDG_STATE_HOME", folder).start();
    program.shows(SAMPLES_SHOWN);
    let mut keys = 0;
    while !program.text().contains("not saved: ") {
        program.keys("**1");
        program.settles(Duration::from_millis(30));
        keys += 1;
        assert!(keys < 300, "it never says so:\n{}", program.text());
    }
    program.shows("waiting)");
    program.keys("*");
    program.keys("q");
    program.shows("not saved: ");
    program.shows("Quit?");
    program.keys("x");
    let before = state.marks();
    let pid = Pid::from_raw(i32::try_from(program.id()).unwrap());
    let unlimited = Rlimit {
        current: None,
        maximum: None,
    };
    prlimit(pid, Resource::Fsize, unlimited).unwrap();
    program.waits_for("end of the warning", |screen| {
        !screen.contents().contains("not saved: ")
    });
    program.quits();
    let after = state.marks();
    assert_ne!(after, before, "what waited is there");
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_its_marks_are_shown() {
    let state = State::new();
    let mut program = state.start();
    program.keys("j*");
    program.shows("starred");
    program.quits();
    let locked = |mode| {
        use std::os::unix::fs::PermissionsExt as _;
        for path in [&state.path(), &state.path().join("marks.sqlite")] {
            let mode = if path.is_dir() { mode | 0o111 } else { mode };
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
        let above = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(state.folder.path(), above).unwrap();
    };
    locked(0o444);
    let is_root = rustix::process::geteuid().is_root();
    let drop_rights = "exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$DATELINE\"";
    let script = if is_root {
        drop_rights
    } else {
        "exec \"$DATELINE\""
    };
    let folder = state.folder.path().to_str().unwrap();
    let mut program = Launch::shell(script).env("XDG_STATE_HOME", folder).start();
    program.shows(SAMPLES_SHOWN);
    program.shows("* unread");
    program.shows("cannot be written");
    program.keys("jj1");
    program.shows("marks last until quitting");
    program.keys("q");
    program.shows("Quit?");
    program.keys("q");
    program.ends();
    locked(0o644);
    assert_eq!(state.marks().len(), 1);
}

#[test]
fn a_damaged_file_is_said_and_the_last_backup_is_offered() {
    let state = State::new();
    let mut program = state.start();
    program.keys("j*");
    program.shows("starred");
    program.quits();
    dateline::review::memory::back_up(&state.path()).unwrap();
    // The backup of that first moment was empty.
    let backups = state.path().join("backups");
    for backup in std::fs::read_dir(&backups).unwrap() {
        std::fs::remove_file(backup.unwrap().path()).unwrap();
    }
    dateline::review::memory::back_up(&state.path()).unwrap();
    let file = state.path().join("marks.sqlite");
    std::fs::write(&file, "no database any more").unwrap();
    let mut program = state.launch(&[]).start();
    program.shows("The file of marks was damaged");
    program.shows("damaged-");
    program.keys("\r");
    program.shows("* unread");
    program.quits();
    assert_eq!(state.marks().len(), 1);
}
