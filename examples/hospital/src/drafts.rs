//! Drafted orders as the therapies that they make: a regimen is known by the whole set of its drugs.

use std::{
    collections::BTreeSet,
    fmt::{self, Display},
};

use nen_pathway::{Label, Therapy};

use crate::{
    codes,
    drug::Drug,
    fhir::{Resource, codings, words},
    json::Json,
    medication::{Medication, is_of_one},
    reason::Reason,
    records::Records,
    words::Words,
};

/// What is drafted.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    /// The therapies that the orders make, each once.
    pub therapies: Vec<Drafted>,
    /// The orders that are not understood, and why.
    pub unread: Vec<(String, &'static str)>,
}

/// A therapy that is drafted.
#[derive(Debug)]
pub(crate) struct Drafted {
    /// What it is.
    pub therapy: Therapy,
    /// How people call it.
    pub name: String,
    /// The orders that make it, by type and id.
    pub orders: Vec<String>,
    /// Why it may be something else.
    pub doubt: Option<Doubt>,
}

/// Why something that is drafted may be something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// It is known by words that are no exact name.
    Name,
    /// It may be ordered for something else than the tumour.
    Purpose,
}

impl Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "if that is what is drafted",
            Self::Purpose => "if meant as treatment of the tumour",
        })
    }
}

impl Drafts {
    /// What orders make; `records` holds what they refer to.
    ///
    /// A somatostatin analogue that is ordered for symptoms is no therapy: the pathway speaks of treatment of the tumour.
    #[must_use]
    pub(crate) fn of<'j>(drafts: &Records<'j>, records: &Records<'j>) -> Self {
        let mut this = Self::default();
        let mut session = Session::default();
        let orders = drafts.resources().iter().filter(|it| it.container.is_none() && !is_void(it));
        for order in orders {
            if is_of_one(order) {
                this.add_medication(order, [drafts, records], &mut session);
            } else {
                for therapy in procedures(order.json.get("code")) {
                    this.add(therapy, None, &[&order.name], None);
                }
            }
        }
        for (therapy, drugs) in regimens(&session.drugs) {
            let all = || drugs.iter().map(|it| it.name()).collect::<Vec<_>>().join(" + ");
            let name = (therapy == Therapy::OtherColorectalRegimen).then(all);
            let beside = session.drugs.contains(&Drug::Targeted).then_some(Doubt::Name);
            this.add(therapy, name, &session.orders, session.doubt.or(beside));
        }
        this
    }

    fn add_medication<'j, 'd>(
        &mut self,
        order: &'d Resource<'j>,
        all: [&Records<'j>; 2],
        session: &mut Session<'d>,
    ) {
        let medication = Medication::of(order, &all);
        let said = medication.said();
        let exact: BTreeSet<Drug> = medication.drugs().into_iter().map(|it| it.drug).collect();
        let spoken_of = Drug::spoken_of(&said);
        let is_certain =
            medication.unclear.is_none() && !exact.is_empty() && spoken_of.is_subset(&exact);
        let doubt = (!is_certain).then_some(Doubt::Name);
        let drugs: BTreeSet<Drug> = exact.union(&spoken_of).copied().collect();
        let own = medication.codes(codes::OWN_THERAPY).filter_map(|it| it.parse().ok());
        let own: Vec<Therapy> = own.collect();
        if drugs.is_empty() && own.is_empty() && (medication.unclear.is_some() || said.is_empty()) {
            let why =
                medication.unclear.unwrap_or("a medication without words, by no code known here");
            self.unread.push((order.name.clone(), why));
            // It may be any drug, and make another regimen.
            session.doubt = doubt;
        }
        if is_topical(order, &said) {
            return;
        }
        for therapy in own {
            self.add(therapy, None, &[&order.name], None);
        }
        if let Some(therapy) = regimens_by_name(&said) {
            self.add(therapy, None, &[&order.name], Some(Doubt::Name));
        }
        for drug in drugs {
            let therapy = match drug {
                Drug::Lanreotide => Therapy::Lanreotide,
                Drug::Octreotide => Therapy::Octreotide,
                drug => {
                    session.add(drug, &order.name, doubt);
                    continue;
                }
            };
            match Reason::of(order, &all) {
                Reason::Symptoms => {}
                Reason::Unknown => self.add(therapy, None, &[&order.name], Some(Doubt::Purpose)),
                Reason::Tumour => self.add(therapy, None, &[&order.name], doubt),
            }
        }
    }

    fn add(
        &mut self,
        therapy: Therapy,
        name: Option<String>,
        orders: &[&str],
        doubt: Option<Doubt>,
    ) {
        let orders = orders.iter().map(|it| (*it).to_owned());
        if let Some(known) = self.therapies.iter_mut().find(|it| it.therapy == therapy) {
            known.orders.extend(orders);
            known.doubt = known.doubt.and(doubt);
        } else {
            let name = name.unwrap_or_else(|| therapy.label().to_owned());
            self.therapies.push(Drafted { therapy, name, orders: orders.collect(), doubt });
        }
    }
}

/// The drugs of all orders of a session, which make its regimens together.
#[derive(Default)]
struct Session<'d> {
    drugs: BTreeSet<Drug>,
    orders: Vec<&'d str>,
    doubt: Option<Doubt>,
}

impl<'d> Session<'d> {
    fn add(&mut self, drug: Drug, order: &'d str, doubt: Option<Doubt>) {
        self.drugs.insert(drug);
        if !self.orders.contains(&order) {
            self.orders.push(order);
        }
        self.doubt = self.doubt.or(doubt);
    }
}

/// Whether it orders nothing.
fn is_void(order: &Resource<'_>) -> bool {
    let status = order.json.text_of("status").unwrap_or_default();
    ["entered-in-error", "cancelled", "revoked", "stopped", "not-done", "declined"]
        .contains(&status)
        || matches!(order.json.get("doNotPerform"), Some(Json::Bool(true)))
}

/// Whether it stays on the skin or in the eye.
fn is_topical(order: &Resource<'_>, said: &Words) -> bool {
    let routes = order.json.list_of("dosageInstruction").flat_map(|it| words(it.get("route")));
    let routes = Words::of(routes);
    let local = " topical| cutaneous| ophthalmic| cream | ointment | creme | salbe ";
    said.have(local) || routes.have(local)
}

/// Procedures by the code of this crate, or by their exact name.
fn procedures(code: Option<&Json<'_>>) -> Vec<Therapy> {
    let is_named = |therapy: Therapy| {
        let label = therapy.label();
        let plain = label.split_once(" (").map_or(label, |(plain, _)| plain);
        let names = [label, plain, therapy.abbreviation()];
        words(code).any(|it| names.iter().any(|name| name.eq_ignore_ascii_case(it.trim())))
    };
    let is_coded = |therapy: Therapy| {
        codings(code).any(|it| it.system == codes::OWN_THERAPY && it.code == therapy.as_str())
    };
    Therapy::ALL.iter().copied().filter(|it| is_coded(*it) || is_named(*it)).collect()
}

/// Regimens by their names, as protocols are called.
fn regimens_by_name(said: &Words) -> Option<Therapy> {
    if said.have(" folfoxiri | folfirinox | capox | xelox ") {
        Some(Therapy::OtherColorectalRegimen)
    } else if said.have(" folfiri ") {
        Some(Therapy::Folfiri)
    } else if said.have(" folfox| mfolfox") {
        let with = said.have("bevacizumab| bev | avastin ");
        Some(if with { Therapy::FolfoxBevacizumab } else { Therapy::Folfox })
    } else {
        None
    }
}

/// The regimens that have just these drugs, each with its own.
fn regimens(drugs: &BTreeSet<Drug>) -> Vec<(Therapy, BTreeSet<Drug>)> {
    let is_of_doublet = |drug: &Drug| drug.is_platinum() || *drug == Drug::Etoposide;
    let (doublet, others): (BTreeSet<Drug>, BTreeSet<Drug>) =
        drugs.iter().copied().partition(is_of_doublet);
    let each = |drugs: BTreeSet<Drug>, therapies: &[Therapy]| {
        therapies.iter().map(|it| (*it, drugs.clone())).collect::<Vec<_>>()
    };
    match (regimen(&doublet), regimen(&others)) {
        // Two in one session, as when one takes the place of the other.
        (Some(one), Some(two)) => [each(doublet, one), each(others, two)].concat(),
        _ => regimen(drugs).map_or_else(Vec::new, |it| each(drugs.clone(), it)),
    }
}

/// What just these drugs make, if it is a regimen of the pathway.
fn regimen(drugs: &BTreeSet<Drug>) -> Option<&'static [Therapy]> {
    use Drug::{
        Bevacizumab, Capecitabine, Carboplatin, Cetuximab, Cisplatin, Etoposide, Fluorouracil,
        Irinotecan, Leucovorin, Oxaliplatin, Panitumumab, Targeted,
    };
    let beside = [Bevacizumab, Cetuximab, Leucovorin, Panitumumab, Targeted];
    let cytotoxic: Vec<Drug> =
        drugs.iter().copied().filter(|drug| !beside.contains(drug)).collect();
    let alone = cytotoxic.len() == drugs.len();
    Some(match *cytotoxic {
        [Carboplatin, Etoposide] if alone => &[Therapy::CarboplatinEtoposide],
        [Cisplatin, Etoposide] if alone => &[Therapy::CisplatinEtoposide],
        [Carboplatin, Cisplatin, Etoposide] if alone => {
            &[Therapy::CisplatinEtoposide, Therapy::CarboplatinEtoposide]
        }
        [Fluorouracil, Oxaliplatin] if drugs.contains(&Bevacizumab) => {
            &[Therapy::FolfoxBevacizumab]
        }
        [Fluorouracil, Oxaliplatin] => &[Therapy::Folfox],
        [Fluorouracil, Irinotecan] => &[Therapy::Folfiri],
        [Capecitabine | Fluorouracil]
        | [Capecitabine, Oxaliplatin]
        | [Fluorouracil, Irinotecan, Oxaliplatin] => &[Therapy::OtherColorectalRegimen],
        _ => return None,
    })
}
