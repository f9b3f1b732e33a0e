//! A file that lost its end, or in which bits have turned: never a panic, never a half step, and
//! never deleted.

use std::fs;
use std::path::Path;

use dateline::review::memory::{self, Notice, Opened};

use super::remembered;
use super::writer::{Writer, holds_whole_steps, model, subject};

const PAGE: usize = 4096;
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// A file and its log after 25 steps, as they lie on the disk while the program runs.
fn file_and_log() -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path());
    for number in 1..=25 {
        writer.step(number);
    }
    let file = memory::file(folder.path());
    let log = file.with_file_name("marks.sqlite-wal");
    (fs::read(file).unwrap(), fs::read(log).unwrap())
}

/// Opens what is left; whatever that is, it can be worked with afterwards.
fn open(file: &[u8], log: &[u8]) -> (tempfile::TempDir, Opened) {
    let folder = tempfile::tempdir().unwrap();
    let path = memory::file(folder.path());
    fs::write(&path, file).unwrap();
    if !log.is_empty() {
        fs::write(path.with_file_name("marks.sqlite-wal"), log).unwrap();
    }
    let opened = memory::open(folder.path()).unwrap();
    (folder, opened)
}

fn in_order(opened: &Opened) -> Vec<(u64, dateline::article::Mark)> {
    let all = opened.remembered.iter();
    all.map(|one| (one.subject.prints.body, one.mark.clone()))
        .collect()
}

fn was_moved_aside(folder: &Path, opened: &Opened) -> bool {
    match &opened.notice {
        Some(Notice::Damaged { moved_to, .. }) => {
            assert!(moved_to.exists() && moved_to.starts_with(folder));
            assert!(opened.remembered.is_empty());
            true
        }
        _ => false,
    }
}

#[test]
fn a_log_cut_at_any_page_is_before_or_after_a_step() {
    let (file, log) = file_and_log();
    let frames = (log.len() - LOG_HEAD) / (FRAME_HEAD + PAGE);
    assert!(frames > 25, "{frames}");
    let mut before = 0;
    for frame in 0..=frames {
        for more in [0, FRAME_HEAD, FRAME_HEAD + PAGE / 2] {
            let cut = (LOG_HEAD + frame * (FRAME_HEAD + PAGE) + more).min(log.len());
            let (folder, opened) = open(&file, &log[..cut]);
            if was_moved_aside(folder.path(), &opened) {
                assert!(frame == 0, "only a file without any whole step is no file");
                continue;
            }
            let steps = holds_whole_steps(&in_order(&opened));
            assert!(
                steps >= before,
                "cut at {cut}: {steps} steps, {before} with less"
            );
            before = steps;
        }
    }
    assert_eq!(before, 25);
}

/// The folder and the file of 25 steps, closed.
fn written() -> (tempfile::TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path());
    for number in 1..=25 {
        writer.step(number);
    }
    drop(writer);
    let file = fs::read(memory::file(folder.path())).unwrap();
    (folder, file)
}

#[test]
fn a_file_cut_at_any_page_is_whole_or_moved_aside() {
    let (_folder, file) = written();
    for pages in 0..file.len() / PAGE {
        let (folder, opened) = open(&file[..pages * PAGE], &[]);
        if !was_moved_aside(folder.path(), &opened) {
            let kept = in_order(&opened);
            assert!(
                kept.is_empty() || kept == model(25),
                "{pages} pages: {kept:?}"
            );
        }
    }
}

#[test]
fn turned_bits_are_never_a_panic_and_what_cannot_be_read_is_moved_aside() {
    let (folder, file) = written();
    let mut aside = 0;
    for flip in 0..500_usize {
        let mut damaged = file.clone();
        // The head of every page more often than the rest: most of it is empty.
        let place = match flip % 2 {
            0 => (flip * 7_919 * 31) % file.len(),
            _ => (flip * 13 % (file.len() / PAGE)) * PAGE + flip % 120,
        };
        damaged[place] ^= 1 << (flip % 8);
        let (folder, opened) = open(&damaged, &[]);
        aside += usize::from(was_moved_aside(folder.path(), &opened));
        if opened.notice.is_none() || was_moved_aside(folder.path(), &opened) {
            drop(opened);
            let mut opened = memory::open(folder.path()).unwrap();
            let said = [(subject(dateline::article::ArticleId(90)), super::starred())];
            // It may find the damage now; what matters is that it says so.
            let _said = opened.memory.put(&said);
        }
    }
    assert!(aside > 20, "{aside} of 500 were seen to be damaged");
    assert_eq!(remembered(folder.path()), {
        let mut all = model(25);
        all.sort_by_key(|(article, _)| remembered_place(folder.path(), *article));
        all
    });
}

/// Where the file has an article: it is written when it is first spoken of.
fn remembered_place(folder: &Path, article: u64) -> usize {
    let all = remembered(folder);
    all.iter().position(|(other, _)| *other == article).unwrap()
}
