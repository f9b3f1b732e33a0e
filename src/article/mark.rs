//! Marks: what the reader says of an article.

use crate::article::Moment;

/// A judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It belongs to the work.
    Keep,
    /// To be decided.
    Maybe,
    /// It does not belong.
    Drop,
}

impl Verdict {
    /// Every verdict in the order of its key.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Maybe, Self::Drop];

    /// The name used in records and `verdict:` terms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Maybe => "maybe",
            Self::Drop => "drop",
        }
    }
}

/// What the reader calls the verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictNames([String; 3]);

impl Default for VerdictNames {
    fn default() -> Self {
        Self(Verdict::ALL.map(|verdict| verdict.name().to_owned()))
    }
}

impl VerdictNames {
    /// What a verdict is called.
    pub fn of(&self, verdict: Verdict) -> &str {
        let [keep, maybe, drop] = &self.0;
        match verdict {
            Verdict::Keep => keep,
            Verdict::Maybe => maybe,
            Verdict::Drop => drop,
        }
    }

    /// Calls a verdict otherwise.
    pub fn set(&mut self, verdict: Verdict, name: &str) {
        let [keep, maybe, drop] = &mut self.0;
        let called = match verdict {
            Verdict::Keep => keep,
            Verdict::Maybe => maybe,
            Verdict::Drop => drop,
        };
        name.clone_into(called);
    }

    /// The verdict that is called so, whatever the case; its own name of records always means it.
    pub fn named(&self, typed: &str) -> Option<Verdict> {
        let typed = typed.to_lowercase();
        let is = |verdict: &Verdict| {
            self.of(*verdict).to_lowercase() == typed || verdict.name() == typed
        };
        Verdict::ALL.into_iter().find(is)
    }

    /// Every name, in the order of their keys.
    pub fn all(&self) -> [&str; 3] {
        Verdict::ALL.map(|verdict| self.of(verdict))
    }

    /// Two verdicts that one word would mean.
    pub fn clash(&self) -> Option<(Verdict, Verdict)> {
        let pairs = [
            (Verdict::Keep, Verdict::Maybe),
            (Verdict::Keep, Verdict::Drop),
            (Verdict::Maybe, Verdict::Drop),
        ];
        let words = |verdict: Verdict| [self.of(verdict).to_lowercase(), verdict.name().to_owned()];
        pairs.into_iter().find(|(one, other)| {
            let others = words(*other);
            words(*one).iter().any(|word| others.contains(word))
        })
    }
}

/// Everything the reader says of one article.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Mark {
    /// Read to its last line, or marked so by key.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Judged.
    pub verdict: Option<Verdict>,
    /// Why it was judged so.
    pub reason: Option<String>,
    /// Free tags, sorted, each once.
    pub tags: Vec<String>,
    /// A note.
    pub note: Option<String>,
    /// The source as corrected by hand; what was read stays in the article.
    pub source: Option<String>,
    /// The publication date as corrected by hand; what was read stays in the article.
    pub date: Option<Moment>,
}

/// What the reader set by hand of an article's record.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Correction {
    /// The source.
    pub source: Option<String>,
    /// The publication date.
    pub date: Option<Moment>,
}

impl Correction {
    /// Whether nothing is corrected.
    pub fn is_empty(&self) -> bool {
        self.source.is_none() && self.date.is_none()
    }
}

impl Mark {
    /// What it corrects.
    pub fn correction(&self) -> Correction {
        Correction {
            source: self.source.clone(),
            date: self.date,
        }
    }
}
