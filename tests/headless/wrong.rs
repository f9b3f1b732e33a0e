//! Commands called wrongly: what is said, and how it is mended.

use super::*;

/// What is said on standard error; nothing may be printed, and the status is 2.
fn refused(arguments: &[&str]) -> String {
    let (status, out, err) = run(arguments);
    assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}: {err}");
    err
}

#[test]
fn a_command_with_a_slip_is_named_rightly() {
    let said = refused(&["lst"]);
    assert!(said.contains("did you mean the command list"), "{said}");
    let said = refused(&["exprot"]);
    assert!(said.contains("dateline export"), "{said}");
    let said = refused(&["nowhere-near"]);
    assert!(said.contains("dateline --help"), "{said}");
}

#[test]
fn a_command_that_needs_another_lists_them() {
    for command in ["marks", "config"] {
        let said = refused(&[command]);
        assert!(
            said.starts_with("dateline: a command is missing\n"),
            "{said}"
        );
        assert!(said.contains("Usage:"), "{said}");
    }
}

#[test]
fn a_flag_that_would_do_nothing_is_refused() {
    let said = refused(&["list", SEEDS, "--full"]);
    assert!(said.contains("--format jsonl"), "{said}");
}

#[test]
fn no_number_of_the_system_stands_for_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("gone/x.md").display().to_string();
    for arguments in [
        &["export", "--to", "markdown", "-o", &nowhere][..],
        &["marks", "import", &nowhere],
        &["list", &nowhere],
    ] {
        let said = refused(arguments);
        assert!(!said.contains("os error"), "{said}");
        assert!(said.contains(&nowhere), "{said}");
    }
}
