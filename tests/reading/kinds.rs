//! Kinds of files beyond texts and pages: notes with front matter, web archives, records with names
//! of their own.

use super::*;

#[test]
fn notes_and_clippings_are_read_among_other_files() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    put(root, "a.txt", TEXT);
    let note = "---\ntitle: Water for the city\ndate: 2018-01-05\nauthor: Ann Other\n---\n\nThe **council** met on [Monday](x).\n";
    put(root, "note", note);
    put(
        root,
        "posts/2019-02-03-bread.md",
        "# Bread for all\n\nIt was *baked*.\n",
    );
    put(
        root,
        "rule.txt",
        "---\n\nA text under a rule\n\nIt goes on for a while and says little.\n",
    );
    let read = read(root);
    let of = |name: &str| {
        let found = read.articles.iter().find(|a| a.origin.path.ends_with(name));
        found.unwrap_or_else(|| panic!("{name}"))
    };
    assert_eq!(read.articles.len(), 4);
    assert_eq!(of("note").origin.format.name(), "markdown");
    assert_eq!(of("note").headline.as_deref(), Some("Water for the city"));
    assert_eq!(of("note").lead(), "The council met on Monday.");
    assert_eq!(of("note").published.kind, DateKind::Explicit);
    assert_eq!(of("bread.md").headline.as_deref(), Some("Bread for all"));
    assert_eq!(of("bread.md").published.kind, DateKind::Inferred);
    assert_eq!(of("rule.txt").origin.format.name(), "text");
    assert!(read.report.is_clean(), "{:?}", read.report);
}
