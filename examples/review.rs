//! A plan held against the source: what is concordant, what is not, and which statements say so.
//!
//! `cargo run --example review` reviews a published case; `-- FILE THERAPY[=REASON,…]…` a case and therapies of
//! yours, with the reasons for each if there are any; `omitted=REASON,…` says why what is missing was not given.

#[path = "input/file.rs"]
mod file;

use std::{
    env,
    error::Error,
    io::{self, Write},
    process::ExitCode,
};

use nen_pathway::*;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("review: {}", file::plain(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let review = match arguments.next() {
        Some(file) => {
            let words: Vec<_> = arguments.map(|word| word.display().to_string()).collect();
            reviewed(&file::case(&file)?.1, &words)?
        }
        None => published()?,
    };
    Ok(print(&review, &mut io::stdout().lock())?)
}

fn print(review: &Review, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}\n\n{}", review.answer().case(), review.concordance().label())?;
    for (given, decision) in review.given() {
        match decision {
            Decision::Settled(is) => {
                let why = match is.reason() {
                    Some(reason) => format!(", because {reason}"),
                    None if is.statements().is_empty() => String::new(),
                    None => format!(" [{}]", is.statements()),
                };
                writeln!(out, "  {given}: {}{why}", is.value())?;
            }
            Decision::Open(is) => {
                writeln!(out, "  {given}: {}, needs {}", is.possible(), is.needs())?;
            }
        }
        for statement in decision.statements() {
            let line = statement.entry().line;
            writeln!(out, "    {statement}, line {line}: {}", statement.text())?;
        }
    }
    for given in review.unsupported() {
        writeln!(out, "  {given} cannot be supported, however it turns out")?;
    }
    if !review.omitted().is_empty() {
        let emergency = review.answer().gaps().contains(Gap::BowelEmergency);
        let counts = if emergency { ", which does not count in a bowel emergency" } else { "" };
        writeln!(out, "  missing: {}{counts}", review.omitted())?;
    }
    for reading in review.disputed_by() {
        writeln!(out, "  disputed by {reading}: {}", reading.alternative())?;
    }
    for (of, reasons) in review.deviations() {
        writeln!(out, "  stated reason for {of}: {reasons}")?;
    }
    for order in review.answer().order() {
        writeln!(out, "  {}", order.text())?;
    }
    writeln!(out, "\n{}", Report::NOTICE)
}

/// The review of what the words name, with the reasons they state.
fn reviewed(case: &Case, words: &[String]) -> Result<Review, Box<dyn Error>> {
    let (mut given, mut missing, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    for word in words {
        let (of, why) =
            word.split_once('=').map_or((word.as_str(), None), |(of, why)| (of, Some(why)));
        let why = why.into_iter().flat_map(|why| why.split(','));
        let why = why.map(str::parse).collect::<Result<Vec<Deviation>, _>>()?;
        if of == "omitted" {
            missing.extend(why);
        } else {
            let of: Given = of.parse()?;
            given.push(of);
            reasons.extend(why.into_iter().map(|reason| (of, reason)));
        }
    }
    let mut review = review(case, &given)?;
    if review.omitted().is_empty() && !missing.is_empty() {
        return Err("omitted: nothing is missing here".into());
    }
    for therapy in review.omitted() {
        reasons.extend(missing.iter().map(|reason| (therapy.into(), *reason)));
    }
    for (of, reason) in reasons {
        review = review.because(of, reason)?;
    }
    Ok(review)
}

/// A carcinoma of the descending colon, resected and treated with FOLFOX and bevacizumab: K04 in `cases`, if its
/// differentiation and its Ki-67 had been reported.
fn published() -> Result<Review, Box<dyn Error>> {
    let case = Case::NOT_ASSESSED
        .with_primary_site(PrimarySite::OtherColorectal)
        .with_liver_metastases(LiverMetastases::Multiple)
        .with_differentiation(Differentiation::Poor)
        .with_ki67(">20%".parse()?)
        .with_primary_tumour(PrimaryTumour::Obstructing)
        .with_chemotherapy(Chemotherapy::NotStarted);
    Ok(review(&case, &[Therapy::PrimaryResection.into(), Therapy::FolfoxBevacizumab.into()])?)
}
