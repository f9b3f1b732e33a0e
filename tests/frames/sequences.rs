//! Whatever is said in whatever order: undone completely all is as it was at first, done again as
//! it was at last; and what the screen counts is what the marks say.

use dateline::app::Message;
use dateline::article::{ArticleId, Mark};
use proptest::prelude::*;

use super::harness::Reader;

/// Keys that say something, or change of what it is said.
const ACTS: [&str; 22] = [
    "*",
    "r",
    "1",
    "2",
    "3",
    "j",
    "k",
    "G",
    "x",
    "V j j V",
    "X",
    "Esc",
    "+ g a s , w a r Enter",
    "+ - g a s Enter",
    "+ Down Enter Esc",
    "a l o o k Enter",
    "a C-u Enter",
    "w w h y Enter",
    "e C-u T a s s Enter",
    "e Tab C-u 2 0 1 9 Enter",
    "e Tab C-u Enter",
    "Enter Space Space Space Space h",
];

/// Whether a mark is one that a filter asks for.
type Fits = fn(&Mark) -> bool;

/// What the reader has said, and what follows from it.
#[derive(Debug, PartialEq)]
struct Said {
    marks: Vec<(ArticleId, Mark)>,
    listed: Vec<u32>,
    dates: Vec<Option<String>>,
    sources: Vec<Option<String>>,
}

fn said(reader: &Reader) -> Said {
    let scene = &reader.app.scene;
    let views = || (0..5).filter_map(|id| scene.store.get(ArticleId(id)));
    Said {
        marks: scene
            .marks
            .all()
            .map(|(id, mark)| (id, mark.clone()))
            .collect(),
        listed: reader.listed(),
        dates: views()
            .map(|view| Some(view.published().value?.to_string()))
            .collect(),
        sources: views()
            .map(|view| Some(view.source()?.to_owned()))
            .collect(),
    }
}

/// The counts that are kept beside the marks are those one gets by counting.
fn assert_counted(reader: &Reader) {
    let marks = &reader.app.scene.marks;
    let count = |is: &dyn Fn(&Mark) -> bool| marks.all().filter(|(_, mark)| is(mark)).count();
    let counts = marks.counts();
    assert_eq!(counts.read, count(&|mark| mark.read));
    assert_eq!(counts.starred, count(&|mark| mark.starred));
    assert_eq!(
        counts.judged.iter().sum::<usize>(),
        count(&|mark| mark.verdict.is_some())
    );
    let tags: usize = marks.tags().values().sum();
    let tagged: usize = marks.all().map(|(_, mark)| mark.tags.len()).sum();
    assert_eq!(tags, tagged);
    assert!(marks.tags().values().all(|count| *count > 0));
}

/// Does one thing; a question is answered with yes.
fn act(reader: &mut Reader, keys: &str) {
    reader.press(keys);
    if matches!(reader.app.overlay, Some(dateline::app::Overlay::Ask(_))) {
        reader.press("Enter");
    }
    assert!(
        reader.app.overlay.is_none(),
        "after {keys}: {}",
        reader.frame()
    );
    reader.frame();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn all_is_undone_and_done_again(acts in prop::collection::vec(0..ACTS.len(), 1..16)) {
        let mut reader = Reader::samples(100, 30);
        let first = said(&reader);
        for at in acts {
            act(&mut reader, ACTS[at]);
            assert_counted(&reader);
        }
        let last = said(&reader);
        let changes = reader.app.scene.marks.done().len();
        for _ in 0..changes {
            reader.press("u");
            assert_counted(&reader);
        }
        prop_assert_eq!(said(&reader), first);
        reader.press("u");
        prop_assert_eq!(reader.status(), "nothing to undo");
        for _ in 0..changes {
            reader.press("C-r");
        }
        prop_assert_eq!(&said(&reader), &last);
        // The same in two steps of the history.
        reader.press(": h i s t o r y Enter G Enter g Enter Esc");
        prop_assert_eq!(&said(&reader), &last);
    }

    #[test]
    fn what_a_filter_counts_follows_what_is_said(
        acts in prop::collection::vec(0..ACTS.len(), 1..10)
    ) {
        let mut reader = Reader::samples(100, 30);
        for at in acts {
            act(&mut reader, ACTS[at]);
        }
        let marks: Vec<Mark> = (0..5)
            .map(|id| reader.app.scene.marks.get(ArticleId(id)).clone())
            .collect();
        let finds: [(&str, Fits); 9] = [
            ("is:starred", |mark| mark.starred),
            ("is:unread", |mark| !mark.read),
            ("is:unjudged", |mark| mark.verdict.is_none()),
            ("verdict:keep", |mark| mark.verdict == Some(dateline::article::Verdict::Keep)),
            ("tag:gas", |mark| mark.tags.iter().any(|tag| tag == "gas")),
            ("has:note", |mark| mark.note.is_some()),
            ("note:look", |mark| mark.note.is_some()),
            ("source:=tass", |mark| mark.source.is_some()),
            ("date:given", |mark| mark.date.is_some()),
        ];
        for (filter, fits) in finds {
            reader.press("Esc / C-u").type_text(filter).press("Enter");
            let expected = marks.iter().filter(|mark| fits(mark)).count();
            prop_assert_eq!(reader.listed().len(), expected, "{}", filter);
        }
    }
}

#[test]
fn words_behind_a_command_say_it_at_once() {
    let mut reader = Reader::samples(100, 30);
    reader.press(":").type_text("tags gas, iran").press("Enter");
    reader
        .press(":")
        .type_text("note look again")
        .press("Enter");
    reader
        .press("1 :")
        .type_text("reason names the ministers")
        .press("Enter");
    let mark = reader.app.scene.marks.get(ArticleId(3));
    assert_eq!(mark.tags, ["gas", "iran"]);
    assert_eq!(mark.note.as_deref(), Some("look again"));
    assert_eq!(mark.reason.as_deref(), Some("names the ministers"));
    reader
        .press("j :")
        .type_text("reason none yet")
        .press("Enter");
    assert!(reader.status().contains("a reason follows a verdict"));
}

#[test]
fn a_draft_of_an_earlier_run_is_offered() {
    let mut reader = Reader::samples(100, 30);
    reader
        .app
        .scene
        .drafts
        .set(ArticleId(3), Some("half a sen".to_owned()));
    reader.tell(Message::Resumed);
    reader.press("a");
    assert!(reader.frame().contains("half a sen"), "{}", reader.frame());
}
