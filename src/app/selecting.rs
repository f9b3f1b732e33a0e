//! Selecting: one article, a range, the whole result; and the question before all of them are
//! marked at once.

use crate::action::Action;
use crate::app::moment::counted;
use crate::app::scene::Outcome;
use crate::app::{App, Effect, Overlay};
use crate::article::ArticleId;

/// The question before something is said of several articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked: "Star 12 articles?".
    pub words: String,
    /// What is done when the answer is yes.
    action: Action,
}

impl Question {
    /// The question before an action is carried out on several articles, as an overlay.
    pub(super) fn before(action: Action, words: String) -> Vec<Outcome> {
        let question = Self { words, action };
        vec![Outcome::Show(Box::new(Overlay::Ask(question)))]
    }
}

impl App {
    /// The articles that a mark is about: the selected ones, else the one under the cursor.
    pub(super) fn targets(&self) -> Vec<ArticleId> {
        if self.scene.selection.is_empty() {
            self.scene.selected.into_iter().collect()
        } else {
            self.scene.selection.all()
        }
    }

    /// Carries out what changes the selection.
    pub(super) fn act_on_selection(&mut self, action: Action) -> Vec<Outcome> {
        let Some(id) = self.scene.selected else {
            return vec![Outcome::Say("no article is selected".to_owned())];
        };
        let selection = &mut self.scene.selection;
        match action {
            Action::ToggleSelected => {
                selection.toggle(id);
                return self
                    .list
                    .act(Action::NextArticle, &self.scene)
                    .into_iter()
                    .filter(|outcome| matches!(outcome, Outcome::Select(_)))
                    .collect();
            }
            Action::SelectRange => selection.toggle_range(id),
            Action::SelectAll => {
                let hits = self.scene.hits.as_deref();
                let matching = hits.into_iter().flat_map(|hits| {
                    let order = hits.order.iter().copied();
                    order.filter(|id| hits.kept.binary_search(id).is_err())
                });
                selection.add(matching.collect::<Vec<_>>());
            }
            _ => selection.clear(),
        }
        vec![Outcome::Say(self.selection_words())]
    }

    fn selection_words(&self) -> String {
        let selection = &self.scene.selection;
        let count = selection.count();
        match (count, selection.has_open_range()) {
            (0, _) => "nothing is selected".to_owned(),
            (_, true) => "the selection follows the cursor until it is ended".to_owned(),
            (_, false) => format!("{} selected", counted(count, "article", "articles")),
        }
    }

    /// Yes carries the action out, everything else leaves all as it is.
    pub(super) fn answer_to(
        &mut self,
        question: &Question,
        action: Action,
        effects: &mut Vec<Effect>,
    ) {
        self.overlay = None;
        if action == Action::Enter {
            let targets = self.targets();
            let outcomes = self.mark_all(question.action, &targets, effects);
            self.follow(outcomes, effects);
        } else {
            self.status.say("all is as it was");
        }
    }
}
