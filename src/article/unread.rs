//! Where every article begins: nothing is known of it but where it stands.

use super::{Article, ArticleKey, Fingerprints, Origin, Published, SourceFrom};

impl Article {
    /// An article of which nothing is known but where it was found; its reader fills it.
    pub fn unread(origin: Origin) -> Self {
        Self {
            key: ArticleKey(0),
            prints: Fingerprints::default(),
            origin,
            text: String::new(),
            removed: Vec::new(),
            headline: None,
            headline_from: "nothing names a headline".to_owned(),
            source: None,
            source_from: SourceFrom::None,
            authors: Vec::new(),
            place: None,
            agency: None,
            published: Published::default(),
            updated: None,
            url: None,
            language: None,
            body: Vec::new(),
            related: Vec::new(),
            comments: Vec::new(),
            boilerplate: Vec::new(),
            mentions: Vec::new(),
            lines: Vec::new(),
            issues: Vec::new(),
            again: Vec::new(),
        }
    }
}
