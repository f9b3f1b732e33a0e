//! What a person sees and does in the pickers, in help and in the command line.

use super::screen::{before, days, filter};
use crate::frames::harness::Reader;

#[test]
fn the_source_picker_counts_narrows_and_filters() {
    let mut reader = Reader::samples(100, 30);
    reader.press("s");
    insta::assert_snapshot!("sources", reader.frame());
    reader.type_text("tas").press("Enter");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("source:=Tasnim", vec![4])
    );
    reader.press("s");
    let frame = reader.frame();
    assert!(frame.contains("every source"), "{frame}");
    assert!(
        frame.contains("kayhan.ir"),
        "counts leave the source term aside: {frame}"
    );
    reader.press("Up Enter");
    assert_eq!((filter(&reader), reader.listed().len()), ("", 5));
}

#[test]
fn names_of_sources_are_found_however_they_are_written() {
    let mut articles = days(&["2020-01-01", "2020-01-02", "2020-01-03"]);
    let names = ["Москва", "Le Courrier démocrate", "Post"];
    for (article, name) in articles.iter_mut().zip(names) {
        article.source = Some(name.to_owned());
    }
    let mut reader = before(articles, 100, 30);
    reader.press("s").type_text("моск").press("Enter");
    assert_eq!(reader.listed(), [0]);
    reader.press("s").type_text("DEMO cour");
    let frame = reader.frame();
    assert!(frame.contains("1 of 1"), "{frame}");
    reader.press("Enter s");
    let frame = reader.frame();
    assert!(
        frame.contains("• Le Courrier démocrate"),
        "the one asked for is marked: {frame}"
    );
}

#[test]
fn tab_goes_there_without_a_filter_and_esc_changes_nothing() {
    let mut reader = Reader::samples(100, 30);
    reader.press("s").type_text("unknown").press("Tab");
    assert_eq!((filter(&reader), reader.selected()), ("", Some(0)));
    reader.press("d").type_text("2025").press("Esc");
    assert_eq!((filter(&reader), reader.selected()), ("", Some(0)));
    reader.press("d").type_text("2025").press("Tab");
    assert_eq!((filter(&reader), reader.selected()), ("", Some(3)));
}

#[test]
fn the_date_picker_opens_years_and_takes_any_date() {
    let mut reader = Reader::samples(100, 30);
    reader.press("d Down Right Right Right Right");
    insta::assert_snapshot!("dates", reader.frame());
    reader.press("Enter");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("date:2018-01-07", vec![0])
    );
    reader.press("d").type_text("..2020").press("Enter");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("date:..2020", vec![0, 1])
    );
    reader.press("d").type_text("no date").press("Enter");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("date:none", vec![2, 4])
    );
    reader.press("d").type_text("jan 2025").press("Enter");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("date:2025-01", vec![3])
    );
}

#[test]
fn help_lists_what_works_here() {
    let mut reader = Reader::samples(100, 30);
    reader.press("?");
    let list = reader.frame();
    assert!(list.contains("Keys in the list") && list.contains("To the next unread article"));
    reader.press("G");
    let end = reader.frame();
    assert!(end.contains("re:/gas .* line/"), "{end}");
    reader.press("Esc t ?");
    let timeline = reader.frame();
    assert!(timeline.contains("Keys in the timeline"), "{timeline}");
    assert!(
        !timeline.contains("To the next unread article"),
        "{timeline}"
    );
}

#[test]
fn a_command_is_found_completed_and_run_by_name() {
    let mut reader = Reader::samples(100, 30);
    reader.press(":").type_text("tim");
    insta::assert_snapshot!("command_line", reader.frame());
    reader.press("Enter");
    assert_eq!(reader.app.scene.focus, dateline::app::Pane::Timeline);
    reader.press(":").type_text("zoom-o").press("Tab Enter");
    assert!(reader.app.overlay.is_none());
    reader.press("Esc :").type_text("zoom-in").press("Enter");
    assert_eq!(reader.status(), "zoom-in means nothing here");
    reader.press("C-u").type_text("xyzzy").press("Enter");
    assert_eq!(reader.status(), "no command is called xyzzy");
}

#[test]
fn no_size_and_no_key_breaks_the_overlays() {
    let mut reader = Reader::samples(80, 24);
    for columns in [0, 1, 2, 3, 5, 8, 12, 40, 80, 300] {
        for rows in [0, 1, 2, 3, 4, 7, 12, 24, 80] {
            reader.resize(columns, rows);
            for keys in [
                "s",
                "Down Enter",
                "d Right Down",
                "Esc ?",
                "G Esc :",
                "Esc t v h h Enter D",
                "Esc H H H H",
            ] {
                reader.press(keys);
                let _frame = reader.frame();
            }
        }
    }
}
