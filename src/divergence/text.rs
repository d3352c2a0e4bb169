//! What each divergence says, with what it rests on; only what was read is told.

use super::{Citation, Divergence};

impl Divergence {
    /// What the source says, to be held against guidance that is not the source's and never changes
    /// a standing.
    #[must_use]
    pub const fn source_says(self) -> &'static str {
        match self {
            Self::SecondLine => {
                "FOLFOX and FOLFIRI are ruled out for NEC with no line of treatment attached \
                (S46)."
            }
            Self::IrinotecanPlatinum => {
                "Platinum with etoposide is held to be the one regimen that has been shown to \
                work, and irinotecan with cisplatin is not mentioned (S14, S15)."
            }
            Self::NetG3 => {
                "G3 appears as NEC only (S06, S51) and well differentiated NET as G1 and G2 only \
                (S09), so NET G3 has no place."
            }
            Self::OctreotideLabel => {
                "Lanreotide and octreotide are both credited with FDA approval against well or \
                moderately differentiated NET (S32)."
            }
            Self::SsaKi67Limit => {
                "Somatostatin analogues are said to work in G1 and G2 NET up to the bound of the \
                class, a Ki-67 of 20 % (S09, S10)."
            }
            Self::PlatinumChoice => {
                "Cisplatin and carboplatin are offered side by side, and neither is preferred \
                (S14)."
            }
            Self::SurvivalByPopulation => {
                "A median survival of 5 to 11 months is given for treated patients, without its \
                starting point (S37)."
            }
            Self::ResectionEvidence => {
                "The primary is resected for a present or imminent complication, as palliation, \
                not early in extensive disease (S18, S22, S43)."
            }
            Self::LiverDirectedEvidence => {
                "Liver-directed treatment is withheld from NEC for three stated reasons and opened \
                to consideration after an indolent course (S26, S27, S28, S31)."
            }
            Self::MolecularProfile => {
                "One regimen is given for every NEC (S15), and the list of what pathology confirms \
                has no molecular test (S41)."
            }
            Self::Prrt => {
                "Peptide receptor radionuclide therapy is not mentioned; what NET is said to \
                respond to are somatostatin analogues, liver-directed treatment and debulking \
                (S10)."
            }
            Self::PerformanceStatus => {
                "Chemotherapy is to start at once, and no limit of fitness is set (S13, S42)."
            }
            Self::OrganFunction => {
                "Cisplatin or carboplatin is offered to every NEC without a word on kidney, \
                hearing or marrow (S14)."
            }
            Self::CarboplatinBleeding => {
                "Bleeding is a reason to resect (S19) and carboplatin is offered to every NEC \
                (S14); the two are not brought together."
            }
            Self::ReliefWithoutResection => {
                "Resection is the only relief of the bowel that is named (S18, S20)."
            }
            Self::Ki67Below55 => "Every NEC with Ki-67 above 20 % is answered alike (S06, S42).",
            Self::SingleCaseEvidence => {
                "FOLFOX and other colorectal regimens are called ineffective (S17, S47), under the \
                same reference number as the course of one patient (S38)."
            }
        }
    }

    /// What published guidance and studies say, which is not the source's and never changes a
    /// standing.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one text for each divergence, nothing else")]
    pub const fn guidance_says(self) -> &'static str {
        match self {
            Self::SecondLine => {
                "ENETS 2023 sees the best evidence for a second line in irinotecan with a \
                fluoropyrimidine. In BEVANEC, after platinum and etoposide, median overall \
                survival from randomization was 8.9 months on FOLFIRI (response 18 %) and 6.6 \
                months with bevacizumab added (25 %); in an earlier series 6 of 19 patients \
                responded to FOLFIRI (31 %), and progression-free survival was 4 months. A survey \
                answers a relapse after more than 6 months with platinum and etoposide again, an \
                earlier one with irinotecan and a fluoropyrimidine or with CAPTEM. FOLFOX after \
                the first line is the subject of a further paper."
            }
            Self::IrinotecanPlatinum => {
                "TOPIC-NEC compared etoposide-cisplatin (84 patients) with irinotecan-cisplatin \
                (86): median overall survival 12.5 against 10.9 months, hazard ratio 1.04 (90 % \
                CI 0.79-1.37), responses in 54.5 and 52.5 %, febrile neutropenia in 26.8 and \
                12.2 %. Its authors say that this is no proof of equivalence. Another comparison \
                had 42.4 % responses in both arms, and earlier ENETS wording lets irinotecan take \
                the place of etoposide."
            }
            Self::NetG3 => {
                "WHO 2019 separates well differentiated NET G3 from NEC, both with Ki-67 above \
                20 %; NET G3 made up 12-18 % of digestive high-grade neoplasms and 11 of 72 \
                (15.3 %) of colorectal ones. In NORDIC NEC 2 median overall survival was 21.8 \
                months in NET G3 and 7.4 in NEC, and platinum given first is called sub-effective \
                in NET G3. Apostolidis et al. report a poor response of NET G3 to platinum with \
                etoposide and FOLFOX as most active. Published guidance keeps the two in separate \
                branches."
            }
            Self::OctreotideLabel => {
                "The US label of lanreotide covers gastroenteropancreatic NET that are locally \
                advanced or metastatic, cannot be resected and are well or moderately \
                differentiated, with better progression-free survival as the aim; carcinoid \
                syndrome is a further indication. The US label of long-acting octreotide covers \
                severe diarrhoea and flushing in metastatic carcinoid tumours and watery \
                diarrhoea in VIPomas, and leaves open whether it acts on the size and growth of \
                the tumour."
            }
            Self::SsaKi67Limit => {
                "CLARINET admitted non-functioning, receptor-positive G1 and G2 tumours of \
                pancreas, midgut or hindgut, well or moderately differentiated, with Ki-67 below \
                10 %. Its hazard ratio of 0.47 therefore says nothing of tumours at 10 % and \
                above."
            }
            Self::PlatinumChoice => {
                "ENETS 2023 names carboplatin with etoposide as first line. Frizziero et al. \
                report an overall survival of 11.5 months with it. In an Alberta cohort of 263 \
                patients carboplatin had a hazard ratio for death of 1.40 (1.02-1.92), which the \
                comorbidity of those who received it may explain."
            }
            Self::SurvivalByPopulation => {
                "The same range is found elsewhere for colorectal NEC as a whole, not for those \
                treated. Medians in metastatic or advanced digestive NEC: 11-12 months (ENETS \
                2023), 12.5 and 10.9 (the arms of TOPIC-NEC), 7.4 (427 patients on palliative \
                chemotherapy, NORDIC NEC 2). Colorectal series: 9.0 (NCDB, 1208 patients, all \
                stages), 13.2 (one centre, 126 patients, 67 % metastatic), 9.0 cancer-specific \
                (SEER, 344 patients); extensive small cell carcinoma of the colon 4.04 (NCDB, 323 \
                patients). Populations differ, and none of these is a forecast for one patient."
            }
            Self::ResectionEvidence => {
                "The series are retrospective and disagree. In the NCDB (1208 patients) resection \
                had a hazard ratio of 0.54, in selected patients; at one centre (126 patients) it \
                was unrelated to survival with metastases or without, while response to \
                chemotherapy was related to it. In small cell carcinoma of the colon chemotherapy \
                was associated with survival and surgery was not."
            }
            Self::LiverDirectedEvidence => {
                "The published evidence is weak. A retrospective series of 36 G3 patients reports \
                101 months for locoregional treatment alone, 19 when systemic treatment followed \
                it and 9 for systemic treatment alone; selection was strong, and NET G3 was not \
                separated from NEC. In one expert opinion radioembolization keeps a place in \
                high-grade disease."
            }
            Self::MolecularProfile => {
                "Of 152 digestive NEC 20 % had a BRAF mutation, of those in the colon 49 %; 5.3 % \
                had MSI, and 66 % were potentially targetable. In a series of 188 NEC, none with \
                a BRAF mutation responded to platinum with etoposide. In GENIE 20.2 % of \
                colorectal NEC had a BRAF mutation, 88 % of these V600E. ENETS 2023 encourages \
                profiling."
            }
            Self::Prrt => {
                "In NETTER-2, with newly diagnosed patients whose tumours were well \
                differentiated, receptor-positive and of Ki-67 10-55 %, progression-free survival \
                was 22.8 against 8.5 months, hazard ratio 0.276. About 35 % of the patients had a \
                G3 tumour."
            }
            Self::PerformanceStatus => {
                "Studies after the first line set limits: BEVANEC admitted ECOG 0-2, and Hentic et \
                al. excluded ECOG 3 and above, alkaline phosphatase from 5 times and bilirubin \
                from 1.5 times the upper limit of normal. In NORDIC NEC 2 both performance status \
                and alkaline phosphatase were independent factors of prognosis."
            }
            Self::OrganFunction => {
                "European-type labels of cisplatin have hearing impairment, dehydration, \
                myelosuppression and pre-existing renal impairment as contraindications; the US \
                label names toxicity to kidney and ear. Labels of carboplatin have severe \
                myelosuppression, bleeding tumours and severe renal impairment, the last with a \
                cut-off of 20 ml/min in some and 30 ml/min in others."
            }
            Self::CarboplatinBleeding => {
                "The German leaflets of two brands of carboplatin and the Polish label of a third \
                have bleeding tumours among the contraindications."
            }
            Self::ReliefWithoutResection => {
                "An ESGE guideline has palliative stenting among its subjects; only its title was \
                read for this note."
            }
            Self::Ki67Below55 => {
                "As NORDIC NEC 2 retells it, an earlier Nordic study found fewer responses to \
                platinum and longer survival at Ki-67 below 55 %, but did not separate NET G3. In \
                NORDIC NEC 2 itself overall survival of NEC below 55 % was similar whatever the \
                treatment."
            }
            Self::SingleCaseEvidence => {
                "Single cases to the contrary are published: partial response of a metastatic NEC \
                of the descending colon to FOLFOX with bevacizumab in first line, almost 2 years \
                on FOLFOX in second line in a gastric NEC, and a response in fourth line in a NEC \
                of the liver."
            }
        }
    }

    /// What [`guidance_says`](Self::guidance_says) rests on: works that are not the source's and
    /// never change a standing.
    #[must_use]
    pub const fn citations(self) -> &'static [Citation] {
        match self {
            Self::SecondLine => {
                &[ENETS_2023, BEVANEC, HENTIC_2012, SECOND_LINE_SURVEY, HADOUX_2015]
            }
            Self::IrinotecanPlatinum => &[TOPIC_NEC, ZHANG_2020, SECOND_LINE_SURVEY],
            Self::NetG3 => &[PELLAT_2020, WANG_2019, NORDIC_NEC_2, APOSTOLIDIS_2021, EADS_2023],
            Self::OctreotideLabel => &[LANREOTIDE_LABEL, OCTREOTIDE_LABEL],
            Self::SsaKi67Limit => &[CLARINET],
            Self::PlatinumChoice => &[ENETS_2023, FRIZZIERO_2019, ALBERTA],
            Self::SurvivalByPopulation => &[
                SCI_REP_2021,
                ENETS_2023,
                TOPIC_NEC,
                NORDIC_NEC_2,
                FIELDS_2019,
                SMITH_2014,
                SEER_2020,
                SMALL_CELL_2019,
            ],
            Self::ResectionEvidence => &[FIELDS_2019, SMITH_2014, SMALL_CELL_2019],
            Self::LiverDirectedEvidence => &[DU_2015, RADIOEMBOLIZATION_2020],
            Self::MolecularProfile => &[PROFILE_152, PROFILE_188, GENIE_2020, ENETS_2023],
            Self::Prrt => &[NETTER_2],
            Self::PerformanceStatus => &[BEVANEC, HENTIC_2012, NORDIC_NEC_2],
            Self::OrganFunction => &[CISPLATIN_LABELS, CARBOPLATIN_LABELS],
            Self::CarboplatinBleeding => &[CARBOPLATIN_LABELS],
            Self::ReliefWithoutResection => &[ESGE_2020],
            Self::Ki67Below55 => &[NORDIC_NEC_2],
            Self::SingleCaseEvidence => &[DESCENDING_COLON_CASE, GASTRIC_CASE, LIVER_CASE],
        }
    }
}

const ENETS_2023: Citation = Citation {
    text: "Sorbye H et al. ENETS 2023 guidance paper for digestive NEC. J Neuroendocrinol \
        2023;35(3):e13249.",
    link: Some("doi:10.1111/jne.13249, PMID 36924180"),
};
const NORDIC_NEC_2: Citation = Citation {
    text: "Sorbye H et al. NORDIC NEC 2. 2025.",
    link: Some("doi:10.1038/s41416-025-03054-w"),
};
const BEVANEC: Citation = Citation {
    text: "Walter T et al. PRODIGE 41-BEVANEC. Lancet Oncol, March 2023.",
    link: Some("NCT02820857"),
};
const HENTIC_2012: Citation =
    Citation { text: "Hentic O et al. Endocr Relat Cancer 2012;19:751-757.", link: None };
const SECOND_LINE_SURVEY: Citation = Citation {
    text: "Survey, which also quotes the older ENETS wording.",
    link: Some("doi:10.1007/s12094-018-1996-z, PMID 30506132"),
};
const HADOUX_2015: Citation =
    Citation { text: "Hadoux J et al. Endocr Relat Cancer 2015;22(3):289.", link: None };
const TOPIC_NEC: Citation = Citation {
    text: "Morizane C et al. TOPIC-NEC. JAMA Oncol 2022;8(10):1447-1455.",
    link: Some("doi:10.1001/jamaoncol.2022.3395, PMID 35980649"),
};
const ZHANG_2020: Citation = Citation {
    text: "Zhang P et al. Cancer 2020;126 Suppl 9:2086-2092.",
    link: Some("doi:10.1002/cncr.32750, PMID 32293725"),
};
const PELLAT_2020: Citation =
    Citation { text: "Pellat and Coriat. J Clin Med 2020.", link: Some("PMC7357105") };
const WANG_2019: Citation = Citation {
    text: "Wang ZJ et al. World J Gastroenterol 2019;25(34):5197.",
    link: Some("doi:10.3748/wjg.v25.i34.5197"),
};
const APOSTOLIDIS_2021: Citation = Citation {
    text: "Apostolidis L et al. Cancers 2021;13(8):1936.",
    link: Some("doi:10.3390/cancers13081936"),
};
const EADS_2023: Citation = Citation {
    text: "Eads JR et al. Endocr Relat Cancer 2023;30(8):e220206.",
    link: Some("doi:10.1530/ERC-22-0206, PMID 37184955"),
};
const LANREOTIDE_LABEL: Citation = Citation {
    text: "Somatuline Depot (lanreotide), US label.",
    link: Some("https://somatulinedepot.com"),
};
const OCTREOTIDE_LABEL: Citation =
    Citation { text: "Octreotide LAR, US label.", link: Some("https://hcp.novartis.com") };
const CLARINET: Citation = Citation {
    text: "CLARINET trial, abstract.",
    link: Some("https://repository.uantwerpen.be/link/irua/124857"),
};
const FRIZZIERO_2019: Citation = Citation {
    text: "Frizziero M et al. Neuroendocrinology 2019;109(2):100-112.",
    link: Some("doi:10.1159/000497336, PMID 30703770"),
};
const ALBERTA: Citation =
    Citation { text: "Alberta cohort, 263 patients.", link: Some("doi:10.1159/000520193") };
const SCI_REP_2021: Citation =
    Citation { text: "Sci Rep 2021, introduction.", link: Some("doi:10.1038/s41598-021-85593-9") };
const FIELDS_2019: Citation = Citation {
    text: "Fields AC et al. Ann Surg Oncol 2019;26(4):1127-1133.",
    link: Some("doi:10.1245/s10434-019-07203-3, PMID 30706232"),
};
const SMITH_2014: Citation = Citation {
    text: "Smith JD et al. Ann Surg Oncol 2014;21(9):2956-62.",
    link: Some("doi:10.1245/s10434-014-3725-3, PMID 24763982"),
};
const SMALL_CELL_2019: Citation = Citation {
    text: "Small cell carcinoma of the colon, NCDB. J Gastrointest Cancer 2019;50:244-253.",
    link: Some("doi:10.1007/s12029-018-0054-y"),
};
const SEER_2020: Citation = Citation {
    text: "Colorectal NEC, SEER 2004-2013. Int J Colorectal Dis 2020.",
    link: Some("doi:10.1007/s00384-020-03809-2"),
};
const DU_2015: Citation =
    Citation { text: "Du S et al. Medicine 2015;94(34):e1429.", link: Some("PMID 26313798") };
const RADIOEMBOLIZATION_2020: Citation = Citation {
    text: "Curr Treat Options Oncol 2020.",
    link: Some("doi:10.1007/s11864-020-00751-x"),
};
const PROFILE_152: Citation =
    Citation { text: "Molecular series of 152 digestive NEC.", link: Some("PMC8630776") };
const PROFILE_188: Citation =
    Citation { text: "Molecular series of 188 NEC.", link: Some("PMC11333587") };
const GENIE_2020: Citation =
    Citation { text: "Colorectal NEC in GENIE. Clin Colorectal Cancer 2020.", link: None };
const NETTER_2: Citation = Citation {
    text: "Singh S et al. NETTER-2. Lancet 2024.",
    link: Some("doi:10.1016/S0140-6736(24)00701-3"),
};
const CISPLATIN_LABELS: Citation =
    Citation { text: "Cisplatin, European-type labels (pill2trip) and US label.", link: None };
const CARBOPLATIN_LABELS: Citation = Citation {
    text: "Carboplatin, German leaflets of two brands and Polish label of a third.",
    link: None,
};
const ESGE_2020: Citation = Citation {
    text: "ESGE guideline. Endoscopy 2020;52:389-407.",
    link: Some("doi:10.1055/a-1140-3017"),
};
const DESCENDING_COLON_CASE: Citation = Citation {
    text: "Case report, metastatic NEC of the descending colon.",
    link: Some("doi:10.1007/s13691-012-0065-7"),
};
const GASTRIC_CASE: Citation =
    Citation { text: "Case report, gastric NEC.", link: Some("PMID 29515980") };
const LIVER_CASE: Citation =
    Citation { text: "Case report, NEC of the liver.", link: Some("PMID 21734880") };
