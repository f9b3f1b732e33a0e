//! Bytes in, keys out; keys are written as `a`, `C-a`, `A-a`, `S-Tab`, pastes as `"text"`.

use proptest::prelude::*;

use super::*;

fn name(typed: &Typed) -> String {
    match typed {
        Typed::Paste(text) => format!("{text:?}"),
        Typed::Key(key) => {
            let code = match key.code {
                KeyCode::Char(c) => c.to_string(),
                other => format!("{other:?}"),
            };
            let held = [(key.ctrl, "C-"), (key.alt, "A-"), (key.shift, "S-")];
            let held: String = held.iter().filter(|h| h.0).map(|h| h.1).collect();
            format!("{held}{code}")
        }
    }
}

/// All bytes in one piece, then silence.
fn typed(bytes: &[u8]) -> String {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    decoder.feed(bytes, &mut out);
    decoder.give_up(&mut out);
    out.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_of_every_kind_are_read() {
    let cases: &[(&[u8], &str)] = &[
        (b"jJ/ ", "j J /  "),
        ("éж中😀".as_bytes(), "é ж 中 😀"),
        (b"\r\n\t\x7f\x08", "Enter Enter Tab Backspace Backspace"),
        (b"\x03\x1a\x00\x1c", "C-c C-z C-  C-\\"),
        (b"\x1b", "Esc"),
        (b"\x1b\x1b", "Esc Esc"),
        (b"\x1bx\x1b\r", "A-x A-Enter"),
        ("\u{1b}é".as_bytes(), "A-é"),
        (b"\x1b[A\x1bOB\x1b[H\x1bOF", "Up Down Home End"),
        (b"\x1b[3~\x1b[5~\x1b[6~", "Delete PageUp PageDown"),
        (b"\x1b[Z", "S-Tab"),
        (b"\x1b[1;5C\x1b[1;2A\x1b[3;3~", "C-Right S-Up A-Delete"),
        (b"\x1bOP\x1b[15~\x1b[24~\x1b[[B", "F(1) F(5) F(12) F(2)"),
        (b"\x1b[97;5u\x1b[27;5;97~\x1b[97;2u", "C-a C-a A"),
        (b"\x1b[", "A-["),
        (b"\x1bO", "A-O"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(
            typed(bytes),
            *expected,
            "{:?}",
            bytes.escape_ascii().to_string()
        );
    }
}

#[test]
fn reports_and_rubbish_are_swallowed_and_the_next_key_works() {
    let cases: &[&[u8]] = &[
        b"\x1b[M\x20\x20\x20j",
        b"\x1b[M\x20\xff\xffj",
        b"\x1b[<0;0;0Mj",
        b"\x1b[<65535;65535;65535mj",
        b"\x1b[Ij",
        b"\x1b[?1;2cj",
        b"\x1b[12;40Rj",
        b"\xff\xfe\x80j",
        b"\xe4\xb8j",
        b"\xf0\x9f\x98j",
        b"\xc2\x9bj",
        b"\x1b[99999999999999999999~j",
    ];
    for bytes in cases {
        let got = typed(bytes);
        // A cursor report has the shape of F3 with a modifier; nobody asked for one.
        let got = got.rsplit(' ').next().unwrap_or_default();
        assert_eq!(got, "j", "{:?}", bytes.escape_ascii().to_string());
    }
    let overlong = [b"\x1b[".as_slice(), &[b'1'; 10_000], b"~j"].concat();
    assert_eq!(typed(&overlong), "j");
}

#[test]
fn a_paste_is_one_thing_whatever_is_in_it() {
    assert_eq!(
        typed(b"\x1b[200~q\r\x1b[A\x1b[201~j"),
        "\"q\\r\\u{1b}[A\" j"
    );
    assert_eq!(typed(b"\x1b[200~\x1b\x1b[201~j"), "\"\\u{1b}\" j");
    assert_eq!(typed(b"\x1b[200~\x1b[201~j"), "j");
}

#[test]
fn a_paste_without_an_end_gives_up() {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    decoder.feed(b"\x1b[200~abc", &mut out);
    assert!(out.is_empty());
    assert!(
        decoder
            .patience()
            .is_some_and(|wait| wait.as_millis() < 1000)
    );
    decoder.give_up(&mut out);
    assert_eq!(decoder.patience(), None);
    decoder.feed(b"j", &mut out);
    let names: Vec<_> = out.iter().map(name).collect();
    assert_eq!(names, ["\"abc\"", "j"]);
}

#[test]
fn a_huge_paste_is_capped_and_its_end_is_still_seen() {
    let text = b"iran q \r".repeat(200_000);
    let bytes = [b"\x1b[200~".as_slice(), &text, b"\x1b[201~j"].concat();
    let mut out = Vec::new();
    Decoder::default().feed(&bytes, &mut out);
    assert_eq!(out.len(), 2);
    assert!(matches!(&out[0], Typed::Paste(text) if text.len() == LONGEST_PASTE));
    assert_eq!(name(&out[1]), "j");
}

#[test]
fn a_flood_of_text_without_brackets_is_a_paste_but_a_held_key_is_keys() {
    let text = b"quit now? drop 1, keep 2\n".repeat(100);
    let mut out = Vec::new();
    let mut decoder = Decoder::default();
    decoder.feed(&text, &mut out);
    decoder.feed(b"q", &mut out);
    decoder.give_up(&mut out);
    assert!(matches!(out.as_slice(), [Typed::Paste(_)]), "{out:?}");

    let mut out = Vec::new();
    Decoder::default().feed(&[b'j'; 4096], &mut out);
    assert_eq!(out.len(), 4096);
}

proptest! {
    #[test]
    fn any_bytes_in_any_pieces_give_the_same_and_end(
        bytes in prop::collection::vec(
            prop_oneof![Just(0x1b_u8), Just(b'['), Just(b'M'), Just(b'~'), Just(b';'),
                Just(b'2'), Just(b'0'), Just(b'1'), any::<u8>()], 0..300),
        cut in 0_usize..300,
    ) {
        let mut whole = Vec::new();
        let mut decoder = Decoder::default();
        decoder.feed(&bytes, &mut whole);
        decoder.give_up(&mut whole);
        prop_assert_eq!(decoder.patience(), None);

        let mut pieces = Vec::new();
        let mut decoder = Decoder::default();
        let (first, second) = bytes.split_at(cut.min(bytes.len()));
        decoder.feed(first, &mut pieces);
        decoder.feed(second, &mut pieces);
        decoder.give_up(&mut pieces);
        prop_assert_eq!(whole, pieces);
    }
}
