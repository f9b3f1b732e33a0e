//! Reading the collection again: the cursor goes on with its article; marks come back as after a
//! restart, from where they are kept.

use crate::app::loading::Loading;
use crate::app::message::{Effect, Gone};
use crate::app::{App, Carried};
use crate::review::Marks;
use crate::store::Store;

impl App {
    /// The collection begins anew: ordinals mean other articles from now on.
    pub(super) fn restarted(&mut self, effects: &mut Vec<Effect>) {
        let key_of = |id| self.scene.store.get(id).map(|view| view.key());
        let copy_of = |id| {
            let view = self.scene.store.get(id)?;
            Some((view.key(), view.prints().copy))
        };
        let selected = self.scene.selected.and_then(copy_of);
        let mut carried = Carried {
            selected: selected.or(self.carried.selected),
            top: self.article.top(),
            selection: std::mem::take(&mut self.carried.selection),
        };
        let selection = self.scene.selection.all().into_iter();
        carried.selection.extend(selection.filter_map(key_of));
        self.carried = carried;
        let store = std::mem::replace(&mut self.scene.store, Store::new());
        effects.push(Effect::LetGo(Gone::Store(Box::new(store))));
        self.patches.clear();
        self.scene.marks = Marks::default();
        self.owed = Some(Vec::new());
        self.scene.changed.clear();
        self.scene.drafts.clear();
        self.scene.doubts.clear();
        self.scene.selection.clear();
        let shown = self.scene.hits.take().map(Gone::Answer);
        effects.extend(shown.map(Effect::LetGo));
        self.scene.selected = None;
        self.list.forget();
        self.kept.clear();
        self.views.forget_articles();
        self.loading = Loading::Begun;
        self.studied = None;
        self.article.show(None, None);
        self.ask(effects);
    }
}
