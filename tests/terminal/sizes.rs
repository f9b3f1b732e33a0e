//! Every size, and many of them at once.

use std::time::Duration;

use super::program::{Launch, SAMPLES_SHOWN};

#[test]
fn a_screen_without_rows_draws_nothing_and_keys_still_work() {
    let mut program = Launch::dateline(&[]).start();
    program.shows(SAMPLES_SHOWN);
    for (columns, rows) in [
        (0, 0),
        (100, 0),
        (0, 30),
        (1, 1),
        (1, 200),
        (500, 1),
        (65535, 1),
    ] {
        program.resize(columns, rows);
        program.keys("j");
        program.settles(Duration::from_millis(60));
    }
    program.resize(100, 30);
    program.shows(SAMPLES_SHOWN);
    program.resize(0, 0);
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn it_starts_on_a_screen_of_no_size() {
    let mut program = Launch::dateline(&[]).size(0, 0).start();
    program.waits_for("the alternate screen", vt100::Screen::alternate_screen);
    program.resize(100, 30);
    program.shows(SAMPLES_SHOWN);
    program.keys("q");
    assert_eq!(program.ends().exit_code(), 0);
}

#[test]
fn after_a_storm_of_sizes_the_last_frame_is_right() {
    let mut program = Launch::dateline(&[]).start();
    program.shows(SAMPLES_SHOWN);
    let mut state = 0x2545_f491_u32;
    for round in 0..600_u32 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let columns = 1 + (state >> 8) % 180;
        let rows = 1 + (state >> 20) % 60;
        program.resize(columns.try_into().unwrap(), rows.try_into().unwrap());
        if round % 50 == 0 {
            program.settles(Duration::from_millis(1));
        }
    }
    program.resize(90, 28);
    program.shows(SAMPLES_SHOWN);
    program.settles(Duration::from_millis(200));

    let mut fresh = Launch::dateline(&[]).size(90, 28).start();
    fresh.shows(SAMPLES_SHOWN);
    fresh.settles(Duration::from_millis(200));
    assert_eq!(program.text(), fresh.text());
    for mut program in [program, fresh] {
        program.keys("q");
        assert_eq!(program.ends().exit_code(), 0);
    }
}
