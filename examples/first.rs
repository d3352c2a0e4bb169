//! The first program: one case, its plan, and what is ruled out with the statement that says so.
//!
//! `cargo run --example first`

use nen_pathway::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let case = Case::NOT_ASSESSED
        .with_primary_site(PrimarySite::SigmoidColon)
        .with_liver_metastases(LiverMetastases::Multiple)
        .with_differentiation(Differentiation::Poor)
        .with_ki67(">80%".parse()?)
        .with_chemotherapy(Chemotherapy::NotStarted)
        .with_platinum(Platinum::Either);

    let answer = *recommend(&case).answer();
    println!("pathway: {:?}", answer.pathway().value());
    println!("ruled out: {}", answer.with_standing(Standing::Avoid));
    println!("TACE is ruled out by {}", answer.therapy(Therapy::Tace).statements());
    println!("still needed: {}", answer.needs());
    Ok(())
}
