//! The lines of an article at a width: head, body, folds.
//!
//! Body text is kept as ranges of the stored text, so that a long article is not copied; what the
//! screen says in its own words is kept as it is said. Pieces are counted alike whether a fold
//! is open or closed, which is what makes an [`Anchor`] hold.

use std::ops::Range;

use crate::app::article::folds::{Folds, Item};
use crate::app::article::{Anchor, Face, evidence};
use crate::app::scene::Scene;
use crate::article::Span;
use crate::store::View;
use crate::text;

/// What a line is, for its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The headline.
    Headline,
    /// Source, byline, place, date.
    Fact,
    /// How something is known; standfirsts; anything said more quietly.
    Quiet,
    /// What the reader said of it: star, verdict and its reason.
    Marks,
    /// The reader's tags, each with its sign, two blanks between.
    Tags,
    /// The reader's note.
    Note,
    /// The article itself.
    Body,
    /// The head of a fold.
    FoldHead {
        /// Whether what is in it is shown.
        open: bool,
    },
    /// A headline of another article.
    Related {
        /// Whether that article stands in the collection.
        known: bool,
    },
    /// Who commented, and when.
    CommentHead,
    /// What was commented.
    Comment,
    /// Page furniture.
    Boilerplate,
    /// A section of the evidence face.
    Section,
    /// A line of the file as it was read.
    Raw,
    /// Nothing.
    Blank,
}

/// Text of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Bytes of the article's kept text; line feeds in it are blanks.
    Kept(Range<usize>),
    /// The screen's own words.
    Said(String),
}

/// One line of the pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub content: Content,
    /// Columns left free before the text.
    pub indent: usize,
    /// What stands in the free columns of a piece's first line (a name, a line number).
    pub margin: String,
    /// What stands at the right of the line, where there is room.
    pub note: String,
    /// Where it begins.
    pub at: Anchor,
    /// What Enter opens here.
    pub item: Option<Item>,
}

impl Line {
    /// The line's text; `kept` is the article's kept text.
    pub fn text<'a>(&'a self, kept: &'a str) -> &'a str {
        match &self.content {
            Content::Kept(range) => kept.get(range.clone()).unwrap_or_default(),
            Content::Said(said) => said,
        }
    }
}

/// What the lines depend on.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    /// What the pane shows.
    pub face: Face,
    /// Which folds are open.
    pub folds: &'a Folds,
    /// Columns of the text.
    pub columns: usize,
}

/// The laid out lines, and what they were laid out for.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    all: Vec<Line>,
    made_for: Option<(u32, Face, Folds, usize)>,
}

impl Lines {
    /// Every line.
    pub fn all(&self) -> &[Line] {
        &self.all
    }

    /// The next laying out computes everything anew.
    pub fn forget(&mut self) {
        self.made_for = None;
    }

    /// Computes the lines unless they are there already. Linear in the article.
    pub fn lay_out(&mut self, scene: &Scene, view: Option<&View<'_>>, shape: Shape<'_>) {
        let Some(view) = view else {
            self.all.clear();
            self.made_for = None;
            return;
        };
        let wanted = (view.id().0, shape.face, shape.folds.clone(), shape.columns);
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let mut writer = Writer::new(view, scene, shape.columns);
        match shape.face {
            Face::Text => writer.article(shape.folds),
            Face::Evidence => evidence::write(&mut writer),
        }
        self.all = writer.finish();
        self.made_for = Some(wanted);
    }

    /// The line that shows a place (the last one that begins at or before it).
    pub fn line_of(&self, place: Anchor) -> usize {
        self.all
            .partition_point(|line| line.at <= place)
            .saturating_sub(1)
    }

    /// Folds and related headlines with their first lines, from top to bottom.
    pub fn items(&self) -> Vec<(usize, Item)> {
        let numbered = self.all.iter().enumerate();
        let mut items: Vec<(usize, Item)> = numbered
            .filter_map(|(line, content)| Some((line, content.item?)))
            .collect();
        items.dedup_by_key(|(_, item)| *item);
        items
    }

    /// Where a line begins.
    pub fn place_of(&self, line: usize) -> Anchor {
        self.all
            .get(line)
            .map_or_else(Anchor::default, |line| line.at)
    }
}

/// How a piece is set.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting {
    pub(super) indent: usize,
    pub(super) margin: String,
    pub(super) note: String,
    pub(super) item: Option<Item>,
}

impl Setting {
    pub(super) fn indented(indent: usize) -> Self {
        Self {
            indent,
            ..Self::default()
        }
    }

    pub(super) fn item(indent: usize, item: Item) -> Self {
        Self {
            indent,
            item: Some(item),
            ..Self::default()
        }
    }
}

/// Writes pieces as wrapped lines.
pub(super) struct Writer<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) scene: &'a Scene,
    columns: usize,
    lines: Vec<Line>,
    piece: usize,
    /// Inside a closed fold pieces are counted, not written.
    pub(super) folded_away: bool,
}

impl<'a> Writer<'a> {
    fn new(view: &'a View<'a>, scene: &'a Scene, columns: usize) -> Self {
        Self {
            view,
            scene,
            columns,
            lines: Vec::new(),
            piece: 0,
            folded_away: false,
        }
    }

    fn finish(mut self) -> Vec<Line> {
        while self
            .lines
            .last()
            .is_some_and(|line| line.kind == Kind::Blank)
        {
            self.lines.pop();
        }
        self.lines
    }

    /// A piece in the screen's own words.
    pub(super) fn say(&mut self, kind: Kind, said: &str, setting: &Setting) {
        let ranges = self.wrap(said, setting.indent);
        let contents = ranges.into_iter().map(|range| {
            let said = said
                .get(range.clone())
                .unwrap_or_default()
                .replace('\n', " ");
            (range.start, Content::Said(said))
        });
        self.push(kind, contents.collect(), setting);
    }

    /// A piece of the article's own text.
    pub(super) fn keep(&mut self, kind: Kind, span: Span, setting: &Setting) {
        let start = span.range().start;
        let ranges = self.wrap(span.of(self.view.text()), setting.indent);
        let contents = ranges.into_iter().map(|range| {
            let kept = start.saturating_add(range.start)..start.saturating_add(range.end);
            (range.start, Content::Kept(kept))
        });
        self.push(kind, contents.collect(), setting);
    }

    /// A piece of several lines in the screen's own words, each wrapped by itself; without any
    /// line it still counts, so that places below it stay where they are.
    pub(super) fn say_lines(&mut self, kind: Kind, said: &[String], setting: &Setting) {
        let mut contents = Vec::new();
        for line in said {
            for range in self.wrap(line, setting.indent) {
                let words = line.get(range).unwrap_or_default().to_owned();
                contents.push((contents.len(), Content::Said(words)));
            }
            if line.is_empty() {
                contents.push((contents.len(), Content::Said(String::new())));
            }
        }
        self.push(kind, contents, setting);
    }

    /// Columns of the text.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// An empty line.
    pub(super) fn blank(&mut self) {
        let setting = Setting::default();
        self.push(
            Kind::Blank,
            vec![(0, Content::Said(String::new()))],
            &setting,
        );
    }

    fn wrap(&self, text: &str, indent: usize) -> Vec<Range<usize>> {
        if self.folded_away {
            return Vec::new();
        }
        text::wrap(text, self.columns.saturating_sub(indent).max(1))
    }

    fn push(&mut self, kind: Kind, contents: Vec<(usize, Content)>, setting: &Setting) {
        let piece = self.piece;
        self.piece = self.piece.saturating_add(1);
        if self.folded_away {
            return;
        }
        let last = contents.len().saturating_sub(1);
        for (at, (byte, content)) in contents.into_iter().enumerate() {
            let first = at == 0;
            self.lines.push(Line {
                kind,
                content,
                indent: setting.indent,
                margin: if first {
                    setting.margin.clone()
                } else {
                    String::new()
                },
                note: if at == last {
                    setting.note.clone()
                } else {
                    String::new()
                },
                at: Anchor { piece, byte },
                item: setting.item,
            });
        }
    }
}
