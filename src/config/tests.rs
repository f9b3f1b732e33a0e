//! What the table promises; files and layers are tested through the library.

use super::*;

#[test]
fn auto_follows_locale_and_no_color() {
    let with = |name: &'static str, value: &'static str| {
        let environment = move |asked: &str| (asked == name).then(|| value.to_owned());
        Settings::resolved(&Written::default(), Keymap::default(), environment)
    };
    assert!(!with("LANG", "fa_IR.UTF-8").ascii);
    assert!(!with("LANG", "").ascii);
    assert!(with("LC_ALL", "C").ascii);
    assert!(with("LC_CTYPE", "ru_RU.KOI8-R").ascii);
    assert!(!with("NO_COLOR", "1").colour);
    assert!(with("NO_COLOR", "").colour);
    assert!(!with("TERM", "dumb").colour);
}

#[test]
fn every_setting_prints_what_it_reads() {
    for setting in settings() {
        let printed = setting.value(&Written::default());
        let mut again = Written::default();
        let value = table::Value::of_text(printed.trim_matches('"'));
        assert_eq!(setting.set(&mut again, value), Ok(()), "{}", setting.name);
        assert_eq!(again, Written::default());
        assert!(default_text().contains(&format!("\n{} = {printed}\n", setting.name)));
    }
}

#[test]
fn zones_are_known_by_name_in_any_case() {
    assert_eq!(
        "asia/tehran".parse(),
        Ok(Zone::Named(chrono_tz::Asia::Tehran))
    );
    assert_eq!("UTC".parse(), Ok(Zone::Utc));
    let fault = "Asia/Tehrn".parse::<Zone>().expect_err("a slip");
    assert!(fault.contains("did you mean \"Asia/Tehran\""), "{fault}");
}
