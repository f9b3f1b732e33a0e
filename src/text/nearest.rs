//! The name that was probably meant by one that does not exist.

/// The nearest of some names, whatever the case: one slip away in a name of three or four letters, two in a
/// longer one; a shorter one is near to nothing. A slip is a letter too many, too few or another, or two
/// that changed places (Damerau-Levenshtein). Of two as near the first.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let slips = match typed.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    names
        .into_iter()
        .map(|name| {
            let distance = strsim::damerau_levenshtein(&typed, &name.to_lowercase());
            (distance, name)
        })
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_what_was_probably_meant() {
        for (typed, meant) in [
            ("measrue", Some("measure")),
            ("Zone", Some("zone")),
            ("zoen", Some("zone")),
            ("zo", None),
            ("measurement", None),
        ] {
            assert_eq!(
                nearest(typed, ["measure", "zone", "zones"]),
                meant,
                "{typed}"
            );
        }
    }
}
