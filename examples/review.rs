//! A plan held against the source: what is concordant, what is not, and which statements say so.
//!
//! `cargo run --example review` reviews a published case; `-- FILE therapy…` a case and therapies of yours.

use std::{env, error::Error, fs};

use nen_pathway::*;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (case, given) = match arguments.next() {
        Some(file) => {
            let given = arguments.map(|name| name.parse()).collect::<Result<_, NameError>>()?;
            (serde_json::from_str(&fs::read_to_string(file)?)?, given)
        }
        None => published()?,
    };
    let review = review(&case, &given)?;
    println!("{case}\n\n{}", review.concordance());
    for (given, decision) in review.given() {
        let (possible, statements) = (decision.possible(), decision.statements());
        println!("  {given}: {possible} [{statements}]");
        for statement in statements {
            println!("    {statement}, line {}: {}", statement.entry().line, statement.text());
        }
    }
    if !review.omitted().is_empty() {
        println!("  missing: {}", review.omitted());
    }
    for reading in review.disputed_by() {
        println!("  disputed by {reading}: {}", reading.alternative());
    }
    println!("\n{}", Report::NOTICE);
    Ok(())
}

/// A carcinoma of the descending colon, resected and treated with FOLFOX and bevacizumab: K04 in `cases`, if its
/// differentiation and its Ki-67 had been reported.
fn published() -> Result<(Case, Vec<Given>), RangeError> {
    let case = Case::NOT_ASSESSED
        .with_primary_site(PrimarySite::OtherColorectal)
        .with_liver_metastases(LiverMetastases::Multiple)
        .with_differentiation(Differentiation::Poor)
        .with_ki67(">20%".parse()?)
        .with_primary_tumour(PrimaryTumour::Obstructing)
        .with_chemotherapy(Chemotherapy::NotStarted);
    Ok((case, vec![Therapy::PrimaryResection.into(), Therapy::FolfoxBevacizumab.into()]))
}
