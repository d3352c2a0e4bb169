//! Drafted orders as the therapies that they make: a regimen is known by the whole set of its drugs.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Display},
};

use nen_pathway::{Label, Therapy};

use crate::{
    codes,
    condition::Concern,
    drug::Drug,
    fhir::{Place, Resource, codings, words},
    json::Json,
    medication::{Medication, is_of_one, is_topical},
    reason::{Reason, concern_of_reasons},
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
                this.add_other(order);
            }
        }
        for Regimen { therapy, drugs, is_whole } in regimens(session.drugs.keys().copied()) {
            let of_it: Vec<&Ordered> =
                drugs.iter().filter_map(|it| session.drugs.get(it)).collect();
            let mut orders: Vec<&str> =
                of_it.iter().flat_map(|it| it.orders.iter().copied()).collect();
            orders.dedup();
            let doubts = of_it.iter().find_map(|it| it.doubt).or(session.doubt);
            let name = (therapy == Therapy::OtherColorectalRegimen).then(|| named(&drugs));
            this.add(therapy, name, &orders, doubts.or((!is_whole).then_some(Doubt::Name)));
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
        let is_certain = medication.unclear.is_none()
            && order.modifier().is_none()
            && order.place == Place::Sound
            && spoken_of.is_subset(&exact)
            && (said.is_empty() || !spoken_of.is_empty());
        let doubt = (!is_certain).then_some(Doubt::Name);
        let drugs: BTreeSet<Drug> = exact.union(&spoken_of).copied().collect();
        let own: Vec<Therapy> =
            medication.codes(codes::OWN_THERAPY).filter_map(|it| it.parse().ok()).collect();
        if drugs.is_empty() && own.is_empty() && (medication.unclear.is_some() || said.is_empty()) {
            let why =
                medication.unclear.unwrap_or("a medication without words, by no code known here");
            self.unread.push((order.name.clone(), why));
            // It may be any drug, and make another regimen.
            session.doubt = Some(Doubt::Name);
        }
        let concern = concern_of_reasons(order, &all);
        if is_topical(order, &said) || !drugs.is_empty() && concern == Concern::Elsewhere {
            return;
        }
        for therapy in own {
            self.add(therapy, None, &[&order.name], doubt);
        }
        self.add_by_name(&order.name, &said);
        for drug in drugs {
            let therapy = match drug {
                Drug::Lanreotide => Therapy::Lanreotide,
                Drug::Octreotide => Therapy::Octreotide,
                drug => {
                    let unknown = (concern == Concern::Unknown).then_some(Doubt::Purpose);
                    session.add(drug, &order.name, unknown.or(doubt));
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

    /// Procedures by the code of this crate or by their names, and regimens by theirs.
    fn add_other(&mut self, order: &Resource<'_>) {
        const PROCEDURES: [Therapy; 6] = [
            Therapy::Tae,
            Therapy::Tace,
            Therapy::Tare,
            Therapy::Ablation,
            Therapy::PrimaryResection,
            Therapy::Debulking,
        ];
        let code = order.json.get("code");
        let said = Words::of(words(code));
        let is_mention = is_mention(&said);
        let is_sound = order.modifier().is_none() && order.place == Place::Sound;
        for therapy in Therapy::ALL {
            let label = therapy.label();
            let (plain, short) = label.split_once(" (").unwrap_or((label, label));
            let names = [label, plain, short.trim_end_matches(')')];
            let is_exact = |it: &str| names.iter().any(|name| name.eq_ignore_ascii_case(it.trim()));
            let is_coded = codings(code)
                .any(|it| it.system == codes::OWN_THERAPY && it.code == therapy.as_str());
            let is_spoken_of = match therapy {
                Therapy::Tace => !is_mention && said.have("chemoemboli| tace "),
                Therapy::Tare => !is_mention && said.have("radioemboli| tare | sirt "),
                other => PROCEDURES.contains(other) && words(code).any(is_exact),
            };
            let is_exact = words(code).any(is_exact) && codings(code).next().is_none();
            if is_coded || is_spoken_of {
                let doubt = (!is_sound || !is_coded && !is_exact).then_some(Doubt::Name);
                self.add(*therapy, None, &[&order.name], doubt);
            }
        }
        self.add_by_name(&order.name, &said);
    }

    /// A regimen by its name, as protocols are called.
    fn add_by_name(&mut self, order: &str, said: &Words) {
        if !said.have(" folf| mfolf| cap| xel") || is_mention(said) {
            return;
        }
        let with_bevacizumab = said.have("bevacizumab| bev | avastin ");
        let other = Therapy::OtherColorectalRegimen;
        let (therapy, name) = if said.have("folfoxiri |folfirinox ") {
            (other, Some("FOLFOXIRI"))
        } else if said.have(" capox | capeox | xelox ") {
            (other, Some("CAPOX"))
        } else if said.have(" xeliri | capiri ") {
            (other, Some("XELIRI"))
        } else if said.have(" folfiri| mfolfiri") {
            (Therapy::Folfiri, None)
        } else if said.have(" folfox| mfolfox") && with_bevacizumab {
            (Therapy::FolfoxBevacizumab, None)
        } else if said.have(" folfox| mfolfox") {
            (Therapy::Folfox, None)
        } else {
            return;
        };
        self.add(therapy, name.map(str::to_owned), &[order], Some(Doubt::Name));
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

/// The drugs of a session, which make its regimens together.
#[derive(Default)]
struct Session<'d> {
    drugs: BTreeMap<Drug, Ordered<'d>>,
    /// Why there may be another drug.
    doubt: Option<Doubt>,
}

/// The orders of a drug.
#[derive(Default)]
struct Ordered<'d> {
    orders: Vec<&'d str>,
    doubt: Option<Doubt>,
}

impl<'d> Session<'d> {
    fn add(&mut self, drug: Drug, order: &'d str, doubt: Option<Doubt>) {
        let known = self.drugs.entry(drug).or_default();
        known.orders.push(order);
        known.doubt = known.doubt.or(doubt);
    }
}

/// The names of drugs, the cytotoxic ones alone if all are too many to be read at a glance.
fn named(drugs: &BTreeSet<Drug>) -> String {
    let names = |keep: fn(Drug) -> bool| {
        let kept = drugs.iter().filter(|it| keep(**it) && it.name().is_some());
        kept.filter_map(|it| it.name()).collect::<Vec<_>>().join(" + ")
    };
    let all = names(|_| true);
    if all.len() > 60 { names(|it| !is_beside(it)) } else { all }
}

/// Whether words only mention a therapy: a visit, a scan, a count of blood before or after it.
fn is_mention(said: &Words) -> bool {
    const MENTIONS: &str = " ct | mrt | mri |consult|konsil|follow| after | nach | before | vor | board |question|cbc | blood ";
    said.have(MENTIONS)
}

/// Whether it orders nothing.
fn is_void(order: &Resource<'_>) -> bool {
    let status = order.json.text_of("status").unwrap_or_default();
    matches!(order.place, Place::Void(_))
        || ["entered-in-error", "cancelled", "revoked", "stopped", "not-done", "declined"]
            .contains(&status)
        || matches!(order.json.get("doNotPerform"), Some(Json::Bool(true)))
}

/// A regimen of the pathway, and the drugs that make it.
#[derive(Clone)]
struct Regimen {
    therapy: Therapy,
    drugs: BTreeSet<Drug>,
    /// Whether nothing else is drafted that could make it another one.
    is_whole: bool,
}

/// The regimens that drugs make.
fn regimens(drugs: impl Iterator<Item = Drug>) -> Vec<Regimen> {
    let drugs: BTreeSet<Drug> = drugs.collect();
    let is_of_doublet = |drug: &Drug| drug.is_platinum() || *drug == Drug::Etoposide;
    let (doublet, others): (BTreeSet<Drug>, BTreeSet<Drug>) =
        drugs.iter().copied().partition(is_of_doublet);
    let is_whole = !drugs.contains(&Drug::Targeted);
    let each = |drugs: BTreeSet<Drug>, therapies: &[Therapy], is_whole: bool| {
        let of = |therapy: &Therapy| Regimen { therapy: *therapy, drugs: drugs.clone(), is_whole };
        therapies.iter().map(of).collect::<Vec<_>>()
    };
    if let Some(therapies) = regimen(&drugs) {
        return each(drugs, therapies, is_whole);
    }
    // Two in one session, as when one takes the place of the other.
    if let (Some(one), Some(two)) = (regimen(&doublet), regimen(&others)) {
        return [each(doublet, one, true), each(others, two, is_whole)].concat();
    }
    // More than a regimen, which may be another one or one beside something else.
    let backbones = [
        [Drug::Fluorouracil, Drug::Oxaliplatin],
        [Drug::Fluorouracil, Drug::Irinotecan],
        [Drug::Capecitabine, Drug::Oxaliplatin],
        [Drug::Cisplatin, Drug::Etoposide],
        [Drug::Carboplatin, Drug::Etoposide],
    ];
    let backbone = backbones.into_iter().map(BTreeSet::from).find(|it| it.is_subset(&drugs));
    backbone.map_or_else(Vec::new, |it| {
        let is_doublet = it.contains(&Drug::Etoposide);
        let beside = drugs.iter().copied().filter(|drug| is_beside(*drug) && !is_doublet);
        let drugs: BTreeSet<Drug> = it.into_iter().chain(beside).collect();
        regimen(&drugs).map_or_else(Vec::new, |therapies| each(drugs.clone(), therapies, false))
    })
}

/// Whether a drug may be given beside a regimen and leaves it what it is.
fn is_beside(drug: Drug) -> bool {
    matches!(
        drug,
        Drug::Bevacizumab | Drug::Cetuximab | Drug::Leucovorin | Drug::Panitumumab | Drug::Targeted
    )
}

/// What just these drugs make, if it is a regimen of the pathway.
fn regimen(drugs: &BTreeSet<Drug>) -> Option<&'static [Therapy]> {
    use Drug::{
        Bevacizumab, Capecitabine, Carboplatin, Cisplatin, Etoposide, Fluorouracil, Irinotecan,
        Oxaliplatin,
    };
    let cytotoxic: Vec<Drug> = drugs.iter().copied().filter(|drug| !is_beside(*drug)).collect();
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
