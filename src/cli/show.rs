//! `dateline show`: one article.

use crate::article::{ArticleId, ArticleKey};
use crate::export::Entry;
use crate::export::markdown;
use crate::export::record::Record;
use crate::text;

use super::arguments::{Show, ShowFormat};
use super::collection::Collection;
use super::failure::Failure;
use super::output::{self, Output};
use super::{NOTHING, STRICT};

/// Columns of a line of text at most, however wide the terminal: longer lines are hard to follow.
const MEASURE: usize = 88;

/// Prints an article.
pub(super) fn run(wanted: &Show, out: &mut Output) -> Result<u8, Failure> {
    let id: Wanted = wanted.id.parse()?;
    let collection = Collection::read(&wanted.collection).with_marks(&wanted.state);
    collection.tell_skipped();
    let Some(entry) = find(&collection, id) else {
        let total = collection.store.len();
        output::tell(&format!(
            "no article {} among {total}; dateline list shows their numbers",
            wanted.id
        ));
        return Ok(NOTHING);
    };
    if wanted.raw {
        out.block(&entry.article.text)?;
    } else {
        match wanted.format {
            ShowFormat::Text => plain(&entry, out)?,
            ShowFormat::Markdown => out.block(&markdown::article(&entry, 1))?,
            ShowFormat::Json => json(&entry, &collection, out)?,
        }
    }
    let status = collection.status(1, wanted.strictness.strict);
    Ok(if status == STRICT { STRICT } else { status })
}

/// How an article is named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Key(ArticleKey),
    Number(u32),
}

impl std::str::FromStr for Wanted {
    type Err = Failure;

    fn from_str(written: &str) -> Result<Self, Failure> {
        let key = || Some(Self::Key(written.parse().ok()?));
        let number = || Some(Self::Number(written.parse().ok()?));
        let wanted = if written.len() == 16 { key() } else { number() };
        wanted.ok_or_else(|| {
            Failure::usage(
                format!("--id {written}: neither a key nor a number"),
                "a key has 16 hexadecimal digits; numbers stand in the first column of dateline list",
            )
        })
    }
}

fn find(collection: &Collection, wanted: Wanted) -> Option<Entry> {
    let id = match wanted {
        Wanted::Number(number) => ArticleId(number.checked_sub(1)?),
        Wanted::Key(key) => {
            let same = collection.store.iter().filter(|view| view.key() == key);
            let same = same.count();
            if same > 1 {
                output::tell(&format!("{same} articles have this key; this is the first"));
            }
            collection.store.find_key(key)?
        }
    };
    Some(Entry::of(&collection.store.get(id)?, collection.mark(id)))
}

fn json(entry: &Entry, collection: &Collection, out: &mut Output) -> Result<(), Failure> {
    let record = Record::full(&entry.article, &entry.mark, &collection.store);
    out.line(&serde_json::to_string_pretty(&record)?)
}

fn plain(entry: &Entry, out: &mut Output) -> Result<(), Failure> {
    let article = &entry.article;
    let columns = out.columns().map(|columns| columns.min(MEASURE));
    let mut paragraph = |text: &str| wrapped(text, columns, out);
    if let Some(headline) = &article.headline {
        paragraph(headline)?;
    }
    paragraph(&entry.origin())?;
    paragraph(&entry.dated())?;
    if let Some(url) = &article.url {
        paragraph(url)?;
    }
    for text in entry.paragraphs() {
        paragraph("")?;
        paragraph(&text)?;
    }
    if !article.related.is_empty() {
        paragraph("")?;
        paragraph("Related")?;
    }
    for related in &article.related {
        paragraph(&format!("- {}", entry.related(related)))?;
    }
    if !article.comments.is_empty() {
        paragraph("")?;
        paragraph("Comments")?;
    }
    for comment in &article.comments {
        paragraph("")?;
        paragraph(&entry.comment_head(comment))?;
        for &span in &comment.text {
            paragraph(&entry.text(span))?;
        }
    }
    Ok(())
}

/// Writes a paragraph, wrapped where standard output is a terminal.
fn wrapped(paragraph: &str, columns: Option<usize>, out: &mut Output) -> Result<(), Failure> {
    let Some(columns) = columns else {
        return out.line(paragraph);
    };
    if paragraph.is_empty() {
        return out.line("");
    }
    for range in text::wrap(paragraph, columns.max(1)) {
        out.line(paragraph.get(range).unwrap_or_default())?;
    }
    Ok(())
}
