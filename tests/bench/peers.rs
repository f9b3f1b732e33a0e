//! Beside programs of others, each in a pseudo-terminal of 200 columns and 60 rows: how long from
//! the start to the list, and from a letter to the last change of the screen. Who reads a feed and
//! who reads lines is told apart: a feed is more work. What is not installed is left out, and said.

use std::fmt::Write as _;
use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use dateline::runtime::clock;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::corpus::{self, Corpus};
use super::measure::{Times, say, setting};
use super::reading::write;

/// A screen on which nothing changes for so long stands still.
const STILL: Duration = Duration::from_millis(200);
/// How long a key may go unanswered.
const UNANSWERED: Duration = Duration::from_secs(5);
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(120);

const COLUMNS: NonZeroU16 = NonZeroU16::new(200).expect("200 is not 0");
const ROWS: NonZeroU16 = NonZeroU16::new(60).expect("60 is not 0");

/// Prints the table.
pub(super) fn table() {
    let items = setting("DATELINE_BENCH_LISTED", 100_000);
    let room = tempfile::tempdir().expect("a folder for the files");
    write_files(room.path(), items);
    say(&format!(
        "\nbeside other programs, each in a pseudo-terminal of 200x60, the same {items} headlines, \
         ms; a letter is answered when the screen has changed for the last time"
    ));
    say("| who | reads | start to the first rows | to all of them | a letter (median) | worst |");
    say("|---|---|---|---|---|---|");
    let words = [corpus::word(3), corpus::word(200), corpus::word(2_000)];
    let ours = dateline(room.path(), ("a feed", "feed.xml", items), &words);
    match installed("newsboat", "-v") {
        Some(version) => {
            if let Some(theirs) = newsboat(room.path(), (&version, &words)) {
                sooner(ours, theirs);
            }
        }
        None => say("| newsboat | a feed | not installed: left out | | | |"),
    }
    dateline(room.path(), ("a table", "heads.tsv", items), &words);
    match installed("fzf", "--version") {
        Some(version) => fzf(room.path(), items, (&version, &words)),
        None => say("| fzf | lines | not installed: left out | | | |"),
    }
}

/// Prints how much sooner the first of two stands with its list.
fn sooner(ours: Duration, theirs: Duration) {
    let times = theirs.as_secs_f64() / ours.as_secs_f64().max(1e-9);
    say(&format!(
        "| | | | dateline lists the feed {times:.0}x sooner | | |"
    ));
}

/// The headlines as a feed, as a table, as lines, and what newsboat needs to read the feed.
fn write_files(room: &Path, items: usize) {
    let mut corpus = Corpus::new(items);
    let mut feed = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>made up</title>\
                    <link>http://example.org/</link><description>made up</description>\n"
        .to_owned();
    let (mut lines, mut rows) = (String::new(), "title\tlink\n".to_owned());
    for number in 0..items {
        let title = corpus.article().headline.unwrap_or_default();
        let day = number % 28 + 1;
        // Writing to a string cannot fail.
        let _written = writeln!(
            feed,
            "<item><title>{title}</title><link>http://example.org/{number}</link>\
             <guid>http://example.org/{number}</guid><pubDate>{day:02} Jan 2018 10:00:00 +0000\
             </pubDate><description>{title}</description></item>"
        );
        let _written = writeln!(rows, "{title}\thttp://example.org/{number}");
        lines.push_str(&title);
        lines.push('\n');
    }
    feed.push_str("</channel></rss>\n");
    let urls = format!("file://{}\n", room.join("feed.xml").display());
    let files = [
        ("feed.xml", feed),
        ("heads.tsv", rows),
        ("heads.txt", lines),
        ("urls", urls),
        ("config", "cleanup-on-quit no\n".to_owned()),
    ];
    for (name, text) in files {
        write(&room.join(name), text.as_bytes());
    }
}

/// What a program says of its version, if it is there.
fn installed(program: &str, ask: &str) -> Option<String> {
    let told = Command::new(program).arg(ask).output().ok()?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let version = told.split_whitespace().find(|word| {
        let digit = word.trim_start_matches(['v', 'r']);
        digit.starts_with(|c: char| c.is_ascii_digit())
    })?;
    Some(version.to_owned())
}

/// Tells when all of them were listed.
fn dateline(room: &Path, (what, file, items): (&str, &str, usize), words: &[String]) -> Duration {
    let file = room.join(file).display().to_string();
    let began = clock::now();
    let mut terminal = Terminal::start(room, &[env!("CARGO_BIN_EXE_dateline"), &file]);
    let first = terminal.until("unread", began);
    let count = dateline::text::grouped(items);
    let all = terminal.until(&format!("{count} of {count}"), began);
    let letters = terminal.letters("/", words);
    row(("dateline", what), (first, all), &letters);
    all
}

fn fzf(room: &Path, items: usize, (version, words): (&str, &[String])) {
    let heads = room.join("heads.txt").display().to_string();
    let began = clock::now();
    let script = format!("exec fzf < {heads}");
    let mut terminal = Terminal::start(room, &["/bin/sh", "-c", &script]);
    let lines = std::fs::read_to_string(&heads).expect("the headlines");
    let first = terminal.until(lines.lines().next().unwrap_or_default(), began);
    let all = terminal.until(&format!("{items}/{items}"), began);
    let letters = terminal.letters("", words);
    row((&format!("fzf {version}"), "lines"), (first, all), &letters);
}

/// Reading the feed into its file, then the list of the feed; the nearest it has to a letter is a
/// filter that is typed whole. Tells when all of them were listed.
fn newsboat(room: &Path, (version, words): (&str, &[String])) -> Option<Duration> {
    let path = |name: &str| room.join(name).display().to_string();
    let (urls, cache, config) = (path("urls"), path("cache.db"), path("config"));
    let files = ["-u", &urls, "-c", &cache, "-C", &config];
    let began = clock::now();
    let reload = Command::new("newsboat")
        .args(files)
        .args(["-x", "reload"])
        .env("HOME", room)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let loading = clock::now() - began;
    if !reload.is_ok_and(|status| status.success()) {
        say(&format!(
            "| newsboat {version} | a feed | its reading failed: left out | | | |"
        ));
        return None;
    }
    let began = clock::now();
    let arguments: Vec<&str> = std::iter::once("newsboat").chain(files).collect();
    let mut terminal = Terminal::start(room, &arguments);
    terminal.still(began);
    terminal.press("\r");
    let list = terminal.still(began);
    let mut filters = Times::default();
    for word in words {
        terminal.press("F");
        terminal.still(clock::now());
        terminal.press(&format!("title =~ \"{word}\""));
        terminal.still(clock::now());
        let pressed = clock::now();
        terminal.press("\r");
        filters.note(terminal.still(pressed));
        terminal.press("\u{6}");
        terminal.still(clock::now());
    }
    let name = format!("newsboat {version}, read into its cache, then listed");
    let reads = "a feed (a filter typed whole, not a letter)";
    row((&name, reads), (loading + list, loading + list), &filters);
    Some(loading + list)
}

fn row((who, reads): (&str, &str), (first, all): (Duration, Duration), letters: &Times) {
    say(&format!(
        "| {who} | {reads} | {:.0} | {:.0} | {:.1} | {:.1} |",
        first.as_secs_f64() * 1e3,
        all.as_secs_f64() * 1e3,
        letters.median(),
        letters.longest(),
    ));
}

/// A program in a pseudo-terminal, and what a person would see.
struct Terminal {
    screen: vt100::Parser,
    said: Receiver<(Instant, Vec<u8>)>,
    keyboard: Box<dyn Write + Send>,
    program: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn start(home: &Path, words: &[&str]) -> Self {
        let size = PtySize {
            rows: ROWS.get(),
            cols: COLUMNS.get(),
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::from_argv(words.iter().map(Into::into).collect());
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.cwd(home);
        let program = pair.slave.spawn_command(command).expect("the program");
        let mut output = pair.master.try_clone_reader().expect("its output");
        let keyboard = pair.master.take_writer().expect("its keyboard");
        let (tell, said) = channel();
        std::thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                let some = bytes.get(..count).unwrap_or_default().to_vec();
                if tell.send((clock::now(), some)).is_err() {
                    break;
                }
            }
        });
        Self {
            screen: vt100::Parser::new(ROWS, COLUMNS, 0),
            said,
            keyboard,
            program,
            _master: pair.master,
        }
    }

    fn press(&mut self, keys: &str) {
        let written = self.keyboard.write_all(keys.as_bytes());
        written
            .and_then(|()| self.keyboard.flush())
            .expect("the program listens");
    }

    /// How long after `began` a text stands on the screen.
    fn until(&mut self, text: &str, began: Instant) -> Duration {
        loop {
            let Ok((at, bytes)) = self.said.recv_timeout(PATIENCE) else {
                say(&self.screen.screen().contents());
                return PATIENCE;
            };
            self.screen.process(&bytes);
            if self.screen.screen().contents().contains(text) {
                return at - began;
            }
        }
    }

    /// How long after `began` the screen changed for the last time before it stood still.
    fn still(&mut self, began: Instant) -> Duration {
        let (mut last, mut wait) = (began, UNANSWERED);
        while let Ok((at, bytes)) = self.said.recv_timeout(wait) {
            self.screen.process(&bytes);
            (last, wait) = (at, STILL);
        }
        last - began
    }

    /// Types words letter by letter, each after what `open` opens: the times of the letters.
    fn letters(&mut self, open: &str, words: &[String]) -> Times {
        let mut times = Times::default();
        for word in words {
            if !open.is_empty() {
                self.press(open);
                self.still(clock::now());
            }
            for letter in word.chars() {
                let pressed = clock::now();
                self.press(letter.encode_utf8(&mut [0; 4]));
                times.note(self.still(pressed));
            }
            self.press("\u{15}");
            self.still(clock::now());
        }
        times
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended.
        let _killed = self.program.kill();
        let _ended = self.program.wait();
    }
}
