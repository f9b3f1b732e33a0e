//! The standfirst: the lines between the headline and the text that say what the article is about.
//! Extractors often leave them out, because pages set them apart.
//!
//! It is known by the page itself, which gives the same words as the description of the article
//! (`<meta name=description>`, `og:description`); what only stands there is not taken.

use super::super::blocks::{Block, Kind};
use super::letters;

/// Blocks between headline and text, at most.
const FURTHEST: usize = 25;

/// Letters in which block and description agree.
const ALIKE: usize = 30;

/// The standfirst of an article whose text begins with `first`, among all that a page shows.
pub(super) fn of<'a>(
    shown: &'a [Block],
    first: &str,
    headline: Option<&str>,
    descriptions: &[&str],
) -> Option<&'a str> {
    let descriptions: Vec<String> = descriptions.iter().map(|said| letters(said)).collect();
    let text = shown.iter().position(|block| block.text == first)?;
    let above = shown.get(..text)?;
    let headline = headline.map(letters);
    let is_headline = |block: &Block| {
        block.kind == Kind::Heading(1) || headline.as_ref() == Some(&letters(&block.text))
    };
    let near = above.iter().rev().take(FURTHEST);
    let between = near.clone().position(is_headline)?;
    let mut between = near.take(between);
    let first = letters(first);
    let found = between.find(|block| {
        let own = letters(&block.text);
        is_apart(block) && own != first && descriptions.iter().any(|said| agree(&own, said))
    });
    found.map(|block| block.text.as_str())
}

/// Whether a block is one of its own, with no link to speak of in it.
fn is_apart(block: &Block) -> bool {
    matches!(block.kind, Kind::Paragraph | Kind::Heading(_))
        && !block.aside
        && !block.beside
        && block.linked.saturating_mul(3) <= block.text.len()
}

/// Whether one text goes on as the other begins; descriptions are often cut.
fn agree(block: &str, said: &str) -> bool {
    let common = block.chars().zip(said.chars()).take_while(|(a, b)| a == b);
    let alike = common.count();
    alike >= ALIKE
        && (alike >= 2 * ALIKE || alike + 3 >= block.chars().count().min(said.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::super::super::blocks::blocks;
    use super::*;

    const SAID: &str = "The harbour stays closed until the storm has passed, says the mayor.";

    fn found(between: &str, said: &str) -> Option<String> {
        let page = format!("<h1>Harbour closed</h1>{between}<p>The text begins.</p>");
        let shown = blocks(&page);
        of(&shown, "The text begins.", None, &[said]).map(str::to_owned)
    }

    #[test]
    fn what_the_page_calls_its_description_is_taken() {
        let there = format!("<h2>{SAID}</h2><p>5 January 2018</p>");
        assert_eq!(found(&there, SAID).as_deref(), Some(SAID));
        let cut = SAID.get(..45).unwrap();
        assert_eq!(found(&there, &format!("{cut}…")).as_deref(), Some(SAID));
    }

    #[test]
    fn what_only_stands_there_is_not() {
        let there = format!("<p>{SAID}</p>");
        assert_eq!(
            found(&there, "News from all over the world, every day anew."),
            None
        );
        assert_eq!(found(&there, "The harbour"), None);
        assert_eq!(found(&format!("<p><a href=x>{SAID}</a></p>"), SAID), None);
        assert_eq!(found(&format!("<nav><p>{SAID}</p></nav>"), SAID), None);
        // Above the headline, it is of something else.
        let page = format!("<p>{SAID}</p><h1>Harbour closed</h1><p>The text begins.</p>");
        assert_eq!(of(&blocks(&page), "The text begins.", None, &[SAID]), None);
    }
}
