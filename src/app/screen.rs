//! Geometry: which region stands where, in plain numbers of columns and rows.
//!
//! ```text
//! header                                    one row
//! filter line                               one row
//! ┏ list ━━━━━━━━━━━━┓╭ article ───────────╮
//! ┗━━━━━━━━━━━━━━━━━━┛╰────────────────────╯
//! ╭ timeline ──────────────────────────────╮
//! ╰────────────────────────────────────────╯
//! status                                    one row
//! hints                                     one row
//! ```
//!
//! Three panes from 80×24 up; the focused pane alone from 40×10; one line below that; nothing
//! where there is not even room for two cells. The screen never knows a terminal: the same
//! numbers serve drawing, paging and tests.

use crate::app::scene::Pane;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// What is left inside a border of one cell on every side.
    #[must_use]
    pub fn inside(self) -> Self {
        Self {
            x: self.x.saturating_add(1),
            y: self.y.saturating_add(1),
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }

    /// Whether there is no cell in it.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// How much of the interface fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// No room at all.
    #[default]
    Nothing,
    /// One line that says the most important thing.
    Line,
    /// The focused pane with header, filter line, status and hints.
    Alone,
    /// All three panes.
    Three,
}

/// Where everything stands. Regions that are not shown are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Columns of the terminal.
    pub columns: u16,
    /// Rows of the terminal.
    pub rows: u16,
    /// How much of the interface fits.
    pub layout: Layout,
    /// Name, counts, collection.
    pub header: Area,
    /// The filter line.
    pub filter: Area,
    /// The list with its border.
    pub list: Area,
    /// The article with its border.
    pub article: Area,
    /// The timeline with its border.
    pub timeline: Area,
    /// The sentence about what is shown.
    pub status: Area,
    /// The keys that work here.
    pub hints: Area,
}

/// What the person chose about the arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Widest line of an article, in columns.
    pub measure: u16,
    /// Rows of bars and labels inside the timeline's border.
    pub timeline_rows: u16,
    /// The pane that is shown when there is room for one only.
    pub focus: Pane,
    /// Whether that pane is wanted alone.
    pub alone: bool,
    /// Whether the row of hints is wanted.
    pub hints: bool,
}

/// Least columns and rows for three panes.
const THREE: (u16, u16) = (80, 24);
/// Least columns and rows for one pane.
const ALONE: (u16, u16) = (40, 10);
/// Of a hundred columns, the article gets so many while it is narrower than its measure.
const ARTICLE_SHARE: u32 = 56;
/// Borders and margins of the article pane, in columns.
pub const ARTICLE_FRAME: u16 = 4;

impl Screen {
    /// The arrangement for a terminal of `columns` × `rows`.
    pub fn of(columns: u16, rows: u16, wish: Wish) -> Self {
        let base = Self {
            columns,
            rows,
            ..Self::default()
        };
        if u32::from(columns) * u32::from(rows) < 2 {
            return base;
        }
        if columns < ALONE.0 || rows < ALONE.1 {
            return Self {
                layout: Layout::Line,
                status: row(0, columns),
                ..base
            };
        }
        let middle = Area {
            x: 0,
            y: 2,
            width: columns,
            height: rows.saturating_sub(3).saturating_sub(u16::from(wish.hints)),
        };
        let framed = Self {
            header: row(0, columns),
            filter: row(1, columns),
            status: row(middle.y.saturating_add(middle.height), columns),
            hints: if wish.hints {
                row(rows.saturating_sub(1), columns)
            } else {
                Area::default()
            },
            ..base
        };
        if wish.alone || columns < THREE.0 || rows < THREE.1 {
            framed.with_one_pane(wish.focus, middle)
        } else {
            framed.with_three_panes(wish, middle)
        }
    }

    fn with_one_pane(mut self, focus: Pane, middle: Area) -> Self {
        self.layout = Layout::Alone;
        match focus {
            Pane::List => self.list = middle,
            Pane::Article => self.article = middle,
            Pane::Timeline => self.timeline = middle,
        }
        self
    }

    fn with_three_panes(mut self, wish: Wish, middle: Area) -> Self {
        let bars = wish
            .timeline_rows
            .saturating_add(2)
            .clamp(3, (middle.height / 2).max(3));
        let upper = middle.height.saturating_sub(bars);
        let share = u32::from(middle.width) * ARTICLE_SHARE / 100;
        let widest = u32::from(wish.measure.saturating_add(ARTICLE_FRAME));
        let article = u16::try_from(share.min(widest)).unwrap_or(middle.width);
        let list = middle.width.saturating_sub(article);
        self.layout = Layout::Three;
        self.list = Area {
            width: list,
            height: upper,
            ..middle
        };
        self.article = Area {
            x: list,
            width: article,
            height: upper,
            ..middle
        };
        self.timeline = Area {
            y: middle.y.saturating_add(upper),
            height: bars,
            ..middle
        };
        self
    }

    /// The area of a pane with its border; empty when it is not shown.
    pub fn pane(&self, pane: Pane) -> Area {
        match pane {
            Pane::List => self.list,
            Pane::Article => self.article,
            Pane::Timeline => self.timeline,
        }
    }

    /// Columns for the text of an article, at most the measure, at least one.
    pub fn text_columns(&self, measure: u16) -> usize {
        let room = self.article.width.saturating_sub(ARTICLE_FRAME);
        usize::from(room.min(measure).max(1))
    }
}

/// A whole row of the screen.
fn row(y: u16, columns: u16) -> Area {
    Area {
        x: 0,
        y,
        width: columns,
        height: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WISH: Wish = Wish {
        measure: 76,
        timeline_rows: 3,
        focus: Pane::List,
        alone: false,
        hints: true,
    };

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_screen_at_any_size() {
        for columns in 0..130 {
            for rows in 0..50 {
                let screen = Screen::of(columns, rows, WISH);
                let areas = [
                    screen.header,
                    screen.filter,
                    screen.list,
                    screen.article,
                    screen.timeline,
                    screen.status,
                    screen.hints,
                ];
                let cells: u32 = areas
                    .iter()
                    .map(|a| u32::from(a.width) * u32::from(a.height))
                    .sum();
                assert!(
                    cells <= u32::from(columns) * u32::from(rows),
                    "{columns}x{rows}"
                );
                for a in areas.iter().filter(|a| !a.is_empty()) {
                    assert!(a.x + a.width <= columns && a.y + a.height <= rows);
                }
                if screen.layout == Layout::Three {
                    assert_eq!(cells, u32::from(columns) * u32::from(rows));
                }
            }
        }
    }

    #[test]
    fn the_layout_follows_the_size() {
        let layout = |columns, rows| Screen::of(columns, rows, WISH).layout;
        assert_eq!(layout(0, 0), Layout::Nothing);
        assert_eq!(layout(1, 1), Layout::Nothing);
        assert_eq!(layout(39, 40), Layout::Line);
        assert_eq!(layout(65535, 1), Layout::Line);
        assert_eq!(layout(40, 10), Layout::Alone);
        assert_eq!(layout(80, 23), Layout::Alone);
        assert_eq!(layout(80, 24), Layout::Three);
    }

    #[test]
    fn a_wide_screen_gives_the_list_what_the_measure_does_not_need() {
        let screen = Screen::of(200, 60, WISH);
        assert_eq!(screen.article.width, 80);
        assert_eq!(screen.list.width, 120);
    }
}
