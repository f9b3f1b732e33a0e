//! Settings as a reader writes them: what is refused and how it is said, which layer wins, and
//! that every key and command of the program is one that works.

mod alive;
mod fields;
mod program;

use std::path::PathBuf;

use dateline::action::{Action, Context, Key};
use dateline::config::{self, Faults, File, Layers, Loaded, Order, Zone, load, settings};
use dateline::keymap::{self, Keymap, commands};
use tempfile::TempDir;

use crate::frames::harness::Reader;

/// A settings file in a folder of its own.
struct Written {
    folder: TempDir,
}

impl Written {
    fn new(text: impl AsRef<[u8]>) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("config.toml"), text).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("config.toml")
    }

    fn layers(&self) -> Layers {
        Layers {
            file: File::At(self.path()),
            ..Layers::default()
        }
    }

    fn load(&self) -> Result<Loaded, Faults> {
        load(&self.layers())
    }
}

fn at(path: impl Into<PathBuf>) -> Layers {
    Layers {
        file: File::At(path.into()),
        ..Layers::default()
    }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn key(text: &str) -> Key {
    text.parse().unwrap()
}

/// Faulty files: a name, the text, and what each fault must say, in order.
#[rustfmt::skip]
const FAULTY: &[(&str, &str, &[&str])] = &[
    ("unknown name", "zoen = 'utc'", &["config.toml:1: no setting `zoen`; did you mean `zone`"]),
    ("unknown, nothing near", "\n\ntheme = 'x'", &["config.toml:3: no setting `theme`; there are zone, order"]),
    ("near a table", "[key.list]\nstar = 'x'", &["did you mean the table [keys]"]),
    ("text for a number", "measure = \"80\"", &["config.toml:1: `measure` is a number from 20 to 400, without quotes"]),
    ("number out of range", "timeline_rows = 13", &["`timeline_rows` is a number from 1 to 12, not 13"]),
    ("number beyond all ranges", "measure = 99999999999999999999", &["`measure` is a number from 20 to 400"]),
    ("negative number", "measure = -80", &["not -80"]),
    ("fraction", "measure = 80.5", &["`measure` is a number"]),
    ("text for a switch", "infer = \"no\"", &["`infer` is true or false, without quotes"]),
    ("switch for a text", "order = true", &["`order` is one of \"date\", \"source\", \"relevance\""]),
    ("misspelt value", "order = 'relevence'", &["did you mean \"relevance\""]),
    ("misspelt zone", "zone = 'Asia/Tehrn'", &["did you mean \"Asia/Tehran\""]),
    ("no zone at all", "zone = 3", &["\"as-written\", \"utc\", \"local\" or a zone"]),
    ("list for a value", "colour = ['auto']", &["`colour` is one of"]),
    ("a date", "zone = 2024-01-01", &["`zone` is"]),
    ("open quote", "\nzone = \"utc\nmeasure = 70", &["config.toml:2: this is no TOML"]),
    ("no value", "zone =", &["config.toml:1: this is no TOML"]),
    ("twice", "zone = 'utc'\nzone = 'local'", &["config.toml:2: this is no TOML: duplicate key"]),
    ("command without run", "[commands.print]\ninput = 'text'", &["config.toml:1: `run` is missing"]),
    ("command as a line", "[commands.print]\nrun = 'lpr -# 2'", &["config.toml:2: `run` is a list of program and arguments"]),
    ("command without program", "[commands.print]\nrun = []", &["`run` is a list of program and arguments"]),
    ("command, unknown field", "[commands.print]\nrun = ['lpr']\ninptu = 'text'", &["config.toml:3: a command has no `inptu`; did you mean `input`"]),
    ("command, unknown input", "[commands.print]\nrun = ['lpr']\ninput = 'html'", &["`input` is one of \"markdown\", \"text\", \"jsonl\""]),
    ("commands no table", "commands = 'lpr'", &["`commands` is a table of tables"]),
    ("near a table of commands", "[command.print]\nrun = ['lpr']", &["did you mean the table [commands]"]),
    ("keys no table", "keys = 'vim'", &["`keys` is a table of tables"]),
    ("unknown place", "[keys.artcle]\nfind = 'x'", &["config.toml:1: no place `artcle` for keys; did you mean [keys.article]"]),
    ("unknown command", "[keys.list]\n\nsatr = 'x'", &["config.toml:3: no command `satr`; did you mean `star`"]),
    ("no key", "[keys.list]\nstar = 'Ctrl-x'", &["config.toml:2: `Ctrl-x` is no key"]),
    ("not here", "[keys.list]\nspan = 'b'", &["`span` means nothing in list; it works in timeline"]),
    ("text in a line", "[keys.find]\naccept = 'y'", &["y is text in find"]),
    ("conflict in a place", "[keys.list]\nread = '%'\nnext-unread = '%'", &["`read`"]),
    ("conflict with a default", "[keys.anywhere]\nsources = 'd'", &["the key d would mean both `sources` and `dates`"]),
    ("a verdict of two words", "[verdicts]\nkeep = 'very good'", &["config.toml:2: `verdicts.keep` is a word of at most 16"]),
    ("a verdict there is not", "verdicts.kepe = 'yes'", &["config.toml:1: no setting `verdicts.kepe`; did you mean `verdicts.keep`"]),
    ("a word for two verdicts", "[verdicts]\nkeep = 'Drop'", &["config.toml:2: one word would mean both `verdicts.keep` and `verdicts.drop`"]),
    ("several at once", "zoen = 1\nmeasure = 1\n[keys.list]\nsatr = 'x'\nread = 3", &["config.toml:1: no setting `zoen`", "config.toml:2: `measure`", "config.toml:4: no command `satr`", "config.toml:5: keys are written"]),
];

#[test]
fn a_faulty_file_says_every_fault_with_line_and_mend() {
    for (name, text, phrases) in FAULTY {
        let faults = Written::new(text).load().expect_err(name);
        let said: Vec<String> = faults.0.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), phrases.len(), "{name}: {said:?}");
        for (said, phrase) in said.iter().zip(*phrases) {
            assert!(said.contains(phrase), "{name}: {said}");
        }
        assert_eq!(faults.to_string(), said.join("\n"));
    }
}

#[test]
fn a_conflict_names_both_commands() {
    let faults = Written::new("[keys.list]\nread = '%'\nnext-unread = '%'")
        .load()
        .unwrap_err();
    let said = faults.to_string();
    assert!(
        said.contains("`read`") && said.contains("`next-unread`"),
        "{said}"
    );
}

#[test]
fn what_is_no_settings_file_is_refused_and_said() {
    let written = Written::new(vec![b'#'; 1_000_001]);
    let latin = Written::new(b"zone = \"\xff\"");
    let cases = [
        (at(written.path()), "larger than 1 MB"),
        (at(written.folder.path()), "this is a folder"),
        (
            at(written.folder.path().join("other.toml")),
            "there is no such file",
        ),
        (at(written.path().join("below")), "this cannot be read"),
        (at("/dev/null"), "this is no regular file"),
        (latin.layers(), "not UTF-8 text: the byte at 8"),
    ];
    for (layers, phrase) in cases {
        let said = load(&layers).expect_err(phrase).to_string();
        assert!(said.contains(phrase), "{said}");
    }
    assert!(
        Written::new(vec![b'#'; 1_000_000]).load().is_ok(),
        "1 MB is allowed"
    );
}

#[test]
fn any_text_is_settings_or_a_fault() {
    let texts = [
        "\0",
        "]]]]",
        "[keys]",
        "[keys.list]",
        "a.b.c=1",
        "[[keys]]",
        "\u{feff}zone='utc'",
        "= =",
        "'",
    ];
    for text in texts {
        if let Err(faults) = Written::new(text).load() {
            assert!(!faults.0.is_empty(), "{text:?}");
        }
    }
}

#[test]
fn the_default_file_says_the_defaults() {
    let loaded = Written::new(config::default_text()).load().unwrap();
    let bare = load(&Layers {
        file: File::None,
        ..Layers::default()
    })
    .unwrap();
    let values = |loaded: &Loaded| {
        let shown = loaded.to_string();
        shown
            .lines()
            .map(|line| line.split('#').next().unwrap().trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(values(&loaded), values(&bare));
    for setting in settings() {
        assert!(
            config::default_text().contains(&format!("\n{} = ", setting.name)),
            "{}",
            setting.name
        );
    }
}

#[test]
fn the_examples_in_the_default_file_are_valid() {
    let code = |line: &'static str| {
        let rest = line.strip_prefix("# ")?;
        let is_code = [
            "[keys",
            "[commands",
            "star = ",
            "undo = ",
            "run = ",
            "input = ",
            "terminal = ",
        ]
        .iter()
        .any(|start| rest.starts_with(start));
        is_code.then_some(rest)
    };
    let lines = config::default_text().lines();
    let text: Vec<&str> = lines.map(|line| code(line).unwrap_or(line)).collect();
    let text = text.join("\n");
    let loaded = Written::new(text)
        .load()
        .unwrap_or_else(|faults| panic!("{faults}"));
    let keymap = loaded.settings.keymap;
    assert_eq!(
        keymap.resolve(Context::List, key("Space")),
        Some(Action::ToggleStar)
    );
    assert_eq!(
        keymap.resolve(Context::Article, key("U")),
        Some(Action::Undo)
    );
}

#[test]
fn flags_come_before_variables_before_the_file_before_defaults() {
    let written = Written::new("zone = 'utc'\norder = 'source'\nmeasure = 60\nfooter = false");
    let mut layers = written.layers();
    layers.environment = vec![
        pair("DATELINE_ORDER", "relevance"),
        pair("DATELINE_MEASURE", "70"),
        pair("DATELINE_FOOTER", ""),
        pair("DATELINE_SOMETHING_ELSE", "x"),
        pair("LANG", "fa_IR.UTF-8"),
    ];
    layers.flags = vec![pair("measure", "90"), pair("infer", "false")];
    let loaded = load(&layers).unwrap();
    let found = &loaded.settings;
    assert_eq!(found.zone, Zone::Utc);
    assert_eq!(found.order, Order::Relevance);
    assert_eq!(found.measure, 90);
    assert_eq!(found.timeline_rows, 3);
    assert!(!found.footer, "a variable set to nothing is unset");
    assert!(!found.infer);
    let shown = loaded.to_string();
    for line in [
        ("zone = \"utc\"", "config.toml:1"),
        ("order = \"relevance\"", "# DATELINE_ORDER"),
        ("measure = 90", "# --measure"),
        ("infer = false", "# --no-infer"),
        ("timeline_rows = 3", "# default"),
    ] {
        let found = shown.lines().find(|shown| shown.starts_with(line.0));
        assert!(
            found.is_some_and(|found| found.contains(line.1)),
            "{line:?} in\n{shown}"
        );
    }
}

#[test]
fn faults_of_every_layer_come_together() {
    let written = Written::new("zoen = 1");
    let mut layers = written.layers();
    layers.environment = vec![
        pair("DATELINE_MEASURE", "wide"),
        pair("DATELINE_ZOEN", "utc"),
    ];
    layers.flags = vec![pair("order", "size")];
    let said = load(&layers).unwrap_err().to_string();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 4, "{said}");
    assert!(
        lines[1].starts_with("DATELINE_MEASURE: `measure` is a number"),
        "{said}"
    );
    assert!(lines[2].contains("did you mean DATELINE_ZONE"), "{said}");
    assert!(lines[3].starts_with("--order: `order` is one of"), "{said}");
}

#[test]
fn what_is_shown_is_itself_a_settings_file() {
    let text = "zone = 'Asia/Tehran'\n[keys.list]\nstar = ['*', 'Space']\n";
    let shown = Written::new(text).load().unwrap().to_string();
    let again = Written::new(&shown).load().unwrap();
    assert_eq!(again.settings.zone, Zone::Named(chrono_tz::Asia::Tehran));
    let keys = again
        .settings
        .keymap
        .keys_of(Action::ToggleStar, Context::List);
    assert_eq!(keys, [key("*"), key("Space")]);
}

#[test]
fn another_file_can_be_named_and_none_at_all() {
    let written = Written::new("measure = 55\n\u{1}");
    let named = || vec![("DATELINE_CONFIG".into(), written.path().into_os_string())];
    let layers = Layers::new(named(), Vec::new(), false);
    assert_eq!(layers.file.path(), Some(written.path()));
    assert!(load(&layers).is_err());
    let layers = Layers::new(named(), Vec::new(), true);
    assert_eq!(layers.file, File::None);
    assert_eq!(load(&layers).unwrap().settings.measure, 80);
    assert_eq!(Layers::new([], Vec::new(), false).file, File::Usual);
}

#[test]
fn every_command_is_documented_and_reachable() {
    let map = Keymap::default();
    for command in commands() {
        assert!(!command.doc.is_empty(), "{}", command.name);
        for context in command.contexts {
            let keys = map.keys_of(command.action, *context);
            for key in &keys {
                let found = map.command(*context, *key);
                assert_eq!(found.map(|found| found.name), Some(command.name), "{key}");
            }
            assert!(
                !keys.is_empty() || keymap::find(command.name).contains(&command),
                "{} cannot be reached in {}",
                command.name,
                context.name()
            );
        }
    }
}

#[test]
fn the_keys_of_the_design_mean_what_it_says() {
    use Context::{Article, Filter, List, Timeline};
    let map = Keymap::default();
    let cases = [
        (
            List,
            "/ = s d S D [ ] t Tab S-Tab H L Backspace \\ O i f : ? u C-r R C-l C-z C-c q",
            "",
        ),
        (
            List,
            "j k Down Up g G C-d C-u PageDown PageUp Enter l Right n N r * 1 2 3 x V X Esc + a A e w o y |",
            "",
        ),
        (
            Article,
            "j k Space J K h Left / n N { } Enter c r * 1 2 3 i u x V X + a A e w o y |",
            "",
        ),
        (
            Timeline,
            "h l Left Right j k Enter v z Z . Home < > 1 9 0 Tab Esc [ ]",
            "r *",
        ),
        (
            Filter,
            "Down Up C-n C-p Tab Enter Esc C-u C-w C-a C-e Left Right Backspace",
            "j q / : ?",
        ),
    ];
    for (context, bound, free) in cases {
        for text in bound.split_whitespace() {
            assert!(
                map.resolve(context, key(text)).is_some(),
                "{text} in {}",
                context.name()
            );
        }
        for text in free.split_whitespace() {
            assert_eq!(
                map.resolve(context, key(text)),
                None,
                "{text} in {}",
                context.name()
            );
        }
    }
}

#[test]
fn verdicts_are_called_as_the_reader_says() {
    let loaded = Written::new("[verdicts]\nkeep = 'relevant'\ndrop = 'weg'")
        .load()
        .unwrap();
    assert_eq!(loaded.settings.verdicts.all(), ["relevant", "maybe", "weg"]);
    let shown = loaded.to_string();
    assert!(shown.contains("verdicts.keep = \"relevant\""), "{shown}");
    let mut reader = Reader::samples_with(loaded.settings, 120, 130);
    reader.press("1 2 k");
    let frame = reader.frame();
    assert!(
        frame.contains("2 of 5 judged · relevant 1 · maybe 1"),
        "{frame}"
    );
    assert!(frame.contains("relevant unread"), "{frame}");
    reader.press("?");
    assert!(
        reader.frame().contains("Judge: relevant; the same again"),
        "{}",
        reader.frame()
    );
    reader.press("Esc /").type_text("verdict:re").press("Tab");
    assert_eq!(reader.app.filter.text(), "verdict:relevant");
    assert_eq!(reader.listed(), [3]);
    reader.press("C-u").type_text("verdict:keep");
    assert_eq!(reader.listed(), [3], "its own name means it too");
    reader.press("C-u").type_text("verdict:good");
    assert!(
        reader.status().contains("one of: relevant, maybe, weg"),
        "{}",
        reader.status()
    );
    reader
        .press("C-u")
        .type_text("verdict:relevant")
        .press("Enter \\");
    assert_eq!(reader.app.filter.text(), "#verdict:relevant");
}
