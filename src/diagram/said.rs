//! What a pathway says of each therapy, somewhere in a case.

use super::grounds::Grounds;
use crate::{
    Answer, Case, Decision, Finding, Outcome, Pathway, Question, Set, Standing, Therapy, branches,
    recommend,
};

pub(super) struct Said {
    /// By standing and therapy, whether it is said anywhere, and all that it rests on there.
    grounds: [[Option<Grounds>; THERAPIES]; STANDINGS],
    /// The findings that change what is said.
    pub(super) needs: Set<Finding>,
}

const THERAPIES: usize = Therapy::ALL.len();
const STANDINGS: usize = Standing::ALL.len();

impl Said {
    /// Asks every cell of the case that is on the pathway.
    pub(super) fn of(pathway: Pathway, case: &Case) -> Self {
        let mut said = Self { grounds: [[None; THERAPIES]; STANDINGS], needs: Set::EMPTY };
        let all = Finding::ALL.iter().copied().collect();
        let on = branches(case, Question::Pathway)
            .filter(|branch| branch.outcome() == Outcome::Pathway(pathway));
        for branch in on {
            let answer = *recommend(branch.case()).answer();
            let needs = answer.therapies().map(|(_, decision)| decision.needs());
            said.needs = needs.fold(said.needs, Set::or);
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
                *place = Some(place.unwrap_or(Grounds::NONE).or(Grounds::of(&decision)));
            }
        }
    }

    fn place(&mut self, therapy: Therapy, standing: Standing) -> Option<&mut Option<Grounds>> {
        let (standing, therapy) = at(standing, therapy)?;
        self.grounds.get_mut(standing)?.get_mut(therapy)
    }

    /// All that a standing rests on, if the therapy has it anywhere.
    pub(super) fn get(&self, therapy: Therapy, standing: Standing) -> Option<Grounds> {
        let (standing, therapy) = at(standing, therapy)?;
        *self.grounds.get(standing)?.get(therapy)?
    }

    /// Whether the therapy has one standing everywhere.
    pub(super) fn only(&self, therapy: Therapy) -> bool {
        Standing::ALL.iter().filter(|it| self.get(therapy, **it).is_some()).count() == 1
    }
}

/// Where a standing of a therapy is noted.
fn at(standing: Standing, therapy: Therapy) -> Option<(usize, usize)> {
    Some((usize::try_from(standing.place()).ok()?, usize::try_from(therapy.place()).ok()?))
}
