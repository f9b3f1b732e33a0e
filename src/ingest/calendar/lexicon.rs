//! One dictionary of every word that can be part of a time expression, looked up once a word.
//!
//! Words are compared folded: lower case, without accents, Arabic letters unified.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use super::counting::{COUNTINGS, Counting};
use super::english::{self, Sense};
use super::names::{LANGUAGES, PERSIAN_MONTHS};
use super::speech::{SPEECHES, Speech};

/// How a calendar name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The whole name.
    Full,
    /// An abbreviation.
    Short,
    /// A month of the Persian calendar.
    Persian,
}

/// A month or weekday name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Month from 1 or weekday from 1, Monday.
    pub(crate) number: u8,
    /// How it is written.
    pub(crate) form: Form,
    /// Whether English writes it so.
    pub(crate) english: bool,
}

/// What a language other than English says with a word of times that are told from where one stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Told {
    /// Nothing.
    #[default]
    Nothing,
    /// It may stand in a length that is counted from there (`vor zwei Wochen`).
    Counts,
    /// It may begin such a time by itself (`gestern`).
    Tells,
}

/// What a word can mean in a time expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// A month.
    pub(crate) month: Option<Name>,
    /// A weekday.
    pub(crate) weekday: Option<Name>,
    /// What English uses it for.
    pub(crate) sense: Sense,
    /// Whether it is the first word of a name of two (`كانون الثاني`).
    pub(crate) begins_pair: bool,
    /// What a language other than English uses it for.
    pub(crate) told: Told,
}

/// FNV-1a (Fowler, Noll, Vo): the dictionary is fixed, so no key can be chosen to collide.
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

type Table = HashMap<Box<str>, Entry, BuildHasherDefault<Fnv>>;

static WORDS: LazyLock<Table> = LazyLock::new(build);

/// For each first letter the lengths, as bits, that ASCII words of the dictionary have: most
/// words of a text are none and need not be hashed.
static LENGTHS: LazyLock<[u64; 32]> = LazyLock::new(|| {
    let mut lengths = [0; 32];
    for word in WORDS.keys() {
        if let Some(slot) = lengths.get_mut(first_letter(word)) {
            *slot |= 1 << word.len().min(63);
        }
    }
    lengths
});

/// The low bits of the first byte: the same for both cases of an ASCII letter.
fn first_letter(word: &str) -> usize {
    usize::from(word.bytes().next().unwrap_or(0) & 31)
}

/// Length in bytes of the longest folded word of the dictionary, and then some.
const LONGEST: usize = 48;

fn build() -> Table {
    let mut table = Table::default();
    for language in LANGUAGES {
        let english = language.tag == "en";
        let lists: [(&[&str], Form, bool); 4] = [
            (&language.months, Form::Full, true),
            (&language.short_months, Form::Short, true),
            (&language.weekdays, Form::Full, false),
            (&language.short_weekdays, Form::Short, false),
        ];
        for (names, form, is_month) in lists {
            for (number, names) in (1..).zip(names) {
                let name = Name {
                    number,
                    form,
                    english,
                };
                enter(&mut table, names, name, is_month);
            }
        }
    }
    for (number, names) in (1..).zip(PERSIAN_MONTHS) {
        let name = Name {
            number,
            form: Form::Persian,
            english: false,
        };
        enter(&mut table, names, name, true);
    }
    let openers = SPEECHES.iter().flat_map(Speech::openers);
    for first in openers.filter_map(|words| words.split(' ').next()) {
        if first.chars().any(char::is_alphanumeric) {
            table.entry(fold(first).into()).or_default().told = Told::Tells;
        }
    }
    let openers = COUNTINGS.iter().flat_map(Counting::openers);
    for first in openers.filter_map(|words| words.split(' ').next()) {
        if first.chars().any(char::is_alphanumeric) {
            let entry = table.entry(fold(first).into()).or_default();
            entry.told = entry.told.max(Told::Counts);
        }
    }
    for &(words, sense) in english::WORDS {
        for word in words.split(' ') {
            table.entry(word.into()).or_default().sense = sense;
        }
    }
    table
}

fn enter(table: &mut Table, names: &str, name: Name, is_month: bool) {
    for word in names.split('|').filter(|word| !word.is_empty()) {
        // Of a hyphenated name the first part stands in the text as a word; of one with an
        // apostrophe, the second.
        let word = word.split('-').next().unwrap_or(word);
        let word = word.rsplit('’').next().unwrap_or(word);
        let folded = fold(word);
        if let Some((first, _)) = folded.split_once(' ') {
            table.entry(first.into()).or_default().begins_pair = true;
        }
        let entry = table.entry(folded.into()).or_default();
        let slot = if is_month {
            &mut entry.month
        } else {
            &mut entry.weekday
        };
        // The first language to claim a word keeps it; a whole name beats an abbreviation.
        if slot.is_none_or(|held| held.form == Form::Short && name.form == Form::Full) {
            *slot = Some(name);
        }
    }
}

/// What `word` can mean; the default entry when it means nothing here.
pub(crate) fn look_up(word: &str) -> Entry {
    let mut buffer = [0_u8; LONGEST];
    if word.is_ascii() {
        let lengths = LENGTHS.get(first_letter(word)).copied().unwrap_or(0);
        if lengths >> word.len().min(63) & 1 == 0 {
            return Entry::default();
        }
        let Some(target) = buffer.get_mut(..word.len()) else {
            return Entry::default();
        };
        target.copy_from_slice(word.as_bytes());
        target.make_ascii_lowercase();
        let folded = std::str::from_utf8(target).unwrap_or_default();
        return WORDS.get(folded).copied().unwrap_or_default();
    }
    if word.len() > LONGEST {
        return Entry::default();
    }
    WORDS.get(fold(word).as_str()).copied().unwrap_or_default()
}

/// Lower case without accents; Arabic letters that look alike made one; joiners dropped.
pub(crate) fn fold(word: &str) -> String {
    let kept = |c: &char| !matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{200c}' | '\u{200d}');
    word.chars()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(kept)
        .map(|c| match c {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            'ھ' | 'ہ' | 'ة' => 'ه',
            'ı' => 'i',
            'ł' => 'l',
            'ß' => 's',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_language_are_found_however_they_are_written() {
        for (word, month) in [
            ("January", 1),
            ("JAN", 1),
            ("Jänner", 1),
            ("août", 8),
            ("AOUT", 8),
            ("września", 9),
            ("Мая", 5),
            ("ŞUBAT", 2),
            ("Ağustos", 8),
            ("ديسمبر", 12),
            ("دسامبر", 12),
            ("دسمبر", 12),
            ("مئی", 5),
            ("Kasım", 11),
            ("січня", 1),
        ] {
            let found = look_up(word).month.map(|name| name.number);
            assert_eq!(found, Some(month), "{word}");
        }
        assert_eq!(
            look_up("بهمن").month.map(|n| (n.number, n.form)),
            Some((11, Form::Persian))
        );
        assert_eq!(look_up("Çarşamba").weekday.map(|n| n.number), Some(3));
        assert_eq!(look_up("پنج‌شنبه").weekday.map(|n| n.number), Some(4));
    }

    #[test]
    fn no_two_languages_disagree_about_a_month() {
        for language in LANGUAGES {
            for (number, names) in (1..).zip(language.months) {
                for name in names.split('|').filter(|name| !name.contains(' ')) {
                    let found = look_up(name).month.map(|name| name.number);
                    assert_eq!(found, Some(number), "{} {name}", language.tag);
                }
            }
        }
    }
}
