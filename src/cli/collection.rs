//! What the headless commands work on: the collection, read to its end.

use std::sync::atomic::AtomicBool;

use crate::article::{Article, ArticleId, ArticleKey, Change, Patch};
use crate::ingest::{self, Event, Report};

use super::arguments;
use super::failure::Failure;
use super::output;
use super::{FOUND, NOTHING, STRICT, TROUBLE};

/// Files whose trouble is told one by one; more are counted.
const TOLD: usize = 3;

/// A collection, read to its end.
pub(super) struct Collection {
    /// Every article; its place is its [`ArticleId`].
    pub(super) articles: Vec<Article>,
    /// What reading came to.
    pub(super) report: Report,
}

impl Collection {
    /// Reads what the command line names.
    pub(super) fn read(wanted: &arguments::Collection) -> Self {
        let mut articles = Vec::new();
        let never = AtomicBool::new(false);
        let report = ingest::read(&wanted.inputs(), &wanted.options(), &never, &mut |event| {
            match event {
                Event::Articles(batch) => articles.extend(batch),
                Event::Patches(patches) => {
                    for patch in patches {
                        apply(&mut articles, patch);
                    }
                }
                Event::Progress(_) => {}
            }
        });
        Self { articles, report }
    }

    /// The key of an article.
    pub(super) fn key(&self, id: ArticleId) -> Option<ArticleKey> {
        self.articles.get(id.index()).map(|article| article.key)
    }

    /// Tells standard error what gave no article, so that nothing is missing silently.
    pub(super) fn tell_skipped(&self) {
        let skipped = &self.report.skipped;
        for trouble in skipped.iter().take(TOLD) {
            output::tell(&format!("{}: {}", trouble.path, trouble.issue.message));
        }
        let more = skipped.len().saturating_sub(TOLD);
        if more > 0 {
            output::tell(&format!("{more} more gave no article; dateline check says why"));
        }
    }

    /// The exit status after `found` articles came of it.
    ///
    /// # Errors
    /// When there is no article at all.
    pub(super) fn status(&self, found: usize, is_strict: bool) -> Result<u8, Failure> {
        if self.articles.is_empty() && !self.report.skipped.is_empty() {
            return Ok(TROUBLE);
        }
        if self.articles.is_empty() {
            output::tell("nothing to read there: no files");
            return Ok(NOTHING);
        }
        Ok(match found {
            _ if is_strict && !self.report.is_clean() => STRICT,
            0 => NOTHING,
            _ => FOUND,
        })
    }
}

fn apply(articles: &mut [Article], patch: Patch) {
    let Some(article) = articles.get_mut(patch.id.index()) else {
        return;
    };
    match patch.change {
        Change::Published(published) => article.published = published,
        Change::Source(source, from) => {
            article.source = source;
            article.source_from = from;
        }
        Change::RelatedIs(index, id) => {
            if let Some(related) = article.related.get_mut(usize::from(index)) {
                related.article = Some(id);
            }
        }
        Change::Mentions(mentions) => article.mentions = mentions,
    }
}
