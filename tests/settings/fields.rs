//! No dead field: every way of writing a term that help shows narrows the samples as it says.

use dateline::query::{fields, forms};

use crate::frames::harness::Reader;

/// For every row of the tables, a term that finds some of the five samples but not all, and them.
const FINDS: &[(&str, &str, &[u32])] = &[
    ("source:", "source:kayhan", &[3]),
    ("date:", "date:inferred", &[0]),
    ("after:", "after:2025-01-22", &[3]),
    ("before:", "before:2025", &[0, 1]),
    ("in:", "in:headline border", &[2]),
    ("headline:", "headline:essential", &[3]),
    ("body:", "body:\"gas pipeline\"", &[2, 3]),
    ("author:", "author:kayhan", &[3]),
    ("place:", "place:tehran", &[1, 4]),
    ("comment:", "comment:turkey", &[1]),
    ("mentions:", "mentions:2018-01", &[0, 1]),
    ("is:", "-is:unread", &[]),
    ("verdict:", "verdict:keep", &[]),
    ("tag:", "-tag:iran", &[0, 1, 2, 3, 4]),
    ("note:", "-note:check", &[0, 1, 2, 3, 4]),
    ("has:", "has:comments", &[1]),
    ("lang:", "lang:fa", &[]),
    ("format:", "-format:text", &[]),
    ("path:", "path:003", &[3]),
    ("re:", "re:/pipeline (project|starts)/", &[2, 3]),
    ("word", "trump", &[0, 1]),
    ("'word", "'overnmen", &[3, 4]),
    ("^word", "^\"iran urges\"", &[0]),
    ("word$", "terror$", &[4]),
    ("\"two words\"", "\"gas pipeline\"", &[2, 3]),
    ("-term", "trump -china", &[1]),
    ("a | b", "gaza | israel", &[1, 2, 3]),
    ("#term", "trump #source:nowhere", &[0, 1]),
    ("@name", "@of-trump", &[0, 1]),
];

#[test]
fn every_way_of_writing_a_term_finds_what_help_says() {
    for row in fields().iter().chain(forms()) {
        let (_, term, wanted) = FINDS
            .iter()
            .find(|(name, _, _)| *name == row.name)
            .unwrap_or_else(|| panic!("{} is not tried here", row.name));
        let mut reader = Reader::samples(80, 24);
        let saved = &mut reader.app.scene.settings.saved.lines;
        saved.insert("of-trump", "trump").unwrap();
        reader.press("/").type_text(term);
        let hits = reader.app.scene.hits.as_ref().unwrap();
        let mut found: Vec<u32> = hits.order.iter().map(|id| id.0).collect();
        found.sort_unstable();
        assert_eq!(&found, wanted, "{term}");
    }
}
