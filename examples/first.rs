//! The first program: one case, and what the source says of each therapy, with its statements.
//!
//! `cargo run --example first`

use nen_pathway::*;

fn main() -> Result<(), RangeError> {
    let case = Case::NOT_ASSESSED
        .with_primary_site(PrimarySite::SigmoidColon)
        .with_liver_metastases(LiverMetastases::Multiple)
        .with_differentiation(Differentiation::Poor)
        .with_ki67(">80%".parse()?)
        .with_ecog(Ecog::Zero | Ecog::One)
        .with_chemotherapy(Chemotherapy::NotStarted);

    for (therapy, decision) in recommend(&case).answer().therapies() {
        match decision {
            Decision::Settled(is) => println!("{therapy:<24} {} [{}]", is.value(), is.statements()),
            Decision::Open(is) => println!("{therapy:<24} {}? needs {}", is.possible(), is.needs()),
        }
    }
    Ok(())
}
