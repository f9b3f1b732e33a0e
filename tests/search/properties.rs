//! Search against a naive reading of every article: small random collections, random lines.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{Datelike as _, Months, NaiveDate};
use dateline::article::{
    Article, ArticleId, Change, DateKind, Format, Mark, Patch, Precision, Span, Verdict,
};
use dateline::query::{
    DateTest, Expr, Names, Query, Saved, State, Term, Test, parse, parse_with, set_dates,
    set_source, set_test, toggle_headlines_only,
};
use dateline::search::{Hits, Index, Order, Request, ValueCount, highlights};
use dateline::store::{Batch, DateCell};
use dateline::timeline::{Ask, Chart, Step, Window, chart};
use proptest::prelude::*;

use super::naive::{Ends, Naive, TODAY, like, stands};
use super::random::{
    indexable, some_article, some_line, some_mark, some_mixed_article, some_mixed_line, some_text,
    some_word,
};

pub(super) fn search(index: &mut Index, query: &Query, order: Order) -> Hits {
    let mut last = None;
    index.search(&request(query, order), &|| false, &mut |hits| {
        last = Some(hits);
    });
    last.unwrap()
}

pub(super) fn request(query: &Query, order: Order) -> Request {
    Request {
        generation: 7,
        query: Arc::new(query.clone()),
        order,
        keep: vec![],
        today: TODAY,
        chart: Ask {
            columns: 40,
            ..Ask::default()
        },
    }
}

pub(super) fn indexed(articles: &[Article], marks: &[Mark], cut: usize) -> Index {
    let mut index = Index::new();
    let (first, second) = articles.split_at(cut.min(articles.len()));
    index.append(&Arc::new(Batch::build(ArticleId(0), first.to_vec())));
    let next = ArticleId(u32::try_from(first.len()).unwrap());
    index.append(&Arc::new(Batch::build(next, second.to_vec())));
    for (id, mark) in (0..).map(ArticleId).zip(marks) {
        index.mark(id, mark);
    }
    index
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn search_equals_a_naive_reading(
        articles in prop::collection::vec(some_article(), 0..9),
        marks in prop::collection::vec(some_mark(), 9),
        lines in prop::collection::vec(some_line(), 4),
        cut in 0usize..9,
    ) {
        let mut index = indexed(&articles, &marks, cut);
        for line in &lines {
            let query = parse(line).query;
            let oracle = |comments_too| Naive {
                articles: &articles, marks: &marks, headlines_only: query.headlines_only, comments_too,
            };
            let hits = search(&mut index, &query, Order::Relevance);
            let found: Vec<u32> = hits.set.iter().map(|id| id.0).collect();
            let expected = oracle(false).finds(&query, |_| true);
            prop_assert_eq!(&found, &expected, "{}", line);
            let mut order: Vec<u32> = hits.order.iter().map(|id| id.0).collect();
            order.sort_unstable();
            prop_assert_eq!(&order, &expected);
            let without = |kind: fn(&Test) -> bool| {
                let counts = |term: &Term| term.expr.excludes() || !term.expr.tests().into_iter().all(kind);
                oracle(false).finds(&query, counts)
            };
            let for_sources = without(|test| matches!(test, Test::Source(_)));
            let for_dates = without(|test| matches!(test, Test::Date(_)));
            let for_languages = without(|test| matches!(test, Test::Language(_)));
            let for_formats = without(|test| matches!(test, Test::Format(_)));
            let for_tags = without(|test| matches!(test, Test::Tag(_)));
            let tags: usize = for_tags.iter().map(|id| marks[*id as usize].tags.len()).sum();
            let for_verdicts = without(|test| matches!(test, Test::Verdict(_) | Test::Is(State::Unjudged)));
            let judged = for_verdicts.iter().filter(|id| marks[**id as usize].verdict.is_some());
            let sum = |rows: &[ValueCount]| rows.iter().map(|row| row.count).sum::<usize>();
            let records = &hits.records;
            for row in &records.languages {
                let speaks = |id: &&u32| {
                    let language = articles[**id as usize].language.as_deref().unwrap_or_default();
                    language == row.value || language.starts_with(&format!("{}-", row.value))
                };
                prop_assert_eq!(row.count, for_languages.iter().filter(speaks).count(), "{}", line);
            }
            prop_assert_eq!(sum(&records.formats), for_formats.len(), "{}", line);
            prop_assert_eq!(sum(&records.tags), tags, "{}", line);
            prop_assert_eq!(sum(&records.verdicts), judged.count(), "{}", line);
            prop_assert_eq!(hits.sources.iter().map(|row| row.count).sum::<usize>(), for_sources.len());
            let dated: usize = hits.dates.days.iter().map(|row| row.count).sum();
            prop_assert_eq!(dated + hits.dates.none, for_dates.len());
            let counts = hits.counts;
            prop_assert_eq!((counts.hits, counts.in_headlines + counts.in_text), (expected.len(), expected.len()));
            let with_comments = oracle(true).finds(&query, |_| true);
            prop_assert_eq!(counts.in_comments, with_comments.len() - expected.len(), "{}", line);
            prop_assert_eq!(hits.chart.hits(), expected.len() as u64);
            prop_assert_eq!(hits.nothing.is_some(), expected.is_empty() && query.active().next().is_some());
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]
    #[test]
    fn scripts_with_and_without_spaces_are_read_alike(
        articles in prop::collection::vec(some_mixed_article(), 1..4),
        lines in prop::collection::vec(some_mixed_line(), 6),
    ) {
        let mut index = indexed(&articles, &[], 2);
        let marks = vec![Mark::default(); articles.len()];
        for line in &lines {
            let query = parse(line).query;
            let oracle = Naive {
                articles: &articles, marks: &marks, headlines_only: false, comments_too: false,
            };
            let hits = search(&mut index, &query, Order::Date);
            let found: Vec<u32> = hits.set.iter().map(|id| id.0).collect();
            prop_assert_eq!(found, oracle.finds(&query, |_| true), "{}", line);
        }
    }
}

proptest! {
    // Each case is typed letter by letter.
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_remembered_changes_no_answer(
        articles in prop::collection::vec(some_article(), 1..9),
        marks in prop::collection::vec(some_mark(), 9),
        lines in prop::collection::vec(some_line(), 2),
        cut in 0usize..9,
        patience in 0usize..6,
    ) {
        let cut = cut.min(articles.len());
        let (first, second) = articles.split_at(cut);
        let mut index = indexed(first, &marks[..cut], cut);
        let mut fresh = indexed(first, &marks[..cut], cut);
        let mut whole = indexed(&articles, &marks[..articles.len()], cut);
        let mut grown = false;
        for line in &lines {
            for end in line.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let query = parse(&line[..end]).query;
                // Sometimes the next key comes first.
                let asked = AtomicUsize::new(0);
                let impatient = || asked.fetch_add(1, Ordering::Relaxed) >= patience;
                index.search(&request(&query, Order::Date), &impatient, &mut |_| {});
                let expected = if grown { &mut whole } else { &mut fresh };
                expected.forget();
                let (found, expected) = (search(&mut index, &query, Order::Date), search(expected, &query, Order::Date));
                prop_assert_eq!(&found.order, &expected.order, "{}", &line[..end]);
                prop_assert_eq!(found.counts, expected.counts);
                prop_assert_eq!(&found.sources, &expected.sources);
                prop_assert_eq!(&found.dates, &expected.dates);
                prop_assert_eq!(&found.records, &expected.records);
                prop_assert_eq!(&found.chart, &expected.chart);
            }
            if !grown {
                grown = true;
                let next = ArticleId(u32::try_from(cut).unwrap());
                index.append(&Arc::new(Batch::build(next, second.to_vec())));
                for (id, mark) in (0..).map(ArticleId).zip(&marks).take(articles.len()) {
                    index.mark(id, mark);
                }
            }
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn while_articles_come_the_answer_is_that_of_those_settled(
        articles in prop::collection::vec(some_article(), 1..12),
        marks in prop::collection::vec(some_mark(), 12),
        steps in prop::collection::vec((0usize..4, 0usize..12), 1..20),
        line in some_line(),
    ) {
        let query = parse(&line).query;
        let mut articles = articles;
        let mut index = Index::new();
        let mut taken = 0;
        for (step, which) in steps {
            match step {
                0 => {
                    let end = articles.len().min(taken + 1 + which % 4);
                    let id = |place| ArticleId(u32::try_from(place).unwrap());
                    let batch = Batch::build(id(taken), articles[taken..end].to_vec());
                    index.append(&Arc::new(batch));
                    for (place, mark) in marks.iter().enumerate().take(end).skip(taken) {
                        index.mark(id(place), mark);
                    }
                    taken = end;
                }
                1 => {
                    index.settle_some();
                }
                2 if which < taken => {
                    // A date is found out, of an article that may not be settled yet.
                    let published = articles[(which + 1) % taken].published.clone();
                    articles[which].published = published.clone();
                    let id = ArticleId(u32::try_from(which).unwrap());
                    index.patch(&Patch { id, change: Change::Published(published) });
                }
                _ => {
                    let mut last = None;
                    let asked = request(&query, Order::Date);
                    index.search_settled(&asked, &|| false, &mut |hits| last = Some(hits));
                    let (found, len) = (last.unwrap(), index.len());
                    let mut settled = indexed(&articles[..len], &marks[..len], len / 2);
                    let expected = search(&mut settled, &query, Order::Date);
                    prop_assert_eq!(&found.order, &expected.order, "{} of {}", line, len);
                    prop_assert_eq!(found.counts, expected.counts);
                    prop_assert_eq!(&found.sources, &expected.sources);
                    prop_assert_eq!(&found.dates, &expected.dates);
                    prop_assert_eq!(&found.records, &expected.records);
                    prop_assert_eq!(&found.chart, &expected.chart);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn bars_are_counted_as_if_every_hit_were_visited(
        articles in prop::collection::vec(some_article(), 0..30),
        columns in 1u16..60,
        step in prop::option::of(prop::sample::select(&Step::ALL[..])),
        window in 0usize..4,
        (year, days) in (2016i32..2021, 0i64..900),
        line in some_line(),
    ) {
        let start = NaiveDate::from_ymd_opt(year, 2, 3).unwrap().and_hms_opt(5, 0, 0).unwrap();
        let window = [Window::Dense, Window::All, Window::Result,
            Window::Span(start, start + chrono::TimeDelta::hours(days * 7 + 1))][window];
        let ask = Ask { columns, step, window, ..Ask::default() };
        let mut index = indexed(&articles, &[], articles.len() / 2);
        let query = Request { chart: ask, ..request(&parse(&line).query, Order::Date) };
        let mut last = None;
        index.search(&query, &|| false, &mut |hits| last = Some(hits));
        let hits = last.unwrap();
        let dates: Vec<DateCell> = articles.iter().map(|article| DateCell::from(&article.published)).collect();
        // Who speaks in a bar is compared where sources are.
        let mut found = Chart::clone(&hits.chart);
        found.voices.clear();
        prop_assert_eq!(found, chart(&dates, &hits.set, &ask));
    }

    #[test]
    fn highlights_lie_in_the_text_and_mark_what_was_found(text in some_text(6), word in some_word(), headline: bool) {
        let query = parse(&word).query;
        let marked = highlights(&query, &text, headline);
        for pair in marked.windows(2) {
            prop_assert!(pair[0].end < pair[1].start);
        }
        for range in &marked {
            prop_assert!(!range.is_empty() && text.get(range.clone()).is_some(), "{range:?}");
        }
        if let [Term { expr: Expr::Test(Test::Word(typed)), .. }] = query.terms.as_slice() {
            let found = if headline { like(typed, &text) } else { stands(typed, &text, Ends::LastOpen) };
            prop_assert_eq!(!marked.is_empty(), found, "{} in {}", typed, text);
        }
    }

    #[test]
    fn no_line_and_no_text_panics(line in "\\PC{0,60}", text in "\\PC{0,60}") {
        let query = parse(&line).query;
        highlights(&query, &text, true);
        highlights(&query, &text, false);
        let article = Article { text: text.clone(), headline: Some(text.clone()),
            body: vec![Span::new(0, text.len())], ..indexable() };
        let mut index = indexed(&[article], &[], 1);
        for order in [Order::Date, Order::Source, Order::Relevance] {
            search(&mut index, &query, order);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn what_a_picker_counts_is_what_the_list_then_shows(
        articles in prop::collection::vec(some_article(), 0..9),
        marks in prop::collection::vec(some_mark(), 9),
        line in some_line(),
        saved in prop::option::of(prop::sample::select(&["date:2018", "source:tasnim", "tag:gas iran", "-lang:fa"][..])),
    ) {
        let mut index = indexed(&articles, &marks, 4);
        let mut lines = Saved::default();
        if let Some(saved) = saved {
            lines.insert("mine", saved).unwrap();
        }
        let names = Names { verdicts: None, saved: Some(&lines) };
        let line = if saved.is_some() { format!("{line} @mine") } else { line };
        let parsed = parse_with(&line, names);
        prop_assume!(parsed.faults.is_empty());
        let hits = search(&mut index, &parsed.query, Order::Date);
        let mut shown = |line: &str| {
            let parsed = parse_with(line, names);
            assert_eq!(parsed.faults, [], "{line}");
            search(&mut index, &parsed.query, Order::Date).counts.hits
        };
        let toggled = toggle_headlines_only(&line);
        prop_assert_eq!(shown(&toggle_headlines_only(&toggled)), hits.counts.hits);
        for row in &hits.sources {
            let narrowed = set_source(&line, row.name.as_deref());
            prop_assert_eq!(shown(&narrowed), row.count, "{}", narrowed);
        }
        for (kind, count) in [(DateKind::None, hits.dates.none), (DateKind::Inferred, hits.dates.inferred)] {
            let narrowed = set_dates(&line, DateTest::Kind(kind));
            prop_assert_eq!(shown(&narrowed), count, "{}", narrowed);
        }
        let future = set_dates(&line, DateTest::Future);
        prop_assert_eq!(shown(&future), hits.dates.future, "{}", future);
        for row in &hits.dates.days {
            let (year, month) = (row.day.year(), row.day.month());
            let step = match row.precision {
                Precision::Year => format!("{year:04}"),
                Precision::Month => format!("{year:04}-{month:02}"),
                _ => row.day.to_string(),
            };
            let date = parse(&format!("date:{step}")).query;
            let Some(Expr::Test(Test::Date(test))) = date.terms.first().map(|term| &term.expr) else {
                continue;
            };
            let narrowed = set_dates(&line, test.clone());
            let (from, to) = match row.precision {
                Precision::Year => (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31)),
                Precision::Month => (row.day.with_day(1), row.day.with_day(1).and_then(|day| day.checked_add_months(Months::new(1))).and_then(|day| day.pred_opt())),
                _ => (Some(row.day), Some(row.day)),
            };
            let inside = hits.dates.days.iter().filter(|other| {
                (from..=to).contains(&Some(other.day)) && other.precision >= row.precision
            });
            let counted: usize = inside.map(|row| row.count).sum();
            prop_assert_eq!(shown(&narrowed), counted, "{}", narrowed);
        }
        let records = &hits.records;
        let languages = records.languages.iter().map(|row| (Test::Language(row.value.clone()), row.count));
        let tags = records.tags.iter().map(|row| (Test::Tag(row.value.clone()), row.count));
        let formats = records.formats.iter().filter_map(|row| {
            let format = Format::ALL.into_iter().find(|format| format.name() == row.value)?;
            Some((Test::Format(format), row.count))
        });
        let verdicts = records.verdicts.iter().filter_map(|row| {
            let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.name() == row.value)?;
            Some((Test::Verdict(verdict), row.count))
        });
        for (test, count) in languages.chain(tags).chain(formats).chain(verdicts) {
            let narrowed = set_test(&line, &test);
            prop_assert_eq!(shown(&narrowed), count, "{}", narrowed);
        }
    }
}
