//! The clipboard of the terminal, by OSC 52: the one sequence that is sent besides frames.
//!
//! What is copied travels as base64, so that nothing in it can reach the terminal as anything but
//! data. Whether the terminal takes it, it does not tell; that is said.

use std::ffi::OsStr;

use super::terminal::Device;

/// Most bytes that are copied: what `xterm` takes, which others followed.
const LONGEST: usize = 74_994;

/// Copies a text that is called `name`; returns what is to be said of it.
pub(crate) fn copy(device: &Device, term: Option<&OsStr>, name: &str, text: &str) -> String {
    if term.is_some_and(|term| term == "linux" || term == "dumb") {
        return "this terminal has no clipboard".to_owned();
    }
    if text.len() > LONGEST {
        let length = crate::text::grouped(text.len());
        return format!("the {name} is not copied: {length} bytes are more than terminals take");
    }
    match device.write_all(sequence(text).as_bytes()) {
        Ok(()) => format!(
            "{name} sent to the clipboard; a terminal that refuses it (OSC 52) does not say so"
        ),
        Err(error) => format!("the {name} is not copied: {error}"),
    }
}

/// The sequence that sets the clipboard.
fn sequence(text: &str) -> String {
    format!("\u{1b}]52;c;{}\u{1b}\\", base64(text.as_bytes()))
}

/// Base64 of RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4_usize {
            let index = bits >> (18 - 6 * place) & 63;
            let letter = LETTERS.get(index as usize).copied().unwrap_or_default();
            out.push(if place > group.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("\u{ff}\u{1b}", "w78b"),
        ];
        for (text, want) in vectors {
            assert_eq!(base64(text.as_bytes()), want, "{text:?}");
        }
    }

    #[test]
    fn no_text_leaves_the_sequence() {
        let sent = sequence("a\u{1b}\\b\u{7}\u{9c}\n");
        let data = sent.strip_prefix("\u{1b}]52;c;").unwrap();
        let data = data.strip_suffix("\u{1b}\\").unwrap();
        assert!(
            data.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
        );
    }
}
