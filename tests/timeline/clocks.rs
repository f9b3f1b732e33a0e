//! Days and hours in a zone: whatever its clock does, bars, filter and sources agree.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use dateline::article::{Article, ArticleId, DateKind, Moment, Precision, Published};
use dateline::config::{Settings, Zone};
use dateline::query;
use dateline::search::{Hits, Index, Order, Request};
use dateline::store::{Batch, DateCell};
use dateline::timeline::source::{BySource, Sources};
use dateline::timeline::{
    Ask, Bar, Chart, Gaps, Layer, Parts, Place, Step, Voices, Window, chart, span,
};
use proptest::prelude::*;

use super::screen::{days, filter, marked, strip};
use crate::frames::harness::Reader;

const BERLIN: Zone = Zone::Named(chrono_tz::Europe::Berlin);

fn article(local: NaiveDateTime, precision: Precision, offset: Option<i16>) -> Article {
    static SAMPLE: OnceLock<Article> = OnceLock::new();
    let sample = SAMPLE.get_or_init(|| days(&["2018-01-01"]).remove(0));
    Article {
        published: Published {
            value: Some(Moment {
                local,
                precision,
                offset,
            }),
            kind: DateKind::Explicit,
            ..Published::default()
        },
        ..sample.clone()
    }
}

/// Articles of every quarter of an hour of UTC from one time to another.
fn quarters(from: &str, to: &str) -> Vec<Article> {
    let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
    let (mut now, end) = (at(from), at(to));
    let mut articles = Vec::new();
    while now < end {
        articles.push(article(now, Precision::Minute, Some(0)));
        now += TimeDelta::minutes(15);
    }
    articles
}

fn answer(index: &mut Index, line: &str, ask: Ask) -> Hits {
    let parsed = query::parse(line);
    assert_eq!(parsed.faults, [], "{line}");
    let request = Request {
        generation: 1,
        query: Arc::new(parsed.query),
        order: Order::Date,
        keep: Vec::new(),
        today: NaiveDate::from_ymd_opt(2024, 11, 1).unwrap(),
        chart: ask,
    };
    let mut answer = None;
    index.search(&request, &|| false, &mut |hits| answer = Some(hits));
    answer.unwrap()
}

fn indexed(articles: Vec<Article>, zone: Zone) -> (Index, Arc<Batch>) {
    let mut index = Index::in_zone(zone);
    let batch = Arc::new(Batch::build(ArticleId(0), articles));
    index.append(&batch);
    (index, batch)
}

fn by_hour(zone: Zone) -> Ask {
    Ask {
        columns: 60,
        step: Some(Step::Hour),
        window: Window::All,
        zone,
        ..Ask::default()
    }
}

#[test]
fn the_hour_that_comes_twice_is_two_bars_named_apart() {
    // In Berlin 27 October 2024 has 25 hours, 31 March 23.
    let (mut index, _) = indexed(quarters("2024-10-26T22:00", "2024-10-27T23:00"), BERLIN);
    let hits = answer(&mut index, "", by_hour(BERLIN));
    let chart = &hits.chart;
    assert_eq!(chart.bars.len(), 25);
    assert!(chart.bars.iter().all(|bar| bar.hits() == 4), "{chart:?}");
    let names: Vec<String> = chart.bars[1..5]
        .iter()
        .map(|bar| bar.title(chart.step))
        .collect();
    assert_eq!(
        names,
        [
            "27 Oct 2024 01:00",
            "27 Oct 2024 02:00 +02:00",
            "27 Oct 2024 02:00 +01:00",
            "27 Oct 2024 03:00"
        ]
    );
    let found = |index: &mut Index, line: &str| answer(index, line, by_hour(BERLIN)).order.len();
    assert_eq!(found(&mut index, "date:2024-10-27T02"), 8);
    assert_eq!(found(&mut index, "date:2024-10-27T02+02:00"), 4);
    assert_eq!(found(&mut index, "date:2024-10-27T02+01:00"), 4);
    assert_eq!(
        found(&mut index, "date:2024-10-27T01..2024-10-27T02+02:00"),
        8
    );
    assert_eq!(
        found(&mut index, "date:2024-10-27T02+01:00..2024-10-27T03"),
        8
    );
    assert_eq!(found(&mut index, "date:2024-10-27"), 100);
    let (mut spring, _) = indexed(quarters("2024-03-30T23:00", "2024-03-31T22:00"), BERLIN);
    let hits = answer(&mut spring, "", by_hour(BERLIN));
    assert_eq!(hits.chart.hits(), 92);
    assert_eq!(hits.chart.bars[2].hits(), 0, "no clock shows that hour");
}

#[test]
fn the_second_of_two_hours_is_gone_to_and_kept_like_any_other() {
    let settings = Settings {
        zone: BERLIN,
        ..Settings::default()
    };
    let mut reader = Reader::waiting(settings, 120, 40);
    reader.bring(quarters("2024-10-26T22:00", "2024-10-27T09:00"));
    reader.press("t g");
    let hits = reader.app.scene.hits.clone().unwrap();
    assert_eq!((hits.chart.step, hits.chart.bars.len()), (Step::Hour, 11));
    reader.press("l l");
    assert_eq!(marked(&reader), "02:00");
    reader.press("l");
    assert_eq!(marked(&reader), "02:00 again", "{}", strip(&reader));
    assert!(
        reader
            .status()
            .starts_with("27 Oct 2024 02:00 +01:00: 4 articles"),
        "{}",
        reader.status()
    );
    reader.press("Enter");
    assert_eq!(
        (filter(&reader), reader.listed().len()),
        ("date:2024-10-27T02+01:00", 4)
    );
    assert_eq!(marked(&reader), "02:00 again");
    // An empty one is stood on, too.
    reader.press("h");
    assert_eq!(marked(&reader), "02:00");
    reader.press("h l");
    assert_eq!(marked(&reader), "02:00");
    reader.press("Enter");
    assert_eq!(filter(&reader), "date:2024-10-27T02+02:00");
    reader.press("l");
    assert_eq!(marked(&reader), "02:00 again");
}

fn zones() -> impl Strategy<Value = Zone> {
    prop::sample::select(vec![
        Zone::AsWritten,
        Zone::Utc,
        BERLIN,
        Zone::Named(chrono_tz::America::New_York),
        // Its clock goes back by half an hour.
        Zone::Named(chrono_tz::Australia::Lord_Howe),
    ])
}

/// Articles around the hours in which clocks change, with their sources.
fn articles() -> impl Strategy<Value = Vec<Article>> {
    let changes = [
        1_711_846_800_i64,
        1_729_990_800,
        1_730_613_600,
        1_712_415_600,
    ];
    let seconds = (prop::sample::select(changes.to_vec()), -20_000_i64..20_000)
        .prop_map(|(change, apart)| change + apart);
    let precision = prop::sample::select(vec![
        Precision::Minute,
        Precision::Minute,
        Precision::Hour,
        Precision::Day,
        Precision::Month,
    ]);
    let kind = prop::sample::select(vec![
        DateKind::Explicit,
        DateKind::Explicit,
        DateKind::Inferred,
        DateKind::None,
    ]);
    let offset = prop::option::of(prop::sample::select(vec![0_i16, 60, 120, -240, 660, 630]));
    let one = (seconds, precision, kind, offset, 0_u8..4).prop_map(
        |(seconds, precision, kind, offset, source)| {
            let utc = DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            let east = TimeDelta::minutes(i64::from(offset.unwrap_or(0)));
            let local = match precision {
                Precision::Minute => utc + east,
                Precision::Hour => Step::Hour.start_of(utc + east),
                Precision::Day => Step::Day.start_of(utc),
                _ => Step::Month.start_of(utc),
            };
            let mut article = article(
                local,
                precision,
                offset.filter(|_| precision >= Precision::Hour),
            );
            article.published.kind = kind;
            article.source = (source > 0).then(|| format!("Paper {source}"));
            article
        },
    );
    prop::collection::vec(one, 0..80)
}

fn asks() -> impl Strategy<Value = Ask> {
    let steps = vec![
        None,
        Some(Step::Minute),
        Some(Step::Hour),
        Some(Step::Day),
        Some(Step::Month),
    ];
    let window = (
        prop::sample::select(vec![1_729_990_800_i64, 1_711_846_800]),
        600_i64..90_000,
    )
        .prop_map(|(middle, around)| {
            let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            Window::Span(at(middle - around), at(middle + around))
        });
    let window = prop_oneof![
        Just(Window::Dense),
        Just(Window::All),
        Just(Window::Result),
        window
    ];
    (20_u16..400, 0_u16..12, prop::sample::select(steps), window).prop_map(
        |(columns, side, step, window)| Ask {
            columns,
            side,
            step,
            window,
            gaps: Gaps::Fold,
            today: NaiveDate::from_ymd_opt(2024, 10, 27),
            ..Ask::default()
        },
    )
}

/// Counts of every place, each hit put there by its date alone.
fn one_by_one(chart: &Chart, cells: &[DateCell], hits: &Hits) -> Vec<(Place, u32)> {
    let mut counts = std::collections::BTreeMap::new();
    for id in hits.set.iter() {
        let moment = cells[id.index()].moment();
        *counts.entry(chart.place_of(moment.as_ref())).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// The sum over bars, sides and what lies outside is the number of hits, in every zone, step,
    /// span and precision; by source too; and the whole way through the index agrees with a
    /// reading one by one.
    #[test]
    fn in_every_zone_the_bars_add_up(
        articles in articles(), zone in zones(), ask in asks(),
        line in prop::sample::select(vec!["", "source:=\"Paper 1\"", "-source:none", "date:inferred"]),
    ) {
        let (mut index, batch) = indexed(articles, zone);
        let asked = Ask { parts: Parts::Sources, zone, ..ask };
        let hits = answer(&mut index, line, asked);
        let chart_ = &hits.chart;
        let cells: Vec<DateCell> = (0..batch.len())
            .filter_map(|row| dateline::store::View::of_batch(&batch, row))
            .map(|view| view.date().in_zone(zone))
            .collect();
        prop_assert_eq!(chart_.hits(), hits.order.len() as u64);
        let room = usize::from(ask.columns);
        prop_assert!(chart_.bars.len() <= room, "{} bars", chart_.bars.len());
        let counted: Vec<(Place, u32)> = chart_.filled_places()
            .filter(|place| !place.is_beside())
            .map(|place| (place, chart_.count_at(place)))
            .collect();
        prop_assert_eq!(&counted, &one_by_one(chart_, &cells, &hits));
        let naive = chart(&cells, &hits.set, &asked);
        let mut without = Chart::clone(chart_);
        without.by_source = None;
        without.voices = Vec::new();
        prop_assert_eq!(&without, &naive);
        // By source: the quick way gives what a look at every hit gives.
        let by_source = chart_.by_source.clone().unwrap();
        let names: Vec<Arc<str>> = (1..4).map(|n| Arc::from(format!("Paper {n}"))).collect();
        let column: Vec<u32> = (0..batch.len())
            .filter_map(|row| dateline::store::View::of_batch(&batch, row))
            .map(|view| names.iter().position(|name| view.source() == Some(name))
                .map_or(u32::MAX, |at| u32::try_from(at).unwrap()))
            .collect();
        let sources = Sources { column: &column, names: &names };
        let slowly = BySource::of(&naive, sources, &cells, &hits.set);
        prop_assert_eq!(&*by_source, &slowly);
        for (index, bar) in chart_.bars.iter().enumerate() {
            prop_assert_eq!(by_source.stack(index, bar.hits()).iter().sum::<u32>(), bar.hits());
            let inferred = by_source.stack_inferred(index, bar.inferred);
            prop_assert_eq!(inferred.iter().sum::<u32>(), bar.inferred);
            let here = by_source.rows.iter().filter(|row| row.bars[index] > 0);
            let (known, unknown): (Vec<_>, Vec<_>) = here.partition(|row| row.name.is_some());
            let voices = Voices {
                known: u32::try_from(known.len()).unwrap(),
                unknown: !unknown.is_empty(),
            };
            prop_assert_eq!(chart_.voices[index], (bar.hits() > 0).then_some(voices));
        }
    }

    /// Bars become a term, the term the same bars, and it finds what stands in them.
    #[test]
    fn in_every_zone_bars_become_a_term_and_the_term_the_same_bars(
        articles in articles(), zone in zones(), ask in asks(),
        ends in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        let (mut index, batch) = indexed(articles, zone);
        let hits = answer(&mut index, "", Ask { zone, ..ask });
        let chart = Arc::clone(&hits.chart);
        prop_assume!(!chart.bars.is_empty());
        let (a, b) = (ends.0.index(chart.bars.len()), ends.1.index(chart.bars.len()));
        let (from, to) = (a.min(b), a.max(b));
        let test = span::test_of(&chart, from, to).unwrap();
        let line = query::set_dates("", test.clone());
        let parsed = query::parse(&line);
        prop_assert_eq!(&parsed.faults, &[], "{}", line);
        prop_assert_eq!(query::date_term(&parsed.query), Some(&test), "{}", line);
        prop_assert_eq!(span::bars_of(&chart, &test), Some((from, to)), "{}", line);
        let counted: u32 = chart.bars[from..=to].iter().map(Bar::hits).sum();
        let found = answer(&mut index, &line, Ask { zone, ..ask });
        let fitting = found.set.iter().filter(|id| {
            let view = dateline::store::View::of_batch(&batch, id.index()).unwrap();
            chart.step.holds(view.date().precision)
        });
        prop_assert_eq!(fitting.count(), counted as usize, "{}", line);
    }
}

#[test]
fn layers_of_mentions_do_not_mind_the_zone() {
    let (mut index, _) = indexed(quarters("2024-10-26T22:00", "2024-10-27T23:00"), BERLIN);
    for layer in [Layer::Mentioned, Layer::Both] {
        let asked = Ask {
            layer,
            ..by_hour(BERLIN)
        };
        let hits = answer(&mut index, "", asked);
        let bars: u32 = hits.chart.bars.iter().map(Bar::hits).sum();
        let wanted = if layer == Layer::Both { 100 } else { 0 };
        assert_eq!(bars, wanted, "{layer:?}");
    }
}
