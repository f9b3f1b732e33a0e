//! Names, links, pipes, sockets and devices as only such systems have them.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use super::*;

#[test]
fn hostile_names_are_shown_escaped_and_read_all_the_same() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let names: [&[u8]; 5] = [
        b"a\x1b[2J\x1b]0;x\x07.txt",
        b"b\nline.txt",
        "c\u{202e}txt.exe".as_bytes(),
        b"d\xff\xfe.txt",
        "e\u{9b}31m.txt".as_bytes(),
    ];
    for name in names {
        fs::write(root.join(OsStr::from_bytes(name)), TEXT).unwrap();
    }
    let got = read(root);
    assert_eq!(got.articles.len(), names.len(), "{:?}", got.report.skipped);
    let mut shown = got.paths(root);
    for path in &shown {
        let is_bad = |c: char| {
            c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!path.contains(is_bad), "{path:?}");
    }
    assert_eq!(shown[3], "d\\xff\\xfe.txt");
    shown.dedup();
    assert_eq!(shown.len(), names.len(), "they stay apart");
}

#[test]
fn links_lead_to_each_file_once_and_never_in_a_circle() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path().join("pile");
    put(&root, "folder/a.txt", TEXT);
    put(room.path(), "outside/b.txt", TEXT);
    for number in 0..20 {
        symlink("folder/a.txt", root.join(format!("a{number:02}.txt"))).unwrap();
    }
    symlink("..", root.join("folder/up")).unwrap();
    symlink("/", root.join("top")).unwrap();
    symlink("self", root.join("self")).unwrap();
    symlink("gone", root.join("dead")).unwrap();
    symlink("../outside", root.join("out")).unwrap();
    symlink("../outside", root.join("out2")).unwrap();
    let got = read(&root);
    assert_eq!(got.paths(&root), ["folder/a.txt", "out/b.txt"]);
    let again = "the same file was read before under another name";
    assert_eq!(got.reason(&root, "a07.txt"), again);
    assert_eq!(
        got.reason(&root, "folder/up"),
        "the same folder was read before under another name"
    );
    assert_eq!(
        got.reason(&root, "top"),
        "a link that leads back to a folder around it"
    );
    assert_eq!(got.reason(&root, "dead"), "a link that leads nowhere");
    assert!(
        got.reason(&root, "self")
            .starts_with("a link that cannot be followed")
    );
    assert_eq!(got.report.skipped.len(), 25);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let room = tempfile::tempdir().unwrap();
    put(room.path(), "a.txt", TEXT);
    fs::hard_link(room.path().join("a.txt"), room.path().join("b.txt")).unwrap();
    let inputs = [room.path().to_path_buf(), room.path().join("a.txt")].map(Input::Path);
    let got = read_with(&inputs, &Options::default());
    assert_eq!(got.paths(room.path()), ["a.txt"]);
    assert_eq!(got.report.skipped.len(), 2);
}

#[test]
fn folders_without_end_are_left_at_a_depth_that_is_told() {
    let room = tempfile::tempdir().unwrap();
    let deep = "d/".repeat(900);
    put(room.path(), &format!("{deep}lost.txt"), TEXT);
    put(room.path(), &format!("{}kept.txt", "d/".repeat(60)), TEXT);
    let got = read(room.path());
    assert_eq!(got.articles.len(), 1);
    assert_eq!(got.report.skipped.len(), 1);
    assert!(
        got.report.skipped[0]
            .issue
            .message
            .contains("more than 64 levels down")
    );
}

#[test]
fn pipes_sockets_and_devices_never_block() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let made = std::process::Command::new("mkfifo")
        .arg(root.join("pipe.txt"))
        .status();
    assert!(made.unwrap().success());
    let _socket = UnixListener::bind(root.join("socket.txt")).unwrap();
    symlink("/dev/zero", root.join("zero.txt")).unwrap();
    put(root, "page.html/a.txt", TEXT);
    let got = read(root);
    assert_eq!(got.paths(root), ["page.html/a.txt"]);
    assert!(
        got.reason(root, "pipe.txt")
            .starts_with("a pipe, not a file")
    );
    assert_eq!(got.reason(root, "socket.txt"), "a socket, not a file");
    assert_eq!(got.reason(root, "zero.txt"), "a device, not a file");
}

#[test]
fn a_file_of_a_terabyte_that_holds_nothing_is_no_load() {
    let room = tempfile::tempdir().unwrap();
    for name in ["hole.txt", "hole.html", "hole.jsonl", "hole.xml"] {
        let file = fs::File::create(room.path().join(name)).unwrap();
        if file.set_len(1 << 40).is_err() {
            eprintln!("SKIPPED: the file system here has no files of a terabyte");
            return;
        }
    }
    put(room.path(), "a.txt", TEXT);
    let got = read(room.path());
    assert_eq!(got.paths(room.path()), ["a.txt"]);
    assert_eq!(got.report.skipped.len(), 4);
    assert!(got.report.totals.bytes < 1 << 30, "{:?}", got.report.totals);
}

#[test]
fn of_a_folder_of_thousands_the_first_come_soon_and_the_rest_in_large_pieces() {
    let room = tempfile::tempdir().unwrap();
    put(room.path(), "0000.txt", TEXT);
    for number in 1..6_000 {
        let name = format!("{number:04}.txt");
        put(
            room.path(),
            &name,
            format!("{TEXT}Number {number} of them.\n"),
        );
    }
    let got = read(room.path());
    assert_eq!(got.report.totals.articles, 6_000);
    let (first, batches) = (got.batches[0], got.batches.len());
    assert!(first <= 16, "a screenful, soon: {first}");
    assert!(batches < 600, "and then many at once: {batches}");
}
