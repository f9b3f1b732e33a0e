//! Which list of a document is that of its articles, told by its start.

use crate::ingest::fields::FieldMap;
use crate::ingest::json::article;
use crate::ingest::json::lines::value;

/// Objects around a list at most.
const DEEPEST: usize = 5;

/// Records of a list that are looked at to tell whether it is one of articles.
const LOOKED_AT: usize = 8;

/// What lists beside or in an article are called: they are taken for a pile of articles only where
/// nothing else can be one.
const BESIDE: [&str; 18] = [
    "author",
    "authors",
    "breadcrumbs",
    "categories",
    "comments",
    "contributors",
    "images",
    "keywords",
    "links",
    "media",
    "menu",
    "navigation",
    "related",
    "sections",
    "seealso",
    "tags",
    "topics",
    "videos",
];

/// A list in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct List {
    /// Byte behind its opening bracket.
    pub(super) start: usize,
    /// Brackets that are open in it, its own included.
    pub(super) level: usize,
    /// Whether its records have headlines.
    pub(super) is_headed: bool,
    /// Whether they are more than headlines, and its name not that of something beside an article.
    pub(super) is_sure: bool,
}

/// The search for the list of articles in the start of a document.
pub(super) struct Search<'a> {
    text: &'a str,
    map: &'a FieldMap,
    /// The brackets that are open, those beyond [`DEEPEST`] only counted.
    open: Vec<Open>,
    deeper: usize,
    /// The last string at which no other has begun: the name of a field, where a value follows.
    name: (usize, usize),
    /// The best list so far.
    found: Option<List>,
}

/// A bracket that is open.
#[derive(Clone, Copy)]
struct Open {
    is_list: bool,
    /// Byte behind it.
    start: usize,
    /// Whether its values may be those of the list that is looked for.
    is_wanted: bool,
    /// Its values so far.
    values: usize,
    /// The last string before it: its name, if it has one.
    name: (usize, usize),
}

impl<'a> Search<'a> {
    pub(super) fn new(text: &'a str, map: &'a FieldMap) -> Self {
        Self {
            text,
            map,
            open: Vec::new(),
            deeper: 0,
            name: (0, 0),
            found: None,
        }
    }

    /// The first list of which a record is surely an article, else the first that may be one.
    pub(super) fn run(mut self) -> Option<List> {
        let bytes = self.text.as_bytes();
        let mut at = self.text.len() - self.text.trim_start().len();
        if bytes.get(at) != Some(&b'{') {
            return None;
        }
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    let end = end_of_string(bytes, at + 1);
                    self.name = (at + 1, end);
                    at = end;
                }
                b'{' | b'[' => self.open(*byte == b'[', at),
                b'}' | b']' => {
                    self.close(at);
                    let is_over = self.open.is_empty() || self.found.is_some_and(|l| l.is_sure);
                    if is_over {
                        break;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.found
    }

    fn open(&mut self, is_list: bool, at: usize) {
        if self.open.len() > DEEPEST {
            self.deeper += 1;
            return;
        }
        let around_is_list = self.open.iter().any(|open| open.is_list);
        self.open.push(Open {
            is_list,
            start: at + 1,
            is_wanted: is_list && !around_is_list,
            values: 0,
            name: self.name,
        });
    }

    fn close(&mut self, at: usize) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(closed) = self.open.pop() else {
            return;
        };
        let level = self.open.len();
        let Some(list) = self.open.last_mut().filter(|open| open.is_wanted) else {
            return;
        };
        list.values += 1;
        if closed.is_list || list.values > LOOKED_AT {
            return;
        }
        let list = *list;
        let written = self.text.get(closed.start - 1..=at).unwrap_or_default();
        let Ok((value, _)) = value(written) else {
            return;
        };
        if !article::is_record(&value, self.map) {
            return;
        }
        let weight = article::weight(&value, self.map);
        let found = List {
            start: list.start,
            level,
            is_headed: weight.is_headed,
            is_sure: weight.is_full && !self.is_beside(list.name),
        };
        if found.is_sure || self.found.is_none() {
            self.found = Some(found);
        }
    }
}

impl Search<'_> {
    /// Whether a name is that of something beside an article.
    fn is_beside(&self, (start, end): (usize, usize)) -> bool {
        let name = self.text.get(start..end).unwrap_or_default();
        let name = name.replace(['_', '-', ' '], "");
        BESIDE.iter().any(|known| known.eq_ignore_ascii_case(&name))
    }
}

/// Where a string ends that begins at this byte: at its quotation mark, or at the end of its line,
/// as for the values of a list.
fn end_of_string(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' | b'\n' => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}
