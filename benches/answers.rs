//! What an answer costs, as a multiple of a hand-written `match` that returns only the pathway.
//!
//! `cargo bench` prints nanoseconds and ratios of one run; only the ratios are worth comparing, since every
//! row is measured in turn with what it is compared with, round after round, and the median round is told.

use std::{cell::RefCell, hint::black_box};

mod cases;
mod timing;
mod work;

use cases::{complete, forget, random};
use nen_pathway::*;
use timing::row;
use work::{Plain, folded, stated, summed};

fn main() {
    let complete = complete();
    let sample = random(&complete, 1_000_000);
    let partial: Vec<Case> = sample.iter().copied().enumerate().map(forget).collect();
    let plain: Vec<Plain> = sample.iter().map(Plain::of).collect();
    let json: Vec<String> =
        sample.iter().take(2_000).filter_map(|case| serde_json::to_string(case).ok()).collect();

    let (few, few_partial) = (&sample[..500], &partial[..500]);

    let floor = || plain.iter().map(|case| u64::from(case.pathway())).fold(0, u64::wrapping_add);
    let packed: Vec<PackedCase> = sample.iter().map(PackedCase::from).collect();
    let packed_partial: Vec<PackedCase> = partial.iter().map(PackedCase::from).collect();
    let ids = RefCell::new(vec![None; packed.len()]);
    let words: Vec<u64> = packed.iter().map(|case| case.bits()).collect();
    let columns = RefCell::new(vec![vec![0; packed.len()]; Question::all().count()]);
    let copied = RefCell::new(packed.clone());
    let answer = |questions: usize, cases: &[PackedCase]| {
        let mut columns = columns.borrow_mut();
        // The pathway is the second of them.
        let mut asked: Vec<_> = Question::all()
            .zip(&mut *columns)
            .map(|(question, column)| (question, &mut column[..]))
            .skip(usize::from(questions == 1))
            .take(questions)
            .collect();
        u64::from(possible_values(cases, &mut asked).is_ok())
    };

    let rows: [Row<'_>; 23] = [
        ("floor: a match, the pathway only", plain.len(), &floor),
        ("recommend, complete cases", sample.len(), &|| {
            sample.iter().map(summed).fold(0, u64::wrapping_add)
        }),
        ("recommend, partial cases", partial.len(), &|| {
            partial.iter().map(folded).fold(0, u64::wrapping_add)
        }),
        ("recommend, all 259,200 cells", complete.len(), &|| {
            complete.iter().map(summed).fold(0, u64::wrapping_add)
        }),
        ("packed cases copied", packed.len(), &|| {
            copied.borrow_mut().copy_from_slice(black_box(&packed));
            copied.borrow()[0].bits()
        }),
        ("packed cases to the number of the answer", packed.len(), &|| {
            u64::from(answer_ids(&packed, &mut ids.borrow_mut()).is_ok())
        }),
        ("packed cases to the pathway", packed.len(), &|| answer(1, &packed)),
        ("packed cases to all sixteen decisions", packed.len(), &|| answer(16, &packed)),
        ("packed partial cases to the pathway", packed.len(), &|| answer(1, &packed_partial)),
        ("packed partial cases to all sixteen", packed.len(), &|| answer(16, &packed_partial)),
        ("words to packed cases", words.len(), &|| {
            words
                .iter()
                .filter_map(|word| PackedCase::from_bits(*word).ok())
                .map(PackedCase::bits)
                .fold(0, u64::wrapping_add)
        }),
        ("nine findings stated", sample.len(), &|| {
            let stated = sample.iter().map(|case| PackedCase::from(&stated(case)).bits());
            stated.fold(0, u64::wrapping_add)
        }),
        ("readings, complete cases", sample.len(), &|| {
            sample.iter().map(|case| readings(case).bits()).fold(0, u64::wrapping_add)
        }),
        ("readings, partial cases", partial.len(), &|| {
            partial.iter().map(|case| readings(case).bits()).fold(0, u64::wrapping_add)
        }),
        ("review of one therapy, complete cases", few.len(), &|| {
            few.iter().map(reviewed).fold(0, u64::wrapping_add)
        }),
        ("what if, the pathway", few.len(), &|| {
            few.iter().map(|case| moved(case, Question::Pathway)).fold(0, u64::wrapping_add)
        }),
        ("what if, resection of the primary", few.len(), &|| {
            let question = Question::Standing(Therapy::PrimaryResection);
            few.iter().map(|case| moved(case, question)).fold(0, u64::wrapping_add)
        }),
        ("ask, partial cases", few_partial.len(), &|| {
            few_partial.iter().map(asked).fold(0, u64::wrapping_add)
        }),
        ("account, partial cases", few_partial.len(), &|| {
            few_partial.iter().map(accounted).fold(0, u64::wrapping_add)
        }),
        ("stake of a reading, complete cases", few.len(), &|| {
            few.iter().map(staked).fold(0, u64::wrapping_add)
        }),
        ("explanation, readings included", few.len(), &|| {
            few.iter().map(|case| length(&Report::new(case).explanation())).sum()
        }),
        ("receipt, written and checked", few.len(), &|| few.iter().map(checked).sum()),
        ("JSON in to JSON out, readings included", json.len(), &|| {
            json.iter().map(|line| answered(line)).fold(0, u64::wrapping_add)
        }),
    ];
    println!("{:<40} {:>12} {:>10}", "", "ns a case", "x floor");
    for (name, count, work) in rows {
        row(name, (&floor, plain.len()), (work, count));
    }
    against(&rows);
}

/// What is measured, on how many cases.
type Row<'w> = (&'w str, usize, &'w dyn Fn() -> u64);

/// What a batch saves, and how near it comes to what cannot be saved.
fn against(rows: &[Row<'_>]) {
    let work = |named: &str| {
        let found = rows.iter().find(|(name, ..)| *name == named);
        found.map(|(_, count, work)| (*work, *count)).unwrap()
    };
    for (base, batches) in [
        ("packed cases copied", &COMPLETE[..]),
        ("recommend, complete cases", &COMPLETE),
        ("recommend, partial cases", &PARTIAL),
    ] {
        println!("\n{:<40} {:>12} {:>10}", "", "ns a case", format!("x {base}"));
        for batch in batches {
            row(batch, work(base), work(batch));
        }
    }
}

const COMPLETE: [&str; 3] = [
    "packed cases to the number of the answer",
    "packed cases to the pathway",
    "packed cases to all sixteen decisions",
];
const PARTIAL: [&str; 2] =
    ["packed partial cases to the pathway", "packed partial cases to all sixteen"];

fn reviewed(case: &Case) -> u64 {
    let review = review(black_box(case), &[Therapy::Folfox.into()]);
    review.map_or(0, |review| u64::from(review.concordance().index()) ^ review.disputed_by().bits())
}

fn moved(case: &Case, question: Question) -> u64 {
    let what_if = what_if(black_box(case), question);
    what_if.map_or(0, |what_if| what_if.changes().map(|change| change.findings().bits()).sum())
}

fn asked(case: &Case) -> u64 {
    ask(black_box(case)).map_or(0, |ask| u64::from(ask.finding().index()))
}

fn accounted(case: &Case) -> u64 {
    account(black_box(case)).used().bits()
}

fn staked(case: &Case) -> u64 {
    let stake = stake(black_box(case), Reading::GradeIsTheHigher);
    u64::from(stake.otherwise().grade().possible().bits())
}

fn checked(case: &Case) -> u64 {
    let receipt = Report::new(black_box(case)).receipt().to_string();
    u64::from(Receipt::check(&receipt).is_ok())
}

fn length(text: &dyn std::fmt::Display) -> u64 {
    u64::try_from(text.to_string().len()).unwrap_or(0)
}

fn answered(line: &str) -> u64 {
    let case: Result<Case, _> = serde_json::from_str(black_box(line));
    let json = case.map(|case| serde_json::to_string(&Report::new(&case)));
    json.map_or(0, |json| json.map_or(0, |json| u64::try_from(json.len()).unwrap_or(0)))
}
