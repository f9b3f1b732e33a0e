//! Headlines of other articles shown on the page, and the lines under them.

use super::span_of;
use crate::article::{Label, Related, Span};
use crate::ingest::segment::{self, Paragraph};

/// Inline ones first, then those after the body, each with its standfirst. A standfirst without a
/// headline above it is kept alone: its headline was lost when the page was scraped.
pub(super) fn read(text: &str, paragraphs: &[Paragraph]) -> Vec<Related> {
    let named = |headline, inline| Related {
        headline: Some(headline),
        standfirst: None,
        inline,
        article: None,
    };
    let inline = paragraphs
        .iter()
        .filter(|p| p.label == Label::InlineRelated);
    let mut found: Vec<_> = inline
        .map(|p| named(without_invitation(text, p), true))
        .collect();
    let mut open = false;
    for paragraph in paragraphs {
        match paragraph.label {
            Label::Related => found.push(named(without_invitation(text, paragraph), false)),
            Label::RelatedStandfirst => {
                let standfirst = Some(span_of(paragraph));
                match found.last_mut() {
                    Some(last) if open => last.standfirst = standfirst,
                    _ => found.push(Related {
                        headline: None,
                        standfirst,
                        inline: false,
                        article: None,
                    }),
                }
            }
            _ => {}
        }
        open = paragraph.label == Label::Related;
    }
    found
}

/// The headline behind "Read more:".
fn without_invitation(text: &str, paragraph: &Paragraph) -> Span {
    let line = text.get(paragraph.bytes.clone()).unwrap_or_default();
    let skipped = segment::invitation(line).unwrap_or(0);
    Span::new(paragraph.bytes.start + skipped, paragraph.bytes.end)
}
