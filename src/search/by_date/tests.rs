use proptest::prelude::*;

use super::*;
use crate::article::Precision;

fn date(seconds: i64, precision: Precision, kind: DateKind) -> DateCell {
    let local = if kind == DateKind::None { 0 } else { seconds };
    DateCell {
        local,
        precision,
        kind,
        offset: None,
    }
}

fn dates() -> impl Strategy<Value = DateCell> {
    let precision = prop::sample::select(vec![
        Precision::Year,
        Precision::Month,
        Precision::Day,
        Precision::Minute,
    ]);
    let kind = prop::sample::select(vec![DateKind::None, DateKind::Explicit, DateKind::Inferred]);
    (-4_i64..4, precision, kind)
        .prop_map(|(half_days, precision, kind)| date(half_days * 43_200, precision, kind))
}

fn settled(dates: &[DateCell]) -> ByDate {
    let mut order = ByDate::default();
    for id in (0_u32..).map(ArticleId).take(dates.len()) {
        order.push(id);
    }
    while !order.settle_some(dates) {}
    order
}

fn assert_same(one: &ByDate, other: &ByDate) {
    let (one, other) = (&one.now, &other.now);
    assert_eq!(one.articles, other.articles);
    assert_eq!(one.places, other.places);
    assert_eq!((one.dated, &one.days), (other.dated, &other.days));
    assert_eq!(one.by_precision, other.by_precision);
    assert_eq!(one.inferred, other.inferred);
}

proptest! {
    #[test]
    fn what_moves_stands_where_sorting_anew_puts_it(
        mut all in prop::collection::vec(dates(), 1..150),
        moves in prop::collection::vec((any::<prop::sample::Index>(), dates(), any::<bool>()), 0..20),
    ) {
        let mut order = settled(&all);
        for (which, date, settles) in moves {
            let at = which.index(all.len());
            all[at] = date;
            order.moved(ArticleId(u32::try_from(at).unwrap()), &all);
            if settles {
                while !order.settle_some(&all) {}
                assert_same(&order, &settled(&all));
            }
        }
        while !order.settle_some(&all) {}
        assert_same(&order, &settled(&all));
    }
}

#[test]
fn one_date_costs_what_stands_between_and_a_thousand_cost_one_pass() {
    let mut all: Vec<DateCell> = (0..40_000_i64)
        .map(|hours| date(hours * 3_600, Precision::Hour, DateKind::Explicit))
        .collect();
    let mut order = settled(&all);
    let before = order.placed();
    // Twenty hours later: twenty places further on.
    all[500].local += 20 * 3_600 + 1;
    order.moved(ArticleId(500), &all);
    assert!(order.is_settled() && !order.has_moved());
    assert_eq!(order.placed() - before, 21);
    assert_same(&order, &settled(&all));
    // From one end to the other, again and again.
    let before = order.placed();
    for id in 0..1_000 {
        all[id].local += 100_000 * 3_600;
        order.moved(ArticleId(u32::try_from(id).unwrap()), &all);
    }
    while !order.settle_some(&all) {}
    assert!(
        order.placed() - before <= 40_000 * 3,
        "{}",
        order.placed() - before
    );
    assert_same(&order, &settled(&all));
}
