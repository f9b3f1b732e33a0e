//! The text face of an article: head, body with what stood between its paragraphs, folds.

use crate::action::{Action, Context};
use crate::app::article::folds::{Fold, Folds, Item};
use crate::app::article::lines::{Kind, Setting, Writer};
use crate::app::article::{evidence, said};
use crate::app::moment::{self, counted};
use crate::app::scene::Scene;
use crate::article::{Comment, DateKind, Related};
use crate::store::View;

impl Writer<'_> {
    /// Writes head, body and folds.
    pub(super) fn article(&mut self, folds: &Folds) {
        self.head();
        self.blank();
        self.body();
        let related = self.view.related();
        let trailing = related.iter().filter(|related| !related.inline).count();
        let comments = self.view.comments().len();
        let page = self.view.boilerplate().len();
        let titles = [
            (
                trailing,
                counted(trailing, "related headline", "related headlines"),
            ),
            (comments, counted(comments, "comment", "comments")),
            (
                page,
                counted(
                    page,
                    "piece of the page around it",
                    "pieces of the page around it",
                ),
            ),
        ];
        for (fold, (count, title)) in Fold::ALL.into_iter().zip(titles) {
            if count > 0 {
                self.fold(fold, &title, folds.is_open(fold));
            }
        }
    }

    fn head(&mut self) {
        match self.view.headline() {
            Some(headline) => self.say(Kind::Headline, headline, &Setting::default()),
            None => self.say(Kind::Quiet, "no headline", &Setting::default()),
        }
        self.say(Kind::Fact, &facts(self.view), &Setting::default());
        self.say(
            Kind::Fact,
            &date_line(self.view, self.scene),
            &Setting::default(),
        );
        let keymap = &self.scene.settings.keymap;
        let note = keymap
            .key_of(Action::ToggleEvidence, Context::Article)
            .map(|key| format!("{key}  how this is known"))
            .unwrap_or_default();
        let setting = Setting {
            note,
            ..Setting::indented(2)
        };
        self.say(Kind::Quiet, &evidence_line(self.view), &setting);
        said::write(self);
    }

    /// Paragraphs, and between them the headlines that stood between them.
    fn body(&mut self) {
        let view = self.view;
        let start = |related: &Related| {
            related
                .headline
                .or(related.standfirst)
                .map_or(0, |span| span.start)
        };
        let related = view.related();
        let mut inline: Vec<(usize, &Related)> = related
            .iter()
            .enumerate()
            .filter(|(_, related)| related.inline)
            .collect();
        inline.sort_by_key(|(_, related)| start(related));
        let mut inline = inline.into_iter().peekable();
        for span in view.body_spans() {
            while let Some((index, related)) =
                inline.next_if(|(_, related)| start(related) < span.start)
            {
                self.related(index, related, 2);
                self.blank();
            }
            self.keep(Kind::Body, *span, &Setting::default());
            self.blank();
        }
        for (index, related) in inline {
            self.related(index, related, 2);
            self.blank();
        }
    }

    fn fold(&mut self, fold: Fold, title: &str, open: bool) {
        self.say(
            Kind::FoldHead { open },
            title,
            &Setting::item(2, Item::Fold(fold)),
        );
        self.folded_away = !open;
        match fold {
            Fold::Related => self.trailing(),
            Fold::Comments => self.comments(),
            Fold::Boilerplate => self.boilerplate(),
        }
        self.folded_away = false;
    }

    fn trailing(&mut self) {
        let view = self.view;
        let all = view.related();
        for (index, related) in all
            .iter()
            .enumerate()
            .filter(|(_, related)| !related.inline)
        {
            self.related(index, related, 4);
        }
        self.blank();
    }

    /// A headline of another article, with the line under it.
    fn related(&mut self, index: usize, related: &Related, indent: usize) {
        let setting = Setting::item(indent, Item::Related(index));
        let known = related.article.is_some();
        if let Some(headline) = related.headline {
            self.keep(Kind::Related { known }, headline, &setting);
        }
        if let Some(standfirst) = related.standfirst {
            let setting = match related.headline {
                Some(_) => Setting::indented(indent.saturating_add(2)),
                None => setting,
            };
            self.keep(Kind::Quiet, standfirst, &setting);
        }
    }

    fn comments(&mut self) {
        let view = self.view;
        for comment in view.comments() {
            let head = comment_head(&comment, view.text(), self.scene);
            self.say(Kind::CommentHead, &head, &Setting::indented(4));
            for span in &comment.text {
                self.keep(Kind::Comment, *span, &Setting::indented(4));
            }
            self.blank();
        }
    }

    fn boilerplate(&mut self) {
        let view = self.view;
        for span in view.boilerplate() {
            self.keep(Kind::Boilerplate, span, &Setting::indented(4));
        }
        self.blank();
    }
}

fn comment_head(comment: &Comment, kept: &str, scene: &Scene) -> String {
    let author = comment.author.map_or("somebody", |span| span.of(kept));
    match comment.time {
        Some(time) => format!(
            "{author} · {}",
            moment::long_without_remark(time, scene.settings.zone)
        ),
        None => author.to_owned(),
    }
}

/// Source, byline and place on one line.
fn facts(view: &View<'_>) -> String {
    let sign = view.source_from().sign().unwrap_or_default();
    let source = match view.source() {
        Some(source) => format!("{sign}{source}"),
        None => "source unknown".to_owned(),
    };
    let mut facts = vec![source];
    let authors: Vec<&str> = view.authors().collect();
    if !authors.is_empty() {
        facts.push(format!("By {}", authors.join(", ")));
    }
    match (view.place(), view.agency()) {
        (Some(place), Some(agency)) => facts.push(format!("{place} ({agency})")),
        (Some(only), None) | (None, Some(only)) => facts.push(only.to_owned()),
        (None, None) => {}
    }
    facts.join(" · ")
}

fn date_line(view: &View<'_>, scene: &Scene) -> String {
    let published = view.published();
    let zone = scene.settings.zone;
    let mut line = match (published.value, published.kind) {
        (None, _) => "no date".to_owned(),
        (Some(value), DateKind::Inferred) => format!("~{}, inferred", moment::long(value, zone)),
        (Some(value), DateKind::Given) => format!("={}, as given", moment::long(value, zone)),
        (Some(value), _) => moment::long(value, zone),
    };
    if let Some(updated) = view.updated() {
        line.push_str(" · updated ");
        line.push_str(&moment::long(updated, zone));
    }
    line
}

/// How the date is known, in words.
fn evidence_line(view: &View<'_>) -> String {
    let published = view.published();
    let evidence = published.evidence.as_str();
    match published.kind {
        _ if evidence.is_empty() => "nothing in it says when it was published".to_owned(),
        DateKind::Explicit if evidence.starts_with("line ") => format!("read in {evidence}"),
        DateKind::Inferred => format!("{}: {evidence}", evidence::confidence(&published)),
        _ => evidence.to_owned(),
    }
}
