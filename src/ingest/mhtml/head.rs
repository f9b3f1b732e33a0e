//! Fields at the start of a message or a part (RFC 5322, 2.2): a name, a colon and a value, which
//! may go on in lines that begin with a blank; a blank line ends them.

/// Longest head, in bytes.
const LONGEST: usize = 64 << 10;

/// The fields of a head, names in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    fields: Vec<(String, String)>,
}

impl Head {
    /// The head at the start of some bytes, and its length with the blank line; `None` where the
    /// first line is no field, or nothing ends them.
    pub(super) fn read(bytes: &[u8]) -> Option<(Self, usize)> {
        let bounded = bytes.get(..LONGEST).unwrap_or(bytes);
        let trimmed = bounded.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bounded);
        let trimmed = trimmed.trim_ascii_start();
        let mut at = bounded.len().checked_sub(trimmed.len())?;
        let mut head = Self::default();
        loop {
            let rest = bounded.get(at..)?;
            let end = memchr::memchr(b'\n', rest)?;
            let line = String::from_utf8_lossy(rest.get(..end)?);
            let line = line.trim_end();
            at = at.checked_add(end)?.checked_add(1)?;
            if line.is_empty() {
                return (!head.fields.is_empty()).then_some((head, at));
            }
            if line.starts_with([' ', '\t']) {
                let (_, value) = head.fields.last_mut()?;
                value.push(' ');
                value.push_str(line.trim_start());
                continue;
            }
            let (name, value) = line.split_once(':')?;
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
            if !is_name {
                return None;
            }
            head.fields
                .push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    /// The first field of this name, which is in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let found = fields.find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// What kind of content follows, in lower case; a text where nothing is said.
    pub(super) fn media(&self) -> String {
        let declared = self.get("content-type").unwrap_or("text/plain");
        let media = declared.split(';').next().unwrap_or_default();
        media.trim().to_ascii_lowercase()
    }

    /// A parameter of the kind of content, without its quotes.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let declared = self.get("content-type")?;
        let mut rest = declared.split_once(';')?.1;
        loop {
            let (own, behind) = rest.split_once('=')?;
            let behind = behind.trim_start();
            let (value, next) = match behind.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => behind.split_once(';').unwrap_or((behind, "")),
            };
            let own = own.trim_matches([';', ' ', '\t']);
            if own.eq_ignore_ascii_case(name) {
                return Some(value.trim().to_owned());
            }
            rest = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_on_in_lines_that_begin_with_a_blank() {
        let text = b"From: <x>\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
                     \tBoundary=\"--a;b=c\"; start=<1>\r\n\r\nbody";
        let (head, length) = Head::read(text).unwrap();
        assert_eq!(&text[length..], b"body");
        assert_eq!(head.media(), "multipart/related");
        assert_eq!(head.parameter("boundary").as_deref(), Some("--a;b=c"));
        assert_eq!(head.parameter("start").as_deref(), Some("<1>"));
        assert_eq!(head.parameter("charset"), None);
    }

    #[test]
    fn texts_have_no_head() {
        for text in [
            "",
            "\n",
            "A title\n\nA text: with a colon.\n",
            "TEHRAN: A text that begins so\nand goes on.\n\n",
            "Name: value",
        ] {
            let read = Head::read(text.as_bytes());
            assert_eq!(
                read.map(|(head, _)| head.get("content-type").is_some()),
                None,
                "{text:?}"
            );
        }
    }
}
