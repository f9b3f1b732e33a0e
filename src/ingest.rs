//! From bytes to articles: everything between a path and the store.
//!
//! `discover` walks what was named and opens files; `decode` makes text of bytes; `sniff` says
//! what a text is; `segment` and `dates` make an article of plain text in `plain`; `collection`
//! adds what only many articles together tell; [`read()`] drives it all, on every core, and hands
//! over articles in an order that depends on the names alone. `mentions` are found later, by a
//! [`Study`], when the list stands.
//!
//! Promises: a bad file or record costs itself and is named in the [`Report`], never silently;
//! nothing here waits for a pipe, a device or a socket; every bound that bites is told; the clock
//! and the file times decide nothing about an article.

pub mod calendar;
pub mod collection;
pub mod copies;
pub mod dates;
pub mod earlier;
pub mod key;
pub mod mentions;
pub mod pace;
pub mod plain;
pub mod report;
pub mod segment;
pub mod study;

mod bytes;
mod clippings;
mod compose;
mod decode;
mod discover;
mod feed;
mod fields;
mod formats;
mod html;
mod json;
mod kept;
mod language;
mod markdown;
mod markup;
mod mhtml;
mod read;
mod sniff;
mod stamp;
mod table;
mod unpack;
mod warc;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::{Moment, Patch};
use crate::store::Batch;

use collection::Pass;

pub use discover::watch::{News, Watch};
pub use earlier::Earlier;
pub use fields::{FieldMap, Mapping};
pub use pace::{Hold, Pace};
pub use report::{FileIssue, FormatCount, Reached, Report};
pub use study::Study;

/// Longest text that is read as one article unless the options say otherwise, in bytes.
pub const LONGEST_TEXT: u64 = 32 << 20;

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether dates and sources may be concluded from evidence; without, they are unknown
    /// unless a document states them.
    pub infer: bool,
    /// The publication date of documents that state none themselves, as the reader says.
    pub published: Option<Moment>,
    /// Longest text that is read as one article, in bytes of the file; what lies beyond is cut,
    /// and the cut is told.
    pub longest_text: u64,
    /// What fields of records mean, where their names do not tell.
    pub map: FieldMap,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            infer: true,
            published: None,
            longest_text: LONGEST_TEXT,
            map: FieldMap::default(),
        }
    }
}

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with everything in it. Names beginning with a dot are left out unless
    /// they are named here.
    Path(PathBuf),
    /// What stands in a file of lines from there on.
    Tail(PathBuf, Reached),
    /// Standard input, as one text.
    Stdin,
    /// The five documents that are built into the program.
    Samples,
}

/// What [`read`] hands over, in this order: articles and progress in turn, then patches, and
/// progress once more.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a few events for a megabyte of text, each moved once"
)]
pub enum Event {
    /// The next articles; the first of all is `ArticleId(0)`, and so on without a gap. Their time
    /// expressions are still to be looked for, see [`Study`].
    Articles(Batch),
    /// What only the whole collection told.
    Patches(Vec<Patch>),
    /// How far it is.
    Progress(Progress),
}

/// How far reading is; every number only grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files found so far.
    pub files_found: usize,
    /// Files read, or given up, so far.
    pub files_read: usize,
    /// Articles handed over so far.
    pub articles: usize,
    /// Bytes read so far.
    pub bytes: u64,
    /// Bytes there are to read, once everything has been found.
    pub bytes_found: Option<u64>,
}

/// Reads `inputs` one after the other, in a deterministic order (folders sorted by name), on as
/// many threads as the machine has cores, and hands everything to `sink` on the calling thread.
///
/// The first batches are small, so that a screen fills at once. When it is stopped, reading ends
/// within a few files: what was read stays, the collection pass runs over it, and
/// [`Report::stopped`] says so.
///
/// Linear in the bytes read. A file that cannot be read, or that brings a reading rule to panic,
/// costs itself and is named in the report.
pub fn read<'p>(
    inputs: &[Input],
    options: &Options,
    pace: impl Into<Pace<'p>>,
    sink: &mut dyn FnMut(Event),
) -> Report {
    let nothing = Earlier::default();
    read_again(inputs, options, &nothing, pace, sink)
}

/// The same, with everything that an earlier reading with the same options brought: what is
/// unchanged since is not opened. What comes out is what [`read`] brings.
pub fn read_again<'p>(
    inputs: &[Input],
    options: &Options,
    earlier: &Earlier,
    pace: impl Into<Pace<'p>>,
    sink: &mut dyn FnMut(Event),
) -> Report {
    let pass = &mut Pass::new();
    read::run(inputs, options, (earlier, pass), (pace.into(), sink))
}

/// The same behind `first` articles that were read with the same `pass` before, which is a
/// [`Pass::following`]: what the articles of all readings tell of each other comes out, as far as it
/// was not told before. Articles count from 0 as ever; patches speak of the articles of all
/// readings, numbered through.
pub fn read_on<'p>(
    inputs: &[Input],
    options: &Options,
    (earlier, pass, first): (&Earlier, &mut Pass, u32),
    pace: impl Into<Pace<'p>>,
    sink: &mut dyn FnMut(Event),
) -> Report {
    pass.begin(first);
    read::run(inputs, options, (earlier, pass), (pace.into(), sink))
}

/// A path as articles say it: control characters and bytes that are no UTF-8 escaped.
pub fn shown(path: &Path) -> Arc<str> {
    discover::shown(path)
}

/// A sample document: its path in the program's own folder, and its bytes.
pub type Sample = (&'static str, &'static [u8]);

/// The five documents that are built into the program, in the order of their names.
pub fn samples() -> &'static [Sample] {
    &SAMPLES
}

static SAMPLES: [Sample; 5] = [
    (
        "seeds/000_2e8023f4b51d9a25.txt",
        include_bytes!("../seeds/000_2e8023f4b51d9a25.txt"),
    ),
    (
        "seeds/001_79891b97d5ba1d21.txt",
        include_bytes!("../seeds/001_79891b97d5ba1d21.txt"),
    ),
    (
        "seeds/002_ae3f5909b74d7364.txt",
        include_bytes!("../seeds/002_ae3f5909b74d7364.txt"),
    ),
    (
        "seeds/003_c5a9267bdd678c94.txt",
        include_bytes!("../seeds/003_c5a9267bdd678c94.txt"),
    ),
    (
        "seeds/004_9a1cb4d42c5e41c1.txt",
        include_bytes!("../seeds/004_9a1cb4d42c5e41c1.txt"),
    ),
];
