//! Which terms hide an article.

use crate::app::App;
use crate::app::scene::Outcome;
use crate::article::{ArticleId, ArticleKey};
use crate::search::hiding;
use crate::text;

impl App {
    /// Says which terms of the filter hide an article: the one with this key, else the one that
    /// is open though the filter hides it, else the one that was chosen last, else the last one
    /// that was left for another filter.
    pub(super) fn why_hidden(&self, key: &str) -> Vec<Outcome> {
        let key = key.trim();
        let found = if key.is_empty() {
            self.hidden_article()
        } else {
            let key = u64::from_str_radix(key, 16).ok().map(ArticleKey);
            key.and_then(|key| self.scene.store.find_key(key))
        };
        let words = match (found, key.is_empty()) {
            (Some(id), _) => self.hiding_words(id),
            (None, true) => "no article that was chosen is hidden; a key behind the name asks \
                             of another (i shows keys)"
                .to_owned(),
            (None, false) => format!("there is no article with the key {key}"),
        };
        vec![Outcome::Say(words)]
    }

    fn hidden_article(&self) -> Option<ArticleId> {
        let shown = |id: ArticleId| {
            let hits = self.scene.hits.as_ref();
            hits.is_some_and(|hits| hits.set.contains(id))
        };
        let candidates = [self.scene.selected, self.list.chosen()];
        let mut candidates = candidates
            .into_iter()
            .flatten()
            .chain(self.views.articles());
        candidates.find(|id| !shown(*id))
    }

    fn hiding_words(&self, id: ArticleId) -> String {
        let scene = &self.scene;
        let Some(view) = scene.store.get(id) else {
            return "that article is not read yet".to_owned();
        };
        let name = text::truncate(view.headline_or_lead(), 40);
        let (query, mark) = (&scene.query, scene.marks.get(id));
        let terms = hiding(
            query,
            view.to_article(),
            mark,
            scene.today,
            scene.settings.zone,
        );
        let written: Vec<&str> = terms
            .into_iter()
            .filter_map(|term| query.terms.get(term))
            .filter_map(|term| query.text.get(term.span.clone()))
            .collect();
        match written.as_slice() {
            [] => format!("the filter shows “{name}”"),
            [one] => format!("{one} hides “{name}”"),
            several => format!("{} each hide “{name}”", several.join(" and ")),
        }
    }
}
