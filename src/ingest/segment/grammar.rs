//! The grammar of a page and the best labelling of a text by it.
//!
//! A page has three parts: what stands before the article (with headline, date and byline in any
//! order, the headline at most once), the article, and what stands after it. Each step from one
//! role to the next has a cost; the labelling with the best sum of scores and costs is found by
//! Viterbi's algorithm (A. J. Viterbi 1967), linear in the number of paragraphs.

#![expect(
    clippy::match_same_arms,
    reason = "an arm a step reads as the grammar; that costs are equal is chance"
)]

use std::sync::LazyLock;

use super::cues::Sheet;
use super::weights::{self, ROLES, Role};
use crate::article::Label;

/// A role at a place of the page: the roles before the article stand twice, because after the
/// headline there is no second one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// The role.
    pub(crate) role: Role,
    /// The part of the page.
    pub(crate) part: Part,
}

/// A part of the page, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Before the headline.
    Top,
    /// The headline and what stands under it.
    Head,
    /// The article.
    Article,
    /// After it.
    Foot,
}

const fn state(part: Part, role: Role) -> State {
    State { role, part }
}

/// Every state.
pub(crate) const STATES: [State; STATE_COUNT] = [
    state(Part::Top, Role::Before),
    state(Part::Top, Role::Meta),
    state(Part::Top, Role::Source),
    state(Part::Top, Role::Date),
    state(Part::Top, Role::Byline),
    state(Part::Head, Role::Title),
    state(Part::Head, Role::Before),
    state(Part::Head, Role::Meta),
    state(Part::Head, Role::Source),
    state(Part::Head, Role::Date),
    state(Part::Head, Role::Byline),
    state(Part::Article, Role::Body),
    state(Part::Article, Role::Item),
    state(Part::Article, Role::Inline),
    state(Part::Article, Role::Between),
    state(Part::Foot, Role::After),
    state(Part::Foot, Role::Related),
    state(Part::Foot, Role::Standfirst),
    state(Part::Foot, Role::Byline),
    state(Part::Foot, Role::Date),
    state(Part::Foot, Role::CommentHead),
    state(Part::Foot, Role::CommentAuthor),
    state(Part::Foot, Role::CommentTime),
    state(Part::Foot, Role::CommentText),
];
pub(crate) const STATE_COUNT: usize = 24;

/// What never happens.
pub(crate) const NEVER: f32 = f32::NEG_INFINITY;

/// Score of beginning a text so.
pub(crate) fn start(to: State) -> f32 {
    match to.part {
        Part::Top => 0.0,
        Part::Head if to.role == Role::Title => 0.0,
        Part::Head => NEVER,
        Part::Article if to.role == Role::Body => -0.5,
        Part::Article => NEVER,
        Part::Foot => -8.0,
    }
}

/// Score of one role following another.
pub(crate) fn step(from: State, to: State) -> f32 {
    if to.part < from.part {
        return NEVER;
    }
    match (from.part, to.part) {
        (Part::Top, Part::Top) | (Part::Head, Part::Head) if to.role == Role::Title => NEVER,
        (Part::Top, Part::Top) | (Part::Head, Part::Head) => within_head(from.role, to.role),
        (Part::Top, Part::Head) if to.role == Role::Title => 0.0,
        (Part::Top, Part::Head) => NEVER,
        (Part::Top | Part::Head, Part::Article) if to.role == Role::Body => entering(from.role),
        (Part::Top | Part::Head, Part::Article) => NEVER,
        (Part::Article, Part::Article) => within_article(from.role, to.role),
        (Part::Article, Part::Foot) => leaving(from.role, to.role),
        (Part::Foot, Part::Foot) => within_foot(from.role, to.role),
        _ => NEVER,
    }
}

fn within_head(from: Role, to: Role) -> f32 {
    match (from, to) {
        (Role::Before, Role::Before) => 0.0,
        (_, Role::Before) => -1.0,
        (Role::Source, Role::Source) => -3.0,
        _ => -0.3,
    }
}

fn entering(from: Role) -> f32 {
    match from {
        Role::Before => -0.5,
        _ => 0.0,
    }
}

fn within_article(from: Role, to: Role) -> f32 {
    match (from, to) {
        (Role::Body, Role::Body) => 0.5,
        (Role::Item, Role::Item) => 0.5,
        (Role::Body, Role::Item) => -2.0,
        (Role::Item, Role::Body) => -1.0,
        (Role::Between, Role::Between) => 0.0,
        (Role::Inline, Role::Inline) => -2.5,
        (Role::Between, Role::Inline) | (Role::Inline, Role::Between) => -1.0,
        (Role::Body, Role::Between) => -2.0,
        _ => -0.5,
    }
}

fn leaving(from: Role, to: Role) -> f32 {
    let from = match from {
        Role::Body => -0.5,
        Role::Item => -2.0,
        _ => -3.0,
    };
    let to = match to {
        Role::After | Role::CommentHead => 0.0,
        Role::Related => -0.5,
        Role::Byline | Role::Date | Role::Standfirst => -1.0,
        Role::CommentAuthor => -4.0,
        _ => return NEVER,
    };
    from + to
}

fn within_foot(from: Role, to: Role) -> f32 {
    match (from, to) {
        (Role::CommentHead, Role::CommentAuthor) => 2.0,
        (Role::CommentAuthor, Role::CommentTime) => 2.0,
        (Role::CommentAuthor | Role::CommentTime, Role::CommentText) => 1.0,
        (Role::CommentTime, _) => -4.0,
        (Role::CommentAuthor, _) => NEVER,
        (Role::CommentText, Role::CommentText) => -1.0,
        (Role::CommentText, Role::CommentAuthor) => 1.0,
        (_, Role::CommentTime | Role::CommentText) => NEVER,
        (_, Role::CommentAuthor) => -2.0,
        (_, Role::CommentHead) => -0.5,
        (Role::Related, Role::Standfirst) => 0.5,
        (Role::Related, Role::Related) => 0.5,
        (Role::After, Role::After) => 0.3,
        (Role::Standfirst, Role::Standfirst) => -1.5,
        (_, Role::Byline | Role::Date) => -1.0,
        _ => -0.3,
    }
}

/// Score of ending a text so.
pub(crate) fn end(from: State) -> f32 {
    match from.part {
        Part::Top | Part::Head => -12.0,
        Part::Article if from.role == Role::Body => 0.0,
        Part::Article if from.role == Role::Item => -1.0,
        Part::Article => -4.0,
        Part::Foot if matches!(from.role, Role::CommentAuthor | Role::CommentTime) => -4.0,
        Part::Foot => 0.0,
    }
}

/// The best labelling.
pub(super) fn best(sheets: &[Sheet]) -> Vec<Label> {
    let scores: Vec<_> = sheets.iter().map(weights::scores).collect();
    path(&scores, &STEPS)
        .into_iter()
        .map(|state| state.role.label())
        .collect()
}

static STEPS: LazyLock<Steps> = LazyLock::new(Steps::new);

/// The steps that can happen, by where they lead.
pub(crate) struct Steps(Vec<Vec<(usize, f32)>>);

impl Steps {
    /// Reads them off the grammar.
    pub(crate) fn new() -> Self {
        let into = |to: &State| {
            let from = STATES
                .iter()
                .enumerate()
                .map(|(at, from)| (at, step(*from, *to)));
            from.filter(|(_, score)| *score > NEVER).collect()
        };
        Self(STATES.iter().map(into).collect())
    }
}

/// The best sequence of states for the scores of every paragraph.
fn path(scores: &[[f32; ROLES]], steps: &Steps) -> Vec<State> {
    let of = |scores: &[f32; ROLES], state: &State| {
        scores.get(state.role as usize).copied().unwrap_or_default()
    };
    let Some((first, others)) = scores.split_first() else {
        return Vec::new();
    };
    let mut reached = [NEVER; STATE_COUNT];
    for (slot, to) in reached.iter_mut().zip(&STATES) {
        *slot = start(*to) + of(first, to);
    }
    let mut came_from: Vec<[u8; STATE_COUNT]> = Vec::with_capacity(scores.len());
    for here in others {
        let (mut next, mut back) = ([NEVER; STATE_COUNT], [0; STATE_COUNT]);
        let places = next.iter_mut().zip(&mut back);
        for ((to, ways), (score, from)) in STATES.iter().zip(&steps.0).zip(places) {
            (*from, *score) = best_way(&reached, ways);
            *score += of(here, to);
        }
        reached = next;
        came_from.push(back);
    }
    let ends = reached
        .iter()
        .zip(STATES)
        .map(|(score, state)| score + end(state));
    let mut at = ends
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(0, |(at, _)| at);
    let mut found: Vec<State> = STATES.get(at).copied().into_iter().collect();
    for back in came_from.iter().rev() {
        at = back.get(at).copied().map_or(0, usize::from);
        found.extend(STATES.get(at).copied());
    }
    found.reverse();
    found
}

/// The best of the ways into a state, and its score.
fn best_way(reached: &[f32], ways: &[(usize, f32)]) -> (u8, f32) {
    let mut best = (0, NEVER);
    for (from, cost) in ways {
        let score = reached.get(*from).map_or(NEVER, |score| score + cost);
        if score > best.1 {
            best = (u8::try_from(*from).unwrap_or(0), score);
        }
    }
    best
}
