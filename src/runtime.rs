//! The world around the application: terminal, keys, signals, threads, clock.
//!
//! Promises: the terminal is given back whatever happens; no key waits for the disk, a parser or
//! a search; nothing runs while nothing happens.

pub mod clock;
mod decoder;
mod screen;
mod terminal;

pub use screen::Colour;
pub use terminal::{NoTerminal, usable};
