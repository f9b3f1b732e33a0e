//! The whole state of the interface, and what a message changes in it.
//!
//! Promises: no file, thread, clock or terminal in here; [`App::update`] is the only way in and
//! [`Effect`]s are the only way out; no message makes it walk over all articles except an answer
//! that moved the selected one. Each region keeps its own small state in its own file; what they
//! share is the [`Scene`].
//!
//! A key goes to the topmost overlay's context, else to the line being typed, else to the focused
//! pane's; [`crate::keymap`] makes an [`crate::action::Action`] of it, the region answers with
//! [`Outcome`]s, and [`update`] carries them out.

mod acting;
mod ahead;
pub mod article;
pub mod correcting;
pub mod filter;
pub mod goto;
pub mod help;
mod hiding;
pub mod history;
pub mod keeping;
pub mod list;
pub mod loading;
pub mod message;
pub mod moment;
pub mod motion;
pub mod noting;
pub mod palette;
pub mod picker;
pub mod prompt;
pub mod remark;
pub mod scene;
pub mod screen;
pub mod selection;
pub mod status;
pub mod tags;
pub mod timeline;
pub mod update;
pub mod views;

pub mod choice;
pub mod printed;

mod marking;
mod narrowing;
mod out;
mod remembering;
mod reread;
mod saving;
pub mod selecting;
mod time;

use ahead::LaidOut;
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::action::{Action, Context};
use crate::article::{ArticleId, ArticleKey, Patch};
use crate::config::Settings;
use crate::query::Query;
use crate::review::Marks;
use crate::search::Request;
use crate::store::Store;

pub use crate::app::message::{Effect, Message, Studied};
pub use crate::app::scene::{Outcome, Pane, Scene};

use crate::app::article::{Anchor, ArticlePane};
use crate::app::choice::Choice;
use crate::app::correcting::Form;
use crate::app::filter::FilterLine;
use crate::app::goto::GoTo;
use crate::app::help::Help;
use crate::app::history::History;
use crate::app::keeping::{Damaged, Keeping};
use crate::app::list::ListPane;
use crate::app::loading::Loading;
use crate::app::noting::{Drafts, Line};
use crate::app::palette::Palette;
use crate::app::picker::Picker;
use crate::app::printed::Printed;
use crate::app::screen::{Screen, Wish};
use crate::app::selecting::Question;
use crate::app::selection::Selection;
use crate::app::status::Status;
use crate::app::tags::TagBox;
use crate::app::timeline::TimelinePane;
use crate::app::views::{View, Views};

/// What the program was started with.
#[derive(Clone, Debug)]
pub struct Start {
    /// What the header calls the collection ("built-in samples", a folder's name).
    pub collection: String,
    /// Whether the collection is the built-in samples, so that the screen says how to open one's own.
    pub samples: bool,
    /// The filter to begin with.
    pub query: String,
    /// Today, for relative spans.
    pub today: NaiveDate,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
}

/// What was opened.
#[derive(Clone, Debug)]
pub struct Collection {
    /// What the header calls it.
    pub name: String,
    /// Whether it is the built-in samples.
    pub is_samples: bool,
}

/// What lies over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Choosing a source or a date.
    Picker(Picker),
    /// What works here and now.
    Help(Help),
    /// Typing the name of a command.
    Palette(Palette),
    /// Choosing what is to be done.
    Choice(Choice),
    /// What a command printed.
    Printed(Printed),
    /// Typing a date to go to.
    GoTo(GoTo),
    /// The question before quitting with marks that will be lost.
    Quit,
    /// The question before something is said of several articles at once.
    Ask(Question),
    /// The offer of the last backup.
    Damaged(Damaged),
    /// Adding tags, or taking some away.
    Tags(TagBox),
    /// Writing a note or a reason.
    Line(Line),
    /// Correcting source and date.
    Form(Form),
    /// Every change of marks.
    History(History),
}

/// The state of the interface.
pub struct App {
    /// What the panes share.
    pub scene: Scene,
    /// The list.
    pub list: ListPane,
    /// The article.
    pub article: ArticlePane,
    /// The timeline.
    pub timeline: TimelinePane,
    /// The filter line.
    pub filter: FilterLine,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// Views to go back and forward to.
    pub views: Views,
    /// What the status line was asked to say.
    pub status: Status,
    /// How far reading is.
    pub loading: Loading,
    /// How far finding out about the articles is, while that goes on.
    pub studied: Option<Studied>,
    /// What was opened.
    pub collection: Collection,
    /// Whether the focused pane is wanted alone.
    pub alone: bool,
    /// The newest question to the index.
    asked: Option<Request>,
    /// Articles that stay though they match no more, until the filter is next edited.
    kept: Vec<ArticleId>,
    /// The view before the filter line was opened for typing.
    typing_from: Option<View>,
    /// The time terms of the filter that were switched off last, as they are written while on.
    times_off: Vec<String>,
    /// Whether marks changed that the filter asks for since the newest question.
    stale: bool,
    /// What the last command printed.
    printed: Option<Printed>,
    /// What later became known of articles, waiting for the answer that knows it too.
    patches: Vec<Patch>,
    /// The articles judged by the last key: a reason that follows is about them.
    just_judged: Vec<ArticleId>,
    /// Whether the article under the cursor is laid out.
    laid_out: LaidOut,
    /// Cursor and selection of the reading before, waiting for their articles to be read again.
    carried: Carried,
    /// What was to be undone or done again before the changes of earlier runs, or of the reading
    /// before, are known; nothing where they are.
    owed: Option<Vec<Action>>,
}

/// What survives reading the collection again, by key: articles by which of several copies, too.
#[derive(Debug, Default)]
struct Carried {
    selected: Option<(ArticleKey, u32)>,
    top: Anchor,
    selection: Vec<ArticleKey>,
}

impl App {
    /// The interface before anything was read.
    pub fn new(settings: Settings, start: Start) -> Self {
        let timeline = TimelinePane::new(&settings);
        let order = settings.order;
        let scene = Scene {
            settings,
            store: Store::new(),
            marks: Marks::default(),
            keeping: Keeping::default(),
            changed: BTreeSet::new(),
            doubts: Vec::new(),
            hits: None,
            query: Arc::new(Query::default()),
            order,
            selected: None,
            selection: Selection::default(),
            drafts: Drafts::default(),
            screen: Screen::default(),
            focus: Pane::List,
            today: start.today,
        };
        let mut app = Self {
            scene,
            list: ListPane::default(),
            article: ArticlePane::default(),
            timeline,
            filter: FilterLine::default(),
            overlay: None,
            views: Views::default(),
            status: Status::default(),
            loading: Loading::default(),
            studied: None,
            collection: Collection {
                name: start.collection,
                is_samples: start.samples,
            },
            alone: false,
            asked: None,
            kept: Vec::new(),
            typing_from: None,
            times_off: Vec::new(),
            stale: false,
            printed: None,
            patches: Vec::new(),
            just_judged: Vec::new(),
            laid_out: LaidOut::Yes,
            carried: Carried::default(),
            owed: Some(Vec::new()),
        };
        if !start.query.is_empty() {
            app.filter.set(&start.query, &mut app.scene);
        }
        app.arrange(start.size);
        app
    }

    /// Where the person is: it decides what a key means.
    pub fn context(&self) -> Context {
        match (&self.overlay, self.scene.focus) {
            (Some(Overlay::Picker(_)), _) => Context::Picker,
            (Some(Overlay::Palette(_) | Overlay::GoTo(_)), _) => Context::Command,
            (Some(Overlay::Tags(_) | Overlay::Line(_) | Overlay::Form(_)), _) => Context::Mark,
            (Some(_), _) => Context::Overlay,
            (None, _) if self.filter.is_editing() => Context::Filter,
            (None, _) if self.article.is_finding() => Context::Find,
            (None, Pane::List) => Context::List,
            (None, Pane::Article) => Context::Article,
            (None, Pane::Timeline) => Context::Timeline,
        }
    }

    /// Lays the regions out for a terminal of so many columns and rows.
    fn arrange(&mut self, (columns, rows): (u16, u16)) {
        let wish = Wish {
            measure: self.scene.settings.measure,
            timeline_rows: self.timeline.rows(),
            focus: self.scene.focus,
            alone: self.alone,
            hints: self.scene.settings.footer,
        };
        self.scene.screen = Screen::of(columns, rows, wish);
    }
}
