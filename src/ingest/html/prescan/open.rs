//! The elements that are open at a place of a page, as a parser sees them: which an opening tag
//! closes by itself, how far an end tag reaches, which formatting is opened again in the next
//! paragraph.
//!
//! Follows the tree construction of the HTML standard (WHATWG HTML, 13.2.4 and 13.2.6) where it
//! decides how deep elements nest; in doubt the stack here is deeper than the parser's, never
//! shallower by more than the open formatting and the rows that tables are given.

/// Most formatting elements (`<b>`, `<font>`) that are open at once. A parser opens them all again
/// in every paragraph that follows.
const MOST_FORMATTING: usize = 16;

/// Most tables in each other: an extractor reads the inner ones once for each of the outer ones.
const MOST_TABLES: usize = 16;

/// What an element is to those around it: a set of bits.
type Class = u32;

const PARAGRAPH: Class = 1;
const ITEM: Class = 1 << 1;
const LIST: Class = 1 << 2;
const TERM: Class = 1 << 3;
const TERMS: Class = 1 << 4;
const OPTION: Class = 1 << 5;
const OPTIONS: Class = 1 << 6;
const RUBY_TEXT: Class = 1 << 7;
const RUBY: Class = 1 << 8;
const HEADING: Class = 1 << 9;
const BUTTON: Class = 1 << 10;
const TABLE: Class = 1 << 11;
/// Parts of a table, outer ones first: each is closed by the next of its own or an outer level.
const ROWS: Class = 1 << 12;
const ROW: Class = 1 << 13;
const CELL: Class = 1 << 14;
/// An end tag from inside does not reach through it.
const SCOPE: Class = 1 << 15;
/// Its opening ends an open paragraph.
const BLOCK: Class = 1 << 16;
/// The end tag of an inline element does not reach through it.
const STOP: Class = 1 << 17;
/// A parser opens it again after what closed it.
const FORMATTING: Class = 1 << 18;
const FORM: Class = 1 << 19;

const TABLE_PARTS: Class = ROWS | ROW | CELL;

/// The classes by name; one name may stand in several rows.
const CLASSES: [(&str, Class); 20] = [
    ("p", PARAGRAPH | BLOCK),
    ("li", ITEM | BLOCK),
    ("ol ul", LIST | BLOCK),
    ("dd dt", TERM | BLOCK),
    ("dl", TERMS | BLOCK),
    ("option", OPTION),
    ("optgroup select", OPTIONS | STOP),
    ("rp rt", RUBY_TEXT),
    ("ruby", RUBY),
    ("h1 h2 h3 h4 h5 h6", HEADING | BLOCK),
    ("button", BUTTON | STOP),
    ("table", TABLE | SCOPE | BLOCK),
    ("caption", ROWS | SCOPE | STOP),
    ("colgroup tbody tfoot thead", ROWS | STOP),
    ("tr", ROW | STOP),
    ("td th", CELL | SCOPE | STOP),
    ("applet marquee", SCOPE | STOP),
    ("form", FORM | BLOCK),
    (
        "address article aside blockquote center details dialog dir div fieldset figcaption figure \
         footer header hgroup listing main menu nav pre search section summary title xmp",
        BLOCK,
    ),
    (
        "a b big code em font i nobr s small strike strong tt u",
        FORMATTING,
    ),
];

fn class(name: &str) -> Class {
    let named = |names: &str| names.split(' ').any(|one| one.eq_ignore_ascii_case(name));
    let found = CLASSES.iter().find(|(names, _)| named(names));
    found.map_or(0, |(_, class)| *class)
}

/// What becomes of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It stays; a parser makes so many elements of it.
    Keep(usize),
    /// It would stand too deep, or be one formatting too many.
    TooDeep,
    /// It does nothing, or nothing again.
    Idle,
}

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Element<'a> {
    name: &'a str,
    class: Class,
}

impl Element<'_> {
    fn is(self, class: Class) -> bool {
        self.class & class != 0
    }
}

/// The open elements around a place.
#[derive(Debug, Default)]
pub(super) struct Open<'a> {
    elements: Vec<Element<'a>>,
    formatting: Vec<&'a str>,
    /// Whether `html`, `head` and `body` were opened: they are only once.
    frame: [bool; 3],
}

impl<'a> Open<'a> {
    /// An opening tag of an element that has content; at most `deepest` may be open.
    pub(super) fn open(&mut self, name: &'a str, deepest: usize) -> Verdict {
        for (part, seen) in FRAME.iter().zip(&mut self.frame) {
            if part.eq_ignore_ascii_case(name) {
                let is_first = !std::mem::replace(seen, true);
                return if is_first {
                    Verdict::Keep(1)
                } else {
                    Verdict::Idle
                };
            }
        }
        let class = class(name);
        let formats = class & FORMATTING != 0;
        if class & TABLE_PARTS != 0 {
            if !self.close_to_level(class & TABLE_PARTS) {
                return Verdict::Idle; // outside a table
            }
        } else {
            self.close_before(name, class);
        }
        let tables = || self.elements.iter().filter(|open| open.is(TABLE)).count();
        let is_deep = self.elements.len() >= deepest;
        if is_deep
            || (class & TABLE != 0 && tables() >= MOST_TABLES)
            || (formats && self.formatting.len() >= MOST_FORMATTING)
        {
            return Verdict::TooDeep;
        }
        let again = if formats { 0 } else { self.formatting.len() };
        self.elements.push(Element { name, class });
        if formats {
            self.formatting.push(name);
        }
        Verdict::Keep(1 + again)
    }

    /// An end tag: whether it does anything.
    pub(super) fn close(&mut self, name: &str) -> Verdict {
        let class = class(name);
        if class & FORMATTING != 0 {
            return self.close_formatting(name);
        }
        if FRAME.iter().any(|part| part.eq_ignore_ascii_case(name)) {
            return Verdict::Keep(0);
        }
        if name.eq_ignore_ascii_case("br") {
            return Verdict::Keep(1); // read as the line break that was meant
        }
        let stops = match class {
            _ if class & (TABLE | TABLE_PARTS) != 0 => TABLE,
            _ if class & PARAGRAPH != 0 => SCOPE | BUTTON,
            _ if class & ITEM != 0 => SCOPE | LIST,
            _ if class & (BLOCK | STOP | SCOPE) != 0 => SCOPE,
            _ => BLOCK | STOP,
        };
        let is_own =
            |open: &Element<'_>| open.name.eq_ignore_ascii_case(name) || open.is(class & HEADING);
        let reached = self
            .elements
            .iter()
            .rposition(|open| is_own(open) || open.is(stops));
        let own = reached.filter(|at| self.elements.get(*at).is_some_and(is_own));
        match own {
            // What stands in a form stays open behind its end, and stays inside it.
            Some(at) if class & FORM != 0 => {
                if let Some(form) = self.elements.get_mut(at) {
                    (form.name, form.class) = ("", 0);
                }
            }
            Some(at) => self.elements.truncate(at),
            // An end without a beginning is an empty paragraph.
            None if class & PARAGRAPH != 0 => return Verdict::Keep(1),
            None => return Verdict::Idle,
        }
        Verdict::Keep(0)
    }

    /// The end of formatting leaves open what was opened inside it.
    fn close_formatting(&mut self, name: &str) -> Verdict {
        let listed = self.formatting.iter();
        let Some(at) = listed.rev().position(|one| one.eq_ignore_ascii_case(name)) else {
            return Verdict::Idle;
        };
        let at = self.formatting.len().saturating_sub(at + 1);
        self.formatting.remove(at);
        let own = |open: &Element<'_>| open.name.eq_ignore_ascii_case(name);
        if let Some(at) = self.elements.iter().rposition(own) {
            self.elements.remove(at);
        }
        Verdict::Keep(1)
    }

    /// Closes what an element outside the structure of tables closes by its opening.
    fn close_before(&mut self, name: &str, class: Class) {
        if class & BLOCK != 0 {
            self.close_nearest(PARAGRAPH, BUTTON);
        }
        match class {
            _ if class & ITEM != 0 => self.close_nearest(ITEM, LIST),
            _ if class & TERM != 0 => self.close_nearest(TERM, TERMS),
            _ if class & (OPTION | OPTIONS) != 0 => self.close_nearest(OPTION, OPTIONS),
            _ if class & RUBY_TEXT != 0 => self.close_nearest(RUBY_TEXT, RUBY),
            _ if class & HEADING != 0 => {
                let is_heading = |open: &mut Element<'_>| open.is(HEADING);
                let _closed = self.elements.pop_if(is_heading);
            }
            _ if ["a", "nobr"]
                .iter()
                .any(|one| one.eq_ignore_ascii_case(name)) =>
            {
                let _verdict = self.close_formatting(name);
            }
            _ => {}
        }
    }

    /// Closes the innermost element of a class, unless one of the borders stands nearer.
    fn close_nearest(&mut self, class: Class, borders: Class) {
        let mut inner = self.elements.iter();
        let reached = inner.rposition(|open| open.is(class | borders | SCOPE));
        let is_found = |at: &usize| self.elements.get(*at).is_some_and(|open| open.is(class));
        if let Some(at) = reached.filter(is_found) {
            self.elements.truncate(at);
        }
    }

    /// Closes everything in the innermost table down to this level of its parts; `false` if no
    /// table is open.
    fn close_to_level(&mut self, level: Class) -> bool {
        let Some(table) = self.elements.iter().rposition(|open| open.is(TABLE)) else {
            return false;
        };
        let inside = self.elements.iter().skip(table + 1);
        let kept = inside.take_while(|open| {
            let own = open.class & TABLE_PARTS;
            own != 0 && own < level
        });
        let kept = kept.count();
        self.elements.truncate(table + 1 + kept);
        true
    }
}

const FRAME: [&str; 3] = ["html", "head", "body"];

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::super::super::extract::watch::size;
    use super::super::{DEEPEST, MOST_ELEMENTS, bound};
    use super::MOST_TABLES;

    /// Nodes and levels that a parser makes of a page after the pre-scan.
    fn size_of(page: &str) -> (usize, usize) {
        size(&Html::parse_document(&bound(page).html))
    }

    /// Pieces that, many times over, make a parser nest, or open again what was open.
    const SLOW: [&str; 28] = [
        "<div>",
        "<div><span>",
        "<table><tr><td>",
        "<table><tr><td><div>",
        "<div><table><tr><td></div>",
        "<ul><li>",
        "<dl><dd>",
        "<p><b>x",
        "<p><font color=N>x",
        "<b class=N><p>x",
        "<a href=N><div>x",
        "<span><div></span>",
        "<form><div></form>",
        "<b><div></b>",
        "<i><p></i>",
        "<h1><div></h2>",
        "<math><mi><p>",
        "<math><td>",
        "<svg><g>",
        "<button><p>",
        "<select><option><optgroup>",
        "<table><b>x",
        "<table><caption><p>",
        "<ruby><rt>",
        "<body a=N><html b=N>",
        "<object><p>",
        "<marquee><b>",
        "<nobr><p>x",
    ];

    #[test]
    fn no_page_makes_a_parser_nest_or_repeat_without_bound() {
        for piece in SLOW {
            let pieces = (0..1_000).map(|number| piece.replace('N', &number.to_string()));
            let page = format!("<!doctype html>{}<p>end", pieces.collect::<String>());
            let (nodes, levels) = size_of(&page);
            assert!(levels <= DEEPEST * 2, "{piece}: {levels} levels");
            assert!(nodes <= 2 * MOST_ELEMENTS, "{piece}: {nodes} nodes");
            assert!(bound(&page).html.ends_with("end"), "{piece}: text is lost");
        }
    }

    #[test]
    fn twice_the_page_is_at_most_twice_the_work() {
        for piece in SLOW {
            let page = |count: usize| {
                let pieces = (0..count).map(|number| piece.replace('N', &number.to_string()));
                pieces.collect::<String>()
            };
            let ((once, _), (twice, _)) = (size_of(&page(400)), size_of(&page(800)));
            assert!(
                twice <= 2 * once + 500,
                "{piece}: {once} nodes, then {twice}"
            );
        }
    }

    #[test]
    fn tables_nest_as_deep_as_pages_of_people_do() {
        let nested = |depth: usize| "<table><tr><td>".repeat(depth) + "end";
        assert_eq!(bound(&nested(MOST_TABLES)).flattened, 0);
        let deep = bound(&nested(MOST_TABLES + 3));
        assert_eq!(deep.html.matches("<table>").count(), MOST_TABLES);
        assert!(deep.html.ends_with("end"));
    }

    #[test]
    fn ordinary_pages_keep_every_tag() {
        for page in [
            "<html><head></head><body><p>one<p>two <b>three <i>four</i></b></p><ul><li>a<li>b</ul>",
            "<table><thead><tr><th>a<th>b<tbody><tr><td>c</td><td><p>d</table><p>e",
            "<div><form><p>a</form></div>",
            "<dl><dt>a<dd>b<dt>c</dl><h2>a</h2>",
            "<p>a</br>b</p>",
            "a</p>b",
        ] {
            assert_eq!(bound(page).html, page);
        }
    }
}
