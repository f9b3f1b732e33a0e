//! Compressed files, read through: gzip (RFC 1952, several members too) and zstd (RFC 8878).
//!
//! Promises: nothing is written to disk; what comes out is bounded, by the longest text and by
//! [`MOST_TIMES`] times what went in past [`FREE`] bytes; a broken end costs what was behind it.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that may come out whatever went in.
const FREE: u64 = 64 << 20;

/// Beyond [`FREE`]: most bytes that may come out for one that went in.
const MOST_TIMES: u64 = 100;

/// How gzip files begin.
const GZIP: &[u8] = b"\x1f\x8b";

/// How zstd files begin.
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// Bytes of a stream that tell what it is.
const HEAD: u64 = 1 << 18;

/// A file taken out of its compression.
pub(super) struct Unpacked {
    /// Its bytes.
    pub(super) data: Vec<u8>,
    /// Whether a bound or a broken end cut it.
    pub(super) cut: bool,
}

/// The bytes of a compressed file; `None` if it is none that is read through.
///
/// # Errors
/// Why nothing could be taken out of it.
pub(super) fn unpack(packed: &[u8], longest: u64) -> Option<Result<Unpacked, String>> {
    if packed.starts_with(GZIP) {
        let reader = flate2::read::MultiGzDecoder::new(packed);
        return Some(drain(reader, packed.len(), longest, "gzip"));
    }
    if packed.starts_with(ZSTD) {
        let opened = zstd::stream::read::Decoder::with_buffer(packed);
        let reader = opened.map_err(|error| format!("zstd: {error}"));
        return Some(reader.and_then(|reader| drain(reader, packed.len(), longest, "zstd")));
    }
    None
}

/// Whether the bytes are the start of a file that is read through.
pub(super) fn is_packed(start: &[u8]) -> bool {
    start.starts_with(GZIP) || start.starts_with(ZSTD)
}

/// The start of what is in a compressed file, and the rest of it; `None` if nothing can be taken
/// out of it. Past [`FREE`] bytes no more comes out than [`MOST_TIMES`] times what went in.
pub(super) fn stream(start: Vec<u8>, rest: Box<dyn Read>) -> Option<(Vec<u8>, Box<dyn Read>)> {
    let is_gzip = start.starts_with(GZIP);
    let taken_in = Arc::new(AtomicU64::new(0));
    let packed = Counted {
        inner: io::Cursor::new(start).chain(rest),
        taken_in: Arc::clone(&taken_in),
    };
    let plain: Box<dyn Read> = if is_gzip {
        Box::new(flate2::read::MultiGzDecoder::new(packed))
    } else {
        Box::new(zstd::stream::read::Decoder::new(packed).ok()?)
    };
    let mut bounded = Bounded {
        inner: plain,
        taken_in,
        given_out: 0,
    };
    let mut head = Vec::new();
    // What came out before a broken end is kept; the end is met again behind it.
    let _broken = bounded.by_ref().take(HEAD).read_to_end(&mut head);
    (!head.is_empty()).then(|| (head, Box::new(bounded) as Box<dyn Read>))
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    taken_in: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.taken_in.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// Bounds what comes out by what went in.
struct Bounded {
    inner: Box<dyn Read>,
    taken_in: Arc<AtomicU64>,
    given_out: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.taken_in.load(Ordering::Relaxed);
        if self.given_out > most.saturating_mul(MOST_TIMES).max(FREE) {
            let message = format!("more than {MOST_TIMES} times what went in");
            return Err(io::Error::other(message));
        }
        let length = self.inner.read(buffer)?;
        self.given_out = self.given_out.saturating_add(length as u64);
        Ok(length)
    }
}

fn drain(reader: impl Read, packed: usize, longest: u64, name: &str) -> Result<Unpacked, String> {
    let ratio = u64::try_from(packed)
        .unwrap_or(u64::MAX)
        .saturating_mul(MOST_TIMES);
    let most = longest.min(ratio.max(FREE));
    let mut data = Vec::new();
    let mut bounded = reader.take(most.saturating_add(1));
    let ended: io::Result<usize> = bounded.read_to_end(&mut data);
    if let Err(error) = &ended
        && data.is_empty()
    {
        return Err(format!("{name}: {error}"));
    }
    let length = usize::try_from(most).unwrap_or(usize::MAX);
    let cut = ended.is_err() || data.len() > length;
    data.truncate(length);
    Ok(Unpacked { data, cut })
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn gzip(data: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        out.write_all(data).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn both_compressions_are_read_through() {
        let text = b"Iran urges cooperation".repeat(10);
        let of = |packed: &[u8]| unpack(packed, 1 << 20).unwrap().unwrap();
        assert_eq!(of(&gzip(&text)).data, text);
        assert_eq!(
            of(&zstd::encode_all(text.as_slice(), 3).unwrap()).data,
            text
        );
        let two = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(of(&two).data, b"one two");
        assert!(unpack(b"plain", 10).is_none());
    }

    #[test]
    fn what_is_cut_off_or_too_long_keeps_its_start() {
        let noise: Vec<u8> = (0..50_000_u32)
            .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
            .collect();
        let packed = gzip(&noise);
        let half = unpack(&packed[..packed.len() / 2], 1 << 20)
            .unwrap()
            .unwrap();
        assert!(half.cut && !half.data.is_empty() && noise.starts_with(&half.data));
        let bomb = gzip(&vec![b'a'; 1 << 20]);
        let bounded = unpack(&bomb, 1000).unwrap().unwrap();
        assert!(bounded.cut && bounded.data.len() == 1000);
    }
}
