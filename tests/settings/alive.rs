//! No dead key: wherever a key is bound, there is a moment at which it shows something or asks
//! something of the world.

use dateline::action::Context;
use dateline::keymap::Keymap;

use crate::frames::harness::Reader;

/// Moments in a context, as keys from the start; a key has to do something in one of them.
#[rustfmt::skip]
const MOMENTS: [(Context, &[&str]); 8] = [
    (Context::List, &["", "j j", "r", "r u", "* H", "/ i r a n Enter", "/ i r a n Enter H", "G k"]),
    (Context::Article, &[
        "Enter", "Enter r", "Enter r u", "j Enter", "j j Enter", "j j Enter c", "j j Enter G",
        "Enter / i r a n Enter", "Enter / i r a n Enter n n", "/ i r a n Enter Enter",
        "/ i r a n Enter H Enter",
    ]),
    (Context::Timeline, &[
        "t", "t l", "t h", "t v l", "t 3", "t z", "t >", "t r", "j t", "j j t", "G t", "* t",
        "* u t", "/ i r a n Enter t", "/ i r a n Enter H t",
    ]),
    (Context::Filter, &["/", "/ i r a n", "/ i r a n C-a", "/ s o u", "/ Down Down", "/ PageDown"]),
    (Context::Find, &["Enter /", "Enter / i r a n", "Enter / i r a n C-a"]),
    (Context::Command, &[":", ": r e", ": r e C-a", ": r e Down Down", ": PageDown"]),
    (Context::Picker, &[
        "s", "s k", "s k C-a", "s Down", "d", "d Down", "d Right", "d PageDown", "d 2",
    ]),
    (Context::Overlay, &["?", "? j", "? G", "* q", "? PageDown"]),
];

#[test]
fn every_bound_key_does_something() {
    let dead: Vec<String> = std::thread::scope(|scope| {
        let tried =
            MOMENTS.map(|(context, moments)| scope.spawn(move || dead_keys(context, moments)));
        tried
            .into_iter()
            .flat_map(|keys| keys.join().unwrap())
            .collect()
    });
    assert!(
        dead.is_empty(),
        "keys that do nothing:\n{}",
        dead.join("\n")
    );
}

/// The keys of a context that do nothing at any of its moments.
fn dead_keys(context: Context, moments: &[&str]) -> Vec<String> {
    let at = |keys: &str| {
        let mut reader = Reader::samples(80, 24);
        reader.press(keys);
        reader
    };
    let starts: Vec<Reader> = moments.iter().map(|keys| at(keys)).collect();
    let mut dead = Vec::new();
    for help in Keymap::default().help(context) {
        for key in help.keys {
            let alive = moments.iter().zip(&starts).any(|(keys, start)| {
                let mut reader = at(keys);
                reader.press(&key.to_string());
                reader.cells() != start.cells() || reader.left.len() != start.left.len()
            });
            if !alive {
                let name = help.command.name;
                dead.push(format!("{key} ({name}) in {}", context.name()));
            }
        }
    }
    dead
}
