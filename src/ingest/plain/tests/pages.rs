//! Pages of news as they are scraped: notes of paywalls, banners, advertisements, live stamps, lives of
//! authors, tables, in several languages.
//!
//! In `pages.txt` a line `= name` begins a page; each line of it has its label before a tab, or `?` where
//! readers may differ.

use super::read;

#[test]
fn every_line_of_the_pages_is_what_a_reader_takes_it_for() {
    let mut wrong = Vec::new();
    let mut pages = 0;
    for page in include_str!("pages.txt").split("\n= ").skip(1) {
        let (name, lines) = page.split_once('\n').expect("a page has a name");
        let lines: Vec<_> = lines
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .collect();
        let text: Vec<_> = lines.iter().map(|(_, line)| *line).collect();
        let article = read(&text.join("\n"));
        for ((expected, line), label) in lines.iter().zip(&article.lines) {
            let found = label.map_or("", crate::article::Label::name);
            if *expected != "?" && *expected != found {
                wrong.push(format!(
                    "{name}: {expected} expected, {found} found: {line}"
                ));
            }
        }
        pages += 1;
    }
    assert_eq!(pages, 14);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
