//! Extractors are foreign code over hostile pages: they are given what is bounded, a thread of
//! their own and a deadline.
//!
//! A thread cannot be killed. One that is still at work after its deadline is left behind, and no
//! extractor runs again for the rest of the process; its page, and all pages after it, go the way
//! of plain text and say so. A panic costs the extraction of that page.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread::Builder;
use std::time::Duration;

use scraper::Html;

use super::{Block, Extractor};

/// How long an extractor may take over one page: what one record may cost. The slowest page that the
/// pre-scan lets through took a fifth of it; a build for debugging is many times slower.
const DEADLINE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 120 } else { 5 });

/// Stack of the thread, in bytes: extractors walk trees by calling themselves.
const STACK: usize = 16 << 20;

/// Longest page that an extractor is given, in bytes: they are slower than linear on long ones.
const LONGEST_PAGE: usize = 4 << 20;

/// Most nodes and most levels of a page that an extractor is given. Twice what the pre-scan lets
/// through: should a parser make more of a page, the page is not as harmless as it looked.
const MOST_NODES: usize = 240_000;
const MOST_LEVELS: usize = 600;

/// Why a page was given to no extractor, or gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest::html) enum Missing {
    /// It is longer, deeper or of more parts than an extractor can take.
    TooLarge,
    /// An extractor did not come to an end with it.
    TooSlow,
    /// One did not come to an end with a page before.
    Off,
    /// An extractor failed.
    Failed,
}

impl Missing {
    /// The reason in words.
    pub(in crate::ingest::html) fn words(self) -> &'static str {
        match self {
            Self::TooLarge => "too large to tell the article from its page: read like plain text",
            Self::TooSlow => {
                "telling the article from its page took too long: read like plain text, as are all \
                 pages after it"
            }
            Self::Off => "read like plain text: telling articles from pages got stuck before",
            Self::Failed => "telling the article from its page failed: read like plain text",
        }
    }
}

/// Watches over extractors.
#[derive(Debug)]
pub(in crate::ingest::html) struct Watch {
    is_off: AtomicBool,
    deadline: Duration,
}

impl Watch {
    /// With the deadline of [`DEADLINE`].
    pub(in crate::ingest::html) const fn new() -> Self {
        Self::within(DEADLINE)
    }

    const fn within(deadline: Duration) -> Self {
        Self {
            is_off: AtomicBool::new(false),
            deadline,
        }
    }

    /// The blocks that an extractor finds in a page; `parsed` is the same page as a tree.
    pub(in crate::ingest::html) fn extract(
        &self,
        extractor: &'static (dyn Extractor + Sync),
        html: String,
        parsed: &Html,
    ) -> Result<Vec<Block>, Missing> {
        if self.is_off.load(Ordering::Relaxed) {
            return Err(Missing::Off);
        }
        if html.len() > LONGEST_PAGE || !is_tame(parsed) {
            return Err(Missing::TooLarge);
        }
        let (done, waiting) = sync_channel(1);
        let thread = Builder::new().name("extract".to_owned()).stack_size(STACK);
        let started = thread.spawn(move || {
            let found = extractor.extract(&html);
            // Nobody waits any more when the deadline is over.
            let _sent = done.send(found);
        });
        if started.is_err() {
            return Err(Missing::Failed);
        }
        match waiting.recv_timeout(self.deadline) {
            Ok(found) => Ok(found),
            Err(RecvTimeoutError::Timeout) => {
                self.is_off.store(true, Ordering::Relaxed);
                Err(Missing::TooSlow)
            }
            Err(RecvTimeoutError::Disconnected) => Err(Missing::Failed),
        }
    }
}

/// Whether a parser made of a page what the pre-scan promises.
fn is_tame(parsed: &Html) -> bool {
    let (nodes, levels) = size(parsed);
    nodes <= MOST_NODES && levels <= MOST_LEVELS
}

/// How many nodes a page has, and how deep they nest.
pub(in crate::ingest::html) fn size(parsed: &Html) -> (usize, usize) {
    let (mut nodes, mut level, mut deepest) = (0_usize, 0_usize, 0_usize);
    for edge in parsed.root_element().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(_) => {
                nodes += 1;
                level += 1;
                deepest = deepest.max(level);
            }
            ego_tree::iter::Edge::Close(_) => level = level.saturating_sub(1),
        }
    }
    (nodes, deepest)
}

#[cfg(test)]
mod tests {
    use std::sync::{LazyLock, Mutex, mpsc};

    use super::super::super::blocks;
    use super::*;

    struct Quick;

    impl Extractor for Quick {
        fn extract(&self, html: &str) -> Vec<Block> {
            blocks::blocks(html)
        }
    }

    struct Broken;

    impl Extractor for Broken {
        fn extract(&self, _html: &str) -> Vec<Block> {
            panic!("not this page")
        }
    }

    /// Comes to no end as long as the other end of its channel lives.
    struct Stuck(Mutex<mpsc::Receiver<()>>);

    static STUCK: LazyLock<(mpsc::Sender<()>, Stuck)> = LazyLock::new(|| {
        let (hold, held) = mpsc::channel();
        (hold, Stuck(Mutex::new(held)))
    });

    impl Extractor for Stuck {
        fn extract(&self, _html: &str) -> Vec<Block> {
            let _held = self.0.lock().unwrap().recv();
            Vec::new()
        }
    }

    fn run(watch: &Watch, extractor: &'static (dyn Extractor + Sync)) -> Result<usize, Missing> {
        let html = "<p>One";
        let found = watch.extract(extractor, html.to_owned(), &Html::parse_document(html));
        found.map(|blocks| blocks.len())
    }

    #[test]
    fn after_one_extractor_without_end_none_runs_again() {
        assert_eq!(run(&Watch::new(), &Quick), Ok(1));
        let watch = Watch::within(Duration::from_millis(1));
        assert_eq!(run(&watch, &STUCK.1), Err(Missing::TooSlow));
        assert_eq!(run(&watch, &Quick), Err(Missing::Off));
    }

    #[test]
    fn a_panic_costs_its_page_only() {
        let silent = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let watch = Watch::new();
        assert_eq!(run(&watch, &Broken), Err(Missing::Failed));
        std::panic::set_hook(silent);
        assert_eq!(run(&watch, &Quick), Ok(1));
    }

    #[test]
    fn what_is_too_large_is_given_to_no_extractor() {
        let long = " ".repeat(LONGEST_PAGE + 1);
        let page = Html::parse_document("<p>One");
        let watch = Watch::new();
        let found = watch.extract(&Broken, long, &page);
        assert_eq!(found, Err(Missing::TooLarge));
        let deep = "<div>".repeat(MOST_LEVELS + 1);
        let page = Html::parse_document(&deep);
        assert_eq!(watch.extract(&Broken, deep, &page), Err(Missing::TooLarge));
    }
}
