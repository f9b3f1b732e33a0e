//! How many sources the status line says speak in a bar.

use std::collections::BTreeSet;

use dateline::article::{Article, DateKind, Precision};
use dateline::config::Settings;
use dateline::timeline::source::MOST_COUNTED;
use dateline::timeline::{Chart, Place, Voices};

use super::screen::dated;
use crate::frames::harness::Reader;

/// Articles over two years, dates of all widths, some without a source.
fn news(count: usize) -> Vec<Article> {
    let dates: Vec<(String, Precision)> = (0..count)
        .map(|number| {
            let (year, month) = (2022 + number % 2, number * 7 % 12 + 1);
            match number % 11 {
                0 => (format!("{year}-01-01"), Precision::Year),
                1 => (format!("{year}-{month:02}-01"), Precision::Month),
                _ => {
                    let day = number * 5 % 28 + 1;
                    (format!("{year}-{month:02}-{day:02}"), Precision::Day)
                }
            }
        })
        .collect();
    let dates: Vec<_> = dates
        .iter()
        .map(|(date, precision)| (date.as_str(), *precision, DateKind::Explicit))
        .collect();
    let mut articles = dated(&dates);
    for (number, article) in articles.iter_mut().enumerate() {
        article.headline = Some(format!("Report {number}"));
        article.source = (number % 5 > 0).then(|| format!("Paper {}", number * number % 13));
    }
    articles
}

/// The same counted one article after the other.
fn counted(reader: &Reader, chart: &Chart, bar: usize) -> Voices {
    let scene = &reader.app.scene;
    let hits = scene.hits.as_ref().unwrap();
    let views = hits.order.iter().filter_map(|id| scene.store.get(*id));
    let here = views.filter(|view| {
        let date = view.date().moment();
        chart.place_of(date.as_ref()) == Place::Bar(bar)
    });
    let names: Vec<Option<&str>> = here.map(|view| view.source()).collect();
    let known: BTreeSet<&str> = names.iter().copied().flatten().collect();
    Voices {
        known: u32::try_from(known.len()).unwrap(),
        unknown: names.contains(&None),
    }
}

#[test]
fn the_sources_of_every_bar_are_counted_as_if_one_by_one() {
    let mut reader = Reader::waiting(Settings::default(), 120, 40);
    reader.bring(news(900));
    let windows = ["t", "<", "> >", ". /"];
    for keys in windows {
        reader.press(keys);
        let hits = reader.app.scene.hits.clone().unwrap();
        let mut filled = 0;
        for (bar, hits_here) in hits.chart.bars.iter().enumerate() {
            let voices = hits.chart.voices[bar];
            if hits_here.hits() == 0 {
                assert_eq!(voices, None);
                continue;
            }
            filled += 1;
            assert_eq!(voices, Some(counted(&reader, &hits.chart, bar)), "{keys}");
        }
        assert!(filled > 1, "{keys}");
    }
    reader.type_text("-source:none report 1");
    let hits = reader.app.scene.hits.clone().unwrap();
    for (bar, voices) in hits.chart.voices.iter().enumerate() {
        let expected = counted(&reader, &hits.chart, bar);
        assert_eq!(voices.unwrap_or_default(), expected);
    }
}

#[test]
fn a_bar_with_very_many_articles_does_without() {
    let mut articles = news(3 * MOST_COUNTED as usize);
    let months = ["2023-01-01", "2023-02-01"];
    let months = dated(&months.map(|day| (day, Precision::Day, DateKind::Explicit)));
    for (number, article) in articles.iter_mut().enumerate() {
        let month = usize::from(number % 3 > 0);
        article.published = months[month].published.clone();
    }
    let mut reader = Reader::waiting(Settings::default(), 120, 40);
    reader.bring(articles);
    let chart = &reader.app.scene.hits.as_ref().unwrap().chart;
    let counted = chart.bars.iter().zip(&chart.voices);
    let counted: Vec<_> = counted
        .filter(|(bar, _)| bar.hits() > 0)
        .map(|(_, voices)| voices.is_some())
        .collect();
    assert_eq!(counted, [true, false]);
}
