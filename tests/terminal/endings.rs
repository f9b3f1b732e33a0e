//! However it ends, the terminal is as it was and the parent knows why.

use std::time::Duration;

use rustix::process::Signal;

use super::program::{Launch, Program, SAMPLES_SHOWN, waits_until};

#[test]
fn quitting_gives_the_terminal_back() {
    let mut program = Launch::dateline(&[]).start();
    program.shows(SAMPLES_SHOWN);
    assert!(program.screen().alternate_screen() && program.screen().bracketed_paste());
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
    program.gave_the_terminal_back();
}

#[test]
fn a_signal_gives_the_terminal_back_and_the_parent_sees_it() {
    let cases = [
        (Signal::TERM, "Terminated", ""),
        (Signal::HUP, "Hangup", "/iran"),
        (Signal::QUIT, "Quit", "?"),
    ];
    for (signal, name, keys) in cases {
        let mut program = Launch::dateline(&[]).start();
        program.shows(SAMPLES_SHOWN);
        program.keys(keys);
        program.signal(signal);
        let status = program.ends();
        let seen = status.signal().unwrap_or("none");
        assert!(seen.contains(name), "{name} after {keys:?}: {status:?}");
        program.gave_the_terminal_back();
    }
}

#[test]
fn the_second_interrupt_ends_it_whatever_the_first_did() {
    // The question before quitting is open: the first interrupt is only a key to it.
    let mut program = Launch::dateline(&[]).start();
    program.shows(SAMPLES_SHOWN);
    program.keys("*");
    program.settles(Duration::from_millis(100));
    program.signal(Signal::INT);
    program.settles(Duration::from_millis(100));
    program.signal(Signal::INT);
    let status = program.ends();
    let by_signal = status
        .signal()
        .is_some_and(|name| name.contains("Interrupt"));
    assert!(by_signal || status.exit_code() == 0, "{status:?}");
    program.gave_the_terminal_back();
}

#[test]
fn a_signal_ends_it_even_while_its_terminal_takes_no_bytes() {
    // A frame of this size is more than a pseudo-terminal keeps.
    let mut program = Launch::dateline(&[]).size(300, 100).start();
    program.shows(SAMPLES_SHOWN);
    program.settles(Duration::from_millis(100));
    for _ in 0..8 {
        program.keys("\u{c}");
    }
    program.signal(Signal::TERM);
    let status = program.ends_unread();
    let seen = status.signal().unwrap_or("none");
    assert!(seen.contains("Terminated"), "{status:?}");
    assert!(program.in_line_mode());
}

/// A program that reads a pipe which never ends, and its process.
fn loading() -> (Program, rustix::process::Pid) {
    let script = r#"sleep 60 | sh -c 'echo $$ > process; exec "$DATELINE" -'"#;
    let mut program = Launch::shell(script).start();
    let process = program.waits_for_file("process").trim().parse().unwrap();
    program.waits_for("the alternate screen", vt100::Screen::alternate_screen);
    program.shows("dateline");
    (program, rustix::process::Pid::from_raw(process).unwrap())
}

#[test]
fn a_signal_while_loading_gives_the_terminal_back() {
    let (mut program, process) = loading();
    rustix::process::kill_process(process, Signal::TERM).unwrap();
    program.waits_for("the main screen", |screen| !screen.alternate_screen());
    waits_until("line mode", super::program::PATIENCE, || {
        program.in_line_mode()
    });
    program.gave_the_terminal_back();
}

#[test]
fn a_terminal_that_vanishes_ends_it_at_once() {
    // The shell ignores the hang-up, and the program hears of it only by looking.
    let script = r#"trap '' HUP; "$DATELINE"; echo $? > code; times >> code"#;
    let mut program = Launch::shell(script).start();
    program.shows(SAMPLES_SHOWN);
    let home = program.hang_up();
    let code = home.path().join("code");
    let read = || std::fs::read_to_string(&code).unwrap_or_default();
    waits_until("an exit code", Duration::from_secs(10), || {
        read().lines().count() > 2
    });
    assert_eq!(read().lines().next(), Some("129"));
}

#[test]
fn a_terminal_that_vanishes_without_a_signal_ends_it_too() {
    // In a session of its own the program gets no hang-up signal at all.
    let script = r#"trap '' HUP; setsid sh -c '"$DATELINE"; echo $? > code'"#;
    if std::process::Command::new("setsid")
        .arg("--version")
        .output()
        .is_err()
    {
        eprintln!("skipped: there is no setsid here");
        return;
    }
    let mut program = Launch::shell(script).start();
    program.shows(SAMPLES_SHOWN);
    let home = program.hang_up();
    let code = home.path().join("code");
    let read = || std::fs::read_to_string(&code).unwrap_or_default();
    waits_until("an exit code", Duration::from_secs(10), || {
        read().ends_with('\n')
    });
    assert_eq!(read().trim(), "129");
}

#[test]
fn a_fault_in_the_interface_restores_the_screen_before_it_speaks() {
    let mut program = Launch::dateline(&[])
        .env("DATELINE_FAULT", "panic:ui")
        .start();
    program.shows(SAMPLES_SHOWN);
    program.keys("j");
    assert_eq!(program.ends().exit_code(), 101);
    program.gave_the_terminal_back();
    let said = program.text();
    assert!(said.contains("a fault in the program"), "{said}");
    let report = std::fs::read_dir(program.home())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains("dateline-fault-"))
        .expect("a report");
    let report = std::fs::read_to_string(report).unwrap();
    assert!(report.contains("asked to panic in the ui"), "{report}");
}

#[test]
fn a_fault_in_a_worker_is_told_and_the_program_lives() {
    for worker in ["loader", "searcher"] {
        let fault = format!("panic:{worker}");
        let mut program = Launch::dateline(&[]).env("DATELINE_FAULT", &fault).start();
        program.shows("fault in the program");
        program.keys("q");
        assert_eq!(program.ends().exit_code(), 0, "{worker}");
        program.gave_the_terminal_back();
    }
}
