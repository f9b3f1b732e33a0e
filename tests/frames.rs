//! Keys in, frames out: what a person sees on the samples, at the sizes people have.

pub(crate) mod harness;

use harness::Reader;

#[test]
fn look() {
    let size = std::env::var("LOOK").unwrap_or_else(|_| "100x30".into());
    let (columns, rows) = size.split_once('x').unwrap();
    let mut reader = Reader::samples(columns.parse().unwrap(), rows.parse().unwrap());
    for keys in std::env::var("KEYS").unwrap_or_default().split('|') {
        match keys.strip_prefix('=') {
            Some(text) => reader.type_text(text),
            None => reader.press(keys),
        };
        println!("{keys}\n{}\n", reader.frame());
    }
}
