//! A date as a person writes it on the command line.

use crate::article::Moment;

/// A date as wide as it is written.
pub(super) fn moment(written: &str) -> Result<Moment, String> {
    written
        .parse()
        .map_err(|error: crate::article::NoMoment| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_wide_as_written() {
        for written in [
            "2018",
            "2018-01",
            "2018-01-05",
            "2018-01-05T21:52",
            "2018-02-28T00:00:07",
        ] {
            assert_eq!(moment(written).unwrap().to_string(), written);
        }
        for wrong in [
            "",
            "18",
            "2018-1",
            "2018-13",
            "2018-02-30",
            "0000",
            "2018-01-05T25:00",
            "x",
            "-2018",
            "2018-01T10:00",
        ] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }
}
