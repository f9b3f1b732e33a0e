//! Filters that are kept: earlier lines, saved filters, values of the record; what hides an
//! article.

use dateline::app::{Effect, Message};
use dateline::config::Settings;
use dateline::ingest::Input;
use dateline::review::memory::Session;

use super::harness::{Reader, read};

fn line(reader: &Reader) -> &str {
    reader.app.filter.text()
}

#[test]
fn earlier_lines_come_back() {
    let mut reader = Reader::samples(120, 40);
    for typed in ["iran", "pakistan"] {
        reader.press("/ C-u").type_text(typed).press("Enter");
    }
    reader.press("/ C-u").type_text("tas").press("A-p");
    assert_eq!(line(&reader), "pakistan");
    reader.press("A-Up");
    assert_eq!(line(&reader), "iran");
    reader.press("A-p");
    assert!(reader.frame().contains("there is no earlier line"));
    reader.press("A-n A-n");
    assert_eq!(
        line(&reader),
        "tas",
        "what was being typed stands behind the last"
    );
    reader.press("A-p Esc");
    assert_eq!(line(&reader), "pakistan", "Esc puts back what was");
}

#[test]
fn a_line_that_is_half_typed_is_not_what_is_remembered() {
    let mut reader = Reader::samples(120, 40);
    reader.press("/").type_text("source:none").press("Enter /");
    reader.type_text("date:20");
    assert_eq!(line(&reader), "source:none date:20");
    assert_eq!(reader.app.session().filter, "source:none");
    reader.type_text("18").press("Enter");
    assert_eq!(reader.app.session().filter, "source:none date:2018");
}

#[test]
fn a_remembered_line_with_a_fault_is_said_and_everything_is_shown() {
    let mut reader = Reader::samples(120, 40);
    let session = Session {
        filter: "@gone".to_owned(),
        ..reader.app.session()
    };
    reader.tell(Message::Session(Box::new(session)));
    assert_eq!((line(&reader), reader.listed().len()), ("", 5));
    assert!(reader.frame().contains("@gone"));
}

#[test]
fn a_saved_filter_is_used_by_its_name_and_forgotten() {
    let mut reader = Reader::samples(120, 40);
    reader.app.scene.settings.saved.path = Some("filters.toml".into());
    reader
        .press("/")
        .type_text("source:none date:2018")
        .press("Enter");
    let found = reader.app.scene.rows().to_vec();
    reader.press(":").type_text("save old-ones").press("Enter");
    assert!(matches!(
        reader.left.last(),
        Some(Effect::SaveFilter { name, line: Some(line), .. })
            if name == "old-ones" && line == "source:none date:2018"
    ));
    reader.press("/ C-u").type_text("@ol").press("Tab Enter");
    assert_eq!(line(&reader), "@old-ones");
    assert_eq!(reader.app.scene.rows(), found);
    reader
        .press("/ C-u Enter :")
        .type_text("saved")
        .press("Enter");
    let frame = reader.frame();
    assert!(
        frame.contains("@old-ones") && frame.contains("source:none date:2018"),
        "{frame}"
    );
    reader.press("Enter");
    assert_eq!(line(&reader), "@old-ones");
    reader.press(":").type_text("saved").press("Enter Delete");
    assert!(reader.app.scene.settings.saved.lines.is_empty());
    assert!(matches!(
        reader.left.last(),
        Some(Effect::SaveFilter { line: None, .. })
    ));
}

#[test]
fn values_of_the_record_are_chosen_with_counts_of_everything_else() {
    let mut reader = Reader::samples(120, 40);
    reader.press("1 F");
    let frame = reader.frame();
    assert!(
        frame.contains("format text") && frame.contains("verdict keep"),
        "{frame}"
    );
    reader.type_text("keep").press("Enter");
    assert_eq!(line(&reader), "verdict:keep");
    assert_eq!(reader.app.scene.rows().len(), 1);
    let records = reader.app.scene.hits.as_ref().unwrap().records.clone();
    assert_eq!(
        (records.formats[0].count, records.verdicts[0].count),
        (1, 1)
    );
    reader.press("F").type_text("keep").press("Enter");
    assert_eq!(line(&reader), "", "chosen again it goes");
}

#[test]
fn an_answer_to_an_older_line_changes_nothing() {
    let mut reader = Reader::samples(120, 40);
    reader.press("/").type_text("iran");
    let old = reader.app.scene.hits.clone().unwrap();
    reader.type_text(" trump");
    let now = reader.app.scene.rows().to_vec();
    assert_ne!(old.order.as_slice(), now);
    reader.tell(Message::Hits(old));
    assert_eq!(reader.app.scene.rows(), now);
}

#[test]
fn the_cursor_is_an_article_whatever_the_line_becomes() {
    let mut reader = Reader::samples(120, 40);
    reader.press("j j");
    let chosen = reader.app.scene.selected;
    for letter in ["/", "p", "a", "k", "i", "Backspace", "Backspace", "C-u"] {
        reader.press(letter);
        let hits = reader.app.scene.hits.as_ref().unwrap();
        if chosen.is_some_and(|id| hits.set.contains(id)) {
            assert_eq!(reader.app.scene.selected, chosen, "{letter}");
        }
        let row = reader.app.list.row();
        let selected = reader.app.scene.selected;
        assert_eq!(
            reader.app.scene.rows().get(row).copied(),
            selected,
            "{letter}"
        );
    }
    reader.press("Enter O O");
    assert_eq!(reader.app.scene.selected, chosen, "in another order");
}

#[test]
fn an_article_says_which_terms_hide_it() {
    let mut reader = Reader::samples(120, 40);
    reader.press("j k");
    let frame = |reader: &mut Reader, call: &str| {
        reader.press(":").type_text(call).press("Enter");
        reader.frame()
    };
    assert!(frame(&mut reader, "why-hidden").contains("no article that was chosen is hidden"));
    reader
        .press("/")
        .type_text("date:2018 iran zebra")
        .press("Enter");
    let said = frame(&mut reader, "why-hidden");
    assert!(
        said.contains("date:2018 and zebra each hide “Iran-Pakistan"),
        "{said}"
    );
    assert!(frame(&mut reader, "why-hidden 12").contains("no article with the key 12"));
}

#[test]
fn what_is_typed_next_never_grows_onto_the_last_term() {
    let mut reader = Reader::samples(100, 30);
    reader.press("/").type_text("trump").press("Enter /");
    reader.type_text("china").press("Enter");
    assert_eq!(reader.app.filter.text(), "trump china");
    let views = reader.app.filter.text().to_owned();
    reader.press("/ Enter");
    assert_eq!(reader.app.filter.text(), views, "no blank stays behind it");
}

#[test]
fn the_word_on_offer_is_taken_by_the_key_that_is_named() {
    let mut reader = Reader::samples(100, 30);
    reader.press("/").type_text("goverment");
    assert!(reader.listed().is_empty());
    assert!(reader.frame().contains("? Tab"), "{}", reader.frame());
    reader.press("Enter");
    assert!(reader.frame().contains("? Enter"), "{}", reader.frame());
    reader.press("Enter");
    assert!(!reader.listed().is_empty(), "{}", reader.frame());
    assert_eq!(reader.app.filter.text(), "government");
}

#[test]
fn where_there_is_no_filter_its_keys_say_so() {
    let mut reader = Reader::samples(100, 30);
    for key in ["\\", "Backspace"] {
        assert_eq!(reader.press(key).status(), "there is no filter");
    }
}

#[test]
fn no_filter_cannot_be_saved() {
    let mut reader = Reader::samples(100, 30);
    reader.press(":").type_text("save mine").press("Enter");
    assert_eq!(reader.status(), "there is no filter to save");
}

#[test]
fn completion_says_what_stands_in_the_line_and_what_the_next_tab_puts_in() {
    let mut reader = Reader::samples(120, 40);
    reader.press("/").type_text("i").press("Tab");
    assert_eq!(line(&reader), "in:");
    let said = reader.status();
    assert!(said.contains("1 of 2, Tab for is: · bare words"), "{said}");
    reader.press("Tab");
    assert_eq!(line(&reader), "is:");
    assert!(reader.status().contains("Tab for in:"));
    reader.press("C-u").type_text("source:").press("Tab");
    let said = reader.status();
    assert!(said.contains("1 of 3, Tab for =kayhan.ir"), "{said}");
    reader.type_text(" ");
    assert!(!reader.status().contains("Tab for"));
}

#[test]
fn the_name_of_a_field_is_reached_behind_the_word_on_offer() {
    let mut reader = Reader::samples(120, 40);
    reader.press("/").type_text("sourc");
    assert!(reader.frame().contains("no sourc - soured? Tab"));
    reader.press("Tab");
    assert_eq!(line(&reader), "soured");
    assert!(reader.status().contains("Tab for source:"));
    reader.press("Tab");
    assert_eq!(line(&reader), "source:");
}

#[test]
fn what_hides_the_article_that_was_left_for_a_filter_is_said() {
    let mut reader = Reader::samples(120, 40);
    reader.press("g j");
    let left = reader.selected();
    reader
        .press("/")
        .type_text("date:2025 lang:en")
        .press("Enter");
    assert_ne!(reader.selected(), left);
    reader.press(":").type_text("why").press("Enter");
    let said = reader.status();
    assert!(said.contains("date:2025 hides “Iran urges"), "{said}");
}

#[test]
fn a_command_is_called_by_its_whole_name_or_by_a_beginning_that_is_its_own() {
    let mut reader = Reader::samples(120, 40);
    reader.press("/").type_text("iran").press("Enter");
    reader.press(":").type_text("save").press("Enter");
    let said = reader.status();
    assert!(
        said.contains(":save NAME"),
        "not the list of saved ones: {said}"
    );
    reader.press(":").type_text("why 12").press("Enter");
    let said = reader.status();
    assert!(said.contains("no article with the key 12"), "{said}");
}

/// Two of the samples, and what comes later: all have this letter.
fn while_reading() -> (Reader, impl FnMut(&mut Reader)) {
    let (articles, ..) = read(&[Input::Samples]);
    let mut reader = Reader::waiting(Settings::default(), 100, 30);
    reader.bring(articles[..2].to_vec());
    let more = move |reader: &mut Reader| reader.bring(articles[2..].to_vec());
    (reader, more)
}

#[test]
fn while_a_filter_is_typed_the_cursor_stays_on_the_first_row() {
    let (mut reader, mut more) = while_reading();
    reader.press("/").type_text("t");
    let before = reader.selected();
    more(&mut reader);
    let first = reader.listed().first().copied();
    assert_eq!(reader.selected(), first, "{}", reader.frame());
    assert_ne!(reader.selected(), before, "a newer one came");
    reader.press("Enter");
    assert_eq!(reader.selected(), first);
}

#[test]
fn a_list_shown_from_its_first_row_on_stays_so_as_newer_articles_come() {
    let (mut reader, mut more) = while_reading();
    reader.press("j k");
    let chosen = reader.selected();
    more(&mut reader);
    assert_eq!(reader.selected(), chosen);
    assert_ne!(reader.listed().first().copied(), chosen);
    assert_eq!(reader.app.list.top(), 0, "{}", reader.frame());
}
