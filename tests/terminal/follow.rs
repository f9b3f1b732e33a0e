//! Files that come, grow and change while the reader is open.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use super::program::Launch;

fn write(path: &Path, text: &str) {
    let mut how = OpenOptions::new();
    let file = how.create(true).append(true).open(path);
    file.unwrap().write_all(text.as_bytes()).unwrap();
}

fn text(headline: &str) -> String {
    format!("{headline}\n\nThe council of the city met on Monday and spoke about it for hours.\n")
}

#[test]
fn what_comes_is_taken_in_and_place_marks_and_filter_stay() {
    let room = tempfile::tempdir().unwrap();
    let file = |name: &str| room.path().join(name);
    write(&file("a.txt"), &text("Water runs short in the north"));
    write(&file("b.txt"), &text("Water is back in the south"));
    let line = |headline: &str| format!("{{\"title\": \"{headline}\"}}\n");
    write(&file("c.jsonl"), &line("Water from the east"));
    let folder = room.path().to_str().unwrap();
    let mut program = Launch::dateline(&["--follow", "-q", "water", folder]).start();
    program.shows("3 of 3");
    program.keys("jj*");

    write(&file("d.txt"), &text("Water for all, says the mayor"));
    write(&file("e.txt"), &text("Bread for all, says the mayor"));
    program.shows("4 of 5");
    write(&file("c.jsonl"), &line("Water from the west"));
    program.shows("5 of 6");
    program.keys("/ is:starred\r");
    program.shows("1 of 6");
    program.keys("\u{7f}");
    program.shows("5 of 6");

    let more = "It rained in the evening, and that was all the water there was.\n";
    write(&file("a.txt"), more);
    program.keys("/ evening\r");
    program.shows("1 of 6");
    program.keys("\u{7f}");
    program.keys("/ is:starred\r");
    program.shows("[is:starred]");
    program.shows("1 of 6");
    program.keys("q");
    program.keys("q");
}

#[test]
fn what_is_deleted_goes_and_place_and_marks_stay() {
    let room = tempfile::tempdir().unwrap();
    let file = |name: &str| room.path().join(name);
    for (name, headline) in [
        ("a.txt", "Water runs short in the north"),
        ("b.txt", "Water is back in the south"),
        ("c.txt", "Water from the east"),
    ] {
        write(&file(name), &text(headline));
    }
    let folder = room.path().to_str().unwrap();
    let mut program = Launch::dateline(&["--follow", folder]).start();
    program.shows("3 articles");
    program.keys("jj*");
    program.keys("/ is:starred\r");
    program.shows("1 of 3");
    std::fs::remove_file(file("a.txt")).unwrap();
    program.shows("1 of 2");
    program.shows("Water from the east");
    std::fs::remove_file(file("b.txt")).unwrap();
    program.shows("1 of 1");
    program.keys("q");
    program.keys("q");
}

#[test]
fn lines_may_come_in_halves_be_written_anew_and_move() {
    let room = tempfile::tempdir().unwrap();
    let file = |name: &str| room.path().join(name);
    let line = |headline: &str| format!("{{\"title\": \"{headline}\"}}\n");
    write(&file("a.jsonl"), &line("Water from the east"));
    let folder = room.path().to_str().unwrap();
    let mut program = Launch::dateline(&["--follow", folder]).start();
    program.shows("1 article");
    program.keys("*");
    let (half, other) = ("{\"title\": \"Water from", " the west\"}\n");
    write(&file("a.jsonl"), half);
    write(&file("b.jsonl"), &line("Bread from the north"));
    program.shows("2 articles");
    write(&file("a.jsonl"), other);
    program.shows("3 articles");
    program.shows("Water from the west");

    // Longer than it was, and the same file: nothing of it is what it was but one line.
    let mut how = OpenOptions::new();
    let anew = how.write(true).truncate(true).open(file("a.jsonl"));
    let lines =
        ["south", "coast", "hills", "east"].map(|from| line(&format!("Water from the {from}")));
    let written = anew.unwrap().write_all(lines.concat().as_bytes());
    written.unwrap();
    program.shows("5 articles");
    program.shows("Water from the hills");
    std::fs::rename(file("a.jsonl"), file("c.jsonl")).unwrap();
    std::fs::create_dir(file("a.jsonl")).unwrap();
    write(&file("a.jsonl/d.txt"), &text("Bread from the folder"));
    program.shows("6 articles");
    program.keys("/ is:starred\r");
    program.shows("1 of 6");
    program.shows("Water from the east");
    program.keys("q");
    program.keys("q");
}
