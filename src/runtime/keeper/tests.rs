//! What the keeper promises of drafts, over its own desk and a file.

use std::sync::mpsc::channel;

use super::*;
use crate::article::Article;
use crate::ingest::{self, Event, Input, Options};
use crate::review::memory::Memory;

fn samples() -> Vec<Article> {
    let mut all = Vec::new();
    let never = AtomicBool::new(false);
    ingest::read(
        &[Input::Samples],
        &Options::default(),
        &never,
        &mut |event| {
            if let Event::Articles(articles) = event {
                all.extend(articles);
            }
        },
    );
    all
}

fn batch(article: &Article) -> Ask {
    Ask::Batch(Arc::new(Batch::build(ArticleId(0), vec![article.clone()])))
}

#[test]
fn a_draft_never_goes_to_the_article_of_its_number_in_the_next_reading() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place {
        folder: Some(folder.path().to_owned()),
        reason: None,
        collection: Some("/pile".to_owned()),
    };
    let samples = samples();
    let (loop_, _told) = channel();
    let mut desk = Desk::open(&place, &loop_).unwrap();
    desk.take(batch(&samples[0]));
    desk.take(Ask::Draft(ArticleId(0), Some("half".to_owned())));
    desk.take(Ask::Restart(1));
    desk.take(batch(&samples[1]));
    desk.write().unwrap();
    drop(desk);
    let memory = Memory::look(folder.path()).unwrap().unwrap();
    let drafts: Vec<_> = memory
        .recall()
        .unwrap()
        .into_iter()
        .filter(|one| one.draft.is_some())
        .map(|one| one.subject.path)
        .collect();
    assert_eq!(drafts, [samples[0].origin.path.to_string()]);
}
