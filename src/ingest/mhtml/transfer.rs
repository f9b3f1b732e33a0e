//! How a content was made to pass through mail (RFC 2045, 6): quoted-printable, base64, or as it is.

/// The content as it was; what is no code is left, or passed over where nothing could be left.
/// Linear.
pub(super) fn decoded(content: &[u8], encoding: Option<&str>) -> Vec<u8> {
    let encoding = encoding.unwrap_or_default().to_ascii_lowercase();
    match encoding.trim() {
        "quoted-printable" => quoted_printable(content),
        "base64" => base64(content),
        _ => content.to_vec(),
    }
}

fn quoted_printable(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (before, behind) = rest.split_at(at);
        out.extend_from_slice(before);
        rest = match behind {
            [_, b'\r', b'\n', rest @ ..] | [_, b'\n', rest @ ..] => rest,
            [sign, behind @ ..] => {
                let (byte, rest) = coded(behind).unwrap_or((*sign, behind));
                out.push(byte);
                rest
            }
            [] => break,
        };
    }
    out.extend_from_slice(rest);
    out
}

/// The byte that two hexadecimal digits mean, and what is behind them.
fn coded(text: &[u8]) -> Option<(u8, &[u8])> {
    let [high, low, rest @ ..] = text else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let value = digit(*high)?.checked_mul(16)?.checked_add(digit(*low)?)?;
    Some((u8::try_from(value).ok()?, rest))
}

fn base64(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let (mut bits, mut held) = (0_u32, 0_u32);
    for value in content.iter().filter_map(|byte| sextet(*byte)) {
        held = (held & 0x00ff_ffff) << 6 | u32::from(value);
        bits = bits.saturating_add(6);
        if bits >= 8 {
            bits = bits.saturating_sub(8);
            let whole = held.checked_shr(bits).unwrap_or_default() & 0xff;
            out.extend(u8::try_from(whole).ok());
        }
    }
    out
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => byte.checked_sub(b'A'),
        b'a'..=b'z' => byte.checked_sub(b'a')?.checked_add(26),
        b'0'..=b'9' => byte.checked_sub(b'0')?.checked_add(52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passed_through_mail_is_as_it_was() {
        let quoted = |text: &str| {
            let bytes = decoded(text.as_bytes(), Some("Quoted-Printable"));
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(quoted("a=\r\nb=\nc=3D=C3=A9=c3=a9"), "abc=éé");
        assert_eq!(
            quoted("a=b=, 50=\r"),
            "a=b=, 50=\r",
            "what is no code stays"
        );
        assert_eq!(quoted("="), "=");
        let based = |text: &str| decoded(text.as_bytes(), Some("base64"));
        assert_eq!(based("TWFu\r\nTWE=\r\n"), b"ManMa");
        assert_eq!(based("TQ=="), b"M");
        assert_eq!(based("?"), b"");
        assert_eq!(decoded(b"a=3D", Some("8bit")), b"a=3D");
        assert_eq!(decoded(b"a=3D", None), b"a=3D");
    }
}
