//! `dateline` reads piles of news in the terminal.
//!
//! Point it at a folder of scraped texts; it makes clean, dated, sourced articles of them and
//! shows three panes that always agree: the list, the article and the timeline. This page is the
//! architecture; it is kept true, and `tests/layers.rs` fails where the code differs from it.
//!
//! # What it promises
//!
//! 1. **Truth.** Every headline, source and date says where it was read and how sure that is. A
//!    guess is marked, explained, and can be switched off; undated is a valid date.
//! 2. **Nothing hidden.** What was skipped, cut, repaired, filtered away or guessed is counted.
//! 3. **Never in the way.** No key waits for the disk, a parser or a search.
//! 4. **Nothing lost.** What was said of an article survives a kill, a full disk, a moved folder.
//! 5. **Text is only text.** No byte of an article reaches the terminal as anything but text.
//!
//! # The rooms of the house
//!
//! Imports point downwards only.
//!
//! ```text
//! L0  article   the record: Article, Published, Mention, Mark; plain data
//!     text      sanitise, fold, width, wrap; no I/O
//! L1  action    everything a person can mean
//!     keymap    key -> action; ONE table of commands
//!     query     the filter line: spans, faults, printing, editing
//!     review    marks, undo and redo; the file that keeps them; finding their articles again
//!     config    settings: file < environment < flags, all faults at once
//! L2  store     in-memory columns: batches, patches, views
//!     ingest    bytes -> articles: discover, decode, sniff, segment, dates, mentions, collection
//!     timeline  dates and a set of hits -> calendar-true bars
//!     search    query + index -> hits, facets, bars; chunked and interruptible
//!     export    articles and marks -> Markdown, HTML, CSV, JSONL, RIS, BibTeX; pure text
//! L3  app       the whole interface state; update(message) -> effects
//! L4  ui        draw(frame, &app); borrows only
//! L5  runtime   the loop, terminal guard, input, loader, searcher, keeper, clock
//! L6  cli       subcommands, output, exit codes; main.rs parses, calls, exits
//! ```
//!
//! The searcher counts the bars while it holds the hits, so `search` names `timeline` and not the
//! other way round.
//!
//! # Four ways through the house
//!
//! **Key to frame.** A terminal event becomes a [`app::Message`]; the topmost overlay or the
//! focused pane gives the context in which [`keymap`] turns the key into an [`action::Action`];
//! [`app::App::update`], a pure function of state and message, changes the state and returns
//! effects; [`runtime`] performs them without blocking and draws at most one frame in 16 ms. The
//! loop blocks on one channel, drains what waits, updates, draws once. Nothing ticks: where nothing
//! arrives, nothing runs.
//!
//! **File to store.** `ingest::discover` finds regular files in sorted order, `decode` finds the
//! encoding, `sniff` the format, by content; a reader makes an [`article::Article`] that says of
//! everything where it was read. Long files of records are cut at the ends of records and read in
//! pieces, so that none is held whole. Each reading thread makes batches of its articles; they are
//! numbered where they are put back in order, the first ones small, so that the screen fills at
//! once. When the collection is complete, `ingest::collection` adds what only many articles
//! together tell, as [`article::Patch`]es; and when the list stands, `ingest::study` finds out
//! what nobody waited for: the times that articles speak of, and their language. A bad file costs
//! itself: it becomes an issue that the screen counts and `dateline check` lists.
//!
//! **Letter to list.** Every edit of the filter line is parsed at once; a fault keeps the last
//! good result and says what was expected where. A request with a generation number goes to the
//! searcher, the one thread that owns the [`search::Index`]; it drains to the newest request,
//! publishes headline hits, then body hits; the app drops stale answers and keeps its cursor on
//! the article, never on the row.
//!
//! **Mark to disk.** Every change of [`review::Marks`] leaves a [`review::Step`]; the keeper, the one
//! thread that owns the file of marks, writes them in order, as many at once as wait, and tries
//! again what the disk refuses; the screen says what waits. As articles are read the keeper finds
//! those of earlier runs again by their fingerprints and tells what was said of them.
//!
//! # Where to begin reading
//!
//! [`article`] for the words, [`app`] for the state, `ingest::segment` for how messy text is
//! read, [`search`] for how a letter finds its articles.

pub mod action;
pub mod app;
pub mod article;
pub mod cli;
pub mod config;
pub mod export;
pub mod ingest;
pub mod keymap;
pub mod query;
pub mod review;
pub mod runtime;
pub mod search;
pub mod store;
pub mod text;
pub mod timeline;
pub mod ui;
