//! An answer of a web server as it was archived: status, fields, and the content behind the ways it
//! was sent.

use std::borrow::Cow;
use std::io::Read;

use super::head;

/// Most bytes that a packed content is unpacked to.
const LONGEST: u64 = 32 << 20;

/// An answer.
#[derive(Clone, Debug)]
pub(super) struct Answer<'a> {
    /// Its status: 200 is success.
    pub(super) status: u16,
    fields: Vec<(&'a str, &'a str)>,
    content: &'a [u8],
}

impl<'a> Answer<'a> {
    /// The answer in the content of a record; `None` if it is none.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let first = bytes.split(|byte| *byte == b'\n').next()?;
        let first = std::str::from_utf8(first).ok()?;
        let mut words = first.strip_prefix("HTTP/")?.split_whitespace();
        let status = words.nth(1)?.parse().ok()?;
        // An answer without content may end with its head.
        let end = head::end_of(bytes).unwrap_or(bytes.len());
        Some(Self {
            status,
            fields: head::fields(bytes.get(..end)?),
            content: bytes.get(end..)?,
        })
    }

    /// A field, whatever the case of its name.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        head::value(&self.fields, name)
    }

    /// The content, put together and unpacked. Archives often keep the fields of what was sent and
    /// the content of what was read: what does not look as the fields say is taken as it is.
    ///
    /// # Errors
    /// With the way of packing that is not known.
    pub(super) fn content(&self) -> Result<Cow<'a, [u8]>, String> {
        let says = |name, value: &str| {
            let said = self.get(name).unwrap_or_default().to_ascii_lowercase();
            said.split(',').any(|one| one.trim() == value)
        };
        let whole = if says("transfer-encoding", "chunked") {
            joined(self.content).map_or(Cow::Borrowed(self.content), Cow::Owned)
        } else {
            Cow::Borrowed(self.content)
        };
        if whole.starts_with(b"\x1f\x8b") {
            return Ok(drained(flate2::read::MultiGzDecoder::new(&*whole)).into());
        }
        if whole.starts_with(b"\x28\xb5\x2f\xfd") {
            let reader = zstd::stream::read::Decoder::with_buffer(&*whole);
            let reader = reader.map_err(|error| format!("packed (zstd: {error})"))?;
            return Ok(drained(reader).into());
        }
        if says("content-encoding", "deflate") {
            let unpacked = drained(flate2::read::ZlibDecoder::new(&*whole));
            return Ok(if unpacked.is_empty() {
                whole
            } else {
                unpacked.into()
            });
        }
        if says("content-encoding", "br") && std::str::from_utf8(&whole).is_err() {
            return Err("packed (br)".to_owned());
        }
        Ok(whole)
    }
}

/// What comes out, bounded; a broken end costs what was behind it.
fn drained(reader: impl Read) -> Vec<u8> {
    let mut out = Vec::new();
    let _broken = reader.take(LONGEST).read_to_end(&mut out);
    out
}

/// The chunks of a content in one; `None` if it is not in chunks.
fn joined(content: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(content.len());
    let mut rest = content;
    loop {
        let Some(end) = memchr::memchr(b'\n', rest.get(..256).unwrap_or(rest)) else {
            // Cut off between two chunks.
            return (!out.is_empty()).then_some(out);
        };
        let line = std::str::from_utf8(rest.get(..end)?).ok()?;
        let digits = line.split(';').next()?.trim();
        let Ok(length) = usize::from_str_radix(digits, 16) else {
            return (!out.is_empty()).then_some(out);
        };
        rest = rest.get(end.checked_add(1)?..)?;
        if length == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..length).unwrap_or(rest));
        rest = rest.get(length..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        if rest.is_empty() {
            return Some(out);
        }
    }
}
