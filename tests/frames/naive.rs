use dateline::article::*;
use dateline::search::*;
use dateline::store::*;
use std::sync::Arc;
#[derive(Default)]
pub(crate) struct Index {
    store: Store,
    dates: Vec<DateCell>,
}
impl Index {
    pub(crate) fn new() -> Self {
        Self::default()
    }
    pub(crate) fn append(&mut self, batch: &Arc<Batch>) {
        self.store.append(Arc::clone(batch));
        self.dates.extend_from_slice(batch.dates());
    }
    pub(crate) fn patch(&mut self, patch: &Patch) {
        self.store.patch(patch.clone());
        self.dates[patch.id.index()] = self.store.get(patch.id).unwrap().date();
    }
    pub(crate) fn mark(&mut self, _: ArticleId, _: &Mark) {}
    pub(crate) fn search(
        &self,
        request: &Request,
        _: &dyn Fn() -> bool,
        publish: &mut dyn FnMut(Hits),
    ) {
        let needle = request.query.text.to_lowercase();
        let mut all: Vec<_> = self
            .store
            .iter()
            .filter(|v| v.text().to_lowercase().contains(&needle))
            .collect();
        all.sort_by_key(|v| {
            (
                v.published().value.is_none(),
                std::cmp::Reverse(v.published().value.map(|m| m.local)),
                v.id(),
            )
        });
        let order: Arc<[ArticleId]> = all.iter().map(|v| v.id()).collect();
        let mut set = Bits::new();
        for id in order.iter() {
            set.insert(*id);
        }
        let dated = all.iter().filter(|v| v.published().value.is_some()).count();
        let inferred = all
            .iter()
            .filter(|v| v.published().kind == DateKind::Inferred)
            .count();
        let chart = dateline::timeline::chart(&self.dates, &set, &request.chart);
        publish(Hits {
            generation: request.generation,
            query: request.query.clone(),
            complete: true,
            set: Arc::new(set),
            dated,
            kept: vec![],
            counts: Counts {
                total: self.store.len(),
                hits: order.len(),
                undated: order.len() - dated,
                inferred,
                ..Counts::default()
            },
            sources: vec![],
            dates: DateCounts::default(),
            chart: Arc::new(chart),
            nothing: (order.is_empty() && !needle.is_empty()).then(Nothing::default),
            order,
        });
    }
}
