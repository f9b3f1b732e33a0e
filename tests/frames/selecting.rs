//! Selecting several articles and marking them all at once.

use dateline::app::noting::Edited;
use dateline::app::{Effect, Message};
use dateline::article::{ArticleId, Verdict};

use super::harness::Reader;

fn start() -> Reader {
    Reader::samples(100, 30)
}

fn chosen(reader: &Reader) -> Vec<u32> {
    let all = reader.app.scene.selection.all();
    all.into_iter().map(|id| id.0).collect()
}

fn starred(reader: &Reader) -> usize {
    reader.app.scene.marks.counts().starred
}

#[test]
fn selecting_one_moves_on_and_selects_the_next() {
    let mut reader = start();
    reader.press("x x");
    assert_eq!((chosen(&reader), reader.selected()), (vec![0, 3], Some(1)));
    assert!(reader.frame().contains("Articles · 2 selected"));
    reader.press("k x");
    assert_eq!(chosen(&reader), [3]);
    reader.press("Esc");
    assert!(chosen(&reader).is_empty());
}

#[test]
fn several_are_marked_only_after_the_question_is_answered() {
    let mut reader = start();
    reader.press("x x *");
    assert!(
        reader.frame().contains("Star 2 articles?"),
        "{}",
        reader.frame()
    );
    reader.press("Esc");
    assert_eq!(starred(&reader), 0);
    reader.press("* Enter");
    assert_eq!(starred(&reader), 2);
    assert_eq!(reader.selected(), Some(1), "the cursor stays");
    reader.press("u");
    assert_eq!(starred(&reader), 0, "one change is undone as one");
    reader.press("C-r *");
    let frame = reader.frame();
    assert!(frame.contains("Take the star from 2 articles?"), "{frame}");
    reader.press("Enter");
    assert_eq!(starred(&reader), 0);
}

#[test]
fn a_range_follows_the_cursor_until_it_is_ended() {
    let mut reader = start();
    reader.press("j V j j");
    assert_eq!(chosen(&reader), [0, 1, 2]);
    reader.press("k k k");
    assert_eq!(chosen(&reader), [0, 3]);
    reader.press("V G");
    assert_eq!(chosen(&reader), [0, 3]);
    reader.press("1 Enter");
    let verdict = |id| reader.app.scene.marks.get(ArticleId(id)).verdict;
    assert_eq!([verdict(0), verdict(3)], [Some(Verdict::Keep); 2]);
    assert_eq!(verdict(4), None);
}

#[test]
fn the_selection_is_of_articles_and_outlives_filter_and_order() {
    let mut reader = start();
    reader.press("/").type_text("trump").press("Enter X");
    assert_eq!(chosen(&reader), [0, 1]);
    reader.press("Backspace O O O G");
    assert_eq!(chosen(&reader), [0, 1]);
    assert_eq!(reader.frame().matches('●').count(), 2, "{}", reader.frame());
}

#[test]
fn a_range_ends_where_a_filter_takes_its_beginning_away() {
    let mut reader = start();
    reader.press("V j /").type_text("trump").press("Enter j k");
    assert_eq!(chosen(&reader), [0, 3]);
    assert!(!reader.app.scene.selection.has_open_range());
}

#[test]
fn one_selected_article_is_marked_at_once_wherever_the_cursor_is() {
    let mut reader = start();
    reader.press("x G *");
    assert!(reader.app.scene.marks.get(ArticleId(3)).starred);
    assert_eq!((starred(&reader), reader.selected()), (1, Some(4)));
}

#[test]
fn the_header_counts_what_is_judged() {
    let mut reader = Reader::samples(80, 24);
    reader.press("1 3");
    let header = reader.frame().lines().next().unwrap_or_default().to_owned();
    assert!(
        header.contains("2 of 5 judged · keep 1 · drop 1"),
        "{header}"
    );
    reader.press("u");
    let header = reader.frame().lines().next().unwrap_or_default().to_owned();
    assert!(header.contains("1 of 5 judged · keep 1 ·"), "{header}");
}

#[test]
fn an_empty_editor_takes_no_note_away_from_several() {
    let mut reader = start();
    reader.press("a").type_text("mine").press("Enter");
    reader.press("x x A");
    reader.tell(Message::Edited(Edited::Kept("\n".to_owned())));
    let noted = |id| reader.app.scene.marks.get(ArticleId(id)).note.clone();
    assert_eq!(noted(3).as_deref(), Some("mine"));
    assert!(
        reader.status().contains("as they were"),
        "{}",
        reader.status()
    );
}

#[test]
fn a_letter_of_a_note_on_several_is_one_draft() {
    let mut reader = start();
    reader.press("X a").type_text("n");
    let drafts = |effect: &&Effect| matches!(effect, Effect::Draft(_, Some(_)));
    assert_eq!(reader.left.iter().filter(drafts).count(), 1);
}
