//! Out of the program: copying, opening a link, giving an article to a command, exporting.
//!
//! Nothing is done here: a text is made, and the world is asked to do something with it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::action::Action;
use crate::app::App;
use crate::app::choice::{Choice, Row};
use crate::app::message::{Effect, OutFile};
use crate::app::moment::counted;
use crate::app::scene::Outcome;
use crate::app::{Overlay, Printed};
use crate::article::{ArticleId, Mark};
use crate::config::{Command, Input};
use crate::export::citation::{citation, quote};
use crate::export::link::{Link, openable};
use crate::export::record::Record;
use crate::export::{Entry, Form, Order, markdown};
use crate::store::Store;
use crate::text;

/// What may stand before the form of an export, to replace a file.
const FORCE: &str = "--force";

impl App {
    /// Carries out what takes something out of the program.
    pub(super) fn act_out(&self, action: Action) -> Vec<Outcome> {
        match action {
            Action::Export => self.choose_form(),
            Action::ShowPrinted => self.show_printed(),
            _ => {
                let view = self.scene.selected.and_then(|id| self.scene.store.get(id));
                let Some(view) = view else {
                    return say("no article is selected");
                };
                let entry = Entry::of(&view, self.scene.marks.get(view.id()).clone());
                match action {
                    Action::OpenLink => open_link(&entry),
                    Action::Copy => self.choose_copy(&entry),
                    _ => self.choose_command(),
                }
            }
        }
    }

    /// Link, citation or paragraph of the article.
    fn choose_copy(&self, entry: &Entry) -> Vec<Outcome> {
        let paragraph = self.article.paragraph_here(&self.scene);
        let paragraph = paragraph.map(|span| entry.text(span));
        let paragraph = paragraph.or_else(|| entry.paragraphs().next());
        let quote = paragraph.map(|paragraph| quote(entry, &paragraph));
        let link = entry.article.url.clone();
        let texts = [
            ('l', "link", link),
            ('c', "citation", Some(citation(entry))),
            ('p', "quote", quote),
        ];
        let row = |(key, label, text): (char, &str, Option<String>)| {
            let text = text?;
            Some(Row {
                key,
                label: match key {
                    'p' => "paragraph, quoted".to_owned(),
                    _ => label.to_owned(),
                },
                detail: text::truncate(&text.replace('\n', " "), 64).into_owned(),
                then: Outcome::Ask(Box::new(Effect::Copy(label.to_owned(), text))),
            })
        };
        let rows = texts.into_iter().filter_map(row).collect();
        show(Choice::new("Copy", rows))
    }

    /// The commands of the settings; a single one is run at once.
    fn choose_command(&self) -> Vec<Outcome> {
        let commands = &self.scene.settings.commands;
        if let [_] = commands.as_slice() {
            return vec![Outcome::Pipe(0)];
        }
        let letters = ('1'..='9').chain('a'..='z');
        let rows: Vec<Row> = commands
            .iter()
            .zip(letters)
            .enumerate()
            .map(|(index, (command, key))| Row {
                key,
                label: command.name.clone(),
                detail: text::truncate(&command.run.join(" "), 48).into_owned(),
                then: Outcome::Pipe(index),
            })
            .collect();
        if rows.is_empty() {
            return say("the settings have no commands: [commands.NAME] run = [\"program\"]");
        }
        show(Choice::new("Give the article to", rows))
    }

    /// Gives the article to a command of the settings.
    pub(super) fn pipe(&mut self, index: usize, effects: &mut Vec<Effect>) {
        let scene = &self.scene;
        let view = scene.selected.and_then(|id| scene.store.get(id));
        let command = scene.settings.commands.get(index);
        let Some((view, command)) = view.zip(command) else {
            return;
        };
        let entry = Entry::of(&view, scene.marks.get(view.id()).clone());
        let text = input_of(command, &entry, &scene.store);
        let said = format!("{} runs", command.name);
        effects.push(Effect::Pipe(command.clone(), text));
        self.status.say(said);
    }

    /// The forms that the result can be exported in.
    fn choose_form(&self) -> Vec<Outcome> {
        let keys = ['m', 'h', 'c', 'l', 'r', 'b'];
        let rows = Form::ALL.into_iter().zip(keys).map(|(form, key)| Row {
            key,
            label: form.name().to_owned(),
            detail: form.purpose().to_owned(),
            then: Outcome::Export(form, OutFile::default()),
        });
        let ids = self.exported();
        let what = if self.scene.selection.is_empty() {
            "the result"
        } else {
            "the selection"
        };
        let words = vec![format!(
            "{what}: {}; :export FORM FILE names the file",
            counted(ids.len(), "article", "articles")
        )];
        show(Choice::new("Export", rows.collect()).after(words))
    }

    /// What was written behind `:export`: `[--force] FORM [FILE]`.
    pub(super) fn export_written(&self, written: &str) -> Vec<Outcome> {
        let written = written.trim();
        let forced = written.strip_prefix(FORCE).map(str::trim_start);
        let rest = forced.unwrap_or(written);
        if rest.is_empty() {
            return self.choose_form();
        }
        let (name, file) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let Some(form) = Form::named(name) else {
            let names = Form::ALL.map(Form::name).join(", ");
            return say(&format!("no form {name}; there are {names}"));
        };
        let file = file.trim();
        let to = OutFile {
            path: (!file.is_empty()).then(|| file.to_owned()),
            replace: forced.is_some(),
        };
        vec![Outcome::Export(form, to)]
    }

    /// The articles of an export: the selected ones, else those that match; in the order of the
    /// list.
    fn exported(&self) -> Vec<ArticleId> {
        let hits = self.scene.hits.as_deref();
        let rows = self.scene.rows().iter().copied();
        if self.scene.selection.is_empty() {
            let is_kept = |id| hits.is_some_and(|hits| hits.kept.binary_search(&id).is_ok());
            return rows.filter(|id| !is_kept(*id)).collect();
        }
        let selection = &self.scene.selection;
        let mut chosen: Vec<ArticleId> = rows.filter(|id| selection.contains(*id)).collect();
        let listed = hits.map(|hits| &hits.set);
        let is_listed = |id| listed.is_some_and(|listed| listed.contains(id));
        let others = selection.all().into_iter();
        chosen.extend(others.filter(|id| !is_listed(*id)));
        chosen
    }

    /// Orders an export.
    pub(super) fn export(&mut self, form: Form, to: OutFile, effects: &mut Vec<Effect>) {
        let scene = &self.scene;
        let ids = self.exported();
        if ids.is_empty() {
            return self.status.say("there is nothing to export");
        }
        let marks = ids.iter().map(|id| (*id, scene.marks.get(*id).clone()));
        let marked = marks.filter(|(_, mark)| *mark != Mark::default());
        let filter = match (scene.query.text.trim(), scene.selection.is_empty()) {
            (filter, true) => filter.to_owned(),
            (filter, false) => format!("{filter} (of these, selected by hand)"),
        };
        let name = &self.collection.name;
        let collection = if self.loading.is_going_on() {
            format!("{name} (not yet read to its end)")
        } else {
            name.clone()
        };
        let said = format!("writing {}", counted(ids.len(), "article", "articles"));
        let order = Order {
            form,
            store: scene.store.clone(),
            marks: marked.collect::<HashMap<_, _>>(),
            ids,
            collection,
            filter: filter.trim().to_owned(),
        };
        effects.push(Effect::Export(Arc::new(order), to));
        self.status.say(said);
    }

    /// A command has ended: what it printed is shown, unless something else has the keys.
    pub(super) fn command_ended(&mut self, said: &str, printed: Printed) {
        self.status.say(said);
        if printed.is_empty() {
            return;
        }
        let is_busy = self.overlay.is_some() || self.context().is_typing();
        self.printed = Some(printed.clone());
        if is_busy {
            self.status
                .say(format!("{said}; :printed shows what it printed"));
        } else {
            self.overlay = Some(Overlay::Printed(printed));
        }
    }

    fn show_printed(&self) -> Vec<Outcome> {
        match &self.printed {
            Some(printed) => {
                vec![Outcome::Show(Box::new(Overlay::Printed(printed.clone())))]
            }
            None => say("no command has printed anything"),
        }
    }
}

/// The article as the command wants it.
fn input_of(command: &Command, entry: &Entry, store: &Store) -> String {
    match command.input {
        Input::Markdown => markdown::article(entry, 1),
        Input::Text => {
            let headline = entry.article.headline.clone();
            let pieces: Vec<String> = headline.into_iter().chain(entry.paragraphs()).collect();
            pieces.join("\n\n") + "\n"
        }
        Input::Jsonl => {
            let record = Record::full(&entry.article, &entry.mark, store);
            serde_json::to_string(&record).unwrap_or_default() + "\n"
        }
    }
}

/// Opens the link of an article; one that may not be what it looks like is shown before.
fn open_link(entry: &Entry) -> Vec<Outcome> {
    let Some(written) = entry.article.url.as_deref() else {
        return say("this article has no link");
    };
    match openable(written) {
        Err(bad) => say(&bad.to_string()),
        Ok(link) => {
            let open = Outcome::Ask(Box::new(Effect::OpenLink(link.address.clone())));
            match link.doubt {
                None => vec![open],
                Some(doubt) => show(doubtful(written, &link, doubt, open)),
            }
        }
    }
}

fn doubtful(written: &str, link: &Link, doubt: &str, open: Outcome) -> Choice {
    let words = vec![
        format!("written  {}", text::truncate(written, 84)),
        format!("host     {}", link.host),
        doubt.to_owned(),
    ];
    let row = Row {
        key: 'o',
        label: "open".to_owned(),
        detail: text::truncate(&link.address, 72).into_owned(),
        then: open,
    };
    Choice::new("Look at this address first", vec![row]).after(words)
}

fn show(choice: Choice) -> Vec<Outcome> {
    vec![Outcome::Show(Box::new(Overlay::Choice(choice)))]
}

fn say(words: &str) -> Vec<Outcome> {
    vec![Outcome::Say(words.to_owned())]
}
