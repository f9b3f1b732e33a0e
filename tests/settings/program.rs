//! The settings as the program takes and tells them.

use super::*;

/// The program with this settings file, in an environment without settings of its own.
fn program(file: &Written) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("dateline").unwrap();
    for setting in settings() {
        command.env_remove(setting.variable());
    }
    command.env("DATELINE_CONFIG", file.path());
    command
}

#[test]
fn a_faulty_file_keeps_the_reader_from_opening() {
    let file = Written::new("\nzoen = 'utc'\nmeasure = 1");
    let output = program(&file).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(output.stdout.is_empty());
    for phrase in [
        "config.toml:2: no setting `zoen`",
        "config.toml:3: `measure`",
        "--no-config",
    ] {
        assert!(said.contains(phrase), "{phrase} in {said}");
    }
    let shown = program(&file)
        .args(["config", "show", "--no-config"])
        .output()
        .unwrap();
    assert_eq!(shown.status.code(), Some(0));
    assert!(
        String::from_utf8(shown.stdout)
            .unwrap()
            .contains("measure = 80")
    );
}

#[test]
fn the_program_tells_its_settings_and_keys() {
    let file = Written::new("[keys.list]\nstar = 'Space'");
    let told = |arguments: &[&str]| {
        let output = program(&file).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(told(&["config", "default"]), config::default_text());
    let paths = told(&["config", "path"]);
    let (settings, marks) = paths.trim_end().split_once('\n').unwrap();
    assert!(settings.ends_with("config.toml"), "{settings}");
    assert!(marks.ends_with("dateline/marks.sqlite"), "{marks}");
    assert!(told(&["config", "show"]).contains("star = \"Space\""));
    let keys = told(&["keys"]);
    for command in commands() {
        assert!(keys.contains(command.doc), "{}", command.name);
    }
    assert!(
        keys.lines()
            .any(|line| line.contains("Space") && line.contains("star"))
    );
}
