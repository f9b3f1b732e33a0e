//! The rows of the list as data: what each says, how many lines it takes.
//!
//! ```text
//! one line        ▌~2018-01-07  source unknown   Iran urges cooperation with Pakistan …      unread
//! several lines   ▌~2018-01-07   source unknown      unread
//!                 ▌ Iran urges cooperation with Pakistan to
//!                 ▌ counter US                 5 comments
//!                 ▌ #gas #iran  check the quote on gas
//! ```

use std::ops::Range;

use crate::app::moment::{self, counted};
use crate::app::scene::Scene;
use crate::article::{ArticleId, DateKind, Sameness, SourceFrom, VerdictNames};
use crate::search::{Highlighter, Order};
use crate::store::View;
use crate::text;

/// Where the headline's column would be narrower than this, it gets lines of its own.
const NARROWEST_HEADLINE: usize = 40;
/// Most lines of its own that a headline gets.
const MOST_LINES: usize = 2;
/// Columns of the date.
pub const DATE_COLUMNS: usize = 10;
/// Columns of the source in the one-line form.
pub const SOURCE_COLUMNS: usize = 18;
/// Columns kept for marks at the right when the form is chosen; a row with longer ones cuts its
/// headline.
const MARKS_COLUMNS: usize = 10;
/// Bar, `~`, date, gap, `~`, source, gap of the one-line form.
pub const BEFORE_HEADLINE: usize = 2 + DATE_COLUMNS + 1 + 1 + SOURCE_COLUMNS + 2;

/// How rows are laid out at the present width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One line an article; the headline gets what its marks leave.
    OneLine,
    /// A line of facts, then the headline on lines of its own.
    Lines {
        /// Columns of the headline.
        headline: usize,
    },
}

/// One article of the list as it is shown.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what holds of an article holds independently of the rest"
)]
#[derive(Clone, Debug)]
pub struct Row {
    /// The article.
    pub id: ArticleId,
    /// The rule above it ("no date: 2").
    pub rule: Option<String>,
    /// Whether it matches no more and stays only for now.
    pub kept: bool,
    /// Whether it is selected.
    pub selected: bool,
    /// Its date, or "no date".
    pub date: String,
    /// How the date is known.
    pub date_from: DateKind,
    /// Its source, or "source unknown".
    pub source: String,
    /// Whether the source was concluded, or is unknown.
    pub source_from: SourceFrom,
    /// The marks in words, each with what it says.
    pub marks: Vec<(Badge, String)>,
    /// The headline, or the lead, whole.
    pub title: String,
    /// Whether the title is the lead standing in for a headline.
    pub is_lead: bool,
    /// The lines of the title, as bytes of it; the last one may be cut.
    pub lines: Vec<Range<usize>>,
    /// Bytes of the title that the filter found.
    pub found: Vec<Range<usize>>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The reader's note on one line.
    pub remark: String,
    /// What stands at the right of the last line ("5 comments").
    pub note: String,
    /// The same where there is little room ("5 com.").
    pub short_note: String,
}

impl Row {
    /// The note, as long as a whole headline leaves room for; a headline or lead that is cut
    /// anyway leaves room for the short one.
    pub fn note_beside_last_line(&self, columns: usize) -> &str {
        let last = self.lines.last().cloned().unwrap_or_default();
        let title = text::width(self.title.get(last).unwrap_or_default());
        let beside = |note: &str| title.saturating_add(text::width(note)).saturating_add(2);
        if beside(&self.note) <= columns || self.is_lead {
            &self.note
        } else if beside(&self.short_note) <= columns || title > columns {
            &self.short_note
        } else {
            ""
        }
    }

    /// Whether it is not read.
    pub fn is_unread(&self) -> bool {
        self.marks.iter().any(|(badge, _)| *badge == Badge::Unread)
    }

    /// The marks in words, as they stand side by side.
    pub fn mark_words(&self) -> String {
        let words: Vec<&str> = self.marks.iter().map(|(_, word)| word.as_str()).collect();
        words.join(" ")
    }
}

/// A mark in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// Not read.
    Unread,
    /// Starred.
    Star,
    /// Judged.
    Verdict(crate::article::Verdict),
    /// There is a note, which the row has no room for.
    Note,
}

impl Badge {
    /// The word on the screen.
    fn word(self, verdicts: &VerdictNames) -> String {
        match self {
            Self::Unread => "unread".to_owned(),
            Self::Star => "*".to_owned(),
            Self::Verdict(verdict) => verdicts.of(verdict).to_owned(),
            Self::Note => "note".to_owned(),
        }
    }
}

/// Columns inside the list's border.
fn columns(scene: &Scene) -> usize {
    usize::from(scene.screen.list.inside().width)
}

/// Rows of cells inside the list's border.
pub fn room(scene: &Scene) -> usize {
    usize::from(scene.screen.list.inside().height)
}

/// How rows are laid out at the present width.
pub fn form(scene: &Scene) -> Form {
    let columns = columns(scene);
    let headline = columns.saturating_sub(BEFORE_HEADLINE + MARKS_COLUMNS);
    if headline >= NARROWEST_HEADLINE {
        Form::OneLine
    } else {
        Form::Lines {
            headline: columns.saturating_sub(3).max(1),
        }
    }
}

/// Lines that a row of the list takes, its rule included. Looks at one article only.
pub fn height(scene: &Scene, row: usize) -> usize {
    let rule = rule_height(scene, row);
    match form(scene) {
        Form::OneLine => rule.saturating_add(1),
        Form::Lines { headline } => {
            let view = scene.rows().get(row).and_then(|id| scene.store.get(*id));
            let lines = view.map_or(1, |view| {
                let marks = usize::from(has_line_of_marks(scene, view.id()));
                title_lines(&view, headline).len().saturating_add(marks)
            });
            rule.saturating_add(1).saturating_add(lines)
        }
    }
}

/// How many rows, from `top` on, are wholly in view.
pub fn rows_in_view(scene: &Scene, top: usize) -> usize {
    let room = room(scene);
    let mut used = 0_usize;
    (top..scene.rows().len())
        .take_while(|row| {
            used = used.saturating_add(height(scene, *row));
            used <= room
        })
        .count()
}

/// The rows from `top` on, as many as are at least partly in view.
pub fn in_view(scene: &Scene, top: usize) -> Vec<Row> {
    let room = room(scene);
    let finds = Highlighter::of(&scene.query);
    let mut used = 0_usize;
    let mut rows = Vec::new();
    for (row, id) in scene.rows().iter().enumerate().skip(top) {
        if used >= room {
            break;
        }
        used = used.saturating_add(height(scene, row));
        rows.extend(
            scene
                .store
                .get(*id)
                .map(|view| describe((scene, &finds), row, &view)),
        );
    }
    rows
}

/// Everything the screen says of one article.
fn describe((scene, finds): (&Scene, &Highlighter<'_>), row: usize, view: &View<'_>) -> Row {
    let id = view.id();
    let mark = scene.marks.get(id);
    let (title, is_lead) = title(view);
    let date = view.date();
    let form = form(scene);
    let lines = match form {
        Form::OneLine => std::iter::once(0..title.len()).collect(),
        Form::Lines { headline } => title_lines(view, headline),
    };
    let zone = scene.settings.zone;
    let one_line = form == Form::OneLine;
    let badges = [
        mark.starred.then_some(Badge::Star),
        (one_line && mark.note.is_some()).then_some(Badge::Note),
        mark.verdict.map(Badge::Verdict),
        (!mark.read).then_some(Badge::Unread),
    ];
    let badges = badges.into_iter().flatten();
    let kept = scene
        .hits
        .as_ref()
        .is_some_and(|hits| hits.kept.binary_search(&id).is_ok());
    Row {
        id,
        rule: (rule_height(scene, row) > 0).then(|| rule(scene)),
        kept,
        selected: scene.selection.contains(id),
        date: date
            .moment()
            .map_or_else(|| "no date".to_owned(), |date| moment::short(date, zone)),
        date_from: date.kind,
        source: view.source().unwrap_or("source unknown").to_owned(),
        source_from: view.source_from(),
        marks: badges
            .map(|badge| (badge, badge.word(&scene.settings.verdicts)))
            .collect(),
        found: finds.marks(&title, true),
        title,
        is_lead,
        lines,
        tags: mark.tags.clone(),
        remark: mark.note.as_deref().map(on_one_line).unwrap_or_default(),
        note: note(view),
        short_note: short_note(view),
    }
}

/// Most characters of a note that a row looks at.
const LONGEST_REMARK: usize = 300;

fn on_one_line(note: &str) -> String {
    let start: String = note.chars().take(LONGEST_REMARK).collect();
    start.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the row has a line more for tags and note, where lines are many.
fn has_line_of_marks(scene: &Scene, id: ArticleId) -> bool {
    let mark = scene.marks.get(id);
    !mark.tags.is_empty() || mark.note.is_some()
}

/// Most characters of a lead that a row looks at: a paragraph may be megabytes long.
const LONGEST_LEAD: usize = 1_000;

/// The headline, or the lead in quotes where there is none.
fn title(view: &View<'_>) -> (String, bool) {
    if let Some(headline) = view.headline() {
        return (headline.to_owned(), false);
    }
    let lead: String = view.lead().chars().take(LONGEST_LEAD).collect();
    (format!("“{lead}”"), true)
}

fn comments(view: &View<'_>) -> usize {
    if view.has_comments() {
        view.comments().len()
    } else {
        0
    }
}

/// How often the article is there: of a later one that it is, of the first one how many are.
fn again(view: &View<'_>) -> String {
    match view.repeats() {
        Some(Sameness::Copy) => return "copy".to_owned(),
        Some(Sameness::Version) => return "version".to_owned(),
        Some(Sameness::Elsewhere) => return "same text".to_owned(),
        None => {}
    }
    let again = view.again();
    let all = |how| again.iter().all(|again| again.how == how);
    match again.len() {
        0 => String::new(),
        n if all(Sameness::Copy) => counted(n, "copy", "copies"),
        n if all(Sameness::Version) => counted(n + 1, "version", "versions"),
        n => format!("again {}", counted(n, "time", "times")),
    }
}

/// What stands at the right of the last line.
fn note(view: &View<'_>) -> String {
    let again = again(view);
    let note = own_note(view);
    match (again.is_empty(), note.is_empty()) {
        (true, _) => note,
        (_, true) => again,
        _ => format!("{again} · {note}"),
    }
}

fn own_note(view: &View<'_>) -> String {
    let comments = match comments(view) {
        0 => String::new(),
        1 => "1 comment".to_owned(),
        n => format!("{n} comments"),
    };
    match (view.headline(), comments.is_empty()) {
        // The list says so with quotes and another style too.
        (None, true) => "no headline".to_owned(),
        (None, false) => format!("no headline · {comments}"),
        (Some(_), _) => comments,
    }
}

fn short_note(view: &View<'_>) -> String {
    match comments(view) {
        0 => again(view),
        n => format!("{n} com."),
    }
}

/// The title's lines, at most [`MOST_LINES`], the last one with room for the note beside it.
fn title_lines(view: &View<'_>, columns: usize) -> Vec<Range<usize>> {
    let (title, _) = title(view);
    let mut lines = text::wrap(&title, columns);
    let note = text::width(&note(view));
    let fits = |line: &Range<usize>| {
        let used = text::width(title.get(line.clone()).unwrap_or_default());
        note == 0 || used.saturating_add(note).saturating_add(2) <= columns
    };
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            last.end = title.len();
        }
    } else if lines.len() == 1 && !lines.iter().all(fits) {
        lines.push(title.len()..title.len());
    }
    lines
}

/// Lines of the rule above a row: it stands above the first undated article when the list is in
/// order of date.
fn rule_height(scene: &Scene, row: usize) -> usize {
    let first_undated = scene.hits.as_ref().is_some_and(|hits| {
        scene.order == Order::Date && hits.dated == row && row < hits.order.len()
    });
    usize::from(first_undated)
}

fn rule(scene: &Scene) -> String {
    let undated = scene
        .hits
        .as_ref()
        .map_or(0, |hits| hits.order.len().saturating_sub(hits.dated));
    format!("no date: {}", moment::grouped(undated))
}
