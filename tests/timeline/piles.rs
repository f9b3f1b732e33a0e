//! Piles of made-up articles.

use dateline::article::{Article, DateKind, Mention, MentionIn, MentionKind, Precision, Span};

use super::screen::dated;

/// So many articles over the first days of a month, from so many sources, each in turn.
pub(super) fn pile(count: usize, (days, sources): (usize, usize)) -> Vec<Article> {
    let days: Vec<String> = (0..count)
        .map(|number| format!("2023-03-{:02}", number % days + 1))
        .collect();
    let dates: Vec<_> = days
        .iter()
        .map(|day| (day.as_str(), Precision::Day, DateKind::Explicit))
        .collect();
    let mut articles = dated(&dates);
    for (number, article) in articles.iter_mut().enumerate() {
        article.headline = Some(format!("Report {number} of the day"));
        article.source = Some(format!("Paper {}", number % sources));
    }
    articles
}

/// Times that a body speaks of, by their TIMEX3 values.
pub(super) fn speaks_of<T: AsRef<str>>(values: &[T]) -> Vec<Mention> {
    let mention = |value: &T| Mention {
        span: Span::new(0, 4),
        kind: MentionKind::Date,
        value: Some(value.as_ref().to_owned()),
        place: MentionIn::Body,
    };
    values.iter().map(mention).collect()
}
