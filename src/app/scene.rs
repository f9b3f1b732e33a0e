//! What every pane may look at, and what a pane may ask for.
//!
//! A pane owns its own small state and changes only that. What it needs beyond itself it reads
//! from the [`Scene`]; what should change beyond itself it returns as [`Outcome`]s, which
//! [`crate::app::update`] carries out in one place.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::action::Action;
use crate::app::Overlay;
use crate::app::keeping::Keeping;
use crate::app::message::{Effect, OutFile};
use crate::app::noting::Drafts;
use crate::app::remark::Remark;
use crate::app::screen::Screen;
use crate::app::selection::Selection;
use crate::article::ArticleId;
use crate::config::Settings;
use crate::export::Form;
use crate::query::Query;
use crate::review::Marks;
use crate::review::recall::Doubt;
use crate::search::{Hits, Order};
use crate::store::Store;

/// One of the three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The list.
    #[default]
    List,
    /// The article.
    Article,
    /// The timeline.
    Timeline,
}

impl Pane {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Article => "article",
            Self::Timeline => "timeline",
        }
    }

    /// The pane after this one in the order of Tab.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::List => Self::Article,
            Self::Article => Self::Timeline,
            Self::Timeline => Self::List,
        }
    }

    /// The pane before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        self.next().next()
    }
}

/// What the panes share and show: the collection, the answer on screen, the selected article.
pub struct Scene {
    /// The settings of this run.
    pub settings: Settings,
    /// Every article read so far.
    pub store: Store,
    /// The reader's marks.
    pub marks: Marks,
    /// Where marks go, and how that is going.
    pub keeping: Keeping,
    /// Articles whose text is another than when they were marked.
    pub changed: BTreeSet<ArticleId>,
    /// Marks of earlier runs that fit several articles and were given to none.
    pub doubts: Vec<Doubt>,
    /// The last good answer; `None` until the first one.
    pub hits: Option<Arc<Hits>>,
    /// The query whose answer is on screen or on its way.
    pub query: Arc<Query>,
    /// Order of the list.
    pub order: Order,
    /// The selected article: the cursor of the list, the one the article pane shows, the one
    /// whose bar is marked.
    pub selected: Option<ArticleId>,
    /// The articles chosen to be marked all at once.
    pub selection: Selection,
    /// Notes that are being written.
    pub drafts: Drafts,
    /// Where everything stands.
    pub screen: Screen,
    /// The pane that gets the keys.
    pub focus: Pane,
    /// The day that relative spans count from.
    pub today: NaiveDate,
}

impl Scene {
    /// The articles of the list, in its order.
    pub fn rows(&self) -> &[ArticleId] {
        self.hits.as_ref().map_or(&[], |hits| &hits.order)
    }
}

/// What a pane, a picker or a line asks of the rest of the interface.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Select this article everywhere.
    Select(ArticleId),
    /// Select this article and read it: the article pane gets the focus; `H` comes back.
    Open(ArticleId),
    /// Put this text into the filter line and search; `H` comes back.
    Filter(String),
    /// Go to this moment in the timeline; `H` comes back.
    GoTo(NaiveDateTime),
    /// Ask the index again for the same query (the window or step of the timeline changed).
    Search,
    /// Give a pane the focus.
    Focus(Pane),
    /// Say this in the status line until the next key.
    Say(String),
    /// Show this on top.
    Show(Box<Overlay>),
    /// Take away the topmost overlay.
    Close,
    /// Say this of these articles, as one change.
    Remark(Vec<ArticleId>, Remark),
    /// Keep a note that is being typed, whatever happens; `None`: it is finished.
    Draft(Vec<ArticleId>, Option<String>),
    /// Write this note on in the editor.
    Edit(Vec<ArticleId>, String),
    /// Go to the state after so many of the changes in the history.
    Travel(usize),
    /// Ask this of the world.
    Ask(Box<Effect>),
    /// Give the selected article to this command of the settings.
    Pipe(usize),
    /// Write the result, or what is selected of it, to a file.
    Export(Form, OutFile),
    /// Carry out a command with what was typed behind its name.
    Call(Action, String),
    /// Do as if this had been meant by a key (chosen by name in the command line).
    Do(Action),
}
