//! `dateline marks`: what the reader said of articles, listed, taken out and taken in, without the
//! articles.
//!
//! What is taken out has everything the file of marks has but its history, one article a line;
//! taking it in merges field by field, and says what became of each.

mod line;
mod merge;

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use crate::article::{Mark, Verdict};
use crate::review::memory::{self, Memory, Notice, Remembered};
use crate::runtime::outfile::{self, Existing};
use crate::text;

use super::arguments::{ImportMarks, Marks, OutputFile};
use super::failure::Failure;
use super::output::{self, Output};
use super::{FOUND, NOTHING, TROUBLE};
use line::Line;
use merge::{Conflicts, Plan};

/// Largest file that is taken in, in bytes.
const LARGEST: u64 = 1 << 30;

/// Lines with a fault that are told one by one; more are counted.
const TOLD: usize = 5;

/// Columns of a note in the list.
const NOTE: usize = 60;

/// Lists, takes out or takes in.
pub(super) fn run(wanted: &Marks, out: &mut Output) -> Result<u8, Failure> {
    match wanted {
        Marks::List => list(out),
        Marks::Export(to) => export(to, out),
        Marks::Import(from) => import(from, out),
    }
}

/// Everything that is remembered; nothing where there is no file.
fn remembered() -> Result<Vec<Remembered>, Failure> {
    let folder = memory::folder().ok_or_else(no_folder)?;
    let memory = Memory::look(&folder)?;
    let remembered = memory.map_or_else(|| Ok(Vec::new()), |memory| memory.recall())?;
    let says_something = |one: &Remembered| one.mark != Mark::default() || one.draft.is_some();
    Ok(remembered.into_iter().filter(says_something).collect())
}

fn no_folder() -> Failure {
    Failure::usage(
        "there is no home folder to keep marks in",
        "XDG_STATE_HOME names another",
    )
}

fn list(out: &mut Output) -> Result<u8, Failure> {
    let remembered = remembered()?;
    for one in &remembered {
        let Remembered { subject, mark, .. } = one;
        let name = match subject.headline.as_str() {
            "" => text::visible(&subject.path),
            headline => text::sanitise_line(headline),
        };
        out.line(&format!("{}  {}  {name}", subject.key(), words(mark)))?;
        if let Some(note) = &mark.note {
            let note = text::sanitise_line(note);
            out.line(&format!(
                "                  {}",
                text::truncate(&note, NOTE)
            ))?;
        }
    }
    Ok(status_of(&remembered))
}

fn status_of(remembered: &[Remembered]) -> u8 {
    if remembered.is_empty() {
        output::tell("nothing was said of any article");
        return NOTHING;
    }
    FOUND
}

/// Verdict, star, read and tags in a few words.
fn words(mark: &Mark) -> String {
    let verdict = mark.verdict.map(Verdict::name).unwrap_or_default();
    let star = if mark.starred { "*" } else { " " };
    let read = if mark.read { "read" } else { "    " };
    let tags: Vec<String> = mark.tags.iter().map(|tag| format!("#{tag}")).collect();
    let corrected = mark.source.is_some() || mark.date.is_some();
    let corrected = if corrected { "corrected " } else { "" };
    let tags = if tags.is_empty() {
        String::new()
    } else {
        format!("{} ", text::sanitise_line(&tags.join(" ")))
    };
    format!("{verdict:5} {star} {read} {tags}{corrected}")
        .trim_end()
        .to_owned()
}

fn export(to: &OutputFile, out: &mut Output) -> Result<u8, Failure> {
    let remembered = remembered()?;
    let lines: Vec<String> = remembered
        .iter()
        .map(|one| serde_json::to_string(&Line::of(one)))
        .collect::<Result<_, _>>()?;
    let Some(file) = to.file() else {
        for line in &lines {
            out.line(line)?;
        }
        return Ok(status_of(&remembered));
    };
    outfile::write(file, to.existing(), &mut |out| {
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    })?;
    let many = text::counted(lines.len(), "article", "articles");
    let file = text::visible(&file.to_string_lossy());
    out.line(&format!("marks of {many} written to {file}"))?;
    Ok(status_of(&remembered))
}

fn import(from: &ImportMarks, out: &mut Output) -> Result<u8, Failure> {
    let text = text_of(&from.file)?;
    let (lines, faults) = line::read(&text);
    for fault in faults.iter().take(TOLD) {
        output::tell(fault);
    }
    let more = faults.len().saturating_sub(TOLD);
    if more > 0 {
        output::tell(&format!("{more} more lines are left out"));
    }
    if lines.is_empty() {
        output::tell("no marks in it");
        return Ok(if faults.is_empty() { NOTHING } else { TROUBLE });
    }
    let folder = memory::folder().ok_or_else(no_folder)?;
    let conflicts = if from.replace {
        Conflicts::Replace
    } else {
        Conflicts::Keep
    };
    let plan = if from.dry_run {
        let memory = Memory::look(&folder)?;
        let there = memory.map_or_else(|| Ok(Vec::new()), |memory| memory.recall())?;
        Plan::of(lines, &there, conflicts)
    } else {
        let mut opened = memory::open(&folder)?;
        if let Some(notice) = &opened.notice {
            output::tell(&in_words(notice));
        }
        let plan = Plan::of(lines, &opened.remembered, conflicts);
        opened.memory.put(&plan.marks)?;
        for (subject, draft) in &plan.drafts {
            opened.memory.put_draft(subject, draft)?;
        }
        plan
    };
    for line in plan.report(from.dry_run) {
        out.line(&line)?;
    }
    Ok(FOUND)
}

fn in_words(notice: &Notice) -> String {
    match notice {
        Notice::Damaged { moved_to, backup } => {
            let moved = text::visible(&moved_to.to_string_lossy());
            let backup = backup.as_ref().map_or_else(String::new, |backup| {
                format!("; {} is a copy", text::visible(&backup.to_string_lossy()))
            });
            format!("the file of marks was damaged and lies at {moved} now{backup}")
        }
        Notice::ReadOnly => "the file of marks cannot be written".to_owned(),
        Notice::Newer => "a newer version of dateline made the file of marks".to_owned(),
    }
}

/// The text of a file, or of standard input for `-`.
fn text_of(file: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    let name = || text::visible(&file.to_string_lossy());
    read.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::usage(
            format!("{}: there is no such file", name()),
            "`dateline marks export -o FILE` writes one",
        ),
        _ => Failure::usage(format!("{}: {error}", name()), ""),
    })?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(Failure::usage(
            format!("{}: more than 1 GiB", name()),
            "take it in by parts: a line is an article",
        ));
    }
    let text = String::from_utf8(bytes);
    text.map_err(|_bytes| Failure::usage(format!("{}: this is not UTF-8", name()), ""))
}

impl OutputFile {
    fn file(&self) -> Option<&Path> {
        let file = self.output.as_deref()?;
        (file.as_os_str() != "-").then_some(file)
    }

    fn existing(&self) -> Existing {
        if self.force {
            Existing::Replace
        } else {
            Existing::Keep
        }
    }
}
