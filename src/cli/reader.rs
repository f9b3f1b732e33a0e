//! `dateline [PATH]...`: the reader on the screen.

use std::fs;
use std::path::Path;

use crate::app::{App, Start};
use crate::config::Loaded;
use crate::ingest::{Input, Options};
use crate::runtime::{self, Pile, clock};
use crate::text;

use super::arguments::{Arguments, Reading};
use super::failure::Failure;
use super::{memory, settings};

/// Size of the screen until the terminal has said it.
const SIZE: (u16, u16) = (80, 24);

/// Opens the reader and runs it until it is left.
pub(super) fn run(wanted: &Reading) -> Result<u8, Failure> {
    let inputs = wanted.collection.inputs();
    are_there(&inputs)?;
    let Loaded { settings, .. } = settings::load(&wanted.file, wanted.flags())?;
    let given = wanted.collection.options();
    let options = Options {
        infer: given.infer && settings.infer,
        ..given
    };
    let start = Start {
        collection: name(&inputs),
        samples: inputs == [Input::Samples],
        query: wanted.narrowing.query.clone(),
        today: clock::today(),
        size: SIZE,
    };
    let place = memory::place(&inputs, &wanted.state);
    let pile = Pile {
        inputs,
        options,
        follows: wanted.follow,
        place,
    };
    let exit = runtime::run(App::new(settings, start), pile);
    exit.map(runtime::Exit::code)
        .map_err(|fault| Failure::usage(fault.to_string(), ""))
}

/// Refuses to open the reader on nothing but paths that are not there: most likely a slip.
fn are_there(inputs: &[Input]) -> Result<(), Failure> {
    let is_missing = |input: &Input| match input {
        Input::Path(path) => fs::symlink_metadata(path).is_err(),
        Input::Tail(..) | Input::Stdin | Input::Samples => false,
    };
    let Some(Input::Path(first)) = inputs.first() else {
        return Ok(());
    };
    if !inputs.iter().all(is_missing) {
        return Ok(());
    }
    let shown = text::visible(&first.to_string_lossy());
    Err(Failure::usage(
        format!("{shown}: no such file or folder"),
        mend(first),
    ))
}

/// What to do about a path that is not there.
fn mend(path: &Path) -> String {
    let commands = <Arguments as clap::CommandFactory>::command();
    let is_command = |name: &str| commands.find_subcommand(name).is_some();
    match path.to_str() {
        Some(name) if is_command(name) => {
            format!("the command {name} comes first: dateline {name} …")
        }
        name => {
            let names = commands.get_subcommands().map(clap::Command::get_name);
            match text::nearest(name.unwrap_or_default(), names) {
                Some(near) => format!("did you mean the command {near}: dateline {near} …"),
                None => "dateline --help lists the commands".to_owned(),
            }
        }
    }
}

/// What the header calls the collection.
pub(super) fn name(inputs: &[Input]) -> String {
    match inputs {
        [Input::Samples] => "built-in samples".to_owned(),
        [Input::Stdin] => "standard input".to_owned(),
        [Input::Path(path)] => text::visible(&path.to_string_lossy()),
        several => format!("{} paths", several.len()),
    }
}
