//! What is done to every article that was read, whatever it was read from: the options are obeyed,
//! names are put on one line, keys are given.

use crate::article::{Article, DateKind, Moment, Published, SourceFrom};
use crate::ingest::formats::Records;
use crate::ingest::{Options, key};

/// Makes the articles what the options say, and gives them their keys.
pub(super) fn finish(records: &mut Records, options: &Options) {
    for article in &mut records.articles {
        settle(article, options);
        level(article);
        article.prints = key::prints(article);
        article.key = article.prints.key();
    }
}

/// Says that articles stand somewhere in these bytes: the text was packed or in another encoding,
/// so that its places are not those of the file.
pub(super) fn place_in(records: &mut Records, bytes: (u64, u64)) {
    for article in &mut records.articles {
        article.origin.bytes = bytes;
    }
    if let Some(end) = &mut records.end {
        end.reached.byte = bytes.1;
    }
}

/// Puts what is shown on one line on one: a tab may stand in a text, in a name it is a blank.
fn level(article: &mut Article) {
    let named = [
        article.headline.as_mut(),
        article.source.as_mut(),
        article.place.as_mut(),
        article.agency.as_mut(),
        Some(&mut article.published.evidence),
    ];
    for line in named.into_iter().flatten().chain(&mut article.authors) {
        if memchr::memchr2(b'\t', b'\n', line.as_bytes()).is_some() {
            *line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

/// Makes an article what the options say: what was concluded is taken away, what was given is
/// put in where the document states nothing.
fn settle(article: &mut Article, options: &Options) {
    if !options.infer && article.source_from == SourceFrom::Inferred {
        article.source = None;
        article.source_from = SourceFrom::None;
    }
    let kind = article.published.kind;
    if let Some(given) = options.published.filter(|_| kind != DateKind::Explicit) {
        article.published = given_date(given);
    } else if !options.infer && kind == DateKind::Inferred {
        article.published = Published {
            evidence: "nothing states it".to_owned(),
            ..Published::default()
        };
    }
}

fn given_date(moment: Moment) -> Published {
    Published {
        value: Some(moment),
        kind: DateKind::Given,
        evidence: "given by the reader (--published)".to_owned(),
        confidence: Some(1.0),
        range: None,
    }
}
