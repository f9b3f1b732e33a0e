//! What a keyboard, a clipboard and a slow line can do to it.

use std::time::{Duration, Instant};

use super::program::{Launch, Program, SAMPLES_SHOWN};

/// The samples, shown.
fn samples() -> Program {
    let mut program = Launch::dateline(&[]).start();
    program.shows(SAMPLES_SHOWN);
    program.shows("1 of 5");
    // With it the list has its last order: what moves from now on was moved by a key.
    program.shows("1 date inferred");
    program
}

/// Many small dated articles, shown.
fn many(count: usize) -> Launch {
    (0..count).fold(Launch::dateline(&["pile"]), |launch, number| {
        let day = 1 + number % 28;
        let text = format!(
            "Headline number {number}\nPublished: {day:02} March 2021\n\n\
             The first paragraph of article {number} says what happened that day in the city.\n"
        );
        launch.file(format!("pile/{number:04}.txt"), text.as_bytes())
    })
}

#[test]
fn a_paste_never_runs_as_commands() {
    let mut program = samples();
    let text = b"q\rq\nZZ :quit\r * 1 2 3 r d s \x1b[B and so on\n".repeat(40_000);
    program.bytes(b"\x1b[200~");
    program.bytes(&text);
    program.bytes(b"\x1b[201~");
    program.settles(Duration::from_millis(200));
    program.shows("1 of 5");
    // Nor does one that the terminal does not bracket.
    program.bytes(&b"q drop 1 keep 2 quit now? [y] * star ".repeat(40_000));
    program.settles(Duration::from_millis(200));
    program.shows("1 of 5");
    program.keys("j");
    program.shows("2 of 5");
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn a_paste_into_the_filter_is_its_first_line() {
    let mut program = samples();
    program.keys("/");
    program.bytes(b"\x1b[200~pipe\x1b[2Jline\nq\n\x1b[201~");
    program.shows("pipe");
    program.keys("\r");
    program.settles(Duration::from_millis(100));
    assert!(program.screen().alternate_screen(), "it quit");
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn nothing_unfinished_holds_the_next_key_up() {
    let rubbish: [&[u8]; 8] = [
        b"\x1b[200~",
        b"\x1b[200~half a paste",
        b"\x1b[",
        b"\x1b[1;",
        b"\x1b[<0;",
        b"\xf0\x9f",
        b"\xff\xfe",
        b"\x1b[M!",
    ];
    let mut program = samples();
    for (number, bytes) in rubbish.iter().enumerate() {
        program.bytes(bytes);
        // Longer than any patience of the decoder, and less than the second that is promised.
        program.settles(Duration::from_millis(700));
        let (key, position) = if number % 2 == 0 {
            ("j", "2 of 5")
        } else {
            ("k", "1 of 5")
        };
        program.keys(key);
        program.shows(position);
    }
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn mouse_reports_of_any_place_are_ignored() {
    let mut program = samples();
    for report in [
        b"\x1b[M\x20\x20\x20".as_slice(),
        b"\x1b[M\x20\x21\x20",
        b"\x1b[M\xff\xff\xff",
        b"\x1b[<0;0;0M",
        b"\x1b[<0;0;0m",
        b"\x1b[<64;65535;65535M",
        b"\x1b[32;0;0M",
        b"\x1b[I\x1b[O",
    ] {
        program.bytes(report);
    }
    program.keys("j");
    program.shows("2 of 5");
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn a_flood_of_keys_leaves_no_backlog() {
    let mut program = many(300).start();
    program.shows("300 of 300");
    program.shows("1 of 300");
    // As fast as the terminal takes them; never as far as they end.
    for _ in 0..20 {
        program.keys(&"j".repeat(100));
        program.keys(&"k".repeat(100));
    }
    program.keys(&"j".repeat(199));
    program.shows("200 of 300");
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn keys_that_come_faster_than_frames_are_taken_first_and_drawn_once() {
    // Built for speed it gets what ten seconds of ten thousand keys a second are.
    let rounds = if cfg!(debug_assertions) { 25 } else { 250 };
    let mut program = many(600).start();
    program.shows("600 of 600");
    program.shows("1 of 600");
    let began = Instant::now();
    for _ in 0..rounds {
        program.keys(&"j".repeat(200));
        // One less: at neither end, so that no key is lost unseen.
        program.keys(&"k".repeat(199));
        program.takes_what_is_there();
    }
    // No key before went so far: only when every single one was taken is it this article.
    program.keys(&"j".repeat(300));
    let last = 1 + rounds + 300;
    program.shows(&format!("{last} of 600"));
    // Every frame shows the cursor again.
    let frames = program.count_written(b"\x1b[?25h");
    let most = began.elapsed().as_millis() / 16 + 10;
    assert!(
        u128::try_from(frames).unwrap() <= most,
        "{frames} frames, at most {most} were due"
    );
    // It is the last frame, and what comes next is answered at once: nothing is left to be
    // worked off.
    program.takes_what_is_there();
    program.shows(&format!("{last} of 600"));
    program.keys("k");
    program.shows(&format!("{} of 600", last - 1));
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn stopping_while_reading_keeps_what_is_there() {
    // The pipe stays open: only the person can end the reading.
    let records: Vec<String> = (0..40_000)
        .map(|number| {
            format!(
                "{{\"title\":\"Headline number {number}\",\"text\":\"Article {number} says what \
                 happened that day in the city.\"}}\n"
            )
        })
        .collect();
    let records = records.concat();
    let script = "(cat pile.jsonl; exec sleep 60) | \"$DATELINE\" - --no-state";
    let mut program = Launch::shell(script)
        .file("pile.jsonl", records.as_bytes())
        .start();
    program.shows("Headline number 1");
    program.keys("\u{3}");
    program.shows("reading is stopped; what was read stays");
    program.keys("j");
    program.shows("2 of ");
    program.keys("/number 7\r");
    program.shows("[number] [7]");
    program.keys("q");
    program.waits_for("the main screen", |screen| !screen.alternate_screen());
}

#[test]
fn a_terminal_that_takes_no_bytes_loses_frames_and_no_keys() {
    let mut program = many(300).start();
    program.shows("300 of 300");
    program.shows("1 of 300");
    // Nobody reads the screen meanwhile; every second key asks for every cell again.
    for _ in 0..99 {
        program.keys("j\u{c}");
    }
    let before = program.written.len();
    program.shows("100 of 300");
    let clear = b"\x1b[2J";
    let drawn = program.written[before..].windows(clear.len());
    let frames = drawn.filter(|bytes| bytes == clear).count();
    assert!(
        frames < 50,
        "{frames} whole frames were drawn for 99 requests"
    );
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn while_nothing_happens_nothing_runs() {
    let mut program = samples();
    if program.switches().is_none() {
        eprintln!("skipped: there is no /proc here");
        return;
    }
    // Nothing is written for a second, and no thread wakes up. Where the machine is busy what
    // begins with the program may take longer than usual; what ticks never ends.
    let mut is_silent = || {
        program.settles(Duration::from_millis(500));
        let before = (program.written.len(), program.switches());
        program.settles(Duration::from_secs(1));
        before == (program.written.len(), program.switches())
    };
    assert!((0..5).any(|_| is_silent()), "something ticks");
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}
