//! Which mark goes to which article.

use super::*;
use crate::article::Verdict;
use crate::review::memory::Subject;

fn prints(link: u64, headline: u64, body: u64) -> Fingerprints {
    Fingerprints {
        link,
        headline,
        body,
        copy: 0,
    }
}

fn marked(number: i64, prints: Fingerprints, path: &str) -> Remembered {
    Remembered {
        number,
        subject: Subject {
            prints,
            words: 0,
            headline: String::new(),
            path: path.to_owned(),
        },
        mark: Mark {
            verdict: Some(Verdict::Keep),
            ..Mark::default()
        },
        draft: None,
    }
}

fn no_words(_: ArticleId) -> u64 {
    0
}

const A: ArticleId = ArticleId(0);
const B: ArticleId = ArticleId(1);

#[test]
fn the_same_article_is_known_at_once_wherever_it_lies() {
    let mut recall = Recall::new(vec![marked(5, prints(1, 2, 3), "old/a.txt")]);
    assert_eq!(recall.meet(A, prints(9, 8, 7), "b.txt"), None);
    let found = recall.meet(B, prints(1, 2, 3), "new/a.txt").unwrap();
    assert_eq!((found.id, found.number, found.changed), (B, 5, false));
    assert!(!found.is_current, "it lies elsewhere");
    assert_eq!(recall.settle(&mut no_words), Settled::default());
}

#[test]
fn a_changed_article_keeps_its_marks_and_says_that_it_changed() {
    for changed in [
        prints(1, 2, 9),
        prints(1, 8, 9),
        prints(0, 2, 9),
        prints(0, 9, 3),
    ] {
        let mut recall = Recall::new(vec![marked(5, prints(1, 2, 3), "a.txt")]);
        assert_eq!(recall.meet(A, changed, "a.txt"), None);
        let settled = recall.settle(&mut no_words);
        assert_eq!(settled.found.len(), 1, "{changed:?}");
        assert_eq!(settled.found[0].changed, changed.body != 3);
    }
}

#[test]
fn a_better_match_that_comes_later_wins() {
    let mut recall = Recall::new(vec![marked(5, prints(1, 2, 3), "a.txt")]);
    recall.meet(A, prints(7, 2, 8), "syndicated.txt");
    assert_eq!(recall.meet(B, prints(1, 2, 3), "a.txt").unwrap().id, B);
    assert_eq!(recall.settle(&mut no_words), Settled::default());
}

#[test]
fn a_mark_that_fits_two_equally_well_goes_to_none_and_is_told() {
    let mut recall = Recall::new(vec![marked(5, prints(0, 2, 3), "gone.txt")]);
    recall.meet(A, prints(0, 2, 8), "a.txt");
    recall.meet(B, prints(0, 2, 9), "b.txt");
    let settled = recall.settle(&mut no_words);
    assert!(settled.found.is_empty());
    assert_eq!(settled.doubts[0].candidates, [A, B]);
    assert_eq!(settled.doubts[0].mark.verdict, Some(Verdict::Keep));
}

#[test]
fn copies_keep_their_own_marks_by_their_order() {
    let copy = |copy| Fingerprints {
        copy,
        ..prints(1, 2, 3)
    };
    let mut recall = Recall::new(vec![
        marked(5, copy(1), "b.txt"),
        marked(6, copy(0), "a.txt"),
    ]);
    assert_eq!(recall.meet(A, copy(0), "a.txt").unwrap().number, 6);
    assert_eq!(recall.meet(B, copy(1), "b.txt").unwrap().number, 5);
}

#[test]
fn a_link_that_everything_shares_tells_nothing() {
    let front_page = 1;
    let marks =
        (0..100).map(|n: u32| marked(n.into(), prints(front_page, 0, 1000 + u64::from(n)), "x"));
    let mut recall = Recall::new(marks.collect());
    recall.meet(A, prints(front_page, 0, 7), "new.txt");
    assert_eq!(recall.settle(&mut no_words), Settled::default());
}

#[test]
fn texts_within_three_bits_are_one_text_if_no_other_is_as_near() {
    let mut one = marked(5, prints(0, 0, 3), "a.txt");
    one.subject.words = 0b1111_0000;
    let mut recall = Recall::new(vec![one.clone()]);
    recall.meet(A, prints(0, 0, 8), "a.txt");
    recall.meet(B, prints(0, 0, 9), "b.txt");
    let settled = recall.settle(&mut |id| if id == A { 0b1111_0111 } else { 0b1111_1111 });
    assert_eq!(settled.found[0].id, A);
    assert!(settled.found[0].changed);

    let mut recall = Recall::new(vec![one]);
    recall.meet(A, prints(0, 0, 8), "c.txt");
    recall.meet(B, prints(0, 0, 9), "b.txt");
    let settled = recall.settle(&mut |_| 0b1111_0001);
    assert_eq!(settled.doubts[0].candidates, [A, B]);
}

#[test]
fn an_article_marked_meanwhile_is_not_written_over() {
    let mut recall = Recall::new(vec![marked(5, prints(1, 2, 3), "a.txt")]);
    recall.meet(A, prints(1, 2, 9), "a.txt");
    recall.take(A);
    assert_eq!(recall.settle(&mut no_words), Settled::default());
}
