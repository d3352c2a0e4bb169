//! Queries, from CSV and from Parquet.

use tempfile::TempDir;

use crate::run::{FINDINGS, file, run, small};

/// SQL on the rows that can be read says what the report says, also with a filter of its own on a bad column.
#[test]
fn sql_agrees_with_the_report() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    let query = |sql: &str| {
        let (status, printed, error) = run(&[&path, "--format", "csv", "--sql", sql]);
        assert_eq!(status, 0, "{error}");
        printed
    };
    let counted = |function: &str| {
        query(&format!(
            "SELECT {function}, count(*) FROM readable GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST"
        ))
    };
    let rows = |text: String| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        rows(counted("nen_pathway(packed)")),
        [
            "outside_scope,3",
            "nec,2",
            "verify_pathology,2",
            "nec;net;net_g3;verify_pathology;outside_scope,1",
            "nec;verify_pathology,1",
            "net,1",
            "net_g3,1"
        ]
    );
    assert_eq!(
        rows(counted(&format!("nen_pathway({FINDINGS})"))),
        rows(counted("nen_pathway(packed)"))
    );
    assert_eq!(
        rows(counted("nen_concordance(given, packed)")),
        [",5", "concordant,2", "not_addressed,2", "discordant,1", "undetermined,1"]
    );
    let filtered = format!(
        "SELECT count(*) FROM readable WHERE nen_grade({FINDINGS}) = 'g3' AND nen_pathway({FINDINGS}) = 'nec'"
    );
    assert_eq!(rows(query(&filtered)), ["2"]);
    let errors = format!(
        "SELECT ki67, nen_error(given, {FINDINGS}) IS NULL FROM cases WHERE nen_error(given, {FINDINGS}) IS NOT NULL"
    );
    assert_eq!(rows(query(&errors)), ["80,false"]);
    let (status, printed, error) =
        run(&[&path, "--sql", &format!("SELECT nen_grade({FINDINGS}) FROM cases")]);
    assert_eq!((status, printed.as_str()), (1, ""));
    assert!(error.ends_with("cohort: ki67 `80`: the unit is missing; accepted: `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, N and M from 0 to 100 with at most two decimals\n"), "{error}");
}

/// A mistake in what is asked is no row that could not be read.
#[test]
fn the_status_tells_the_question_from_the_rows() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    for (select, expected, what) in [
        ("nen_standing('Tace', packed) FROM readable", 2, "therapy `Tace`: not one of its values"),
        ("nen_needs('Grade', packed) FROM readable", 2, "decision `Grade`: not one of its values"),
        ("nen_standing(primary_site, packed) FROM readable", 2, "therapy `sigmoid_colon`: "),
        (&format!("nen_grade({FINDINGS}) FROM cases"), 1, "ki67 `80`: the unit is missing"),
        (
            "nen_review('nothing', packed) FROM readable",
            1,
            "given `nothing`: not one of its values",
        ),
        ("nen_standing('tace', packed) FROM readable", 0, ""),
    ] {
        let (status, _, error) = run(&[&path, "--sql", &format!("SELECT {select}")]);
        assert_eq!(status, expected, "{select}: {error}");
        assert!(error.contains(what), "{error}");
    }
    let share = "SELECT round(100.0 * count(*) / 11, 1), regexp_like('G3', '^G') FROM readable";
    assert_eq!(
        run(&[&path, "--format", "csv", "--sql", share]).1.lines().nth(1),
        Some("100.0,true")
    );
}

/// Parquet, with text, with a list of what was given, and with numbers for ECOG, is told as CSV is.
#[test]
fn parquet_and_csv_are_told_alike() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    let (_, expected, _) = run(&[&path, "--format", "csv"]);
    let findings = FINDINGS.replace("ecog", "CAST(ecog AS TINYINT) AS ecog");
    for (name, select) in [
        ("text.parquet", "SELECT * FROM cases".to_owned()),
        (
            "list.parquet",
            format!("SELECT {findings}, string_to_array(given, ';') AS given FROM cases"),
        ),
    ] {
        let parquet = folder.path().join(name);
        let (status, _, error) =
            run(&[&path, "--sql", &select, "--output", parquet.to_str().unwrap()]);
        assert_eq!(status, 0, "{error}");
        assert_eq!(
            run(&[parquet.to_str().unwrap(), "--format", "csv"]),
            (1, expected.clone(), String::new()),
            "{name}"
        );
    }
}
