//! A query made ready: its structure, and for each test what looking for it needs.

use std::ops::Range;

use super::pattern::{End, Pattern};
use super::records::Column;
use super::vocabulary::Typed;
use crate::query::{self, Expr, Field, Query, State, Term, Test};
use crate::store::Bits;

/// An expression whose tests are leaves.
#[derive(Debug)]
pub(super) enum Node {
    Not(Box<Self>),
    Any(Vec<Self>),
    All(Vec<Self>),
    /// Place among the leaves.
    Leaf(usize),
}

/// A test with what is known of it so far in this search.
pub(super) struct Leaf<'q> {
    pub(super) test: &'q Test,
    /// What is looked for in running text.
    pub(super) pattern: Option<Pattern>,
    /// A bare word of one part, looked for in vocabularies.
    pub(super) typed: Option<Typed>,
    /// Whether bodies have to be read for it.
    pub(super) bodies: bool,
    /// What headlines, sources, columns and the like give; of the whole collection.
    pub(super) head: Option<Bits>,
    /// The same where dates are read loosely.
    pub(super) loose: Option<Bits>,
    /// What bodies, or records, give as far as they were read.
    pub(super) body: Scanned,
    pub(super) comments: Scanned,
}

/// What a scan has found, and of which articles.
#[derive(Default)]
pub(super) struct Scanned {
    pub(super) known: Bits,
    pub(super) found: Bits,
}

impl Scanned {
    /// What was read and not found: that stays so for whatever is harder to find.
    pub(super) fn misses(&self) -> Self {
        let mut known = self.known.clone();
        known.subtract(&self.found);
        Self {
            known,
            found: Bits::new(),
        }
    }
}

/// A term that is on.
pub(super) struct Active {
    /// Its index in [`Query::terms`].
    pub(super) term: usize,
    pub(super) node: Node,
    pub(super) about: About,
}

/// What a term narrows; the pickers count without their own terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Sources,
    Dates,
    Record(Column),
    Anything,
}

impl About {
    /// What there are counts of.
    pub(super) const COUNTED: [Self; 6] = [
        Self::Sources,
        Self::Dates,
        Self::Record(Column::Languages),
        Self::Record(Column::Formats),
        Self::Record(Column::Tags),
        Self::Record(Column::Verdicts),
    ];

    fn of(test: &Test) -> Self {
        match test {
            Test::Source(_) => Self::Sources,
            Test::Date(_) => Self::Dates,
            Test::Language(_) => Self::Record(Column::Languages),
            Test::Format(_) => Self::Record(Column::Formats),
            Test::Tag(_) => Self::Record(Column::Tags),
            Test::Verdict(_) | Test::Is(State::Unjudged) => Self::Record(Column::Verdicts),
            _ => Self::Anything,
        }
    }
}

/// Makes the terms of a query ready that are on, cheap ones first.
pub(super) fn prepare(query: &Query) -> (Vec<Active>, Vec<Option<Leaf<'_>>>) {
    let mut leaves = Vec::new();
    let mut terms: Vec<_> = query
        .terms
        .iter()
        .enumerate()
        .filter(|(_, term)| !term.off)
        .map(|(index, term)| {
            let finish = finish(query, &term.span);
            Active {
                term: index,
                node: node(&term.expr, finish, &mut leaves),
                about: about(query, term),
            }
        })
        .collect();
    terms.sort_by_key(|term| reads_text(&term.node, &leaves));
    for leaf in leaves.iter_mut().filter(|leaf| leaf.is_bare()) {
        leaf.bodies &= !query.headlines_only;
    }
    (terms, leaves.into_iter().map(Some).collect())
}

impl Leaf<'_> {
    /// Whether it is a bare word, phrase or the like, which comments are counted beside for.
    pub(super) fn is_bare(&self) -> bool {
        matches!(self.test, Test::Word(_) | Test::Exact(_) | Test::Phrase(_))
    }
}

/// How an unfinished quotation ends: `"gas pip` is still being typed.
fn finish(query: &Query, span: &Range<usize>) -> End {
    let text = query.text.get(span.clone()).unwrap_or_default();
    if text.matches('"').count() % 2 == 1 {
        End::Open
    } else {
        End::Word
    }
}

fn node<'q>(expr: &'q Expr, finish: End, leaves: &mut Vec<Leaf<'q>>) -> Node {
    let mut nodes = |parts: &'q [Expr]| -> Vec<Node> {
        let mut nodes: Vec<_> = parts
            .iter()
            .map(|part| node(part, finish, leaves))
            .collect();
        nodes.sort_by_key(|node| reads_text(node, leaves));
        nodes
    };
    match expr {
        Expr::Any(parts) => Node::Any(nodes(parts)),
        Expr::All(parts) => Node::All(nodes(parts)),
        Expr::Test(test) => {
            leaves.push(leaf(test, finish));
            Node::Leaf(leaves.len() - 1)
        }
        Expr::Not(_) => {
            // A row of minus signs is no reason to go deep.
            let mut inner = expr;
            let mut negated = false;
            while let Expr::Not(next) = inner {
                inner = next;
                negated = !negated;
            }
            let inner = node(inner, finish, leaves);
            if negated {
                Node::Not(Box::new(inner))
            } else {
                inner
            }
        }
    }
}

fn leaf(test: &Test, finish: End) -> Leaf<'_> {
    let pattern = match test {
        Test::Word(word) | Test::HeadlineStarts(word) => {
            Some(Pattern::new(word, End::Word, End::Open))
        }
        Test::Phrase(phrase) => Some(Pattern::new(phrase, End::Word, finish)),
        Test::HeadlineEnds(word) => Some(Pattern::new(word, End::Open, End::Word)),
        Test::Exact(letters) | Test::Field(_, letters) => {
            Some(Pattern::new(letters, End::Open, End::Open))
        }
        _ => None,
    };
    let typed = match (test, pattern.as_ref().map(Pattern::parts)) {
        (Test::Word(_), Some([word])) => Some(Typed::new(word)),
        _ => None,
    };
    let bodies = match test {
        Test::Word(_) | Test::Exact(_) | Test::Phrase(_) => true,
        Test::Field(field, _) => *field == Field::Body,
        Test::Regex(field, _) => matches!(field, None | Some(Field::Body)),
        _ => false,
    };
    Leaf {
        test,
        pattern,
        typed,
        bodies,
        head: None,
        loose: None,
        body: Scanned::default(),
        comments: Scanned::default(),
    }
}

/// Whether bodies or comments have to be read to decide.
fn reads_text(node: &Node, leaves: &[Leaf<'_>]) -> bool {
    match node {
        Node::Not(inner) => reads_text(inner, leaves),
        Node::Any(parts) | Node::All(parts) => parts.iter().any(|part| reads_text(part, leaves)),
        Node::Leaf(at) => leaves.get(*at).is_some_and(|leaf| {
            let comment = Some(Field::Comment);
            leaf.bodies
                || matches!(leaf.test, Test::Field(field, _) if Some(*field) == comment)
                || matches!(leaf.test, Test::Regex(field, _) if *field == comment)
        }),
    }
}

/// Whether bodies have to be read for a test under a "not": then nothing is sure before.
pub(super) fn denies_bodies(node: &Node, leaves: &[Option<Leaf<'_>>], negated: bool) -> bool {
    match node {
        Node::Not(inner) => denies_bodies(inner, leaves, !negated),
        Node::Any(parts) | Node::All(parts) => parts
            .iter()
            .any(|part| denies_bodies(part, leaves, negated)),
        Node::Leaf(at) => {
            negated
                && leaves
                    .get(*at)
                    .into_iter()
                    .flatten()
                    .any(|leaf| leaf.bodies)
        }
    }
}

/// What a picker would replace; what it keeps (an exclusion, a saved filter) narrows its counts as
/// any other term does.
fn about(query: &Query, term: &Term) -> About {
    let written = query.text.get(term.span.clone()).unwrap_or_default();
    if term.expr.excludes() || query::names_saved(written) {
        return About::Anything;
    }
    let mut tests = term.expr.tests().into_iter().map(About::of);
    let first = tests.next().unwrap_or(About::Anything);
    if tests.all(|about| about == first) {
        first
    } else {
        About::Anything
    }
}
