//! What the reader said of articles: whether it is found again, whatever happened meanwhile.
//!
//! Some of it is done by child processes, which are this very test program again: a test that is
//! ignored, and called by name.

mod damage;
mod identity;
mod kills;
mod together;
mod transfer;
mod writer;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dateline::article::Mark;
use dateline::ingest::{self, Event, Input, Options, key};
use dateline::review::memory::{self, Subject};
use dateline::store::Store;

/// The program, with its state in this folder and the settings of nobody.
pub(crate) fn dateline(state: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HOME", state);
    command.env("XDG_STATE_HOME", state);
    command
}

/// Everything that is read there.
pub(crate) fn read(path: &Path) -> Store {
    let mut store = Store::new();
    let inputs = [Input::Path(path.to_owned())];
    let never = AtomicBool::new(false);
    ingest::read(&inputs, &Options::default(), &never, &mut |event| {
        if let Event::Articles(batch) = event {
            store.append(Arc::new(batch));
        }
    });
    store
}

/// Says this of the article whose text holds `word`, as the program would keep it.
pub(crate) fn mark(state: &Path, pile: &Path, word: &str, mark: Mark) {
    let store = read(pile);
    let mut holding = store.iter().filter(|view| view.text().contains(word));
    let view = holding.next().unwrap();
    let subject = Subject {
        prints: view.prints(),
        words: key::simhash(view.body()),
        headline: view.headline_or_lead().to_owned(),
        path: view.path().to_owned(),
    };
    let folder = state.join("dateline");
    let mut memory = memory::open(&folder).unwrap().memory;
    memory.put(&[(subject, mark)]).unwrap();
}

/// Starred.
pub(crate) fn starred() -> Mark {
    Mark {
        starred: true,
        ..Mark::default()
    }
}

/// Everything that the file in this folder remembers, by the number in the headline.
pub(crate) fn remembered(folder: &Path) -> Vec<(u64, Mark)> {
    let opened = memory::open(folder).unwrap();
    assert_eq!(opened.notice, None);
    let all = opened.remembered.into_iter();
    all.map(|one| (one.subject.prints.body, one.mark)).collect()
}
