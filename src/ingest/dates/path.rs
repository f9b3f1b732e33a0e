//! Dates in the path of a file: `…/2018/01/05/…`, `2018-01-05-title.txt`, `20180105_title.txt`.

use chrono::NaiveDate;

use crate::article::Moment;

/// The date in a path, and whether the name of the file shows it: that is its article's own; three
/// folders are how sites file by date; a single dated folder may as well be the day of the download.
pub(super) fn date_in_path(path: &str) -> Option<(Moment, bool)> {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    if let Some(day) = date_in_name(name) {
        return Some((Moment::day(day), true));
    }
    let folders: Vec<&str> = parts.collect();
    folders.windows(3).find_map(|three| match three {
        [day, month, year] => Some((Moment::day(day_of(year, month, day)?), false)),
        _ => None,
    })
}

fn day_of(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number = |text: &str, longest: usize| -> Option<u32> {
        let digits =
            !text.is_empty() && text.len() <= longest && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    };
    let year = number(year, 4).filter(|y| (1900..=2100).contains(y))?;
    NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        number(month, 2)?,
        number(day, 2)?,
    )
}

fn date_in_name(name: &str) -> Option<NaiveDate> {
    let runs: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).collect();
    let compact = |run: &&str| -> Option<NaiveDate> {
        (run.len() == 8)
            .then(|| day_of(run.get(..4)?, run.get(4..6)?, run.get(6..)?))
            .flatten()
    };
    runs.iter().find_map(compact).or_else(|| {
        runs.windows(3).find_map(|three| match three {
            [year, month, day] if month.len() == 2 && day.len() == 2 => day_of(year, month, day),
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_hold_a_date() {
        for (path, day) in [
            ("site/2018/01/05/title.txt", Some("2018-01-05")),
            ("2018-01-05-title.txt", Some("2018-01-05")),
            ("a/20180105_title.txt", Some("2018-01-05")),
            ("a/2018-01-05/title.txt", None),
            ("a/20181345.txt", None),
            ("000_2e8023f4b51d9a25.txt", None),
            ("a/2018/13/05/x.txt", None),
            ("", None),
        ] {
            let found = date_in_path(path).map(|(moment, _)| moment.to_string());
            assert_eq!(found.as_deref(), day, "{path}");
        }
    }
}
