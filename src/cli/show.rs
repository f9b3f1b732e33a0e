//! `dateline show`: one article.

use crate::article::{Article, ArticleId, ArticleKey, Span};
use crate::text;

use super::arguments::{Show, ShowFormat};
use super::collection::Collection;
use super::failure::Failure;
use super::output::{self, Output};
use super::record::{Record, one_line};
use super::{NOTHING, STRICT};

/// Columns of a line of text at most, however wide the terminal: longer lines are hard to follow.
const MEASURE: usize = 88;

/// Prints an article.
pub(super) fn run(wanted: &Show, out: &mut Output) -> Result<u8, Failure> {
    let id: Wanted = wanted.id.parse()?;
    let collection = Collection::read(&wanted.collection);
    collection.tell_skipped();
    let Some(article) = find(&collection, id) else {
        let total = collection.store.len();
        output::tell(&format!(
            "no article {} among {total}; dateline list shows their numbers",
            wanted.id
        ));
        return Ok(NOTHING);
    };
    if wanted.raw {
        out.block(&article.text)?;
    } else {
        match wanted.format {
            ShowFormat::Text => plain(&article, out)?,
            ShowFormat::Markdown => markdown(&article, out)?,
            ShowFormat::Json => json(&article, &collection, out)?,
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

fn find(collection: &Collection, wanted: Wanted) -> Option<Article> {
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
    Some(collection.store.get(id)?.to_article())
}

fn json(article: &Article, collection: &Collection, out: &mut Output) -> Result<(), Failure> {
    let record = Record::full(article, &|id| collection.key(id));
    out.line(&record.to_pretty_json()?)
}

/// Source, authors, place and date in lines; unknown ones are said to be unknown.
fn facts(article: &Article) -> Vec<String> {
    let mark = article.source_from.sign().unwrap_or_default();
    let source = article.source.as_ref();
    let mut who = vec![source.map_or_else(
        || "source unknown".to_owned(),
        |name| format!("{mark}{name}"),
    )];
    if !article.authors.is_empty() {
        who.push(format!("By {}", article.authors.join(", ")));
    }
    let dateline = [article.place.as_deref(), article.agency.as_deref()];
    let dateline: Vec<&str> = dateline.into_iter().flatten().collect();
    if !dateline.is_empty() {
        who.push(dateline.join(", "));
    }
    let published = &article.published;
    let mark = published.kind.sign().unwrap_or_default();
    let date = published.value;
    let date = date.map_or_else(|| "no date".to_owned(), |date| format!("{mark}{date}"));
    let date = match published.evidence.as_str() {
        "" => date,
        evidence => format!("{date}  ({evidence})"),
    };
    let mut facts = vec![who.join(" · "), date];
    facts.extend(article.url.clone());
    facts
}

fn plain(article: &Article, out: &mut Output) -> Result<(), Failure> {
    let columns = out.columns().map(|columns| columns.min(MEASURE));
    let mut paragraph = |text: &str| wrapped(text, columns, out);
    if let Some(headline) = &article.headline {
        paragraph(headline)?;
    }
    for fact in facts(article) {
        paragraph(&fact)?;
    }
    for &span in &article.body {
        paragraph("")?;
        paragraph(&of(article, span))?;
    }
    if !article.related.is_empty() {
        paragraph("")?;
        paragraph("Related")?;
    }
    for related in &article.related {
        let parts = [related.headline, related.standfirst].into_iter().flatten();
        let parts: Vec<String> = parts.map(|span| of(article, span)).collect();
        paragraph(&format!("- {}", parts.join(": ")))?;
    }
    if !article.comments.is_empty() {
        paragraph("")?;
        paragraph("Comments")?;
    }
    for comment in &article.comments {
        paragraph("")?;
        let author = comment.author.map(|span| of(article, span));
        let time = comment.time.map(|time| time.to_string());
        let head: Vec<String> = [author, time].into_iter().flatten().collect();
        paragraph(&head.join(" · "))?;
        for &span in &comment.text {
            paragraph(&of(article, span))?;
        }
    }
    Ok(())
}

fn markdown(article: &Article, out: &mut Output) -> Result<(), Failure> {
    let headline = article.headline.as_deref().unwrap_or("(no headline)");
    out.line(&format!("# {}\n", escaped(headline)))?;
    for fact in facts(article) {
        out.line(&format!("{}  ", escaped(&fact)))?;
    }
    for &span in &article.body {
        out.line(&format!("\n{}", escaped(&of(article, span))))?;
    }
    if !article.related.is_empty() {
        out.line("\n## Related\n")?;
    }
    for related in &article.related {
        let parts = [related.headline, related.standfirst].into_iter().flatten();
        let parts: Vec<String> = parts.map(|span| of(article, span)).collect();
        out.line(&format!("- {}", escaped(&parts.join(": "))))?;
    }
    if !article.comments.is_empty() {
        out.line("\n## Comments")?;
    }
    for comment in &article.comments {
        let author = comment.author.map(|span| of(article, span));
        let time = comment.time.map(|time| time.to_string());
        let head: Vec<String> = [author, time].into_iter().flatten().collect();
        out.line(&format!("\n### {}", escaped(&head.join(" · "))))?;
        for &span in &comment.text {
            out.line(&format!("\n{}", escaped(&of(article, span))))?;
        }
    }
    Ok(())
}

/// A piece of the article as one line.
fn of(article: &Article, span: Span) -> String {
    one_line(span.of(&article.text))
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

/// Text that Markdown shows as it is: marks of its own are escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_mark = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~'
        );
        if is_mark || (at == 0 && matches!(c, '#' | '+' | '-' | '=')) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
