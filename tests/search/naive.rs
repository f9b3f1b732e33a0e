//! What the filter line means, written down as naively as possible: every article is read.

use chrono::{Datelike as _, Months, NaiveDate, NaiveTime};
use dateline::article::{Article, Mark, Mention, MentionIn, Moment, Precision, Published, Span};
use dateline::query::{DateTest, DaySpan, Expr, Field, Has, Query, SourceTest, State, Term, Test};
use dateline::text;
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// The day on which the lines are asked.
pub(super) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2019, 6, 1).unwrap();

fn words(text: &str) -> Vec<String> {
    text::words(text).map(|(_, word)| word).collect()
}

fn is_spaceless(word: &str) -> bool {
    word.starts_with(spaceless)
}

fn spaceless(c: char) -> bool {
    "北京大学".contains(c) || ('ก'..='๛').contains(&c)
}

fn is_fuzzy(typed: &str, word: &str) -> bool {
    let letters = typed.chars().count();
    let matcher = SkimMatcherV2::default().respect_case();
    let own = matcher.fuzzy_match(typed, typed).unwrap_or_default();
    letters >= 4
        && !is_spaceless(typed)
        && typed.chars().next() == word.chars().next()
        && word.chars().count() <= letters + letters / 3
        && matcher
            .fuzzy_match(word, typed)
            .is_some_and(|score| score >= own - 9 * i64::try_from(letters / 4).unwrap())
}

/// A bare word in a headline or name.
pub(super) fn like(typed: &str, text: &str) -> bool {
    let parts = words(typed);
    let [typed] = parts.as_slice() else {
        return stands(typed, text, Ends::LastOpen);
    };
    words(text).iter().any(|word| {
        word.starts_with(typed)
            || ((typed.chars().count() >= 4 || is_spaceless(typed)) && word.contains(typed))
            || is_fuzzy(typed, word)
    })
}

/// Which outer ends of a phrase may lie inside a word.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Ends {
    Closed,
    FirstOpen,
    LastOpen,
    Open,
}

/// Words in order.
pub(super) fn stands(typed: &str, text: &str, ends: Ends) -> bool {
    let parts = words(typed);
    if parts.is_empty() {
        return text::fold(text).contains(&text::fold(typed));
    }
    let text: Vec<char> = text::fold(text).chars().collect();
    (0..text.len()).any(|at| stand_at(&parts, &text, at, ends))
}

/// Words one after the other from a character on, with no letter of another word between them;
/// words of scripts without spaces end anywhere.
fn stand_at(parts: &[String], text: &[char], mut at: usize, ends: Ends) -> bool {
    let edge = |at: usize| {
        let (before, after) = (at.checked_sub(1).map(|before| text[before]), text.get(at));
        let letter = |c: char| is_letter(c) && !spaceless(c);
        !(before.is_some_and(letter) && after.is_some_and(|after| letter(*after)))
    };
    if !edge(at) && !matches!(ends, Ends::FirstOpen | Ends::Open) {
        return false;
    }
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            if !edge(at) {
                return false;
            }
            while text.get(at).is_some_and(|c| !is_letter(*c)) {
                at += 1;
            }
        }
        let part: Vec<char> = part.chars().collect();
        if !text[at..].starts_with(&part) {
            return false;
        }
        at += part.len();
    }
    edge(at) || matches!(ends, Ends::LastOpen | Ends::Open)
}

fn is_letter(c: char) -> bool {
    text::words(&c.to_string()).next().is_some()
}

fn fit(parts: &[String], window: &[String], ends: Ends) -> bool {
    let last = parts.len() - 1;
    let mut pairs = window.iter().zip(parts).enumerate();
    pairs.all(|(at, (word, part))| {
        let first_open = at == 0 && matches!(ends, Ends::FirstOpen | Ends::Open);
        let last_open = at == last && matches!(ends, Ends::LastOpen | Ends::Open);
        match (first_open, last_open) {
            (true, true) => word.contains(part),
            (true, false) => word.ends_with(part),
            (false, true) => word.starts_with(part),
            (false, false) => word == part,
        }
    })
}

/// A title that begins so.
fn starts(typed: &str, title: &str) -> bool {
    let (parts, all) = (words(typed), words(title));
    match all.get(..parts.len()) {
        Some([]) => {
            let (typed, title) = (text::fold(typed), text::fold(title));
            title
                .find(&typed)
                .is_some_and(|at| words(&title[..at]).is_empty())
        }
        Some(window) => fit(&parts, window, Ends::LastOpen),
        None => false,
    }
}

/// A title that ends so.
fn ends(typed: &str, title: &str) -> bool {
    let (parts, all) = (words(typed), words(title));
    let from = all.len().checked_sub(parts.len());
    match from.and_then(|from| all.get(from..)) {
        Some([]) => {
            let (typed, title) = (text::fold(typed), text::fold(title));
            title
                .rfind(&typed)
                .is_some_and(|at| words(&title[at + typed.len()..]).is_empty())
        }
        Some(window) => fit(&parts, window, Ends::FirstOpen),
        None => false,
    }
}

/// A naive reading of articles.
pub(super) struct Naive<'a> {
    pub(super) articles: &'a [Article],
    pub(super) marks: &'a [Mark],
    pub(super) headlines_only: bool,
    /// Whether bare words look in comments too.
    pub(super) comments_too: bool,
}

impl Naive<'_> {
    /// The articles that pass the terms that are on and that `counts` lets count.
    pub(super) fn finds(&self, query: &Query, counts: impl Fn(&Term) -> bool) -> Vec<u32> {
        let terms: Vec<_> = query.active().filter(|term| counts(term)).collect();
        let hit = |at: &usize| terms.iter().all(|term| self.matches(*at, &term.expr));
        let hits = (0..self.articles.len()).filter(hit);
        hits.map(|at| u32::try_from(at).unwrap()).collect()
    }

    fn matches(&self, at: usize, expr: &Expr) -> bool {
        match expr {
            Expr::Not(inner) => {
                // Comments never hide an article.
                let strict = Naive {
                    comments_too: false,
                    ..*self
                };
                !strict.matches(at, inner)
            }
            Expr::Any(parts) => parts.iter().any(|part| self.matches(at, part)),
            Expr::All(parts) => parts.iter().all(|part| self.matches(at, part)),
            Expr::Test(test) => self.text(at, test).unwrap_or_else(|| self.record(at, test)),
        }
    }

    /// Tests of text; `None` for others.
    fn text(&self, at: usize, test: &Test) -> Option<bool> {
        let article = &self.articles[at];
        let title = article
            .headline
            .as_deref()
            .unwrap_or_else(|| article.lead());
        let of = |span: &Span| span.of(&article.text).to_owned();
        let body: Vec<String> = article.body.iter().map(of).collect();
        let comments = article.comments.iter().flat_map(|comment| &comment.text);
        let comments: Vec<String> = comments.map(of).collect();
        let in_text = |typed: &str, ends: Ends| {
            let more = comments.iter().filter(|_| self.comments_too);
            let mut all = body.iter().chain(more).filter(|_| !self.headlines_only);
            all.any(|text| stands(typed, text, ends))
        };
        Some(match test {
            Test::Word(typed) => {
                let names = article
                    .authors
                    .iter()
                    .chain(&article.place)
                    .chain(&article.source);
                let mut names = names.filter(|_| !self.headlines_only);
                like(typed, title)
                    || names.any(|name| like(typed, name))
                    || in_text(typed, Ends::LastOpen)
            }
            Test::Exact(typed) => stands(typed, title, Ends::Open) || in_text(typed, Ends::Open),
            Test::Phrase(typed) => {
                stands(typed, title, Ends::Closed) || in_text(typed, Ends::Closed)
            }
            Test::HeadlineStarts(typed) => starts(typed, title),
            Test::HeadlineEnds(typed) => ends(typed, title),
            Test::Field(field, typed) => {
                let mut texts: Box<dyn Iterator<Item = &str>> = match field {
                    Field::Headline => Box::new(std::iter::once(title)),
                    Field::Body => Box::new(body.iter().map(String::as_str)),
                    Field::Comment => Box::new(comments.iter().map(String::as_str)),
                    Field::Author => Box::new(article.authors.iter().map(String::as_str)),
                    Field::Place => Box::new(article.place.iter().map(String::as_str)),
                    Field::Note => Box::new(self.marks[at].note.iter().map(String::as_str)),
                };
                texts.any(|text| stands(typed, text, Ends::Open))
            }
            Test::Regex(field, regex) => {
                let matches = |texts: &[String]| texts.iter().any(|text| regex.is_match(text));
                match field {
                    None => regex.is_match(title) || matches(&body),
                    Some(Field::Headline) => regex.is_match(title),
                    Some(Field::Body) => matches(&body),
                    Some(Field::Comment) => matches(&comments),
                    Some(Field::Author) => matches(&article.authors),
                    Some(Field::Place) => article.place.iter().any(|text| regex.is_match(text)),
                    Some(Field::Note) => {
                        let mut notes = self.marks[at].note.iter();
                        notes.any(|text| regex.is_match(text))
                    }
                }
            }
            _ => return None,
        })
    }

    /// Tests of the record and of marks.
    fn record(&self, at: usize, test: &Test) -> bool {
        let (article, mark) = (&self.articles[at], &self.marks[at]);
        let source = article.source.as_deref();
        match test {
            Test::InHeadline => true,
            Test::Source(SourceTest::None) => source.is_none(),
            Test::Source(SourceTest::Is(name)) => {
                source.is_some_and(|s| s.eq_ignore_ascii_case(name))
            }
            Test::Source(SourceTest::Like(typed)) => source.is_some_and(|s| like(typed, s)),
            Test::Date(test) => date_passes(test, &article.published),
            Test::Is(State::Read) => mark.read,
            Test::Is(State::Unread) => !mark.read,
            Test::Is(State::Unjudged) => mark.verdict.is_none(),
            Test::Verdict(verdict) => mark.verdict == Some(*verdict),
            Test::Has(Has::Comments) => !article.comments.is_empty(),
            Test::Has(Has::Note) => mark.note.is_some(),
            Test::Is(State::Starred) => mark.starred,
            Test::Is(State::Copy | State::Version) => false,
            Test::Tag(wanted) => {
                let mut tags = mark.tags.iter();
                tags.any(|tag| text::fold(tag) == text::fold(wanted))
            }
            Test::Format(format) => article.origin.format == *format,
            Test::Language(tag) => article.language.as_deref().is_some_and(|language| {
                language == tag || language.starts_with(&format!("{tag}-"))
            }),
            Test::Mentions(span) => {
                let mut values = article.mentions.iter().filter_map(mentioned);
                values.any(|(first, last)| {
                    span.first.is_none_or(|start| start <= last)
                        && span.last.is_none_or(|end| first <= end)
                })
            }
            Test::Path(part) => article
                .origin
                .path
                .to_lowercase()
                .contains(&part.to_lowercase()),
            other => panic!("not generated: {other:?}"),
        }
    }
}

/// The days of a year or month that headline or body speak of.
fn mentioned(mention: &Mention) -> Option<(NaiveDate, NaiveDate)> {
    let value = mention.value.as_deref()?;
    let seen = matches!(mention.place, MentionIn::Headline | MentionIn::Body);
    let month = NaiveDate::parse_from_str(&format!("{value}-01"), "%Y-%m-%d");
    let year = NaiveDate::parse_from_str(&format!("{value}-01-01"), "%Y-%m-%d");
    let (first, months) = match (month, year) {
        (Ok(first), _) => (first, 1),
        (_, Ok(first)) => (first, 12),
        _ => return None,
    };
    seen.then_some((first, (first + Months::new(months)).pred_opt()?))
}

fn date_passes(test: &DateTest, published: &Published) -> bool {
    let days = published.value.map(Moment::days);
    let offset = published.value.and_then(|moment| moment.offset);
    let inside = |span: &DaySpan| {
        days.is_some_and(|(first, last)| {
            span.first.is_none_or(|start| start <= first) && span.last.is_none_or(|end| last <= end)
        })
    };
    match test {
        DateTest::In(span) => inside(span),
        DateTest::Touches(span) => days.is_some_and(|(first, last)| {
            span.first.is_none_or(|start| start <= last) && span.last.is_none_or(|end| first <= end)
        }),
        DateTest::Kind(kind) => published.kind == *kind,
        DateTest::LessExact(than) => published
            .value
            .is_some_and(|moment| moment.precision < *than),
        DateTest::Today => days == Some((TODAY, TODAY)),
        DateTest::Last(count) => days.is_some_and(|(first, last)| {
            TODAY.signed_duration_since(first).num_days() < i64::from(*count) && last <= TODAY
        }),
        DateTest::Future => days.is_some_and(|(first, _)| first > TODAY),
        DateTest::During(span) => {
            clock(published).is_some_and(|seconds| span.holds(seconds, offset))
        }
        DateTest::Meets(span) => {
            clock(published).is_some_and(|seconds| span.meets(seconds, offset))
        }
        DateTest::Weekday(weekday) => published.value.is_some_and(|moment| {
            moment.precision >= Precision::Day
                && moment.local.date().weekday().number_from_monday() == u32::from(*weekday)
        }),
    }
}

/// First second of a date, and the first after it.
fn clock(published: &Published) -> Option<(i64, i64)> {
    let moment = published.value?;
    let start = moment.local.and_utc().timestamp();
    Some(match moment.precision {
        Precision::Minute => (start, start + 60),
        Precision::Hour => (start, start + 3_600),
        _ => {
            let (first, last) = moment.days();
            let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc().timestamp();
            (midnight(first), midnight(last) + 86_400)
        }
    })
}
