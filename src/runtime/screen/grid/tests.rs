//! Frames on terminals that disagree about widths.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::paint;
use super::*;

const COLUMNS: u16 = 24;
const ROWS: u16 = 3;

/// A terminal, as far as letters go: `columns_of` is its opinion of a cluster.
struct Terminal {
    cells: Vec<Vec<String>>,
    columns_of: fn(&str) -> usize,
    /// Whether a cluster of which a part is overwritten is gone as a whole.
    frees: bool,
}

impl Terminal {
    fn new(columns_of: fn(&str) -> usize) -> Self {
        let line = vec![" ".to_owned(); usize::from(COLUMNS)];
        Self {
            cells: vec![line; usize::from(ROWS)],
            columns_of,
            frees: true,
        }
    }

    /// Reads moves and clusters; colours are passed over.
    fn read(&mut self, frame: &[u8]) {
        let frame = std::str::from_utf8(frame).unwrap();
        let (mut x, mut y) = (0, 0);
        let mut parts = frame.split('\u{1b}');
        self.print(parts.next().unwrap(), (&mut x, y));
        for part in parts {
            let end = part.find(|c: char| c.is_ascii_alphabetic()).unwrap();
            let (numbers, rest) = part.split_at(end);
            if let Some((row, column)) = numbers.trim_start_matches('[').split_once(';')
                && rest.starts_with('H')
            {
                y = row.parse::<usize>().unwrap() - 1;
                x = column.parse::<usize>().unwrap() - 1;
            }
            self.print(rest.get(1..).unwrap(), (&mut x, y));
        }
    }

    fn free(&mut self, columns: std::ops::Range<usize>, y: usize) {
        if !self.frees {
            return;
        }
        let line = &mut self.cells[y];
        let is_rest = |line: &[String], at: usize| line.get(at).is_some_and(String::is_empty);
        let start = (0..=columns.start).rev().find(|at| !is_rest(line, *at));
        let end = (columns.end..line.len()).find(|at| !is_rest(line, *at));
        let freed = start.unwrap()..end.unwrap_or(line.len());
        line.get_mut(freed)
            .into_iter()
            .flatten()
            .for_each(|cell| *cell = " ".to_owned());
    }

    fn print(&mut self, text: &str, (x, y): (&mut usize, usize)) {
        let mut rest = text;
        while !rest.is_empty() {
            let (cluster, after) = rest.split_at(text::next_grapheme(rest, 0));
            let columns = (self.columns_of)(cluster);
            self.free(*x..*x + columns, y);
            for at in *x..*x + columns {
                if let Some(cell) = self.cells[y].get_mut(at) {
                    *cell = if at == *x { cluster } else { "" }.to_owned();
                }
            }
            *x += columns;
            rest = after;
        }
    }
}

fn sum_of_characters(cluster: &str) -> usize {
    cluster.chars().map(|c| text::width(&c.to_string())).sum()
}

fn one_for_syllables(cluster: &str) -> usize {
    let first = cluster
        .chars()
        .next()
        .map_or(0, |c| text::width(&c.to_string()));
    first.max(1)
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        Just("टोकि"),
        Just("प्रमं"),
        Just("abc"),
        Just("──"),
        Just("👩\u{200d}🚀"),
        Just("🇩🇪x"),
        Just("日本"),
        Just("می\u{200c}روم"),
        Just("❤\u{fe0f}"),
        Just("│"),
        Just("   "),
        Just("e\u{301}"),
    ];
    let line = proptest::collection::vec(word, 0..6).prop_map(|words| words.concat());
    proptest::collection::vec(line, usize::from(ROWS))
}

proptest! {
    #[test]
    fn what_all_agree_about_stands_in_its_column_on_every_terminal(
        frames in proptest::collection::vec(lines(), 1..5)
    ) {
        let area = Rect::new(0, 0, COLUMNS, ROWS);
        let mut terminals = [
            Terminal::new(text::width),
            Terminal::new(sum_of_characters),
            Terminal::new(one_for_syllables),
            Terminal {
                frees: false,
                ..Terminal::new(text::width)
            },
        ];
        let mut before = Buffer::empty(area);
        let mut grid = Grid::blank(COLUMNS, ROWS);
        for lines in frames {
            let mut now = Buffer::empty(area);
            for (y, line) in (0..).zip(&lines) {
                now.set_stringn(0, y, line, usize::from(COLUMNS), Style::new());
            }
            let changed: Vec<Placed<'_>> = before
                .diff(&now)
                .into_iter()
                .map(|(x, y, cell)| (x, y, Cow::Borrowed(cell)))
                .collect();
            let mut frame = Vec::new();
            paint(&mut frame, &mut grid, &changed).unwrap();
            for terminal in &mut terminals {
                terminal.read(&frame);
                for (x, y) in area.positions().map(|at| (at.x, at.y)) {
                    let cell = &now[(x, y)];
                    let covered = (0..x).any(|from| from + now[(from, y)].cell_width() > x);
                    let shown = &terminal.cells[usize::from(y)][usize::from(x)];
                    if covered {
                        prop_assert!(shown.trim().is_empty(), "{shown:?} at {x}, {y}: {lines:?}");
                    } else if !is_uncertain(cell) {
                        prop_assert_eq!(shown, cell.symbol(), "at {}, {}: {:?}", x, y, &lines);
                    }
                }
            }
            before = now;
        }
    }
}

#[test]
fn a_line_without_such_clusters_is_drawn_as_it_changes() {
    let mut grid = Grid::blank(COLUMNS, ROWS);
    let mut cell = Cell::EMPTY;
    for symbol in ["a", "e\u{301}", "ی\u{200c}", "─", "日"] {
        cell.set_symbol(symbol);
        assert!(
            grid.take(&[(3, 1, Cow::Borrowed(&cell))]).is_empty(),
            "{symbol}"
        );
    }
    cell.set_symbol("कि");
    assert_eq!(
        Vec::from_iter(grid.take(&[(3, 1, Cow::Borrowed(&cell))])),
        [1]
    );
    // Once more whole when it goes, then no longer.
    cell.set_symbol("a");
    assert_eq!(
        Vec::from_iter(grid.take(&[(3, 1, Cow::Borrowed(&cell))])),
        [1]
    );
    assert!(grid.take(&[(5, 1, Cow::Borrowed(&cell))]).is_empty());
}
