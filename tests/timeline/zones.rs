//! Days in the zone that was chosen: chart, list and filter count them alike.

use chrono::NaiveDate;
use dateline::article::{Article, DateKind, Precision};
use dateline::config::{Settings, Zone};
use dateline::timeline::Place;

use super::screen::dated;
use crate::frames::harness::Reader;

/// Articles at these times, with their minutes east of UTC.
fn zoned(times: &[(&str, i16)]) -> Vec<Article> {
    let dates: Vec<_> = times
        .iter()
        .map(|(time, _)| (*time, Precision::Minute, DateKind::Explicit))
        .collect();
    let mut articles = dated(&dates);
    for (article, (_, offset)) in articles.iter_mut().zip(times) {
        if let Some(moment) = &mut article.published.value {
            moment.offset = Some(*offset);
        }
    }
    articles
}

#[test]
fn list_filter_and_chart_agree_about_the_day_in_every_zone() {
    // The night in which Berlin's clock goes back: a day of 25 hours.
    let times = [
        ("2024-10-26T21:59:00", 0),
        ("2024-10-26T22:00:00", 0),
        ("2024-10-27T00:30:00", 0),
        ("2024-10-27T01:30:00", 0),
        ("2024-10-27T22:59:00", 0),
        ("2024-10-27T23:00:00", 0),
    ];
    for (zone, day, wanted) in [
        (Zone::AsWritten, "2024-10-27", 4),
        (Zone::Utc, "2024-10-27", 4),
        (Zone::Named(chrono_tz::Europe::Berlin), "2024-10-27", 4),
        (Zone::Named(chrono_tz::Europe::Berlin), "2024-10-27T02", 2),
        (Zone::Named(chrono_tz::Asia::Tokyo), "2024-10-27", 4),
        (Zone::Named(chrono_tz::America::New_York), "2024-10-27", 2),
    ] {
        let settings = Settings {
            zone,
            ..Settings::default()
        };
        let mut reader = Reader::waiting(settings, 120, 40);
        reader.bring(zoned(&times));
        let hits = reader.app.scene.hits.clone().unwrap();
        let day_of = |place: &Place| match place {
            Place::Bar(index) => hits.chart.bars[*index].start.date(),
            other => panic!("{other:?}"),
        };
        let wanted_day: NaiveDate = day[..10].parse().unwrap();
        let in_chart: u32 = hits
            .chart
            .filled_places()
            .filter(|place| day_of(place) == wanted_day)
            .map(|place| hits.chart.count_at(place))
            .sum();
        let in_list = reader.frame().matches(&format!(" {wanted_day} ")).count();
        assert_eq!(in_list, in_chart as usize, "{zone}: {}", reader.frame());
        reader
            .press("/")
            .type_text(&format!("date:{day}"))
            .press("Enter");
        assert_eq!(reader.listed().len(), wanted, "{zone} {day}");
        if day.len() == 10 {
            assert_eq!(in_chart as usize, wanted, "{zone}");
        }
    }
}
