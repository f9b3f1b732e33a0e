//! Behaviour of keys and commands: every binding lands, every contradiction is said.

use std::collections::HashSet;

use proptest::prelude::*;
use toml::de::DeTable;

use super::*;
use crate::action::Motion;

fn key(text: &str) -> Key {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn patched(text: &str) -> Result<Keymap, Vec<KeyFault>> {
    let table = DeTable::parse(text).expect("the test writes TOML");
    Keymap::patched(table.get_ref())
}

fn faults(text: &str) -> Vec<String> {
    let faults = patched(text).expect_err(text);
    faults.into_iter().map(|fault| fault.message).collect()
}

#[test]
fn the_embedded_table_has_no_fault_and_no_dead_binding() {
    let map = patched("").expect("no fault");
    assert_eq!(map.bound.len(), Keymap::default().bound.len());
    assert_eq!(map.bound.len(), map.found.len());
    let table = DeTable::parse(Keymap::default_text()).expect("TOML");
    for (section, rows) in table.get_ref() {
        for (name, _) in rows.get_ref().as_table().expect("a section") {
            let command = named(name.get_ref()).expect("a command");
            let alive = Context::ALL
                .into_iter()
                .filter(|c| ["anywhere", c.name()].contains(&section.get_ref().as_ref()))
                .any(|c| !map.keys_of(command.action, c).is_empty());
            assert!(alive, "{} in [{}] is dead", command.name, section.get_ref());
        }
    }
}

#[test]
fn every_key_of_every_command_resolves_to_it() {
    let map = Keymap::default();
    for bound in &map.bound {
        let found = map.command(bound.context, bound.key).expect("bound");
        assert_eq!(
            found.name, bound.command.name,
            "{} in {:?}",
            bound.key, bound.context
        );
        assert!(map.resolve(bound.context, bound.key).is_some());
    }
}

#[test]
fn commands_are_named_once_documented_and_reachable() {
    let map = Keymap::default();
    let mut names = HashSet::new();
    let mut meant = HashSet::new();
    for command in commands() {
        assert!(names.insert(command.name), "{} twice", command.name);
        assert!(
            command.doc.len() > 3 && !command.doc.ends_with('.'),
            "{}: {}",
            command.name,
            command.doc
        );
        for context in command.contexts {
            assert!(
                meant.insert((*context, command.action)),
                "{} is said twice in {context:?}",
                command.name
            );
            let by_key = !map.keys_of(command.action, *context).is_empty();
            assert!(
                by_key || command.is_callable(),
                "{} cannot be reached in {context:?}",
                command.name
            );
        }
    }
}

#[test]
fn a_pane_comes_before_everywhere_and_text_stays_text() {
    let map = Keymap::default();
    assert_eq!(
        map.resolve(Context::List, key("/")),
        Some(Action::EditFilter)
    );
    assert_eq!(
        map.resolve(Context::Article, key("/")),
        Some(Action::FindHere)
    );
    assert_eq!(
        map.resolve(Context::Timeline, key("Home")),
        Some(Action::FitAll)
    );
    assert_eq!(
        map.resolve(Context::Timeline, key("3")),
        Some(Action::Digit(3))
    );
    for c in ' '..='~' {
        let typed = Key {
            code: KeyCode::Char(c),
            ..key("Esc")
        };
        for context in Context::ALL.into_iter().filter(|c| c.is_typing()) {
            assert_eq!(map.resolve(context, typed), None, "{c} in {context:?}");
        }
    }
}

#[test]
fn the_footer_of_the_list_is_the_one_designed() {
    let hints = Keymap::default().footer(Context::List);
    let text: Vec<String> = hints
        .iter()
        .map(|hint| {
            let keys: Vec<String> = hint.keys.iter().map(Key::to_string).collect();
            format!("{} {}", keys.join(" "), hint.word)
        })
        .collect();
    assert_eq!(
        text.join("  "),
        "j k move  Enter open  / filter  s source  d date  t timeline  r read  * star  \
         1 2 3 judge  + tags  a note  e correct  x select  o link  y copy  ? all keys  q quit"
    );
}

#[test]
fn a_patch_replaces_the_keys_of_its_command_there() {
    let map = patched("[list]\nstar = 'Space'\n[anywhere]\nundo = ['U', 'C-u']\nhelp = []")
        .expect_err("C-u is taken")
        .len();
    assert_eq!(map, 1);
    let map = patched("[list]\nstar = 'Space'\n[anywhere]\nundo = ['U']\nalone = []").unwrap();
    assert_eq!(
        map.resolve(Context::List, key("Space")),
        Some(Action::ToggleStar)
    );
    assert_eq!(map.resolve(Context::List, key("*")), None);
    assert_eq!(
        map.resolve(Context::Article, key("*")),
        Some(Action::ToggleStar)
    );
    assert_eq!(map.resolve(Context::Timeline, key("U")), Some(Action::Undo));
    assert_eq!(map.resolve(Context::List, key("f")), None);
}

#[test]
fn contradictions_name_both_commands() {
    let cases = [
        ("[list]\nread = 'n'", ["`read`", "`next-unread`"]),
        ("[anywhere]\nsources = 'r'", ["`sources`", "`toggle-read`"]),
        ("[list]\nread = 's'", ["`read`", "`sources`"]),
        ("[anywhere]\nsources = 'n'", ["`sources`", "`next-unread`"]),
    ];
    for (text, names) in cases {
        let found = faults(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        for name in names {
            assert!(found[0].contains(name), "{text}: {}", found[0]);
        }
    }
}

#[test]
fn every_slip_says_its_mend() {
    let cases = [
        ("[lsit]\nread = 'x'", "did you mean [keys.list]"),
        ("[list]\nraed = 'x'", "did you mean `read`"),
        ("[timeline]\nstar = 'x'", "it works in list, article"),
        ("[list]\nstar = 'Ctrl+x'", "`Ctrl+x` is no key"),
        ("[list]\nstar = 'S-a'", "`S-a` is no key"),
        ("[list]\nstar = 3", "keys are written"),
        ("[filter]\naccept = 'x'", "x is text in filter"),
        ("[anywhere]\nstop = 'x'", "x is text in filter"),
        ("[timeline]\ncount = 'x'", "takes digits only"),
        ("list = 'x'", "[keys.list] is a table"),
    ];
    for (text, phrase) in cases {
        let found = faults(text);
        assert!(found[0].contains(phrase), "{text}: {found:?}");
    }
}

#[test]
fn names_are_found_by_their_beginning_then_by_a_later_word() {
    let names: Vec<&str> = find("re").iter().map(|command| command.name).collect();
    assert_eq!(
        names,
        [
            "read",
            "records",
            "reason",
            "redo",
            "reread",
            "redraw",
            "fit-result",
            "toggle-read"
        ]
    );
    assert!(find("delete").is_empty(), "lines are edited, not commanded");
}

#[test]
fn actions_of_moving_work_in_lists_and_lines_alike() {
    let map = Keymap::default();
    let down = Some(Action::Move(Motion::Down));
    assert_eq!(map.resolve(Context::Filter, key("C-n")), down);
    assert_eq!(map.resolve(Context::Picker, key("Down")), down);
    assert_eq!(map.resolve(Context::Overlay, key("j")), down);
}

fn any_key() -> impl Strategy<Value = Key> {
    let code = prop_oneof![
        any::<char>()
            .prop_filter("a key is visible", |c| !c.is_control()
                && !c.is_whitespace())
            .prop_map(KeyCode::Char),
        Just(KeyCode::Char(' ')),
        (1u8..=24).prop_map(KeyCode::F),
        Just(KeyCode::Enter),
        Just(KeyCode::Tab),
        Just(KeyCode::PageDown),
        Just(KeyCode::Left),
    ];
    (code, any::<[bool; 3]>()).prop_map(|(code, [ctrl, alt, shift])| {
        let is_char = matches!(code, KeyCode::Char(_));
        let upper = matches!(code, KeyCode::Char(c) if c.is_ascii_uppercase());
        Key {
            code,
            ctrl: ctrl && !upper,
            alt,
            shift: shift && !is_char,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_key_prints_and_reads_back(key in any_key()) {
        prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
    }

    #[test]
    fn no_text_is_more_than_a_key_or_a_fault(text in any::<String>()) {
        if let Ok(key) = text.parse::<Key>() {
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }
    }
}
