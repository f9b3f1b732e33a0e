//! Every test that goes through the public library or the built program, in one binary.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot go on says so by failing"
)]

mod documents;
mod frames;
mod fuzz;
mod headless;
mod layers;
mod memory;
mod pages;
mod reading;
mod search;
mod seeds;
mod settings;
mod terminal;
mod timeline;
