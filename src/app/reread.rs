//! Reading the collection again: marks and cursor go on with their articles, by key.

use crate::app::message::Effect;
use crate::app::status::Loading;
use crate::app::{App, Carried};
use crate::article::{ArticleId, ArticleKey};
use crate::review::Marks;
use crate::store::Store;

impl App {
    /// The collection begins anew: ordinals mean other articles from now on.
    pub(super) fn restarted(&mut self, effects: &mut Vec<Effect>) {
        let key_of = |id| self.scene.store.get(id).map(|view| view.key());
        let mut carried = Carried {
            marks: std::mem::take(&mut self.carried.marks),
            selected: self
                .scene
                .selected
                .and_then(key_of)
                .or(self.carried.selected),
            selection: std::mem::take(&mut self.carried.selection),
        };
        let selection = self.scene.selection.all().into_iter();
        carried.selection.extend(selection.filter_map(key_of));
        let marks = self
            .scene
            .marks
            .all()
            .filter_map(|(id, mark)| Some((key_of(id)?, mark.clone())));
        carried.marks.extend(marks);
        self.carried = carried;
        self.scene.store = Store::new();
        self.patches.clear();
        self.scene.marks = Marks::default();
        self.scene.selection.clear();
        self.scene.hits = None;
        self.scene.selected = None;
        self.list.forget();
        self.kept.clear();
        self.views.forget_articles();
        self.loading = Loading::Begun;
        self.studied = None;
        self.article.show(None, None);
        self.ask(effects);
    }

    /// Gives marks and cursor back to articles that have been read again.
    pub(super) fn take_up_carried(&mut self, effects: &mut Vec<Effect>) {
        let store = &self.scene.store;
        let back: Vec<_> = self
            .carried
            .marks
            .keys()
            .filter_map(|key| Some((*key, store.find_key(*key)?)))
            .collect();
        let selected = self
            .carried
            .selected
            .and_then(|key: ArticleKey| store.find_key(key));
        let chosen: Vec<ArticleId> = self
            .carried
            .selection
            .extract_if(.., |key| store.find_key(*key).is_some())
            .filter_map(|key| store.find_key(key))
            .collect();
        if !chosen.is_empty() {
            self.scene.selection.add(chosen);
        }
        for (key, id) in back {
            if let Some(mark) = self.carried.marks.remove(&key) {
                self.scene.marks.restore(id, mark.clone());
                self.correct(id, &mark);
                effects.push(Effect::Mark(id, mark));
            }
        }
        if let Some(id) = selected {
            self.carried.selected = None;
            self.scene.selected = Some(id);
        }
    }
}
