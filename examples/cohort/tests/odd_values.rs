//! What is refused, each with the whole error; and what looks odd and is not.

use datafusion::{arrow::array::AsArray, prelude::SessionContext};
use nen_pathway_cohort::Refused;

const FINDINGS: &str = "primary_site, liver_metastases, differentiation, ki67, mitoses, ecog, primary_tumour, \
                        chemotherapy, platinum";

/// The one text that a query answers with, or why it fails.
async fn told(sql: &str) -> Result<Option<String>, String> {
    let context = SessionContext::new();
    nen_pathway_cohort::register(&context);
    let plain = |error: datafusion::error::DataFusionError| error.strip_backtrace();
    let batches = context.sql(sql).await.map_err(plain)?.collect().await.map_err(plain)?;
    let texts: Vec<Option<&str>> =
        batches.iter().flat_map(|batch| batch.column(0).as_string_view()).collect();
    assert_eq!(texts.len(), 1, "{sql}");
    Ok(texts[0].map(str::to_owned))
}

/// A row of which only one column is not null.
fn row(finding: &str, value: &str) -> String {
    FINDINGS
        .split(", ")
        .map(|name| if name == finding { value } else { "NULL" })
        .collect::<Vec<_>>()
        .join(", ")
}

const SITES: &str =
    "accepted: `sigmoid_colon`, `other_colorectal`, `elsewhere`, or several with `;` between";
const LIVER: &str = "accepted: `absent`, `solitary`, `multiple`, or several with `;` between";
const DIFFERENTIATIONS: &str =
    "accepted: `well`, `moderate`, `poor`, `mixed`, or several with `;` between";
const ECOGS: &str = "accepted: `0`, `1`, `2`, `3`, `4`, or several with `;` between";
const TUMOURS: &str = "accepted: `resected`, `uncomplicated`, `complication_imminent`, `obstructing`, `bleeding`, \
                       `perforation_risk`, or several with `;` between";
const CHEMOTHERAPIES: &str = "accepted: `not_started`, `under_way`, `indolent_after`, `progressed_after`, or \
                              several with `;` between";
const PLATINUMS: &str = "accepted: `either`, `cisplatin_only`, `carboplatin_only`, `neither`, or several with \
                         `;` between";
const KI67: &str = "accepted: `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, N and M from 0 to 100 with at most \
                    two decimals";
const MITOSES: &str = "accepted: `N/2mm2`, `<N/2mm2`, `<=N/2mm2`, `>N/2mm2`, `>=N/2mm2` or `N-M/2mm2`, N and M \
                       from 0 to 600 with at most two decimals";
const NOT_ONE: &str = "not one of its values";
const TWICE: &str = "given more than once; accepted: each value once";

#[tokio::test]
async fn odd_texts_are_refused_with_column_text_and_what_is_accepted() {
    let named =
        |name: &str, text: &str, accepted: &str| format!("{name} `{text}`: {NOT_ONE}; {accepted}");
    let refused = [
        ("primary_site", "", named("primary_site", "", SITES)),
        ("primary_site", " ", named("primary_site", " ", SITES)),
        ("primary_site", "Sigmoid_colon", named("primary_site", "Sigmoid_colon", SITES)),
        ("primary_site", " sigmoid_colon", named("primary_site", " sigmoid_colon", SITES)),
        ("primary_site", "sigmoid_colon ", named("primary_site", "sigmoid_colon ", SITES)),
        ("primary_site", "sigmoid_colon; elsewhere", named("primary_site", " elsewhere", SITES)),
        ("primary_site", "sigmoid_colon;", named("primary_site", "", SITES)),
        (
            "primary_site",
            "sigmoid_colon,elsewhere",
            named("primary_site", "sigmoid_colon,elsewhere", SITES),
        ),
        ("primary_site", "unknown", named("primary_site", "unknown", SITES)),
        ("primary_site", "NULL", named("primary_site", "NULL", SITES)),
        ("liver_metastases", "multiple\n", named("liver_metastases", "multiple\n", LIVER)),
        (
            "liver_metastases",
            "multiple;solitary|multiple",
            format!("liver_metastases `multiple`: {TWICE}"),
        ),
        ("differentiation", "poor;moderat", named("differentiation", "moderat", DIFFERENTIATIONS)),
        ("differentiation", "NEC", named("differentiation", "NEC", DIFFERENTIATIONS)),
        ("ki67", "", format!("ki67 ``: not one of the accepted forms; {KI67}")),
        ("ki67", "  ", format!("ki67 `  `: not one of the accepted forms; {KI67}")),
        ("ki67", "80", format!("ki67 `80`: the unit is missing; {KI67}")),
        ("ki67", "0.8", format!("ki67 `0.8`: the unit is missing; {KI67}")),
        ("ki67", "80%;90%", format!("ki67 `80%;90%`: not one of the accepted forms; {KI67}")),
        ("ki67", "101%", format!("ki67 `101%`: beyond the highest possible value; {KI67}")),
        ("ki67", "30-20%", format!("ki67 `30-20%`: no value lies in that range; {KI67}")),
        ("ki67", "20.005%", format!("ki67 `20.005%`: more than two decimals; {KI67}")),
        ("ki67", "20,5%", format!("ki67 `20,5%`: not one of the accepted forms; {KI67}")),
        ("ki67", "٢٠%", format!("ki67 `٢٠%`: not one of the accepted forms; {KI67}")),
        ("ki67", "45/2mm2", format!("ki67 `45/2mm2`: not one of the accepted forms; {KI67}")),
        ("mitoses", "45", format!("mitoses `45`: the unit is missing; {MITOSES}")),
        (
            "mitoses",
            "601/2mm2",
            format!("mitoses `601/2mm2`: beyond the highest possible value; {MITOSES}"),
        ),
        (
            "mitoses",
            "<0/2mm2",
            format!("mitoses `<0/2mm2`: no value lies in that range; {MITOSES}"),
        ),
        ("ecog", "5", named("ecog", "5", ECOGS)),
        ("ecog", "1.0", named("ecog", "1.0", ECOGS)),
        ("ecog", "01", named("ecog", "01", ECOGS)),
        ("ecog", "-1", named("ecog", "-1", ECOGS)),
        ("ecog", "0-1", named("ecog", "0-1", ECOGS)),
        ("ecog", "1;1", format!("ecog `1`: {TWICE}")),
        ("primary_tumour", "bleeding ;resected", named("primary_tumour", "bleeding ", TUMOURS)),
        ("chemotherapy", "not started", named("chemotherapy", "not started", CHEMOTHERAPIES)),
        ("platinum", "EITHER", named("platinum", "EITHER", PLATINUMS)),
    ];
    for (finding, text, error) in refused {
        let arguments = row(finding, &format!("'{text}'"));
        let reason = told(&format!("SELECT nen_error({arguments})")).await;
        assert_eq!(reason, Ok(Some(error.clone())), "{finding} `{text}`");
        for function in [
            "nen_grade(",
            "nen_pathway(",
            "nen_standing('tace', ",
            "nen_needs(",
            "nen_not_assessed(",
            "nen_concordance('tace', ",
            "nen_review('tace', ",
            "arrow_typeof(nen_packed(",
        ] {
            // Of a column too, in a row that is not the first.
            let close = if function.starts_with("arrow") { "))" } else { ")" };
            let select = format!(
                "SELECT max({function}{}{close}) FROM (VALUES (NULL), ('{text}')) AS t(x)",
                row(finding, "x")
            );
            let failed = told(&select).await.unwrap_err();
            assert!(failed.contains(&error), "{function}: {failed}");
        }
    }
}

/// What is no text of a finding is refused before any row is read.
#[tokio::test]
async fn other_types_and_counts_are_refused() {
    let nine = FINDINGS;
    let ki67 = "accepted: text with the unit, as `>80%`";
    for (call, error) in [
        (format!("nen_pathway({})", row("ki67", "80")), format!("nen_pathway: ki67 is of type Int64; {ki67}")),
        (format!("nen_pathway({})", row("ki67", "0.8")), format!("nen_pathway: ki67 is of type Float64; {ki67}")),
        (
            format!("nen_grade({})", row("mitoses", "45")),
            "nen_grade: mitoses is of type Int64; accepted: text with the unit, as `45/2mm2`".to_owned(),
        ),
        (
            format!("nen_error({})", row("ecog", "1.0")),
            "nen_error: ecog is of type Float64; accepted: text, whole numbers".to_owned(),
        ),
        (
            format!("nen_error({})", row("platinum", "true")),
            "nen_error: platinum is of type Boolean; accepted: text".to_owned(),
        ),
        (
            "nen_pathway('sigmoid_colon')".to_owned(),
            "nen_pathway: the packed case is of type Utf8; accepted: UInt64, as `nen_packed` tells it".to_owned(),
        ),
        (
            "nen_pathway(NULL, NULL)".to_owned(),
            format!("nen_pathway: 2 arguments; accepted: the nine findings ({nine}) or a column of packed cases"),
        ),
        (
            format!("nen_standing({})", row("", "")),
            format!(
                "nen_standing: 9 arguments; accepted: a therapy, then the nine findings ({nine}) or a column of \
                 packed cases"
            ),
        ),
        (
            format!("nen_concordance({})", row("", "")),
            format!(
                "nen_concordance: 9 arguments; accepted: what was given, then the nine findings ({nine}) or a \
                 column of packed cases"
            ),
        ),
        (
            format!("nen_concordance(1, {})", row("", "")),
            "nen_concordance: given is of type Int64; accepted: names with `;` between, or a list of names".to_owned(),
        ),
        (
            format!("nen_standing(['tace'], {})", row("", "")),
            "nen_standing: the therapy is of type List(Utf8); accepted: its name".to_owned(),
        ),
    ] {
        let failed = told(&format!("SELECT {call}")).await.unwrap_err();
        assert!(failed.contains(&error), "{call}: {failed}");
    }
}

/// A packed word that is no case, a name that is none.
#[tokio::test]
async fn odd_words_and_names_are_refused() {
    let all = row("", "");
    let treatments = "accepted: `cisplatin_etoposide`, `carboplatin_etoposide`, `folfox`, `folfox_bevacizumab`, \
                      `folfiri`, `other_colorectal_regimen`, `lanreotide`, `octreotide`, `tae`, `tace`, `tare`, \
                      `ablation`, `primary_resection`, `debulking`";
    let list = "accepted: a list of one or more therapies or `other`, each once";
    for (call, error) in [
        (
            "nen_error(0)".to_owned(),
            "packed: primary_site `000`: no value is possible; accepted: one bit or more"
                .to_owned(),
        ),
        (
            "nen_error(-5)".to_owned(),
            "packed: bits `-5`: below zero; accepted: a packed case".to_owned(),
        ),
        (
            "nen_error(1 << 39)".to_owned(),
            "packed: bits `0x8000000000`: past the last finding; accepted: `0x7fffffffff` or less"
                .to_owned(),
        ),
        (
            format!("nen_standing('pathway', {all})"),
            format!("therapy `pathway`: {NOT_ONE}; {treatments}"),
        ),
        (format!("nen_standing('', {all})"), format!("therapy ``: {NOT_ONE}; {treatments}")),
        (
            format!("nen_needs('Pathway', {all})"),
            format!(
                "decision `Pathway`: {NOT_ONE}; {}",
                treatments.replace("accepted: ", "accepted: `grade`, `pathway`, ")
            ),
        ),
        (
            format!("nen_error('folfox;FOLFIRI', {all})"),
            format!("given `FOLFIRI`: {NOT_ONE}; {treatments}, `other`"),
        ),
        (format!("nen_error(' ', {all})"), format!("given ` `: {NOT_ONE}; {treatments}, `other`")),
        (
            format!("nen_error('folfox;', {all})"),
            format!("given ``: {NOT_ONE}; {treatments}, `other`"),
        ),
        (
            format!("nen_error(['folfox;tace'], {all})"),
            format!("given `folfox;tace`: {NOT_ONE}; {treatments}, `other`"),
        ),
        (
            format!("nen_error(['folfox', NULL], {all})"),
            "given: a null in the list; accepted: names".to_owned(),
        ),
        (
            format!("nen_error('other;tace;other', {all})"),
            format!("given `other`: given more than once; {list}"),
        ),
        (
            format!("nen_error(['tace', 'tace'], {all})"),
            format!("given `tace`: given more than once; {list}"),
        ),
    ] {
        if call.starts_with("nen_error") {
            assert_eq!(told(&format!("SELECT {call}")).await, Ok(Some(error)), "{call}");
        } else {
            let failed = told(&format!("SELECT {call}")).await.unwrap_err();
            assert!(failed.contains(&error), "{call}: {failed}");
        }
    }
}

/// The error is one that a program can tell from others.
#[tokio::test]
async fn a_refusal_can_be_told_from_other_errors() {
    let context = SessionContext::new();
    nen_pathway_cohort::register(&context);
    let sql = format!("SELECT nen_grade({}) FROM (VALUES ('80')) AS t(x)", row("ki67", "x"));
    let error = context.sql(&sql).await.unwrap().collect().await.unwrap_err();
    let datafusion::error::DataFusionError::External(cause) = error.find_root() else {
        panic!("{error}")
    };
    let told = cause.downcast_ref::<Refused>().unwrap().to_string();
    assert_eq!(told, format!("ki67 `80`: the unit is missing; {KI67}"));
}

/// Nulls are not assessed, whatever their type; nothing given is nothing to review; a set may be in any order.
#[tokio::test]
async fn nulls_and_sets() {
    let all = row("", "");
    let everything = FINDINGS.replace(", ", ";");
    let open = "nec;net;net_g3;verify_pathology;outside_scope";
    for (call, expected) in [
        (format!("nen_pathway({all})"), Some(open)),
        (format!("nen_not_assessed({all})"), Some(everything.as_str())),
        ("nen_pathway(NULL)".to_owned(), Some(open)),
        ("nen_pathway(CAST(NULL AS BIGINT UNSIGNED))".to_owned(), Some(open)),
        ("nen_not_assessed(549755813887)".to_owned(), Some(everything.as_str())),
        (format!("nen_pathway({})", row("ecog", "CAST(NULL AS BIGINT)")), Some(open)),
        (format!("nen_pathway({})", row("platinum", "CAST(NULL AS TEXT)")), Some(open)),
        (
            format!(
                "nen_not_assessed({})",
                row("platinum", "'neither;either|carboplatin_only;cisplatin_only'")
            ),
            Some(everything.as_str()),
        ),
        (format!("nen_not_assessed({})", row("ki67", "'0-100%'")), Some(everything.as_str())),
        (
            format!("nen_not_assessed({})", row("ki67", "'<100%'")),
            Some(
                "primary_site;liver_metastases;differentiation;mitoses;ecog;primary_tumour;chemotherapy;platinum",
            ),
        ),
        (format!("nen_pathway({})", row("differentiation", "'mixed'")), Some("outside_scope")),
        (format!("nen_grade({})", row("ki67", "' > 20 % '")), Some("g3")),
        (format!("nen_grade({})", row("ki67", "'20%'")), Some("g2;g3")),
        (
            format!("nen_needs({})", row("ki67", "'20.01%'")),
            Some(
                "primary_site;liver_metastases;differentiation;ecog;primary_tumour;chemotherapy;platinum",
            ),
        ),
        (format!("nen_needs('grade', {})", row("ki67", "'20.01%'")), Some("")),
        (format!("nen_needs('grade', {all})"), Some("ki67;mitoses")),
        (format!("nen_needs(NULL, {all})"), None),
        (format!("nen_standing(NULL, {all})"), None),
        (format!("nen_concordance(NULL, {all})"), None),
        (format!("nen_concordance('', {all})"), None),
        (format!("nen_concordance([], {all})"), None),
        (format!("nen_review(CAST(NULL AS TEXT), {all})"), None),
        (format!("nen_concordance('other', {all})"), Some("not_addressed")),
        (format!("nen_concordance(['other', 'tace'], {all})"), Some("undetermined")),
        (format!("nen_concordance('tace|other', {all})"), Some("undetermined")),
        (format!("nen_error({all})"), None),
    ] {
        assert_eq!(
            told(&format!("SELECT {call}")).await,
            Ok(expected.map(str::to_owned)),
            "{call}"
        );
    }
    for ecog in ["1", "CAST(1 AS TINYINT)", "CAST(1 AS BIGINT UNSIGNED)", "'1'"] {
        let packed = told(&format!("SELECT CAST(nen_packed({}) AS TEXT)", row("ecog", ecog))).await;
        assert_eq!(
            packed,
            told(&format!("SELECT CAST(nen_packed({}) AS TEXT)", row("ecog", "'1'"))).await
        );
    }
}
