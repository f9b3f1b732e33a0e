//! From bytes to articles: everything that reads the outside world's files lives below here.
pub mod calendar;
pub mod dates;
pub mod mentions;
