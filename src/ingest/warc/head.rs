//! The head of a record: named fields, a line each.

/// Longest head, in bytes.
pub(super) const LONGEST: usize = 64 << 10;

/// What a record says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head<'a> {
    fields: Vec<(&'a str, &'a str)>,
    /// Bytes of its content.
    pub(super) length: usize,
}

impl<'a> Head<'a> {
    /// The head at the start of some bytes, and its length with the blank line; `None` if there
    /// is none that says how long the content is.
    pub(super) fn read(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let bounded = bytes.get(..LONGEST).unwrap_or(bytes);
        let length = end_of(bounded)?;
        let text = bounded.get(..length)?;
        let fields = fields(text);
        let said = value(&fields, "content-length")?.parse().ok()?;
        let head = Self {
            fields,
            length: said,
        };
        Some((head, length))
    }

    /// A field, whatever the case of its name.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        value(&self.fields, name)
    }
}

/// Where the first blank line ends.
pub(super) fn end_of(bytes: &[u8]) -> Option<usize> {
    let mut ends = memchr::memchr_iter(b'\n', bytes);
    ends.find_map(|at| {
        let after = bytes.get(at.checked_add(1)?..)?;
        match after {
            [b'\n', ..] => at.checked_add(2),
            [b'\r', b'\n', ..] => at.checked_add(3),
            _ => None,
        }
    })
}

/// The fields of some lines; lines that are none are passed over.
pub(super) fn fields(bytes: &[u8]) -> Vec<(&str, &str)> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let field = |line| {
        let line = std::str::from_utf8(line).ok()?;
        let (name, value) = line.split_once(':')?;
        Some((name.trim(), value.trim()))
    };
    lines.filter_map(field).collect()
}

/// The value of a field, whatever the case of its name.
pub(super) fn value<'a>(fields: &[(&str, &'a str)], wanted: &str) -> Option<&'a str> {
    let mut found = fields
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
    found.next().map(|(_, value)| *value)
}
