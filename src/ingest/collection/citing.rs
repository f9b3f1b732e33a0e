//! Articles that show headlines of others: which those are, and what that tells of their dates.

use chrono::NaiveDate;

use super::dating::{self, Undated, date};
use super::headlines::{Named, Names};
use crate::article::{ArticleId, Change, Patch};

/// An article that shows headlines of others.
#[derive(Debug)]
pub(super) struct Citing {
    pub(super) id: ArticleId,
    pub(super) headlines: Vec<(u16, u64)>,
    pub(super) undated: Option<Undated>,
}

impl Citing {
    /// Which articles the headlines are, and from when on this one can have been on the page for
    /// that, as far as articles from the `since`th on tell it: what was told before and holds no more
    /// is taken back.
    pub(super) fn link(&self, names: &Names, since: u32, patches: &mut Vec<Patch>) {
        let id = self.id;
        let is_one = |named: &Named| !named.shared && named.id != id;
        let (mut bound, mut is_bound_anew): (Option<(NaiveDate, ArticleId)>, _) = (None, false);
        for (at, name) in &self.headlines {
            let Some(named) = names.get(*name).filter(is_one) else {
                let before = names.get_before(*name, since).filter(is_one);
                if let Some(before) = before {
                    let change = Change::RelatedIs(*at, None);
                    patches.push(Patch { id, change });
                    is_bound_anew |= before.day.is_some();
                }
                continue;
            };
            if named.id.0 >= since {
                let change = Change::RelatedIs(*at, Some(named.id));
                patches.push(Patch { id, change });
            }
            if let Some(day) = named.day
                && bound.is_none_or(|(latest, _)| day > latest)
            {
                bound = Some((day, named.id));
            }
        }
        let Some(undated) = &self.undated else {
            return;
        };
        match bound {
            Some((day, by)) if is_bound_anew || by.0 >= since => {
                patches.extend(date(id, undated, day));
            }
            None if is_bound_anew => patches.push(dating::unbound(id)),
            _ => {}
        }
    }
}
