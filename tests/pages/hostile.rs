//! Pages that were made to be slow, or to be obeyed: they are bounded, they say so, and their text
//! is kept. How the work grows is counted where the bounds are (`ingest::html::prescan`).

use dateline::article::{Article, IssueKind};

use super::{STORY, page};

fn cuts(article: &Article) -> Vec<&str> {
    let issues = article.issues.iter();
    let cut = issues.filter(|issue| issue.kind == IssueKind::Cut);
    cut.map(|issue| issue.message.as_str()).collect()
}

#[test]
fn pages_made_to_be_slow_keep_their_text_and_say_what_was_cut() {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let cases = [
        (
            "tables",
            many("<table><tr><td>", 20_000),
            "tags were left out",
        ),
        ("lists", many("<ul><li>", 20_000), "tags were left out"),
        ("nested", many("<div><span>", 20_000), "tags were left out"),
        ("formatting", many("<p><font color=1><b>x", 5_000), "tags"),
        (
            "one long tag",
            format!("<p title=\"{}\">", many("x", 600_000)),
            "lost their attributes",
        ),
        ("brackets", many("<", 1_000_000), "left out of runs"),
        ("many tags", many("<br>x", 120_000), "tags were left out"),
    ];
    for (name, hostile, said) in cases {
        let article = page(&format!("<html><body>{hostile}{STORY}"));
        assert!(
            article.text.contains("harbour of Norvale"),
            "{name}: the text is kept"
        );
        assert!(
            cuts(&article).iter().any(|cut| cut.contains(said)),
            "{name}: {:?}",
            article.issues
        );
    }
}

#[test]
fn what_has_no_end_ends_with_the_page() {
    for open in [
        "<!-- ",
        "<script>",
        "<style>",
        "<p title=\"",
        "<textarea>",
        "<![CDATA[",
    ] {
        let article = page(&format!("<html><body>{STORY}{}", open.repeat(2_000)));
        assert!(article.text.contains("harbour of Norvale"), "{open}");
    }
}

#[test]
fn a_page_too_large_for_an_extractor_is_read_like_plain_text() {
    let story = STORY.replacen("<p>", &format!("<p>{} ", "word ".repeat(900_000)), 1);
    let article = page(&format!("<html><body>{story}"));
    assert!(article.text.contains("Engineers hope"));
    assert!(
        cuts(&article).iter().any(|cut| cut.contains("plain text")),
        "{:?}",
        article.issues
    );
}

#[test]
fn entities_are_characters_and_nothing_is_fetched() {
    let bomb = "<!DOCTYPE html [<!ENTITY a \"lol\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>";
    let article = page(&format!("{bomb}<html><body><p>&a;&b;&eacute;</p>{STORY}"));
    assert!(!article.text.contains("root:") && !article.text.contains("lol"));
}
