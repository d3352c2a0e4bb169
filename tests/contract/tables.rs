//! Sections 1 to 4 of the contract as data, in its order, to be read beside `pathway.md`.
//!
//! A condition is words: a comma is "and", `or` joins values of one finding, no word at all is
//! "always". For each decision the first row that fits answers.

/// Section 1, cut at the thresholds as in section 7: every finding with its values.
pub(crate) const FINDINGS: [(&str, &[&str]); 9] = [
    ("primary_site", &["sigmoid_colon", "other_colorectal", "elsewhere"]),
    ("liver_metastases", &["absent", "solitary", "multiple"]),
    ("differentiation", &["well", "moderate", "poor", "mixed"]),
    ("ki67", &["<3%", "3-9.99%", "10-19.99%", "20%", ">20%"]),
    ("mitoses", &["<2/2mm2", "2-20/2mm2", ">20/2mm2"]),
    ("ecog", &["0", "1", "2", "3", "4"]),
    (
        "primary_tumour",
        &[
            "resected",
            "uncomplicated",
            "complication_imminent",
            "obstructing",
            "bleeding",
            "perforation_risk",
        ],
    ),
    ("chemotherapy", &["not_started", "under_way", "indolent_after", "progressed_after"]),
    ("platinum", &["either", "cisplatin_only", "carboplatin_only", "neither"]),
];

/// The lowest number of each Ki-67 cell and the highest of all, in hundredths of a percent.
pub(crate) const KI67_CELLS: [u16; 5] = [0, 300, 1000, 2000, 2001];
pub(crate) const KI67_HIGHEST: u16 = 10_000;

/// The lowest number of each mitoses cell and the highest of all, in hundredths per 2 mm².
pub(crate) const MITOSES_CELLS: [u16; 3] = [0, 200, 2001];
pub(crate) const MITOSES_HIGHEST: u16 = 60_000;

/// The values of the decisions, in the order an open decision lists them.
pub(crate) const GRADES: &[&str] = &["g1", "g2", "g3"];
pub(crate) const PATHWAYS: &[&str] = &["nec", "net", "net_g3", "verify_pathology", "outside_scope"];
pub(crate) const STANDINGS: &[&str] = &[
    "recommended",
    "option",
    "consider",
    "avoid",
    "verify_first",
    "not_applicable",
    "not_addressed",
];

/// Section 7: the sixteen decisions.
pub(crate) const DECISIONS: [&str; 16] = [
    "grade",
    "pathway",
    "cisplatin_etoposide",
    "carboplatin_etoposide",
    "folfox",
    "folfox_bevacizumab",
    "folfiri",
    "other_colorectal_regimen",
    "lanreotide",
    "octreotide",
    "tae",
    "tace",
    "tare",
    "ablation",
    "primary_resection",
    "debulking",
];

/// Words that stand for several values of one finding.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("first", "not_started or under_way"),
    ("later", "indolent_after or progressed_after"),
    ("complication", "complication_imminent or obstructing or bleeding or perforation_risk"),
    (
        "not_resected",
        "uncomplicated or complication_imminent or obstructing or bleeding or perforation_risk",
    ),
    ("emergency", "obstructing or bleeding or perforation_risk"),
    ("ecog_0_to_2", "0 or 1 or 2"),
    ("ecog_3_to_4", "3 or 4"),
    ("ki67_below_10", "<3% or 3-9.99%"),
    ("ki67_10_to_20", "10-19.99% or 20%"),
    ("ki67_3_to_20", "3-9.99% or 10-19.99% or 20%"),
    ("ki67_from_10", "10-19.99% or 20% or >20%"),
];

/// Groups of therapies that a row speaks of together.
pub(crate) const EVERY_THERAPY: &str = "cisplatin_etoposide, carboplatin_etoposide, folfox, \
    folfox_bevacizumab, folfiri, other_colorectal_regimen, lanreotide, octreotide, tae, tace, \
    tare, ablation, primary_resection, debulking";
pub(crate) const PLATINUM: &str = "cisplatin_etoposide, carboplatin_etoposide";
pub(crate) const COLORECTAL: &str = "folfox, folfox_bevacizumab, folfiri, other_colorectal_regimen";
pub(crate) const ANALOGUES: &str = "lanreotide, octreotide";
pub(crate) const LIVER: &str = "tae, tace, tare, ablation";

/// One row: which decisions it answers, when, with which value, resting on which statements and
/// findings.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) of: &'static str,
    pub(crate) when: &'static str,
    pub(crate) gives: &'static str,
    pub(crate) statements: &'static str,
    /// Further statements, and when they join.
    pub(crate) also: (&'static str, &'static str),
    pub(crate) findings: &'static str,
}

const fn row(
    of: &'static str,
    when: &'static str,
    gives: &'static str,
    statements: &'static str,
) -> Row {
    Row { of, when, gives, statements, also: ("", ""), findings: "" }
}

impl Row {
    const fn and(self, statements: &'static str, when: &'static str) -> Self {
        Self { also: (statements, when), ..self }
    }

    const fn findings(self, findings: &'static str) -> Self {
        Self { findings, ..self }
    }
}

/// Sections 2 to 4.
#[rustfmt::skip]
pub(crate) const ROWS: &[Row] = &[
    // 2. Grade: the higher of the two.
    row("grade", ">20%",         "g3", ""),
    row("grade", ">20/2mm2",     "g3", ""),
    row("grade", "ki67_3_to_20", "g2", ""),
    row("grade", "2-20/2mm2",    "g2", ""),
    row("grade", "",             "g1", ""),

    // 3. Pathway: P1 in three rows, then P2 to P6.
    row("pathway", "elsewhere",      "outside_scope",    "S01"),
    row("pathway", "absent",         "outside_scope",    "S01"),
    row("pathway", "mixed",          "outside_scope",    "S01"),
    row("pathway", "poor, g3",       "nec",              "S05 S06 S41 S50"),
    row("pathway", "poor, g1 or g2", "verify_pathology", "S41 S50"),
    row("pathway", "moderate",       "verify_pathology", "S41 S50"),
    row("pathway", "well, g3",       "net_g3",           "S06 S09 S41 S50 S51"),
    row("pathway", "well, g1 or g2", "net",              "S05 S09 S41 S50"),

    // 4. outside_scope, net_g3.
    row(EVERY_THERAPY, "outside_scope or net_g3", "not_addressed", ""),

    // 4. verify_pathology.
    row("primary_resection", "verify_pathology, emergency", "not_addressed", ""),
    row(EVERY_THERAPY,       "verify_pathology",            "verify_first",  "S41 S50"),

    // 4. net.
    row(ANALOGUES,     "net",                "option",        "S04 S10 S32"),
    row(LIVER,         "net, ki67_below_10", "option",        "S04 S10 S26 S29 S30"),
    row(LIVER,         "net, ki67_10_to_20", "consider",      "S04 S10 S26 S29 S30"),
    row("debulking",   "net",                "option",        "S10"),
    row(EVERY_THERAPY, "net",                "not_addressed", ""),

    // 4. nec: platinum and etoposide.
    row("cisplatin_etoposide",   "nec, first, carboplatin_only or neither", "avoid", "").findings("platinum"),
    row("carboplatin_etoposide", "nec, first, cisplatin_only or neither",   "avoid", "").findings("platinum"),
    row(PLATINUM, "nec, first, ecog_0_to_2", "recommended",   "S08 S13 S14 S15 S42").and("S02", "sigmoid_colon, multiple"),
    row(PLATINUM, "nec, first, ecog_3_to_4", "consider",      "S08 S13 S14 S15 S42").and("S02", "sigmoid_colon, multiple"),
    row(PLATINUM, "nec, later",              "not_addressed", ""),

    // 4. nec: colorectal regimens.
    row("folfox, folfiri, other_colorectal_regimen", "nec", "avoid", "S16 S17 S46 S47"),
    row("folfox_bevacizumab",                        "nec", "avoid", "S16 S17 S38 S39 S46 S47"),

    // 4. nec: somatostatin analogues.
    row(ANALOGUES, "nec, first", "avoid", "S33 S35 S45 S49").and("S03", "sigmoid_colon, multiple"),
    row(ANALOGUES, "nec, later", "avoid", "S33"),

    // 4. nec: liver-directed treatment.
    row("tae, tace, ablation", "nec, first", "avoid", "S25 S26 S27 S28 S44 S49").and("S03", "sigmoid_colon, multiple"),
    row("tare",                "nec, first", "avoid", "S25 S26 S27 S28 S49").and("S03", "sigmoid_colon, multiple"),
    row(LIVER, "nec, indolent_after",        "consider", "S29 S31"),
    row(LIVER, "nec, progressed_after",      "avoid",    "S25 S26 S27"),

    // 4. nec: resection of the primary.
    row("primary_resection", "nec, resected",                                      "not_applicable", ""),
    row("primary_resection", "nec, uncomplicated, multiple, first",                "avoid",          "S22 S24").and("S43", "sigmoid_colon"),
    row("primary_resection", "nec, uncomplicated, multiple, later, sigmoid_colon", "avoid",          "S24 S43"),
    row("primary_resection", "nec, uncomplicated",                                 "not_addressed",  ""),
    row("primary_resection", "nec, complication, other_colorectal",                "not_addressed",  ""),
    row("primary_resection", "nec, emergency, ecog_0_to_2",                        "recommended",    "S18 S19 S20 S21 S23 S24 S43"),
    row("primary_resection", "nec, complication_imminent, ecog_0_to_2",            "recommended",    "S18 S20 S21 S23 S24 S43"),
    row("primary_resection", "nec, complication, ecog_3_to_4",                     "consider",       "S21 S24 S43"),

    // 4. nec: debulking.
    row("debulking", "nec, multiple, first",            "avoid",         "S22 S23 S48"),
    row("debulking", "nec, multiple, progressed_after", "avoid",         "S48"),
    row("debulking", "nec, solitary",                   "not_addressed", ""),
    row("debulking", "nec, indolent_after",             "not_addressed", ""),
];
