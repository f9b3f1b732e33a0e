//! Bytes to text: byte-order mark, then UTF-8, then UTF-16 and UTF-32 by the look of them, then what
//! the text itself names, then a guess among the legacy encodings of the web.
//!
//! Promises: every text comes out, whatever its encoding; what was guessed or replaced is said;
//! what is no text at all is recognised as such. Linear in the bytes. Byte-order marks are taken
//! off; everything else is left for [`crate::text::sanitise`].

mod declared;
mod wide;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP};

use super::bytes;
use crate::article::{Issue, IssueKind};

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without byte-order mark.
    pub(super) text: String,
    /// Name of the encoding (WHATWG, in lower case).
    pub(super) encoding: String,
    /// Whether nothing but the look of the bytes speaks for that encoding.
    pub(super) guessed: bool,
    /// How many times U+FFFD stands for bytes that mean nothing in that encoding.
    pub(super) replaced: usize,
}

impl Decoded {
    fn sure(text: String, encoding: &str) -> Self {
        Self {
            text,
            encoding: encoding.to_ascii_lowercase(),
            guessed: false,
            replaced: 0,
        }
    }

    fn guess(text: String, encoding: &str) -> Self {
        Self {
            guessed: true,
            ..Self::sure(text, encoding)
        }
    }

    fn with_replacements(mut self) -> Self {
        self.replaced = self.text.matches(char::REPLACEMENT_CHARACTER).count();
        self
    }

    /// What had to be guessed or replaced.
    pub(super) fn issues(&self) -> Vec<Issue> {
        let mut messages = Vec::new();
        if self.guessed {
            messages.push(format!("read as {} (guessed)", self.encoding));
        }
        if self.replaced > 0 {
            messages.push(format!(
                "{} undecodable in {}, shown as U+FFFD",
                if self.replaced == 1 {
                    "1 place".to_owned()
                } else {
                    format!("{} places", self.replaced)
                },
                self.encoding
            ));
        }
        let repaired = |message| Issue {
            kind: IssueKind::Repaired,
            message,
        };
        messages.into_iter().map(repaired).collect()
    }
}

/// The text in `bytes`, `None` when they are no text. `cut` says that the bytes end where a bound
/// put the end, so that half a character there is no fault of theirs.
pub(super) fn decode(mut bytes: Vec<u8>, cut: bool) -> Option<Decoded> {
    if let Some(decoded) = wide::marked(&bytes) {
        return Some(decoded);
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
        return Some(utf8_with_faults(bytes, cut));
    }
    if bytes.contains(&0)
        && let Some(decoded) = wide::unmarked(&bytes)
    {
        return Some(decoded);
    }
    let controls = share_of_controls(&bytes);
    match String::from_utf8(bytes) {
        Ok(_) if controls > 0.3 => None,
        Ok(text) => Some(japanese_mail(&text).unwrap_or_else(|| Decoded::sure(text, "utf-8"))),
        Err(error) => {
            let bytes = error.into_bytes();
            if is_mostly_utf8(&bytes) {
                Some(utf8_with_faults(bytes, cut))
            } else if let Some(decoded) = declared::decode(&bytes) {
                Some(decoded)
            } else if controls > 0.04 {
                None
            } else {
                Some(legacy(&bytes))
            }
        }
    }
}

/// As [`decode`], where a label names the encoding; bytes that are UTF-8 need none.
pub(super) fn decode_as(bytes: Vec<u8>, label: Option<&str>) -> Option<Decoded> {
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let is_marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    match encoding.filter(|_| !is_marked && std::str::from_utf8(&bytes).is_err()) {
        Some(encoding) => {
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            let decoded = Decoded::sure(text.into_owned(), encoding.name());
            Some(decoded.with_replacements())
        }
        None => decode(bytes, false),
    }
}

/// How much of `bytes` is control characters that no text has; the first megabyte tells.
fn share_of_controls(bytes: &[u8]) -> f64 {
    let sample = bytes.get(..1 << 20).unwrap_or(bytes);
    let controls = [(0, 0x08), (0x0e, 0x1a), (0x1c, 0x1f), (0x7f, 0x7f)];
    let odd = u32::try_from(bytes::count(sample, &controls)).unwrap_or(u32::MAX);
    let all = u32::try_from(sample.len().max(1)).unwrap_or(u32::MAX);
    f64::from(odd) / f64::from(all)
}

/// Whether far more characters beyond ASCII are right as UTF-8 than wrong.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right / 4 > wrong || (wrong == 1 && right > 0)
}

fn utf8_with_faults(mut bytes: Vec<u8>, cut: bool) -> Decoded {
    if cut && let Some(end) = whole_characters(&bytes) {
        bytes.truncate(end);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::sure(text, "utf-8"),
        Err(error) => {
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            Decoded::sure(text, "utf-8").with_replacements()
        }
    }
}

/// Where the last whole character ends, if the bytes end inside one.
fn whole_characters(bytes: &[u8]) -> Option<usize> {
    let start = bytes.len().saturating_sub(3);
    let tail = bytes.get(start..)?;
    let lead = tail.iter().rposition(|&byte| byte >= 0xc0)?;
    let end = start.checked_add(lead)?;
    let rest = std::str::from_utf8(bytes.get(end..)?).err()?;
    rest.error_len().is_none().then_some(end)
}

/// ISO-2022-JP hides in seven bits behind escape sequences, so it passes for UTF-8.
fn japanese_mail(text: &str) -> Option<Decoded> {
    memchr::memchr(0x1b, text.as_bytes())?;
    let shifts = ["\x1b$B", "\x1b$@"];
    if !shifts.iter().any(|shift| text.contains(shift)) {
        return None;
    }
    let decoded = ISO_2022_JP.decode_without_bom_handling_and_without_replacement(text.as_bytes());
    Some(Decoded::guess(decoded?.into_owned(), ISO_2022_JP.name()))
}

fn legacy(bytes: &[u8]) -> Decoded {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding: &Encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded::guess(text.into_owned(), encoding.name()).with_replacements()
}

#[cfg(test)]
mod tests;
