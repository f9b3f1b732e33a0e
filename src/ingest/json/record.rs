//! The short way for a line that is a plain record: fields read where they stand in the line,
//! without a tree of values between.
//!
//! Says of a line what [`super::article`] says of its tree, or nothing at all: whatever is not
//! plain (a wrapped article, a record that dateline wrote, a name given twice, a fault) is left to
//! that longer way.

use std::borrow::Cow;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::article::{Article, Origin};
use crate::ingest::fields::{Fields, Meaning, Names};

use super::article::{DATED, INNER, WRAPPED, is_article};
use super::cursor::{Cursor, Written};

/// Fields beyond which a record is not plain: each is compared with those before it.
const MOST_FIELDS: usize = 256;

/// The article of a line, if that is a plain record of one. Linear in the line.
pub(super) fn article(line: &str, origin: &Origin, names: &mut Names) -> Option<Article> {
    let fields = fields(line, names)?;
    is_article(&fields).then(|| fields.article(origin.clone()))
}

/// What a plain record says.
fn fields<'a>(line: &'a str, names: &mut Names) -> Option<Fields<'a>> {
    let mut cursor = Cursor::of(line)?;
    let mut fields = Fields::default();
    let mut seen: Vec<Cow<'a, str>> = Vec::with_capacity(16);
    if !cursor.takes(b'{') {
        return None;
    }
    let mut goes_on = !cursor.takes(b'}');
    while goes_on {
        let name = cursor.string()?;
        let known = names.look_up(&name);
        let odd = WRAPPED.contains(&name.as_ref()) || name == "headline_from";
        let is_odd = odd || known.is_manifold || seen.contains(&name);
        if is_odd || seen.len() >= MOST_FIELDS || !cursor.takes(b':') {
            return None;
        }
        if let Some((meaning, rank)) = known.means {
            match said(cursor.value()?)? {
                Said::Nothing => {}
                Said::Text(text) => fields.mean_one(meaning, rank, name.clone(), text),
                Said::Texts(texts, Items::Texts) if meaning == Meaning::Body => {
                    fields.paragraphs(texts);
                }
                Said::Texts(texts, Items::Runs) if meaning == Meaning::Body => {
                    fields.mean_one(meaning, rank, name.clone(), texts.concat());
                }
                Said::Texts(texts, _) => fields.mean(meaning, rank, name.clone(), texts),
            }
        } else if let Written::Other(json) = cursor.pass_value()? {
            serde_json::from_str::<IgnoredAny>(json).ok()?;
        }
        seen.push(name);
        goes_on = cursor.takes(b',');
        if !goes_on && !cursor.takes(b'}') {
            return None;
        }
    }
    cursor.is_at_end().then_some(fields)
}

/// A value as far as a field can be made of it.
enum Said<'a> {
    Text(Cow<'a, str>),
    /// The items that say something, and what they are.
    Texts(Vec<Cow<'a, str>>, Items),
    Nothing,
}

/// What the items of a list are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Items {
    /// All are texts.
    Texts,
    /// Texts and objects: pieces of one text, some of them set in another way.
    Runs,
    /// Anything else.
    Others,
}

/// What a value says; `None` if it is no JSON.
fn said(written: Written<'_>) -> Option<Said<'_>> {
    match written {
        Written::Text(text) => Some(Said::Text(text)),
        Written::Number(number) => Some(Said::Text(Cow::Borrowed(number))),
        Written::Other(json) => serde_json::from_str(json).ok(),
        Written::Nothing => Some(Said::Nothing),
    }
}

/// A string, borrowed where nothing in it is escaped.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

impl<'de> Deserialize<'de> for Said<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(SaidVisitor)
    }
}

struct SaidVisitor;

impl<'de> Visitor<'de> for SaidVisitor {
    type Value = Said<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a list or an object")
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(said_number(&number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(said_number(&number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(serde_json::Number::from_f64(number)
            .map_or(Said::Nothing, |number| said_number(&number)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let (mut texts, mut has_text, mut has_object, mut are_texts) =
            (Vec::new(), false, false, true);
        while let Some(item) = items.next_element::<Item<'de>>()? {
            are_texts &= item.kind == Kind::Text;
            has_text |= item.kind == Kind::Text;
            has_object |= item.kind == Kind::Object;
            texts.extend(item.said);
        }
        let items = match (are_texts, has_text && has_object) {
            (true, _) => Items::Texts,
            (false, true) => Items::Runs,
            (false, false) => Items::Others,
        };
        Ok(Said::Texts(texts, items))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Ok(inner(map)?.map_or(Said::Nothing, Said::Text))
    }
}

fn said_number(number: &serde_json::Number) -> Said<'static> {
    Said::Text(Cow::Owned(number.to_string()))
}

/// What stands for an object: the best of the names for that.
fn inner<'de, A: MapAccess<'de>>(mut map: A) -> Result<Option<Cow<'de, str>>, A::Error> {
    let mut best: Option<(usize, Option<Cow<'de, str>>)> = None;
    while let Some(Text(name)) = map.next_key()? {
        let Some(rank) = INNER.iter().position(|inner| *inner == name) else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        let said = map.next_value::<Item<'de>>()?;
        let is_dated = DATED.contains(&name.as_ref());
        let text = said.said.filter(|_| said.kind == Kind::Text || is_dated);
        // Of a name given twice the last word counts, be it a text or not.
        if text.is_some() && best.as_ref().is_none_or(|(known, _)| rank <= *known) {
            best = Some((rank, text));
        } else if best.as_ref().is_some_and(|(known, _)| rank == *known) {
            best = None;
        }
    }
    Ok(best.and_then(|(_, text)| text))
}

/// An item of a list.
struct Item<'a> {
    said: Option<Cow<'a, str>>,
    kind: Kind,
}

/// What an item is itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Object,
    Other,
}

impl<'de> Deserialize<'de> for Item<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Item<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(item(Some(Cow::Borrowed(text)), Kind::Text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(item(Some(Cow::Owned(text.to_owned())), Kind::Text))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(item(Some(Cow::Owned(number.to_string())), Kind::Other))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(item(Some(Cow::Owned(number.to_string())), Kind::Other))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        let number = serde_json::Number::from_f64(number);
        Ok(item(number.map(|n| Cow::Owned(n.to_string())), Kind::Other))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(item(None, Kind::Other))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(item(None, Kind::Other))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(item(None, Kind::Other))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Ok(item(inner(map)?, Kind::Object))
    }
}

fn item(said: Option<Cow<'_, str>>, kind: Kind) -> Item<'_> {
    Item { said, kind }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::article::Format;
    use crate::ingest::fields::FieldMap;

    fn origin() -> Origin {
        Origin {
            path: Arc::from("a.jsonl"),
            part: 0,
            bytes: (0, 1),
            format: Format::Jsonl,
        }
    }

    fn longer(line: &str) -> Option<Article> {
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => {
                super::super::article::of(&object, origin(), &FieldMap::default())
            }
            _ => None,
        }
    }

    fn short(line: &str) -> Option<Article> {
        article(line, &origin(), &mut Names::default())
    }

    #[test]
    fn a_plain_record_goes_the_short_way() {
        let fields = [
            r#""id": 7, "title": "A “word”", "body": "One.\n\nTwo \"x\".""#,
            r#""author": ["Ann Lee", {"name": "Bo Yu"}], "date": 1515147295"#,
            r#""tags": [1, [2]], "source": null"#,
        ];
        let line = format!("{{{}}}", fields.join(", "));
        let article = short(&line).unwrap();
        assert_eq!(Some(&article), longer(&line).as_ref());
        assert_eq!((article.body.len(), article.authors.len()), (2, 2));
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_longer_way() {
        for line in [
            r#"{"article": {"title": "wrapped"}}"#,
            r#"{"title": "one", "title": "two"}"#,
            r#"{"title": "ours", "headline_from": "first line", "date_from": "none"}"#,
            r#"{"title": NaN}"#,
            r#"{"title": "half"#,
            r#"{"title": "one"} {"title": "two"}"#,
            "[1]",
            "7",
        ] {
            assert_eq!(short(line), None, "{line}");
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[a-zA-Z .\n\"\\\\é<>&;]{0,20}".prop_map(Value::from),
            Just(Value::from("2018-01-05T10:00:00Z")),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            let name = prop::sample::select(vec![
                "name",
                "value",
                "text",
                "x",
                "rendered",
                "$date",
                "$numberLong",
            ]);
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((name, inner), 0..4).prop_map(|items| {
                    let items = items
                        .into_iter()
                        .map(|(name, value)| (name.to_owned(), value));
                    Value::Object(items.collect())
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn both_ways_say_the_same(fields in prop::collection::vec((prop::sample::select(vec![
            "title", "body", "text", "date", "source", "url", "author", "language", "id", "summary",
            "updated", "paragraphs", "Date_Published", "from",
        ]), value()), 0..6)) {
            let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
            let line = Value::Object(fields.collect()).to_string();
            if let Some(article) = short(&line) {
                prop_assert_eq!(Some(article), longer(&line));
            } else {
                prop_assert_eq!(None, longer(&line));
            }
        }
    }
}
