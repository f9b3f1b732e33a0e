//! Tests of the timeline: its bars on collections of every shape, and its frames.

mod clocks;
mod layers;
mod overlays;
mod picture;
mod piles;
mod properties;
mod screen;
mod sides;
mod spoken;
mod views;
mod voices;
mod work;
mod zones;

use chrono::NaiveDateTime;
use dateline::article::{ArticleId, DateKind, Precision};
use dateline::store::{Bits, DateCell};
use dateline::timeline::{Ask, Chart, Gaps, Place, Step, Window, axis, chart, table};

fn at(text: &str) -> NaiveDateTime {
    let text = if text.len() == 10 {
        format!("{text}T00:00:00")
    } else {
        text.to_owned()
    };
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S").unwrap()
}

fn cell(text: &str, precision: Precision) -> DateCell {
    DateCell {
        local: at(text).and_utc().timestamp(),
        precision,
        kind: DateKind::Explicit,
        offset: None,
    }
}

fn day(text: &str) -> DateCell {
    cell(text, Precision::Day)
}

fn ask(columns: u16) -> Ask {
    Ask {
        columns,
        ..Ask::default()
    }
}

fn of_all(dates: &[DateCell], ask: Ask) -> Chart {
    chart(dates, &Bits::full(dates.len()), &ask)
}

fn counts(chart: &Chart) -> Vec<u32> {
    chart
        .bars
        .iter()
        .map(dateline::timeline::Bar::hits)
        .collect()
}

/// The dates of the five samples: two of 2018, one of them inferred, one of 2025, two undated.
fn samples() -> Vec<DateCell> {
    let inferred = DateCell {
        kind: DateKind::Inferred,
        ..day("2018-01-07")
    };
    vec![
        inferred,
        day("2018-01-05"),
        cell("2025-01-22T21:52:00", Precision::Minute),
        DateCell::NONE,
        DateCell::NONE,
    ]
}

#[test]
fn the_samples_stand_in_eight_years() {
    let chart = of_all(&samples(), ask(80));
    assert_eq!(chart.step, Step::Year);
    assert_eq!(counts(&chart), [2, 0, 0, 0, 0, 0, 0, 1]);
    assert_eq!((chart.bars[0].read, chart.bars[0].inferred), (1, 1));
    assert_eq!(
        (chart.undated, chart.wider, chart.before, chart.after),
        (2, 0, 0, 0)
    );
    assert_eq!(
        axis::header(&chart, "days as written"),
        "by year · 2018 to 2025 · days as written · tallest 2"
    );
}

#[test]
fn a_filter_leaves_the_window_and_the_collection_behind() {
    let dates = samples();
    let hits: Bits = [ArticleId(2)].into_iter().collect();
    let dense = chart(&dates, &hits, &ask(80));
    assert_eq!(counts(&dense), [0, 0, 0, 0, 0, 0, 0, 1]);
    assert_eq!(dense.bars[0].collection, 2);
    let fitted = chart(
        &dates,
        &hits,
        &Ask {
            window: Window::Result,
            ..ask(80)
        },
    );
    assert_eq!((fitted.step, counts(&fitted)), (Step::Day, vec![1]));
}

#[test]
fn one_article_is_one_day() {
    for date in [
        day("2018-01-05"),
        cell("2018-01-05T10:11:12", Precision::Minute),
    ] {
        let chart = of_all(&[date], ask(60));
        assert_eq!((chart.step, counts(&chart)), (Step::Day, vec![1]));
        assert_eq!(axis::span_title(&chart), "5 Jan 2018");
    }
}

#[test]
fn ten_thousand_in_one_second_are_one_day() {
    let chart = of_all(
        &vec![cell("2018-01-05T10:11:12", Precision::Minute); 10_000],
        ask(60),
    );
    assert_eq!((chart.step, counts(&chart)), (Step::Day, vec![10_000]));
}

#[test]
fn an_hour_of_news_is_shown_by_the_minute() {
    let dates: Vec<_> = (0..20)
        .map(|minute| cell(&format!("2018-01-05T10:{minute:02}:30"), Precision::Minute))
        .collect();
    let chart = of_all(&dates, ask(60));
    assert_eq!((chart.step, chart.bars.len()), (Step::Minute, 20));
}

#[test]
fn nine_centuries_between_two_days_are_folded() {
    let dates = [day("1118-03-01"), day("2018-01-05")];
    let chart = of_all(&dates, ask(60));
    assert_eq!((chart.step, counts(&chart)), (Step::Day, vec![1, 0, 1]));
    let fold = chart.bars[1];
    assert_eq!((fold.start, fold.end), (at("1118-03-02"), at("2018-01-05")));
    assert_eq!(
        axis::fold_title(chart.step, &fold),
        "900 years: none",
        "{} days",
        fold.folded
    );
    let kept = Ask {
        gaps: Gaps::Keep,
        ..ask(60)
    };
    let kept = of_all(&dates, kept);
    assert_eq!((kept.step, kept.bars.len()), (Step::Century, 10));
    let narrow = of_all(&dates, ask(1));
    assert_eq!((narrow.bars.len(), narrow.before), (1, 1));
}

#[test]
fn time_that_is_only_quiet_keeps_its_width() {
    // Seven quiet years, as in the samples; eleven years between two spells of two years.
    for dates in [
        samples(),
        vec![
            day("2000-01-01"),
            day("2002-01-01"),
            day("2013-01-01"),
            day("2015-01-01"),
        ],
    ] {
        let chart = of_all(&dates, ask(80));
        assert!(chart.bars.iter().all(|bar| bar.folded == 0), "{chart:?}");
    }
    let mut dates: Vec<_> = (1..=28).map(|d| day(&format!("1969-07-{d:02}"))).collect();
    dates.push(day("2019-07-20"));
    let chart = of_all(&dates, ask(80));
    let folds: Vec<_> = (0..chart.bars.len())
        .filter(|index| chart.bars[*index].folded > 0)
        .collect();
    assert_eq!(
        (chart.step, folds, chart.bars.len()),
        (Step::Day, vec![28], 30)
    );
}

#[test]
fn a_burst_is_marked_in_the_chart() {
    let mut dates: Vec<_> = (1..=28)
        .flat_map(|d| vec![day(&format!("2018-02-{d:02}")); 3])
        .collect();
    dates.extend(vec![day("2018-02-14"); 40]);
    let chart = of_all(&dates, ask(80));
    let bursts: Vec<_> = chart.bars.iter().filter(|bar| bar.burst).collect();
    assert_eq!(bursts.len(), 1);
    assert_eq!((bursts[0].start, bursts[0].hits()), (at("2018-02-14"), 43));
}

#[test]
fn the_whole_calendar_can_be_shown() {
    let dates = [day("0001-01-01"), day("9999-12-31")];
    let chart = of_all(&dates, ask(200));
    assert_eq!(chart.hits(), 2);
    let days = of_all(
        &dates,
        Ask {
            step: Some(Step::Minute),
            gaps: Gaps::Keep,
            ..ask(200)
        },
    );
    assert_eq!((days.bars.len(), days.before), (200, 1));
}

#[test]
fn only_undated_articles_make_no_bars() {
    let chart = of_all(&[DateCell::NONE; 3], ask(60));
    assert!(chart.bars.is_empty());
    assert_eq!((chart.undated, chart.hits()), (3, 3));
    assert_eq!(axis::header(&chart, "days as written"), "no dates");
    assert_eq!(chart.place_of(None), Place::Undated);
}

#[test]
fn the_last_days_of_a_year_may_be_in_the_first_week_of_the_next() {
    let dates: Vec<_> = [
        "2018-12-30",
        "2018-12-31",
        "2019-01-01",
        "2019-01-06",
        "2019-01-07",
    ]
    .into_iter()
    .map(day)
    .collect();
    let chart = of_all(
        &dates,
        Ask {
            step: Some(Step::Week),
            ..ask(60)
        },
    );
    assert_eq!(counts(&chart), [1, 3, 1]);
    assert_eq!(Step::Week.title(chart.bars[1].start), "week of 31 Dec 2018");
}

#[test]
fn a_date_wider_than_a_bar_stands_at_the_side() {
    let mut dates: Vec<_> = (1..=9).map(|d| day(&format!("2018-01-0{d}"))).collect();
    dates.push(cell("2018-01-01", Precision::Month));
    dates.push(cell("2018-01-01", Precision::Year));
    let chart = of_all(&dates, ask(60));
    assert_eq!(
        (chart.step, chart.bars.len(), chart.wider),
        (Step::Day, 9, 2)
    );
    let later = Ask {
        step: Some(Step::Day),
        window: Window::Span(at("2018-02-01"), at("2018-02-10")),
        ..ask(60)
    };
    let later = of_all(&dates, later);
    assert_eq!(
        (later.before, later.wider),
        (10, 1),
        "the month is over, the year is not"
    );
}

#[test]
fn outliers_do_not_squeeze_the_rest() {
    let mut dates = vec![day("2018-01-05"); 300];
    dates.extend(vec![day("2018-02-05"); 300]);
    dates.push(day("1970-01-01"));
    dates.push(day("2099-12-31"));
    let dense = of_all(&dates, ask(60));
    assert_eq!((dense.before, dense.after), (1, 1));
    assert_eq!(axis::span_title(&dense), "5 Jan 2018 to 5 Feb 2018");
    // A thin beginning that lies near is no outlier.
    dates.push(day("2018-01-01"));
    assert_eq!(
        axis::span_title(&of_all(&dates, ask(60))),
        "1 Jan 2018 to 5 Feb 2018"
    );
    let all = of_all(
        &dates,
        Ask {
            window: Window::All,
            ..ask(60)
        },
    );
    assert_eq!((all.before, all.after), (0, 0));
}

#[test]
fn a_bar_says_its_days_as_a_date_term() {
    let spans: Vec<_> = table::table(&of_all(&samples(), ask(80)))
        .into_iter()
        .filter_map(|row| row.date)
        .collect();
    assert_eq!(spans.first().map(String::as_str), Some("2018"));
    for (step, span) in [
        (Step::Month, "2018-01"),
        (Step::Quarter, "2018-01..2018-03"),
        (Step::Week, "2018-01-01..2018-01-07"),
        (Step::Decade, "2010..2019"),
        (Step::Hour, "2018-01-05T00"),
    ] {
        let chart = of_all(
            &samples(),
            Ask {
                step: Some(step),
                ..ask(u16::MAX)
            },
        );
        assert_eq!(
            table::table(&chart)[0].date.as_deref(),
            Some(span),
            "{step}"
        );
    }
}

#[test]
fn what_stands_beside_the_bars_of_a_text_does_not_flatten_them() {
    let mut dates = vec![DateCell::NONE; 400];
    dates.extend([day("2018-01-05"), day("2018-01-06"), day("2018-01-06")]);
    let chart = of_all(&dates, ask(80));
    for (drawing, full, cut) in [
        (table::Drawing::Blocks, "████", "█→"),
        (table::Drawing::Ascii, "####", "#>"),
    ] {
        let text = table::text(&chart, "days as written", 60, drawing);
        let lines: Vec<&str> = text.lines().collect();
        let length = |line: &str| line.chars().count();
        assert!(
            lines[2].ends_with(full) && lines[3].ends_with(cut),
            "{text}"
        );
        assert_eq!(length(lines[2]), length(lines[3]), "{text}");
        assert!(
            length(lines[1]) < length(lines[2]) && length(lines[2]) <= 60,
            "{text}"
        );
    }
}

#[test]
fn the_table_reads_like_the_screen() {
    let chart = of_all(&samples(), ask(80));
    insta::assert_snapshot!(
        table::text(&chart, "days as written", 60, table::Drawing::Blocks),
        @r"
    by year · 2018 to 2025 · days as written · tallest 2
    2018     2  ██████████████████░░░░░░░░░░░░░░░░░░  1 inferred
    2019     0
    2020     0
    2021     0
    2022     0
    2023     0
    2024     0
    2025     1  ██████████████████
    no date  2  ████████████████████████████████████
    5 articles
    "
    );
    let csv = table::csv(&table::table(&chart));
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 10);
    assert_eq!(
        lines[0],
        "kind,name,start,end,date,count,inferred,collection"
    );
    assert_eq!(
        lines[1],
        "bar,2018,2018-01-01T00:00:00,2019-01-01T00:00:00,2018,2,1,2"
    );
    assert_eq!(lines[9], "undated,,,,,2,,");
}

#[test]
fn the_axis_names_years_months_and_days_as_room_allows() {
    let words = |first: &str, last: &str, step: Step, width: u16| {
        let window = Window::Span(at(first), at(last));
        let chart = of_all(
            &[day(first)],
            Ask {
                step: Some(step),
                window,
                columns: 300,
                ..Ask::default()
            },
        );
        let layout = axis::Layout::of(chart.bars.len(), width);
        let ticks = axis::ticks(&chart, layout, width, None);
        let words: Vec<_> = ticks.into_iter().map(|tick| tick.text).collect();
        words.join(" ")
    };
    assert_eq!(
        words("2018-01-01", "2026-01-01", Step::Year, 80),
        "2018 2019 2020 2021 2022 2023 2024 2025"
    );
    assert_eq!(
        words("2017-11-01", "2018-05-01", Step::Month, 60),
        "Nov Dec 2018 Feb Mar Apr"
    );
    assert_eq!(
        words("1960-01-01", "2020-01-01", Step::Year, 60),
        "1960 1970 1980 1990 2000 2010"
    );
}
