//! Entities: the named characters of HTML and numbered ones.

use std::borrow::Cow;

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Longest name of an entity, in bytes; the longest of HTML has 32.
const LONGEST_NAME: usize = 34;

/// The text with its entities decoded, each once; an ampersand that begins none stays.
pub(in crate::ingest) fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        if let Some((length, first, second)) = entity(behind) {
            out.push(first);
            out.extend(second);
            rest = behind.get(length..).unwrap_or_default();
        } else {
            out.push('&');
            rest = behind;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The entity at the start of a text behind its ampersand: its length with the semicolon, and
/// its one or two characters.
fn entity(text: &str) -> Option<(usize, char, Option<char>)> {
    let end = text.bytes().take(LONGEST_NAME).position(|b| b == b';')?;
    let name = text.get(..end)?;
    let length = end + 1;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Numbers of Windows-1252 stand for what they meant there.
        let old = code
            .checked_sub(0x80)
            .and_then(|at| usize::try_from(at).ok());
        let mended = old.and_then(|at| *C1_REPLACEMENTS.get(at)?);
        return Some((length, mended.or_else(|| char::from_u32(code))?, None));
    }
    let (first, second) = NAMED_ENTITIES.get(text.get(..length)?)?;
    let first = char::from_u32(*first).filter(|c| *c != '\0')?;
    Some((
        length,
        first,
        char::from_u32(*second).filter(|c| *c != '\0'),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_once_and_loose_ampersands_stay() {
        for (text, want) in [
            ("AT&T & R&D &c;", "AT&T & R&D &c;"),
            ("&amp;lt; &eacute;&nbsp;&#8217;&#x2019;", "&lt; é\u{a0}’’"),
            ("&#147;x&#148; &and;", "“x” ∧"),
            ("&#0; &#99999999; &#xd800; &", "&#0; &#99999999; &#xd800; &"),
        ] {
            assert_eq!(decode(text).replace('\0', "&#0;"), want, "{text}");
        }
    }
}
