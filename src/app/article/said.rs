//! What the reader said of an article, below its head: verdict and reason, tags, note.
//!
//! Always the same number of pieces, so that a place in the body stays where it is when something
//! is said.

use crate::action::{Action, Context};
use crate::app::article::lines::{Kind, Setting, Writer};
use crate::app::scene::Scene;
use crate::article::{ArticleId, Mark, VerdictNames};
use crate::review::Edit;
use crate::text;

/// Writes what was said, if anything.
pub(super) fn write(writer: &mut Writer<'_>) {
    let scene = writer.scene;
    let mark = scene.marks.get(writer.view.id());
    let setting = Setting::default();
    let words = judgement(mark, &scene.settings.verdicts);
    writer.say_lines(Kind::Marks, words.as_slice(), &setting);
    let tags = tag_lines(&mark.tags, writer.columns());
    writer.say_lines(Kind::Tags, &tags, &setting);
    let note: Vec<String> = mark
        .note
        .iter()
        .flat_map(|note| note.lines())
        .map(str::to_owned)
        .collect();
    let keymap = &scene.settings.keymap;
    let hint = keymap.key_of(Action::EditNote, Context::Article);
    let hint = hint.map(|key| format!("{key}  change the note"));
    let setting = Setting {
        note: hint.unwrap_or_default(),
        ..Setting::indented(2)
    };
    writer.say_lines(Kind::Note, &note, &setting);
    let draft = scene.drafts.of(writer.view.id()).map(|draft| {
        let key = keymap.way_to(Action::EditNote, Context::Article);
        format!(
            "a draft is kept, {key} goes on with it: {}",
            draft.replace('\n', " ")
        )
    });
    writer.say_lines(Kind::Quiet, draft.as_slice(), &Setting::indented(2));
    let earlier = earlier(scene, writer.view.id());
    writer.say_lines(Kind::Quiet, &earlier, &Setting::indented(2));
}

/// What is to be known of marks of earlier runs: that the text is another now, or that they may
/// be another article's.
fn earlier(scene: &Scene, id: ArticleId) -> Vec<String> {
    let changed = scene.changed.contains(&id);
    let changed = changed.then(|| "the text has changed since it was marked".to_owned());
    let doubts = scene
        .doubts
        .iter()
        .filter(|doubt| doubt.candidates.contains(&id));
    let doubts = doubts.map(|doubt| {
        let words = Edit {
            id,
            before: Mark::default(),
            after: doubt.mark.clone(),
        };
        let others = doubt.candidates.len().saturating_sub(1);
        let others = text::counted(others, "other article", "other articles");
        let words = words.words(&scene.settings.verdicts);
        format!("in doubt: {words}, as it fits this and {others} equally well")
    });
    changed.into_iter().chain(doubts).collect()
}

/// "starred · keep: it names the ministers".
fn judgement(mark: &Mark, verdicts: &VerdictNames) -> Option<String> {
    let star = mark.starred.then(|| "* starred".to_owned());
    let verdict = mark.verdict.map(|verdict| match &mark.reason {
        Some(reason) => format!("{}: {reason}", verdicts.of(verdict)),
        None => verdicts.of(verdict).to_owned(),
    });
    let parts: Vec<String> = star.into_iter().chain(verdict).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The tags, each with its sign, as many on a line as fit, two blanks between.
fn tag_lines(tags: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for tag in tags {
        let chip = text::truncate(&format!("#{tag}"), columns).into_owned();
        match lines.last_mut() {
            Some(line) if text::width(line) + 2 + text::width(&chip) <= columns => {
                line.push_str("  ");
                line.push_str(&chip);
            }
            _ => lines.push(chip),
        }
    }
    lines
}
