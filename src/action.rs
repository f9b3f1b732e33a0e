//! Everything a person can mean.
//!
//! An action is an intention without a key and without a consequence: [`crate::keymap`] says
//! which key means it, [`crate::app`] what follows.

use crate::article::Verdict;

/// An intention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Open the filter line for typing.
    EditFilter,
    /// Bare words look in headlines only, or in text too.
    ToggleHeadlinesOnly,
    /// Choose a source from a list with counts.
    PickSource,
    /// Choose a date from a list with counts.
    PickDate,
    /// Choose a language, format, tag or verdict from a list with counts.
    PickRecord,
    /// Choose a saved filter.
    PickSaved,
    /// Give the filter line a name.
    SaveFilter,
    /// Take the name of a saved filter away.
    ForgetFilter,
    /// Which terms hide an article.
    WhyHidden,
    /// The line typed before this one.
    EarlierLine,
    /// The line typed after this one.
    LaterLine,
    /// Only the selected article's source; again: off.
    OnlyThisSource,
    /// Only the selected bar's span; again: off.
    OnlyThisBar,
    /// Switch what the filter says of time off, or on again.
    ToggleTimes,
    /// Only what has no sure place in time; again: off.
    OnlyUnplaced,
    /// Go to the previous bar with articles.
    PreviousBar,
    /// Go to the next bar with articles; "no date" is the last.
    NextBar,
    /// Focus the timeline.
    FocusTimeline,
    /// Focus the next pane.
    FocusNext,
    /// Focus the previous pane.
    FocusPrevious,
    /// Back to the view before (filter, article, scroll).
    ViewBack,
    /// Forward again.
    ViewForward,
    /// Drop the last term of the filter.
    DropLastTerm,
    /// Switch all terms off, or on again.
    ToggleAllTerms,
    /// Next sort order.
    NextOrder,
    /// How this is known: evidence and raw lines with labels.
    ToggleEvidence,
    /// The focused pane alone, or all again.
    ToggleAlone,
    /// Type the name of a command.
    CommandLine,
    /// What works here and now.
    Help,
    /// Undo the last change of marks.
    Undo,
    /// Redo it.
    Redo,
    /// Read the collection again.
    Reread,
    /// Draw the whole screen again.
    Redraw,
    /// Suspend to the shell.
    Suspend,
    /// Stop loading; when nothing loads, quit.
    StopOrQuit,
    /// Step back: overlay, article, then quit.
    BackOrQuit,
    /// Quit.
    Quit,
    /// Move the cursor of the focused pane.
    Move(Motion),
    /// Read the selected article (list); open the fold or related headline (article); filter to
    /// the bar (timeline); accept (filter line, picker).
    Enter,
    /// Leave for the list.
    Leave,
    /// Next unread article.
    NextUnread,
    /// Previous unread article.
    PreviousUnread,
    /// Select this article, or let it go, and move on.
    ToggleSelected,
    /// Begin a range of selected articles, or end it.
    SelectRange,
    /// Select every article of the result.
    SelectAll,
    /// Select none.
    ClearSelection,
    /// Add tags, or take some away.
    EditTags,
    /// Write a note.
    EditNote,
    /// Write the note in the editor.
    NoteInEditor,
    /// Say why it was judged so.
    GiveReason,
    /// Correct source and date by hand.
    Correct,
    /// Every change of marks, to go back and forward in.
    History,
    /// Open the link of the article.
    OpenLink,
    /// Copy link, citation or paragraph.
    Copy,
    /// Give the article to a command of the settings.
    Pipe,
    /// What the last command printed.
    ShowPrinted,
    /// Write the result to a file.
    Export,
    /// Mark read, or unread.
    ToggleRead,
    /// Star, or take the star away.
    ToggleStar,
    /// Judge and go on to the next unjudged; the same verdict again takes it away.
    Judge(Verdict),
    /// Next article without leaving the article pane.
    NextArticle,
    /// Previous article without leaving the article pane.
    PreviousArticle,
    /// A page on; at the end the next article.
    PageOn,
    /// Find in this article.
    FindHere,
    /// Next match, then the next article with one.
    FindNext,
    /// Previous match.
    FindPrevious,
    /// Next fold or related headline.
    NextFold,
    /// Previous fold or related headline.
    PreviousFold,
    /// Open or close all folds.
    ToggleFolds,
    /// The bar to the left.
    BarLeft,
    /// The bar to the right.
    BarRight,
    /// Closer.
    ZoomIn,
    /// Wider.
    ZoomOut,
    /// The window fits the result.
    FitResult,
    /// The window fits the whole collection.
    FitAll,
    /// Narrower bars.
    FinerStep,
    /// Wider bars.
    CoarserStep,
    /// Begin or end a span of bars.
    Brush,
    /// Move the cursor of the timeline by a stride.
    Travel(Stride, Way),
    /// Grow the span of bars, or begin one.
    Grow(Way),
    /// Move the span by its own length.
    Slide(Way),
    /// Look at the bar without going there, or no more.
    Peek,
    /// Tell the bars apart by source, or no more.
    Stack,
    /// A row for every source instead of one row of bars, or bars again.
    SourceRows,
    /// Next order of the rows of sources.
    NextRowOrder,
    /// Next way from counts to heights.
    NextHeight,
    /// The next of: when articles were published, what they speak of, both.
    NextLayer,
    /// Type a date to go to.
    GoToDate,
    /// A digit of a count (timeline only).
    Digit(u8),
    /// Give the timeline a row more.
    Taller,
    /// Give the timeline a row less.
    Shorter,
    /// Filter line, picker, command line: go there without filtering, or complete.
    Complete,
    /// Close the line and put back what was.
    Restore,
    /// Delete before the cursor.
    DeleteBack,
    /// Delete at the cursor.
    DeleteForward,
    /// Delete the word before the cursor.
    DeleteWord,
    /// Delete the line.
    DeleteLine,
    /// Cursor one character left.
    CursorLeft,
    /// Cursor one character right.
    CursorRight,
    /// Cursor to the start.
    CursorStart,
    /// Cursor to the end.
    CursorEnd,
}

/// How far a move in the timeline goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stride {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// To the nearest burst.
    Burst,
}

/// Which way in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// To earlier times.
    Back,
    /// To later times.
    Forth,
}

/// A movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// One down.
    Down,
    /// One up.
    Up,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
}

/// Where the person is: it decides what a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list has the focus.
    List,
    /// The article has the focus.
    Article,
    /// The timeline has the focus.
    Timeline,
    /// Typing in the filter line.
    Filter,
    /// Typing what to find in the article.
    Find,
    /// Typing the name of a command.
    Command,
    /// In the list of sources or dates.
    Picker,
    /// Saying something of an article: tags, a note, a reason, a correction.
    Mark,
    /// An overlay that is only read (help, evidence, question before quitting).
    Overlay,
}

impl Context {
    /// Every context, panes first.
    pub const ALL: [Self; 9] = [
        Self::List,
        Self::Article,
        Self::Timeline,
        Self::Filter,
        Self::Find,
        Self::Command,
        Self::Picker,
        Self::Mark,
        Self::Overlay,
    ];

    /// The three panes.
    pub const PANES: [Self; 3] = [Self::List, Self::Article, Self::Timeline];

    /// The name used in the settings file and in help.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Article => "article",
            Self::Timeline => "timeline",
            Self::Filter => "filter",
            Self::Find => "find",
            Self::Command => "command",
            Self::Picker => "picker",
            Self::Mark => "mark",
            Self::Overlay => "overlay",
        }
    }

    /// Whether a character typed here is text.
    pub fn is_typing(self) -> bool {
        matches!(
            self,
            Self::Filter | Self::Find | Self::Command | Self::Picker | Self::Mark
        )
    }
}

/// A key as a terminal can send it, free of any terminal library.
#[expect(
    clippy::struct_excessive_bools,
    reason = "modifiers are held independently of each other"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key itself.
    pub code: KeyCode,
    /// With control held.
    pub ctrl: bool,
    /// With alt held.
    pub alt: bool,
    /// With shift held; never set for characters (they carry their case).
    pub shift: bool,
}

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator (with shift: back-tab).
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Function key.
    F(u8),
}
