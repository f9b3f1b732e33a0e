//! Folding for search: what a reader would call the same word becomes the same letters.
//!
//! Case, diacritics, compatibility forms, letters with strokes, Arabic-script variants and digits
//! are folded; quotes, dashes and spaces become their ASCII forms. A *word* is a run of letters,
//! digits, marks and joiners; everything else, apostrophes and hyphens included, parts words.
//! Scripts written without spaces form words of their own, which are searched by substring.
//!
//! Text whose word characters are all ASCII needs no folded copy: comparing it without regard to
//! ASCII case gives the same answer ([`needs_folding`]).

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// The text as search sees it.
pub fn fold(s: &str) -> String {
    if s.is_ascii() {
        return s.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(s.len());
    let mut rest = s;
    while !rest.is_empty() {
        // Up to the word of the next character beyond ASCII everything folds letter by letter.
        let ascii = ascii_start(rest.as_bytes());
        let start = rest.get(..ascii).unwrap_or_default();
        let word = start.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        let letters = if ascii == rest.len() { start } else { word };
        fold_ascii_into(letters, &mut folded);
        let behind = rest.get(letters.len()..).unwrap_or_default();
        let end = behind.find(|c| !is_word_char(c)).unwrap_or(behind.len());
        let (word, tail) = behind.split_at(end);
        fold_word_into(word, &mut folded);
        let mut chars = tail.chars();
        folded.extend(chars.next().map(fold_break));
        rest = chars.as_str();
    }
    folded
}

/// Folds ASCII text beside other text: lower case, and all white space blanks.
fn fold_ascii_into(ascii: &str, out: &mut String) {
    let is_odd_blank = |c: char| matches!(c, '\t'..='\r');
    // Asked of all bytes at once, as there is hardly ever one.
    let ask = |any: bool, byte: &u8| any | matches!(byte, b'\t'..=b'\r');
    if !ascii.as_bytes().iter().fold(false, ask) {
        return push_lower(ascii, out);
    }
    for (number, piece) in ascii.split(is_odd_blank).enumerate() {
        if number > 0 {
            out.push(' ');
        }
        push_lower(piece, out);
    }
}

/// Adds ASCII text in lower case.
fn push_lower(ascii: &str, out: &mut String) {
    let start = out.len();
    out.push_str(ascii);
    if let Some(added) = out.get_mut(start..) {
        added.make_ascii_lowercase();
    }
}

/// How many bytes at the start are ASCII.
fn ascii_start(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<32>();
    let start = 32 * blocks.iter().take_while(|block| block.is_ascii()).count();
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

/// The words of a text: their bytes in it, and their folded form (never empty).
pub fn words(s: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    spans(s).filter_map(|range| {
        let mut folded = String::new();
        fold_word_into(s.get(range.clone()).unwrap_or_default(), &mut folded);
        (!folded.is_empty()).then_some((range, folded))
    })
}

/// Calls `each` with every folded word of a text; one buffer serves all words.
pub fn for_each_word(s: &str, mut each: impl FnMut(&str)) {
    let mut folded = String::new();
    if s.is_ascii() {
        let parts = s.split(|c: char| !c.is_ascii_alphanumeric());
        for word in parts.filter(|word| !word.is_empty()) {
            folded.clear();
            folded.push_str(word);
            folded.make_ascii_lowercase();
            each(&folded);
        }
        return;
    }
    for range in spans(s) {
        folded.clear();
        fold_word_into(s.get(range).unwrap_or_default(), &mut folded);
        if !folded.is_empty() {
            each(&folded);
        }
    }
}

/// Whether folding changes more than the case of ASCII letters in the words of a text.
pub fn needs_folding(s: &str) -> bool {
    let mut rest = s;
    loop {
        let ascii = ascii_start(rest.as_bytes());
        let mut chars = rest.get(ascii..).unwrap_or_default().chars();
        match chars.next() {
            None => return false,
            Some(c) if is_word_char(c) => return true,
            Some(_) => rest = chars.as_str(),
        }
    }
}

/// Whether a character belongs to a word.
pub fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    match c {
        // Typed for the apostrophe; the selectors that follow emoji; and, as most texts are made
        // of what follows, without a look into the tables of Unicode: printers' marks.
        '\u{2bc}' | '\u{fe00}'..='\u{fe0f}' | '\u{2010}'..='\u{205e}' => false,
        // Joiners; Latin, Cyrillic and Arabic letters.
        '\u{200c}'
        | '\u{200d}'
        | '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}'
        | '\u{400}'..='\u{481}'
        | '\u{620}'..='\u{64a}'
        | '\u{671}'..='\u{6d3}' => true,
        _ => c.is_alphanumeric() || is_combining_mark(c),
    }
}

/// Whether a character belongs to a script that is written without spaces between words.
pub fn is_spaceless(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{19e0}'..='\u{19ff}'
            | '\u{2e80}'..='\u{2fdf}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3021}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Whether a word begins or ends between two neighbouring characters (`None`: the text's edge).
pub fn is_word_edge(before: Option<char>, after: Option<char>) -> bool {
    match (before, after) {
        (Some(a), Some(b)) => {
            !is_word_char(a) || !is_word_char(b) || is_spaceless(a) || is_spaceless(b)
        }
        _ => true,
    }
}

/// Byte ranges of the words of a text, before folding.
fn spans(s: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = s.get(at..)?;
        let start = at + rest.find(is_word_char)?;
        let mut chars = s.get(start..)?.char_indices();
        let (_, first) = chars.next()?;
        let mut spaceless = is_spaceless(first);
        let mut end = s.len();
        for (offset, c) in chars {
            // Marks and joiners go with whatever they follow.
            let neutral = matches!(c, '\u{200c}' | '\u{200d}') || is_combining_mark(c);
            let parts = !is_word_char(c) || (!neutral && is_spaceless(c) != spaceless);
            if parts {
                end = start + offset;
                break;
            }
            spaceless |= is_spaceless(c);
        }
        at = end;
        Some(start..end)
    })
}

/// Folds one word: decomposes, drops marks, maps variants, lowers the case, composes again.
fn fold_word_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        return push_lower(word, out);
    }
    if word.chars().all(|c| c < FIRST_LEFT_OUT) {
        let alone = &*ALONE;
        for c in word.chars() {
            match alone.get((c as usize).wrapping_sub(FIRST_FOLDED as usize)) {
                Some(folded) => out.push_str(folded),
                None => out.push(c.to_ascii_lowercase()),
            }
        }
        return;
    }
    fold_any_word_into(word, out);
}

/// The first character whose folding alone is kept ready, and the first one beyond them. Latin,
/// Greek, Cyrillic, Armenian, Hebrew and Arabic letters fold alone to what they fold to in a word:
/// without their marks none of them composes with a neighbour.
const FIRST_FOLDED: char = '\u{80}';
const FIRST_LEFT_OUT: char = '\u{700}';

/// What each of them folds to.
static ALONE: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut folded = String::new();
        fold_any_word_into(c.encode_utf8(&mut [0; 4]), &mut folded);
        folded.into_boxed_str()
    };
    (FIRST_FOLDED..FIRST_LEFT_OUT).map(folded).collect()
});

/// [`fold_word_into`] for whatever characters.
fn fold_any_word_into(word: &str, out: &mut String) {
    let letters = word
        .nfkd()
        .filter(|&c| !is_dropped(c))
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|&c| !is_dropped(c) && is_word_char(c))
        .flat_map(|c| {
            let (first, second) = variant(c);
            std::iter::once(first).chain(second)
        });
    out.extend(letters.nfc());
}

/// Marks that readers leave out when they type, joiners, the Arabic stretching stroke.
///
/// Vowel signs, virama, nukta and voicing marks of Indic, Thai and Japanese script stay: without
/// them it would be another word.
fn is_dropped(c: char) -> bool {
    match c {
        '\u{200c}'
        | '\u{200d}'
        | '\u{640}'
        | '\u{180b}'..='\u{180d}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{e0100}'..='\u{e01ef}' => true,
        _ if c.is_ascii() => false,
        _ => matches!(canonical_combining_class(c), 1 | 10..=36 | 202..=240),
    }
}

/// The letters that stand for a variant.
fn variant(c: char) -> (char, Option<char>) {
    let one = match c {
        'ß' => return ('s', Some('s')),
        'æ' => return ('a', Some('e')),
        'œ' => return ('o', Some('e')),
        'þ' => return ('t', Some('h')),
        'ł' | 'ƚ' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        'ŋ' => 'n',
        'ς' => 'σ',
        'ƃ' | 'ɓ' => 'b',
        'ə' => 'e',
        // Alef with wasla (hamza and madda fall with the marks), alef maksura and Persian yeh,
        // Persian and other kafs, the hehs, teh marbuta.
        'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' | 'ے' => 'ي',
        'ک' | 'ڪ' | 'ګ' => 'ك',
        'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ة' | 'ۃ' => 'ه',
        _ => return (digit(c).unwrap_or(c), None),
    };
    (one, None)
}

/// The ASCII digit for a decimal digit of another script.
fn digit(c: char) -> Option<char> {
    /// First digits of decimal systems in living use.
    const ZEROS: [u32; 18] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
        0xed0, 0xf20, 0x1040, 0x17e0, 0x1810,
    ];
    let code = u32::from(c);
    ZEROS
        .iter()
        .find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10))
        .and_then(|value| char::from_digit(value, 10))
}

/// Quotes, dashes and spaces in their ASCII form.
fn fold_break(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '\u{2bc}' | '′' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_reader_calls_the_same_folds_to_the_same() {
        for (a, b) in [
            ("BEYONCÉ", "beyonce"),
            ("e\u{301}", "é"),
            ("Москва", "МОСКВА"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("İstanbul", "istanbul"),
            ("ﬁnance", "finance"),
            ("ＩＲＡＮ", "iran"),
            ("كتاب", "کتاب"),
            ("أحمد", "احمد"),
            ("مُحَمَّد", "محمد"),
            ("علی", "علي"),
            ("می‌خواهم", "میخواهم"),
            ("۱۴۰۳", "1403"),
            ("٢٠٢٤", "2024"),
            ("ΟΔΟΣ", "οδος"),
            ("“Iran’s” – x", "\"iran's\" - x"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn what_is_another_word_stays_another_word() {
        for (a, b) in [("が", "か"), ("कि", "का"), ("ป่า", "ปีา"), ("한국", "하국")]
        {
            assert_ne!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn words_part_at_everything_but_letters_digits_and_marks() {
        let folded = |s| words(s).map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(
            folded("Iran’s cross-border U.S. 5:13PM"),
            ["iran", "s", "cross", "border", "u", "s", "5", "13pm"]
        );
        assert_eq!(
            folded("北京Olympics 2008年"),
            ["北京", "olympics", "2008", "年"]
        );
        assert_eq!(folded("می‌خواهم بروم"), [fold("میخواهم"), fold("بروم")]);
        assert_eq!(
            words("a é").map(|(range, _)| range).collect::<Vec<_>>(),
            [0..1, 2..4]
        );
    }

    #[test]
    fn typography_alone_needs_no_folded_copy() {
        assert!(!needs_folding("“Iran’s” policy… — €5\u{a0}bn • ok"));
        assert!(needs_folding("café"));
    }

    /// Folding word by word.
    fn by_words(s: &str) -> String {
        if s.is_ascii() {
            return s.to_ascii_lowercase();
        }
        let (mut folded, mut rest) = (String::new(), s);
        while !rest.is_empty() {
            let end = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
            let (word, tail) = rest.split_at(end);
            fold_word_into(word, &mut folded);
            let mut chars = tail.chars();
            folded.extend(chars.next().map(fold_break));
            rest = chars.as_str();
        }
        folded
    }

    #[test]
    fn the_short_way_knows_what_a_word_is() {
        for c in (0x80..0x3000).filter_map(char::from_u32) {
            let apart = matches!(c, '\u{2bc}' | '\u{200c}' | '\u{200d}');
            let is_word = c.is_alphanumeric() || is_combining_mark(c);
            assert!(apart || is_word_char(c) == is_word, "{:x}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn folding_and_splitting_agree(s in "\\PC{0,40}") {
            let of_words: Vec<_> = words(&s).map(|(_, word)| word).collect();
            let mut visited = Vec::new();
            for_each_word(&s, |word| visited.push(word.to_owned()));
            prop_assert_eq!(&of_words, &visited);
            let folded = fold(&s);
            prop_assert_eq!(&fold(&folded), &folded, "folding twice");
            for (range, _) in words(&s) {
                prop_assert!(s.get(range).is_some());
            }
        }

        #[test]
        fn letters_fold_alone_as_they_fold_in_words(word in "[a-zA-Z0-9\u{80}-\u{6ff}]{1,12}") {
            let (mut quick, mut whole) = (String::new(), String::new());
            fold_word_into(&word, &mut quick);
            fold_any_word_into(&word, &mut whole);
            prop_assert_eq!(quick, whole);
        }

        #[test]
        fn words_fold_alike_wherever_they_stand(s in "[a-cA-C .\n’é\u{301}و]{0,40}") {
            prop_assert_eq!(fold(&s), by_words(&s));
            prop_assert_eq!(needs_folding(&s), s.contains(['é', '\u{301}', 'و']));
        }

        #[test]
        fn ascii_folds_to_lower_case(s in "[ -~]{0,40}") {
            prop_assert_eq!(fold(&s), s.to_ascii_lowercase());
        }
    }
}
