//! What keys do, as a person notices it.

use std::sync::Arc;

use dateline::app::{Effect, Message, Pane};
use dateline::article::{ArticleId, Verdict};
use dateline::config::Settings;
use dateline::ingest::Input;
use dateline::search::Hits;
use dateline::store::Bits;

use super::harness::{Reader, read};

fn start() -> Reader {
    Reader::samples(100, 30)
}

/// Ordinals in list order at first: 003 is the newest, 002 and 004 have no date.
const BY_DATE: [u32; 5] = [3, 0, 1, 2, 4];

#[test]
fn the_list_is_in_order_of_date_and_the_undated_come_last() {
    let reader = start();
    assert_eq!(reader.listed(), BY_DATE);
    assert_eq!(reader.selected(), Some(3));
    assert!(reader.cursor_line().contains("2025-01-22"));
}

#[test]
fn typing_searches_at_once_enter_keeps_and_escape_restores() {
    let mut reader = start();
    reader.press("/").type_text("trump");
    assert_eq!(reader.listed(), [0, 1]);
    reader.press("Enter");
    assert_eq!(
        (reader.listed(), reader.app.scene.focus),
        (vec![0, 1], Pane::List)
    );
    reader.press("/").type_text(" gaza");
    assert!(reader.listed().is_empty());
    reader.press("Esc");
    assert_eq!(
        (reader.listed(), reader.app.filter.text()),
        (vec![0, 1], "trump")
    );
    reader.press("Backspace");
    assert_eq!(reader.listed(), BY_DATE);
    reader.press("H");
    assert_eq!(reader.app.filter.text(), "trump");
    reader.press("L");
    assert_eq!(reader.app.filter.text(), "");
}

#[test]
fn the_list_moves_while_typing() {
    let mut reader = start();
    reader.press("/").type_text("iran").press("Down C-n C-p");
    assert_eq!(reader.selected(), Some(0));
    assert!(reader.app.filter.is_editing());
}

#[test]
fn escape_brings_back_the_article_that_was_selected() {
    let mut reader = start();
    reader.press("j /").type_text("gaza").press("Down Up");
    assert_eq!(reader.selected(), Some(3));
    reader.press("Esc");
    assert_eq!(reader.selected(), Some(0));
}

#[test]
fn back_and_forward_bring_filter_and_article_together() {
    let mut reader = start();
    reader.press("j j S G");
    assert_eq!(
        (reader.listed(), reader.selected()),
        (vec![0, 1, 2], Some(2))
    );
    reader.press("/ C-u").type_text("gaza").press("Enter");
    assert_eq!((reader.listed(), reader.selected()), (vec![3], Some(3)));
    reader.press("H");
    assert_eq!(
        (reader.listed(), reader.selected()),
        (vec![0, 1, 2], Some(2))
    );
    reader.press("H");
    assert_eq!((reader.selected(), reader.app.filter.text()), (Some(1), ""));
    reader.press("L L");
    assert_eq!((reader.listed(), reader.selected()), (vec![3], Some(3)));
}

#[test]
fn a_fault_never_empties_the_list_and_says_what_was_expected() {
    let mut reader = start();
    reader.press("/").type_text("trump date:");
    assert_eq!(reader.listed(), [0, 1]);
    assert!(
        reader.status().starts_with("expected "),
        "{}",
        reader.status()
    );
    reader.press("Enter");
    assert!(reader.app.filter.is_editing());
    reader.type_text("2018").press("Enter");
    assert_eq!(reader.listed(), [0, 1]);
    assert!(!reader.app.filter.is_editing());
}

#[test]
fn tab_completes_fields_values_and_offers() {
    let mut reader = start();
    reader.press("/").type_text("sour").press("Tab");
    assert_eq!(reader.app.filter.text(), "source:");
    reader.type_text("kay").press("Tab Enter");
    assert_eq!(reader.listed(), [3]);
    reader.press("/ C-u").type_text("goverment").press("Tab");
    assert_eq!(reader.app.filter.text(), "government");
    assert_eq!(reader.listed(), [3, 4]);
}

#[test]
fn an_answer_to_an_older_question_changes_nothing() {
    let mut reader = start();
    reader.press("/").type_text("trump");
    let old = reader.app.scene.hits.clone().unwrap();
    reader.type_text(" china");
    assert_eq!(reader.listed(), [0]);
    reader.tell(Message::Hits(Arc::clone(&old)));
    assert_eq!(reader.listed(), [0]);
}

#[test]
fn the_cursor_stays_on_its_article() {
    let mut reader = start();
    reader.press("j j");
    assert_eq!(reader.selected(), Some(1));
    reader.press("O");
    assert_eq!(reader.selected(), Some(1));
    reader.press("O O").resize(200, 60);
    assert_eq!(reader.selected(), Some(1));
    let (more, ..) = read(&[Input::Samples]);
    reader.bring(more);
    assert_eq!(reader.selected(), Some(1));
    reader.press("/").type_text("trump").press("Enter");
    assert_eq!(reader.selected(), Some(1));
    assert!(
        reader.cursor_line().contains("2018-01-05"),
        "{}",
        reader.frame()
    );
}

#[test]
fn before_the_first_key_the_cursor_stays_on_the_first_row() {
    let (articles, ..) = read(&[Input::Samples]);
    let mut reader = Reader::waiting(Settings::default(), 100, 30);
    reader.bring(articles[..2].to_vec());
    reader.bring(articles[2..].to_vec());
    assert_eq!(reader.selected(), Some(3));
}

#[test]
fn a_filter_that_drops_the_article_goes_to_the_nearest_and_back() {
    let mut reader = start();
    reader.press("G /").type_text("trump");
    assert_eq!(reader.selected(), Some(1));
    reader.press("C-u");
    assert_eq!(reader.selected(), Some(4));
}

#[test]
fn what_headlines_alone_tell_first_does_not_take_the_cursor_away() {
    let mut reader = start();
    reader.press("/").type_text("trump");
    let whole = reader.app.scene.hits.clone().unwrap();
    let shown = reader.listed();
    assert!(shown.len() > 1 && !shown.contains(&3), "{shown:?}");
    let last = *whole.order.last().unwrap();
    let mut first = Hits::clone(&whole);
    first.complete = false;
    first.order = Arc::new(vec![last]);
    first.set = Arc::new(Bits::from_iter([last]));
    reader.tell(Message::Hits(Arc::new(first)));
    assert_eq!(reader.selected(), Some(last.0));
    reader.tell(Message::Hits(whole));
    // The cursor stood on the newest article of all: the nearest that is left is the first.
    assert_eq!(reader.selected(), Some(shown[0]));
}

#[test]
fn reading_is_entering_and_seeing_the_last_line() {
    let mut reader = start();
    reader.press("j j j k");
    let read = |reader: &Reader| reader.app.scene.marks.counts().read;
    assert_eq!(read(&reader), 0);
    reader.press("Enter");
    assert_eq!(read(&reader), 0);
    reader.press("Space Space Space Space");
    assert_eq!(read(&reader), 1);
    assert!(reader.app.scene.marks.get(ArticleId(1)).read);
}

#[test]
fn a_tall_screen_shows_the_whole_article_but_only_entering_reads_it() {
    let mut reader = Reader::samples(200, 120);
    assert_eq!(reader.app.scene.marks.counts().read, 0);
    reader.press("Enter");
    assert_eq!(reader.app.scene.marks.counts().read, 1);
}

#[test]
fn space_pages_on_and_at_the_end_goes_to_the_next_article() {
    let mut reader = start();
    reader.press("Enter");
    for _ in 0..6 {
        reader.press("Space");
    }
    assert_ne!(reader.selected(), Some(3));
    assert_eq!(reader.app.scene.focus, Pane::Article);
    assert!(reader.app.scene.marks.get(ArticleId(3)).read);
}

#[test]
fn a_related_headline_opens_its_article_and_back_comes_back() {
    let mut reader = start();
    reader.press("j Enter c G");
    let headline = |reader: &Reader| {
        reader
            .frame()
            .contains("→ Iran, Pakistan discuss defense ties")
    };
    assert!(headline(&reader), "{}", reader.frame());
    for _ in 0..9 {
        if !reader.cursor_line().contains("→ Iran, Pakistan discuss") {
            reader.press("}");
        }
    }
    reader.press("Enter");
    assert_eq!(reader.selected(), Some(1), "{}", reader.frame());
    reader.press("H");
    assert_eq!(reader.selected(), Some(0));
    assert_eq!(reader.app.scene.focus, Pane::Article);
}

#[test]
fn a_resize_keeps_the_paragraph() {
    for (columns, rows) in [(80, 24), (90, 30), (120, 40), (200, 120), (39, 4), (0, 0)] {
        for keys in ["Enter C-d C-d", "Enter G"] {
            let mut reader = start();
            reader.press(keys);
            let before = reader.frame();
            reader.resize(columns, rows).resize(100, 30);
            // The larger screen may have shown the end, and so have made the article read.
            let text = |frame: &str| -> Vec<String> {
                frame
                    .lines()
                    .map(|line| line.chars().skip(44).collect())
                    .collect()
            };
            let (before, after) = (text(&before), text(&reader.frame()));
            assert_eq!(before[2..22], after[2..22], "over {columns}x{rows}");
        }
    }
}

#[test]
fn a_judgement_goes_on_to_the_next_article_and_can_be_undone() {
    let mut reader = start();
    reader.press("1");
    assert_eq!(reader.selected(), Some(0));
    let verdict = |reader: &Reader| reader.app.scene.marks.get(ArticleId(3)).verdict;
    assert_eq!(verdict(&reader), Some(Verdict::Keep));
    reader.press("u");
    assert_eq!((verdict(&reader), reader.selected()), (None, Some(3)));
    reader.press("C-r");
    assert_eq!(verdict(&reader), Some(Verdict::Keep));
}

#[test]
fn what_stops_matching_by_ones_own_mark_stays_until_the_filter_is_edited() {
    let mut reader = start();
    reader.press("/").type_text("is:unread").press("Enter r");
    assert_eq!(reader.listed(), BY_DATE);
    assert_eq!(reader.app.scene.hits.as_ref().unwrap().kept, [ArticleId(3)]);
    assert!(
        reader.status().contains("marked as read"),
        "{}",
        reader.status()
    );
    reader.press("/").type_text(" iran").press("Enter");
    assert_eq!(reader.listed(), [0, 1, 2, 4]);
}

#[test]
fn next_and_previous_unread_pass_over_what_was_read() {
    let mut reader = start();
    reader.press("j r k n");
    assert_eq!(reader.selected(), Some(1));
    reader.press("N");
    assert_eq!(reader.selected(), Some(3));
    reader.press("N");
    assert!(reader.status().contains("no unread article above"));
}

#[test]
fn quitting_asks_once_and_only_if_marks_would_be_lost() {
    let quits = |reader: &Reader| {
        reader
            .left
            .iter()
            .any(|effect| matches!(effect, Effect::Quit))
    };
    let mut reader = start();
    reader.press("q");
    assert!(quits(&reader));
    let mut reader = start();
    reader.press("* q");
    assert!(!quits(&reader));
    assert!(reader.frame().contains("marks last until quitting"));
    reader.press("Esc q j q");
    assert!(!quits(&reader));
    reader.press("q");
    assert!(quits(&reader));
}

#[test]
fn only_this_source_and_every_source_again() {
    let mut reader = start();
    reader.press("S");
    assert_eq!(reader.listed(), [3]);
    reader.press("S");
    assert_eq!(reader.listed(), BY_DATE);
}

#[test]
fn terms_can_be_switched_off_and_on() {
    let mut reader = start();
    reader.press("/").type_text("trump").press("Enter \\");
    assert_eq!(
        (reader.listed().len(), reader.app.filter.text()),
        (5, "#trump")
    );
    reader.press("\\");
    assert_eq!(reader.listed(), [0, 1]);
    reader.press("=");
    assert!(reader.listed().is_empty());
}

#[test]
fn finding_in_the_article_goes_from_match_to_match() {
    let mut reader = start();
    reader.press("Enter /").type_text("gas").press("Enter");
    let first = reader.app.article.top_line();
    assert!(
        reader.status().contains("“gas” 1 of "),
        "{}",
        reader.status()
    );
    reader.press("n");
    assert!(
        reader.status().contains("“gas” 2 of "),
        "{}",
        reader.status()
    );
    assert!(reader.app.article.top_line() >= first);
    reader.press("/").type_text("gas");
    assert!(reader.frame().contains(" matches"), "{}", reader.frame());
    reader.press("Esc");
    reader.press("/").type_text("nowhere-at-all").press("Enter");
    assert!(
        reader.status().contains("no further match"),
        "{}",
        reader.status()
    );
}

#[test]
fn finding_goes_over_the_ends_of_articles_both_ways() {
    let mut reader = start();
    reader.press("g Enter /").type_text("border").press("Enter");
    let first = reader.selected();
    assert!(reader.status().contains("“border” 1 of 3"));
    reader.press("n n n");
    let second = reader.selected();
    assert_ne!(second, first, "the next article with one");
    reader.press("N");
    assert_eq!(reader.selected(), first);
    let last = reader.app.article.current_line(&reader.app.scene);
    reader.press("N");
    assert!(reader.app.article.current_line(&reader.app.scene) < last);
    assert!(reader.status().contains("“border” 2 of 3"));
    reader.press("N N");
    assert!(
        reader.status().contains("no earlier match of “border”"),
        "{}",
        reader.status()
    );
}

#[test]
fn what_was_not_looked_through_for_a_match_is_said() {
    let mut reader = Reader::waiting(Settings::default(), 140, 30);
    let (articles, ..) = read(&[Input::Samples]);
    let copies = articles.iter().cycle().take(2_600).cloned();
    reader.bring(copies.collect());
    reader
        .press("g Enter /")
        .type_text("nowhere-at-all")
        .press("Enter");
    let said = reader.status();
    assert!(
        said.contains("in the ") && said.contains("the filter looks"),
        "{said}"
    );
}

#[test]
fn a_paste_is_typed_as_one_line_and_never_obeyed() {
    let mut reader = start();
    reader.tell(Message::Paste("q\nq".to_owned()));
    assert!(reader.left.is_empty());
    assert!(reader.app.filter.text().is_empty());
    reader.press("/");
    reader.tell(Message::Paste("\ntrump\u{1b}]0;x\u{7}\nsecond".to_owned()));
    assert!(reader.app.filter.text().starts_with("trump"));
    assert!(!reader.app.filter.text().contains("second"));
}

#[test]
fn stopping_stops_reading_first_and_quits_next() {
    let mut reader = Reader::waiting(Settings::default(), 100, 30);
    reader.press("C-c");
    assert!(matches!(reader.left.as_slice(), [Effect::StopLoading]));
    let (_, _, report) = read(&[Input::Samples]);
    reader.tell(Message::Loaded(Arc::new(report)));
    reader.press("C-c");
    assert!(matches!(
        reader.left.as_slice(),
        [Effect::StopLoading, Effect::Quit]
    ));
}

#[test]
fn finding_goes_on_to_the_next_article_with_a_match() {
    let mut reader = start();
    reader
        .press("Enter /")
        .type_text("pipeline")
        .press("Enter n n n");
    assert_eq!(reader.selected(), Some(2), "{}", reader.frame());
    assert!(
        reader.cursor_line().contains("pipeline"),
        "{}",
        reader.frame()
    );
    reader.press("H");
    assert_eq!(reader.selected(), Some(3));
}
