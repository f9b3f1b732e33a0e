//! Numbers as the file holds them: its integers have a sign, digests have none.

/// A digest as an integer of the file.
pub(super) fn signed(digest: u64) -> i64 {
    digest.cast_signed()
}

/// An integer of the file as a digest.
pub(super) fn digest(signed: i64) -> u64 {
    signed.cast_unsigned()
}
