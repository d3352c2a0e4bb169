//! What stands around an answer, compared with the contract: `review` (section 9), `what_if`
//! (section 10), `ask` and `account`.
//!
//! `expected` states them a second time on top of the oracle of `every_case`; here the crate is
//! asked the same.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of a test: what does not fit must stop it"
)]

mod contract;
#[path = "contract/around.rs"]
mod expected;

use std::collections::BTreeMap;

use nen_pathway::{
    Answer, Ask, Case, Decision, Deviation, Finding, Given, Outcome, Possible, Question,
    ReviewError, Set, Therapy, Vocabulary, account, ask, ask_except, recommend, review, what_if,
};

use contract::Cell;
use contract::boxes::{Sets, Verdict};
use contract::put::case;
use contract::readings::READINGS;
use contract::sample::{KI67, MITOSES, Question as Posed, Sampler, full, stated};
use contract::tables::{
    DECISIONS, FINDINGS, KI67_CELLS, KI67_HIGHEST, MITOSES_CELLS, MITOSES_HIGHEST,
};
use contract::words::{heading, listed, verdict_text};
use expected::{
    Change, ECOG, OTHER, PLATINUM, PRIMARY_TUMOUR, dense, is_everywhere, of_given, singles,
    standings, with,
};

/// How often each thing happened.
#[derive(Default)]
struct Seen(BTreeMap<(&'static str, &'static str), u32>);

impl Seen {
    fn count(&mut self, what: &'static str, which: &'static str) {
        *self.0.entry((what, which)).or_default() += 1;
    }

    fn often(&self, what: &'static str, which: &'static str) -> u32 {
        self.0.get(&(what, which)).copied().unwrap_or(0)
    }

    /// As a line, and each of `required` hundreds of times among them.
    fn assert_often(
        &self,
        title: &str,
        required: impl IntoIterator<Item = (&'static str, &'static str)>,
    ) {
        let seen = self.0.iter().map(|((what, which), often)| format!("{what} {which} {often}"));
        println!("{title}: {}", seen.collect::<Vec<_>>().join(", "));
        for (what, which) in required {
            let often = self.often(what, which);
            assert!(often >= 300, "{title}: {what} {which} only {often} times");
        }
    }
}

#[test]
fn reviews_of_sampled_cases() {
    reviews(9, 151_000);
}

#[test]
fn reviews_of_other_sampled_cases() {
    reviews(10, 151_000);
}

/// Few enough for mutation testing.
#[test]
fn a_few_reviews() {
    let mut sampler = Sampler::new(17);
    for number in 0..6_000 {
        let posed = match number % 2 {
            0 => near(&mut sampler, FIRST_LINE),
            _ => near(&mut sampler, IN_SCOPE),
        };
        let given = treatments(&mut sampler, &posed);
        compare_review(&posed, &given, &mut Seen::default());
    }
}

/// Cases of every kind, many of them a first line of a NEC or near to it, each with some list.
fn reviews(start: u64, count: usize) {
    let mut sampler = Sampler::new(start);
    let mut seen = Seen::default();
    for number in 0..count {
        let posed = match number % 8 {
            0 => sampler.question(),
            1 => single_values_ranges_or_nothing(&mut sampler),
            2 => complete(&mut sampler, core::array::from_fn(full)),
            3 => complete(&mut sampler, FIRST_LINE),
            4 | 5 => near(&mut sampler, FIRST_LINE),
            _ => near(&mut sampler, IN_SCOPE),
        };
        let given = treatments(&mut sampler, &posed);
        compare_review(&posed, &given, &mut seen);
    }
    let concordances = ["discordant", "disputed", "undetermined", "not_addressed", "concordant"];
    let with = |what: &'static str| concordances.map(|concordance| (what, concordance));
    let others = [
        ("avoid", "firm"),
        ("avoid", "not firm"),
        ("avoid", "firm, and another not firm"),
        ("omission alone", "firm"),
        ("omission alone", "not firm"),
        ("omission firm", "and an avoid not firm"),
        ("omission", "of one"),
        ("omission", "of both"),
        ("omission", "although an emergency is possible"),
        ("decision", "open"),
        ("decision", "unsupported"),
        ("given", "other"),
        ("given", "one"),
        ("given", "all fifteen"),
    ];
    let disputing = DISPUTING.map(|reading| ("disputed by", READINGS[reading].name));
    let required = with("review").into_iter().chain(with("emergency with an omission"));
    seen.assert_often("reviews", required.chain(others).chain(disputing));
    let disputed = seen.0.keys().filter(|(what, _)| *what == "disputed by").count();
    assert_eq!(disputed, DISPUTING.len(), "another reading disputes");
}

/// A first line of a NEC in scope, and everything in scope, as sets of values.
const FIRST_LINE: Sets = [0b011, 0b110, 0b0100, 0b10000, 7, 0b00111, 63, 0b0001, 0b0111];
const IN_SCOPE: Sets = [0b011, 0b110, 0b0111, 0b11111, 7, 0b11111, 63, 0b1111, 0b1111];

/// The readings that can take an avoid or a recommendation of platinum away.
const DISPUTING: [usize; 6] = [0, 1, 2, 13, 14, 15];

#[test]
fn lists_that_are_no_review() {
    let mut sampler = Sampler::new(11);
    assert_eq!(review(&Case::NOT_ASSESSED, &[]), Err(ReviewError::Empty));
    for _ in 0..20_000 {
        let posed = sampler.question();
        let mut given = treatments(&mut sampler, &posed);
        let repeated = given[below(&mut sampler, given.len())];
        given.insert(below(&mut sampler, given.len() + 1), repeated);
        let list: Vec<_> = given.iter().map(|of| treatment(*of)).collect();
        let error = review(&case(&posed), &list);
        assert_eq!(error, Err(ReviewError::Repeated(treatment(repeated))), "{list:?}");
    }
}

#[test]
fn reasons_are_kept_for_what_was_given_and_for_what_was_omitted() {
    let first_line = Posed::of([0b001, 0b100, 0b0100, 0b10000, 0b001, 0b00010, 0b00_0010, 1, 1]);
    let [folfox, cisplatin] = [Therapy::Folfox, Therapy::CisplatinEtoposide].map(Given::Therapy);
    let Ok(review) = review(&case(&first_line), &[Given::Other, folfox]) else { panic!("a list") };
    let explained = review
        .because(cisplatin, Deviation::NotAvailable)
        .and_then(|it| it.because(folfox, Deviation::Trial))
        .and_then(|it| it.because(folfox, Deviation::PatientWish));
    let Ok(explained) = explained else { panic!("all are in the review") };
    let told: Vec<_> = explained.deviations().map(|(of, why)| (of, why.to_string())).collect();
    assert_eq!(told, [(folfox, "patient_wish trial".into()), (cisplatin, "not_available".into())]);
    assert_eq!(explained.concordance(), review.concordance());
    let stranger = Given::Therapy(Therapy::Tace);
    let error = review.because(stranger, Deviation::Trial).unwrap_err();
    assert_eq!(error.treatment(), stranger);
    assert_eq!(
        error.to_string(),
        "deviation of `tace`: not in this review; accepted: what was given or omitted"
    );
}

/// Every change in order and content, for numbers anywhere within their cells.
#[test]
fn changes_of_sampled_complete_cases() {
    let mut sampler = Sampler::new(12);
    let mut changes = Vec::new();
    for _ in 0..4_000 {
        let cell = dense().cell(below_all(&mut sampler, dense().len()));
        let mut within = |lowest: &[u16], highest: u16, cell: u8| {
            let next = lowest.get(usize::from(cell) + 1).map_or(highest, |next| next - 1);
            let first = lowest[usize::from(cell)];
            let mut end = || match sampler.below(3) {
                0 => first,
                1 => next,
                _ => first + sampler.below(next - first + 1),
            };
            let (one, other) = (end(), end());
            (one.min(other), one.max(other))
        };
        let posed = Posed::with_ranges(
            cell.map(|value| 1 << value),
            within(&KI67_CELLS, KI67_HIGHEST, cell[KI67]),
            within(&MITOSES_CELLS, MITOSES_HIGHEST, cell[MITOSES]),
        );
        for decision in 0..DECISIONS.len() {
            compare_what_if(&posed, cell, decision, &mut changes);
        }
    }
}

#[test]
fn changes_of_the_pathway_in_every_complete_case() {
    changes_of_complete_cases("pathway", 1);
}

#[test]
fn changes_of_cisplatin_in_every_complete_case() {
    changes_of_complete_cases("cisplatin_etoposide", 1);
}

#[test]
fn changes_of_radioembolization_in_every_complete_case() {
    changes_of_complete_cases("tare", 1);
}

#[test]
fn changes_of_debulking_in_every_complete_case() {
    changes_of_complete_cases("debulking", 1);
}

/// The slowest decision, and the one with the largest changes: in every eleventh case.
#[test]
fn changes_of_primary_resection() {
    changes_of_complete_cases("primary_resection", 11);
}

/// Every complete case, or one in each `step`.
fn changes_of_complete_cases(name: &str, step: usize) {
    let decision = DECISIONS.iter().position(|known| *known == name);
    let Some(decision) = decision else { panic!("{name} is no decision") };
    let mut changes = Vec::new();
    let mut sizes = [0_u32; 10];
    for number in (0..dense().len()).step_by(step) {
        let cell = dense().cell(number);
        compare_what_if(&Posed::of(cell.map(|value| 1 << value)), cell, decision, &mut changes);
        sizes[changes.first().map_or(0, |change| change.findings.count_ones() as usize)] += 1;
    }
    println!("{name}: complete cases by the size of the smallest change, from 0: {sizes:?}");
    assert_eq!(sizes[0], 0, "each can change");
}

#[test]
fn cases_that_are_not_complete_are_refused() {
    let mut sampler = Sampler::new(13);
    let mut complete = 0;
    for number in 0..100_000 {
        let posed = match number % 2 {
            0 => sampler.question(),
            _ => near(&mut sampler, dense().cell(number % dense().len()).map(|value| 1 << value)),
        };
        let wide = (0..9).filter(|finding| !posed.sets[*finding].is_power_of_two());
        let wide = wide.fold(0, |set, finding| set | 1 << finding);
        let all: Vec<_> = Question::all().collect();
        let error = what_if(&case(&posed), all[below(&mut sampler, all.len())]).err();
        let findings = error.map_or(0, |error| error.findings().bits());
        complete += u32::from(wide == 0);
        assert!(
            error.is_some() == (wide != 0) && findings == wide,
            "{}\nnot within one cell: {}, the crate says {}",
            heading(&posed, None),
            findings_text(wide),
            findings_text(findings),
        );
    }
    assert!((1_000..99_000).contains(&complete), "{complete}");

    // The contract's own two, and the ranges around each threshold.
    let whole = [1, 1, 1, 1, 1, 1, 1, 1, 1];
    for (ki67, mitoses, wide) in [
        ((8001, 10_000), (0, 0), 0),
        ((500, 1500), (0, 199), 1 << KI67),
        ((0, 299), (200, 2000), 0),
        ((0, 300), (0, 200), 1 << KI67 | 1 << MITOSES),
        ((300, 999), (2001, 60_000), 0),
        ((999, 1000), (1999, 2000), 1 << KI67),
        ((1000, 1999), (2000, 2000), 0),
        ((1999, 2000), (2000, 2001), 1 << KI67 | 1 << MITOSES),
        ((2000, 2000), (200, 200), 0),
        ((2000, 2001), (2001, 2001), 1 << KI67),
        ((2001, 5500), (2001, 60_000), 0),
        ((0, 10_000), (0, 60_000), 1 << KI67 | 1 << MITOSES),
    ] {
        let posed = Posed::with_ranges(whole, ki67, mitoses);
        for question in Question::all() {
            let error = what_if(&case(&posed), question).err();
            let findings = error.map_or(0, |error| error.findings().bits());
            assert_eq!(findings, wide, "{ki67:?} {mitoses:?}");
        }
    }
}

#[test]
fn the_next_question_of_sampled_cases() {
    let mut sampler = Sampler::new(14);
    let mut seen = Seen::default();
    for number in 0..40_000 {
        let posed = match number % 4 {
            0 => sampler.question(),
            1 => single_values_ranges_or_nothing(&mut sampler),
            2 => near(&mut sampler, with(FIRST_LINE, ECOG, full(ECOG))),
            _ => near(&mut sampler, IN_SCOPE),
        };
        let next = compare_ask(&posed);
        seen.count("asks", next.map_or("nothing", |ask| ask.finding().as_str()));

        let unavailable = sampler.below(1 << 9);
        let expected = expected::ask(posed.sets, unavailable).map(|finding| Finding::ALL[finding]);
        let had = Finding::ALL.iter().copied().filter(|it| unavailable >> it.index() & 1 == 1);
        let given = ask_except(&case(&posed), had.collect()).map(|ask| ask.finding());
        let without = findings_text(unavailable.into());
        assert_eq!(given, expected, "{}\nwithout {without}", heading(&posed, None));
    }
    let findings = FINDINGS.map(|(name, _)| ("asks", name));
    seen.assert_often("next questions", findings.into_iter().chain([("asks", "nothing")]));
}

/// Every game of questions from nothing known to everything settled.
#[test]
fn asking_settles_every_case_and_not_later_than_a_fixed_order() {
    let mut asked = Played::default();
    play(&Posed::of(core::array::from_fn(full)), 0, &mut asked);
    let mut fixed = Played::default();
    play_in_order(core::array::from_fn(full), 0, &mut fixed);
    for (name, played) in [("ask", &asked), ("section 1's order", &fixed)] {
        let thousandths = played.questions * 1000 / played.cells;
        println!(
            "{name}: {}.{:03} questions on average, at most {}, at least {}, {} leaves",
            thousandths / 1000,
            thousandths % 1000,
            played.most,
            played.least,
            played.leaves,
        );
        assert_eq!(played.cells, 259_200, "{name}: each complete case is reached once");
    }
    assert!(asked.questions <= fixed.questions, "asking takes longer than a fixed order");
}

#[test]
fn accounts_of_sampled_cases() {
    let mut sampler = Sampler::new(15);
    let mut seen = Seen::default();
    for number in 0..15_000 {
        let posed = match number % 3 {
            0 => sampler.question(),
            1 => single_values_ranges_or_nothing(&mut sampler),
            _ => near(&mut sampler, IN_SCOPE),
        };
        let expected = expected::account(&posed);
        let given = account(&case(&posed));
        for (name, expected, given) in [
            ("used", expected.used, given.used()),
            ("interchangeable", expected.interchangeable, given.interchangeable()),
            ("without effect", expected.without_effect, given.without_effect()),
            ("missing", expected.missing, given.missing()),
        ] {
            assert!(
                u64::from(expected) == given.bits(),
                "{}\n{name}\ncontract: {}\ncrate:    {}",
                heading(&posed, None),
                findings_text(expected.into()),
                findings_text(given.bits()),
            );
            for (bit, (finding, _)) in FINDINGS.iter().enumerate() {
                if expected >> bit & 1 == 1 {
                    seen.count(name, finding);
                }
            }
        }
    }
    let each = ["used", "without effect", "missing"];
    let each = each.iter().flat_map(|name| FINDINGS.map(|(finding, _)| (*name, finding)));
    let together = ["primary_site", "liver_metastases", "differentiation", "ki67", "mitoses"];
    let together = together.map(|finding| ("interchangeable", finding));
    seen.assert_often("accounts", each.chain(together));
}

/// What an account promises, asked of the crate again.
#[test]
fn forgetting_what_had_no_effect_changes_nothing() {
    let mut sampler = Sampler::new(16);
    let told = |case: &Case| {
        let answer = *recommend(case).answer();
        let possible = answer.therapies().map(|(_, decision)| decision.possible());
        let possible: Vec<_> = possible.collect();
        let needs: Vec<_> = Question::all().map(|of| answer.needs_for(of)).collect();
        (answer.grade().possible(), answer.pathway().possible(), possible, needs)
    };
    let (mut without_effect, mut interchangeable) = (0, 0);
    for _ in 0..20_000 {
        let case = case(&sampler.question());
        let account = account(&case);
        let forgetting = |findings: Set<Finding>| case.replacing(findings, &Case::NOT_ASSESSED);
        let now = told(&case);
        assert_eq!(told(&forgetting(account.without_effect())), now, "{case}");
        for finding in account.without_effect() {
            for answered in Ask::about(&forgetting(finding.into()), finding).answers() {
                assert_eq!(told(answered.case()), now, "{case}: {finding}");
            }
        }
        without_effect += u32::from(!account.without_effect().is_empty());
        for finding in account.interchangeable() {
            assert_eq!(told(&forgetting(finding.into())), now, "{case}: {finding}");
        }
        if !account.interchangeable().is_empty() {
            interchangeable += 1;
            assert_ne!(told(&forgetting(account.interchangeable())), now, "{case}");
        }
    }
    println!(
        "{without_effect} with findings without effect, {interchangeable} with interchangeable"
    );
    assert!(without_effect > 1000 && interchangeable > 1000);
}

/// Asks both for a review.
fn compare_review(posed: &Posed, given: &[usize], seen: &mut Seen) {
    let expected = expected::review(posed, given);
    let list: Vec<_> = given.iter().map(|of| treatment(*of)).collect();
    let said = || {
        let names = given.iter().map(|of| DECISIONS.get(*of).copied().unwrap_or("other"));
        format!("{}\ngiven: {}", heading(posed, None), names.collect::<Vec<_>>().join(" "))
    };
    let review = match review(&case(posed), &list) {
        Ok(review) => review,
        Err(error) => panic!("{}\n{error}", said()),
    };

    let mut decisions = review.given();
    for (of, expected) in given.iter().zip(&expected.given) {
        let Some((named, decision)) = decisions.next() else {
            panic!("{}\nfewer are reviewed than are given", said());
        };
        assert_eq!(named, treatment(*of), "{}", said());
        let (expected, given) = (expected.told(), verdict(&decision));
        assert!(
            given == expected,
            "{}\n{named}\ncontract: {}\ncrate:    {}",
            said(),
            verdict_text(2, expected),
            verdict_text(2, given),
        );
    }
    assert_eq!(decisions.count(), 0, "{}\nmore are reviewed than are given", said());

    let omitted = expected.omitted.iter().fold(0, |set, of| set | 1 << (of - 2));
    assert_eq!(review.omitted().bits(), omitted, "{}\nomitted", said());
    assert!(
        review.disputed_by().bits() == expected.disputed_by,
        "{}\ndisputed by\ncontract: {}\ncrate:    {}",
        said(),
        readings_text(expected.disputed_by),
        readings_text(review.disputed_by().bits()),
    );
    let unsupported: Vec<_> = expected.unsupported.iter().map(|of| treatment(*of)).collect();
    assert_eq!(review.unsupported().collect::<Vec<_>>(), unsupported, "{}\nunsupported", said());
    assert_eq!(review.concordance().as_str(), expected.concordance, "{}\nconcordance", said());
    count_review(posed, given, &expected, seen);
}

fn count_review(posed: &Posed, given: &[usize], expected: &expected::Review, seen: &mut Seen) {
    let expected::Review { firm_omission, omission_counts, .. } = *expected;
    let firm_avoid = !expected.firm_avoids.is_empty();
    let other_avoid = !expected.other_avoids.is_empty();
    let omission = !expected.omitted.is_empty();
    let avoid = firm_avoid || other_avoid;
    let emergency_possible = posed.sets[PRIMARY_TUMOUR] & 0b11_1000 != 0;
    let open = expected.given.iter().any(|verdict| !verdict.is_settled());
    seen.count("review", expected.concordance);
    for (what, which, happened) in [
        ("emergency with an omission", expected.concordance, omission && !omission_counts),
        ("avoid", "firm", firm_avoid),
        ("avoid", "not firm", other_avoid),
        ("avoid", "firm, and another not firm", firm_avoid && other_avoid),
        ("omission alone", "firm", omission_counts && firm_omission && !avoid),
        ("omission alone", "not firm", omission_counts && !firm_omission && !avoid),
        ("omission firm", "and an avoid not firm", omission_counts && firm_omission && other_avoid),
        ("omission", "of one", expected.omitted.len() == 1),
        ("omission", "of both", expected.omitted.len() == 2),
        ("omission", "although an emergency is possible", omission_counts && emergency_possible),
        ("decision", "open", open),
        ("decision", "unsupported", !expected.unsupported.is_empty()),
        ("given", "other", given.contains(&OTHER)),
        ("given", "one", given.len() == 1),
        ("given", "all fifteen", given.len() == 15),
    ] {
        if happened {
            seen.count(what, which);
        }
    }
    for (reading, named) in READINGS.iter().enumerate() {
        if expected.disputed_by >> reading & 1 == 1 {
            seen.count("disputed by", named.name);
        }
    }
}

/// One to fifteen treatments, each once, in any order; often only such as stand alike, so that
/// every concordance is reached.
fn treatments(sampler: &mut Sampler, posed: &Posed) -> Vec<usize> {
    let all = || PLATINUM[0]..=OTHER;
    let supported = standings(&["recommended", "option", "consider"]);
    let avoid = standings(&["avoid"]);
    let without_platinum = sampler.below(2) == 0;
    let mood = sampler.below(8);
    let fits = |of: &usize| {
        let verdict = of_given(*of, posed.sets, None);
        let settled = verdict.is_settled();
        let fits = match mood {
            0 => settled && verdict.possible & supported != 0,
            1 => settled && verdict.possible & (supported | avoid) == 0,
            2 => settled && verdict.possible == avoid,
            3 => !settled,
            4 => verdict.possible != avoid,
            5 => verdict.possible == avoid && !is_everywhere(*of, posed.sets, avoid),
            _ => true,
        };
        fits && !(without_platinum && mood != 7 && PLATINUM.contains(of))
    };
    let mut pool: Vec<_> = all().filter(fits).collect();
    if pool.is_empty() {
        pool = all().collect();
    }
    for last in (1..pool.len()).rev() {
        pool.swap(last, below(sampler, last + 1));
    }
    let longest = 1 + below(sampler, pool.len());
    let length = if mood == 7 { pool.len() } else { 1 + below(sampler, longest) };
    pool.truncate(length);
    pool
}

fn single_values_ranges_or_nothing(sampler: &mut Sampler) -> Posed {
    Posed::of(core::array::from_fn(|finding| one_of(sampler, &stated(finding))))
}

/// A complete case within `sets`.
fn complete(sampler: &mut Sampler, sets: Sets) -> Posed {
    Posed::of(sets.map(|set| one_of(sampler, &singles(set).collect::<Vec<_>>())))
}

/// A case with findings within `sets`: mostly one value of each, now and then several, seldom any.
fn near(sampler: &mut Sampler, sets: Sets) -> Posed {
    let mut near = [0; 9];
    for (finding, set) in near.iter_mut().enumerate() {
        *set = match sampler.below(16) {
            0 => sampler.set(finding),
            1 => sets[finding],
            2 | 3 => Some(sampler.set(finding) & sets[finding])
                .filter(|set| *set != 0)
                .unwrap_or(sets[finding]),
            _ => one_of(sampler, &singles(sets[finding]).collect::<Vec<_>>()),
        };
    }
    // A range of cells for each of the two numbers.
    for finding in [KI67, MITOSES] {
        let covers = |set: &u8| *set & near[finding] == near[finding];
        let covering = stated(finding).into_iter().filter(covers);
        near[finding] = covering.min_by_key(|set| set.count_ones()).unwrap_or(full(finding));
    }
    Posed::of(near)
}

/// Asks both what would change a decision.
fn compare_what_if(posed: &Posed, cell: Cell, decision: usize, changes: &mut Vec<Change>) {
    dense().smallest_changes(decision, cell, changes);
    let said = || format!("{}\n{}", heading(posed, None), DECISIONS[decision]);
    let what_if = match what_if(&case(posed), question(decision)) {
        Ok(what_if) => what_if,
        Err(error) => panic!("{}\n{error}", said()),
    };
    assert_eq!(outcome(decision, what_if.from()), dense().value(decision, cell), "{}", said());
    let mut given = what_if.changes();
    for (place, expected) in changes.iter().enumerate() {
        let Some(change) = given.next() else {
            panic!("{}\n{place} changes instead of {}", said(), changes.len());
        };
        let findings = change.findings().bits();
        assert!(
            findings == u64::from(expected.findings)
                && *change.case() == case(&moved(posed, expected))
                && outcome(decision, change.outcome()) == expected.value,
            "{}\nchange {place}\ncontract: {expected:?}\ncrate:    {change:?}",
            said(),
        );
    }
    assert_eq!(given.count(), 0, "{}\nmore changes than {}", said(), changes.len());
}

/// The case with the new cells of a change; what is not moved stays as it was given.
fn moved(posed: &Posed, change: &Change) -> Posed {
    let whole = Posed::of(change.cell.map(|value| 1 << value));
    let is_moved = |finding: usize| change.findings >> finding & 1 == 1;
    Posed {
        sets: whole.sets,
        ki67: if is_moved(KI67) { whole.ki67 } else { posed.ki67 },
        mitoses: if is_moved(MITOSES) { whole.mitoses } else { posed.mitoses },
    }
}

/// Asks both for the next finding, and follows each of its values one step.
fn compare_ask(posed: &Posed) -> Option<Ask> {
    let expected = expected::ask(posed.sets, 0);
    let given = ask(&case(posed));
    let finding = given.map(|ask| ask.finding());
    assert!(
        finding == expected.map(|finding| Finding::ALL[finding]),
        "{}\ncontract: {:?}\ncrate:    {finding:?}",
        heading(posed, None),
        expected.map(|finding| FINDINGS[finding].0),
    );
    let (ask, finding) = (given?, expected?);
    let mut answers = ask.answers();
    for answer in answers_of(posed, finding) {
        let said = || format!("{}\nasked about {}", heading(posed, None), FINDINGS[finding].0);
        let Some(answered) = answers.next() else { panic!("{}: an answer is missing", said()) };
        assert_eq!(*answered.case(), case(&answer), "{}", said());
        assert_eq!(answered.settled(), expected::settled(answer.sets), "{}", said());
        let verdicts = contract::boxes::oracle().verdicts(answer.sets, None);
        let possible = verdicts.map(|verdict| verdict.possible);
        assert_eq!(possible_of(answered.recommendation().answer()), possible, "{}", said());
    }
    assert_eq!(answers.count(), 0, "{}\nmore answers than values", heading(posed, None));
    Some(ask)
}

/// The case with each of the values a finding may still have; of a range, what lies in the band.
fn answers_of(posed: &Posed, finding: usize) -> impl Iterator<Item = Posed> {
    singles(posed.sets[finding]).map(move |value| {
        let sets = with(posed.sets, finding, value);
        let whole = Posed::of(with([1; 9], finding, value));
        let both = |one: (u16, u16), other: (u16, u16)| (one.0.max(other.0), one.1.min(other.1));
        let ki67 = if finding == KI67 { both(posed.ki67, whole.ki67) } else { posed.ki67 };
        let mitoses =
            if finding == MITOSES { both(posed.mitoses, whole.mitoses) } else { posed.mitoses };
        Posed { sets, ki67, mitoses }
    })
}

/// How many questions it takes over all complete cases.
#[derive(Default)]
struct Played {
    leaves: u64,
    cells: u64,
    questions: u64,
    most: u64,
    least: u64,
}

impl Played {
    fn leaf(&mut self, sets: Sets, questions: u64) {
        let cells: u64 = sets.iter().map(|set| u64::from(set.count_ones())).product();
        self.least = if self.leaves == 0 { questions } else { self.least.min(questions) };
        self.most = self.most.max(questions);
        self.leaves += 1;
        self.cells += cells;
        self.questions += cells * questions;
    }
}

fn play(posed: &Posed, questions: u64, played: &mut Played) {
    let Some(ask) = compare_ask(posed) else {
        assert_eq!(expected::settled(posed.sets), 16, "{}", heading(posed, None));
        return played.leaf(posed.sets, questions);
    };
    let finding = FINDINGS.iter().position(|(name, _)| *name == ask.finding().as_str());
    let Some(finding) = finding else { panic!("{:?} is no finding", ask.finding()) };
    for answer in answers_of(posed, finding) {
        play(&answer, questions + 1, played);
    }
}

fn play_in_order(sets: Sets, questions: u64, played: &mut Played) {
    let Some(finding) = expected::first_needed(sets) else {
        return played.leaf(sets, questions);
    };
    for value in singles(sets[finding]) {
        play_in_order(with(sets, finding, value), questions + 1, played);
    }
}

fn question(decision: usize) -> Question {
    match decision {
        contract::GRADE => Question::Grade,
        contract::PATHWAY => Question::Pathway,
        therapy => Question::Standing(Therapy::ALL[therapy - 2]),
    }
}

fn treatment(of: usize) -> Given {
    if of == OTHER { Given::Other } else { Given::Therapy(Therapy::ALL[of - 2]) }
}

/// The place of an outcome among the decision's values.
fn outcome(decision: usize, outcome: Outcome) -> u8 {
    let bits = match (decision, outcome) {
        (contract::GRADE, Outcome::Grade(grade)) => Possible::from(grade).bits(),
        (contract::PATHWAY, Outcome::Pathway(pathway)) => Possible::from(pathway).bits(),
        (2.., Outcome::Standing(standing)) => Possible::from(standing).bits(),
        _ => panic!("{outcome:?} is no value of {}", DECISIONS[decision]),
    };
    u8::try_from(bits.trailing_zeros()).unwrap_or(u8::MAX)
}

fn possible_of(answer: &Answer) -> [u8; 16] {
    core::array::from_fn(|decision| match decision {
        contract::GRADE => answer.grade().possible().bits(),
        contract::PATHWAY => answer.pathway().possible().bits(),
        therapy => answer.therapy(Therapy::ALL[therapy - 2]).possible().bits(),
    })
}

/// The crate's decision as the oracle writes one.
fn verdict<V: Vocabulary>(decision: &Decision<V>) -> Verdict {
    let short = |set: Set<Finding>| u16::try_from(set.bits()).unwrap_or(u16::MAX);
    Verdict {
        possible: decision.possible().bits(),
        needs: short(decision.needs()),
        statements: decision.statements().bits(),
        findings: short(decision.findings()),
    }
}

fn below(sampler: &mut Sampler, bound: usize) -> usize {
    usize::from(sampler.below(u16::try_from(bound).unwrap_or(u16::MAX)))
}

/// As `below`, for bounds beyond sixteen bits.
fn below_all(sampler: &mut Sampler, bound: usize) -> usize {
    let high = usize::from(sampler.below(u16::MAX));
    (high << 15 | usize::from(sampler.below(1 << 15))) % bound
}

fn one_of(sampler: &mut Sampler, sets: &[u8]) -> u8 {
    sets[below(sampler, sets.len())]
}

fn findings_text(findings: u64) -> String {
    listed(&FINDINGS.map(|(name, _)| name), findings)
}

fn readings_text(readings: u64) -> String {
    listed(&READINGS.map(|reading| reading.name), readings)
}
