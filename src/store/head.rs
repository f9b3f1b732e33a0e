//! What is known of an article at a glance: source, headline, date, authors, identity, packed into
//! a few dozen bytes.
//!
//! What many articles of a batch have in common is a [`Profile`], kept once. The rest is packed in
//! the order in which it is asked for, so that a list row reads no further than its date.

use super::date_cell::DateCell;
use super::names::{Interner, NameId};
use super::pack::{Packer, Unpacker};
use crate::article::{
    Article, ArticleKey, DateKind, Fingerprints, Format, Precision, Published, SourceFrom, Span,
};
use crate::text;

/// What articles of one site or file have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Profile {
    pub(super) headline_from: Option<NameId>,
    pub(super) source: Option<NameId>,
    pub(super) place: Option<NameId>,
    pub(super) agency: Option<NameId>,
    pub(super) language: Option<NameId>,
    pub(super) source_from: SourceFrom,
    pub(super) format: Format,
    /// How sure the date is, as the bits of a number: each way of reading it has its own.
    pub(super) confidence: Option<u32>,
}

/// Where the headline lies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Headline {
    None,
    /// In the article's text.
    Text(Span),
    /// Beside it.
    Name(NameId),
}

/// The first part of what is packed of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) path: Option<NameId>,
    pub(super) headline: Headline,
    /// The date, whatever its kind: [`Head::date`] knows whether there is one.
    pub(super) cell: DateCell,
    /// Whether there is a value at all.
    pub(super) has_value: bool,
}

impl Head {
    /// The publication date as a cell of the date column.
    pub(super) fn date(&self) -> DateCell {
        if self.has_value && self.cell.kind != DateKind::None {
            self.cell
        } else {
            DateCell::NONE
        }
    }
}

/// Packs what [`unpack_head`], [`unpack_authors`] and [`unpack_identity`] read, in this order.
pub(super) fn pack_head(article: &Article, profile: usize, names: &mut Interner, out: &mut Packer) {
    out.size(profile);
    out.number(NameId::number(names.intern(&article.origin.path)));
    put_headline(article, names, out);
    put_date(&article.published, out);
    let authors = article.authors.iter().map(|author| names.intern(author));
    let authors: Vec<_> = authors.map(NameId::number).collect();
    out.list(&authors, |out, author| out.number(*author));
    let Fingerprints {
        link,
        headline,
        body,
        copy: _,
    } = article.prints;
    let own = (article.prints.key() != article.key).then_some(article.key.0);
    let digests = [link, headline, body, own.unwrap_or(0)];
    let present = (0..4)
        .zip(digests)
        .map(|(bit, digest)| u64::from(digest != 0) << bit);
    out.number(present.sum::<u64>() + (u64::from(own.is_some()) << 4));
    for digest in digests.into_iter().filter(|digest| *digest != 0) {
        out.digest(digest);
    }
}

/// The place of its profile, the very first.
pub(super) fn get_profile(from: &mut Unpacker<'_>) -> usize {
    from.size()
}

/// What comes first.
pub(super) fn unpack_head(from: &mut Unpacker<'_>) -> Head {
    get_profile(from);
    let path = NameId::of_number(from.number());
    let headline = get_headline(from);
    let (cell, has_value) = get_date(from);
    Head {
        path,
        headline,
        cell,
        has_value,
    }
}

/// The authors, behind the head.
pub(super) fn unpack_authors<'a>(
    from: &mut Unpacker<'a>,
) -> impl Iterator<Item = NameId> + use<'a> {
    let mut ids = *from;
    let count = ids.size();
    from.skip_numbers(1 + count);
    (0..count).filter_map(move |_| NameId::of_number(ids.number()))
}

/// Key and digests, behind the authors; the copy is not known here.
pub(super) fn unpack_identity(from: &mut Unpacker<'_>) -> (ArticleKey, Fingerprints) {
    let present = from.number();
    let mut digest = |bit: u32| {
        let is_there = present >> bit & 1 == 1;
        if is_there { from.digest() } else { 0 }
    };
    let prints = Fingerprints {
        link: digest(0),
        headline: digest(1),
        body: digest(2),
        copy: 0,
    };
    let own = ArticleKey(digest(3));
    let key = if present >> 4 & 1 == 1 {
        own
    } else {
        prints.key()
    };
    (key, prints)
}

fn put_headline(article: &Article, names: &mut Interner, out: &mut Packer) {
    let Some(headline) = &article.headline else {
        return out.number(0);
    };
    if let Some(start) = text::find_near_start(&article.text, headline) {
        out.size(start + 2);
        return out.size(headline.len());
    }
    match names.add(headline) {
        None => out.number(0),
        name => {
            out.number(1);
            out.number(NameId::number(name));
        }
    }
}

fn get_headline(from: &mut Unpacker<'_>) -> Headline {
    match from.size() {
        0 => Headline::None,
        1 => NameId::of_number(from.number()).map_or(Headline::None, Headline::Name),
        place => {
            let start = place - 2;
            let len = from.size();
            Headline::Text(Span::new(start, start.saturating_add(len)))
        }
    }
}

/// Kind, precision and what else there is in one byte, then the seconds, then the offset.
fn put_date(published: &Published, out: &mut Packer) {
    let offset = published.value.and_then(|value| value.offset);
    let precision = published
        .value
        .map(|value| place(&PRECISIONS, &value.precision));
    out.number(
        place(&DATE_KINDS, &published.kind)
            + (u64::from(published.value.is_some()) << 2)
            + (u64::from(offset.is_some()) << 3)
            + (precision.unwrap_or(0) << 4),
    );
    if let Some(value) = published.value {
        out.signed(value.local.and_utc().timestamp());
    }
    if let Some(offset) = offset {
        out.signed(offset.into());
    }
}

fn get_date(from: &mut Unpacker<'_>) -> (DateCell, bool) {
    let codes = from.number();
    let has_value = codes >> 2 & 1 == 1;
    let cell = DateCell {
        kind: at(&DATE_KINDS, codes & 3),
        precision: at(&PRECISIONS, codes >> 4),
        local: if has_value { from.signed() } else { 0 },
        offset: (codes >> 3 & 1 == 1).then(|| i16::try_from(from.signed()).unwrap_or_default()),
    };
    (cell, has_value)
}

const DATE_KINDS: [DateKind; 4] = [
    DateKind::None,
    DateKind::Explicit,
    DateKind::Inferred,
    DateKind::Given,
];
pub(super) const PRECISIONS: [Precision; 5] = [
    Precision::Year,
    Precision::Month,
    Precision::Day,
    Precision::Hour,
    Precision::Minute,
];

/// Place of a value in its table.
pub(super) fn place<T: PartialEq>(table: &[T], value: &T) -> u64 {
    let at = table.iter().position(|item| item == value);
    at.unwrap_or_default() as u64
}

/// The value with this place in its table, or the first.
pub(super) fn at<T: Copy, const N: usize>(table: &[T; N], place: u64) -> T {
    let at = usize::try_from(place).unwrap_or_default();
    *table.get(at).unwrap_or(&table[0])
}
