//! Encodings that a text names itself: an XML declaration, a `<meta>` of a page.

use encoding_rs::Encoding;

use super::Decoded;

/// Bytes of a page in which its `<meta>` stands. HTML wants it in the first 1,024; pages have
/// scripts before it.
const HEAD: usize = 8 << 10;

/// The text in the encoding that it names, if all of it has a meaning there.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).trim_ascii_start();
    if !head.starts_with(b"<") {
        return None;
    }
    let label = of_declaration(head).or_else(|| of_meta(head))?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded::sure(text.into_owned(), encoding.name()))
}

/// `<?xml version="1.0" encoding="windows-1251"?>`.
fn of_declaration(head: &[u8]) -> Option<String> {
    let head = head.get(..200).unwrap_or(head).strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|two| two == b"?>")?;
    let declaration = String::from_utf8_lossy(head.get(..end)?);
    let (_, behind) = declaration.split_once("encoding")?;
    let name = behind.trim_start_matches(|c: char| c.is_whitespace() || c == '=');
    let name = name.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    Some(name.trim().to_owned())
}

/// `<meta charset=…>` or `<meta http-equiv=content-type content="text/html; charset=…">`.
fn of_meta(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let tags = head.split("<meta").skip(1);
    let mut named = tags.filter_map(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        let (_, behind) = tag.split_once("charset")?;
        let name = behind.trim_start().strip_prefix('=')?.trim_start();
        let name = name.trim_start_matches(['"', '\'']);
        let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/');
        let name = name.split(is_end).next()?;
        (!name.is_empty()).then(|| name.to_owned())
    });
    named.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_feeds_name_their_encoding() {
        let word = "новости";
        let bytes = encoding_rs::WINDOWS_1251.encode(word).0;
        for head in [
            "<?xml version='1.0' encoding='windows-1251'?><rss>",
            "<html><head><META http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
            "<!doctype html><meta name=x content=y><meta charset=cp1251><p>",
            "<meta charset = 'Windows-1251' />",
        ] {
            let decoded = decode(&[head.as_bytes(), &bytes].concat()).unwrap();
            assert_eq!(decoded.encoding, "windows-1251", "{head}");
            assert!(decoded.text.ends_with(word) && !decoded.guessed);
        }
    }

    #[test]
    fn what_is_not_so_is_not_believed() {
        let bytes = encoding_rs::WINDOWS_1251.encode("новости").0;
        for head in [
            "<meta charset=utf-8>",
            "<meta charset=shift_jis>",
            "<meta charset=nonsense>",
            "<meta charset=>",
            "charset=windows-1251 ",
        ] {
            assert_eq!(decode(&[head.as_bytes(), &bytes].concat()), None, "{head}");
        }
    }
}
