//! What of an article is looked at only when it is open, printed or asked for by a rare filter.
//!
//! Packed at building, unpacked on demand. In two parts: how date and origin are known, which a
//! list row may ask for, and the rest.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike as _};

use super::pack::{Packer, Unpacker};
use crate::article::{
    Article, ArticleId, Comment, DateKind, Issue, IssueKind, Label, Mention, MentionIn,
    MentionKind, Moment, Precision, Published, Related, Removal, Span,
};

/// How date and origin are known.
#[derive(Default)]
pub(super) struct Evidence {
    pub(super) published: Published,
    pub(super) updated: Option<Moment>,
    pub(super) part: u32,
    pub(super) bytes: (u64, u64),
    pub(super) url: Option<String>,
}

/// Everything else.
#[derive(Default)]
pub(super) struct Details {
    pub(super) mentions: Vec<Mention>,
    pub(super) related: Vec<Related>,
    pub(super) comments: Vec<Comment>,
    pub(super) boilerplate: Vec<Span>,
    pub(super) lines: Vec<Option<Label>>,
    pub(super) issues: Vec<Issue>,
    pub(super) removed: Vec<Removal>,
}

pub(super) fn pack_evidence(article: &Article, out: &mut Packer) {
    let published = &article.published;
    out.number(code(&DATE_KINDS, &published.kind));
    out.maybe(published.value, put_moment);
    out.text(&published.evidence);
    out.maybe(published.confidence, |out, confidence| {
        out.number(u64::from(confidence.to_bits()));
    });
    out.maybe(published.range, |out, (first, last)| {
        put_day(out, first);
        put_day(out, last);
    });
    out.maybe(article.updated, put_moment);
    out.number(u64::from(article.origin.part));
    out.number(article.origin.bytes.0);
    out.number(article.origin.bytes.1);
    out.maybe(article.url.as_deref(), Packer::text);
}

pub(super) fn unpack_evidence(from: &mut Unpacker<'_>) -> Evidence {
    Evidence {
        published: Published {
            kind: item(&DATE_KINDS, from.number()),
            value: from.maybe(get_moment),
            evidence: from.text().to_owned(),
            confidence: from.maybe(|from| f32::from_bits(from.small())),
            range: from.maybe(|from| (get_day(from), get_day(from))),
        },
        updated: from.maybe(get_moment),
        part: from.small(),
        bytes: (from.number(), from.number()),
        url: from.maybe(|from| from.text().to_owned()),
    }
}

pub(super) fn pack_details(article: &Article, out: &mut Packer) {
    pack_mentions(&article.mentions, out);
    out.list(&article.related, put_related);
    out.list(&article.comments, put_comment);
    out.list(&article.boilerplate, |out, span| put_span(out, *span));
    put_lines(out, &article.lines);
    out.list(&article.issues, |out, issue| {
        out.number(code(&ISSUES, &issue.kind));
        out.text(&issue.message);
    });
    out.list(&article.removed, |out, removal| {
        out.number(removal.at.into());
        out.number(removal.chars.into());
    });
}

pub(super) fn unpack_details(from: &mut Unpacker<'_>) -> Details {
    Details {
        mentions: unpack_mentions(from),
        related: from.list(get_related),
        comments: from.list(get_comment),
        boilerplate: from.list(get_span),
        lines: get_lines(from),
        issues: from.list(|from| Issue {
            kind: item(&ISSUES, from.number()),
            message: from.text().to_owned(),
        }),
        removed: from.list(|from| Removal {
            at: from.small(),
            chars: from.small(),
        }),
    }
}

/// The mentions alone: they come first.
pub(super) fn pack_mentions(mentions: &[Mention], out: &mut Packer) {
    out.list(mentions, put_mention);
}

/// As packed by [`pack_mentions`].
pub(super) fn unpack_mentions(from: &mut Unpacker<'_>) -> Vec<Mention> {
    from.list(get_mention)
}

const DATE_KINDS: [DateKind; 4] = [
    DateKind::None,
    DateKind::Explicit,
    DateKind::Inferred,
    DateKind::Given,
];
const PRECISIONS: [Precision; 5] = [
    Precision::Year,
    Precision::Month,
    Precision::Day,
    Precision::Hour,
    Precision::Minute,
];
const MENTIONS: [MentionKind; 4] = [
    MentionKind::Date,
    MentionKind::Time,
    MentionKind::Duration,
    MentionKind::Set,
];
const PLACES: [MentionIn; 4] = [
    MentionIn::Headline,
    MentionIn::Body,
    MentionIn::Comment,
    MentionIn::Other,
];
const ISSUES: [IssueKind; 4] = [
    IssueKind::Skipped,
    IssueKind::Cut,
    IssueKind::Repaired,
    IssueKind::Unreadable,
];

/// Place of a value in its table.
fn code<T: PartialEq>(table: &[T], value: &T) -> u64 {
    let at = table.iter().position(|item| item == value);
    at.unwrap_or_default() as u64
}

/// The value with this place in its table, or the first.
fn item<T: Copy, const N: usize>(table: &[T; N], code: u64) -> T {
    let at = usize::try_from(code).unwrap_or_default();
    *table.get(at).unwrap_or(&table[0])
}

fn put_moment(out: &mut Packer, moment: Moment) {
    out.signed(moment.local.and_utc().timestamp());
    out.number(moment.local.nanosecond().into());
    out.number(code(&PRECISIONS, &moment.precision));
    out.maybe(moment.offset, |out, minutes| out.signed(minutes.into()));
}

fn get_moment(from: &mut Unpacker<'_>) -> Moment {
    let (seconds, nanos) = (from.signed(), from.small());
    Moment {
        local: DateTime::from_timestamp(seconds, nanos)
            .map_or(NaiveDateTime::MIN, |time| time.naive_utc()),
        precision: item(&PRECISIONS, from.number()),
        offset: from.maybe(|from| i16::try_from(from.signed()).unwrap_or_default()),
    }
}

fn put_day(out: &mut Packer, day: NaiveDate) {
    out.signed(super::date_cell::day_number(day).into());
}

fn get_day(from: &mut Unpacker<'_>) -> NaiveDate {
    i32::try_from(from.signed())
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or_default()
}

fn put_span(out: &mut Packer, span: Span) {
    out.number(span.start.into());
    out.signed(i64::from(span.end) - i64::from(span.start));
}

fn get_span(from: &mut Unpacker<'_>) -> Span {
    let start = from.small();
    let end = i64::from(start).saturating_add(from.signed());
    Span {
        start,
        end: u32::try_from(end).unwrap_or_default(),
    }
}

fn put_mention(out: &mut Packer, mention: &Mention) {
    put_span(out, mention.span);
    let place = code(&PLACES, &mention.place);
    out.number(
        code(&MENTIONS, &mention.kind) + 4 * place + 16 * u64::from(mention.value.is_some()),
    );
    if let Some(value) = &mention.value {
        out.text(value);
    }
}

fn get_mention(from: &mut Unpacker<'_>) -> Mention {
    let span = get_span(from);
    let codes = from.number();
    Mention {
        span,
        kind: item(&MENTIONS, codes & 3),
        place: item(&PLACES, (codes >> 2) & 3),
        value: (codes & 16 != 0).then(|| from.text().to_owned()),
    }
}

fn put_related(out: &mut Packer, related: &Related) {
    out.maybe(related.headline, put_span);
    out.maybe(related.standfirst, put_span);
    out.number(related.inline.into());
    out.maybe(related.article, |out, id| out.number(id.0.into()));
}

fn get_related(from: &mut Unpacker<'_>) -> Related {
    Related {
        headline: from.maybe(get_span),
        standfirst: from.maybe(get_span),
        inline: from.number() == 1,
        article: from.maybe(|from| ArticleId(from.small())),
    }
}

fn put_comment(out: &mut Packer, comment: &Comment) {
    out.maybe(comment.author, put_span);
    out.maybe(comment.time, put_moment);
    out.list(&comment.text, |out, span| put_span(out, *span));
    out.maybe(comment.reply_to.as_deref(), Packer::text);
}

fn get_comment(from: &mut Unpacker<'_>) -> Comment {
    Comment {
        author: from.maybe(get_span),
        time: from.maybe(get_moment),
        text: from.list(get_span),
        reply_to: from.maybe(|from| from.text().to_owned()),
    }
}

/// Labels as runs: how many, then which (0 is a blank line).
fn put_lines(out: &mut Packer, lines: &[Option<Label>]) {
    let runs: Vec<_> = lines.chunk_by(PartialEq::eq).collect();
    out.list(&runs, |out, run| {
        out.size(run.len());
        let label = run.first().copied().flatten();
        out.number(label.map_or(0, |label| code(&Label::ALL, &label) + 1));
    });
}

fn get_lines(from: &mut Unpacker<'_>) -> Vec<Option<Label>> {
    let runs = from.list(|from| (from.size(), from.number()));
    let mut lines = Vec::new();
    for (count, label) in runs {
        let label = label.checked_sub(1).map(|label| item(&Label::ALL, label));
        lines.extend(std::iter::repeat_n(label, count));
    }
    lines
}
