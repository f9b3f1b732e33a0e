//! One article of an export, with what the reader says of it.

use chrono::{Datelike as _, Timelike as _};

use crate::article::{
    Article, Comment, DateKind, Mark, Moment, Precision, Related, SourceFrom, Span,
};
use crate::store::View;

/// An article and its mark.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was read.
    pub article: Article,
    /// What the reader says of it.
    pub mark: Mark,
    /// Its first sentence.
    lead: String,
}

/// Something that is known, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// What is known.
    pub value: T,
    /// How.
    pub how: How,
}

/// How something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The document says so.
    Read,
    /// Concluded.
    Inferred,
    /// The reader said so.
    Given,
}

impl How {
    /// The sign that stands before it on screens and paper.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Read => "",
            Self::Inferred => "~",
            Self::Given => "=",
        }
    }

    /// What is remarked on it; nothing where it was read.
    pub fn remark(self) -> Option<&'static str> {
        match self {
            Self::Read => None,
            Self::Inferred => Some("inferred"),
            Self::Given => Some("given"),
        }
    }
}

impl Entry {
    /// The article of a view, patches and corrections applied.
    pub fn of(view: &View<'_>, mark: Mark) -> Self {
        let mut article = view.to_article();
        if let Some(source) = mark
            .source
            .as_ref()
            .filter(|_| article.source != mark.source)
        {
            article.source = Some(source.clone());
            article.source_from = SourceFrom::Given;
        }
        if let Some(date) = mark.date.filter(|_| article.published.value != mark.date) {
            article.published = article.published.corrected(date);
        }
        Self {
            article,
            mark,
            lead: one_line(view.lead()),
        }
    }

    /// The headline, or in square brackets, as one writes a title that stands nowhere, the first
    /// sentence.
    pub fn title(&self) -> String {
        match (&self.article.headline, self.lead.as_str()) {
            (Some(headline), _) => headline.clone(),
            (None, "") => "[no headline]".to_owned(),
            (None, lead) => format!("[{lead}]"),
        }
    }

    /// Who published it.
    pub fn source(&self) -> Option<Known<&str>> {
        let how = match self.article.source_from {
            SourceFrom::Inferred => How::Inferred,
            SourceFrom::Given => How::Given,
            SourceFrom::Explicit | SourceFrom::None => How::Read,
        };
        let value = self.article.source.as_deref()?;
        Some(Known { value, how })
    }

    /// When it was published.
    pub fn date(&self) -> Option<Known<Moment>> {
        let published = &self.article.published;
        let how = match published.kind {
            DateKind::Inferred => How::Inferred,
            DateKind::Given => How::Given,
            DateKind::Explicit | DateKind::None => How::Read,
        };
        let value = published.value?;
        Some(Known { value, how })
    }

    /// Source, byline and dateline on one line.
    pub fn origin(&self) -> String {
        let article = &self.article;
        let source = self.source();
        let mut parts = vec![source.map_or_else(
            || "source unknown".to_owned(),
            |source| format!("{}{}", source.how.sign(), source.value),
        )];
        if !article.authors.is_empty() {
            parts.push(format!("By {}", article.authors.join(", ")));
        }
        let dateline = [article.place.as_deref(), article.agency.as_deref()];
        let dateline: Vec<&str> = dateline.into_iter().flatten().collect();
        if !dateline.is_empty() {
            parts.push(dateline.join(", "));
        }
        parts.join(" · ")
    }

    /// The date, and how it is known.
    pub fn dated(&self) -> String {
        let Some(date) = self.date() else {
            return "no date".to_owned();
        };
        let shown = format!("{}{}", date.how.sign(), date.value);
        match self.article.published.evidence.as_str() {
            "" => shown,
            evidence => format!("{shown}  ({evidence})"),
        }
    }

    /// The link, if it is one that can be followed.
    pub fn link(&self) -> Option<&str> {
        let url = self.article.url.as_deref()?;
        let scheme = url.split_once("://").map(|(scheme, _)| scheme);
        let is_web = |scheme: &str| {
            scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
        };
        scheme.is_some_and(is_web).then_some(url)
    }

    /// What the reader judged, in words; empty where nothing was said.
    pub fn judgement(&self) -> Vec<String> {
        let mark = &self.mark;
        let verdict = mark.verdict.map(|verdict| match &mark.reason {
            Some(reason) => format!("{} ({reason})", verdict.name()),
            None => verdict.name().to_owned(),
        });
        let star = mark.starred.then(|| "starred".to_owned());
        let tags = (!mark.tags.is_empty()).then(|| format!("tags: {}", mark.tags.join(", ")));
        [verdict, star, tags].into_iter().flatten().collect()
    }

    /// The text of a span as one line.
    pub fn text(&self, span: Span) -> String {
        one_line(span.of(&self.article.text))
    }

    /// The paragraphs of the body.
    pub fn paragraphs(&self) -> impl Iterator<Item = String> {
        self.article.body.iter().map(|span| self.text(*span))
    }

    /// A related headline and the line under it.
    pub fn related(&self, related: &Related) -> String {
        let parts = [related.headline, related.standfirst].into_iter().flatten();
        let parts: Vec<String> = parts.map(|span| self.text(span)).collect();
        parts.join(": ")
    }

    /// Who commented, and when.
    pub fn comment_head(&self, comment: &Comment) -> String {
        let author = comment.author.map(|span| self.text(span));
        let time = comment.time.map(|time| time.to_string());
        let head: Vec<String> = [author, time].into_iter().flatten().collect();
        head.join(" · ")
    }
}

/// A piece of text with its line feeds as blanks.
pub fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// `2018`, `January 2018`, `5 January 2018` or `5 January 2018, 17:13`: the day as written.
pub fn in_words(moment: Moment) -> String {
    let day = moment.local;
    let month = chrono::Month::try_from(u8::try_from(day.month()).unwrap_or_default());
    let month = month.map_or("", |month| month.name());
    match moment.precision {
        Precision::Year => format!("{:04}", day.year()),
        Precision::Month => format!("{month} {:04}", day.year()),
        Precision::Day => format!("{} {month} {:04}", day.day(), day.year()),
        Precision::Hour | Precision::Minute => format!(
            "{} {month} {:04}, {:02}:{:02}",
            day.day(),
            day.year(),
            day.hour(),
            day.minute()
        ),
    }
}
