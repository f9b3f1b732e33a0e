//! What the names of fields mean.

/// What a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::ingest) enum Meaning {
    /// The headline.
    Headline,
    /// The text.
    Body,
    /// A summary, which stands in for the text.
    Summary,
    /// The publication date.
    Published,
    /// The date of the last change.
    Updated,
    /// Who published it.
    Source,
    /// Its address.
    Link,
    /// Who wrote it.
    Author,
    /// Its language.
    Language,
}

use Meaning::{Author, Body, Headline, Language, Link, Published, Source, Summary, Updated};

/// Names without marks in lower case, the better ones of a meaning first.
#[rustfmt::skip]
const NAMES: [(Meaning, &str); 9] = [
    (Headline, "headline title head heading titletext articletitle newstitle headlinemain \
                webtitle pagetitle"),
    (Body, "body maintext text fulltext articlebody articletext bodytext cleanedtext \
            contenttext contenthtml contentencoded content fullcontent article articlecontent story storytext plaintext \
            rawcontent bodyhtml texthtml"),
    (Summary, "summary description abstract standfirst excerpt lead leadparagraph teaser snippet \
               subtitle trailtext"),
    (Published, "published datepublished publishedat publisheddate publishdate datepublish \
                 publicationdate dateofpublication pubdate firstpublished firstpublicationdate webpublicationdate publishedon \
                 publishtime publishedtime publisheddatetime date datetime articledate newsdate releasedate postedat \
                 posted dateposted issued created createdat datecreated createddate timestamp time day"),
    (Updated, "updated modified datemodified updatedat modifiedat datemodify lastmodified \
               lastupdated lastupdate updateddate modifieddate updatetime modificationdate"),
    (Source, "source publisher publication outlet sourcename sitename newspaper mediaoutlet \
              media site website sourcedomain domain sourcehost hostname feed feedtitle channel"),
    (Link, "url link canonicalurl canonical articleurl weburl permalink sourceurl externalurl \
            href uri"),
    (Author, "authors author byline creator creators writer writers reporter"),
    (Language, "language lang inlanguage"),
];

/// What a field of this name says, and how many names of that meaning come before it.
pub(in crate::ingest) fn meaning(field: &str) -> Option<(Meaning, usize)> {
    let name: String = field
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(32)
        .flat_map(char::to_lowercase)
        .collect();
    NAMES.iter().find_map(|(meaning, names)| {
        let rank = names.split_whitespace().position(|known| known == name)?;
        Some((*meaning, rank))
    })
}
