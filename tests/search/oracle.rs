//! Search against a naive reading of every article: small random collections, random lines.

use std::sync::Arc;

use chrono::NaiveDate;
use dateline::article::{
    Article, ArticleId, ArticleKey, Comment, DateKind, Format, Mark, Moment, Origin, Precision,
    Published, SourceFrom, Span,
};
use dateline::query::{
    DateTest, DaySpan, Expr, Field, Has, Query, SourceTest, State, Term, Test, parse,
};
use dateline::search::{Hits, Index, Order, Request, highlights};
use dateline::store::Batch;
use dateline::text;
use dateline::timeline::Ask;
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use proptest::prelude::*;

const WORDS: [&str; 22] = [
    "Iran",
    "Iranian",
    "Iraq",
    "international",
    "gas",
    "pipeline",
    "pipelines",
    "government",
    "goverment",
    "US",
    "status",
    "cross-border",
    "O’Neil",
    "Beyoncé",
    "Москва",
    "کتاب‌ها",
    "北京大学",
    "北京",
    "the",
    "1,000",
    "Tasnim",
    "€",
];
const SOURCES: [&str; 3] = ["Tasnim", "Press TV", "International Gas Weekly"];
const GAPS: [&str; 5] = [" ", " ", ", ", "\n", " — “"];

fn some_text(most: usize) -> impl Strategy<Value = String> {
    let piece = (
        prop::sample::select(&WORDS[..]),
        prop::sample::select(&GAPS[..]),
    );
    prop::collection::vec(piece, 0..most).prop_map(|pieces| {
        pieces
            .iter()
            .flat_map(|(word, gap)| [*word, *gap])
            .collect()
    })
}

fn some_date() -> impl Strategy<Value = Published> {
    let value = (2017i32..2020, 1u32..13, 1u32..28, 0usize..4, any::<bool>());
    prop::option::of(value).prop_map(|value| match value {
        None => Published::default(),
        Some((year, month, day, precision, inferred)) => {
            let precision = [
                Precision::Year,
                Precision::Month,
                Precision::Day,
                Precision::Minute,
            ][precision];
            let month = if precision == Precision::Year {
                1
            } else {
                month
            };
            let day = if precision < Precision::Day { 1 } else { day };
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            Published {
                value: Some(Moment {
                    precision,
                    ..Moment::day(date)
                }),
                kind: if inferred {
                    DateKind::Inferred
                } else {
                    DateKind::Explicit
                },
                ..Published::default()
            }
        }
    })
}

prop_compose! {
    fn some_article()(
        headline in prop::option::of(some_text(4)), body in prop::collection::vec(some_text(5), 0..3),
        comments in prop::collection::vec(some_text(4), 0..2), published in some_date(),
        source in prop::option::of(prop::sample::select(&SOURCES[..])),
        author in prop::option::of(some_text(2)), place in prop::option::of(some_text(2)),
    ) -> Article {
        let mut text = headline.clone().unwrap_or_default();
        let mut put = |paragraph: &String| {
            text.push_str("\n\n");
            let start = text.len();
            text.push_str(paragraph);
            Span::new(start, text.len())
        };
        let body = body.iter().map(&mut put).collect();
        let comments = comments
            .iter()
            .map(|comment| Comment { author: None, time: None, text: vec![put(comment)], reply_to: None })
            .collect();
        Article {
            key: ArticleKey(0),
            origin: Origin {
                path: Arc::from("a.txt"), part: 0, bytes: (0, 0), format: Format::Text,
            },
            text, removed: vec![], headline, headline_from: String::new(),
            source: source.map(str::to_owned), source_from: SourceFrom::Explicit,
            authors: author.into_iter().collect(), agency: None, place, published, updated: None,
            url: None, language: None, body, related: vec![], comments, boilerplate: vec![],
            mentions: vec![], lines: vec![], issues: vec![],
        }
    }
}

/// A word or a piece of one, as a person might type it.
fn some_word() -> impl Strategy<Value = String> {
    (prop::sample::select(&WORDS[..]), 1usize..14, 0usize..3).prop_map(|(word, most, from)| {
        let from = if most % 3 == 0 { from } else { 0 };
        let typed: String = word.chars().skip(from).take(most).collect();
        if typed.trim().is_empty() {
            word.to_owned()
        } else {
            typed
        }
    })
}

fn some_test() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(
        &[
            "source:tasnim",
            "source:=\"press tv\"",
            "source:none",
            "source:internatonal",
            "date:2018",
            "date:2018-03..2019",
            "date:~2018-06",
            "date:none",
            "date:inferred",
            "date:mon",
            "after:2018-05-05",
            "is:read",
            "is:unread",
            "has:comments",
            "verdict:keep",
            "is:unjudged",
            "re:/ir.n/",
            "body:re:/g[ao]/",
            "path:A.TXT",
        ][..],
    );
    prop_oneof![
        4 => some_word(),
        1 => some_word().prop_map(|word| format!("'{word}")),
        1 => some_word().prop_map(|word| format!("^{word}")),
        1 => some_word().prop_map(|word| format!("{word}$")),
        2 => (some_word(), some_word()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        2 => (prop::sample::select(&["headline", "body", "author", "place", "comment"][..]), some_word())
            .prop_map(|(field, word)| format!("{field}:{word}")),
        4 => fixed.prop_map(str::to_owned),
    ]
}

fn some_line() -> impl Strategy<Value = String> {
    let term = some_test().prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|term| format!("-{term}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} | {b}")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a} {b})")),
        ]
    });
    let term = prop_oneof![9 => term.clone(), 1 => term.prop_map(|term| format!("#{term}")),
        1 => Just("in:headline".to_owned())];
    prop::collection::vec(term, 0..4).prop_map(|terms| terms.join(" "))
}

// ---- the naive reading ----

fn words(text: &str) -> Vec<String> {
    text::words(text).map(|(_, word)| word).collect()
}

fn is_spaceless(word: &str) -> bool {
    word.starts_with('北')
        || word.starts_with('京')
        || word.starts_with('大')
        || word.starts_with('学')
}

fn is_fuzzy(typed: &str, word: &str) -> bool {
    let letters = typed.chars().count();
    let matcher = SkimMatcherV2::default().respect_case();
    let own = matcher.fuzzy_match(typed, typed).unwrap_or_default();
    letters >= 4
        && !is_spaceless(typed)
        && typed.chars().next() == word.chars().next()
        && word.chars().count() <= letters + letters / 3
        && matcher
            .fuzzy_match(word, typed)
            .is_some_and(|score| score >= own - 9 * i64::try_from(letters / 4).unwrap())
}

/// A bare word in a headline or name.
fn like(typed: &str, text: &str) -> bool {
    let parts = words(typed);
    let [typed] = parts.as_slice() else {
        return stands(typed, text, false, true);
    };
    words(text).iter().any(|word| {
        word.starts_with(typed)
            || ((typed.chars().count() >= 4 || is_spaceless(typed)) && word.contains(typed))
            || is_fuzzy(typed, word)
    })
}

/// Words in order; the first may begin and the last may end inside a word where it is open, as
/// words of scripts without spaces always are.
fn stands(typed: &str, text: &str, open_start: bool, open_end: bool) -> bool {
    let parts = words(typed);
    if parts.is_empty() {
        return text::fold(text).contains(&text::fold(typed));
    }
    let all = words(text);
    let open_start = open_start || is_spaceless(&parts[0]);
    let open_end = open_end || is_spaceless(&parts[parts.len() - 1]);
    let mut windows = all.windows(parts.len());
    windows.any(|window| fit(&parts, window, open_start, open_end))
}

fn fit(parts: &[String], window: &[String], open_start: bool, open_end: bool) -> bool {
    let last = parts.len() - 1;
    window
        .iter()
        .zip(parts)
        .enumerate()
        .all(
            |(at, (word, part))| match (open_start && at == 0, open_end && at == last) {
                (true, true) => word.contains(part),
                (true, false) => word.ends_with(part),
                (false, true) => word.starts_with(part),
                (false, false) => word == part,
            },
        )
}

struct Oracle<'a> {
    articles: &'a [Article],
    marks: &'a [Mark],
    headlines_only: bool,
    comments_too: bool,
}

impl Oracle<'_> {
    fn matches(&self, at: usize, expr: &Expr, negated: bool) -> bool {
        match expr {
            Expr::Not(inner) => !self.matches(at, inner, !negated),
            Expr::Any(parts) => parts.iter().any(|part| self.matches(at, part, negated)),
            Expr::All(parts) => parts.iter().all(|part| self.matches(at, part, negated)),
            Expr::Test(test) => self.test(at, test, negated),
        }
    }

    fn test(&self, at: usize, test: &Test, negated: bool) -> bool {
        let article = &self.articles[at];
        let mark = &self.marks[at];
        let title = article
            .headline
            .clone()
            .unwrap_or_else(|| article.lead().to_owned());
        let body = |test: &dyn Fn(&str) -> bool| {
            article.body.iter().any(|span| test(span.of(&article.text)))
        };
        let comments = |test: &dyn Fn(&str) -> bool| {
            let mut spans = article.comments.iter().flat_map(|comment| &comment.text);
            spans.any(|span| test(span.of(&article.text)))
        };
        let text = |test: &dyn Fn(&str) -> bool| {
            !self.headlines_only
                && (body(test) || (self.comments_too && !negated && comments(test)))
        };
        match test {
            Test::Word(typed) => {
                let names = article
                    .authors
                    .iter()
                    .chain(&article.place)
                    .chain(&article.source);
                let mut names = names.filter(|_| !self.headlines_only);
                like(typed, &title)
                    || names.any(|name| like(typed, name))
                    || text(&|text| stands(typed, text, false, true))
            }
            Test::Exact(typed) => {
                stands(typed, &title, true, true) || text(&|text| stands(typed, text, true, true))
            }
            Test::Phrase(typed) => {
                stands(typed, &title, false, false)
                    || text(&|text| stands(typed, text, false, false))
            }
            Test::HeadlineStarts(typed) => {
                let (parts, all) = (words(typed), words(&title));
                match all.get(..parts.len()) {
                    Some([]) => starts_literally(typed, &title),
                    Some(window) => fit(&parts, window, false, true),
                    None => false,
                }
            }
            Test::HeadlineEnds(typed) => {
                let (parts, all) = (words(typed), words(&title));
                match all
                    .len()
                    .checked_sub(parts.len())
                    .and_then(|from| all.get(from..))
                {
                    Some([]) => ends_literally(typed, &title),
                    Some(window) => fit(&parts, window, true, false),
                    None => false,
                }
            }
            Test::InHeadline => true,
            Test::Field(field, typed) => {
                let test = |text: &str| stands(typed, text, true, true);
                match field {
                    Field::Headline => test(&title),
                    Field::Body => body(&test),
                    Field::Comment => comments(&test),
                    Field::Author => article.authors.iter().any(|author| test(author)),
                    Field::Place => article.place.as_deref().is_some_and(test),
                    Field::Note => mark.note.as_deref().is_some_and(test),
                }
            }
            Test::Source(SourceTest::None) => article.source.is_none(),
            Test::Source(SourceTest::Is(name)) => article
                .source
                .as_ref()
                .is_some_and(|source| source.eq_ignore_ascii_case(name)),
            Test::Source(SourceTest::Like(typed)) => article
                .source
                .as_ref()
                .is_some_and(|source| like(typed, source)),
            Test::Date(test) => date_passes(test, &article.published),
            Test::Is(State::Read) => mark.read,
            Test::Is(State::Unread) => !mark.read,
            Test::Is(State::Starred) => mark.starred,
            Test::Is(State::Unjudged) => mark.verdict.is_none(),
            Test::Verdict(verdict) => mark.verdict == Some(*verdict),
            Test::Has(Has::Comments) => !article.comments.is_empty(),
            Test::Has(Has::Note) => mark.note.is_some(),
            Test::Regex(None, regex) => {
                regex.is_match(&title) || body(&|text| regex.is_match(text))
            }
            Test::Regex(Some(Field::Body), regex) => body(&|text| regex.is_match(text)),
            Test::Path(part) => article
                .origin
                .path
                .to_lowercase()
                .contains(&part.to_lowercase()),
            other => panic!("not generated: {other:?}"),
        }
    }

    fn finds(&self, query: &Query, counts: impl Fn(&Term) -> bool) -> Vec<u32> {
        let terms: Vec<_> = query.active().filter(|term| counts(term)).collect();
        let hit = |at: &usize| {
            terms
                .iter()
                .all(|term| self.matches(*at, &term.expr, false))
        };
        (0..self.articles.len())
            .filter(hit)
            .map(|at| u32::try_from(at).unwrap())
            .collect()
    }
}

fn starts_literally(typed: &str, title: &str) -> bool {
    let (typed, title) = (text::fold(typed), text::fold(title));
    title
        .find(&typed)
        .is_some_and(|at| words(&title[..at]).is_empty())
}

fn ends_literally(typed: &str, title: &str) -> bool {
    let (typed, title) = (text::fold(typed), text::fold(title));
    title
        .rfind(&typed)
        .is_some_and(|at| words(&title[at + typed.len()..]).is_empty())
}

fn date_passes(test: &DateTest, published: &Published) -> bool {
    let days = published.value.map(Moment::days);
    let inside = |span: &DaySpan| {
        days.is_some_and(|(first, last)| {
            span.first.is_none_or(|start| start <= first) && span.last.is_none_or(|end| last <= end)
        })
    };
    match test {
        DateTest::In(span) => inside(span),
        DateTest::Touches(span) => days.is_some_and(|(first, last)| {
            span.first.is_none_or(|start| start <= last) && span.last.is_none_or(|end| first <= end)
        }),
        DateTest::Kind(kind) => published.kind == *kind,
        DateTest::Weekday(weekday) => {
            use chrono::Datelike as _;
            published.value.is_some_and(|moment| {
                moment.precision >= Precision::Day
                    && moment.local.date().weekday().number_from_monday() == u32::from(*weekday)
            })
        }
        other => panic!("not generated: {other:?}"),
    }
}

fn some_mark() -> impl Strategy<Value = Mark> {
    (any::<bool>(), any::<bool>()).prop_map(|(read, keep)| Mark {
        read,
        verdict: keep.then_some(dateline::article::Verdict::Keep),
        ..Mark::default()
    })
}

fn search(index: &mut Index, query: &Query, order: Order) -> Hits {
    let request = Request {
        generation: 7,
        query: Arc::new(query.clone()),
        order,
        keep: vec![],
        today: NaiveDate::from_ymd_opt(2019, 6, 1).unwrap(),
        chart: Ask {
            columns: 40,
            ..Ask::default()
        },
    };
    let mut last = None;
    index.search(&request, &|| false, &mut |hits| last = Some(hits));
    last.unwrap()
}

fn indexed(articles: &[Article], marks: &[Mark], cut: usize) -> Index {
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
            let oracle = |comments_too| Oracle {
                articles: &articles, marks: &marks, headlines_only: query.headlines_only, comments_too,
            };
            let hits = search(&mut index, &query, Order::Relevance);
            let found: Vec<u32> = hits.set.iter().map(|id| id.0).collect();
            let expected = oracle(false).finds(&query, |_| true);
            prop_assert_eq!(&found, &expected, "{}", line);
            let mut order: Vec<u32> = hits.order.iter().map(|id| id.0).collect();
            order.sort_unstable();
            prop_assert_eq!(&order, &expected);
            let only = |term: &Term, source: bool| term.expr.tests().iter().all(|test| match test {
                Test::Source(_) => source,
                Test::Date(_) => !source,
                _ => false,
            });
            let for_sources = oracle(false).finds(&query, |term| !only(term, true));
            let for_dates = oracle(false).finds(&query, |term| !only(term, false));
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
            let found = if headline { like(typed, &text) } else { stands(typed, &text, false, true) };
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

fn indexable() -> Article {
    Article {
        key: ArticleKey(0),
        origin: Origin {
            path: Arc::from("a"),
            part: 0,
            bytes: (0, 0),
            format: Format::Text,
        },
        text: String::new(),
        removed: vec![],
        headline: None,
        headline_from: String::new(),
        source: None,
        source_from: SourceFrom::None,
        authors: vec![],
        place: None,
        agency: None,
        published: Published::default(),
        updated: None,
        url: None,
        language: None,
        body: vec![],
        related: vec![],
        comments: vec![],
        boilerplate: vec![],
        mentions: vec![],
        lines: vec![],
        issues: vec![],
    }
}

#[test]
fn the_longest_line_is_answered() {
    let mut index = indexed(&[indexable()], &[], 1);
    for line in [
        "a ".repeat(2048),
        "-".repeat(4096),
        "(".repeat(4096),
        "\"a b".repeat(1024),
        "x".repeat(4096),
    ] {
        search(&mut index, &parse(&line).query, Order::Relevance);
    }
}
