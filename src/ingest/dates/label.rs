//! Words that say whose date follows: `Published:`, `Last updated`, `Veröffentlicht am`, ….

use std::sync::LazyLock;

use super::scan::Scan;
use super::{DateRole, Found, moments_in};
use crate::article::Precision;
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::calendar::lexicon::fold;

/// Phrases before a publication date, `|` between them.
#[rustfmt::skip]
const PUBLISHED: &str = "published|publish date|publication date|date published|first published|originally published|posted|date posted|post date|released|\
release date|issued|date|pub date|created|date created|submitted|written|uploaded|added|aired|\
veröffentlicht|veröffentlichung|veröffentlichungsdatum|veröffentlicht am|erstellt|erstellt am|erschienen|publiziert|datum|online seit|geschrieben|verfasst|eingestellt|gepostet|beitrag vom|artikel vom|meldung vom|\
publié|publiée|mis en ligne|paru|date de publication|créé|posté|\
publicado|publicada|fecha|fecha de publicación|creado|\
pubblicato|pubblicata|data di pubblicazione|data|postato|\
data de publicação|postado|publicação|\
gepubliceerd|geplaatst|publicatiedatum|geplaatst op|\
opublikowano|opublikowany|data publikacji|dodano|utworzono|publikacja|\
опубликовано|дата публикации|дата|размещено|публикация|опубликована|\
опубліковано|дата публікації|розміщено|\
yayınlanma|yayınlanma tarihi|yayın tarihi|yayınlandı|yayımlanma|yayımlanma tarihi|giriş|giriş tarihi|eklenme|eklenme tarihi|oluşturulma tarihi|tarih|\
نشر|نشر في|تاريخ النشر|تم النشر|نشرت|\
تاریخ انتشار|زمان انتشار|تاریخ|منتشر شده|انتشار|تاریخ خبر|\
تاریخ اشاعت|شائع|اشاعت|شائع ہوا";

/// Phrases before the date of the last change.
#[rustfmt::skip]
const UPDATED: &str = "updated|last updated|last update|update|last modified|modified|date modified|revised|last revised|last changed|edited|last edited|last reviewed|\
aktualisiert|zuletzt aktualisiert|letzte aktualisierung|aktualisierung|stand|letzte änderung|geändert|zuletzt geändert|bearbeitet|zuletzt bearbeitet|\
mis à jour|mise à jour|dernière mise à jour|modifié|actualisé|\
actualizado|actualizada|última actualización|actualización|modificado|\
aggiornato|aggiornata|ultimo aggiornamento|aggiornamento|ultima modifica|\
atualizado|atualizada|última atualização|atualização|\
bijgewerkt|laatst bijgewerkt|laatste update|gewijzigd|\
zaktualizowano|aktualizacja|ostatnia aktualizacja|zmodyfikowano|\
обновлено|последнее обновление|изменено|дата обновления|\
оновлено|останнє оновлення|змінено|\
güncelleme|güncellenme|güncellendi|son güncelleme|güncelleme tarihi|güncellenme tarihi|\
آخر تحديث|تحديث|تم التحديث|محدث|\
به‌روزرسانی|به روز رسانی|آخرین به‌روزرسانی|آخرین بروزرسانی|تاریخ به‌روزرسانی|\
آخری اپ ڈیٹ|اپ ڈیٹ";

/// Words between the label and its date that say nothing.
#[rustfmt::skip]
const FILL: &[&str] = &["on", "at", "am", "vom", "den", "der", "le", "el", "il", "em", "dnia", "op", "date", "time", "um", "the", "zum", "du", "la", "в", "tarihi", "الساعه", "فی", "by", "a"];

static LABELS: LazyLock<Vec<(String, DateRole)>> = LazyLock::new(|| {
    let mut labels: Vec<_> = [
        (PUBLISHED, DateRole::Published),
        (UPDATED, DateRole::Updated),
    ]
    .into_iter()
    .flat_map(|(words, role)| words.split('|').map(move |word| (fold(word), role)))
    .collect();
    // The longest phrase first: "last updated" before "updated".
    labels.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    labels
});

/// Longest text before a date, in bytes, that is looked through for a label.
const REACH: usize = 120;

/// Every labelled date of a line, in order.
pub(super) fn labelled_dates(line: &str, order: DayMonthOrder) -> Vec<(DateRole, Found)> {
    let scan = Scan::new(line);
    let mut before = 0;
    let mut labelled = Vec::new();
    for found in moments_in(&scan, order) {
        let range = found.range.clone();
        if found.moment.precision >= Precision::Day
            && let Some(text) = line.get(before..range.start)
            && let Some(role) = role_of(text)
        {
            labelled.push((role, found));
        }
        before = range.end;
    }
    labelled
}

/// What the text directly before a date calls it.
fn role_of(before: &str) -> Option<DateRole> {
    let text = fold(before);
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    if text.is_empty() || text.len() > REACH {
        return None;
    }
    let close = strip_fill(text);
    let ends = |label: &str| {
        let head = close.strip_suffix(label)?;
        let at_start = head.trim().is_empty();
        let apart = head.trim_end().ends_with([
            '|', '•', '·', '-', '–', '—', '/', '(', '[', ':', ',', ';', '.', '◷',
        ]);
        Some(at_start || apart)
    };
    for (label, role) in LABELS.iter() {
        if ends(label) == Some(true) {
            return Some(*role);
        }
    }
    // "Posted by John Smith in News on": the label opens the line, its date closes it.
    LABELS.iter().find_map(|(label, role)| {
        let rest = text.strip_prefix(label.as_str())?;
        let by = rest.trim_start_matches([':', ' ', '-']);
        let linked = [
            "by ", "von ", "par ", "por ", "da ", "di ", "door ", "przez ", "in ", "under ",
        ]
        .iter()
        .any(|word| by.starts_with(word));
        (linked && rest.starts_with([' ', ':']) && by.split_whitespace().count() <= 10)
            .then_some(*role)
    })
}

/// The text without punctuation and filling words at its end.
fn strip_fill(text: &str) -> &str {
    let mut text = text;
    for _ in 0..4 {
        text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = text
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let shorter = text.strip_suffix(word).unwrap_or(text);
        let filling = FILL.contains(&word) && !shorter.trim().is_empty();
        // "Date" is itself a label, unless something is dated by it ("publish date").
        let whole = LABELS
            .iter()
            .any(|(label, _)| label.contains(' ') && text.ends_with(label.as_str()));
        if !filling || whole {
            break;
        }
        text = shorter;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(line: &str) -> Vec<(DateRole, String)> {
        labelled_dates(line, DayMonthOrder::Unknown)
            .into_iter()
            .map(|(role, found)| (role, found.moment.to_string()))
            .collect()
    }

    #[test]
    fn labels_say_whose_date_it_is() {
        use DateRole::{Published, Updated};
        for (line, role, value) in [
            ("Published: January 5, 2018", Published, "2018-01-05"),
            (
                "Publish Date : 22 January 2025 - 21:52",
                Published,
                "2025-01-22T21:52",
            ),
            ("Posted on 5 Jan 2018", Published, "2018-01-05"),
            (
                "Posted by John Smith on January 5, 2018",
                Published,
                "2018-01-05",
            ),
            (
                "By A. Writer • Published November 1, 2023",
                Published,
                "2023-11-01",
            ),
            (
                "Last updated: 5 January 2018 17:13 GMT",
                Updated,
                "2018-01-05T17:13Z",
            ),
            (
                "Updated Jan. 5, 2018 at 5:13 p.m.",
                Updated,
                "2018-01-05T17:13",
            ),
            ("Veröffentlicht am 5. Januar 2018", Published, "2018-01-05"),
            ("Stand: 18.03.2020 13:15 Uhr", Updated, "2020-03-18T13:15"),
            (
                "Publié le 5 janvier 2018 à 17h13",
                Published,
                "2018-01-05T17:13",
            ),
            ("Mis à jour le 5 janvier 2018", Updated, "2018-01-05"),
            ("Publicado el 5 de enero de 2018", Published, "2018-01-05"),
            (
                "Опубликовано: 5 января 2018, 17:13",
                Published,
                "2018-01-05T17:13",
            ),
            (
                "Yayınlanma Tarihi: 5 Ocak 2018 17:13",
                Published,
                "2018-01-05T17:13",
            ),
            ("تاريخ النشر: 5 يناير 2018", Published, "2018-01-05"),
            (
                "تاریخ انتشار: ۳ بهمن ۱۴۰۳ - ۲۱:۵۲",
                Published,
                "2025-01-22T21:52",
            ),
        ] {
            assert_eq!(roles(line), [(role, value.to_owned())], "{line}");
        }
    }

    #[test]
    fn one_line_can_hold_both() {
        assert_eq!(
            roles("Published 5 Jan 2018 | Updated 6 Jan 2018"),
            [
                (DateRole::Published, "2018-01-05".into()),
                (DateRole::Updated, "2018-01-06".into())
            ]
        );
    }

    #[test]
    fn a_sentence_is_no_label() {
        for line in [
            "A study that was published January 5, 2018 says so.",
            "The deal of 5 January 2018",
            "5 January 2018",
        ] {
            assert_eq!(roles(line), [], "{line}");
        }
    }
}
