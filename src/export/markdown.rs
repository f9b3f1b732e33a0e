//! Markdown (CommonMark): a reading copy with notes; the audit is its front matter.

use std::io::{self, Write};

use super::{Audit, Entry, Selection};
use crate::text::counted;

/// Writes a selection.
///
/// # Errors
/// When `out` takes no more.
pub(super) fn write(
    audit: &Audit,
    selection: Selection<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "---")?;
    for (name, value) in audit.parts() {
        // A JSON string is a quoted scalar of YAML.
        let value = serde_json::to_string(&value)?;
        writeln!(out, "{}: {value}", name.replace(' ', "_"))?;
    }
    writeln!(out, "---\n")?;
    writeln!(out, "# {}", counted(audit.articles, "article", "articles"))?;
    for entry in selection.entries() {
        write!(out, "\n{}", article(&entry, 2))?;
    }
    Ok(())
}

/// One article under a headline of this level.
pub fn article(entry: &Entry, level: usize) -> String {
    let mut out = Text(String::new());
    let head = "#".repeat(level);
    out.line(&format!("{head} {}", escaped(&entry.title())));
    out.line("");
    let facts = [entry.origin(), entry.dated()];
    for fact in facts.iter().map(String::as_str).chain(entry.link()) {
        out.line(&format!("{}  ", escaped(fact)));
    }
    marks(entry, &mut out);
    for paragraph in entry.paragraphs() {
        out.block(&escaped(&paragraph));
    }
    if !entry.article.related.is_empty() {
        out.block(&format!("{head}# Related"));
        out.line("");
    }
    for related in &entry.article.related {
        out.line(&format!("- {}", escaped(&entry.related(related))));
    }
    if !entry.article.comments.is_empty() {
        out.block(&format!("{head}# Comments"));
    }
    for comment in &entry.article.comments {
        out.block(&format!(
            "{head}## {}",
            escaped(&entry.comment_head(comment))
        ));
        for span in &comment.text {
            out.block(&escaped(&entry.text(*span)));
        }
    }
    out.0
}

/// What the reader says of it: the judgement on a line, the note as a quotation.
fn marks(entry: &Entry, out: &mut Text) {
    let judgement = entry.judgement();
    if !judgement.is_empty() {
        out.block(&format!("**{}**", escaped(&judgement.join(" · "))));
    }
    let Some(note) = &entry.mark.note else {
        return;
    };
    out.block("> **Note:**");
    for line in note.lines() {
        // Two blanks keep the end of the line.
        out.line(&format!("> {}  ", escaped(line)));
    }
}

/// Markdown so far.
struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// A line with a blank one before it.
    fn block(&mut self, line: &str) {
        self.0.push('\n');
        self.line(line);
    }
}

/// Text that Markdown shows as it is: marks of its own are escaped, and nothing at the start makes
/// a heading, a list or code of it.
pub fn escaped(text: &str) -> String {
    let text = text.trim_start();
    let mut out = String::with_capacity(text.len());
    let after_number = list_mark(text);
    for (at, c) in text.char_indices() {
        let is_mark = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&'
        );
        let opens_block = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        let opens_list = Some(at) == after_number;
        if is_mark || opens_block || opens_list {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Where a full stop or bracket stands that would make a numbered list of the line.
fn list_mark(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let at = text.len().checked_sub(rest.len()).filter(|at| *at > 0)?;
    let after = rest.strip_prefix(['.', ')'])?;
    after.starts_with([' ', '\t']).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let cases = [
            ("plain, text.", "plain, text."),
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("1987) no list", "1987\\) no list"),
            ("3.5 percent", "3.5 percent"),
            ("    no code", "no code"),
            ("- no item", "\\- no item"),
            ("<script>&amp;*", "\\<script\\>\\&amp;\\*"),
        ];
        for (text, want) in cases {
            assert_eq!(escaped(text), want);
        }
    }
}
