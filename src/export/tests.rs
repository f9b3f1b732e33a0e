//! Every form is read back by a strict reader of it: what comes out is what went in.

#![expect(
    clippy::string_slice,
    reason = "a reader of ASCII marks that fails where the text is not as it should be"
)]

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;

use super::*;
use crate::article::{Moment, Verdict};
use crate::ingest::{self, Event, Input, Options};

const HOSTILE: &str = "100% {off}: $x$ & #1_a ~ ^ \\input{/etc/passwd} </title><script>alert(1)</script> @article{x, \"q\"\n\n\
     Published: 5 January 2018\n\n\
     TEHRAN (Tasnim) – The council met on Monday and spoke about water & <b>pipes</b> }{ at 50% of \\today.\n\n\
     ER  - \n\n\
     # It went on, and nothing was decided that day about the pipes of the city.\n";

fn store(inputs: &[Input]) -> Store {
    let mut store = Store::new();
    let mut take = |event| match event {
        Event::Articles(batch) => store.append(Arc::new(batch)),
        Event::Patches(patches) => patches.into_iter().for_each(|patch| store.patch(patch)),
        Event::Progress(_) => {}
    };
    let never = AtomicBool::new(false);
    ingest::read(inputs, &Options::default(), &never, &mut take);
    store
}

fn hostile() -> Store {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::File::create(&path)
        .and_then(|mut file| file.write_all(HOSTILE.as_bytes()))
        .unwrap();
    store(&[Input::Path(path)])
}

/// The sample that is marked.
const MARKED: ArticleId = ArticleId(4);

/// The samples, one of them marked in every way.
fn marked() -> (Store, HashMap<ArticleId, Mark>) {
    let mark = Mark {
        read: true,
        starred: true,
        verdict: Some(Verdict::Keep),
        reason: Some("names the treaty".to_owned()),
        tags: vec!["border".to_owned(), "treaty & law".to_owned()],
        note: Some("Check the date.\nAsk {Ann}.".to_owned()),
        source: Some("The Daily & Co".to_owned()),
        date: Some(Moment::day(NaiveDate::from_ymd_opt(2018, 1, 2).unwrap())),
    };
    let store = store(&[Input::Samples]);
    (store, HashMap::from([(MARKED, mark)]))
}

fn written(form: Form, store: &Store, marks: &HashMap<ArticleId, Mark>) -> String {
    let ids: Vec<ArticleId> = store.iter().map(|view| view.id()).collect();
    let selection = Selection {
        store,
        ids: &ids,
        marks,
    };
    let audit = selection.audit("a @folder", "iran -x", "2026-01-02T03:04:05Z".to_owned());
    let mut out = Vec::new();
    write(form, &audit, selection, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The references of a RIS file, as lists of tag and value; anything out of order is a fault.
fn read_ris(text: &str) -> Vec<Vec<(String, String)>> {
    let (mut references, mut open) = (Vec::new(), None::<Vec<_>>);
    for line in text.split("\r\n") {
        assert!(!line.contains(['\n', '\r']), "{line:?}");
        let parts = line.split_at_checked(2).zip(line.get(2..6));
        let tag = parts.filter(|(_, sign)| *sign == "  - ");
        match (tag, &mut open) {
            (Some((("TY", _), _)), None) => open = Some(vec![("TY".into(), line[6..].into())]),
            (Some((("ER", _), _)), Some(_)) => references.extend(open.take()),
            (Some(((tag, _), _)), Some(fields)) => {
                assert_ne!(tag, "TY", "a reference in a reference");
                assert!(!line[6..].is_empty(), "{tag} is empty");
                fields.push((tag.to_owned(), line[6..].to_owned()));
            }
            (Some(_), None) => panic!("outside a reference: {line:?}"),
            (None, Some(_)) => panic!("no tag: {line:?}"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "the last reference does not end");
    references
}

/// An entry of a BibTeX file.
struct Reference {
    kind: String,
    name: String,
    fields: HashMap<String, String>,
}

/// The entries of a BibTeX file, read as BibTeX does: braces are counted, escaped or not.
fn read_bibtex(text: &str) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (kind, after) = rest[at + 1..].split_once('{').unwrap();
        let (name, mut after) = after.split_once(',').unwrap();
        assert!(
            name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'),
            "{name:?}"
        );
        let mut fields = HashMap::new();
        loop {
            after = after.trim_start();
            if let Some(end) = after.strip_prefix('}') {
                rest = end;
                break;
            }
            let (field, value) = after.split_once(" = {").unwrap();
            assert!(field.bytes().all(|b| b.is_ascii_lowercase()), "{field:?}");
            let end = closing(value);
            let before = fields.insert(field.to_owned(), value[..end].to_owned());
            assert!(before.is_none(), "{field} twice");
            after = value[end + 1..].strip_prefix(',').unwrap();
        }
        references.push(Reference {
            kind: kind.to_owned(),
            name: name.to_owned(),
            fields,
        });
    }
    references
}

/// Where the brace closes that was open.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    panic!("a brace is never closed: {text}");
}

/// What LaTeX would print: the few commands that escaping writes, and nothing else.
fn printed(latex: &str) -> String {
    const COMMANDS: [(&str, &str); 10] = [
        ("textbackslash", "\\"),
        ("textbraceleft", "{"),
        ("textbraceright", "}"),
        ("textasciitilde", "~"),
        ("textasciicircum", "^"),
        ("textasciigrave", "`"),
        ("textless", "<"),
        ("textgreater", ">"),
        ("textbar", "|"),
        ("textquotedbl", "\""),
    ];
    let (mut out, mut rest) = (String::new(), latex);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let word = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap();
                if word == 0 {
                    let sign = rest.chars().next().unwrap();
                    assert!("$&%#_".contains(sign), "\\{sign} runs");
                    out.push(sign);
                    rest = &rest[1..];
                } else {
                    let known = COMMANDS.iter().find(|(name, _)| *name == &rest[..word]);
                    let (_, sign) = known.unwrap_or_else(|| panic!("\\{} runs", &rest[..word]));
                    out.push_str(sign);
                    rest = rest[word..].strip_prefix("{}").unwrap();
                }
            }
            '{' | '}' => {}
            c => {
                assert!(!"$&%#_~^".contains(c), "{c} is not escaped in {latex}");
                out.push(c);
            }
        }
    }
    out
}

#[test]
fn references_come_back_from_ris() {
    let (store, marks) = marked();
    let text = written(Form::Ris, &store, &marks);
    let references = read_ris(&text);
    assert_eq!(references.len(), 5);
    let of = |at: usize, tag: &str| -> Vec<&str> {
        let fields = references[at].iter();
        let found = fields.filter(|(name, _)| name == tag);
        found.map(|(_, value)| value.as_str()).collect()
    };
    for (at, view) in store.iter().enumerate() {
        assert_eq!(of(at, "TY"), ["NEWS"]);
        assert_eq!(of(at, "ID"), [view.key().to_string()]);
        match view.headline() {
            Some(headline) => assert_eq!(of(at, "TI"), [headline]),
            None => assert_eq!(of(at, "TI"), [format!("[{}]", view.lead())]),
        }
    }
    assert_eq!(of(MARKED.index(), "T2"), ["The Daily & Co"]);
    assert_eq!(of(MARKED.index(), "DA"), ["2018/01/02/given"]);
    assert_eq!(of(MARKED.index(), "PY"), ["2018"]);
    assert_eq!(of(MARKED.index(), "KW"), ["border", "treaty & law"]);
    assert_eq!(of(MARKED.index(), "N1")[0], "Check the date. Ask {Ann}.");
    assert_eq!(
        of(MARKED.index(), "N1")[1],
        "keep (names the treaty) · starred · tags: border, treaty & law"
    );
    let kinds: Vec<DateKind> = store.iter().map(|view| view.published().kind).collect();
    let inferred = kinds.iter().position(|kind| *kind == DateKind::Inferred);
    let inferred = inferred.expect("a sample with an inferred date");
    assert!(of(inferred, "DA")[0].ends_with("/inferred"), "{text}");
    assert!(
        of(inferred, "PY").is_empty(),
        "a guess is not written as if read"
    );
    let undated = kinds
        .iter()
        .position(|kind| *kind == DateKind::None)
        .unwrap();
    assert!(of(undated, "DA").is_empty() && of(undated, "PY").is_empty());
    for told in [
        "filter: iran -x",
        "collection: a @folder",
        "articles: 5",
        "hidden: 0",
    ] {
        assert!(text.split("\r\n").any(|line| line == told), "{told}");
    }
}

#[test]
fn references_come_back_from_bibtex() {
    let (store, marks) = marked();
    let text = written(Form::Bibtex, &store, &marks);
    let references = read_bibtex(&text);
    assert_eq!(references.len(), 5);
    let names: std::collections::HashSet<&str> =
        references.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names.len(), 5);
    for (entry, view) in references.iter().zip(store.iter()) {
        let title = view.headline().map(str::to_owned);
        let title = title.unwrap_or_else(|| format!("[{}]", view.lead()));
        assert_eq!(printed(&entry.fields["title"]), title);
        let kind = view.published().kind;
        let corrected = view.id() == MARKED;
        match kind {
            _ if corrected => assert_eq!(entry.fields["date"], "2018-01-02"),
            DateKind::None => assert!(!entry.fields.contains_key("date")),
            DateKind::Inferred => {
                assert!(entry.fields["date"].ends_with('~'), "about that day");
                assert!(!entry.fields.contains_key("year"));
            }
            _ => assert!(entry.fields["date"].starts_with(&entry.fields["year"])),
        }
    }
    let first = &references[MARKED.index()];
    assert_eq!(first.kind, "article");
    assert_eq!(printed(&first.fields["journal"]), "The Daily & Co");
    assert_eq!(printed(&first.fields["keywords"]), "border, treaty & law");
    assert!(text.contains("\n% filter: iran -x\n"));
}

#[test]
fn no_text_of_an_article_runs_in_latex() {
    let store = hostile();
    let text = written(Form::Bibtex, &store, &HashMap::new());
    let references = read_bibtex(&text);
    assert_eq!(references.len(), 1, "{text}");
    let fields = &references[0].fields;
    let headline = store.iter().next().unwrap().headline().unwrap().to_owned();
    assert!(headline.contains("\\input{/etc/passwd}"));
    assert_eq!(printed(&fields["title"]), headline);
    for value in fields.values() {
        printed(value);
    }
    assert_eq!(
        read_ris(&written(Form::Ris, &store, &HashMap::new())).len(),
        1
    );
}

#[test]
fn a_page_shows_the_texts_and_runs_nothing() {
    let (samples, marks) = marked();
    let hostile = hostile();
    for (store, marks) in [(&samples, &marks), (&hostile, &HashMap::new())] {
        let text = written(Form::Html, store, marks);
        let page = scraper::Html::parse_document(&text);
        assert!(page.errors.is_empty(), "{:?}", page.errors);
        let all = |css: &str| -> Vec<String> {
            let selector = scraper::Selector::parse(css).unwrap();
            let found = page.select(&selector);
            found.map(|element| element.text().collect()).collect()
        };
        assert!(all("script, iframe, object, img, link, base, b").is_empty());
        assert_eq!(all("article").len(), store.len());
        assert_eq!(all("nav a").len(), store.len());
        for (shown, view) in all("article").iter().zip(store.iter()) {
            for paragraph in view.body() {
                assert!(shown.contains(&paragraph.replace('\n', " ")), "{paragraph}");
            }
        }
        assert_eq!(all("header dd")[2..4], ["a @folder", "iran -x"]);
        assert!(all("style")[0].contains("@media print"));
    }
    let text = written(Form::Html, &samples, &marks);
    for told in [
        "Check the date.",
        "keep (names the treaty)",
        "treaty &amp; law",
        "=2018-01-02  (corrected by hand; nothing was read)",
    ] {
        assert!(text.contains(told), "{told}");
    }
}

#[test]
fn a_reading_copy_has_the_notes_and_no_markup_of_the_texts() {
    let (store, marks) = marked();
    let text = written(Form::Markdown, &store, &marks);
    assert!(text.starts_with("---\nprogram: \"dateline "));
    let audit = text.split("---\n").nth(1).unwrap();
    assert!(audit.contains("\nfilter: \"iran -x\"\n") && audit.contains("\nhidden: \"0\"\n"));
    assert_eq!(text.matches("\n## ").count(), 5);
    for told in [
        "**keep (names the treaty) · starred · tags: border, treaty \\& law**",
        "> **Note:**\n> Check the date.  \n> Ask {Ann}.  \n",
        "\n\\=The Daily \\& Co",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    let text = written(Form::Markdown, &hostile(), &HashMap::new());
    assert!(
        !text.contains("<script>") && text.contains("\\<script\\>"),
        "{text}"
    );
    assert!(text.contains("\n\\# It went on"), "{text}");
}

#[test]
fn a_citation_and_a_quote_say_how_the_date_is_known() {
    let (store, marks) = marked();
    let entries: Vec<Entry> = store
        .iter()
        .map(|view| Entry::of(&view, marks.get(&view.id()).cloned().unwrap_or_default()))
        .collect();
    for entry in &entries {
        let citation = citation::citation(entry);
        assert!(citation.contains(&entry.title()), "{citation}");
        match entry.date() {
            None => assert!(citation.contains("no date"), "{citation}"),
            Some(date) if date.how == entry::How::Inferred => {
                assert!(citation.contains("[7 January 2018?]"), "{citation}");
            }
            Some(date) => assert!(
                citation.contains(&entry::in_words(date.value)),
                "{citation}"
            ),
        }
    }
    let quote = citation::quote(&entries[MARKED.index()], "So it is. ");
    assert!(
        quote.starts_with("“So it is.”\n— The Daily & Co, “"),
        "{quote}"
    );
    assert!(quote.contains("2 January 2018"), "{quote}");
}
