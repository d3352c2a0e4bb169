//! Morphologies: what the histological type says of the differentiation, where it settles it.

use nen_pathway::{Case, Differentiation, Finding, Possible};

use crate::{
    codes::{self, Morphology},
    fhir::{codings, words},
    json::Json,
    told::{Hint, Told},
    words::Words,
};

/// What a morphology tells of the differentiation.
#[must_use]
pub(crate) fn told_of_histology(concept: Option<&Json<'_>>) -> Told {
    let finding = Finding::Differentiation;
    let said = Words::of(words(concept));
    let all = || codings(concept).filter(|it| codes::is_of_morphologies(it.system, it.code));
    let known: Vec<(&str, Morphology)> =
        all().filter_map(|it| Some((it.code, codes::morphology(it.system, it.code)?))).collect();
    let named = codings(concept).map(|it| it.code).collect::<Vec<_>>().join(" ");
    // With a number of the group of neuroendocrine tumours it is one, whatever its words are.
    let hint = if !known.is_empty() || all().any(|it| it.code.starts_with("824")) {
        Hint::Neuroendocrine
    } else {
        match Hint::of_words(&said) {
            Hint::Neuroendocrine => Hint::Neuroendocrine,
            _ if all().next().is_some() => Hint::Other,
            other => other,
        }
    };
    let unread = |why: String| Told::unread(finding, why).hinting(hint);
    // Beside a known one, another code is no matter if it is of such a neoplasm by its words.
    let is_named_so = || Hint::of_words(&said) == Hint::Neuroendocrine;
    if known.is_empty() || known.len() != all().count() && !is_named_so() {
        let texts = words(concept).next().unwrap_or("without a code and words");
        return unread(if named.is_empty() {
            format!("a morphology by no code, `{texts:.60}`")
        } else {
            format!("morphology `{named:.60}`: not known here, or not all of it")
        });
    }
    if said.without("non neuroendocrine").deny() {
        return unread(format!("morphology `{named:.60}` with words that may deny it"));
    }
    if known.iter().any(|(_, it)| is_denied(*it, &said)) {
        return unread(format!("morphology `{named:.60}` with words of another one"));
    }
    let possible = known.iter().map(|(_, it)| match it {
        Morphology::Is(differentiation) => (*differentiation).into(),
        Morphology::Unsettled(possible, _) => *possible,
    });
    let together = possible.map(Some).reduce(|all, one| all?.and(one?)).flatten();
    let Some(together) = together else {
        return unread(format!("morphologies `{named:.60}` contradict each other"));
    };
    let case = |is: Possible<_>| Case::NOT_ASSESSED.with_differentiation(is);
    if let Some((code, _)) = known.iter().find(|(_, it)| matches!(it, Morphology::Is(_))) {
        let why = format!("morphology {code}");
        return Told::values(finding, case(together), why).hinting(hint);
    }
    let reasons = known.iter().filter_map(|(_, it)| match it {
        Morphology::Unsettled(_, why) => Some(*why),
        Morphology::Is(_) => None,
    });
    let why = reasons.collect::<Vec<_>>().join(" and ");
    let why = format!("{why}: it does not settle the differentiation");
    Told::unsettled(finding, case(together), why).hinting(hint)
}

/// Whether words name another neoplasm than the code.
fn is_denied(morphology: Morphology, said: &Words) -> bool {
    let well = "carcinoid| grade 1| grade 2| g1 | g2 |well diff|neuroendocrine tum| net ";
    match morphology {
        Morphology::Is(Differentiation::Poor) => said.have("adeno") || said.have(well),
        Morphology::Is(_) => false,
        Morphology::Unsettled(possible, _) if possible.contains(Differentiation::Poor) => {
            said.have("adeno")
        }
        Morphology::Unsettled(..) => said.have("adeno|small cell|large cell|poorly"),
    }
}
