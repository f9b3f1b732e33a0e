//! Notes that two programs write at once: both are kept.

/// Between two notes in one.
const BETWEEN: &str = "\n\n";

/// What a note is to be that was `there`, when somebody who saw it as `before` now wants it to be
/// `after`. Where nobody else wrote in between it is `after`; else what the other wrote stays, and
/// only the part that was seen is replaced.
pub(super) fn both(
    there: Option<&str>,
    before: Option<&str>,
    after: Option<&str>,
) -> Option<String> {
    let after_alone = || after.map(str::to_owned);
    let Some(other) = there.filter(|there| Some(*there) != before && !there.is_empty()) else {
        return after_alone();
    };
    let wanted = after.unwrap_or_default();
    if let Some(seen) = before.filter(|seen| !seen.is_empty() && other.contains(*seen)) {
        let both = other.replacen(seen, wanted, 1);
        let both = both.trim_matches('\n');
        return (!both.is_empty()).then(|| both.to_owned());
    }
    if wanted.is_empty() || other.contains(wanted) {
        return Some(other.to_owned());
    }
    Some([other, wanted].join(BETWEEN))
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn a_note_nobody_else_touched_is_as_wanted() {
        assert_eq!(both(None, None, Some("a")).as_deref(), Some("a"));
        assert_eq!(both(Some("a"), Some("a"), Some("b")).as_deref(), Some("b"));
        assert_eq!(both(Some("a"), Some("a"), None), None);
    }

    #[test]
    fn what_another_wrote_meanwhile_stays() {
        let theirs = both(Some("theirs"), None, Some("mine"));
        assert_eq!(theirs.as_deref(), Some("theirs\n\nmine"));
        let mended = both(theirs.as_deref(), Some("mine"), Some("mine, mended"));
        assert_eq!(mended.as_deref(), Some("theirs\n\nmine, mended"));
        let taken_back = both(mended.as_deref(), Some("mine, mended"), None);
        assert_eq!(taken_back.as_deref(), Some("theirs"));
        assert_eq!(
            both(Some("theirs"), Some("gone"), None).as_deref(),
            Some("theirs")
        );
    }
}
