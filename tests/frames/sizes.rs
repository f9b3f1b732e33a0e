//! What a frame never does, whatever the size and whatever was pressed before.

use std::sync::LazyLock;

use dateline::action::{Action, Key};
use dateline::app::screen::Layout;
use dateline::app::{Message, Pane};
use dateline::article::{Article, Span};
use dateline::config::Settings;
use dateline::keymap::Keymap;
use dateline::text;
use proptest::prelude::*;

use super::harness::{Reader, read};

/// Keys that bring every region and overlay onto the screen.
const WAYS: [&str; 15] = [
    "",
    "Enter",
    "i",
    "Enter c G",
    "/ i r a n",
    "Enter /",
    "s",
    "?",
    "* q",
    "+ g a s , i r a n Enter a l o o k Enter",
    "+ g a s Enter + Down",
    "1 w w h y",
    "e Tab C-u 2 0 1 9",
    "x x *",
    "* r 1 : h i s t o r y Enter",
];

#[test]
fn every_small_size_draws() {
    for way in WAYS {
        let mut reader = Reader::samples(80, 24);
        reader.press(way);
        for columns in 0..=12 {
            for rows in 0..=12 {
                reader.resize(columns, rows).frame();
            }
        }
        reader.press("j Enter k H Esc");
    }
}

#[test]
fn extreme_sizes_draw_and_keys_still_work() {
    let mut reader = Reader::samples(1, 1);
    for (columns, rows) in [
        (65535, 1),
        (1, 65535),
        (1, 200),
        (500, 1),
        (2000, 12),
        (41, 300),
    ] {
        reader.resize(columns, rows).press("j").frame();
    }
    assert_eq!(reader.resize(1, 1).frame().trim(), "");
    reader.press("g j");
    assert_eq!(reader.app.list.row(), 1);
}

#[test]
fn a_frame_that_is_smaller_than_the_app_believes_is_clipped() {
    use ratatui::{Terminal, backend::TestBackend};
    let reader = Reader::samples(120, 40);
    for (columns, rows) in [(0, 0), (1, 1), (80, 24), (120, 3), (7, 40)] {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal
            .draw(|frame| dateline::ui::draw(frame, &reader.app))
            .unwrap();
    }
}

/// The right border of every pane stands in one column.
fn assert_straight(reader: &Reader) {
    let screen = &reader.app.scene.screen;
    let (cells, _) = reader.cells();
    for area in [screen.list, screen.article] {
        for y in area.y + 1..(area.y + area.height).saturating_sub(1) {
            let sign = cells[(area.x + area.width - 1, y)].symbol();
            assert!(
                matches!(sign, "┃" | "│"),
                "{sign} in row {y}\n{}",
                reader.frame()
            );
        }
    }
}

#[test]
fn wide_joined_and_right_to_left_text_leaves_the_borders_straight() {
    let (mut articles, ..) = read(&[dateline::ingest::Input::Samples]);
    let texts = [
        "伊朗外交部長訪問巴基斯坦並討論邊境安全問題".repeat(9),
        "👩‍👩‍👧‍👦🇮🇷🇵🇰❤️".repeat(30),
        "وزیر امور خارجه ایران روز جمعه با همتای پاکستانی خود گفت‌وگو کرد. ".repeat(9),
        format!("Z{}algo\u{ad} soft\u{a0}space ", "\u{301}\u{327}".repeat(4)).repeat(20),
        "word\tword ".repeat(40),
    ];
    for (article, text) in articles.iter_mut().zip(texts) {
        article.headline = Some(text.clone());
        article.body = vec![Span::new(0, text.len())];
        article.text = text;
        article.related.clear();
        article.comments.clear();
        article.boilerplate.clear();
    }
    for columns in [80, 81, 83, 97, 120, 200] {
        let mut reader = Reader::waiting(Settings::default(), columns, 24);
        reader.bring(articles.clone());
        for _ in &articles {
            assert_straight(&reader);
            reader.press("j");
        }
    }
}

#[test]
fn no_line_of_an_article_is_wider_than_its_pane() {
    for columns in 80..140 {
        let mut reader = Reader::samples(columns, 30);
        reader.press("j Enter c");
        for _ in 0..2 {
            let room = reader
                .app
                .scene
                .screen
                .text_columns(reader.app.scene.settings.measure);
            let scene = &reader.app.scene;
            let view = scene.store.get(scene.selected.unwrap()).unwrap();
            for line in reader.app.article.lines() {
                let width = text::width(line.text(view.text())) + line.indent;
                assert!(width <= room, "{width} > {room} at {columns}: {line:?}");
            }
            reader.press("i");
        }
    }
}

#[test]
fn selection_and_focus_are_visible_without_colour() {
    use ratatui::style::{Color, Modifier};
    let settings = Settings {
        colour: false,
        ..Settings::default()
    };
    let reader = Reader::samples_with(settings, 100, 30);
    let (cells, cursor) = reader.cells();
    let (_, y) = cursor.unwrap();
    assert!(cells[(4, y)].modifier.contains(Modifier::REVERSED));
    assert!(
        cells
            .content
            .iter()
            .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
    );
    let corner = |pane| {
        let area = reader.app.scene.screen.pane(pane);
        cells[(area.x, area.y)].symbol().to_owned()
    };
    assert_ne!(corner(Pane::List), corner(Pane::Article));
}

fn bound_keys() -> Vec<Key> {
    let keymap = Keymap::default();
    let contexts = dateline::action::Context::ALL;
    let leaving = [Action::Quit, Action::Suspend];
    let keys = contexts.into_iter().flat_map(|context| {
        let help = keymap.help(context).into_iter();
        help.filter(|help| !leaving.contains(&help.command.action))
            .flat_map(|help| help.keys)
    });
    keys.collect()
}

/// What must hold after every message.
fn assert_sound(reader: &Reader) {
    let scene = &reader.app.scene;
    let rows = scene.rows();
    if let Some(id) = scene.selected {
        assert!(scene.store.get(id).is_some());
    }
    assert!(rows.is_empty() || reader.app.list.row() < rows.len());
    if scene.focus == Pane::List && !rows.is_empty() {
        assert_eq!(rows.get(reader.app.list.row()).copied(), scene.selected);
    }
    assert!(reader.app.list.top() <= reader.app.list.row());
    let in_view = reader.app.article.in_view(scene);
    assert!(in_view.end <= reader.app.article.lines().len());
    if scene.screen.layout != Layout::Nothing {
        let (cells, cursor) = reader.cells();
        let (x, y) = cursor.expect("a screen reader has a cursor to follow");
        assert!(x < cells.area.width && y < cells.area.height);
    }
}

/// Forty articles, read once.
fn many() -> Vec<Article> {
    static READ: LazyLock<Vec<Article>> =
        LazyLock::new(|| read(&[dateline::ingest::Input::Samples]).0);
    READ.iter().cycle().take(40).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn after_any_keys_the_cursor_stands_on_an_article_of_the_list(
        steps in prop::collection::vec((0_usize..400, 0_u16..220, 0_u16..64), 1..40)
    ) {
        let keys = bound_keys();
        let mut reader = Reader::waiting(Settings::default(), 80, 24);
        reader.bring(many());
        for (choice, columns, rows) in steps {
            match choice {
                0..8 => { reader.resize(columns, rows); }
                8..12 => reader.tell(Message::Paste("iran\u{1b}[2J\nq".to_owned())),
                12..14 => reader.bring(many()),
                14..15 => reader.read_again(many()),
                choice => reader.tell(Message::Key(keys[choice % keys.len()])),
            }
            assert_sound(&reader);
        }
    }
}
