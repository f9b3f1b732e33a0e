//! One article as a citation, and a paragraph of it as a quote.

use super::entry::{Entry, How, in_words};

/// Author, title, source, date and link on one line. A date that was concluded stands in brackets
/// with a question mark, as librarians write it.
pub fn citation(entry: &Entry) -> String {
    let mut parts = Vec::new();
    if !entry.article.authors.is_empty() {
        parts.push(entry.article.authors.join(", "));
    }
    parts.push(format!("“{}”", entry.title()));
    parts.extend(source(entry));
    parts.push(date(entry));
    parts.extend(entry.link().map(str::to_owned));
    parts.join(", ")
}

/// A paragraph in quotation marks, and on the next line who published it when.
pub fn quote(entry: &Entry, paragraph: &str) -> String {
    let title = Some(format!("“{}”", entry.title()));
    let link = entry.link().map(str::to_owned);
    let parts = [source(entry), title, Some(date(entry)), link];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("“{}”\n— {}", paragraph.trim(), parts.join(", "))
}

fn source(entry: &Entry) -> Option<String> {
    let source = entry.source()?;
    Some(match source.how {
        How::Inferred => format!("[{}?]", source.value),
        How::Read | How::Given => source.value.to_owned(),
    })
}

fn date(entry: &Entry) -> String {
    entry.date().map_or_else(
        || "no date".to_owned(),
        |date| match date.how {
            How::Inferred => format!("[{}?]", in_words(date.value)),
            How::Read | How::Given => in_words(date.value),
        },
    )
}
