//! Styles and signs: colour only ever adds to what weight, words and signs already say.

use ratatui::style::{Color, Modifier, Style};

use crate::config::Settings;

/// How things look on this terminal.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    colour: bool,
    ascii: bool,
}

/// The six signs of a border: left top, horizontal, right top, vertical, left bottom, right bottom.
pub type Border = [&'static str; 6];

impl Theme {
    /// The theme that the settings ask for.
    pub fn of(settings: &Settings) -> Self {
        Self {
            colour: settings.colour,
            ascii: settings.ascii,
        }
    }

    /// Whether only ASCII signs may be used.
    pub fn is_ascii(self) -> bool {
        self.ascii
    }

    /// One of two signs.
    pub fn sign(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }

    /// The border of a pane, heavy where the focus is.
    pub fn border(self, focused: bool) -> Border {
        match (self.ascii, focused) {
            (false, true) => ["┏", "━", "┓", "┃", "┗", "┛"],
            (false, false) => ["╭", "─", "╮", "│", "╰", "╯"],
            (true, true) => ["#", "=", "#", "#", "#", "#"],
            (true, false) => ["+", "-", "+", "|", "+", "+"],
        }
    }

    fn tinted(self, colour: Color) -> Style {
        if self.colour {
            Style::new().fg(colour)
        } else {
            Style::new()
        }
    }

    /// The border and title of a pane.
    pub fn frame(self, focused: bool) -> Style {
        if focused {
            self.tinted(Color::Cyan).add_modifier(Modifier::BOLD)
        } else {
            self.quiet()
        }
    }

    /// Text as it is.
    pub fn plain(self) -> Style {
        Style::new()
    }

    /// What is said more quietly.
    pub fn quiet(self) -> Style {
        if self.colour {
            // The grey of the sixteen that themes choose is the very background in some of them.
            Style::new().fg(Color::Indexed(244))
        } else {
            Style::new().add_modifier(Modifier::DIM)
        }
    }

    /// Headlines, unread rows.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// A lead standing in for a headline.
    pub fn lead(self) -> Style {
        Style::new().add_modifier(Modifier::ITALIC)
    }

    /// The bars of the timeline.
    pub fn bar(self) -> Style {
        self.tinted(Color::LightBlue)
    }

    /// Bars of times that articles speak of.
    pub fn mentioned(self) -> Style {
        self.tinted(Color::Yellow)
    }

    /// A part of a stacked bar: the colours that Okabe and Ito found distinct for every kind of
    /// colour vision ("Color Universal Design", 2008), under a letter.
    pub fn part(self, part: u8) -> Style {
        const COLOURS: [Color; 7] = [
            Color::Indexed(32),
            Color::Indexed(214),
            Color::Indexed(36),
            Color::Indexed(175),
            Color::Indexed(117),
            Color::Indexed(166),
            Color::Indexed(247),
        ];
        match COLOURS.get(usize::from(part)) {
            Some(colour) if self.colour => Style::new().bg(*colour).fg(Color::Indexed(16)),
            _ => Style::new(),
        }
    }

    /// Sources.
    pub fn source(self) -> Style {
        self.tinted(Color::Cyan)
    }

    /// What was concluded rather than read.
    pub fn inferred(self) -> Style {
        self.tinted(Color::Magenta).add_modifier(Modifier::ITALIC)
    }

    /// What the filter or a search in the article found.
    pub fn found(self) -> Style {
        self.tinted(Color::Yellow)
            .add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// The selected row, item or chip.
    pub fn selected(self) -> Style {
        Style::new()
            .fg(Color::Reset)
            .add_modifier(Modifier::REVERSED)
    }

    /// Behind the bars of a span that is being chosen; without colour the line below them tells.
    pub fn chosen(self) -> Style {
        if self.colour {
            Style::new().bg(Color::Indexed(240))
        } else {
            Style::new()
        }
    }

    /// The bar at the selected row's left, keys in the hints, chips of the filter line.
    pub fn accent(self) -> Style {
        self.tinted(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// What is wrong in a line being typed.
    pub fn fault(self) -> Style {
        self.tinted(Color::Red).add_modifier(Modifier::UNDERLINED)
    }

    /// Marks: star and verdicts.
    pub fn mark(self) -> Style {
        self.tinted(Color::Yellow).add_modifier(Modifier::BOLD)
    }

    /// A tag: its colour is always the same, whatever other tags there are.
    pub fn tag(self, name: &str) -> Style {
        const COLOURS: [Color; 8] = [
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::LightRed,
            Color::LightGreen,
            Color::LightBlue,
            Color::LightMagenta,
        ];
        // FNV-1a of the folded name.
        let hash = crate::text::fold(name)
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        let count = u64::try_from(COLOURS.len()).unwrap_or(1);
        let place = usize::try_from((hash >> 32) % count).unwrap_or(0);
        self.tinted(COLOURS.get(place).copied().unwrap_or(Color::Reset))
    }
}
