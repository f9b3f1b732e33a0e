//! The one table of commands.
//!
//! Order matters to people: help lists them so, and the footer shows the hints so.

use std::borrow::Cow;

use crate::action::{Action, Context, Motion, Stride, Way};
use crate::article::{Verdict, VerdictNames};

use Context::{
    Article, Command as CommandLine, Filter, Find, List, Mark, Overlay, Picker, Timeline,
};
use Group::{Judging, Looking, Moving, Narrowing, Out, Program, Time, Typing};

/// A named, documented, bindable action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// What is typed after `:` and in the settings file; words joined by hyphens.
    pub name: &'static str,
    /// What it does, in one sentence without a full stop.
    pub doc: &'static str,
    /// Where help lists it.
    pub group: Group,
    /// Where it means something.
    pub contexts: &'static [Context],
    /// What it means.
    pub action: Action,
    /// Its word in the footer, if it deserves the room.
    pub hint: Option<&'static str>,
    /// What may be typed behind its name.
    pub takes: Option<Takes>,
}

/// What may be typed behind the name of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes {
    /// What it is, as one writes it: `FORM [FILE]`.
    pub usage: &'static str,
    /// What the first word can be.
    pub words: &'static [&'static str],
}

/// Heading of commands in help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Going from one article, line or row to another.
    Moving,
    /// Narrowing what is shown.
    Narrowing,
    /// The timeline.
    Time,
    /// Reading and judging.
    Judging,
    /// What the screen shows of it.
    Looking,
    /// Typing in a line.
    Typing,
    /// Taking something out of the program.
    Out,
    /// The program itself.
    Program,
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: [Self; 8] = [
        Moving, Narrowing, Time, Judging, Looking, Out, Typing, Program,
    ];

    /// The heading in help and documents.
    pub fn name(self) -> &'static str {
        match self {
            Moving => "Moving",
            Narrowing => "Narrowing",
            Time => "Timeline",
            Judging => "Judging",
            Looking => "Looking",
            Out => "Out of the program",
            Typing => "Typing",
            Program => "Program",
        }
    }
}

impl Command {
    /// Whether it means something here.
    pub fn works_in(&self, context: Context) -> bool {
        self.contexts.contains(&context)
    }

    /// Whether it can be called by name: it means something in a pane.
    pub fn is_callable(&self) -> bool {
        self.contexts
            .iter()
            .any(|context| Context::PANES.contains(context))
    }

    const fn taking(mut self, usage: &'static str, words: &'static [&'static str]) -> Self {
        self.takes = Some(Takes { usage, words });
        self
    }

    /// What it does, in the reader's own names of the verdicts.
    pub fn doc_in(&self, verdicts: &VerdictNames) -> Cow<'static, str> {
        match self.action {
            Action::Judge(verdict) => {
                let own = format!("Judge: {};", verdicts.of(verdict));
                self.doc
                    .replace(&format!("Judge: {};", verdict.name()), &own)
                    .into()
            }
            _ => self.doc.into(),
        }
    }

    const fn hint(mut self, word: &'static str) -> Self {
        self.hint = Some(word);
        self
    }
}

/// Every command there is.
pub fn commands() -> &'static [Command] {
    COMMANDS
}

const PANES: &[Context] = &Context::PANES;
const EVERYWHERE: &[Context] = &Context::ALL;
const ROWS: &[Context] = &[List, Article, Timeline, Overlay];
const PAGES: &[Context] = &[List, Article, Overlay];
const READING: &[Context] = &[List, Article];
const LINES: &[Context] = &[Filter, Find, CommandLine, Picker, Mark];
/// Lines with rows under them.
const CHOOSING: &[Context] = &[Filter, CommandLine, Picker, Mark];

const fn command(
    name: &'static str,
    group: Group,
    contexts: &'static [Context],
    action: Action,
    doc: &'static str,
) -> Command {
    Command {
        name,
        doc,
        group,
        contexts,
        action,
        hint: None,
        takes: None,
    }
}

#[rustfmt::skip]
const COMMANDS: &[Command] = &[
    command("down", Moving, ROWS, Action::Move(Motion::Down), "One article, line or row down").hint("move"),
    command("up", Moving, ROWS, Action::Move(Motion::Up), "One article, line or row up").hint("move"),
    command("first", Moving, ROWS, Action::Move(Motion::First), "To the first article or line"),
    command("last", Moving, ROWS, Action::Move(Motion::Last), "To the last article or line"),
    command("half-page-down", Moving, PAGES, Action::Move(Motion::HalfDown), "Half a page down"),
    command("half-page-up", Moving, PAGES, Action::Move(Motion::HalfUp), "Half a page up"),
    command("page-down", Moving, PAGES, Action::Move(Motion::PageDown), "A page down"),
    command("page-up", Moving, PAGES, Action::Move(Motion::PageUp), "A page up"),
    command("read", Moving, &[List], Action::Enter, "Read the selected article").hint("open"),
    command("page-on", Moving, &[Article], Action::PageOn, "A page on; at the end the next article").hint("page on"),
    command("next-article", Moving, &[Article], Action::NextArticle, "The next article of the list").hint("article"),
    command("previous-article", Moving, &[Article], Action::PreviousArticle, "The previous article of the list").hint("article"),
    command("next-fold", Moving, &[Article], Action::NextFold, "To the next fold or related headline"),
    command("previous-fold", Moving, &[Article], Action::PreviousFold, "To the previous fold or related headline"),
    command("open", Moving, &[Article], Action::Enter, "Open the fold or related headline under the mark"),
    command("next-unread", Moving, &[List], Action::NextUnread, "To the next unread article"),
    command("previous-unread", Moving, &[List], Action::PreviousUnread, "To the previous unread article"),
    command("leave", Moving, &[Article, Timeline], Action::Leave, "Back to the list").hint("list"),
    command("next-pane", Moving, PANES, Action::FocusNext, "To the next pane"),
    command("previous-pane", Moving, PANES, Action::FocusPrevious, "To the previous pane"),
    command("view-back", Moving, PANES, Action::ViewBack, "Back to the view before: filter, article, place in it"),
    command("view-forward", Moving, PANES, Action::ViewForward, "Forward again through the views"),

    command("find", Narrowing, &[Article], Action::FindHere, "Find in this article").hint("find"),
    command("find-next", Narrowing, &[Article], Action::FindNext, "Next match here, then the next article with one"),
    command("find-previous", Narrowing, &[Article], Action::FindPrevious, "Previous match here, then the article before with one"),
    command("filter", Narrowing, PANES, Action::EditFilter, "Type in the filter line").hint("filter"),
    command("headlines-only", Narrowing, PANES, Action::ToggleHeadlinesOnly, "Bare words look in headlines only, or in text too"),
    command("sources", Narrowing, PANES, Action::PickSource, "Choose a source from a list with counts").hint("source"),
    command("dates", Narrowing, PANES, Action::PickDate, "Choose a date from a list with counts").hint("date"),
    command("records", Narrowing, PANES, Action::PickRecord, "Choose a language, format, tag or verdict from a list with counts"),
    command("saved", Narrowing, PANES, Action::PickSaved, "Choose a saved filter from a list; Delete forgets it"),
    command("save", Narrowing, PANES, Action::SaveFilter, "Keep the filter line under a name: @NAME in the line then means it")
        .taking("NAME", &[]),
    command("forget", Narrowing, PANES, Action::ForgetFilter, "Forget a saved filter")
        .taking("NAME", &[]),
    command("why-hidden", Narrowing, PANES, Action::WhyHidden, "Which terms hide an article: the one chosen last, or the one with a key")
        .taking("[KEY]", &[]),
    command("only-source", Narrowing, PANES, Action::OnlyThisSource, "Only this article's source; again: every source"),
    command("only-bar", Narrowing, PANES, Action::OnlyThisBar, "Only the span of this bar; again: every date"),
    command("toggle-dates", Narrowing, PANES, Action::ToggleTimes, "Switch the dates of the filter off, or on again; its other terms stay"),
    command("only-unplaced", Narrowing, PANES, Action::OnlyUnplaced, "Only what has no sure place in time: no date, inferred, after today, less exact than a bar; again: off"),
    command("drop-term", Narrowing, PANES, Action::DropLastTerm, "Drop the last term of the filter"),
    command("toggle-terms", Narrowing, PANES, Action::ToggleAllTerms, "Switch all terms of the filter off, or on again"),
    command("order", Narrowing, PANES, Action::NextOrder, "Next order of the list: date, source, relevance"),

    command("timeline", Time, &[List, Article], Action::FocusTimeline, "To the timeline").hint("timeline"),
    command("previous-bar", Time, PANES, Action::PreviousBar, "To the previous bar with articles"),
    command("next-bar", Time, PANES, Action::NextBar, "To the next bar with articles; future, inferred, less exact and undated are the last"),
    command("bar-left", Time, &[Timeline], Action::BarLeft, "One bar to the left").hint("bar"),
    command("bar-right", Time, &[Timeline], Action::BarRight, "One bar to the right").hint("bar"),
    command("narrow", Time, &[Timeline], Action::Enter, "Only articles of the bar, or of the span while one is being chosen").hint("only this"),
    command("span", Time, &[Timeline], Action::Brush, "Begin a span of bars, or end it").hint("span"),
    command("zoom-in", Time, &[Timeline], Action::ZoomIn, "Closer to the bar").hint("zoom"),
    command("zoom-out", Time, &[Timeline], Action::ZoomOut, "Wider around the bar").hint("zoom"),
    command("finer", Time, &[Timeline], Action::FinerStep, "Narrower bars: a shorter calendar step").hint("bar size"),
    command("coarser", Time, &[Timeline], Action::CoarserStep, "Wider bars: a longer calendar step").hint("bar size"),
    command("fit-result", Time, &[Timeline], Action::FitResult, "The window fits the result"),
    command("fit-all", Time, &[Timeline], Action::FitAll, "The window fits the whole collection"),
    command("go-to-date", Time, PANES, Action::GoToDate, "Type a date to go to: 2018-01, 5 March 2018, last march, friday"),
    command("next-day", Time, &[Timeline], Action::Travel(Stride::Day, Way::Forth), "A day on"),
    command("previous-day", Time, &[Timeline], Action::Travel(Stride::Day, Way::Back), "A day back"),
    command("next-week", Time, &[Timeline], Action::Travel(Stride::Week, Way::Forth), "A week on"),
    command("previous-week", Time, &[Timeline], Action::Travel(Stride::Week, Way::Back), "A week back"),
    command("next-month", Time, &[Timeline], Action::Travel(Stride::Month, Way::Forth), "A month on"),
    command("previous-month", Time, &[Timeline], Action::Travel(Stride::Month, Way::Back), "A month back"),
    command("next-year", Time, &[Timeline], Action::Travel(Stride::Year, Way::Forth), "A year on"),
    command("previous-year", Time, &[Timeline], Action::Travel(Stride::Year, Way::Back), "A year back"),
    command("next-burst", Time, &[Timeline], Action::Travel(Stride::Burst, Way::Forth), "To the next burst: a bar well above its surroundings"),
    command("previous-burst", Time, &[Timeline], Action::Travel(Stride::Burst, Way::Back), "To the previous burst"),
    command("grow-right", Time, &[Timeline], Action::Grow(Way::Forth), "The span one bar longer to the right, or begin one"),
    command("grow-left", Time, &[Timeline], Action::Grow(Way::Back), "The span one bar longer to the left, or begin one"),
    command("slide-right", Time, &[Timeline], Action::Slide(Way::Forth), "Move the span, or that of the filter, on by its own length"),
    command("slide-left", Time, &[Timeline], Action::Slide(Way::Back), "Move the span, or that of the filter, back by its own length"),
    command("peek", Time, &[Timeline], Action::Peek, "Peek into the bars without going there; again: no more").hint("peek"),
    command("stack", Time, &[Timeline], Action::Stack, "Tell the bars apart by source; again: no more").hint("by source"),
    command("source-rows", Time, &[Timeline], Action::SourceRows, "A row for every source; again: bars").hint("rows"),
    command("sort-rows", Time, &[Timeline], Action::NextRowOrder, "Next order of the rows of sources: count, name, first, last"),
    command("layer", Time, &[Timeline], Action::NextLayer, "Next time shown: when published, what articles speak of, both").hint("layer"),
    command("height", Time, &[Timeline], Action::NextHeight, "Next height of bars: linear, bursts cut, square root, log"),
    command("taller", Time, &[Timeline], Action::Taller, "A row more for the timeline"),
    command("shorter", Time, &[Timeline], Action::Shorter, "A row less for the timeline"),
    command("count", Time, &[Timeline], Action::Digit(0), "A digit of a count: 3 l goes three bars to the right"),

    command("toggle-read", Judging, READING, Action::ToggleRead, "Mark as read, or unread again").hint("read"),
    command("star", Judging, READING, Action::ToggleStar, "Star, or take the star away").hint("star"),
    command("keep", Judging, READING, Action::Judge(Verdict::Keep), "Judge: keep; the same again takes it away").hint("judge"),
    command("maybe", Judging, READING, Action::Judge(Verdict::Maybe), "Judge: maybe; the same again takes it away").hint("judge"),
    command("drop", Judging, READING, Action::Judge(Verdict::Drop), "Judge: drop; the same again takes it away").hint("judge"),
    command("reason", Judging, READING, Action::GiveReason, "Say why it was judged so: the article just judged, else this one").taking("[REASON]", &[]),
    command("tags", Judging, READING, Action::EditTags, "Add tags, or take some away with -tag").taking("[TAG, -TAG …]", &[]).hint("tags"),
    command("note", Judging, READING, Action::EditNote, "Write a note in one line, or in the editor when it has several").taking("[NOTE]", &[]).hint("note"),
    command("note-in-editor", Judging, &[List, Article, Mark], Action::NoteInEditor, "Write the note in $VISUAL or $EDITOR"),
    command("correct", Judging, READING, Action::Correct, "Correct source and date by hand; what was read is kept beside").hint("correct"),
    command("select", Judging, READING, Action::ToggleSelected, "Select this article, or let it go, and move on: marks are about all that are selected").hint("select"),
    command("select-range", Judging, READING, Action::SelectRange, "Select from here on as the cursor moves; again: the range ends"),
    command("select-all", Judging, READING, Action::SelectAll, "Select every article of the result"),
    command("select-none", Judging, READING, Action::ClearSelection, "Select none"),
    command("undo", Judging, PANES, Action::Undo, "Undo the last change of marks"),
    command("redo", Judging, PANES, Action::Redo, "Do it again"),
    command("history", Judging, PANES, Action::History, "Every change of marks, newest first, to go back and forward in"),

    command("evidence", Looking, PANES, Action::ToggleEvidence, "How this is known: the evidence, and the raw lines with their labels"),
    command("folds", Looking, &[Article], Action::ToggleFolds, "Open all folds, or close them").hint("folds"),
    command("alone", Looking, PANES, Action::ToggleAlone, "This pane alone, or all of them again"),

    command("open-link", Out, READING, Action::OpenLink, "Open the article's link: addresses of the web, in $BROWSER or the usual browser").hint("link"),
    command("copy", Out, READING, Action::Copy, "Copy link, citation or this paragraph as a quote, by the terminal's clipboard (OSC 52)").hint("copy"),
    command("pipe", Out, READING, Action::Pipe, "Give the article to a command of the settings"),
    command("printed", Out, PANES, Action::ShowPrinted, "What the last command printed"),
    command("export", Out, PANES, Action::Export, "Write the result, or what is selected, to a file: :export [--force] FORM [FILE]")
        .taking("[--force] FORM [FILE]", &["markdown", "html", "csv", "jsonl", "ris", "bibtex"]),

    command("accept", Typing, LINES, Action::Enter, "Keep what is typed or chosen").hint("accept"),
    command("complete", Typing, CHOOSING, Action::Complete, "Complete the word; in a list of dates or sources only go there; in a correction the next field").hint("complete"),
    command("restore", Typing, LINES, Action::Restore, "Close the line; everything is as before").hint("cancel"),
    command("next-row", Typing, CHOOSING, Action::Move(Motion::Down), "The next row below the line").hint("move"),
    command("previous-row", Typing, CHOOSING, Action::Move(Motion::Up), "The previous row below the line").hint("move"),
    command("page-of-rows-down", Typing, CHOOSING, Action::Move(Motion::PageDown), "A page of rows down"),
    command("page-of-rows-up", Typing, CHOOSING, Action::Move(Motion::PageUp), "A page of rows up"),
    command("earlier-line", Typing, &[Filter], Action::EarlierLine, "The filter line kept before this one"),
    command("later-line", Typing, &[Filter], Action::LaterLine, "The filter line kept after this one"),
    command("delete-back", Typing, LINES, Action::DeleteBack, "Delete the character before the cursor"),
    command("delete-forward", Typing, LINES, Action::DeleteForward, "Delete the character at the cursor"),
    command("delete-word", Typing, LINES, Action::DeleteWord, "Delete the word before the cursor"),
    command("delete-line", Typing, LINES, Action::DeleteLine, "Delete the whole line"),
    command("cursor-left", Typing, LINES, Action::CursorLeft, "Cursor to the left; in a list of dates close the year or month"),
    command("cursor-right", Typing, LINES, Action::CursorRight, "Cursor to the right; in a list of dates open the year or month"),
    command("cursor-start", Typing, LINES, Action::CursorStart, "Cursor to the start"),
    command("cursor-end", Typing, LINES, Action::CursorEnd, "Cursor to the end"),

    command("close", Program, &[Overlay], Action::Restore, "Close the box; everything is as before").hint("close"),
    command("confirm", Program, &[Overlay], Action::Enter, "Yes, where something is asked"),
    command("help", Program, ROWS, Action::Help, "What works here and now").hint("all keys"),
    command("command", Program, PANES, Action::CommandLine, "Type the name of a command"),
    command("reread", Program, PANES, Action::Reread, "Read the collection again"),
    command("redraw", Program, EVERYWHERE, Action::Redraw, "Draw the whole screen again"),
    command("suspend", Program, EVERYWHERE, Action::Suspend, "Suspend to the shell; fg comes back"),
    command("stop", Program, EVERYWHERE, Action::StopOrQuit, "Stop loading; when nothing loads, quit"),
    command("back", Program, ROWS, Action::BackOrQuit, "One step back: box, article, then quit").hint("quit"),
    command("quit", Program, PANES, Action::Quit, "Quit"),
];
