//! Metastases of the liver: how many, only where a text says that and nothing that could say otherwise.

use nen_pathway::{Case, Finding, LiverMetastases};

use crate::{
    codes::{self, Disease},
    fhir::{codings, words},
    json::Json,
    told::{Hint, Told},
    words::Words,
};

pub(crate) const LIVER: &str = "liver|hepat|hépat|leber|foie";
const MANY: &str = " multiple | numerous | multiplen ";
const ONE: &str = " solitary | single | solitäre | einzelne ";
/// What may stand beside a number and does not change what is counted.
const BESIDE: &str = "multiple numerous multiplen solitary single solitäre einzelne liver hepatic lebermetastasen lebermetastase \
    metastases metastasis metastatic mets met lesions lesion of in to the from both lobes bilobar synchronous metachronous \
    secondary malignant neoplasm neoplasms a tumour tumor neuroendocrine carcinoma sigmoid colon segment segments i ii iii iv v \
    vi vii viii and";

/// Whether words speak of metastases of the liver.
#[must_use]
pub(crate) fn is_spoken_of(said: &Words) -> bool {
    said.have(LIVER) && said.have("metast|métast| mets |secondaries| secondary mal| secondary neo| secondary tum|secondary canc|filia")
}

/// Metastases of the liver, as a Condition tells of them.
#[must_use]
pub(crate) fn metastases(json: &Json<'_>, known: &[Disease]) -> Told {
    let code = json.get("code");
    let texts: Vec<Words> = words(code).map(|it| Words::of([it])).collect();
    // Metastases of several organs are many even if one is in the liver.
    let places = || json.list_of("bodySite").flat_map(|it| codings(Some(it)));
    let is_of_others = known.iter().any(|it| *it != Disease::LiverMetastasis)
        || places().any(|it| !codes::is_liver(it.system, it.code));
    let of_another = |it: &Words| {
        !it.have(LIVER) && Hint::of_words(it) == Hint::Other
            || it.have("breast|mamma|prostat|pancrea")
    };
    if texts.iter().any(of_another) {
        let why = "metastases of the liver by its codes, and of or from another organ by its words";
        return Told::unread(Finding::LiverMetastases, why);
    }
    let is_plain = |said: &&Words| {
        said.iter().all(|word| BESIDE.split(' ').any(|it| it == word))
            && (!is_of_others || said.have(LIVER))
    };
    let say = |number: &str| texts.iter().any(|it| it.have(number));
    let say_plainly = |number: &str| texts.iter().filter(is_plain).any(|it| it.have(number));
    let (values, why) = if say_plainly(MANY) && !say(ONE) {
        (LiverMetastases::Multiple.into(), "metastases of the liver, multiple by its text")
    } else if say_plainly(ONE) && !say(MANY) {
        (LiverMetastases::Solitary.into(), "a metastasis of the liver, solitary by its text")
    } else {
        (
            LiverMetastases::Solitary | LiverMetastases::Multiple,
            if say(MANY) || say(ONE) {
                "metastases of the liver, and more in its text than is read here of how many"
            } else {
                "metastases of the liver, and not said how many"
            },
        )
    };
    Told::values(Finding::LiverMetastases, Case::NOT_ASSESSED.with_liver_metastases(values), why)
}
