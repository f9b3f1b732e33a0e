//! The built program in a real pseudo-terminal: what the terminal, the shell and the kernel can
//! do to it. Everything waits for what should appear on the screen and returns at once when it
//! does; nothing sleeps.

mod editor;
mod endings;
mod follow;
mod grammar;
mod keys;
mod launches;
mod memory;
mod out;
mod picture;
mod program;
mod review;
mod sizes;
mod stops;
mod texts;
