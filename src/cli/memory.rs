//! What the reader said of the articles of a collection, for commands without a screen.

use std::collections::HashMap;
use std::fs;

use crate::article::{ArticleId, Mark};
use crate::ingest::{Input, key};
use crate::review::Fault;
use crate::review::memory::{self, Memory};
use crate::review::recall::{Found, Recall};
use crate::runtime::Place;
use crate::store::Store;
use crate::text;

use super::arguments::State;
use super::output;

/// Where the reader keeps what is said of a collection.
pub(super) fn place(inputs: &[Input], wanted: &State) -> Place {
    let folder = memory::folder().filter(|_| !wanted.no_state);
    let homeless = folder.is_none() && !wanted.no_state;
    Place {
        folder,
        reason: homeless.then(|| Fault::NoFolder.to_string()),
        collection: collection(inputs),
    }
}

/// What identifies a collection: its paths made absolute, one a line; nothing does where standard
/// input is among them.
fn collection(inputs: &[Input]) -> Option<String> {
    let name = |input: &Input| match input {
        Input::Samples => Some("built-in samples".to_owned()),
        Input::Stdin => None,
        Input::Path(path) | Input::Tail(path, _) => {
            let absolute = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            Some(text::visible(&absolute.to_string_lossy()))
        }
    };
    let names: Option<Vec<String>> = inputs.iter().map(name).collect();
    names.map(|names| names.join("\n"))
}

/// The marks of a collection that was read to its end. Nothing is written; what cannot be read,
/// and marks that fit several articles, are told on standard error.
pub(super) fn marks(store: &Store, wanted: &State) -> HashMap<ArticleId, Mark> {
    recalled(store, wanted).unwrap_or_else(|fault| {
        output::tell(&format!("marks are left out: {fault}"));
        HashMap::new()
    })
}

fn recalled(store: &Store, wanted: &State) -> Result<HashMap<ArticleId, Mark>, Fault> {
    let folder = memory::folder().filter(|_| !wanted.no_state);
    let memory = match folder {
        Some(folder) => Memory::look(&folder)?,
        None => None,
    };
    let Some(memory) = memory else {
        return Ok(HashMap::new());
    };
    let mut recall = Recall::new(memory.recall()?);
    let mut found: Vec<Found> = store
        .iter()
        .filter_map(|view| recall.meet(view.id(), view.prints(), view.path()))
        .collect();
    let settled = recall.settle(&mut |id| {
        let view = store.get(id);
        view.map_or(0, |view| key::simhash(view.body()))
    });
    found.extend(settled.found);
    for doubt in &settled.doubts {
        let names = doubt.candidates.iter().filter_map(|id| store.get(*id));
        let names: Vec<String> = names.map(|view| text::visible(view.path())).collect();
        let many = doubt.candidates.len();
        output::tell(&format!(
            "a mark fits {many} articles and was given to none: {}",
            names.join(", ")
        ));
    }
    let marks = found.into_iter().map(|found| (found.id, found.mark));
    Ok(marks.filter(|(_, mark)| *mark != Mark::default()).collect())
}
