//! A case under one reading.

use super::{
    axis::INNER_CELLS,
    board::{Ask, Outer, Reasons, bits},
    classes::{ALWAYS, Parts, Places, over_classes, with_grade},
    entry::{CELLS, entry},
    lane::{AS_CHOSEN, LANES},
    pathology::{CLASSES, Class, NEC, Pathology, VERIFY, within_scope},
    reasons::{REASONS, find},
    seen::Seen,
    shape::{AXES, INNER, place},
    terms::{OTHER_PLACES, UNDER_READINGS},
};
use crate::{
    Reading,
    rules::{
        Other,
        stored::{Decided, GROUPS, STORED},
    },
};

/// A case under one reading.
struct View {
    /// As far as it is within scope.
    case: Seen,
    other: Other,
    chosen: Places,
    under: [u16; OTHER_PLACES],
    pathology: Pathology,
}

impl View {
    fn new(case: Seen, other: Other) -> Self {
        let within = within_scope(case, other);
        Self {
            case: within,
            other,
            chosen: Places::of(within),
            under: UNDER_READINGS.places(within),
            pathology: Pathology::of(case, other),
        }
    }

    /// What is said in a class.
    fn within(&self, class: usize) -> Parts {
        let mut said = match class {
            NEC => self.chosen.nec(),
            VERIFY => self.chosen.verify(),
            _ => ALWAYS[class],
        };
        for (lane, place) in LANES[AS_CHOSEN..].iter().zip(self.under) {
            if lane.class == class && lane.other.is_some_and(|reading| self.other.way(reading)) {
                said[1 + lane.group] = entry(place);
            }
        }
        said
    }

    fn parts(&self) -> Parts {
        let each: [Parts; CLASSES.len()] = core::array::from_fn(|class| self.within(class));
        over_classes(&self.pathology, &each.each_ref())
    }

    /// What the completions with this value have in common.
    fn rests_on(&self, part: usize, value: u8) -> Reasons {
        bits(self.pathology.classes).fold(Reasons::ALL, |reasons, class| {
            let said = self.within(class)[part];
            if said.possible() == value {
                reasons.and(REASONS[said.reasons()])
            } else if said.possible() & value != 0 {
                reasons.and(self.rows(part - 1, class, value))
            } else {
                reasons
            }
        })
    }

    /// What the rows with this value have in common, in a class that has others too.
    fn rows(&self, group: usize, class: usize, value: u8) -> Reasons {
        let Class { pathway, ki67 } = CLASSES[class];
        let ask = Ask { therapy: GROUPS[group], pathway, ki67 };
        let (inner, outers) = case_cells(self.case, Outer::of(ask.therapy));
        let mut reasons = Reasons::ALL;
        for cell in (0..INNER_CELLS).filter(|cell| inner >> cell & 1 != 0) {
            for outer in bits(outers) {
                let row = ask.row(outer, cell, self.other);
                if 1 << row.value.place() == value {
                    reasons = reasons.and(Reasons::of(&row));
                }
            }
        }
        reasons
    }
}

/// What is said of a case under a reading.
pub(super) fn derived(case: Seen, reading: Reading) -> [Decided; STORED] {
    let (view, chosen) = (View::new(case, Other(Some(reading))), View::new(case, Other::NONE));
    let mut parts = view.parts();
    for (part, (said, before)) in parts.iter_mut().zip(chosen.parts()).enumerate() {
        if !said.is_settled() {
            continue;
        }
        // A completion whose value the reading changes rests on the reading, others, if there are any, on their row.
        let rests_on = chosen.rests_on(part, said.possible()).statements;
        let changed = before.possible() != said.possible();
        let statements = rests_on & if changed { reading.statements().bits() } else { u64::MAX };
        let findings = REASONS[said.reasons()].findings;
        *said = said.resting_on(find(Reasons { statements, findings }));
    }
    with_grade(&view.pathology, parts)
}

/// The inner cells of a case within scope, and the values of a therapy's outer finding, one bit each.
fn case_cells(case: Seen, outer: Outer) -> (u64, u8) {
    let mut inner = u64::MAX;
    for (axis, finding) in AXES.iter().enumerate().take(INNER.len()) {
        let values = bits(case.of(*finding));
        let places = values.filter_map(|value| place(*finding, value));
        inner &= CELLS[axis][places.fold(0, |set, place| set | 1 << place)];
    }
    let outers = match outer {
        Outer::None => 1,
        Outer::PrimaryTumour => case.primary_tumours,
        Outer::Platinum => case.platinums,
    };
    (inner, outers)
}
