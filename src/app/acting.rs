//! From an action to what it does where the person is: what lies on top gets it first, then the line
//! being typed, then what holds in every pane, then the focused pane.

use crate::action::{Action, Context};
use crate::app::keeping::Keeping;
use crate::app::message::Effect;
use crate::app::scene::{Outcome, Pane};
use crate::app::{App, Overlay};

impl App {
    /// Carries out an action where the person is.
    pub(super) fn act(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let asked = matches!(self.overlay, Some(Overlay::Quit));
        match action {
            Action::Redraw => return effects.push(Effect::Redraw),
            Action::Suspend => return effects.push(Effect::Suspend),
            Action::StopOrQuit if !asked => return self.stop_or_quit(effects),
            _ => {}
        }
        let outcomes = match (self.context(), &mut self.overlay) {
            (_, Some(Overlay::Picker(picker))) => {
                picker.act(action, &self.scene, self.filter.text())
            }
            (_, Some(Overlay::Palette(palette))) => palette.act(action, &self.scene),
            (_, Some(Overlay::GoTo(go_to))) => go_to.act(action, &self.scene, self.filter.text()),
            (_, Some(Overlay::Help(help))) => help.act(action, &self.scene),
            (_, Some(Overlay::Tags(tags))) => tags.act(action, &self.scene),
            (_, Some(Overlay::Line(line))) => line.act(action),
            (_, Some(Overlay::Form(form))) => form.act(action, &self.scene),
            (_, Some(Overlay::History(history))) => history.act(action, &self.scene),
            (_, Some(Overlay::Choice(choice))) => choice.act(action),
            (_, Some(Overlay::Printed(printed))) => printed.act(action, &self.scene.screen),
            (_, Some(Overlay::Quit)) => return self.answer_question(action, effects),
            (_, Some(Overlay::Damaged(_))) => return self.answer_offer(action, effects),
            (_, Some(Overlay::Ask(question))) => {
                let question = question.clone();
                return self.answer_to(&question, action, effects);
            }
            (Context::Filter, _) => return self.act_in_filter(action, effects),
            (Context::Find, _) => self.article.act_in_find(action, &self.scene),
            _ => self.act_anywhere(action, effects),
        };
        self.follow(outcomes, effects);
    }

    /// The question before quitting: quitting again quits, everything else stays.
    fn answer_question(&mut self, action: Action, effects: &mut Vec<Effect>) {
        match action {
            Action::Quit | Action::BackOrQuit | Action::StopOrQuit | Action::Enter => {
                effects.push(match self.scene.keeping {
                    Keeping::Failing { .. } => Effect::Abandon,
                    _ => Effect::Quit,
                });
            }
            _ => self.overlay = None,
        }
    }

    /// What holds in every pane; the rest goes to the focused one.
    fn act_anywhere(&mut self, action: Action, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        match action {
            Action::EditFilter => {
                self.typing_from = Some(self.view());
                self.filter.open();
            }
            Action::FocusTimeline => self.focus(Pane::Timeline),
            Action::FocusNext => self.focus(self.scene.focus.next()),
            Action::FocusPrevious => self.focus(self.scene.focus.previous()),
            Action::ToggleAlone => self.alone = !self.alone,
            Action::ToggleEvidence => {
                self.article.toggle_evidence();
                if self.scene.screen.article.is_empty() {
                    self.focus(Pane::Article);
                }
            }
            Action::NextOrder => return self.next_order(),
            Action::ViewBack | Action::ViewForward => return self.step_view(action, effects),
            Action::Undo | Action::Redo => return self.step_marks(action, effects),
            Action::ToggleRead | Action::ToggleStar | Action::Judge(_) => {
                return self.mark(action, effects);
            }
            Action::EditTags
            | Action::EditNote
            | Action::NoteInEditor
            | Action::GiveReason
            | Action::Correct
            | Action::History => return self.open_remark(action),
            Action::ToggleSelected
            | Action::SelectRange
            | Action::SelectAll
            | Action::ClearSelection => return self.act_on_selection(action),
            Action::Reread => effects.push(Effect::Reload),
            Action::BackOrQuit => self.back_or_quit(effects),
            Action::Quit => self.leave(effects),
            Action::OpenLink
            | Action::Copy
            | Action::Pipe
            | Action::Export
            | Action::ShowPrinted => return self.act_out(action),
            Action::NextArticle | Action::PreviousArticle => {
                return self.list.act(action, &self.scene);
            }
            _ => return self.act_on_filter(action),
        }
        Vec::new()
    }

    pub(super) fn act_in_pane(&mut self, action: Action) -> Vec<Outcome> {
        use crate::app::{goto::GoTo, help::Help, palette::Palette, picker::Picker};
        let scene = &self.scene;
        match action {
            Action::PickSource | Action::PickDate | Action::PickRecord | Action::PickSaved => {
                Picker::open(action, scene)
            }
            Action::WhyHidden | Action::SaveFilter | Action::ForgetFilter => {
                self.called_alone(action)
            }
            Action::Help => show(Overlay::Help(Help::new(self.context()))),
            Action::CommandLine => show(Overlay::Palette(Palette::new(self.context()))),
            Action::PreviousBar
            | Action::NextBar
            | Action::OnlyThisBar
            | Action::OnlyUnplaced
            | Action::Taller
            | Action::Shorter => self.act_in_timeline(action),
            Action::GoToDate => show(Overlay::GoTo(GoTo::default())),
            _ => match scene.focus {
                Pane::List => self.list.act(action, scene),
                Pane::Article => self.article.act(action, scene),
                Pane::Timeline => self.act_in_timeline(action),
            },
        }
    }

    fn next_order(&mut self) -> Vec<Outcome> {
        self.scene.order = self.scene.order.next();
        let words = crate::app::status::order_words(self.scene.order);
        vec![Outcome::Say(format!("list {words}"))]
    }

    fn stop_or_quit(&mut self, effects: &mut Vec<Effect>) {
        if !self.loading.is_going_on() {
            return self.leave(effects);
        }
        self.loading.stop();
        effects.push(Effect::StopLoading);
        self.status.say("reading is stopped; what was read stays");
    }

    /// Back to the list, else quit.
    fn back_or_quit(&mut self, effects: &mut Vec<Effect>) {
        match self.scene.focus {
            Pane::List => self.leave(effects),
            Pane::Article | Pane::Timeline => self.focus(Pane::List),
        }
    }
}

fn show(overlay: Overlay) -> Vec<Outcome> {
    vec![Outcome::Show(Box::new(overlay))]
}
