//! Long notes in the person's editor: whatever it does, the note is what was kept and the terminal
//! is as it was.

use rustix::process::Signal;

use super::program::{Launch, PATIENCE, Program, waits_until};

/// The program on one article whose headline is a trap, with this script as its editor.
fn with_editor(script: &str) -> Launch {
    let article = "Headline $(touch trapped) `touch trapped` ; touch trapped\n\
                   Published: 05 January 2018\n\n\
                   The first paragraph of the article says what happened in the city.\n";
    Launch::dateline(&["pile"])
        .file("pile/one.txt", article.as_bytes())
        .file("editor", script.as_bytes())
        .env("EDITOR", "/bin/sh ./editor --wait")
}

fn started(script: &str) -> Program {
    let mut program = with_editor(script).start();
    program.shows("1 of 1 article");
    program
}

fn quits(mut program: Program) {
    program.settles(std::time::Duration::from_millis(100));
    program.keys("qq");
    assert_eq!(program.ends().exit_code(), 0);
    program.gave_the_terminal_back();
    assert!(!program.home().join("trapped").exists());
}

#[test]
fn what_the_editor_wrote_becomes_the_note() {
    // It is given its own argument and one file, and nothing of the article.
    let script = r#"echo "$#:$1" > arguments; stty -a > modes
        printf 'first $(touch trapped)\n\nsecond line\n' > "$2""#;
    let mut program = started(script);
    program.keys("A");
    program.shows("▎ first $(touch trapped)");
    program.shows("▎ second line");
    assert_eq!(program.waits_for_file("arguments").trim(), "2:--wait");
    let modes = program.waits_for_file("modes");
    assert!(
        modes.contains(" icanon") && modes.contains(" echo"),
        "{modes}"
    );
    assert!(program.screen().alternate_screen() && program.screen().bracketed_paste());
    // Again it opens on the note there is, and a file written in its place counts.
    std::fs::write(
        program.home().join("editor"),
        "sed s/first/changed/ \"$2\" > other; rm \"$2\"; cp other \"$2\"\n",
    )
    .unwrap();
    program.keys("a");
    program.shows("▎ changed $(touch trapped)");
    program.keys("u");
    program.shows("▎ first $(touch trapped)");
    quits(program);
}

#[test]
fn an_editor_that_fails_leaves_the_note_and_a_draft() {
    let cases = [
        ("echo written > \"$2\"; exit 1", "exit status: 1"),
        ("echo written > \"$2\"; kill -9 $$", "signal: 9"),
        ("printf 'written \\377\\376' > \"$2\"", "no UTF-8"),
        (
            "{ echo written; head -c 1048576 /dev/zero | tr '\\0' '\\n'; } > \"$2\"",
            "larger than 1 MiB",
        ),
    ];
    for (script, said) in cases {
        let mut program = started(script);
        program.keys("A");
        program.shows(said);
        program.shows("a draft is kept");
        assert!(!program.text().contains('▎'), "{}", program.text());
        // The draft goes on in the line, and is kept from there.
        program.keys("a");
        program.shows("Note on");
        program.keys("\r");
        program.shows("▎ written");
        quits(program);
    }
}

#[test]
fn an_editor_that_leaves_nothing_or_is_missing_changes_nothing() {
    let mut program = started("rm \"$2\"");
    program.keys("A");
    program.shows("the note is as it was");
    quits(program);
    let mut program = started("rm \"$2\"; mkfifo \"$2\"");
    program.keys("A");
    program.shows("no regular file; the note is as it was");
    quits(program);
    let mut program = with_editor("").env("EDITOR", "/nowhere/editor").start();
    program.shows("1 of 1 article");
    program.keys("A");
    program.shows("cannot be started");
    assert!(!program.in_line_mode());
    quits(program);
}

#[test]
fn the_editor_gets_every_key_and_every_interrupt() {
    // It reads a line from the terminal, is interrupted, and reads another one.
    let script = r#"trap 'echo interrupted | tee -a log' INT
        echo ready; read a; echo "$a" >> log; echo waiting; sleep 9 & wait; kill $!
        read b; echo "$b" >> log; cp log "$2""#;
    let mut program = started(script);
    program.keys("A");
    program.waits_for("the editor on the main screen", |screen| {
        !screen.alternate_screen() && screen.contents().contains("ready")
    });
    program.keys("q one\n");
    program.shows("waiting");
    program.bytes(b"\x03");
    program.shows("interrupted");
    program.keys("two\n");
    program.waits_for("the reader again", vt100::Screen::alternate_screen);
    program.shows("▎ q one");
    program.shows("▎ interrupted");
    program.shows("▎ two");
    program.keys("?");
    program.shows("Keys in the list");
    program.keys("\x1b");
    quits(program);
}

#[test]
fn an_editor_that_leaves_the_terminal_in_disorder_changes_nothing() {
    let script =
        r#"stty raw -echo; printf '\033[?1049h\033[?2004h\033[31m\033[?25l'; echo x > "$2""#;
    let mut program = started(script);
    program.keys("A");
    program.shows("▎ x");
    quits(program);
}

#[test]
fn a_signal_while_the_editor_works_ends_the_program_and_keeps_the_file() {
    let mut program = started(r#"echo "$2" > name; echo more >> "$2"; exec sleep 2"#);
    program.keys("A");
    let name = program.waits_for_file("name").trim().to_owned();
    program.signal(Signal::TERM);
    let status = program.ends();
    let seen = status.signal().unwrap_or("none");
    assert!(seen.contains("Terminated"), "{status:?}");
    assert!(program.in_line_mode());
    waits_until("the file to be there still", PATIENCE, || {
        std::fs::read_to_string(&name).is_ok_and(|text| text.contains("more"))
    });
}
