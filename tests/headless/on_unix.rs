//! What only such systems have: closed streams, full devices, permissions.

use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;

use super::*;

#[test]
fn a_closed_standard_output_is_no_crash() {
    for redirection in [
        ">&-",
        "<&-",
        ">&- <&- 2>&-",
        "2>&-",
        "> /dev/null < /dev/null",
    ] {
        let line = format!("exec \"$0\" list {SEEDS} {redirection}");
        let status = Command::new("sh")
            .args(["-c", &line, env!("CARGO_BIN_EXE_dateline")])
            .output();
        assert_eq!(status.unwrap().status.code(), Some(0), "{redirection}");
    }
}

#[test]
fn a_full_device_is_an_error_with_its_mend() {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full here");
        return;
    }
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let (status, _, err) = finished(dateline(&["list", SEEDS]).stdout(full).output().unwrap());
    assert_eq!(status, 2);
    assert!(err.contains("no space left"), "{err}");
}

#[cfg(target_os = "linux")]
/// With this much room for addresses, in KiB, the program itself and its threads included.
const ROOM: usize = 2 << 20;

#[cfg(target_os = "linux")]
#[test]
fn what_grows_when_it_is_read_stays_within_bounds() {
    let room = tempfile::tempdir().unwrap();
    let entity = |n: usize| {
        let inner = format!("&l{};", n - 1).repeat(10);
        format!("<!ENTITY l{n} \"{inner}\">")
    };
    let entities = (1..=9).map(entity).collect::<Vec<_>>().concat();
    let bomb = format!(
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY l0 'lol'>{entities}]><rss><channel>\
         <title>x</title><item><title>A bomb of words &l9;</title></item></channel></rss>"
    );
    put(room.path(), "bomb.xml", bomb);
    put(
        room.path(),
        "external.xml",
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY f SYSTEM \
        'file:///etc/passwd'>]><rss><channel><title>x</title><item><title>See &f;</title></item></channel></rss>",
    );
    put(
        room.path(),
        "nested.html",
        "<div>".repeat(20_000) + "<p>A text deep below.</p>",
    );
    put(room.path(), "nested.json", "[".repeat(300_000));
    put(
        room.path(),
        "marks.html",
        "<body>".to_owned() + &"<".repeat(1 << 18),
    );
    put(
        room.path(),
        "sections.xml",
        "<rss><channel><title>x</title><item><title>y</title>".to_owned()
            + &"<![CDATA[".repeat(100_000)
            + &"<!--".repeat(100_000),
    );
    let blanks = fs::File::create(room.path().join("blanks.txt")).unwrap();
    // All hole and no bytes on the disk, and then all blanks in a bomb of a thousand to one.
    blanks.set_len(3 << 30).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..256 {
        std::io::Write::write_all(&mut packed, &vec![b' '; 1 << 20]).unwrap();
    }
    put(room.path(), "blanks.txt.gz", packed.finish().unwrap());
    let line = format!("ulimit -v {ROOM} && exec \"$0\" list \"$1\" --format jsonl --full");
    let output = Command::new("sh")
        .args(["-c", &line, env!("CARGO_BIN_EXE_dateline")])
        .arg(room.path())
        .output();
    let (status, out, err) = finished(output.unwrap());
    assert_eq!(status, 0, "{err}");
    assert!(
        out.contains("A bomb of words") && out.contains("A text deep below"),
        "{out}"
    );
    assert!(!out.contains("lollol") && !out.contains("root:"), "{out}");
}

#[test]
fn a_file_that_may_not_grow_is_an_error_and_leaves_nothing() {
    let room = tempfile::tempdir().unwrap();
    let limited = |arguments: &str| {
        let line = format!("ulimit -f 1 && exec \"$0\" {arguments}");
        let mut command = Command::new("sh");
        command.args(["-c", &line, env!("CARGO_BIN_EXE_dateline")]);
        finished(command.current_dir(room.path()).output().unwrap())
    };
    let (status, _, err) = limited("export --to html -o out.html");
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("larger than a file may be here"), "{err}");
    let left = fs::read_dir(room.path()).unwrap().count();
    assert_eq!(left, 0, "nothing of the export is left");
    let (status, _, err) = limited("list --format jsonl --full > list.jsonl");
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("what was written is not complete"), "{err}");
}

#[test]
fn what_may_not_be_read_costs_itself() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let secret = put(root, "secret.txt", TEXT);
    put(root, "closed/a.txt", TEXT);
    put(root, "open.txt", TEXT);
    let close = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    close(root, 0o755);
    close(Path::new(&secret), 0o000);
    close(&root.join("closed"), 0o000);
    let mut command = dateline(&["list", root.to_str().unwrap(), "--format", "jsonl"]);
    let mut folder = dateline(&["list", root.join("closed").to_str().unwrap()]);
    if rustix::process::geteuid().is_root() {
        // Root may read everything; nobody may not. The program may lie where nobody cannot go.
        command.uid(65534).gid(65534);
        folder.uid(65534).gid(65534);
    }
    let mut strict = dateline(&["list", root.to_str().unwrap(), "--strict"]);
    if rustix::process::geteuid().is_root() {
        strict.uid(65534).gid(65534);
    }
    let strict = strict.output().map(|output| output.status.code());
    let outcome = command.output();
    let denied = folder.output();
    close(&root.join("closed"), 0o755);
    let (Ok(outcome), Ok(denied)) = (outcome, denied) else {
        eprintln!(
            "SKIPPED: permissions cannot be tested as root, and the program cannot be run as nobody"
        );
        return;
    };
    let (status, out, err) = finished(outcome);
    assert_eq!((status, out.lines().count()), (0, 1), "{err}");
    assert!(err.contains("closed: no permission to read it"), "{err}");
    assert!(
        err.contains("secret.txt: no permission to read it"),
        "{err}"
    );
    assert_eq!(finished(denied).0, 2, "nothing could be read");
    assert_eq!(
        strict.unwrap(),
        Some(3),
        "what was not read counts with --strict"
    );
}
