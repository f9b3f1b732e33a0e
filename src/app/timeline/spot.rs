//! Where the cursor stands by itself, apart from the bar of the selected article.

use super::at;
use crate::app::scene::{Pane, Scene};
use crate::article::{ArticleId, Moment};
use crate::timeline::{Chart, Place};

/// A cursor that stands apart from the selected article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parked {
    /// Where it stands.
    pub(super) spot: Spot,
    /// The article selected then: when it is another, the cursor is there.
    pub(super) selected: Option<ArticleId>,
}

/// A place that stays when the bars change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// The bar that holds this moment.
    At(Moment),
    /// A side.
    Side(Place),
}

impl Parked {
    /// Its place among the bars on screen; none where another article is selected, or nothing
    /// stands there any more. A bar is stood on only with the focus in the timeline; the selected
    /// article stands at a side itself.
    pub(super) fn place(&self, chart: &Chart, scene: &Scene) -> Option<Place> {
        let place = match self.spot {
            _ if self.selected != scene.selected => return None,
            Spot::At(moment) if scene.focus == Pane::Timeline => at(chart, &moment),
            Spot::At(_) => return None,
            Spot::Side(place) => place,
        };
        match place {
            Place::Bar(_) | Place::Wider | Place::Undated => Some(place),
            side => (chart.count_at(side) > 0).then_some(side),
        }
    }

    /// The moment that it stands for.
    pub(super) fn moment(&self) -> Option<Moment> {
        match self.spot {
            Spot::At(moment) => Some(moment),
            Spot::Side(_) => None,
        }
    }
}
