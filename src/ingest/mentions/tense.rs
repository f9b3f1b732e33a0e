//! Which way a sentence looks: the tense of the verb nearest to a time expression.

use super::foreign::tense_of;
use crate::ingest::dates::scan::{Gap, Kind, Scan};

/// Where the sentence puts what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// Before the time of writing, or at it.
    Past,
    /// After it.
    Future,
    /// Nothing tells.
    Unclear,
}

/// Verb forms of the future and of plans.
const FUTURE: &[&str] = &[
    "will",
    "would",
    "shall",
    "ll",
    "expected",
    "scheduled",
    "due",
    "plans",
    "planned",
    "set",
    "begins",
    "starts",
    "opens",
    "meets",
    "expires",
    "is",
    "are",
    "until",
    "till",
    "by",
    "ahead",
    "slated",
    "upcoming",
    "may",
    "might",
    "must",
    "should",
    "hopes",
    "aims",
    "intends",
    "vows",
    "ends",
    "leaves",
    "arrives",
    "resumes",
    "hosts",
    "convenes",
    "votes",
    "takes",
    "returns",
    "faces",
    "runs",
    "goes",
    "begin",
    "continues",
    "resume",
    "reopen",
    "reopens",
    "plays",
    "closes",
    "could",
    "possible",
    "likely",
    "expect",
    "expects",
    "await",
    "awaits",
    "falls",
    "kicks",
    "concludes",
    "premieres",
    "airs",
    "debuts",
    "launches",
];
/// Words that, with an infinitive behind them, look ahead: `agreed to meet`.
const AHEAD: &[&str] = &[
    "agreed",
    "agree",
    "agrees",
    "plan",
    "plans",
    "planned",
    "planning",
    "decided",
    "ordered",
    "voted",
    "hope",
    "hopes",
    "hoped",
    "asked",
    "want",
    "wants",
    "wanted",
    "due",
    "expected",
    "ready",
    "likely",
    "invited",
    "promised",
    "vowed",
    "intend",
    "intends",
    "scheduled",
    "set",
    "urged",
    "preparing",
    "prepared",
    "pledged",
    "supposed",
    "is",
    "are",
    "try",
    "going",
];
/// Those of them that outweigh a verb in the past beside them.
const STRONG_FUTURE: &[&str] = &[
    "will",
    "shall",
    "ll",
    "scheduled",
    "due",
    "slated",
    "until",
    "till",
];
/// Irregular verbs of the past that news uses most.
const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "told", "met", "held", "made", "took", "went", "came",
    "gave", "left", "won", "lost", "fell", "rose", "began", "saw", "found", "spoke", "wrote",
    "led", "hit", "sent", "brought", "became", "broke", "shot", "fought", "flew", "struck", "drew",
    "grew", "ran", "sold", "bought", "paid", "laid", "cut", "put", "since", "ago", "sank", "rode",
    "quit",
];

/// How many words either side are looked at.
const REACH: usize = 24;

/// The tense of the verb nearest to the tokens `first..next`, in their sentence.
pub(super) fn tense_around(scan: &Scan<'_>, first: usize, next: usize) -> Tense {
    if let Some(speech) = scan.speech {
        return tense_of(scan, speech, first, next);
    }
    if looks_ahead(scan, first) || scan.any(next, DELIVERED) && scan.same_line(next) {
        return Tense::Future;
    }
    // "April 3 will bring the February figures": they are of a month that is over.
    if scan.month(first).is_some() && next == first + 1 && scan.any(next, MEASURED) {
        return Tense::Past;
    }
    let mut strong = None;
    let (mut open_before, mut open_after) = (true, true);
    for step in 1..=REACH {
        let before = first.checked_sub(step);
        open_before &= before.is_some_and(|i| !sentence_ends(scan, i));
        let after = next + step - 1;
        open_after &= !sentence_ends(scan, after);
        let before = before.filter(|_| open_before);
        let after = Some(after).filter(|_| open_after);
        for i in [before, after].into_iter().flatten() {
            match of_word(scan, i) {
                Tense::Future if scan.any(i, STRONG_FUTURE) => {
                    return strong.unwrap_or(Tense::Future);
                }
                Tense::Unclear => {}
                tense if strong.is_none() => strong = Some(tense),
                _ => {}
            }
        }
        if step >= 6 && strong.is_some() {
            break;
        }
    }
    strong.unwrap_or(Tense::Unclear)
}

/// Whether what stands right before a time puts it ahead: `the vote is Sunday`, `agreed to meet on
/// Friday`.
fn looks_ahead(scan: &Scan<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else {
        return false;
    };
    let on = usize::from(scan.any(before, &["on", "for"]));
    if let Some(verb) = before.checked_sub(on)
        && (scan.any(verb, &["is", "are"]) || on == 1 && scan.any(verb, APPOINTED))
    {
        return true;
    }
    for step in 2..=INFINITIVE {
        let Some(to) = first.checked_sub(step) else {
            return false;
        };
        if sentence_ends(scan, to) || scan.any(to, PAST) {
            return false;
        }
        if scan.is(to, "to") && scan.is_word(to + 1) && !scan.capital(to + 1) {
            return to.checked_sub(1).is_some_and(|verb| scan.any(verb, AHEAD));
        }
    }
    false
}

/// What is counted of a month when it is over: `February figures`.
const MEASURED: &[&str] = &[
    "figures",
    "data",
    "sales",
    "report",
    "results",
    "earnings",
    "numbers",
    "inflation",
    "output",
    "exports",
    "imports",
    "payrolls",
    "production",
    "unemployment",
];

/// What is bought ahead: `oil for August delivery`, `the March contract`.
const DELIVERED: &[&str] = &["delivery", "contract", "contracts", "futures", "settlement"];

/// What is said of a time that was agreed upon or foretold: `set for Thursday`.
const APPOINTED: &[&str] = &[
    "set",
    "scheduled",
    "planned",
    "slated",
    "due",
    "forecast",
    "called",
    "fixed",
    "booked",
    "tipped",
];

/// How many words an infinitive and what it governs may have before the time.
const INFINITIVE: usize = 6;

fn of_word(scan: &Scan<'_>, i: usize) -> Tense {
    let Some(Kind::Word(_)) = scan.at(i).map(|token| token.kind) else {
        return Tense::Unclear;
    };
    let word = scan.str(i);
    let month = scan.is(i, "may") && scan.capital(i);
    if scan.any(i, FUTURE) && !month {
        let is_set = i > 0 && scan.is(i, "set") && scan.any(i - 1, &["is", "are"]);
        if is_set {
            return Tense::Future;
        }
        // "is expected" looks ahead; "is" alone beside "said" does not.
        let alone = scan.any(i, &["is", "are", "by", "set"]);
        return if alone { Tense::Unclear } else { Tense::Future };
    }
    if i > 1 && scan.is(i, "be") && scan.is(i - 1, "to") && !scan.is(i - 2, "used") {
        return Tense::Future;
    }
    // "will be held", "to be published": the participle tells no time.
    if i > 0 && scan.any(i - 1, &["be"]) {
        return Tense::Unclear;
    }
    let regular = word.len() > 3 && word.ends_with("ed") && !scan.capital(i);
    if regular || scan.any(i, PAST) {
        Tense::Past
    } else {
        Tense::Unclear
    }
}

/// Whether the token at `i` is a mark that ends a sentence.
fn sentence_ends(scan: &Scan<'_>, i: usize) -> bool {
    scan.mark(i, ".!?;") && scan.at(i + 1).is_none_or(|next| next.gap != Gap::None)
}
