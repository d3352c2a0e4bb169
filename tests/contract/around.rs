//! Sections 9 and 10 of the contract, and what `ask` and `account` promise, a second time: on the
//! oracle's verdicts over boxes and on a table of every completion.
//!
//! Written from `pathway.md` and the documentation alone; nothing here looks at the crate.

use std::sync::OnceLock;

use crate::contract::Cell;
use crate::contract::boxes::{Sets, Verdict, oracle};
use crate::contract::readings::{GAPS, READINGS};
use crate::contract::sample::{KI67, MITOSES, Question, full};
use crate::contract::tables::{DECISIONS, FINDINGS, KI67_HIGHEST, MITOSES_HIGHEST, STANDINGS};

/// A treatment given: a therapy's place among the sixteen decisions, or the place behind them.
pub(crate) const OTHER: usize = DECISIONS.len();
pub(crate) const PLATINUM: [usize; 2] = [2, 3];

pub(crate) const ECOG: usize = 5;
pub(crate) const PRIMARY_TUMOUR: usize = 6;
pub(crate) const CHEMOTHERAPY: usize = 7;

/// Section 9 for one case and one list of treatments.
pub(crate) struct Review {
    /// What the source says of each treatment, in the order given.
    pub(crate) given: Vec<Verdict>,
    /// The recommended platinum regimens that are missing.
    pub(crate) omitted: Vec<usize>,
    pub(crate) firm_omission: bool,
    /// Whether an omission decides: there is one, and no bowel emergency.
    pub(crate) omission_counts: bool,
    /// What is ruled out under every reading, and what is as chosen but not under every reading.
    pub(crate) firm_avoids: Vec<usize>,
    pub(crate) other_avoids: Vec<usize>,
    /// The readings, as bits.
    pub(crate) disputed_by: u64,
    pub(crate) unsupported: Vec<usize>,
    pub(crate) concordance: &'static str,
}

/// The set of these standings.
pub(crate) fn standings(names: &[&str]) -> u8 {
    let listed = STANDINGS.iter().enumerate().filter(|(_, name)| names.contains(name));
    let set = listed.fold(0, |set: u8, (standing, _)| set | 1 << standing);
    assert_eq!(set.count_ones(), u32::try_from(names.len()).unwrap_or(0), "{names:?}");
    set
}

fn value_of(finding: usize, name: &str) -> u8 {
    let values = FINDINGS[finding].1.iter().zip(0..);
    let named = values.filter(|(known, _)| **known == name);
    named.fold(0, |set, (_, value)| set | 1 << value)
}

/// What is said of a treatment; of any other, nothing, under every reading.
pub(crate) fn of_given(given: usize, sets: Sets, reading: Option<usize>) -> Verdict {
    if given == OTHER {
        let possible = standings(&["not_addressed"]);
        return Verdict { possible, needs: 0, statements: 0, findings: 0 };
    }
    oracle().verdict(given, sets, reading)
}

/// Whether it is settled so under the alternative of each reading alone.
pub(crate) fn is_everywhere(given: usize, sets: Sets, standing: u8) -> bool {
    let mut readings = 0..READINGS.len();
    readings.all(|reading| of_given(given, sets, Some(reading)).possible == standing)
}

pub(crate) fn review(question: &Question, given: &[usize]) -> Review {
    let sets = question.sets;
    let avoid = standings(&["avoid"]);
    let recommended = standings(&["recommended"]);
    let is = |of: usize, standing: u8, reading| of_given(of, sets, reading).possible == standing;
    let everywhere = |of: usize, standing| is_everywhere(of, sets, standing);

    let ruled_out: Vec<_> = given.iter().copied().filter(|of| is(*of, avoid, None)).collect();
    let (firm_avoids, other_avoids): (Vec<_>, Vec<_>) =
        ruled_out.iter().partition(|of| everywhere(**of, avoid));

    let not_started = sets[CHEMOTHERAPY] == value_of(CHEMOTHERAPY, "not_started");
    let platinum_given = PLATINUM.iter().any(|of| given.contains(of));
    let omitted: Vec<_> = if not_started && !platinum_given {
        PLATINUM.into_iter().filter(|of| is(*of, recommended, None)).collect()
    } else {
        Vec::new()
    };
    let firm_omission = omitted.iter().any(|of| everywhere(*of, recommended));
    let gaps = oracle().beside(sets, question.ki67.1, None).gaps;
    let emergency = GAPS.iter().position(|(name, _)| *name == "bowel_emergency");
    let emergency = emergency.is_some_and(|gap| gaps >> gap & 1 == 1);
    let omission_counts = !omitted.is_empty() && !emergency;

    let disputes = |reading: usize| {
        ruled_out.iter().any(|of| !is(*of, avoid, Some(reading)))
            || omission_counts && !omitted.iter().any(|of| is(*of, recommended, Some(reading)))
    };
    let disputed_by = (0..READINGS.len()).filter(|reading| disputes(*reading));
    let disputed_by = disputed_by.fold(0, |set, reading| set | 1 << reading);

    let decisions: Vec<_> = given.iter().map(|of| of_given(*of, sets, None)).collect();
    let some = |holds: &dyn Fn(&Verdict) -> bool| decisions.iter().any(holds);
    let verify_first = standings(&["verify_first"]);
    let silent = standings(&["not_addressed", "not_applicable"]);
    let concordance = if !firm_avoids.is_empty() || omission_counts && firm_omission {
        "discordant"
    } else if !other_avoids.is_empty() || omission_counts {
        "disputed"
    } else if some(&|it| !it.is_settled() || it.possible == verify_first) {
        "undetermined"
    } else if some(&|it| it.is_settled() && it.possible & silent != 0) {
        "not_addressed"
    } else {
        "concordant"
    };

    let supported = standings(&["recommended", "option", "consider"]);
    let unsupported = given.iter().zip(&decisions).filter(|(_, decision)| {
        let possible = decision.possible;
        !decision.is_settled() && possible & avoid != 0 && possible & supported == 0
    });
    Review {
        omitted,
        firm_omission,
        omission_counts,
        firm_avoids,
        other_avoids,
        disputed_by,
        unsupported: unsupported.map(|(of, _)| *of).collect(),
        concordance,
        given: decisions,
    }
}

/// A change of section 10: the findings it sets as bits, the completion it leads to, and the
/// decision's value there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) findings: u16,
    pub(crate) cell: Cell,
    pub(crate) value: u8,
}

/// Every completion with its sixteen decisions.
pub(crate) struct Dense {
    /// What one value more of a finding adds to the number of a completion.
    strides: [usize; 9],
    /// For each decision the values, one for each completion.
    values: [Vec<u8>; 16],
    /// The sets of findings of each size, as lists, in order.
    moves: Vec<Vec<Vec<usize>>>,
}

pub(crate) fn dense() -> &'static Dense {
    static DENSE: OnceLock<Dense> = OnceLock::new();
    DENSE.get_or_init(Dense::build)
}

impl Dense {
    fn build() -> Self {
        let mut strides = [1; 9];
        for finding in (0..8).rev() {
            strides[finding] = strides[finding + 1] * FINDINGS[finding + 1].1.len();
        }
        let mut dense =
            Self { strides, values: core::array::from_fn(|_| Vec::new()), moves: Vec::new() };
        for number in 0..strides[0] * FINDINGS[0].1.len() {
            let single = dense.cell(number).map(|value| 1 << value);
            for (values, verdict) in dense.values.iter_mut().zip(oracle().verdicts(single, None)) {
                values.push(u8::try_from(verdict.possible.trailing_zeros()).unwrap_or(u8::MAX));
            }
        }
        dense.moves = (0..=9).map(subsets).collect();
        dense
    }

    pub(crate) fn len(&self) -> usize {
        self.values[0].len()
    }

    pub(crate) fn cell(&self, number: usize) -> Cell {
        core::array::from_fn(|finding| {
            let value = number / self.strides[finding] % FINDINGS[finding].1.len();
            u8::try_from(value).unwrap_or(u8::MAX)
        })
    }

    fn number(&self, cell: Cell) -> usize {
        let values = cell.iter().zip(self.strides);
        values.map(|(value, stride)| usize::from(*value) * stride).sum()
    }

    pub(crate) fn value(&self, decision: usize, cell: Cell) -> u8 {
        self.values[decision][self.number(cell)]
    }

    /// All sets of k findings moved to another cell with a different result, for the smallest k for
    /// which one exists.
    pub(crate) fn smallest_changes(&self, decision: usize, cell: Cell, changes: &mut Vec<Change>) {
        changes.clear();
        let from = self.number(cell);
        let values = &self.values[decision];
        for sets in self.moves.iter().skip(1) {
            for findings in sets {
                self.every_move(cell, findings, from, &mut |number| {
                    let value = values[number];
                    if value != values[from] {
                        let findings = findings.iter().fold(0, |set, finding| set | 1 << finding);
                        changes.push(Change { findings, cell: self.cell(number), value });
                    }
                });
            }
            if !changes.is_empty() {
                return;
            }
        }
    }

    /// Each of `findings` moved to every other cell than that of `from`, the first finding slowest.
    fn every_move(
        &self,
        from: Cell,
        findings: &[usize],
        number: usize,
        visit: &mut impl FnMut(usize),
    ) {
        let [finding, rest @ ..] = findings else { return };
        let (stride, own) = (self.strides[*finding], usize::from(from[*finding]));
        let first = number - own * stride;
        for value in (0..FINDINGS[*finding].1.len()).filter(|value| *value != own) {
            let moved = first + value * stride;
            if rest.is_empty() {
                visit(moved);
            } else {
                self.every_move(from, rest, moved, visit);
            }
        }
    }
}

/// The sets of `size` findings as ascending lists, in the order of their first difference.
fn subsets(size: usize) -> Vec<Vec<usize>> {
    let lists = (0..1_u16 << 9).map(|set| (0..9).filter(move |it| set >> it & 1 == 1).collect());
    let mut lists: Vec<Vec<usize>> = lists.filter(|list: &Vec<_>| list.len() == size).collect();
    lists.sort();
    lists
}

/// The findings that some decision needs.
pub(crate) fn needed(sets: Sets) -> u16 {
    oracle().verdicts(sets, None).iter().fold(0, |set, verdict| set | verdict.needs)
}

/// How many of the sixteen decisions are settled.
pub(crate) fn settled(sets: Sets) -> usize {
    oracle().verdicts(sets, None).iter().filter(|verdict| verdict.is_settled()).count()
}

/// The box with a finding's values replaced.
pub(crate) fn with(mut sets: Sets, finding: usize, values: u8) -> Sets {
    sets[finding] = values;
    sets
}

/// The values in a set, each as a set.
pub(crate) fn singles(set: u8) -> impl Iterator<Item = u8> {
    (0..8).map(|bit| 1 << bit).filter(move |bit| set & bit != 0)
}

/// The needed finding that settles the most decisions in the worst case over its values, then in
/// the mean, then the first; of those that can be had.
pub(crate) fn ask(sets: Sets, unavailable: u16) -> Option<usize> {
    let needed = needed(sets) & !unavailable;
    let mut best: Option<(usize, usize, usize, usize)> = None;
    for finding in (0..9).filter(|finding| needed >> finding & 1 == 1) {
        let counts = singles(sets[finding]).map(|value| settled(with(sets, finding, value)));
        let counts: Vec<_> = counts.collect();
        let worst = counts.iter().copied().min().unwrap_or(0);
        let (sum, len) = (counts.iter().sum::<usize>(), counts.len());
        let better = best.is_none_or(|(_, best_worst, best_sum, best_len)| {
            worst > best_worst || worst == best_worst && sum * best_len > best_sum * len
        });
        if better {
            best = Some((finding, worst, sum, len));
        }
    }
    best.map(|(finding, ..)| finding)
}

/// The first finding that some decision needs.
pub(crate) fn first_needed(sets: Sets) -> Option<usize> {
    let needed = needed(sets);
    (0..9).find(|finding| needed >> finding & 1 == 1)
}

/// What each finding was good for, as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) used: u16,
    pub(crate) interchangeable: u16,
    pub(crate) without_effect: u16,
    pub(crate) missing: u16,
}

pub(crate) fn account(question: &Question) -> Account {
    let sets = question.sets;
    let bits = |holds: &dyn Fn(usize) -> bool| {
        (0..9).filter(|finding| holds(*finding)).fold(0_u16, |set, it| set | 1 << it)
    };
    let given = bits(&|finding| match finding {
        KI67 => question.ki67 != (0, KI67_HIGHEST),
        MITOSES => question.mitoses != (0, MITOSES_HIGHEST),
        _ => sets[finding] != full(finding),
    });
    let forgetting = |gone: u16| {
        (0..9).filter(|it| gone >> it & 1 == 1).fold(sets, |sets, it| with(sets, it, full(it)))
    };
    // What is possible of each decision, and what it needs.
    let told = |gone: u16| {
        oracle()
            .verdicts(forgetting(gone), None)
            .map(|it| (it.possible, if it.is_settled() { 0 } else { it.needs }))
    };
    let used = given & bits(&|it| told(1 << it) != told(0));
    let spare = given & !used;
    // Whatever else of the spare is forgotten, it changes nothing to forget this too: every subset is tried.
    let subsets = (0..=spare).filter(|subset| subset & spare == *subset);
    let mattering = subsets.fold(0, |seen, gone| {
        let all = told(gone);
        seen | gone & bits(&|it| gone >> it & 1 == 1 && told(gone & !(1 << it)) != all)
    });
    Account {
        used,
        interchangeable: mattering,
        without_effect: spare & !mattering & !needed(sets),
        missing: needed(sets),
    }
}
