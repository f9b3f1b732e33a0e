//! Saved filters: a name for the filter line, and the line for a name.

use crate::action::Action;
use crate::app::App;
use crate::app::message::Effect;
use crate::app::scene::Outcome;

impl App {
    /// A command about the filter that was called with more than its name.
    pub(super) fn call_on_filter(
        &mut self,
        action: Action,
        written: &str,
        effects: &mut Vec<Effect>,
    ) -> Vec<Outcome> {
        match action {
            Action::SaveFilter => self.save_filter(written, effects),
            Action::ForgetFilter => self.forget_filter(written, effects),
            _ => self.why_hidden(written),
        }
    }

    /// One that was called by its name alone.
    pub(super) fn called_alone(&self, action: Action) -> Vec<Outcome> {
        match action {
            Action::WhyHidden => self.why_hidden(""),
            _ => nameless(),
        }
    }

    /// Gives the filter line a name.
    fn save_filter(&mut self, name: &str, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        let name = name.trim().trim_start_matches('@');
        let line = self.filter.text().to_owned();
        if name.is_empty() {
            return nameless();
        }
        if line.trim().is_empty() {
            return say("there is no filter to save");
        }
        if let Some(fault) = self.filter.faults().first() {
            return say(&format!(
                "the filter line has a fault: expected {}",
                fault.expected
            ));
        }
        if line.trim().is_empty() {
            return say("the filter line is empty: type what to keep with /, then save it");
        }
        let saved = &mut self.scene.settings.saved;
        let replaced = saved.lines.get(name).is_some();
        if let Err(expected) = saved.lines.insert(name, &line) {
            return say(&format!("expected {expected}"));
        }
        let Some(path) = saved.path.clone() else {
            return say(&format!(
                "@{name} lasts until quitting: there is no settings folder"
            ));
        };
        effects.push(Effect::SaveFilter {
            path,
            name: name.to_owned(),
            line: Some(line),
        });
        let what = if replaced { "now means" } else { "means" };
        say(&format!("@{name} {what} this filter"))
    }

    /// Takes the name of a saved filter away.
    fn forget_filter(&mut self, name: &str, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        let name = name.trim().trim_start_matches('@');
        let saved = &mut self.scene.settings.saved;
        if !saved.lines.remove(name) {
            return say(&format!("there is no saved filter @{name}"));
        }
        if let Some(path) = saved.path.clone() {
            effects.push(Effect::SaveFilter {
                path,
                name: name.to_owned(),
                line: None,
            });
        }
        say(&format!("@{name} is forgotten"))
    }
}

/// What is missing where only the command was called.
fn nameless() -> Vec<Outcome> {
    say("a name behind it: :save NAME keeps the filter line as @NAME, :forget NAME forgets it")
}

fn say(words: &str) -> Vec<Outcome> {
    vec![Outcome::Say(words.to_owned())]
}
