//! Text as it may be shown, searched and laid out: no input or output, no article.
//!
//! Promises: what [`sanitise`] returns holds nothing a terminal would obey; [`fold()`] and [`words`]
//! agree (folding a text and splitting it gives the folded words of the text); [`wrap`] and
//! [`truncate`] never cut a grapheme cluster and never exceed their columns unless one cluster
//! alone does.

pub mod fold;
mod layout;
mod markup;
mod nearest;
mod sanitise;

pub use fold::{fold, for_each_word, words};
pub use layout::{has_certain_width, next_grapheme, previous_grapheme, truncate, width, wrap};
pub use markup::in_markup;
pub use nearest::nearest;
pub use sanitise::{
    Clean, is_clean, sanitise, sanitise_line, sanitise_line_owned, sanitise_owned, visible,
};

/// Where `part` first stands in a text, in bytes; at memory speed.
pub fn find(text: &str, part: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), part.as_bytes())
}

/// Bytes at the start of a text in which [`find_near_start`] looks.
const NEAR: usize = 1 << 11;

/// Where `part` first stands near the start of a text, in bytes. For parts that are seldom there,
/// and texts that are many: nothing is prepared.
pub fn find_near_start(text: &str, part: &str) -> Option<usize> {
    let (bytes, part) = (text.as_bytes(), part.as_bytes());
    let near = bytes.get(..NEAR).unwrap_or(bytes);
    let stands = |at: &usize| {
        bytes
            .get(*at..)
            .is_some_and(|bytes| bytes.starts_with(part))
    };
    memchr::memchr_iter(*part.first()?, near).find(stands)
}

/// A count with its thousands apart: `12,345`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len().saturating_mul(4) / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 article`, `12,345 articles`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", grouped(count))
    }
}
