//! Several programs at once: none loses what another said, none is refused.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use dateline::article::{ArticleId, Mark, Verdict};

use dateline::review::{Marks, memory};

use super::remembered;
use super::writer::{ARTICLES, Writer};

const FOLDER: &str = "DATELINE_TEST_FOLDER";
const NUMBER: &str = "DATELINE_TEST_NUMBER";

/// Steps of each program, if not 60.
const STEPS: &str = "DATELINE_TEST_STEPS";

fn number_of(variable: &str) -> Option<u32> {
    std::env::var(variable).ok()?.parse().ok()
}

/// What the program of this number says in a step: a field and tags of its own, and a note.
fn say(mark: &mut Mark, program: u32, step: u32) {
    match program {
        0 => mark.starred = step.is_multiple_of(2),
        1 => mark.verdict = Some(Verdict::ALL[step as usize % 3]),
        2 => mark.reason = Some(format!("reason {step}")),
        _ => mark.source = Some(format!("source {step}")),
    }
    mark.tags = vec![format!("program {program} step {}", step % 5)];
    mark.note = Some(format!("program {program} says {step}."));
}

#[test]
#[ignore = "a child of the test below"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let program = number_of(NUMBER).unwrap();
    let mut writer = Writer::open(Path::new(&folder));
    // As if it had been opened before all the others.
    writer.marks = Marks::default();
    for step in 0..number_of(STEPS).unwrap() {
        let id = ArticleId(step % ARTICLES);
        let mut mark = writer.marks.get(id).clone();
        say(&mut mark, program, step);
        writer.marks.set(id, mark);
        writer.keep();
    }
}

#[test]
fn a_file_that_others_are_making_is_not_taken_for_damaged() {
    for _ in 0..60 {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert_eq!(memory::open(folder.path()).unwrap().notice, None));
            }
        });
    }
}

#[test]
fn a_damaged_file_that_many_find_at_once_is_moved_aside_once() {
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(memory::file(folder.path()), "no database at all").unwrap();
        let notices: Vec<_> = std::thread::scope(|scope| {
            let open = || memory::open(folder.path()).unwrap().notice;
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
            let ended = threads.into_iter().map(|thread| thread.join().unwrap());
            ended.flatten().collect()
        });
        assert_eq!(notices.len(), 1, "{notices:?}");
    }
}

#[test]
fn four_programs_lose_nothing_of_each_other() {
    let steps = number_of(STEPS).unwrap_or(60);
    let folder = tempfile::tempdir().unwrap();
    let start = |program: u32| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "memory::together::child", "--ignored"])
            .env(FOLDER, folder.path())
            .env(NUMBER, program.to_string())
            .env(STEPS, steps.to_string())
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let children: Vec<Child> = (0..4).map(start).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success(), "one was refused");
    }
    for (article, mark) in remembered(folder.path()) {
        let article = u32::try_from(article - 1).unwrap();
        let last = (0..steps)
            .rev()
            .find(|step| step % ARTICLES == article)
            .unwrap();
        for program in 0..4 {
            let mut meant = Mark::default();
            say(&mut meant, program, last);
            let note = meant.note.unwrap();
            let kept = mark.note.as_deref().unwrap();
            assert!(kept.contains(&note), "{note} is not in {kept}");
            assert!(mark.tags.contains(&meant.tags[0]), "{:?}", mark.tags);
            match program {
                0 => assert_eq!(mark.starred, meant.starred),
                1 => assert_eq!(mark.verdict, meant.verdict),
                2 => assert_eq!(mark.reason, meant.reason),
                _ => assert_eq!(mark.source, meant.source),
            }
        }
        // A note is replaced by its writer, not gathered.
        assert_eq!(mark.note.unwrap().matches("says").count(), 4);
        assert_eq!(mark.tags.len(), 4);
    }
}
