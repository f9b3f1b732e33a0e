//! Articles and file names that try to speak to the terminal.

use std::time::Duration;

use super::grammar::first_foreign;
use super::program::Launch;

/// Openings of sequences that do something to a terminal.
const OPENINGS: [&str; 12] = [
    "\u{1b}]0;",
    "\u{1b}]2;",
    "\u{1b}]8;;http://",
    "\u{1b}]52;c;",
    "\u{1b}[",
    "\u{1b}P",
    "\u{1b}_",
    "\u{1b}^",
    "\u{9b}",
    "\u{9d}0;",
    "\u{90}",
    "\u{1b}#",
];

/// What follows: an end, another start, or nothing.
const ENDINGS: [&str; 5] = [
    "evil\u{7}",
    "evil\u{1b}\\",
    "6n\u{1b}[2J\u{1b}[?1049l\u{1b}[?1000h",
    "evil\u{9c}\u{202e}\u{2066}\u{e0041}",
    "8\r\u{8}\u{8}\u{b}\u{c}\u{0}\u{7f}",
];

#[test]
fn nothing_in_a_text_or_a_name_reaches_the_terminal_but_as_text() {
    let payloads: Vec<String> = OPENINGS
        .iter()
        .flat_map(|opening| ENDINGS.map(|ending| format!("{opening}{ending}")))
        .collect();
    assert_eq!(payloads.len(), 60);
    let mut launch = Launch::dateline(&["pile"]);
    for (number, payload) in payloads.iter().enumerate() {
        let text = format!(
            "Headline {payload} number {number}\nSource: {payload} News\nBy {payload} Writer\n\
             Published: 0{} March 2021 {payload}\n\nThe body {payload} says {payload} much.\n\
             \nComments\nA Reader {payload}\n1 March 2021 10:00\nI {payload} agree.\n",
            1 + number % 9
        );
        let name: String = payload.chars().filter(|&c| c != '/' && c != '\0').collect();
        launch = launch.file(format!("pile/{number:02}{name}.txt"), text.as_bytes());
    }
    let mut program = launch.start();
    program.shows("60 of 60");
    program.shows("1 of 60");
    // Every article in every state of its pane.
    for position in 2..=60 {
        program.keys("iji");
        program.shows(&format!("{position} of 60"));
    }
    for keys in [
        "\rc", "i", "J", "h", "s", "jj", "\u{1b}", "d", "jj", "\u{1b}", "t", "h", "?",
    ] {
        program.keys(keys);
        program.settles(Duration::from_millis(40));
    }
    for keys in ["\u{1b}", "\u{1b}", "/evil", "\u{1b}", ":", "\u{1b}", "S"] {
        program.keys(keys);
        program.settles(Duration::from_millis(60));
    }
    program.signal(rustix::process::Signal::TERM);
    program.ends();
    // Leaving may end with a line of the shell's; there is none here.
    assert_eq!(first_foreign(&program.written), None);
}
