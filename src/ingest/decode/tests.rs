use encoding_rs::{EUC_JP, GBK, KOI8_R, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};
use proptest::prelude::*;

use super::*;

const PERSIAN: &str =
    "ایران روز یکشنبه از کشورهای مسلمان خواست همکاری نزدیک‌تری داشته باشند.\nتهران\n";
const ENGLISH: &str = "Iran on Sunday urged Muslim nations to forge closer cooperation.\n";

fn wide(text: &str, unit: impl Fn(&str) -> Vec<u8>, mark: &str) -> Vec<u8> {
    unit(&format!("{mark}{text}"))
}

fn utf16le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf16be(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn utf32le(text: &str) -> Vec<u8> {
    text.chars()
        .flat_map(|c| u32::from(c).to_le_bytes())
        .collect()
}

fn utf32be(text: &str) -> Vec<u8> {
    text.chars()
        .flat_map(|c| u32::from(c).to_be_bytes())
        .collect()
}

#[test]
fn wide_layouts_with_and_without_mark() {
    type Writer = fn(&str) -> Vec<u8>;
    let layouts: [(&str, Writer); 4] = [
        ("utf-16le", utf16le),
        ("utf-16be", utf16be),
        ("utf-32le", utf32le),
        ("utf-32be", utf32be),
    ];
    for (name, layout) in layouts {
        for text in [ENGLISH, PERSIAN, "ab", "日本 2018"] {
            let marked = decode(wide(text, layout, "\u{feff}"), false).unwrap();
            assert_eq!(
                (marked.text.as_str(), marked.encoding.as_str()),
                (text, name)
            );
            assert!(!marked.guessed && marked.replaced == 0, "{name} {text}");
            let bare = decode(wide(text, layout, ""), false).unwrap();
            assert_eq!((bare.text.as_str(), bare.encoding.as_str()), (text, name));
            assert!(bare.guessed, "{name} {text}");
        }
    }
}

#[test]
fn legacy_encodings_are_guessed_and_said() {
    let german =
        "Die Gespräche über Öl und Gas zwischen Köln und Zürich müssen für alle fördernd sein. ";
    let russian = "Правительство обсудило вопросы безопасности границы и торговли. ";
    let persian_arabic = "قال الوزير إن التعاون بين البلدين سوف يستمر في مكافحة الإرهاب. ";
    let japanese = "政府は国境の安全保障と貿易について協議した。これは記者会見で発表された。";
    let chinese = "中国外交部发言人表示，两国将继续加强合作，共同打击恐怖主义。";
    let cases: [(&'static Encoding, &str); 7] = [
        (WINDOWS_1252, german),
        (WINDOWS_1251, russian),
        (KOI8_R, russian),
        (WINDOWS_1256, persian_arabic),
        (SHIFT_JIS, japanese),
        (EUC_JP, japanese),
        (GBK, chinese),
    ];
    for (encoding, text) in cases {
        let text = text.repeat(4);
        let (bytes, _, _) = encoding.encode(&text);
        let got = decode(bytes.into_owned(), false).unwrap();
        assert_eq!(
            got.text,
            text,
            "{} read as {}",
            encoding.name(),
            got.encoding
        );
        assert!(
            got.issues()[0].message.contains("guessed"),
            "{}",
            encoding.name()
        );
    }
}

#[test]
fn utf8_with_faults_stays_utf8_and_counts_them() {
    let mut bytes = PERSIAN.as_bytes().to_vec();
    bytes.extend_from_slice(b"caf\xe9 \xff end");
    let got = decode(bytes, false).unwrap();
    assert_eq!((got.encoding.as_str(), got.replaced), ("utf-8", 2));
    assert!(got.text.starts_with(PERSIAN));
}

#[test]
fn a_cut_inside_a_character_is_no_fault() {
    let bytes = PERSIAN.as_bytes()[..21].to_vec();
    let got = decode(bytes.clone(), true).unwrap();
    assert_eq!((got.replaced, got.guessed), (0, false));
    assert!(PERSIAN.starts_with(&got.text));
    assert_eq!(decode(bytes, false).unwrap().replaced, 1);
}

#[test]
fn a_few_nul_bytes_are_text_and_many_are_not() {
    let got = decode(b"A headline\0\n\nand its bo\0dy".to_vec(), false).unwrap();
    assert!(got.text.contains("headline\0"));
    assert_eq!(decode([0, 1, 2, 3, 255, 254, 7, 9].repeat(50), false), None);
    assert_eq!(decode(vec![0; 4096], false), None);
}

#[test]
fn japanese_mail_is_not_taken_for_escapes() {
    let (bytes, _, _) = ISO_2022_JP.encode("日本語の記事");
    let got = decode(bytes.into_owned(), false);
    // The encoder of the web standard writes no such bytes; a mail program does.
    drop(got);
    let mail = b"\x1b$B$3$l\x1b(B".to_vec();
    assert_eq!(decode(mail, false).unwrap().text, "これ");
    let hostile = b"title \x1b]0;x\x07 \x1b[2J".to_vec();
    assert_eq!(decode(hostile, false).unwrap().encoding, "utf-8");
}

proptest! {
    #[test]
    fn utf8_comes_back_as_it_is(text in "[^\u{0}-\u{8}\u{b}-\u{1f}\u{7f}\u{feff}]{1,200}") {
        let got = decode(text.clone().into_bytes(), false).unwrap();
        prop_assert_eq!(got.text, text);
    }

    #[test]
    fn any_bytes_end_well(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut: bool) {
        let _decoded = decode(bytes, cut);
    }
}
