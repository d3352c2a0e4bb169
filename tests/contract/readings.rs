//! Sections 5 and 6 of the contract as data: gaps, divergences, prognosis, and what each reading's
//! alternative changes.
//!
//! Conditions are words as in `tables`.

use super::tables::{ANALOGUES, COLORECTAL, LIVER, PLATINUM};

/// Section 5: what is listed when it holds in every completion.
pub(crate) const GAPS: [(&str, &str); 11] = [
    ("net_g3", "net_g3"),
    ("second_line", "nec, progressed_after"),
    ("platinum_unsuitable", "nec, first, neither"),
    ("performance_status", "nec, first, ecog_3_to_4"),
    ("unfit_for_resection", "nec, sigmoid_colon, complication, ecog_3_to_4"),
    ("solitary_metastasis", "nec, solitary"),
    ("other_site", "other_colorectal, nec or net or net_g3 or verify_pathology"),
    ("bowel_emergency", "emergency"),
    ("symptom_control", "nec"),
    ("after_first_line", "nec, indolent_after"),
    ("receptor_imaging", "net"),
];

/// The highest Ki-67 a divergence admits, on the range itself, in hundredths of a percent.
#[derive(Clone, Copy)]
pub(crate) enum Ki67Ceiling {
    None,
    Below(u16),
    AtMost(u16),
}

/// Section 5: the divergences, in the order of their table.
pub(crate) const DIVERGENCES: [(&str, &str, Ki67Ceiling); 17] = [
    ("second_line", "nec", Ki67Ceiling::None),
    ("irinotecan_platinum", "nec, first", Ki67Ceiling::None),
    ("net_g3", "net_g3", Ki67Ceiling::None),
    ("octreotide_label", "net", Ki67Ceiling::None),
    ("ssa_ki67_limit", "net, ki67_from_10", Ki67Ceiling::None),
    ("platinum_choice", "nec, first, either", Ki67Ceiling::None),
    ("survival_by_population", "nec", Ki67Ceiling::None),
    ("resection_evidence", "nec, not_resected", Ki67Ceiling::None),
    ("liver_directed_evidence", "nec, indolent_after", Ki67Ceiling::None),
    ("molecular_profile", "nec", Ki67Ceiling::None),
    ("prrt", "net or net_g3, ki67_from_10", Ki67Ceiling::AtMost(5500)),
    ("performance_status", "nec, first, ecog_3_to_4", Ki67Ceiling::None),
    ("organ_function", "nec, first", Ki67Ceiling::None),
    ("carboplatin_bleeding", "nec, first, bleeding", Ki67Ceiling::None),
    ("relief_without_resection", "nec, obstructing or complication_imminent", Ki67Ceiling::None),
    ("ki67_below_55", "nec", Ki67Ceiling::Below(5500)),
    ("single_case_evidence", "nec", Ki67Ceiling::None),
];

/// Section 5: months in nec, years in net.
pub(crate) const PROGNOSES: [(&str, &str); 2] =
    [("months", "nec, sigmoid_colon, multiple"), ("years", "net")];

/// One change an alternative makes: where the contract gives one of `was`, it gives `gives`
/// instead.
#[derive(Clone, Copy)]
pub(crate) struct Change {
    pub(crate) of: &'static str,
    pub(crate) when: &'static str,
    pub(crate) was: &'static str,
    pub(crate) gives: &'static str,
}

const fn change(
    of: &'static str,
    when: &'static str,
    was: &'static str,
    gives: &'static str,
) -> Change {
    Change { of, when, was, gives }
}

/// One reading: its name, its statements, and what its alternative changes.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) name: &'static str,
    pub(crate) statements: &'static str,
    pub(crate) alternative: &'static [Change],
}

const fn reading(
    name: &'static str,
    statements: &'static str,
    alternative: &'static [Change],
) -> Reading {
    Reading { name, statements, alternative }
}

const IN_SCOPE: &str = "nec or net or net_g3 or verify_pathology";

/// Section 6. A change to the grade or the pathway carries on into everything that reads it.
#[rustfmt::skip]
pub(crate) const READINGS: [Reading; 16] = [
    reading("rules_reach_other_colorectal_sites", "S01 S06 S09", &[
        change("pathway", "other_colorectal", IN_SCOPE, "outside_scope"),
    ]),
    reading("rules_reach_a_solitary_metastasis", "S01 S06 S09", &[
        change("pathway", "solitary", IN_SCOPE, "outside_scope"),
    ]),
    reading("grade_is_the_higher", "S06 S09 S41", &[
        change("grade", "<3%",          "g2 or g3", "g1"),
        change("grade", "ki67_3_to_20", "g3",       "g2"),
    ]),
    reading("twenty_is_g2", "S06 S09", &[
        change("pathway", "well, 20%", "net or net_g3", "verify_pathology"),
    ]),
    reading("discordance_is_verified", "S06 S15 S33 S42", &[
        change("pathway", "poor", "verify_pathology", "nec"),
    ]),
    reading("moderate_is_verified", "S04 S32 S34", &[
        change("pathway", "moderate, g3",       "verify_pathology", "net_g3"),
        change("pathway", "moderate, g1 or g2", "verify_pathology", "net"),
    ]),
    reading("net_g3_is_left_out", "S02 S04 S06 S09 S15 S51", &[
        change("pathway", "well, g3", "net_g3", "nec"),
    ]),
    reading("complication_outranks_extent", "S18 S22 S43", &[
        change("primary_resection", "multiple, not_started", "recommended or consider", "avoid"),
    ]),
    reading("fitness_is_required", "S18 S19 S20 S21 S43", &[
        change("primary_resection", "", "consider", "recommended"),
    ]),
    reading("fit_is_ecog_0_to_2", "S21", &[
        change("primary_resection", "2", "recommended", "consider"),
    ]),
    reading("chemotherapy_fitness_is_asked", "S13 S42", &[
        change(PLATINUM, "", "consider", "recommended"),
    ]),
    reading("liver_conditions_are_alternatives", "S29 S30 S31", &[
        change(LIVER, "net, not_started or under_way or progressed_after", "option or consider", "not_addressed"),
        change(LIVER, "nec, indolent_after",                               "consider",           "avoid"),
    ]),
    reading("soft_bound_at_ten", "S30", &[
        change(LIVER, "net, ki67_10_to_20", "consider", "option"),
    ]),
    reading("regimen_ban_holds_in_every_line", "S16 S46", &[
        change(COLORECTAL, "nec, later", "avoid", "not_addressed"),
    ]),
    reading("other_bans_hold_in_every_line", "S25 S33", &[
        change(ANALOGUES, "nec, later",            "avoid", "not_addressed"),
        change(LIVER,     "nec, progressed_after", "avoid", "not_addressed"),
    ]),
    reading("multiple_is_extensive", "S01 S22 S48", &[
        change("debulking",         "nec",                                  "avoid", "not_addressed"),
        change("primary_resection", "nec, uncomplicated, other_colorectal", "avoid", "not_addressed"),
    ]),
];
