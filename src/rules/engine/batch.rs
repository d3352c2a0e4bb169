//! Decisions about many cases, a few at a time, so that what is worked out of a case serves all its columns.

use super::{
    known::{SETTLED, answer_id, part},
    values::values,
};
use crate::{AnswerId, PackedCase, Question};

/// So many are answered before they are written: they stay close at hand.
const FEW: usize = 64;

/// Writes the possible values of decisions about cases into columns as long as the cases.
pub(in crate::rules) fn fill(cases: &[PackedCase], columns: &mut [(Question, &mut [u8])]) {
    let mut ids = [0; FEW];
    let mut open = [(0, [0; 16]); FEW];
    let mut from = 0;
    for few in cases.chunks(FEW) {
        for (case, id) in few.iter().zip(&mut ids) {
            *id = answer_id(*case).map_or(0, AnswerId::get);
        }
        let mut count = 0;
        for (at, case) in few.iter().enumerate().filter(|(at, _)| ids[*at] == 0) {
            open[count] = (at, values(*case));
            count += 1;
        }
        let to = from + few.len();
        for (question, column) in &mut *columns {
            let (part, column) = (part(*question), &mut column[from..to]);
            for (values, id) in column.iter_mut().zip(&ids) {
                *values = SETTLED[part][usize::from(*id)];
            }
            for (at, values) in &open[..count] {
                column[*at] = values[part];
            }
        }
        from = to;
    }
}
