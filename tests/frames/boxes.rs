//! What stands over the panes: help, commands, and that only keys that do something are named.

use dateline::config::Settings;
use dateline::keymap::Keymap;
use toml::de::DeTable;

use super::harness::Reader;

/// Where each of these stands in the frame, in this order.
fn in_order(frame: &str, wanted: &[&str]) {
    let mut from = 0;
    for words in wanted {
        let found = frame[from..].find(words);
        assert!(
            found.is_some(),
            "{words} is missing or too early in\n{frame}"
        );
        from += found.unwrap_or_default();
    }
}

#[test]
fn help_begins_with_what_is_needed_first() {
    let mut list = Reader::samples(100, 30);
    let frame = list.press("?").frame();
    in_order(&frame, &["Keys in the list", "j Down", "Enter l Right"]);
    let mut timeline = Reader::samples(100, 30);
    let frame = timeline.press("t ?").frame();
    in_order(&frame, &["Keys in the timeline", "Timeline", "h Left"]);
}

#[test]
fn a_box_names_the_keys_that_work_in_it() {
    let table = "[anywhere]\ndown = 'F5'\n[overlay]\nclose = 'x'\nconfirm = []";
    let table = DeTable::parse(table).unwrap();
    let settings = Settings {
        keymap: Keymap::patched(table.get_ref()).unwrap(),
        ..Settings::default()
    };
    let mut reader = Reader::samples_with(settings, 100, 30);
    let frame = reader.press("?").frame();
    assert!(frame.contains("F5 k scroll · x close"), "{frame}");
    let frame = reader.press("x : h i s t o r y Enter").frame();
    assert!(frame.contains("F5 k move · x close"), "{frame}");
    let frame = reader.press("x").frame();
    assert!(!frame.contains("History"), "{frame}");
}

#[test]
fn a_look_offers_no_filter_where_none_asks_for_what_is_seen() {
    let mut reader = Reader::samples(100, 30);
    let frame = reader.press("t Space").frame();
    assert!(frame.contains("Enter only these"), "{frame}");
    let frame = reader.press("p").frame();
    assert!(frame.contains("no date: 3 articles"), "{frame}");
    assert!(!frame.contains("only these"), "{frame}");
}

#[test]
fn under_a_box_no_key_is_named_that_means_something_else_there() {
    for open in ["?", ":", "s", "d", "F", ": h i s t o r y Enter"] {
        let mut reader = Reader::samples(100, 30);
        reader.press("r").press(open);
        let frame = reader.frame();
        let hints = frame.lines().nth(29).unwrap_or_default();
        let keys = hints.replace("marks last until quitting", "");
        assert_eq!(keys.trim(), "", "after {open}:\n{frame}");
    }
}

#[test]
fn the_command_line_tells_all_of_what_a_command_does() {
    let mut reader = Reader::samples(80, 24);
    let frame = reader.press(":").type_text("export").frame();
    in_order(
        &frame,
        &[
            "Write the result, or what is selected, to a file",
            "[--force]",
            "markdown",
            "bibtex",
        ],
    );
    reader.press("Esc :").type_text("why").frame();
    assert!(
        reader.frame().contains("or the one with"),
        "{}",
        reader.frame()
    );
}

#[test]
fn help_can_be_read_where_it_is_narrow() {
    let mut reader = Reader::samples(40, 12);
    let frame = reader.press("?").frame();
    assert!(frame.contains("One article, line"), "{frame}");
}

#[test]
fn what_only_the_place_under_the_cursor_keeps_is_named_rightly() {
    let mut reader = Reader::samples(120, 40);
    assert!(reader.frame().contains("D only this year"));
    assert!(reader.press("G").frame().contains("D only undated"));
    assert!(reader.press("t").frame().contains("Enter only undated"));
    reader.press("Enter");
    assert_eq!(reader.app.filter.text(), "date:none");
}

#[test]
fn where_nothing_could_be_seen_of_a_peek_that_is_said() {
    let mut reader = Reader::samples(40, 10);
    reader.press("t Space");
    assert!(reader.status().contains("no room"), "{}", reader.status());
    reader.resize(40, 20).press("Space");
    assert!(
        reader.frame().contains("2025: 1 article"),
        "{}",
        reader.frame()
    );
}

#[test]
fn the_key_that_goes_back_says_quit_only_where_it_quits() {
    let mut reader = Reader::samples(100, 30);
    let last = |reader: &Reader| {
        reader
            .frame()
            .lines()
            .nth(29)
            .unwrap_or_default()
            .to_owned()
    };
    assert!(last(&reader).ends_with("q quit"), "{}", last(&reader));
    for key in ["Enter", "t"] {
        reader.press(key);
        assert!(last(&reader).ends_with("q back"), "{}", last(&reader));
        reader.press("q");
        assert!(last(&reader).ends_with("q quit"), "{}", last(&reader));
    }
}
