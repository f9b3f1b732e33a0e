//! `kill -9` at any moment of writing: what was acknowledged is there, and nothing is half there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use dateline::review::memory;

use super::remembered;
use super::writer::{Writer, holds_whole_steps, steps};

/// Where the child keeps its marks.
const FOLDER: &str = "DATELINE_TEST_FOLDER";

/// How often it is killed, if not 60 times.
const KILLS: &str = "DATELINE_TEST_KILLS";

#[test]
#[ignore = "the child of the test below"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let mut writer = Writer::open(folder);
    let mut number = steps(&remembered(folder));
    let mut out = std::io::stdout().lock();
    loop {
        number += 1;
        writer.step(number);
        writeln!(out, "kept {number}").unwrap();
        out.flush().unwrap();
    }
}

/// Starts the child, kills it so many microseconds after its first acknowledged step, and tells
/// the last step that it acknowledged.
fn run_and_kill(folder: &Path, after: u64) -> u32 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "memory::kills::child",
            "--ignored",
            "--nocapture",
        ])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (sender, lines) = channel();
    let reading = std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            let number = line.split_once("kept ").and_then(|(_, n)| n.parse().ok());
            if number.is_some_and(|number: u32| sender.send(number).is_err()) {
                break;
            }
        }
    });
    let mut last = lines.recv_timeout(Duration::from_secs(30)).unwrap();
    let (_never, silence) = channel::<()>();
    let waited = silence.recv_timeout(Duration::from_micros(after));
    assert_eq!(waited, Err(RecvTimeoutError::Timeout));
    child.kill().unwrap();
    child.wait().unwrap();
    for number in lines {
        last = number;
    }
    reading.join().unwrap();
    last
}

#[test]
fn what_was_acknowledged_survives_being_killed_at_any_moment() {
    let kills = std::env::var(KILLS)
        .ok()
        .and_then(|kills| kills.parse().ok());
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut before = 0;
    for kill in 0..kills.unwrap_or(60_u64) {
        // A few microseconds to some milliseconds, spread over all that a step does.
        let after = kill.wrapping_mul(7_919) % 9_000;
        let acknowledged = run_and_kill(folder, after);
        let kept = holds_whole_steps(&remembered(folder));
        assert!(acknowledged > before, "kill {kill}: it went on");
        assert!(
            kept == acknowledged || kept == acknowledged + 1,
            "kill {kill}: {acknowledged} acknowledged, {kept} kept"
        );
        let old = memory::open(folder).unwrap().memory.old_changes(1).unwrap();
        let whole = usize::try_from(kept.min(memory::KEPT_CHANGES)).unwrap();
        assert_eq!(old.done.len(), whole, "kill {kill}: the history");
        before = kept;
    }
    let connection = rusqlite::Connection::open(memory::file(folder)).unwrap();
    let check = "PRAGMA integrity_check";
    let check: String = connection.query_row(check, [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
}
