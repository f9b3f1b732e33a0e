//! What a file is: by its content first, by its name second.
//!
//! Two questions: are the bytes something other than text ([`signature`]), and what kind of text
//! is it ([`kind`]). A kind that is recognised and not read yet is named, not passed off as plain
//! text: its markup would be shown as an article.

use super::fields::FieldMap;
use super::formats::{self, FormatReader, PlainText};
use super::mhtml;

/// What a text is.
pub(super) enum Kind {
    /// A format that is read.
    Read(&'static dyn FormatReader),
    /// A known format that is not read; what its files are called.
    NotRead(&'static str),
}

/// Marks that stand at the start of files that are no text.
const SIGNATURES: [(&[u8], &str); 30] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"BZh", "compressed (bzip2)"),
    (b"\xfd7zXZ\0", "compressed (xz)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program (ELF)"),
    (b"\xfe\xed\xfa\xce", "a program (Mach-O)"),
    (b"\xfe\xed\xfa\xcf", "a program (Mach-O)"),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)"),
    (b"\xca\xfe\xba\xbe", "a program (Java or Mach-O)"),
    (b"\0asm", "a program (WebAssembly)"),
    (b"SQLite format 3\0", "an SQLite database"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an office document (OLE)",
    ),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"OggS\0", "a sound or video file (Ogg)"),
    (b"fLaC\0", "a sound file (FLAC)"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"PAR1", "a Parquet table"),
    (b"%!PS-Adobe", "a PostScript document"),
    (b"bplist00", "a web archive of Safari or a property list"),
];

/// Marks of two or three letters, which a text may begin with too: they count with a NUL near.
const SHORT_SIGNATURES: [(&[u8], &str); 3] = [
    (b"MZ", "a program (Windows)"),
    (b"BM", "a BMP image"),
    (b"ID3", "a sound file (MP3)"),
];

/// What the bytes are, if their start says that they are no text.
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..64).unwrap_or(bytes);
    let named = |table: &[(&[u8], &'static str)]| {
        let found = table.iter().find(|(mark, _)| bytes.starts_with(mark));
        found.map(|(_, name)| *name)
    };
    let short = || {
        head.contains(&0)
            .then(|| named(&SHORT_SIGNATURES))
            .flatten()
    };
    let film = || (bytes.get(4..8) == Some(b"ftyp")).then_some("a video or image file (MP4)");
    let tape = || (bytes.get(257..262) == Some(b"ustar")).then_some("a tar archive");
    named(&SIGNATURES)
        .or_else(short)
        .or_else(film)
        .or_else(tape)
}

/// What kind of text a file holds. `name` is its path; only the ending matters.
pub(super) fn kind(name: &str, text: &str, map: &FieldMap) -> Kind {
    let ending = ending(name);
    if let Some(reader) = formats::reader_of(&ending, text, map) {
        return Kind::Read(reader);
    }
    let mail = || mhtml::is_mail(text.as_bytes()).then_some("mail messages");
    match structured(text.trim_start(), &ending).or_else(mail) {
        Some(format) => Kind::NotRead(format),
        None => Kind::Read(&PlainText),
    }
}

/// Whether the start of a file, in bytes, is that of a file of many records.
pub(super) fn is_container(name: &str, head: &[u8], map: &FieldMap) -> bool {
    if formats::archive_of(head).is_some() {
        return true;
    }
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}');
    matches!(kind(name, text, map), Kind::Read(reader) if reader.is_container())
}

/// The part of a file name behind its last dot, in lower case.
fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let file = file
        .strip_suffix(".gz")
        .or_else(|| file.strip_suffix(".zst"))
        .unwrap_or(file);
    file.rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default()
}

/// The name of a text that is written for machines; `start` has no leading white space.
fn structured(start: &str, ending: &str) -> Option<&'static str> {
    let begins = |mark: &str| {
        let head = start.as_bytes().get(..mark.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
    };
    if begins("<?xml") {
        return Some("XML documents");
    }
    if !matches!(ending, "csv" | "tsv") {
        return None;
    }
    let head: String = start.chars().take(512).collect();
    let is_table = head.contains([',', ';', '\t']);
    is_table.then_some("tables (CSV) without a headline or text column")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(name: &str, text: &str) -> &'static str {
        match kind(name, text, &FieldMap::default()) {
            Kind::Read(reader) => reader.format().name(),
            Kind::NotRead(name) => name,
        }
    }

    #[test]
    fn content_tells_the_kind_before_the_name() {
        let cases = [
            ("a.html", "\n <!DOCTYPE html><p>x", "html"),
            ("a.txt", "<!-- saved --><html><body>x", "html"),
            ("a.htm", "<p>half a page", "html"),
            ("a.html", "A plain text all the same", "text"),
            ("a.txt", "<p> is how a paragraph begins", "text"),
            ("a.xml", "<?xml version='1.0'?><rss><channel/></rss>", "rss"),
            ("a.xml", "<?xml version='1.0'?><note/>", "XML documents"),
            (
                "a.txt",
                "{\"headline\": \"x\"}\n{\"headline\": \"y\"}",
                "jsonl",
            ),
            ("a.txt", "[1, 2", "json"),
            ("a.txt", "[Reuters] A bracket is no JSON", "text"),
            ("a.txt", "[1] A footnote is none either", "text"),
            ("a.txt", "{curly} start", "text"),
            ("a.csv", "date,headline\n2018,x", "csv"),
            ("a.txt", "date,headline\n2018,x", "text"),
            ("noending", "Just text", "text"),
            (
                "a.txt",
                "From: a@example.org\nSubject: x\nMessage-ID: <1>\n\nHello",
                "mail messages",
            ),
            ("a.txt", "From: Reuters\nSubject: x\n\nA text", "text"),
        ];
        for (name, text, want) in cases {
            assert_eq!(name_of(name, text), want, "{name}: {text}");
        }
    }

    #[test]
    fn a_short_mark_needs_more_than_letters() {
        assert_eq!(signature(b"MZ\x90\0\x03"), Some("a program (Windows)"));
        assert_eq!(signature(b"MZ is a postcode"), None);
        assert_eq!(signature(b"%PDF-1.7 ..."), Some("a PDF document"));
        assert_eq!(signature("Iran urges".as_bytes()), None);
        assert_eq!(signature(b""), None);
    }
}
