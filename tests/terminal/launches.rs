//! Where and how it is started: what is no terminal, what the environment says.

use super::program::{Launch, SAMPLES_SHOWN};

#[test]
fn every_kind_of_input_and_output_gives_a_screen_or_one_clear_line() {
    let inputs = ["", "< /dev/null", "<&-", "from a pipe"];
    let outputs = ["", "> /dev/null", ">&-", "| cat > /dev/null"];
    for input in inputs {
        for output in outputs {
            let start = match input {
                "from a pipe" => format!("echo text | \"$DATELINE\" - 2> said {output}"),
                _ => format!("\"$DATELINE\" {input} 2> said {output}"),
            };
            // The code of a program in the middle of a pipe is not the pipe's.
            let script = format!("({start}; echo code $? >> said); echo >> said");
            let mut program = Launch::shell(&script).start();
            if output.is_empty() {
                let shown = if input == "from a pipe" {
                    "1 of 1"
                } else {
                    SAMPLES_SHOWN
                };
                program.shows(shown);
                program.keys("q");
            }
            program.ends();
            let said = std::fs::read_to_string(program.home().join("said")).unwrap();
            let case = format!("{input:?} {output:?}: {said}");
            if output.is_empty() {
                assert_eq!(said.trim(), "code 0", "{case}");
                program.gave_the_terminal_back();
            } else {
                assert!(said.contains("dateline list"), "{case}");
                assert!(output.starts_with('|') || said.contains("code 2"), "{case}");
                assert!(program.text().trim().is_empty(), "{case}");
            }
        }
    }
}

#[test]
fn a_terminal_that_only_prints_lines_is_told_what_to_do() {
    let dumb = Launch::dateline(&[]).env("TERM", "dumb");
    let unset = Launch::dateline(&[]).without_env("TERM");
    for launch in [dumb, unset] {
        let mut program = launch.start();
        assert_eq!(program.ends().exit_code(), 2);
        let said = program.text();
        assert!(said.contains("dateline list"), "{said}");
        assert!(!program.written.contains(&0x1b));
    }
}

#[test]
fn an_unknown_terminal_gets_the_screen() {
    let mut program = Launch::dateline(&[])
        .env("TERM", "no-such-terminal")
        .start();
    program.shows(SAMPLES_SHOWN);
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn without_colour_the_selection_is_still_visible() {
    let mut program = Launch::dateline(&[]).env("NO_COLOR", "1").start();
    program.shows(SAMPLES_SHOWN);
    program.waits_for("a selected row", |screen| !reversed_rows(screen).is_empty());
    let before = reversed_rows(program.screen());
    program.keys("j");
    program.waits_for("another selected row", |screen| {
        let now = reversed_rows(screen);
        !now.is_empty() && now != before
    });
    let screen = program.screen();
    let (rows, columns) = screen.size();
    for row in 0..rows.get() {
        for column in 0..columns.get() {
            let cell = screen.cell(row, column).unwrap();
            let colours = (cell.fgcolor(), cell.bgcolor());
            let none = (vt100::Color::Default, vt100::Color::Default);
            assert_eq!(colours, none, "row {row}, column {column}");
        }
    }
    program.keys("q");
    program.ends();
}

/// Rows with a cell in reverse.
fn reversed_rows(screen: &vt100::Screen) -> Vec<u16> {
    let (rows, columns) = screen.size();
    let reversed = |row, column| screen.cell(row, column).is_some_and(vt100::Cell::inverse);
    (0..rows.get())
        .filter(|&row| (0..columns.get()).any(|column| reversed(row, column)))
        .collect()
}

#[test]
fn without_a_locale_the_frame_is_ascii() {
    let mut program = Launch::dateline(&[])
        .env("LANG", "C")
        .env("LC_ALL", "C")
        .start();
    program.shows(SAMPLES_SHOWN);
    let drawn = |c: &char| ('\u{2500}'..='\u{259f}').contains(c);
    let text = program.text();
    let foreign: String = text.chars().filter(drawn).collect();
    assert!(foreign.is_empty(), "{foreign}\n{text}");
    program.keys("q");
    program.ends();
}
