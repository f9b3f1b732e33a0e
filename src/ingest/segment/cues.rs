//! What a reader sees in a paragraph before reading it: how long it is, how it ends, what stands
//! before and after it, whether it is a date, a name, a button, a heading over other articles.
//!
//! A cue says nothing about roles; [`super::weights`] does.

mod context;
mod echo;
#[cfg(test)]
mod fixture;
mod furniture;
mod line;
mod shape;
mod short;
mod writer;

use super::Hint;
use super::lexicon::Kind;
use super::lines::Unit;
use shape::Zone;

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// One thing seen in a paragraph, or around it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Cue {
            $($(#[$doc])* $name,)*
        }

        impl Cue {
            /// Every cue, in order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in the table of weights.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }

    };
}

cues! {
    /// Always there: how common a role is.
    Any,
    /// One or two words.
    Words1,
    /// Three or four words.
    Words3,
    /// Five or six words.
    Words5,
    /// Seven or eight words.
    Words7,
    /// Nine to fifteen words.
    Words9,
    /// Sixteen to thirty words.
    Words16,
    /// More than thirty words.
    Words31,
    /// Ends as a sentence does.
    Sentence,
    /// Ends with a question or exclamation mark.
    Asks,
    /// Holds the ends of two sentences or more.
    Sentences,
    /// A comma inside.
    Comma,
    /// Ends with a colon.
    Colon,
    /// Ends with an ellipsis.
    Ellipsis,
    /// A bullet before it.
    Bullet,
    /// Begins right of the margin without a bullet.
    Indented,
    /// Indented under a bullet.
    UnderBullet,
    /// Most words begin with a capital.
    TitleCase,
    /// No lower-case letter.
    Capitals,
    /// Begins with a lower-case letter.
    LowerStart,
    /// Begins with a quotation mark.
    Quote,
    /// Headline-like: long enough, no sentence end, no bullet.
    Headline,
    /// Headline-like between two paragraphs of prose.
    Alone,
    /// Headline-like beside another short line.
    Company,
    /// How many of a headline-like line's words stand nowhere in the prose.
    Novel,
    /// The same for all lines of the text that stand so between prose: a page that shows one
    /// headline of another article there shows more.
    NovelPeers,
    /// How many of a headline-like line's words stand in the prose.
    Echo,
    /// How many of the nearest short lines are built alike.
    Alike,
    /// Stands in the text more than once.
    Repeated,
    /// Prose stands directly before.
    ProseBefore,
    /// Prose stands directly after.
    ProseAfter,
    /// How much of the next five paragraphs is prose.
    ProseAhead,
    /// How much of the last five paragraphs is prose.
    ProseBehind,
    /// How many of the text's words of prose stand before this paragraph.
    Depth,
    /// The first paragraph.
    First,
    /// The last paragraph.
    Last,
    /// Nothing but a date.
    DateAlone,
    /// A date and little else.
    DateInside,
    /// A label of dates at its beginning, and a date.
    DateLabel,
    /// A time of day.
    Clock,
    /// A lone date directly after.
    DateNext,
    /// A lone date directly before.
    DateBefore,
    /// Begins with a dateline.
    Dateline,
    /// Nothing but a domain name.
    Domain,
    /// Nothing but an address of a page or a person.
    Address,
    /// Two to four words that may be a name.
    Name,
    /// "By" and a name.
    ByName,
    /// Ends with what a writer is.
    Role,
    /// A label of publishers and a name.
    PublisherLabel,
    /// A label of the article's own record, and a value.
    RecordLabel,
    /// A path of sections.
    Breadcrumb,
    /// A row of buttons.
    Buttons,
    /// A name of a section, and nothing else.
    Section,
    /// Words of notices.
    Notice,
    /// A copyright mark.
    Copyright,
    /// The heading over other articles, and nothing else.
    OthersHead,
    /// The heading over other articles, and more words.
    OthersStart,
    /// "Read more:" and a headline.
    ReadMore,
    /// A label of keywords, and keywords.
    Tags,
    /// A heading of comments with their number.
    CommentCount,
    /// Words of the comment form, and nothing else.
    CommentWords,
    /// Begins by addressing someone (`@Name:`).
    Addressed,
    /// Who made the picture.
    Picture,
    /// Ends with who made the picture.
    PictureEnd,
    /// Digits and little else.
    Digits,
    /// No letter and no digit.
    Marks,
    /// Begins with its number in a list (`3.`, `12)`).
    Numbered,
    /// Wholly in brackets.
    Bracketed,
    /// Begins with a dash that is no bullet: who said it.
    DashStart,
    /// A handle, a hashtag or an address among words.
    Handle,
    /// Speaks to the reader or of the writer.
    Person,
    /// Begins with a question word and asks nothing: what it explains.
    Explains,
    /// A short line without a stop that holds a verb: a heading seldom does, a headline often.
    Verb,
    /// A short line with a colon inside.
    ColonInside,
    /// A short line that quotes with single marks, as headlines do.
    SingleQuotes,
    /// A short line with a number.
    Number,
    /// The line before ends with a colon.
    AfterColon,
    /// How many of a headline-like line's capitalised words stand nowhere in the prose.
    NewNames,
    /// In a script that the prose has not.
    OtherScript,
    /// How many of a headline-like line's words the paragraph before or behind has.
    EchoNear,
    /// How many words of a short sentence, which names someone, stand nowhere else in the prose.
    NovelSentence,
    /// How many of the article's paragraphs are headline-like: a list has many.
    Listed,
    /// Who else worked on the report.
    SignOff,
    /// Holds a verb that headlines report with, in the present.
    Reports,
    /// Holds an article in lower case, which headlines leave out.
    Articles,
    /// Holds a verb in the past, which headlines put into the present.
    Past,
    /// A place in capitals on a line of its own, before any prose.
    PlaceAlone,
    /// Where an advertisement stood, and nothing else.
    Advert,
    /// Below the article, who wrote it and what they are.
    Writer,
    /// Other articles of the same source or folder show the line, and how large a share of them.
    Common,
    /// The line is the headline of another article of the collection.
    OthersHeadline,
}

/// What was seen of one paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    seen: Vec<(Cue, f32)>,
    /// A bit for each cue seen.
    mask: u128,
}

/// The mask has room for every cue.
const _: () = assert!(Cue::ALL.len() <= 128);

impl Sheet {
    /// How clearly the cue was seen, from 0 (not) to 1.
    pub(crate) fn strength(&self, cue: Cue) -> f32 {
        let found = self.seen.iter().find(|(seen, _)| *seen == cue);
        found.map_or(0.0, |(_, strength)| *strength)
    }

    /// Whether the cue was seen.
    pub(crate) fn has(&self, cue: Cue) -> bool {
        self.mask >> (cue as u32) & 1 == 1
    }

    /// Every cue seen, with its strength.
    pub(crate) fn seen(&self) -> &[(Cue, f32)] {
        &self.seen
    }

    /// Whether the paragraph may be a headline: not a sentence, neither too short nor too long.
    pub(crate) fn is_headline_like(&self) -> bool {
        self.has(Cue::Headline)
    }

    /// Whether the paragraph is three or four words that may be a headline, though as often a
    /// section's name.
    pub(crate) fn is_short_headline(&self) -> bool {
        let page = [
            Cue::Bullet,
            Cue::Indented,
            Cue::Sentence,
            Cue::Colon,
            Cue::DateAlone,
            Cue::DateLabel,
            Cue::ByName,
            Cue::Role,
            Cue::Buttons,
            Cue::OthersHead,
            Cue::Tags,
            Cue::Breadcrumb,
            Cue::RecordLabel,
            Cue::Dateline,
            Cue::Copyright,
            Cue::Notice,
            Cue::ReadMore,
        ];
        self.has(Cue::Words3) && !page.into_iter().any(|cue| self.has(cue))
    }

    /// Whether the paragraph is running text.
    pub(crate) fn is_prose(&self) -> bool {
        self.has(Cue::Words31)
            || self.has(Cue::Sentence)
                && (self.has(Cue::Words16) || self.has(Cue::Words9) || self.has(Cue::Sentences))
    }

    /// Whether the paragraph is running text without anything that only a page has.
    pub(crate) fn is_plain_prose(&self) -> bool {
        let page = [
            Cue::Bullet,
            Cue::Copyright,
            Cue::Notice,
            Cue::ReadMore,
            Cue::DateLabel,
        ];
        self.is_prose() && !page.into_iter().any(|cue| self.has(cue))
    }

    /// A sheet with room for what most paragraphs show.
    fn with_room() -> Self {
        let (seen, mask) = (Vec::with_capacity(20), 0);
        Self { seen, mask }
    }

    fn add(&mut self, cue: Cue, strength: f32) {
        if strength > 0.0 {
            self.mask |= 1 << (cue as u32);
            self.seen.push((cue, strength.min(1.0)));
        }
    }

    fn mark(&mut self, cue: Cue, there: bool) {
        self.add(cue, f32::from(u8::from(there)));
    }
}

/// The cues of every paragraph, in order.
pub(crate) fn sheets(text: &str, units: &[Unit]) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::with_capacity(units.len());
    let mut zone = Zone::Before;
    for unit in units {
        let sheet = shape::sheet(text, unit, zone);
        if sheet.is_prose() {
            zone = Zone::Within;
        }
        sheets.push(sheet);
    }
    context::add(text, units, &mut sheets);
    sheets
}

/// Adds what the collection tells of lines to the paragraphs that are those lines.
pub(super) fn add_hints(units: &[Unit], sheets: &mut [Sheet], hints: &[Hint]) {
    for (unit, sheet) in units.iter().zip(sheets) {
        let about = |hint: &&Hint| unit.lines == (hint.line..hint.line + 1);
        if let Some(hint) = hints.iter().find(about) {
            // A sentence may be a standard one of the articles themselves: most of them have it
            // before that counts as much.
            let doubt = if sheet.has(Cue::Sentence) {
                hint.common * hint.common
            } else {
                1.0
            };
            sheet.add(Cue::Common, hint.common * doubt);
            sheet.mark(Cue::OthersHeadline, hint.headline.is_some());
        }
    }
}

/// Bytes of a label of that kind and its colon at the beginning of the line, blanks included.
pub(super) fn label_end(line: &str, kind: Kind) -> Option<usize> {
    furniture::phrase_end(line, kind, true)
}

/// Bytes of a phrase of that kind at the beginning of the line, blanks and colon included.
pub(super) fn phrase_end(line: &str, kind: Kind) -> Option<usize> {
    furniture::phrase_end(line, kind, false)
}
