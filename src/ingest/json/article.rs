//! A JSON object as an article.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::article::{Article, Comment, DateKind, Origin, Related, SourceFrom};
use crate::ingest::compose::is_web;
use crate::ingest::fields::{FieldMap, Fields, Meaning};
use crate::ingest::{markup, stamp};

/// Names under which an object says what stands for it.
pub(super) const INNER: [&str; 17] = [
    "rendered",
    "name",
    "fullname",
    "fullName",
    "full_name",
    "displayName",
    "display_name",
    "main",
    "original",
    "value",
    "text",
    "title",
    "$t",
    "#text",
    "content",
    "$date",
    "$numberLong",
];

/// Those of them whose value may be a number or an object: how databases write dates.
pub(super) const DATED: [&str; 2] = ["$date", "$numberLong"];

/// Names under which records wrap their article.
pub(super) const WRAPPED: [&str; 9] = [
    "_source",
    "article",
    "fields",
    "node",
    "post",
    "data",
    "attributes",
    "document",
    "doc",
];

/// The article of an object; `None` if no field is a headline or a text.
pub(super) fn of(object: &Map<String, Value>, origin: Origin, map: &FieldMap) -> Option<Article> {
    let mut fields = fields(object, map);
    if !fields.has_body() {
        let mut wrapped = object.iter().filter_map(|(name, value)| match value {
            Value::Object(inner) if is_wrapped(name) => Some(self::fields(inner, map)),
            _ => None,
        });
        // What stands around an article may be said of it too: its number, its address.
        if let Some(inner) = wrapped.find(is_article) {
            fields.extend_behind(inner);
        }
    }
    if !is_article(&fields) {
        return None;
    }
    let is_ours = object.contains_key("headline_from") && object.contains_key("date_from");
    let mut article = fields.article(origin);
    if is_ours {
        read_back(&mut article, object);
    }
    Some(article)
}

/// The article of an item of a JSON Feed: its summary, tags and attachments are kept beside it.
pub(super) fn of_feed(
    object: &Map<String, Value>,
    origin: Origin,
    map: &FieldMap,
) -> Option<Article> {
    let mut fields = fields(object, map);
    if !is_article(&fields) {
        return None;
    }
    fields.keep_summary();
    let list = |name: &str| {
        object
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    for tag in list("tags").filter_map(Value::as_str) {
        fields.keep(tag.to_owned());
    }
    for attachment in list("attachments") {
        let address = attachment.get("url").and_then(Value::as_str);
        let address = address.filter(|address| is_web(address));
        fields.keep(address.unwrap_or_default().to_owned());
    }
    Some(fields.article(origin))
}

fn is_wrapped(name: &str) -> bool {
    WRAPPED.contains(&name)
}

/// Whether an object is an article, or wraps one.
pub(super) fn is_record(value: &Value, map: &FieldMap) -> bool {
    let Value::Object(object) = value else {
        return false;
    };
    let wraps = |name: &&str| matches!(object.get(*name), Some(Value::Object(inner)) if is_article(&fields(inner, map)));
    is_article(&fields(object, map)) || WRAPPED.iter().any(wraps)
}

/// How much of an article a record is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// It has a headline.
    pub(super) is_headed: bool,
    /// It says more than that.
    pub(super) is_full: bool,
}

/// How much of an article an object is, or what it wraps.
pub(super) fn weight(value: &Value, map: &FieldMap) -> Weight {
    let Value::Object(object) = value else {
        return Weight::default();
    };
    let fields_of = |object| fields(object, map);
    let mut fields = fields_of(object);
    for name in WRAPPED {
        if let Some(Value::Object(inner)) = object.get(name) {
            fields.extend_behind(fields_of(inner));
        }
    }
    let is_headed = fields.has(Meaning::Headline);
    let is_placed = fields.has(Meaning::Link) || fields.has(Meaning::Published);
    let is_full = fields.has_body() || fields.has(Meaning::Summary) || is_headed && is_placed;
    Weight { is_headed, is_full }
}

/// A summary alone describes anything; with a date or link it is an article.
pub(super) fn is_article(fields: &Fields<'_>) -> bool {
    let dated = fields.has(Meaning::Published) || fields.has(Meaning::Link);
    fields.has_text() || (fields.has(Meaning::Summary) && dated)
}

pub(super) fn fields<'a>(object: &'a Map<String, Value>, map: &FieldMap) -> Fields<'a> {
    let mut fields = Fields::default();
    for (name, value) in object {
        if value.is_object() && is_wrapped(name) && !map.names(name) {
            continue;
        }
        for (meaning, rank) in map.meanings(name) {
            match value {
                Value::Array(items) if is_body(meaning, items.iter()) => {
                    fields.paragraphs(items.iter().flat_map(texts).collect());
                }
                Value::Array(items) if meaning == Meaning::Body && are_runs(items) => {
                    fields.mean(meaning, rank, name, vec![texts(value).concat()]);
                }
                _ => fields.mean(meaning, rank, name, texts(value)),
            }
        }
    }
    for (meaning, rank, name, values) in map.inside(object) {
        match values.as_slice() {
            [Value::Array(items)] if is_body(meaning, items.iter()) => {
                fields.paragraphs(items.iter().flat_map(texts).collect());
            }
            [_, _, ..] if is_body(meaning, values.iter().copied()) => {
                fields.paragraphs(values.into_iter().flat_map(texts).collect());
            }
            _ => {
                let texts = values.into_iter().flat_map(texts).collect();
                fields.mean(meaning, rank, name.to_owned(), texts);
            }
        }
    }
    fields
}

/// Whether these are the paragraphs of a text.
fn is_body<'a>(meaning: Meaning, mut items: impl Iterator<Item = &'a Value>) -> bool {
    meaning == Meaning::Body && items.all(Value::is_string)
}

/// Whether these are pieces of one text, some of them set in another way: strings among objects.
fn are_runs(items: &[Value]) -> bool {
    items.iter().any(Value::is_string) && items.iter().any(Value::is_object)
}

/// What a value says: itself, its items, or what stands for it.
fn texts(value: &Value) -> Vec<Cow<'_, str>> {
    match value {
        Value::String(text) => vec![Cow::Borrowed(text)],
        Value::Number(number) => vec![Cow::Owned(number.to_string())],
        Value::Array(items) => items.iter().filter_map(inner).collect(),
        Value::Object(_) => inner(value).into_iter().collect(),
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

fn inner(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Object(object) => INNER.iter().find_map(|name| match object.get(*name)? {
            Value::String(text) => Some(Cow::Borrowed(text.as_str())),
            value if DATED.contains(name) => inner(value),
            _ => None,
        }),
        _ => None,
    }
}

/// What a record that dateline wrote says beyond its fields: how each thing was known.
fn read_back(article: &mut Article, object: &Map<String, Value>) {
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    let line = |name: &str| text(name).map(|text| markup::line(text).into_owned());
    if let Some(from) = line("headline_from") {
        article.headline_from = from;
    }
    article.place = line("place").or_else(|| article.place.take());
    article.agency = line("agency").or_else(|| article.agency.take());
    match text("source_from") {
        Some("inferred") => article.source_from = SourceFrom::Inferred,
        Some("given") => article.source_from = SourceFrom::Given,
        Some("none") => {
            article.source = None;
            article.source_from = SourceFrom::None;
        }
        _ => {}
    }
    read_back_date(article, object);
    let items = |name: &str| {
        object
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    let mut pieces = Pieces { article };
    for related in items("related") {
        let field = |name: &str| related.get(name).and_then(Value::as_str);
        let (headline, standfirst) = (field("headline"), field("standfirst"));
        let related = Related {
            headline: headline.and_then(|text| pieces.add(text)),
            standfirst: standfirst.and_then(|text| pieces.add(text)),
            inline: related.get("inline").and_then(Value::as_bool) == Some(true),
            article: None,
        };
        pieces.article.related.push(related);
    }
    for comment in items("comments") {
        let field = |name: &str| comment.get(name).and_then(Value::as_str);
        let comment = Comment {
            author: field("author").and_then(|text| pieces.add(text)),
            time: field("time").and_then(stamp::of_text),
            text: field("text")
                .into_iter()
                .flat_map(|text| text.split("\n\n"))
                .filter_map(|text| pieces.add(text))
                .collect(),
            reply_to: field("reply_to").map(|name| markup::line(name).into_owned()),
        };
        pieces.article.comments.push(comment);
    }
    for piece in items("boilerplate").filter_map(Value::as_str) {
        let span = pieces.add(piece);
        pieces.article.boilerplate.extend(span);
    }
}

fn read_back_date(article: &mut Article, object: &Map<String, Value>) {
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    let published = &mut article.published;
    published.kind = match (published.value, text("date_from")) {
        (None, _) => DateKind::None,
        (Some(_), Some("inferred")) => DateKind::Inferred,
        (Some(_), Some("given")) => DateKind::Given,
        (Some(_), _) => DateKind::Explicit,
    };
    if text("date_from") == Some("none") {
        *published = crate::article::Published::default();
    }
    if let Some(evidence) = text("date_evidence") {
        published.evidence = markup::line(evidence).into_owned();
    }
    let confidence = object.get("date_confidence").and_then(Value::as_f64);
    if let Some(confidence) = confidence.filter(|_| published.value.is_some()) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "two places of 0 to 1 are written"
        )]
        let confidence = confidence.clamp(0.0, 1.0) as f32;
        published.confidence = Some(confidence);
    }
}

/// Pieces added behind the text of an article that stands already.
struct Pieces<'a> {
    article: &'a mut Article,
}

impl Pieces<'_> {
    fn add(&mut self, raw: &str) -> Option<crate::article::Span> {
        let piece = crate::text::sanitise_line(raw);
        let piece = piece.trim();
        if piece.is_empty() {
            return None;
        }
        let text = &mut self.article.text;
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(piece);
        Some(crate::article::Span::new(start, text.len()))
    }
}
