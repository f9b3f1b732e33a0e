//! From tokens to terms: what each token means, and every fault with its place.
//!
//! Grammar, loosest first: a line is terms joined by "and"; a term is `#`? alternative (`|`
//! alternative)*; an alternative is any number of `-` before an atom or a bracket; a bracket holds
//! a line without `#`. `|` binds its two neighbours only: `a b | c d` is a and (b or c) and d.
//!
//! A faulty piece costs itself: what stands beside it is still read and usable.

use std::ops::Range;

use super::atoms;
use super::lex::{self, Atom, Head, Kind, Token, Value};
use super::{Expr, Fault, LONGEST_LINE, Parsed, Query, Saved, Term, Test};
use crate::article::VerdictNames;

/// Deepest brackets; deeper ones are a slip or an attack, and recursion must end somewhere.
const DEEPEST: usize = 32;

/// How deep saved filters may name each other.
const DEEPEST_NAMES: usize = 8;

/// What the reader calls things in the line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'a> {
    /// The verdicts; without them any word may be one.
    pub verdicts: Option<&'a VerdictNames>,
    /// Lines that have a name.
    pub saved: Option<&'a Saved>,
}

/// Reads a filter line. Linear in its length; never panics.
pub fn parse(text: &str) -> Parsed {
    let verdicts = VerdictNames::default();
    let names = Names {
        verdicts: Some(&verdicts),
        saved: None,
    };
    parse_with(text, names)
}

/// As [`parse`], where verdicts are called by names of the reader's own and `@name` stands for a
/// saved line.
pub fn parse_with(text: &str, names: Names<'_>) -> Parsed {
    let (pieces, faults) = pieces_with(text, names, 0);
    let terms: Vec<Term> = pieces
        .into_iter()
        .filter_map(|piece| {
            piece.expr.map(|expr| Term {
                span: piece.span,
                off: piece.off,
                expr,
            })
        })
        .collect();
    let is_mode = |expr: &Expr| *expr == Expr::Test(Test::InHeadline);
    let headlines_only = terms.iter().any(|term| {
        !term.off
            && match &term.expr {
                // Only a saved filter holds it beside other terms.
                Expr::All(parts) => parts.iter().any(is_mode),
                expr => is_mode(expr),
            }
    });
    Parsed {
        query: Query {
            text: text.to_owned(),
            terms,
            headlines_only,
        },
        faults,
    }
}

/// A term as written, usable or not.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Where it stands, in bytes; without blanks around it.
    pub(super) span: Range<usize>,
    /// Switched off by `#`.
    pub(super) off: bool,
    /// What could be read of it.
    pub(super) expr: Option<Expr>,
}

/// Every term of the line as written, faulty ones too, and the faults.
pub(super) fn pieces(text: &str) -> (Vec<Piece>, Vec<Fault>) {
    pieces_with(text, Names::default(), 0)
}

/// The same, in a line that so many saved filters led to.
fn pieces_with(text: &str, names: Names<'_>, deep: usize) -> (Vec<Piece>, Vec<Fault>) {
    let cut = text
        .char_indices()
        .nth(LONGEST_LINE)
        .map_or(text.len(), |(at, _)| at);
    let line = text.get(..cut).unwrap_or_default();
    let mut parser = Parser {
        tokens: lex::tokens(line),
        at: 0,
        depth: 0,
        deep,
        names,
        faults: Vec::new(),
    };
    let pieces = parser.line();
    let mut faults = parser.faults;
    if cut < text.len() {
        faults.push(Fault {
            span: cut..text.len(),
            expected: format!("at most {LONGEST_LINE} characters; what follows is not read"),
        });
    }
    faults.sort_by_key(|fault| fault.span.start);
    (pieces, faults)
}

/// What is expected before a bar.
const BEFORE_BAR: &str = "a term before `|`, which means \"or\"";

/// What is expected instead of a token that cannot begin a term.
fn cannot_begin(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Close => Some("an opening bracket before this one"),
        Kind::Or => Some(BEFORE_BAR),
        Kind::Off | Kind::Not | Kind::Open | Kind::Atom(_) => None,
    }
}

/// Whether a part of a line names a saved filter.
pub fn names_saved(text: &str) -> bool {
    text.contains('@')
        && lex::tokens(text)
            .iter()
            .any(|token| saved_name(&token.kind).is_some())
}

/// The name in `@name`.
fn saved_name(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Atom(Atom {
            head: Head::None,
            value: Value::Bare(typed),
            at_end: false,
            ..
        }) => typed.strip_prefix('@'),
        _ => None,
    }
}

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// How many saved filters led here.
    deep: usize,
    names: Names<'a>,
    faults: Vec<Fault>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next_is(&self, kind: &Kind) -> bool {
        self.peek().is_some_and(|token| token.kind == *kind)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// Takes the next token if it is of this kind.
    fn eat(&mut self, kind: &Kind) -> Option<Token> {
        self.next_is(kind).then(|| self.take()).flatten()
    }

    /// End of the last token taken, in bytes.
    fn end(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(0, |token| token.span.end)
    }

    fn fault(&mut self, span: Range<usize>, expected: impl Into<String>) {
        self.faults.push(Fault {
            span,
            expected: expected.into(),
        });
    }

    fn line(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while let Some(token) = self.peek().cloned() {
            if let Some(expected) = cannot_begin(&token.kind) {
                self.at += 1;
                self.fault(token.span.clone(), expected);
                pieces.push(Piece {
                    span: token.span,
                    off: false,
                    expr: None,
                });
            } else {
                pieces.push(self.piece(token.span.start));
            }
        }
        pieces
    }

    fn piece(&mut self, start: usize) -> Piece {
        let mut off = false;
        let mut sign_end = None;
        while let Some(token) = self.eat(&Kind::Off) {
            off = true;
            sign_end = Some(token.span.end);
        }
        let expr = match sign_end {
            Some(end) if !self.touches(end) => {
                self.fault(start..end, "a term right after `#`, which switches it off");
                None
            }
            _ => self.alternatives(),
        };
        let span = start..self.end();
        Piece {
            expr: expr.and_then(|expr| self.lone_mode(expr, &span)),
            span,
            off,
        }
    }

    /// Whether the next token stands right at `end`, without a blank, and can begin a term.
    fn touches(&self, end: usize) -> bool {
        self.peek().is_some_and(|token| {
            token.span.start == end && !matches!(token.kind, Kind::Or | Kind::Close)
        })
    }

    /// `in:headline` is a mode of the whole line: it cannot be negated or be one of several.
    fn lone_mode(&mut self, expr: Expr, span: &Range<usize>) -> Option<Expr> {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let saved = last.filter(|token| saved_name(&token.kind).is_some());
        if saved.is_some_and(|token| token.span.end - token.span.start + 1 >= span.len()) {
            return Some(expr);
        }
        if expr != Expr::Test(Test::InHeadline) && expr.tests().contains(&&Test::InHeadline) {
            self.fault(
                span.clone(),
                "in:headline as a term of its own: it holds for the whole line",
            );
            return None;
        }
        Some(expr)
    }

    fn alternatives(&mut self) -> Option<Expr> {
        let mut found: Vec<Expr> = Vec::new();
        let mut add = |expr: Option<Expr>| match expr {
            Some(Expr::Any(inner)) => found.extend(inner),
            Some(expr) => found.push(expr),
            None => {}
        };
        add(self.negated());
        while let Some(bar) = self.eat(&Kind::Or) {
            let begins_term = self
                .peek()
                .is_some_and(|token| !matches!(token.kind, Kind::Or | Kind::Close));
            if begins_term {
                add(self.negated());
            } else {
                self.fault(bar.span, "a term after `|`, which means \"or\"");
            }
        }
        if found.len() > 1 {
            Some(Expr::Any(found))
        } else {
            found.pop()
        }
    }

    fn negated(&mut self) -> Option<Expr> {
        let mut negative = false;
        self.misplaced_off();
        while let Some(sign) = self.eat(&Kind::Not) {
            negative = !negative;
            if !self.touches(sign.span.end) {
                self.fault(sign.span, "a term right after `-`, which means \"not\"");
                return None;
            }
            self.misplaced_off();
        }
        let expr = self.primary()?;
        Some(match expr {
            // Twice "not" is nothing, also through a bracket.
            Expr::Not(inner) if negative => *inner,
            expr if negative => Expr::Not(Box::new(expr)),
            expr => expr,
        })
    }

    /// Reads over `#` where it is not the first sign of a term, as if it were not there.
    fn misplaced_off(&mut self) {
        while let Some(sign) = self.eat(&Kind::Off) {
            self.fault(
                sign.span,
                "`#` before a whole term: it cannot switch off a part of one",
            );
        }
    }

    fn primary(&mut self) -> Option<Expr> {
        let token = self.take()?;
        match token.kind {
            Kind::Open => self.bracket(&token.span),
            ref kind if self.names.saved.is_some() && saved_name(kind).is_some() => {
                let name = saved_name(kind).unwrap_or_default().to_owned();
                self.saved_filter(&name, &token.span)
            }
            Kind::Atom(atom) => match atoms::expr(&atom, &token.span, self.names.verdicts) {
                Ok(read) => {
                    self.faults.extend(read.fault);
                    Some(read.expr)
                }
                Err(fault) => {
                    self.faults.push(fault);
                    None
                }
            },
            Kind::Off | Kind::Or | Kind::Close | Kind::Not => None,
        }
    }

    /// What a saved filter says; a faulty one says nothing.
    fn saved_filter(&mut self, name: &str, span: &Range<usize>) -> Option<Expr> {
        let saved = self.names.saved?;
        let Some(line) = saved.get(name) else {
            self.fault(span.clone(), saved.instead_of(name));
            return None;
        };
        if self.deep == DEEPEST_NAMES {
            let expected = format!("saved filters that do not lead back to `@{name}`");
            self.fault(span.clone(), expected);
            return None;
        }
        let (pieces, faults) = pieces_with(line, self.names, self.deep + 1);
        if let Some(fault) = faults.first() {
            let expected = format!("`@{name}` without a fault: in `{line}` {}", fault.expected);
            self.fault(span.clone(), expected);
            return None;
        }
        let on = pieces.into_iter().filter(|piece| !piece.off);
        let mut found: Vec<Expr> = Vec::new();
        for expr in on.filter_map(|piece| piece.expr) {
            match expr {
                Expr::All(terms) => found.extend(terms),
                expr => found.push(expr),
            }
        }
        match found.len() {
            0 => {
                let expected = format!("a term that is on in the saved filter `@{name}`");
                self.fault(span.clone(), expected);
                None
            }
            1 => found.pop(),
            _ => Some(Expr::All(found)),
        }
    }

    fn bracket(&mut self, open: &Range<usize>) -> Option<Expr> {
        if self.depth == DEEPEST {
            self.fault(
                open.clone(),
                format!("at most {DEEPEST} brackets in each other"),
            );
            self.at = self.tokens.len();
            return None;
        }
        self.depth += 1;
        let mut found = Vec::new();
        let mut closed = false;
        let inner = self.at;
        while self.peek().is_some() {
            if self.eat(&Kind::Close).is_some() {
                closed = true;
                break;
            }
            if let Some(bar) = self.eat(&Kind::Or) {
                self.fault(bar.span, BEFORE_BAR);
                continue;
            }
            match self.alternatives() {
                Some(Expr::All(terms)) => found.extend(terms),
                Some(expr) => found.push(expr),
                None => {}
            }
        }
        self.depth -= 1;
        if !closed {
            self.fault(open.clone(), "a closing bracket `)` for this one");
        } else if self.at == inner + 1 {
            self.fault(open.start..self.end(), "a term between the brackets");
        }
        if found.len() > 1 {
            Some(Expr::All(found))
        } else {
            found.pop()
        }
    }
}
