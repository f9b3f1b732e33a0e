//! What whoever kept a page says of it: where it was read, and when.
//!
//! Promises: the address stands in only where the page names none; the moment is never a date of
//! publication, only the latest that one can be. An address in a web archive gives way to the one
//! that was archived.

use crate::article::{Article, DateKind, Moment, Precision, SourceFrom};
use crate::text;

use super::{fields, stamp};

/// How a page came to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By a web archive.
    Archived,
    /// By someone who read it.
    Saved,
}

impl How {
    fn word(self) -> &'static str {
        match self {
            Self::Archived => "archived",
            Self::Saved => "saved",
        }
    }
}

/// Where and when a page was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// Its address, perhaps one that is none of the web.
    pub(super) address: Option<String>,
    /// When.
    pub(super) when: Option<Moment>,
    /// By whom.
    pub(super) how: How,
}

impl Kept {
    /// With the address that was archived, where it is one in a web archive.
    pub(super) fn outside_of_archives(mut self) -> Self {
        let address = self.address.as_deref().unwrap_or_default();
        if let Some((original, when)) = archived(address) {
            let original = original.to_owned();
            self.when = when.or(self.when);
            self.how = How::Archived;
            self.address = Some(original);
        }
        self
    }

    /// Says of an article what is known by this.
    pub(super) fn say(&self, article: &mut Article) {
        self.say_address(article);
        if let Some(when) = self.when {
            self.bound(when, article);
        }
    }

    /// The address is the link where the page names none, and its host the source where nothing
    /// names one.
    fn say_address(&self, article: &mut Article) {
        let address = self.address.as_deref().unwrap_or_default();
        if article.url.is_none() && fields::host(address).is_some() {
            article.url = Some(text::sanitise_line(address));
        }
        if article.source.is_none() {
            let host = article.url.as_deref().and_then(fields::host);
            if let Some(host) = host.map(str::to_owned) {
                article.source = Some(host);
                article.source_from = SourceFrom::Explicit;
            }
        }
    }

    /// The time of keeping is the latest that a date can be.
    fn bound(&self, when: Moment, article: &mut Article) {
        let how = self.how.word();
        let day = when.local.date();
        let published = &mut article.published;
        let Some(value) = published.value else {
            let said = format!("{how} on {day}, so not later");
            published.evidence = match published.evidence.as_str() {
                "" => said,
                evidence => format!("{evidence}; {said}"),
            };
            return;
        };
        // A day of grace: page and archive may count in different zones.
        let latest = day.succ_opt();
        if latest.is_some_and(|latest| value.local.date() > latest) {
            published.evidence = format!("{}; but it was {how} on {day}", published.evidence);
            let doubted = published.confidence.unwrap_or(1.0).min(0.3);
            published.confidence = Some(doubted);
            if published.kind == DateKind::Inferred {
                published.value = None;
                published.kind = DateKind::None;
                published.confidence = None;
            }
        }
    }
}

/// The address that a web archive keeps under this one, and when it did: archives write their own
/// address, the moment in digits, and the whole address that was archived
/// (`…/20150102030405/http://…`).
pub(super) fn archived(link: &str) -> Option<(&str, Option<Moment>)> {
    // An address on the same site has no scheme and no host before it.
    let own = link.split_once("://").filter(|_| !link.starts_with('/'));
    let rest = own.map_or(link, |(_, rest)| rest);
    let at = ["/http://", "/https://"]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .min()?;
    let original = rest.get(at.checked_add(1)?..)?;
    let stamp = rest.get(..at)?.rsplit('/').next()?;
    // `20150102030405id_`, `2015.01.02-030405`
    let stamp = stamp.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    let digits: String = stamp.chars().filter(char::is_ascii_digit).collect();
    let is_stamp = stamp
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let is_one = is_stamp && matches!(digits.len(), 4..=14) && fields::host(original).is_some();
    is_one.then(|| (original, moment(&digits)))
}

/// The moment of fourteen digits.
fn moment(digits: &str) -> Option<Moment> {
    let part = |range| digits.get(range);
    let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
    let (hour, minute, second) = (part(8..10)?, part(10..12)?, part(12..14)?);
    let written = format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z");
    stamp::of_text(&written).filter(|moment| moment.precision >= Precision::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_an_archive_is_that_of_the_page() {
        let cases = [
            (
                "https://web.archive.org/web/20150102030405/http://example.org/a",
                Some(("http://example.org/a", Some("2015-01-02"))),
            ),
            (
                "/web/20150102030405id_/https://example.org/a?b=c",
                Some(("https://example.org/a?b=c", Some("2015-01-02"))),
            ),
            (
                "https://archive.example/2018.01.05-101112/https://example.org/",
                Some(("https://example.org/", Some("2018-01-05"))),
            ),
            (
                "https://archive.example/2018/http://example.org/",
                Some(("http://example.org/", None)),
            ),
            ("https://example.org/share/http://example.com/", None),
            ("https://example.org/2015/01/02/a", None),
            ("https://example.org/20150102030405/http://", None),
            ("", None),
        ];
        for (link, want) in cases {
            let found = archived(link)
                .map(|(original, when)| (original, when.map(|when| when.local.date().to_string())));
            let want = want.map(|(link, day)| (link, day.map(str::to_owned)));
            assert_eq!(found, want, "{link}");
        }
    }
}
