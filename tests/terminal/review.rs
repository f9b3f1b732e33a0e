//! A whole review with the keyboard: every act done, undone and done again, the program killed in
//! between and started anew, and what is exported at the end is what was meant.

use std::collections::BTreeMap;
use std::time::Duration;

use rustix::process::Signal;

use super::program::{DATELINE, Launch, Program};

/// Articles of the pile.
const ARTICLES: usize = 200;

/// What the table of an export says of one article, by column.
type Row = BTreeMap<&'static str, String>;

/// The columns that are compared.
const COLUMNS: [&str; 10] = [
    "headline",
    "read",
    "starred",
    "verdict",
    "reason",
    "tags",
    "note",
    "corrected_source",
    "corrected_date",
    "date",
];

/// The pile: the list shows its articles in the order of their numbers, a day apart.
fn pile() -> Launch {
    let first = chrono::NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
    (0..ARTICLES).fold(Launch::dateline(&["pile"]), |launch, number| {
        let day = first - chrono::Days::new(number as u64);
        let text = format!(
            "Headline number {number}\nPublished: {}\n\n\
             The first paragraph of article {number} says what happened that day in the city.\n",
            day.format("%d %B %Y")
        );
        launch.file(format!("pile/{number:04}.txt"), text.as_bytes())
    })
}

/// What is done to an article: keys, each act by itself, and what they leave in the table.
fn acts(number: usize) -> (Vec<String>, Row) {
    let mut keys = Vec::new();
    let mut row: Row = COLUMNS.iter().map(|name| (*name, String::new())).collect();
    let first = chrono::NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
    let day = first - chrono::Days::new(number as u64);
    row.insert("headline", format!("Headline number {number}"));
    row.insert("read", (number.is_multiple_of(3)).to_string());
    row.insert("starred", (number.is_multiple_of(2)).to_string());
    row.insert("date", day.to_string());
    if number.is_multiple_of(2) {
        keys.push("*".to_owned());
    }
    if number.is_multiple_of(3) {
        keys.push("r".to_owned());
    }
    if !number.is_multiple_of(4) {
        keys.push(format!("+tag {}, common\r", number % 7));
        row.insert("tags", format!("common; tag {}", number % 7));
    }
    if number.is_multiple_of(5) {
        keys.push(format!("anote “{number}”, look again\r"));
        row.insert("note", format!("note “{number}”, look again"));
    }
    if number % 10 == 3 {
        keys.push(format!("e\u{15}Source {}\r", number % 4));
        row.insert("corrected_source", format!("Source {}", number % 4));
    }
    if number % 10 == 7 {
        // By the hour: the order of the list stays.
        keys.push(format!("e\t\u{15}{day}T09:{:02}\r", number % 60));
        let date = format!("{day}T09:{:02}", number % 60);
        row.insert("corrected_date", date.clone());
        row.insert("date", date);
    }
    let verdict = ["keep", "maybe", "drop"][number % 3];
    keys.push((number % 3 + 1).to_string());
    row.insert("verdict", verdict.to_owned());
    if number.is_multiple_of(6) {
        keys.push(format!("wbecause of {number}\r"));
        row.insert("reason", format!("because of {number}"));
    }
    (keys, row)
}

/// Does every act to the articles of these numbers, the cursor on the first of them: each is
/// undone and done again, which leaves the cursor on its article.
fn review(program: &mut Program, numbers: std::ops::Range<usize>) -> Vec<Row> {
    let rows = numbers.map(|number| {
        let (keys, row) = acts(number);
        program.shows(&format!(" {} of {ARTICLES} ", number + 1));
        for act in keys {
            program.keys(&format!("{act}u\u{12}"));
        }
        program.keys("j");
        row
    });
    rows.collect()
}

/// The table that the program exports, in the order of the list.
fn exported(home: &std::path::Path) -> Vec<Row> {
    let out = std::process::Command::new(DATELINE)
        .args(["export", "pile", "--to", "csv"])
        .env_clear()
        .env("HOME", home)
        .current_dir(home)
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let mut table = csv::Reader::from_reader(out.stdout.as_slice());
    let names = table.headers().unwrap().clone();
    let rows = table.records().map(|record| {
        let record = record.unwrap();
        let cell = |name: &&'static str| {
            let at = names.iter().position(|other| other == *name).unwrap();
            (*name, record.get(at).unwrap().to_owned())
        };
        COLUMNS.iter().map(cell).collect()
    });
    rows.collect()
}

fn assert_same(found: &[Row], wanted: &[Row]) {
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found, wanted);
    }
}

#[test]
fn a_review_of_200_articles_survives_being_killed_and_exports_what_was_meant() {
    let mut program = pile().start();
    program.shows(&format!("{ARTICLES} of {ARTICLES} articles"));
    let mut wanted = review(&mut program, 0..ARTICLES / 2);
    program.shows(" 101 of 200 ");
    program.shows("100 of 200 judged");
    program.settles(Duration::from_millis(300));
    program.signal(Signal::KILL);
    let home = program.leaves();

    // Started again nothing is lost, and what was done can be undone.
    let mut program = Launch::dateline(&["pile"]).in_home(home).start();
    program.shows("100 of 200 judged");
    program.keys("g");
    program.shows(" 1 of 200 ");
    program.keys("u");
    program.shows("99 of 200 judged");
    program.keys("\u{12}");
    program.shows("100 of 200 judged");
    program.shows(" 100 of 200 ");
    program.keys("j");
    wanted.extend(review(&mut program, ARTICLES / 2..ARTICLES));
    program.shows("200 of 200 judged");

    // Everything is undone through the history, and done again.
    program.keys(":history\rG\r");
    program.shows("changes are undone");
    program.keys("g\r");
    program.shows("every change stands");
    program.keys("\u{1b}");
    program.shows("200 of 200 judged");
    program.settles(Duration::from_millis(300));
    program.signal(Signal::KILL);
    let home = program.leaves();
    assert_same(&exported(home.path()), &wanted);
}

#[test]
fn a_note_being_typed_survives_a_signal() {
    for signal in [Signal::TERM, Signal::HUP, Signal::QUIT, Signal::KILL] {
        let mut program = pile().start();
        program.shows(&format!("{ARTICLES} of {ARTICLES} articles"));
        program.keys("ahalf");
        program.shows(" half");
        if signal == Signal::KILL {
            // What is typed goes to the disk every two seconds.
            program.settles(Duration::from_millis(2500));
        }
        program.signal(signal);
        program.ends();
        if signal != Signal::KILL {
            program.gave_the_terminal_back();
        }
        let home = program.leaves();
        let mut program = Launch::dateline(&["pile"]).in_home(home).start();
        program.shows("a draft is kept, a goes on with it: half");
        program.keys("a and the rest\r");
        program.shows("▎ half and the rest");
    }
}

#[test]
fn a_storm_of_sizes_while_a_note_is_typed_ends_on_the_right_frame() {
    let mut program = Launch::dateline(&[]).start();
    program.shows("5 of 5 articles");
    program.keys("a");
    for round in 0..300_u16 {
        program.resize(40 + round * 7 % 120, 10 + round * 3 % 40);
        if round.is_multiple_of(20) {
            program.keys("x");
        }
    }
    program.resize(90, 28);
    program.shows("xxxxxxxxxxxxxxx");
    program.settles(Duration::from_millis(200));
    let after = program.text();
    program.keys("\u{c}");
    program.settles(Duration::from_millis(200));
    assert_eq!(program.text(), after, "a frame drawn anew is the same");
    program.keys("\rq");
    program.ends();
}
