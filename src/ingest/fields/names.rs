//! What the names of fields mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::map::FieldMap;

/// Longest name that may mean something, marks included, in bytes.
const LONGEST_FIELD: usize = 64;

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
                webtitle pagetitle storytitle posttitle headlinetext \
                titel überschrift schlagzeile titre título titulo titular titolo tytuł заголовок \
                название başlık عنوان"),
    (Body, "body maintext text fulltext articlebody articletext bodytext cleanedtext \
            contenttext contenthtml contentencoded content fullcontent article articlecontent story storytext plaintext \
            rawcontent bodyhtml texthtml articlehtml newstext newscontent posttext rawtext html \
            volltext haupttext inhalt texte contenu texto cuerpo contenido testo contenuto \
            conteúdo conteudo corpo tekst treść inhoud текст содержание metin içerik متن"),
    (Summary, "summary description abstract standfirst excerpt lead leadparagraph teaser snippet \
               subtitle trailtext dek deck subheadline metadescription shortdescription abstractnote zusammenfassung teasertext \
               résumé chapô resumen bajada riassunto sommario resumo samenvatting streszczenie \
               аннотация özet خلاصه"),
    (Published, "published datepublished publishedat publisheddate publishdate datepublish \
                 publicationdate dateofpublication pubdate firstpublished firstpublicationdate webpublicationdate publishedon \
                 publishtime publishedtime publisheddatetime datepublication dateandtime datetimepub date datetime articledate newsdate releasedate postedat \
                 posted dateposted issued created createdat datecreated createddate createdutc timestamp time day \
                 datum erscheinungsdatum veröffentlicht veröffentlichungsdatum publié datedepublication fecha \
                 fechapublicación fechapublicacion fechadepublicación datapubblicazione datapublicação \
                 datapublicacao datapublikacji дата датапубликации tarih yayıntarihi تاریخ seendate"),
    (Updated, "updated modified datemodified updatedat modifiedat datemodify lastmodified \
               lastupdated lastupdate updateddate modifieddate updatetime modificationdate \
               aktualisiert geändert actualizado aggiornato обновлено"),
    (Source, "source publisher publication outlet sourcename sitename newspaper mediaoutlet \
              media site website sourcedomain domain sourcehost hostname feed feedtitle channel \
              publishername newspapername medianame outletname journal magazine provider \
              sourcehostname metasitename publicationtitle containertitle websitetitle blogtitle from \
              quelle medium zeitung fuente medio periódico periodico fonte testata giornale jornal \
              źródło bron источник издание kaynak gazete منبع"),
    (Link, "url link canonicalurl canonical articleurl weburl permalink sourceurl externalurl \
            href uri pageurl storyurl newsurl originalurl finalurl requestedurl respondedurl givenurl resolvedurl enlace lien ссылка guid"),
    (Author, "authors author byline creator creators writer writers reporter reporters journalist \
              journalists authornames autor autoren autorin verfasser auteur auteurs autore autori \
              autores autorzy автор авторы yazar نویسنده"),
    (Language, "language lang inlanguage langcode languagecode locale sprache langue idioma lingua taal \
                język язык dil"),
];

/// What a field of this name says, and how many names of that meaning come before it.
pub(in crate::ingest) fn meaning(field: &str) -> Option<(Meaning, usize)> {
    // No name is longer; the bound is for texts that are taken for a head line.
    if field.len() > LONGEST_FIELD {
        return None;
    }
    let name: String = field
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(32)
        .flat_map(char::to_lowercase)
        .collect();
    KNOWN.get(name.as_str()).copied()
}

/// Every name with what it means.
static KNOWN: LazyLock<HashMap<&str, (Meaning, usize)>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (meaning, names) in NAMES {
        for (rank, name) in names.split_whitespace().enumerate() {
            known.entry(name).or_insert((meaning, rank));
        }
    }
    known
});

/// What a name means, if anything, and how many names of that meaning come before it.
pub(super) type Means = Option<(Meaning, usize)>;

/// What names mean, remembered: the records of one file have the same names.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Names {
    map: FieldMap,
    known: Vec<(Box<str>, Name)>,
    /// Where the next name is expected: records have their fields in the same order.
    next: usize,
}

/// What is remembered of a name.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest) struct Name {
    /// What it means.
    pub(in crate::ingest) means: Means,
    /// Whether it, or something inside of it, may mean several things: [`FieldMap::is_manifold`].
    pub(in crate::ingest) is_manifold: bool,
}

/// So many names are remembered.
const MOST_NAMES: usize = 256;

impl Names {
    /// Names as this map has them.
    pub(in crate::ingest) fn of(map: &FieldMap) -> Self {
        Self {
            map: map.clone(),
            ..Self::default()
        }
    }

    /// The map.
    pub(in crate::ingest) fn map(&self) -> &FieldMap {
        &self.map
    }

    /// What a name means, the first of [`FieldMap::meanings`].
    pub(in crate::ingest) fn look_up(&mut self, field: &str) -> Name {
        if let Some((_, name)) = self.known.get(self.next).filter(|(n, _)| **n == *field) {
            self.next += 1;
            return *name;
        }
        if let Some(at) = self.known.iter().position(|(name, _)| **name == *field)
            && let Some((_, name)) = self.known.get(at)
        {
            self.next = at + 1;
            return *name;
        }
        let name = Name {
            means: self.map.meanings(field).first().copied(),
            is_manifold: self.map.is_manifold(field),
        };
        if self.known.len() < MOST_NAMES {
            self.known.push((field.into(), name));
            self.next = self.known.len();
        }
        name
    }
}
