//! Stopped and continued: the shell gets its terminal, the program gets it back.

use rustix::process::Signal;

use super::program::{Launch, SAMPLES_SHOWN};

#[test]
fn stopping_hands_the_terminal_to_the_shell_and_back() {
    let mut shell = Launch::command("/bin/sh", &["-i"])
        .env("PS1", "ready> ")
        .start();
    shell.shows("ready>");
    shell.keys("\"$DATELINE\"\n");
    shell.shows(SAMPLES_SHOWN);
    shell.keys("\u{1a}");
    shell.waits_for("the shell's prompt on the main screen", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>")
    });
    assert!(!shell.screen().bracketed_paste() || cfg!(target_os = "macos"));
    shell.keys("stty -a > modes; echo written > done\n");
    shell.waits_for_file("done");
    let modes = shell.waits_for_file("modes");
    assert!(
        modes.contains(" icanon") && modes.contains(" echo"),
        "{modes}"
    );

    shell.resize(80, 24);
    shell.keys("fg\n");
    shell.waits_for("the screen again, at its new size", |screen| {
        screen.alternate_screen() && screen.contents().contains(SAMPLES_SHOWN)
    });
    assert!(shell.screen().bracketed_paste());
    shell.keys("q");
    shell.waits_for("the shell's prompt again", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>")
    });
    shell.keys("echo left with $?\n");
    shell.shows("left with 0");
}

#[test]
fn after_a_stop_from_outside_everything_is_drawn_again() {
    let mut program = Launch::dateline(&[]).start();
    program.shows(SAMPLES_SHOWN);
    for stop in [Signal::STOP, Signal::TSTP] {
        program.signal(stop);
        program.scribble();
        program.signal(Signal::CONT);
        program.shows(SAMPLES_SHOWN);
        assert!(program.screen().alternate_screen() && program.screen().bracketed_paste());
        assert!(!program.in_line_mode());
    }
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn where_nobody_could_continue_it_stopping_does_nothing() {
    // Alone in its session, as a terminal window starts it.
    let mut program = Launch::dateline(&[]).start();
    program.shows(SAMPLES_SHOWN);
    program.keys("\u{1a}");
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
    program.gave_the_terminal_back();
}

#[test]
fn an_editor_that_is_stopped_comes_back_with_the_reader_behind_it() {
    let script = "echo ready; kill -TSTP 0; echo written > \"$1\"; read line";
    let mut shell = Launch::command("/bin/sh", &["-i"])
        .env("PS1", "ready> ")
        .env("EDITOR", "/bin/sh ./editor")
        .file("editor", script.as_bytes())
        .start();
    shell.shows("ready>");
    shell.keys("\"$DATELINE\"\n");
    shell.shows(SAMPLES_SHOWN);
    shell.keys("A");
    shell.waits_for("the shell's prompt behind the editor", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>")
    });
    shell.keys("echo typed > done\n");
    shell.waits_for_file("done");
    shell.keys("fg\n");
    shell.settles(std::time::Duration::from_millis(300));
    assert!(
        !shell.screen().alternate_screen(),
        "the editor has the terminal"
    );
    shell.keys("q\n");
    shell.waits_for("the note", |screen| {
        screen.alternate_screen() && screen.contents().contains("▎ written")
    });
    shell.keys("q");
    shell.waits_for("the shell's prompt again", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>")
    });
}
