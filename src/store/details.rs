//! What of an article is looked at only when it is open, printed or asked for by a rare filter.
//!
//! Packed at building, unpacked on demand. In two parts: how date and origin are known, which a
//! list row may ask for, and the rest.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike as _};

use super::head::{Head, PRECISIONS, at, place};
use super::names::{Interner, NameId, Names};
use super::pack::{Packer, Unpacker};
use crate::article::{
    Article, ArticleId, Comment, Issue, IssueKind, Label, Mention, MentionIn, MentionKind, Moment,
    Published, Related, Removal, Span,
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

/// Packs how date and origin are known; kind and value of the date are in the head, how sure it is
/// in the profile.
pub(super) fn pack_evidence(article: &Article, names: &mut Interner, out: &mut Packer) {
    let published = &article.published;
    let nanos = published.value.map(|value| value.local.nanosecond());
    let nanos = nanos.filter(|nanos| *nanos != 0);
    out.flags([
        published.range.is_some(),
        article.updated.is_some(),
        article.url.is_some(),
        nanos.is_some(),
    ]);
    put_quoting(out, names, &published.evidence);
    out.number(article.origin.part.into());
    let (start, end) = article.origin.bytes;
    out.number(start);
    out.number(end.wrapping_sub(start));
    if let Some((first, last)) = published.range {
        put_day(out, first);
        put_day(out, last);
    }
    if let Some(updated) = article.updated {
        put_moment(out, updated);
    }
    if let Some(url) = &article.url {
        out.text(url);
    }
    if let Some(nanos) = nanos {
        out.number(nanos.into());
    }
}

/// As packed by [`pack_evidence`]; kind and value of the date are those of the head.
pub(super) fn unpack_evidence(head: &Head, names: &Names, from: &mut Unpacker<'_>) -> Evidence {
    let [range, updated, url, nanos] = from.flags();
    let evidence = get_quoting(from, names);
    let (part, start) = (from.small(), from.number());
    let bytes = (start, start.wrapping_add(from.number()));
    let range = range.then(|| (get_day(from), get_day(from)));
    let updated = updated.then(|| get_moment(from));
    let url = url.then(|| from.text().to_owned());
    let nanos = if nanos { from.small() } else { 0 };
    let value = head.has_value.then(|| Moment {
        local: local(head.cell.local, nanos),
        precision: head.cell.precision,
        offset: head.cell.offset,
    });
    Evidence {
        published: Published {
            kind: head.cell.kind,
            value,
            evidence,
            confidence: None,
            range,
        },
        updated,
        part,
        bytes,
        url,
    }
}

/// A sentence that ends with a quotation: what stands before it is that of many articles.
fn put_quoting(out: &mut Packer, names: &mut Interner, sentence: &str) {
    let quoting = sentence
        .strip_suffix('”')
        .and_then(|open| open.rsplit_once('“'));
    let known = quoting.and_then(|(before, quoted)| Some((names.intern(before)?, quoted)));
    out.number(NameId::number(known.map(|(before, _)| before)));
    out.text(known.map_or(sentence, |(_, quoted)| quoted));
}

fn get_quoting(from: &mut Unpacker<'_>, names: &Names) -> String {
    let before = NameId::of_number(from.number());
    let rest = from.text();
    match before {
        Some(before) => format!("{}“{rest}”", names.get(before)),
        None => rest.to_owned(),
    }
}

/// Packs the rest: most articles lack most of it.
pub(super) fn pack_details(article: &Article, out: &mut Packer) {
    out.flags([
        !article.mentions.is_empty(),
        !article.related.is_empty(),
        !article.comments.is_empty(),
        !article.boilerplate.is_empty(),
        !article.lines.is_empty(),
        !article.issues.is_empty(),
        !article.removed.is_empty(),
    ]);
    put_some(out, &article.mentions, put_mention);
    put_some(out, &article.related, put_related);
    put_some(out, &article.comments, put_comment);
    put_some(out, &article.boilerplate, |out, span| put_span(out, *span));
    if !article.lines.is_empty() {
        put_lines(out, &article.lines);
    }
    put_some(out, &article.issues, |out, issue| {
        out.number(place(&ISSUES, &issue.kind));
        out.text(&issue.message);
    });
    put_some(out, &article.removed, |out, removal| {
        out.number(removal.at.into());
        out.number(removal.chars.into());
    });
}

pub(super) fn unpack_details(from: &mut Unpacker<'_>) -> Details {
    let [
        mentions,
        related,
        comments,
        boilerplate,
        lines,
        issues,
        removed,
    ] = from.flags();
    Details {
        mentions: get_some(from, mentions, get_mention),
        related: get_some(from, related, get_related),
        comments: get_some(from, comments, get_comment),
        boilerplate: get_some(from, boilerplate, get_span),
        lines: if lines { get_lines(from) } else { Vec::new() },
        issues: get_some(from, issues, |from| Issue {
            kind: at(&ISSUES, from.number()),
            message: from.text().to_owned(),
        }),
        removed: get_some(from, removed, |from| Removal {
            at: from.small(),
            chars: from.small(),
        }),
    }
}

/// The mentions of the details: they come first.
pub(super) fn unpack_first_mentions(from: &mut Unpacker<'_>) -> Vec<Mention> {
    let [mentions, ..]: [bool; 7] = from.flags();
    get_some(from, mentions, get_mention)
}

fn put_some<T>(out: &mut Packer, items: &[T], put: impl FnMut(&mut Packer, &T)) {
    if !items.is_empty() {
        out.list(items, put);
    }
}

fn get_some<'a, T>(
    from: &mut Unpacker<'a>,
    some: bool,
    get: impl FnMut(&mut Unpacker<'a>) -> T,
) -> Vec<T> {
    if some { from.list(get) } else { Vec::new() }
}

/// Mentions alone.
pub(super) fn pack_mentions(mentions: &[Mention], out: &mut Packer) {
    out.list(mentions, put_mention);
}

/// As packed by [`pack_mentions`].
pub(super) fn unpack_mentions(from: &mut Unpacker<'_>) -> Vec<Mention> {
    from.list(get_mention)
}

/// Visits place and value of each of the mentions of the details.
pub(super) fn each_first_mention(from: &mut Unpacker<'_>, visit: impl FnMut(MentionIn, &str)) {
    let [mentions, ..]: [bool; 7] = from.flags();
    if mentions {
        each_mention(from, visit);
    }
}

/// Visits place and value of each, where it has one; as packed by [`pack_mentions`].
pub(super) fn each_mention(from: &mut Unpacker<'_>, mut visit: impl FnMut(MentionIn, &str)) {
    from.each(|from| {
        get_span(from);
        let codes = from.number();
        if codes & WITH_VALUE != 0 {
            visit(at(&PLACES, (codes >> 2) & 3), from.text());
        }
    });
}

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

fn put_moment(out: &mut Packer, moment: Moment) {
    out.signed(moment.local.and_utc().timestamp());
    out.number(moment.local.nanosecond().into());
    out.number(place(&PRECISIONS, &moment.precision));
    out.maybe(moment.offset, |out, minutes| out.signed(minutes.into()));
}

fn get_moment(from: &mut Unpacker<'_>) -> Moment {
    let (seconds, nanos) = (from.signed(), from.small());
    Moment {
        local: local(seconds, nanos),
        precision: at(&PRECISIONS, from.number()),
        offset: from.maybe(|from| i16::try_from(from.signed()).unwrap_or_default()),
    }
}

fn local(seconds: i64, nanos: u32) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, nanos).map_or(NaiveDateTime::MIN, |time| time.naive_utc())
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

/// In the number that says class and place: a value follows.
const WITH_VALUE: u64 = 16;

fn put_mention(out: &mut Packer, mention: &Mention) {
    put_span(out, mention.span);
    let within = place(&PLACES, &mention.place);
    let value = WITH_VALUE * u64::from(mention.value.is_some());
    out.number(place(&MENTIONS, &mention.kind) + 4 * within + value);
    if let Some(value) = &mention.value {
        out.text(value);
    }
}

fn get_mention(from: &mut Unpacker<'_>) -> Mention {
    let span = get_span(from);
    let codes = from.number();
    Mention {
        span,
        kind: at(&MENTIONS, codes & 3),
        place: at(&PLACES, (codes >> 2) & 3),
        value: (codes & WITH_VALUE != 0).then(|| from.text().to_owned()),
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
        out.number(label.map_or(0, |label| place(&Label::ALL, &label) + 1));
    });
}

fn get_lines(from: &mut Unpacker<'_>) -> Vec<Option<Label>> {
    let runs = from.list(|from| (from.size(), from.number()));
    let mut lines = Vec::new();
    for (count, label) in runs {
        let label = label.checked_sub(1).map(|label| at(&Label::ALL, label));
        lines.extend(std::iter::repeat_n(label, count));
    }
    lines
}
