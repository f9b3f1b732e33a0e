//! `dateline` reads piles of news in the terminal.
pub mod action;
pub mod app;
pub mod article;
pub mod cli;
pub mod config;
pub mod ingest;
pub mod keymap;
pub mod query;
pub mod review;
pub mod runtime;
pub mod search;
pub mod store;
pub mod text;
pub mod timeline;
pub mod ui;
