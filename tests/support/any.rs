//! Any cases.

use std::iter;

use nen_pathway::*;

/// Cases with any set of values and any range; each finding is not assessed once in three times.
pub(crate) fn cases() -> impl Iterator<Item = Case> {
    fn set<V: Vocabulary>(numbers: &mut impl Iterator<Item = usize>) -> Possible<V> {
        let numbers = [0; 4].map(|_| numbers.next().unwrap());
        let values = numbers[..numbers[3] % 3].iter().map(|number| V::ALL[number % V::ALL.len()]);
        Possible::from_values(values).unwrap_or(Possible::ALL)
    }
    fn range(numbers: &mut impl Iterator<Item = usize>, last: usize, unit: &str) -> String {
        let [one, two, form] = [0; 3].map(|_| numbers.next().unwrap());
        let text = |number: usize| format!("{}.{:02}", number / 100, number % 100);
        let (one, two) = (one % last, two % last);
        match form % 5 {
            0 => format!("0-{}{unit}", last / 100),
            1 => format!("{}{unit}", text(one)),
            2 => format!(">={}{unit}", text(one)),
            3 => format!("<={}{unit}", text(one)),
            _ => format!("{}-{}{unit}", text(one.min(two)), text(one.max(two))),
        }
    }
    let mut state = 20_261_128_u64;
    let mut numbers = iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 8).unwrap()
    });
    iter::repeat_with(move || {
        Case::NOT_ASSESSED
            .with_primary_site(set::<PrimarySite>(&mut numbers))
            .with_liver_metastases(set::<LiverMetastases>(&mut numbers))
            .with_differentiation(set::<Differentiation>(&mut numbers))
            .with_ki67(range(&mut numbers, 10_000, "%").parse().unwrap())
            .with_mitoses(range(&mut numbers, 60_000, "/2mm2").parse().unwrap())
            .with_ecog(set::<Ecog>(&mut numbers))
            .with_primary_tumour(set::<PrimaryTumour>(&mut numbers))
            .with_chemotherapy(set::<Chemotherapy>(&mut numbers))
            .with_platinum(set::<Platinum>(&mut numbers))
    })
}
