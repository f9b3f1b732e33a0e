//! The line in the lower border of a box: the keys that work there, as they are bound.

use crate::action::{Action, Context, Motion};
use crate::app::App;
use crate::ui::theme::Theme;

/// "j k scroll · Esc close": of each entry the first key of every action, and what they do; an
/// entry whose actions have no key is left out.
pub fn of(app: &App, context: Context, entries: &[(&[Action], &str)]) -> String {
    let keymap = &app.scene.settings.keymap;
    let entries = entries.iter().filter_map(|(actions, word)| {
        let keys = actions.iter().filter_map(|action| {
            let key = keymap.key_of(*action, context)?;
            Some(key.to_string())
        });
        let keys: Vec<String> = keys.collect();
        (!keys.is_empty()).then(|| format!("{} {word}", keys.join(" ")))
    });
    let separator = Theme::of(&app.scene.settings).sign(" · ", ", ");
    entries.collect::<Vec<_>>().join(separator)
}

/// The foot of a box that is only read.
pub fn of_a_page(app: &App) -> String {
    let scroll: &[Action] = &[Action::Move(Motion::Down), Action::Move(Motion::Up)];
    of(
        app,
        Context::Overlay,
        &[(scroll, "scroll"), (&[Action::Restore], "close")],
    )
}
