//! A question, put to the crate.

use nen_pathway::{
    Case, Chemotherapy, Differentiation, Ecog, Hundredths, Ki67, LiverMetastases, MitoticRate,
    Platinum, Possible, PrimarySite, PrimaryTumour, Vocabulary,
};

use crate::contract::{sample::Question, words::question_text};

/// The case of a question.
pub(crate) fn case(question: &Question) -> Case {
    let sets = question.sets;
    let number = |number: u16| Hundredths(number.into());
    let (Ok(ki67), Ok(mitoses)) = (
        Ki67::between(number(question.ki67.0), number(question.ki67.1)),
        MitoticRate::between(number(question.mitoses.0), number(question.mitoses.1)),
    ) else {
        panic!("{} is refused", question_text(question));
    };
    Case::NOT_ASSESSED
        .with_primary_site(possible::<PrimarySite>(sets[0]))
        .with_liver_metastases(possible::<LiverMetastases>(sets[1]))
        .with_differentiation(possible::<Differentiation>(sets[2]))
        .with_ki67(ki67)
        .with_mitoses(mitoses)
        .with_ecog(possible::<Ecog>(sets[5]))
        .with_primary_tumour(possible::<PrimaryTumour>(sets[6]))
        .with_chemotherapy(possible::<Chemotherapy>(sets[7]))
        .with_platinum(possible::<Platinum>(sets[8]))
}

fn possible<T: Vocabulary>(set: u8) -> Possible<T> {
    let values = T::ALL.iter().copied().enumerate();
    let values = values.filter(|(value, _)| set >> value & 1 == 1);
    let Some(values) = Possible::from_values(values.map(|(_, value)| value)) else {
        panic!("a finding has a value");
    };
    values
}
