//! A writer whose every step can be told from its number, so that a file can be compared with
//! what it should hold.

use std::path::Path;

use dateline::article::{ArticleId, Fingerprints, Mark, Verdict};
use dateline::review::Marks;
use dateline::review::memory::{self, Ledger, Memory, Subject};

/// Articles that are written about.
pub(super) const ARTICLES: u32 = 5;

/// The program's way to the file, without the program.
pub(super) struct Writer {
    pub(super) memory: Memory,
    pub(super) ledger: Ledger,
    pub(super) marks: Marks,
}

impl Writer {
    /// Opens the file, and knows what it remembers.
    pub(super) fn open(folder: &Path) -> Self {
        let opened = memory::open(folder).unwrap();
        let collection = opened.memory.collection("/pile").unwrap();
        let mut writer = Self {
            memory: opened.memory,
            ledger: Ledger::new(collection),
            marks: Marks::default(),
        };
        for known in opened.remembered {
            let id = ArticleId(u32::try_from(known.subject.prints.body - 1).unwrap());
            writer.ledger.know(id, known.number, true);
            writer.marks.restore(id, known.mark);
        }
        writer
    }

    /// Writes what happened to the marks.
    pub(super) fn keep(&mut self) {
        let steps = self.marks.take_steps();
        self.memory
            .write(&mut self.ledger, &steps, &mut subject)
            .unwrap();
    }

    /// Does the `number`-th step.
    pub(super) fn step(&mut self, number: u32) {
        let said = about(number).map(|article| (ArticleId(article), said(number)));
        self.marks.set_all(said.collect());
        self.keep();
    }
}

pub(super) fn subject(id: ArticleId) -> Subject {
    Subject {
        prints: Fingerprints {
            body: u64::from(id.0) + 1,
            ..Fingerprints::default()
        },
        words: 0,
        headline: format!("headline {}", id.0),
        path: format!("{}.txt", id.0),
    }
}

/// The articles that the step is about: one, and now and then all at once.
fn about(number: u32) -> std::ops::Range<u32> {
    if number.is_multiple_of(7) {
        0..ARTICLES
    } else {
        let article = number % ARTICLES;
        article..article + 1
    }
}

/// What the step says.
fn said(number: u32) -> Mark {
    Mark {
        starred: number.is_multiple_of(2),
        verdict: Some(Verdict::ALL[number as usize % 3]),
        tags: vec![format!("tag {}", number % 4)],
        note: Some(format!("{number}")),
        ..Mark::default()
    }
}

/// What the file holds after so many steps, as `remembered` tells it.
pub(super) fn model(steps: u32) -> Vec<(u64, Mark)> {
    let mut marks: Vec<(u64, Mark)> = Vec::new();
    let last = |article: u32| {
        (1..=steps)
            .rev()
            .find(|step| about(*step).contains(&article))
    };
    for article in 0..ARTICLES {
        if let Some(step) = last(article) {
            marks.push((u64::from(article) + 1, said(step)));
        }
    }
    marks
}

/// How many steps the file holds: the greatest number in its notes.
pub(super) fn steps(remembered: &[(u64, Mark)]) -> u32 {
    let notes = remembered
        .iter()
        .filter_map(|(_, mark)| mark.note.as_deref());
    notes.map(|note| note.parse().unwrap()).max().unwrap_or(0)
}

/// Asserts that the file holds exactly what so many steps say, and tells how many.
pub(super) fn holds_whole_steps(remembered: &[(u64, Mark)]) -> u32 {
    let steps = steps(remembered);
    let mut sorted = remembered.to_vec();
    sorted.sort_by_key(|(article, _)| *article);
    assert_eq!(sorted, model(steps));
    steps
}
