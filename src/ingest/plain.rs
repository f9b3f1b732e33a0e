//! From one plain text to an article.

use crate::article::{Article, ArticleKey, Label, Origin, Published, SourceFrom, Span};
use crate::text::Clean;

/// Reads one text: the first line is the headline, every other one a paragraph.
pub fn read_text(clean: Clean, origin: Origin) -> Article {
    let mut start = 0;
    let (mut headline, mut body, mut lines) = (None, Vec::new(), Vec::new());
    for line in clean.text.split('\n') {
        let span = Span::new(start, start + line.len());
        start += line.len() + 1;
        lines.push(match line.trim() {
            "" => None,
            line if headline.is_none() => {
                headline = Some(line.to_owned());
                Some(Label::Title)
            }
            _ => {
                body.push(span);
                Some(Label::Body)
            }
        });
    }
    Article {
        key: ArticleKey(0),
        origin,
        headline,
        headline_from: "first line".to_owned(),
        source: None,
        source_from: SourceFrom::None,
        authors: Vec::new(),
        place: None,
        agency: None,
        published: Published::default(),
        updated: None,
        url: None,
        language: None,
        body,
        related: Vec::new(),
        comments: Vec::new(),
        boilerplate: Vec::new(),
        mentions: Vec::new(),
        lines,
        issues: Vec::new(),
        text: clean.text,
        removed: clean.removed,
    }
}
