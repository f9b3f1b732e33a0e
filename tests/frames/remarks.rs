//! What is said of articles in words: tags, notes, reasons, corrections, and the way back.

use dateline::app::noting::Edited;
use dateline::app::{Effect, Message};
use dateline::article::{ArticleId, Mark, Verdict};

use super::harness::Reader;

fn start() -> Reader {
    Reader::samples(100, 30)
}

fn mark(reader: &Reader, id: u32) -> &Mark {
    reader.app.scene.marks.get(ArticleId(id))
}

fn tags(reader: &Reader, id: u32) -> Vec<&str> {
    mark(reader, id).tags.iter().map(String::as_str).collect()
}

/// Types a line and keeps it.
fn say<'a>(reader: &'a mut Reader, key: &str, line: &str) -> &'a mut Reader {
    reader
        .press(key)
        .press("C-u")
        .type_text(line)
        .press("Enter")
}

#[test]
fn tags_are_added_and_taken_away_in_one_line() {
    let mut reader = start();
    say(&mut reader, "+", "gas, Iran");
    assert_eq!(tags(&reader, 3), ["Iran", "gas"]);
    assert!(reader.frame().contains("#Iran #gas"), "{}", reader.frame());
    say(&mut reader, "+", "-gas, war");
    assert_eq!(tags(&reader, 3), ["Iran", "war"]);
    reader.press("u");
    assert_eq!(tags(&reader, 3), ["Iran", "gas"]);
    reader.press("u C-r");
    assert_eq!(tags(&reader, 3), ["Iran", "gas"]);
}

#[test]
fn tags_in_use_are_completed_and_keep_their_spelling() {
    let mut reader = start();
    say(&mut reader, "+", "gas pipeline");
    reader.press("j +").type_text("GA").press("Tab Enter");
    assert_eq!(tags(&reader, 0), ["gas pipeline"]);
    say(reader.press("j"), "+", "GAS PIPELINE");
    assert_eq!(tags(&reader, 1), ["gas pipeline"]);
}

#[test]
fn a_tag_is_chosen_from_those_in_use_and_the_box_stays() {
    let mut reader = start();
    say(&mut reader, "+", "gas, war");
    reader.press("j + Down Enter");
    assert_eq!(tags(&reader, 0), ["gas"]);
    reader.press("Down Enter");
    assert_eq!(tags(&reader, 0), ["gas", "war"]);
    reader.press("Enter");
    assert_eq!(tags(&reader, 0), ["gas"], "again takes it away");
    reader.press("Esc");
    assert!(reader.app.overlay.is_none());
}

#[test]
fn several_articles_are_tagged_at_once() {
    let mut reader = start();
    say(&mut reader, "+", "gas");
    reader.press("x x x +");
    let frame = reader.frame();
    assert!(frame.contains("Tags of 3 articles"), "{frame}");
    assert!(frame.contains("on 1 of these"), "{frame}");
    reader.press("Down Enter Esc");
    for id in [0, 1, 3] {
        assert_eq!(tags(&reader, id), ["gas"]);
    }
    reader.press("u");
    assert_eq!(reader.app.scene.marks.tags().get("gas"), Some(&1));
}

#[test]
fn a_note_is_written_in_place_and_shown_above_the_body() {
    let mut reader = start();
    say(&mut reader, "a", "who is the envoy?");
    assert_eq!(mark(&reader, 3).note.as_deref(), Some("who is the envoy?"));
    assert!(
        reader.frame().contains("▎ who is the envoy?"),
        "{}",
        reader.frame()
    );
    reader.press("a").type_text(" ask").press("Esc");
    assert_eq!(mark(&reader, 3).note.as_deref(), Some("who is the envoy?"));
    reader.press("u");
    assert_eq!(mark(&reader, 3).note, None);
    say(&mut reader, "a", "  ");
    assert_eq!(mark(&reader, 3).note, None);
}

#[test]
fn what_is_typed_of_a_note_is_a_draft_until_it_is_kept() {
    let mut reader = start();
    reader.press("a").type_text("half");
    let draft = |reader: &Reader| {
        let mut drafts = reader.left.iter().rev().filter_map(|effect| match effect {
            Effect::Draft(id, draft) => Some((*id, draft.clone())),
            _ => None,
        });
        drafts.next()
    };
    assert_eq!(
        draft(&reader),
        Some((ArticleId(3), Some("half".to_owned())))
    );
    reader.press("Enter");
    assert_eq!(draft(&reader), Some((ArticleId(3), None)));
    assert!(reader.app.scene.drafts.of(ArticleId(3)).is_none());
}

#[test]
fn a_long_note_goes_to_the_editor_and_comes_back() {
    let mut reader = start();
    reader.press("A");
    assert!(matches!(reader.left.last(), Some(Effect::Edit(text)) if text.is_empty()));
    let text = "first line\n\nthird \u{1b}[31mline\n";
    reader.tell(Message::Edited(Edited::Kept(text.to_owned())));
    let note = mark(&reader, 3).note.clone().unwrap_or_default();
    assert!(
        note.starts_with("first line\n\nthird") && !note.contains('\u{1b}'),
        "{note:?}"
    );
    assert!(
        reader.frame().contains("▎ first line"),
        "{}",
        reader.frame()
    );
    // Several lines are never squeezed into one.
    reader.press("a");
    assert!(matches!(reader.left.last(), Some(Effect::Edit(text)) if *text == note));
}

#[test]
fn after_trouble_in_the_editor_the_note_is_as_it_was_and_the_rest_a_draft() {
    let mut reader = start();
    say(&mut reader, "a", "kept");
    reader.press("A");
    let failed = |text: Option<&str>| {
        Message::Edited(Edited::Failed(
            "it ended".to_owned(),
            text.map(str::to_owned),
        ))
    };
    reader.tell(failed(Some("kept\n")));
    assert!(
        reader.status().ends_with("; the note is as it was"),
        "{}",
        reader.status()
    );
    reader.press("A");
    reader.tell(failed(Some("kept and more\n")));
    assert_eq!(mark(&reader, 3).note.as_deref(), Some("kept"));
    assert!(
        reader.status().contains("written is a draft"),
        "{}",
        reader.status()
    );
    assert!(
        reader.frame().contains("a draft is kept"),
        "{}",
        reader.frame()
    );
    reader.press("a Enter");
    assert_eq!(mark(&reader, 3).note.as_deref(), Some("kept and more"));
    assert!(!reader.frame().contains("a draft is kept"));
}

#[test]
fn a_reason_follows_the_verdict_though_the_cursor_has_gone_on() {
    let mut reader = start();
    reader.press("w");
    assert!(reader.status().contains("a reason follows a verdict"));
    reader.press("1 w");
    assert!(
        reader.frame().contains("Why keep “Iran-Pakistan"),
        "{}",
        reader.frame()
    );
    reader.type_text("names the ministers").press("Enter");
    assert_eq!(
        mark(&reader, 3).reason.as_deref(),
        Some("names the ministers")
    );
    assert_eq!(mark(&reader, 0).reason, None);
    reader.press("k");
    assert!(
        reader.frame().contains("keep: names the ministers"),
        "{}",
        reader.frame()
    );
    reader.press("u");
    assert_eq!(mark(&reader, 3).reason, None);
    assert_eq!(mark(&reader, 3).verdict, Some(Verdict::Keep));
    // With another key in between it is about the article under the cursor.
    reader.press("j 2 k j w").type_text("x").press("Enter");
    assert_eq!(mark(&reader, 0).reason, None);
}

#[test]
fn a_corrected_source_moves_list_filter_and_picker_and_comes_back() {
    let mut reader = start();
    reader.press("G e C-u").type_text("Press TV").press("Enter");
    assert!(reader.frame().contains("=Press TV"), "{}", reader.frame());
    reader.press("S");
    assert_eq!(reader.listed(), [4]);
    reader.press("s");
    assert!(reader.frame().contains("Press TV"), "{}", reader.frame());
    reader.press("Esc S i");
    let frame = reader.frame();
    assert!(
        frame.contains("= corrected by hand") && frame.contains("as read"),
        "{frame}"
    );
    reader.press("i u");
    assert!(reader.frame().contains("~Tasnim"), "{}", reader.frame());
    reader.press("C-r e C-u Enter");
    assert_eq!(
        mark(&reader, 4).source,
        None,
        "an emptied field gives back what was read"
    );
}

#[test]
fn a_corrected_date_moves_the_list_and_the_timeline() {
    let mut reader = start();
    assert_eq!(reader.listed(), [3, 0, 1, 2, 4]);
    reader.press("G e Tab").type_text("2030-02").press("Enter");
    assert_eq!(reader.listed(), [4, 3, 0, 1, 2]);
    assert_eq!(
        reader.selected(),
        Some(4),
        "the cursor stays on its article"
    );
    assert!(reader.frame().contains("=2030-02"), "{}", reader.frame());
    assert!(reader.frame().contains("1 undated"), "{}", reader.frame());
    let last_day = |reader: &Reader| {
        let dates = reader
            .app
            .scene
            .hits
            .as_ref()
            .map(|hits| hits.dates.days.clone());
        dates.and_then(|days| days.last().map(|date| date.day.to_string()))
    };
    assert_eq!(last_day(&reader).as_deref(), Some("2030-02-01"));
    reader.press("u");
    assert_eq!(reader.listed(), [3, 0, 1, 2, 4]);
    assert_ne!(last_day(&reader).as_deref(), Some("2030-02-01"));
}

#[test]
fn a_date_no_calendar_has_is_refused_and_said() {
    let mut reader = start();
    reader.press("e Tab C-u").type_text("2018-02-30");
    assert!(
        reader.frame().contains("expected a day from 01 to 28"),
        "{}",
        reader.frame()
    );
    reader.press("Enter");
    assert!(reader.app.overlay.is_some());
    reader.press("C-u").type_text("someday").press("Enter");
    assert!(
        reader.status().contains("a year, month, day or time"),
        "{}",
        reader.status()
    );
    reader.press("Esc");
    assert_eq!(mark(&reader, 3), &Mark::default());
}

#[test]
fn a_source_is_chosen_from_those_there_are() {
    let mut reader = start();
    reader
        .press("e")
        .press("C-u")
        .type_text("tas")
        .press("Down Enter Enter");
    assert_eq!(mark(&reader, 3).source.as_deref(), Some("Tasnim"));
}

#[test]
fn several_articles_are_corrected_at_once_and_empty_fields_say_nothing() {
    let mut reader = start();
    reader.press("x x e Tab").type_text("2020").press("Enter");
    for id in [0, 3] {
        let said = mark(&reader, id);
        assert_eq!(
            said.date.map(|date| date.to_string()).as_deref(),
            Some("2020")
        );
        assert_eq!(said.source, None);
    }
}

#[test]
fn a_note_on_several_takes_none_away_unseen() {
    let mut reader = start();
    say(&mut reader, "a", "kept");
    reader.press("x x a Enter");
    assert_eq!(mark(&reader, 3).note.as_deref(), Some("kept"));
    reader.press("a").type_text("on both").press("Enter");
    for id in [0, 3] {
        assert_eq!(mark(&reader, id).note.as_deref(), Some("on both"));
    }
}

#[test]
fn filters_follow_what_is_said_and_keep_what_stops_matching() {
    let mut reader = start();
    say(&mut reader, "+", "gas");
    say(reader.press("j"), "a", "check it");
    let asks = |reader: &mut Reader, filter: &str| {
        reader.press("/ C-u").type_text(filter).press("Enter");
        reader.listed()
    };
    assert_eq!(asks(&mut reader, "tag:gas"), [3]);
    assert_eq!(asks(&mut reader, "has:note"), [0]);
    assert_eq!(asks(&mut reader, "note:check"), [0]);
    let before = asks(&mut reader, "note:check | tag:gas");
    assert_eq!(before, [3, 0]);
    reader.press("g");
    say(&mut reader, "+", "-gas");
    assert_eq!(reader.listed(), before, "it stays for now");
    assert_eq!(reader.app.scene.hits.as_ref().unwrap().kept, [ArticleId(3)]);
    assert_eq!(asks(&mut reader, "note:check | tag:gas "), [0]);
    // A correction as well.
    assert_eq!(asks(&mut reader, "source:kayhan"), [3]);
    reader.press("e C-u").type_text("Press TV").press("Enter");
    assert_eq!(reader.listed(), [3]);
    assert_eq!(asks(&mut reader, "source:\"press tv\""), [3]);
}

#[test]
fn only_what_was_listed_stays() {
    let mut reader = start();
    reader
        .press("x G x /")
        .type_text("is:unread trump")
        .press("Enter r Enter");
    assert_eq!(reader.listed(), [0, 1], "articles elsewhere do not come in");
}

#[test]
fn tags_and_verdicts_are_completed_in_the_filter() {
    let mut reader = start();
    say(&mut reader, "+", "gas pipeline");
    reader.press("/").type_text("tag:g").press("Tab Enter");
    assert_eq!(reader.app.filter.text(), "tag:\"gas pipeline\"");
    assert_eq!(reader.listed(), [3]);
}

#[test]
fn the_history_lists_every_change_and_goes_to_any_of_them() {
    let mut reader = start();
    reader.press("*");
    say(&mut reader, "+", "gas");
    reader.press("1");
    say(&mut reader, "a", "look");
    let after = marks(&reader);
    reader.press(":").type_text("history").press("Enter");
    let frame = reader.frame();
    for words in [
        "noted on “",
        "judged keep “",
        "tagged #gas “",
        "starred “",
        "the beginning",
    ] {
        assert!(frame.contains(words), "{words}: {frame}");
    }
    reader.press("G Enter");
    assert_eq!(marks(&reader), []);
    assert!(
        reader.status().contains("4 changes are undone"),
        "{}",
        reader.status()
    );
    reader.press("k k Enter");
    assert_eq!(tags(&reader, 3), ["gas"]);
    assert_eq!(mark(&reader, 3).verdict, None);
    reader.press("g Enter Esc");
    assert_eq!(marks(&reader), after);
}

fn marks(reader: &Reader) -> Vec<(ArticleId, Mark)> {
    let all = reader.app.scene.marks.all();
    all.map(|(id, mark)| (id, mark.clone())).collect()
}

#[test]
fn a_place_in_the_body_stays_where_it_is_when_something_is_said() {
    let mut reader = start();
    reader.press("Enter C-d C-d");
    let place = reader.app.article.top();
    say(&mut reader, "+", "gas");
    say(&mut reader, "a", "check");
    assert_eq!(reader.app.article.top(), place);
}
