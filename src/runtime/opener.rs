//! Opening addresses of the web in a browser.
//!
//! The address is one argument of a program, and no shell sees it. `$BROWSER` is read by its
//! convention: commands divided by colons, the first that starts is taken; `%s` stands for the
//! address, which comes last where there is none. Its words are divided by blanks; quotes have no
//! meaning in it.

use std::io;
use std::process::Stdio;
use std::sync::mpsc::Sender;

use super::child;
use super::incoming::Incoming;
use super::terminal::Terminal;

/// Browsers that draw on the terminal.
const ON_TERMINAL: [&str; 6] = ["w3m", "lynx", "links", "links2", "elinks", "browsh"];

/// What opens addresses where nothing else is said.
#[cfg(target_os = "macos")]
const USUAL: &str = "open";
/// What opens addresses where nothing else is said.
#[cfg(not(target_os = "macos"))]
const USUAL: &str = "xdg-open";

/// Opens an address; returns what is to be said of it.
///
/// # Errors
/// When the terminal, lent to a browser, has gone.
pub(crate) fn open(
    address: &str,
    browser: Option<&str>,
    terminal: &Terminal,
    outbox: &Sender<Incoming>,
) -> io::Result<Opened> {
    let commands = commands(address, browser);
    for run in &commands {
        let program = run.first().map_or("", String::as_str);
        let name = program.rsplit('/').next().unwrap_or(program);
        if ON_TERMINAL.contains(&name) {
            let ended = terminal.lend(|| child::foreground(terminal, run, None))?;
            if ended.is_ok() {
                return Ok(Opened::OnTerminal(format!("{name} has ended")));
            }
        } else if start(run, name, outbox).is_ok() {
            return Ok(Opened::Aside(format!("{name} opens {address}")));
        }
    }
    let tried: Vec<&str> = commands
        .iter()
        .filter_map(|run| Some(run.first()?.as_str()))
        .collect();
    let tried = tried.join(", ");
    Ok(Opened::Aside(format!(
        "no browser was found ({tried}); $BROWSER names one"
    )))
}

/// How an address was opened, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// On the terminal, which has to be drawn anew.
    OnTerminal(String),
    /// Beside it, or not at all.
    Aside(String),
}

/// The commands to try, program first, the address in each exactly one argument.
fn commands(address: &str, browser: Option<&str>) -> Vec<Vec<String>> {
    let given = browser.unwrap_or_default().split(':');
    let given: Vec<Vec<String>> = given
        .map(|command| words(command, address))
        .filter(|run| !run.is_empty())
        .collect();
    if given.is_empty() {
        vec![vec![USUAL.to_owned(), address.to_owned()]]
    } else {
        given
    }
}

/// A command of `$BROWSER` as program and arguments.
fn words(command: &str, address: &str) -> Vec<String> {
    let mut words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
    let mut is_placed = false;
    for word in words.iter_mut().skip(1) {
        is_placed |= word.contains("%s");
        *word = word
            .split("%%")
            .map(|part| part.replace("%s", address))
            .collect::<Vec<_>>()
            .join("%");
    }
    if !words.is_empty() && !is_placed {
        words.push(address.to_owned());
    }
    words
}

/// Starts a browser beside the interface, away from its terminal and its signals.
fn start(run: &[String], name: &str, outbox: &Sender<Incoming>) -> io::Result<()> {
    let mut command = child::command(run)?;
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let (name, outbox) = (name.to_owned(), outbox.clone());
    super::threads::aside("browser", move || {
        let failed = child.wait().is_ok_and(|status| !status.success());
        if failed {
            // The loop may have ended first.
            let _ended = outbox.send(Incoming::Told(format!("{name} could not open the link")));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://example.org/$(touch%20x)?a=%s&b='c'";

    #[test]
    fn the_address_is_exactly_one_argument() {
        let run = |browser: &str| commands(ADDRESS, Some(browser));
        assert_eq!(run("x"), [["x", ADDRESS]]);
        assert_eq!(run("x %s"), [["x", ADDRESS]]);
        assert_eq!(run("x --new %s -f"), [["x", "--new", ADDRESS, "-f"]]);
        assert_eq!(run("x 100%%"), [["x", "100%", ADDRESS]]);
        assert_eq!(
            run("a:b -n"),
            [vec!["a", ADDRESS], vec!["b", "-n", ADDRESS]]
        );
        assert_eq!(
            run("sh -c 'x %s'"),
            [["sh", "-c", "'x", &format!("{ADDRESS}'")]]
        );
        for nothing in ["", " ", "::"] {
            assert_eq!(run(nothing), [[USUAL, ADDRESS]]);
        }
        assert_eq!(commands(ADDRESS, None), [[USUAL, ADDRESS]]);
    }
}
