//! What leaves the program: the clipboard, links, commands, exports.

use std::fs;

use super::grammar;
use super::program::{Launch, Program};

/// A program that prints its arguments, one a line in brackets, into the file `opened`.
const OPENER: &str = "#!/bin/sh\nfor word in \"$@\"; do printf '<%s>' \"$word\"; done > opened.part\n\
     printf '\\n' >> opened.part\nmv opened.part opened\n";

/// Where the settings are in an empty home.
const SETTINGS: &str = ".config/dateline/config.toml";

/// Articles with these links, as records.
fn linked(links: &[&str]) -> Vec<u8> {
    let records = links.iter().enumerate().map(|(number, link)| {
        let day = 1 + number;
        let record = serde_json::json!({
            "title": format!("Headline number {number}"),
            "date": format!("2021-03-{day:02}"),
            "source": "The Daily",
            "url": link,
            "text": "The council met on Monday and spoke about water.\n\nIt went on for hours.",
        });
        format!("{record}\n")
    });
    records.collect::<String>().into_bytes()
}

/// The reader on articles with these links, and a browser that tells what it was given.
fn reading(links: &[&str], browser: &str) -> Program {
    let mut program = Launch::dateline(&["pile.jsonl"])
        .file("pile.jsonl", &linked(links))
        .file("opener", OPENER.as_bytes())
        .env("BROWSER", browser)
        .start();
    let count = links.len();
    program.shows(&format!("1 of {count}"));
    program.shows("lines 1 to");
    program
}

/// Waits until the samples are read to their end, and what only all of them tell is known too.
fn shows_samples(program: &mut Program) {
    program.shows("1 of 5");
    program.shows("1 date inferred");
}

/// Undoes base64.
fn decoded(data: &str) -> String {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits: Vec<bool> = Vec::new();
    for letter in data.trim_end_matches('=').chars() {
        let value = LETTERS.find(letter).unwrap();
        bits.extend((0..6).rev().map(|place| value >> place & 1 == 1));
    }
    let bytes = bits.chunks_exact(8);
    let bytes = bytes.map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit)));
    String::from_utf8(bytes.collect()).unwrap()
}

fn quits(mut program: Program) {
    program.quits();
    assert_eq!(grammar::first_foreign(&program.written), None);
    program.gave_the_terminal_back();
}

#[test]
fn link_citation_and_paragraph_are_copied() {
    let link = "https://example.org/a?b=c&d=ä";
    let mut program = reading(&[link], "true");
    for (key, told) in [
        ("l", "link sent"),
        ("c", "citation sent"),
        ("p", "quote sent"),
    ] {
        program.keys("y");
        program.shows("Copy");
        program.keys(key);
        program.shows(told);
    }
    // In the article it is the paragraph in view.
    program.keys("\ry");
    program.waits_for("the list alone", |screen| {
        let text = screen.contents();
        text.contains("Copy") && !text.contains("quote sent")
    });
    program.keys("p");
    program.shows("quote sent");
    let copied: Vec<String> = grammar::copied(&program.written)
        .iter()
        .map(|data| decoded(data))
        .collect();
    let from = format!("The Daily, “Headline number 0”, 1 March 2021, {link}");
    let quote = format!("“The council met on Monday and spoke about water.”\n— {from}");
    assert_eq!(copied[0], link);
    assert_eq!(
        copied[1],
        format!("“Headline number 0”, The Daily, 1 March 2021, {link}")
    );
    assert_eq!(copied[2..], [quote.clone(), quote]);
    // It was read to its end, which is a mark: leaving is asked about.
    program.keys("qq");
    quits(program);
}

#[test]
fn a_link_is_one_argument_of_the_browser() {
    let hostile = "https://example.org/a'$(touch${IFS}pwned);touch&c=%s#-f";
    let mut program = reading(&[hostile], "sh opener --new %s");
    program.keys("o");
    let opened = program.waits_for_file("opened");
    assert_eq!(
        opened,
        "<--new><https://example.org/a'$(touch$%7BIFS%7Dpwned);touch&c=%s#-f>\n"
    );
    assert!(!program.home().join("pwned").exists());
    quits(program);
}

#[test]
fn links_that_are_no_addresses_are_said_and_not_opened() {
    let long = format!("https://example.org/{}", "a".repeat(100_000));
    let bad = [
        ("javascript:alert(1)", "no web address (javascript:)"),
        ("file:///etc/passwd", "no web address (file:)"),
        ("-flag", "cannot be read"),
        (long.as_str(), "bytes, so it is not opened"),
    ];
    for (link, told) in bad {
        let record =
            serde_json::json!({"title": "A headline of words", "url": link, "text": "It is so."});
        let mut program = Launch::dateline(&["pile.jsonl"])
            .file("pile.jsonl", format!("{record}\n").as_bytes())
            .file("opener", OPENER.as_bytes())
            .env("BROWSER", "sh opener")
            .start();
        program.shows("lines 1 to");
        program.keys("o");
        program.waits_for(told, |screen| {
            let text = screen.contents();
            text.contains(told) || text.contains("this article has no link")
        });
        assert!(!program.home().join("opened").exists(), "{link}");
        quits(program);
    }
}

#[test]
fn an_address_that_may_deceive_is_shown_before_it_is_opened() {
    let mut program = reading(&["https://t\u{430}snimnews.com/a"], "sh opener");
    program.keys("o");
    program.shows("xn--tsnimnews");
    assert!(!program.home().join("opened").exists());
    program.keys("\u{1b}");
    program.waits_for("the question gone", |screen| {
        !screen.contents().contains("xn--")
    });
    program.keys("oo");
    let opened = program.waits_for_file("opened");
    assert!(opened.starts_with("<https://xn--tsnimnews"), "{opened}");
    quits(program);
}

#[test]
fn a_missing_browser_is_said() {
    let mut program = reading(&["https://example.org/"], "no-such-program-here");
    program.keys("o");
    program.shows("no browser was found (no-such-program-here)");
    quits(program);
}

/// Scripts that are given an article.
fn with_commands(settings: &str) -> Launch {
    let launch = Launch::dateline(&[]).file(SETTINGS, settings.as_bytes());
    launch
        .file(
            "count",
            b"#!/bin/sh\ngrep -c . \nprintf '\\033[2Jend\\n'\nexit 3\n",
        )
        .file(
            "keep",
            b"#!/bin/sh\ncat > kept.part\necho \"$#\" >> kept.part\nmv kept.part kept\n",
        )
        .file(
            "ask",
            b"#!/bin/sh\ncat > /dev/null\nprintf 'your answer? ' > /dev/tty\n\
              read -r answer < /dev/tty\necho \"it was $answer\" > answer\n",
        )
}

#[test]
fn an_article_is_given_to_a_command_and_what_it_prints_is_shown() {
    let settings = "[commands.count]\nrun = ['sh', 'count']\n\
                    [commands.keep]\nrun = ['sh', 'keep', '; rm -rf x']\ninput = 'text'\n";
    let mut program = with_commands(settings).start();
    shows_samples(&mut program);
    program.keys("|");
    program.shows("Give the article to");
    program.keys("1");
    program.shows("count ended with status 3");
    program.shows("end");
    program.keys("q|2");
    let kept = program.waits_for_file("kept");
    assert!(
        kept.starts_with("Iran-Pakistan Defence/Security Cooperation Essential\n\n"),
        "{kept}"
    );
    assert!(kept.ends_with("\n1\n"), "one argument: {kept}");
    program.shows("keep is done; it printed nothing");
    program.keys(":printed\r");
    program.shows("count ended with status 3");
    program.keys("q");
    quits(program);
}

#[test]
fn a_command_that_wants_the_terminal_has_it_alone() {
    let settings = "[commands.ask]\nrun = ['sh', 'ask']\nterminal = true\n";
    let mut program = with_commands(settings).start();
    shows_samples(&mut program);
    program.keys("|");
    program.shows("your answer?");
    assert!(
        program.in_line_mode(),
        "the command gets a terminal as a shell has it"
    );
    assert!(!program.screen().alternate_screen());
    program.keys("qqq: not keys\n");
    assert_eq!(program.waits_for_file("answer"), "it was qqq: not keys\n");
    program.shows("ask is done");
    shows_samples(&mut program);
    program.keys("j");
    program.shows("2 of 5");
    program.quits();
    program.gave_the_terminal_back();
}

#[test]
fn what_ends_a_command_does_not_end_the_reader() {
    let settings = "[commands.sleep]\nrun = ['sh', '-c', 'echo asleep > /dev/tty; exec sleep 1000']\nterminal = true\n";
    let mut program = Launch::dateline(&[])
        .file(SETTINGS, settings.as_bytes())
        .start();
    shows_samples(&mut program);
    program.keys("|");
    program.shows("asleep");
    program.keys("\u{3}");
    program.shows("sleep was ended by a signal");
    program.keys("j");
    program.shows("2 of 5");
    program.quits();
    program.gave_the_terminal_back();
}

#[test]
fn a_program_that_is_not_there_is_said() {
    let settings = "[commands.nothing]\nrun = ['no-such-program-here']\n";
    let mut program = Launch::dateline(&[])
        .file(SETTINGS, settings.as_bytes())
        .start();
    shows_samples(&mut program);
    program.keys("|");
    program.shows("nothing: there is no program no-such-program-here");
    quits(program);
}

#[test]
fn the_result_or_the_selection_is_exported() {
    let mut program = Launch::dateline(&[]).start();
    shows_samples(&mut program);
    program.keys(":export\r");
    program.shows("the result: 5 articles");
    program.keys("m");
    program.shows("5 articles written to");
    let home = program.home().to_owned();
    let only = |ending: &str| -> Vec<String> {
        let entries = fs::read_dir(&home).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(ending)).collect()
    };
    let written = only(".md");
    assert_eq!(written.len(), 1);
    let text = fs::read_to_string(home.join(&written[0])).unwrap();
    assert!(
        text.contains("filter: \"\"") && text.contains("hidden: \"0\""),
        "{text}"
    );
    // Never over it: the next one gets another name.
    program.keys(":export markdown\r");
    program.shows("-2.md");
    assert_eq!(only(".md").len(), 2);
    program.keys("x*");
    program.keys(":export csv a b.csv\r");
    program.shows("1 article written to");
    let table = fs::read_to_string(home.join("a b.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    let audit = fs::read_to_string(home.join("a b.csv.audit.json")).unwrap();
    assert!(audit.contains("selected by hand"), "{audit}");
    program.keys(":export csv a b.csv\r");
    program.shows("is there already");
    program.keys(":export --force csv a b.csv\r");
    program.shows("1 article written to");
    program.keys(":export docx\r");
    program.shows("no form docx; there are markdown, html");
    assert!(only(".part").is_empty());
}
