//! What a pathway says of each therapy, somewhere in a case.

use super::grounds::Grounds;
use crate::{
    Answer, Case, Decision, Finding, Outcome, Pathway, Question, Set, Standing, Therapy, branches,
    recommend,
};

pub(super) struct Said {
    /// By standing and therapy, whether it is said anywhere, and what it rests on there.
    grounds: [[Option<Range>; THERAPIES]; STANDINGS],
    /// For each therapy, the findings that change what is said.
    needs: [Set<Finding>; THERAPIES],
}

/// What a standing rests on: everywhere, and somewhere.
#[derive(Debug, Clone, Copy)]
struct Range {
    common: Grounds,
    all: Grounds,
}

const THERAPIES: usize = Therapy::ALL.len();
const STANDINGS: usize = Standing::ALL.len();

impl Said {
    /// Asks every cell of the case that is on the pathway.
    pub(super) fn of(pathway: Pathway, case: &Case) -> Self {
        let mut said =
            Self { grounds: [[None; THERAPIES]; STANDINGS], needs: [Set::EMPTY; THERAPIES] };
        let all = Finding::ALL.iter().copied().collect();
        let on = branches(case, Question::Pathway)
            .filter(|branch| branch.outcome() == Outcome::Pathway(pathway));
        for branch in on {
            let answer = *recommend(branch.case()).answer();
            for (needs, (_, decision)) in said.needs.iter_mut().zip(answer.therapies()) {
                *needs = needs.or(decision.needs());
            }
            // Silence rests on nothing, so that there is no more to ask.
            if answer.therapies().all(|(_, decision)| decision == Decision::NOT_ADDRESSED) {
                said.note(&answer);
            } else {
                let cells = branch.case().complete_cells(all);
                cells.for_each(|case| said.note(recommend(&case).answer()));
            }
        }
        said
    }

    fn note(&mut self, answer: &Answer) {
        for (therapy, decision) in answer.therapies() {
            let standing = decision.value();
            if let Some(place) = standing.and_then(|standing| self.place(therapy, standing)) {
                let grounds = Grounds::of(&decision);
                let Range { common, all } =
                    place.unwrap_or(Range { common: grounds, all: Grounds::NONE });
                *place = Some(Range { common: common.and(grounds), all: all.or(grounds) });
            }
        }
    }

    fn place(&mut self, therapy: Therapy, standing: Standing) -> Option<&mut Option<Range>> {
        let (standing, therapy) = at(standing, therapy)?;
        self.grounds.get_mut(standing)?.get_mut(therapy)
    }

    fn range(&self, therapy: Therapy, standing: Standing) -> Option<Range> {
        let (standing, therapy) = at(standing, therapy)?;
        *self.grounds.get(standing)?.get(therapy)?
    }

    /// What a standing rests on, if the therapy has it anywhere: if it has no other, what all cells have in common, as
    /// in an answer; else all that it may rest on.
    pub(super) fn get(&self, therapy: Therapy, standing: Standing) -> Option<Grounds> {
        let Range { common, all } = self.range(therapy, standing)?;
        Some(if self.only(therapy) { common } else { all })
    }

    /// Whether the therapy has one standing everywhere.
    pub(super) fn only(&self, therapy: Therapy) -> bool {
        Standing::ALL.iter().filter(|it| self.range(therapy, **it).is_some()).count() == 1
    }

    /// The findings that change what is said of these.
    pub(super) fn needs(&self, therapies: Set<Therapy>) -> Set<Finding> {
        let all = Therapy::ALL.iter().zip(self.needs);
        let of = all.filter(|(therapy, _)| therapies.contains(**therapy));
        of.fold(Set::EMPTY, |needs, (_, more)| needs.or(more))
    }
}

/// Where a standing of a therapy is noted.
fn at(standing: Standing, therapy: Therapy) -> Option<(usize, usize)> {
    Some((usize::try_from(standing.place()).ok()?, usize::try_from(therapy.place()).ok()?))
}
