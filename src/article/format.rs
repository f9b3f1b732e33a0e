//! The formats that are read, and what each is called.

/// What a file, or the record in it, turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// An HTML page.
    Html,
    /// An RSS or RDF feed, or a channel (CDF).
    Rss,
    /// An Atom feed.
    Atom,
    /// A feed in JSON (jsonfeed.org).
    JsonFeed,
    /// One JSON record a line.
    Jsonl,
    /// A JSON document of records.
    Json,
    /// A table with a head line (CSV, TSV).
    Csv,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web archive (WARC, WET).
    Warc,
}

impl Format {
    /// Every format, in the order of the enumeration.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Html,
        Self::Rss,
        Self::Atom,
        Self::JsonFeed,
        Self::Jsonl,
        Self::Json,
        Self::Csv,
        Self::Markdown,
        Self::Warc,
    ];

    /// The name used in records and in `format:` terms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::JsonFeed => "jsonfeed",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Warc => "warc",
        }
    }
}
