//! The in-memory article store: immutable batches of columns, and patches beside them.
//!
//! Owned by the interface thread; never blocks. Text lies in arenas with offsets, sources and
//! authors are interned, dates are a column; what changes later is a [`crate::article::Patch`].

pub mod bits;

pub use bits::Bits;
