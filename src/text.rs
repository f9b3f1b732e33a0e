//! Text as it may be shown, searched and laid out: no input or output, no article.
//!
//! Promises: what [`sanitise`] returns holds nothing a terminal would obey; [`fold`] and [`words`]
//! agree (folding a text and splitting it gives the folded words of the text); [`wrap`] and
//! [`truncate`] never cut a grapheme cluster and never exceed their columns unless one cluster
//! alone does.

pub mod fold;
mod layout;
mod sanitise;

pub use fold::{fold, for_each_word, words};
pub use layout::{next_grapheme, previous_grapheme, truncate, width, wrap};
pub use sanitise::{Clean, sanitise, sanitise_line, visible};
