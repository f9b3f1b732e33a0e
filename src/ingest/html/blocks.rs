//! Markup as blocks: paragraphs, headings, list items, each with the blocks it stands in.

use scraper::node::Node;
use scraper::{ElementRef, Html};

use super::{furniture, metadata};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `h1` to `h6`.
    Heading(u8),
    /// A list item.
    Item,
    /// A heading inside a list item: how pages list other articles.
    ItemHeading,
    /// A cell of a table.
    Cell,
    /// A caption of a picture.
    Caption,
    /// Anything else.
    Paragraph,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: Kind,
    /// Its text, white space collapsed.
    pub(super) text: String,
    /// How many of its characters stand in links.
    pub(super) linked: usize,
    /// Whether an element around it is one that pages put beside their article.
    pub(super) aside: bool,
    /// Whether an element around it holds, by its name, a quoted post, a comment, or another article.
    pub(super) beside: bool,
}

/// How many of the elements around a block are looked at for the place it stands in.
const NEAR: usize = 5;

/// Longest cell that is a figure or its name and no text of its own, and longest row of such, in
/// bytes.
const LONGEST_CELL: usize = 60;
const LONGEST_ROW: usize = 240;

/// What stands between the cells of a row.
const BETWEEN_CELLS: &str = " | ";

/// The blocks of a piece of markup, in order. Linear in the markup.
pub(super) fn blocks(markup: &str) -> Vec<Block> {
    blocks_of(Html::parse_fragment(markup).root_element())
}

/// The blocks below an element, in order.
pub(super) fn blocks_of(root: ElementRef<'_>) -> Vec<Block> {
    let mut walk = Walk::default();
    for edge in root.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => walk.enter(node.value()),
            ego_tree::iter::Edge::Close(node) => walk.leave(node.value()),
        }
    }
    walk.flush();
    walk.found
}

#[derive(Default)]
struct Walk {
    found: Vec<Block>,
    text: String,
    linked: usize,
    links: usize,
    items: usize,
    cells: usize,
    /// Of the open rows of tables, how many blocks stood before each.
    rows: Vec<usize>,
    captions: usize,
    heading: u8,
    /// Of the open elements, which stand aside from the article, and which hold other ones.
    places: Vec<(bool, bool)>,
}

impl Walk {
    fn enter(&mut self, node: &Node) {
        match node {
            Node::Text(text) => {
                self.text.push_str(text);
                if self.links > 0 {
                    self.linked += text.chars().filter(|c| !c.is_whitespace()).count();
                }
            }
            Node::Element(element) => {
                self.step(element.name(), true);
                let called = ["class", "id"].map(|name| element.attr(name).unwrap_or_default());
                let aside = furniture::is_aside(element.name(), &called);
                let beside = metadata::holds_another(element.name(), &called.join(" "));
                self.places.push((aside, beside));
            }
            _ => {}
        }
    }

    fn leave(&mut self, node: &Node) {
        if let Node::Element(element) = node {
            self.step(element.name(), false);
            self.places.pop();
        }
    }

    fn step(&mut self, name: &str, opens: bool) {
        if is_inline(name) {
            if name == "a" {
                self.links = counted(self.links, opens);
            }
            return;
        }
        self.flush();
        match name {
            "li" => self.items = counted(self.items, opens),
            "td" | "th" => self.cells = counted(self.cells, opens),
            "tr" if opens => self.rows.push(self.found.len()),
            "tr" => {
                let start = self.rows.pop();
                self.join_row(start.unwrap_or(self.found.len()));
            }
            "figcaption" => self.captions = counted(self.captions, opens),
            _ => {}
        }
        if let Some(level) = level(name) {
            self.heading = if opens { level } else { 0 };
        }
    }

    /// Makes one block of a row of figures and their names: apart they say nothing.
    fn join_row(&mut self, start: usize) {
        let row = self.found.get(start..).unwrap_or_default();
        let is_figure = |block: &Block| {
            block.kind == Kind::Cell && block.linked == 0 && block.text.len() <= LONGEST_CELL
        };
        let texts: Vec<&str> = row.iter().map(|block| block.text.as_str()).collect();
        let joined = texts.join(BETWEEN_CELLS);
        if row.len() > 1 && joined.len() <= LONGEST_ROW && row.iter().all(is_figure) {
            self.found.truncate(start.saturating_add(1));
            if let Some(first) = self.found.last_mut() {
                first.text = joined;
            }
        }
    }

    fn flush(&mut self) {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let linked = std::mem::take(&mut self.linked);
        self.text.clear();
        if text.is_empty() {
            return;
        }
        let kind = match self.heading {
            0 if self.captions > 0 => Kind::Caption,
            0 if self.items > 0 => Kind::Item,
            0 if self.cells > 0 => Kind::Cell,
            0 => Kind::Paragraph,
            _ if self.items > 0 => Kind::ItemHeading,
            level => Kind::Heading(level),
        };
        let near = || self.places.iter().rev().take(NEAR);
        self.found.push(Block {
            kind,
            text,
            linked,
            aside: near().any(|(aside, _)| *aside),
            beside: near().take(3).any(|(_, beside)| *beside),
        });
    }
}

fn counted(count: usize, opens: bool) -> usize {
    if opens {
        count.saturating_add(1)
    } else {
        count.saturating_sub(1)
    }
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Elements that do not end a paragraph.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "picture"
            | "source"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_figures_is_one_block() {
        let texts = |markup: &str| -> Vec<String> {
            let found = blocks(markup).into_iter();
            found.map(|block| block.text).collect()
        };
        let table = "<table><tr><th>Year<th>Million</tr><tr><td>2020</td><td>4</td></tr></table>";
        assert_eq!(texts(table), ["Year | Million", "2020 | 4"]);
        let long = "A cell that holds a whole paragraph of a page which is laid out as a table.";
        let laid_out = format!("<table><tr><td><p>{long}</p></td><td>Menu</td></tr></table>");
        assert_eq!(texts(&laid_out), [long, "Menu"]);
        let menu =
            "<table><tr><td><a href=a>Home</a></td><td><a href=b>World</a></td></tr></table>";
        assert_eq!(texts(menu), ["Home", "World"]);
    }

    #[test]
    fn blocks_follow_the_page() {
        let found = blocks(
            "<h1>Head</h1><p>One <b>two</b>\n three<br>four</p><ul><li>item</li>\
             <li><h3><a href=x>Other</a></h3></li></ul>tail",
        );
        let got: Vec<_> = found
            .iter()
            .map(|b| (b.kind, b.text.as_str(), b.linked))
            .collect();
        let want = [
            (Kind::Heading(1), "Head", 0),
            (Kind::Paragraph, "One two three", 0),
            (Kind::Paragraph, "four", 0),
            (Kind::Item, "item", 0),
            (Kind::ItemHeading, "Other", 5),
            (Kind::Paragraph, "tail", 0),
        ];
        assert_eq!(got, want);
    }
}
