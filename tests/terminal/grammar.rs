//! The sequences that the program itself sends, and nothing else: a strict reader of a recorded
//! stream. Whatever an article smuggles in is not in this grammar.

/// The first thing in `stream` that the program has no business sending, with its place.
pub(super) fn first_foreign(stream: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(stream) {
        Ok(text) => text,
        Err(error) => return Some(format!("no UTF-8 at byte {}", error.valid_up_to())),
    };
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = if character == '\u{1b}' {
            own_sequence(rest)
        } else if is_plain(character) {
            Some(character.len_utf8())
        } else {
            None
        };
        let Some(length) = length else {
            let found: String = rest.chars().take(24).collect();
            return Some(format!("{found:?} at byte {}", text.len() - rest.len()));
        };
        rest = &rest[length..];
    }
    None
}

/// The beginning of what puts base64 into the clipboard (OSC 52).
const CLIPBOARD: &str = "\u{1b}]52;c;";

/// What was put into the clipboard, in order, as base64.
pub(super) fn copied(stream: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(stream);
    let pieces = text.split(CLIPBOARD).skip(1);
    let data = pieces.filter_map(|piece| piece.split_once("\u{1b}\\"));
    data.map(|(data, _)| data.to_owned()).collect()
}

fn is_plain(character: char) -> bool {
    let steers = matches!(character,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}');
    !character.is_control() && !steers
}

/// Bytes of the sequence of ours that `text` begins with.
fn own_sequence(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix(CLIPBOARD) {
        let (data, _) = rest.split_once("\u{1b}\\")?;
        let is_data = data
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b));
        return (is_data && data.len() % 4 == 0).then_some(CLIPBOARD.len() + data.len() + 2);
    }
    let body = text.strip_prefix("\u{1b}[")?;
    let end = body.find(|c: char| c.is_ascii_alphabetic())?;
    let (parameters, last) = (&body[..end], body.as_bytes()[end]);
    let numbers = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b';');
    let ours = match last {
        b'H' | b'm' => numbers(parameters),
        b'J' | b'K' => matches!(parameters, "" | "0" | "2"),
        b'h' | b'l' => matches!(parameters, "?25" | "?1049" | "?2004"),
        _ => false,
    };
    ours.then_some(2 + end + 1)
}

#[test]
fn the_grammar_knows_ours_and_refuses_the_rest() {
    let ours = "\u{1b}[?1049h\u{1b}[2J\u{1b}[3;4HIran’s\u{1b}[38;5;4;1m\u{1b}[0m\u{1b}[?25l";
    assert_eq!(first_foreign(ours.as_bytes()), None);
    let copying = "\u{1b}[3;4Ha\u{1b}]52;c;aGk=\u{1b}\\\u{1b}[0m";
    assert_eq!(first_foreign(copying.as_bytes()), None);
    assert_eq!(copied(copying.as_bytes()), ["aGk="]);
    for foreign in [
        "\u{1b}]0;title\u{7}",
        "\u{1b}]52;c;aGk=\u{7}",
        "\u{1b}]52;c;aGk\u{1b}\\",
        "\u{1b}]52;c;?\u{1b}\\",
        "\u{1b}]52;p;aGk=\u{1b}\\",
        "\u{1b}]52;c;aG\u{1b}[2Jk=\u{1b}\\",
        "\u{1b}[6n",
        "\u{1b}[?1000h",
        "\u{1b}P+q\u{1b}\\",
        "\u{9b}2J",
        "a\nb",
        "a\rb",
        "\u{7}",
        "\u{1b}c",
        "\u{1b}",
        "\u{202e}evil",
    ] {
        assert!(first_foreign(foreign.as_bytes()).is_some(), "{foreign:?}");
    }
    assert!(first_foreign(b"\xff").is_some());
}
