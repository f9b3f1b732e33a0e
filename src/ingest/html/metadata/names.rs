//! The names of `<meta>` elements: what they are about and how much they are worth.

/// What a value is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Headline,
    Source,
    Author,
    Published,
    Updated,
    Link,
    Language,
    Body,
    Picture,
    Description,
}

impl Field {
    pub(super) fn is_date(self) -> bool {
        matches!(self, Self::Published | Self::Updated)
    }
}

/// Rank of a date of which the page does not say what it is the date of: behind those that stand
/// at the head of the article for everyone to read.
pub(in super::super) const UNSPECIFIC: u8 = 45;

/// Names of `<meta>` elements, what they are about, and how much they are worth.
#[rustfmt::skip]
pub(super) const META: [(&str, Field, u8); 67] = [
    ("og:title", Field::Headline, 10),
    ("twitter:title", Field::Headline, 15),
    ("dc.title", Field::Headline, 18),
    ("dcterms.title", Field::Headline, 18),
    ("citation_title", Field::Headline, 12),
    ("sailthru.title", Field::Headline, 14),
    ("parsely-title", Field::Headline, 14),
    ("headline", Field::Headline, 14),
    ("og:site_name", Field::Source, 10),
    ("application-name", Field::Source, 40),
    ("dc.publisher", Field::Source, 20),
    ("dcterms.publisher", Field::Source, 20),
    ("citation_journal_title", Field::Source, 15),
    ("publisher", Field::Source, 25),
    ("author", Field::Author, 20),
    ("article:author", Field::Author, 30),
    ("byl", Field::Author, 10),
    ("dc.creator", Field::Author, 22),
    ("dcterms.creator", Field::Author, 22),
    ("parsely-author", Field::Author, 15),
    ("sailthru.author", Field::Author, 15),
    ("citation_author", Field::Author, 12),
    ("article:published_time", Field::Published, 10),
    ("og:article:published_time", Field::Published, 10),
    ("og:published_time", Field::Published, 12),
    ("article:published", Field::Published, 11),
    ("datepublished", Field::Published, 11),
    ("published_time", Field::Published, 12),
    ("publication_date", Field::Published, 12),
    ("publish_date", Field::Published, 12),
    ("publish-date", Field::Published, 12),
    ("publishdate", Field::Published, 12),
    ("published-date", Field::Published, 12),
    ("pubdate", Field::Published, 12),
    ("pub_date", Field::Published, 12),
    ("article.published", Field::Published, 12),
    ("originalpublicationdate", Field::Published, 11),
    ("sailthru.date", Field::Published, 14),
    ("parsely-pub-date", Field::Published, 13),
    ("cxenseparse:recs:publishtime", Field::Published, 13),
    ("citation_publication_date", Field::Published, 14),
    ("citation_online_date", Field::Published, 14),
    ("rnews:datepublished", Field::Published, 13),
    ("bt:pubdate", Field::Published, 13),
    ("ptime", Field::Published, 14),
    ("dc.date.issued", Field::Published, 15),
    ("dcterms.issued", Field::Published, 15),
    ("dc.date.created", Field::Published, 18),
    ("dcterms.created", Field::Published, 18),
    ("datecreated", Field::Published, 24),
    // Which date these mean they do not say: of the article, of the page, of its file.
    ("dc.date", Field::Published, UNSPECIFIC),
    ("date", Field::Published, UNSPECIFIC),
    ("dcterms.date", Field::Published, UNSPECIFIC),
    ("article:modified_time", Field::Updated, 10),
    ("og:updated_time", Field::Updated, 15),
    ("datemodified", Field::Updated, 12),
    ("dcterms.modified", Field::Updated, 15),
    ("last-modified", Field::Updated, 30),
    ("og:url", Field::Link, 15),
    ("og:locale", Field::Language, 30),
    ("og:description", Field::Description, 10),
    ("description", Field::Description, 20),
    ("twitter:description", Field::Description, 30),
    ("og:image", Field::Picture, 10),
    ("twitter:image", Field::Picture, 20),
    ("content-language", Field::Language, 25),
    ("dc.language", Field::Language, 28),
];
