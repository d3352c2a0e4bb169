//! Files that are no cohorts, and odd ones that are.

use tempfile::TempDir;

use crate::run::{HEAD, SMALL, counts, file, run, small};

/// Status 2, and nothing on standard output, for what is no cohort or no question.
#[test]
fn what_cannot_be_told_is_said() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    let head = |from: &str, to: &str| small().replacen(from, to, 1);
    let other = |name: &str, text: String| file(&folder, name, &text);
    let near = |name: &str, accepted: &str| {
        format!("column `{name}`: not the name of a column that is read; accepted: `{accepted}`")
    };
    for (arguments, error) in [
        (
            vec![other("case.csv", head("primary_site", "Primary_Site"))],
            near("Primary_Site", "primary_site"),
        ),
        (vec![other("space.csv", head(",ki67", ", ki67"))], near(" ki67", "ki67")),
        (vec![other("dash.csv", head("ki67", "Ki-67"))], near("Ki-67", "ki67")),
        (vec![other("given.csv", head("given", "Given"))], near("Given", "given")),
        (
            vec![other("tumor.csv", head("primary_tumour", "primary_tumor"))],
            near("primary_tumor", "primary_tumour"),
        ),
        (
            vec![other("one.csv", head("liver_metastases", "Liver metastasis"))],
            near("Liver metastasis", "liver_metastases"),
        ),
        (vec![other("raw.csv", small().replace("given\n", "given,ECOG\n"))], near("ECOG", "ecog")),
        (
            vec![other("twice.csv", head("mitoses", "ki67"))],
            "column `ki67`: more than one of that name; accepted: one".to_owned(),
        ),
        (
            vec![other("ragged.csv", format!("{}sigmoid_colon,multiple\n", small()))],
            "incorrect number of fields".to_owned(),
        ),
        (
            vec![other("cases.txt", small())],
            "of no kind that is read; accepted: `.csv`, `.parquet`, a folder of Parquet files"
                .to_owned(),
        ),
        (vec![other("not.parquet", small())], "arquet".to_owned()),
        (
            vec![other("semicolons.csv", small().replace(',', ";"))],
            "semicolons.csv`: no column of a finding; accepted: one or more of primary_site, liver_metastases, \
             differentiation, ki67, mitoses, ecog, primary_tumour, chemotherapy, platinum"
                .to_owned(),
        ),
        (vec!["not-there.csv".to_owned()], "file `not-there.csv`: ".to_owned()),
        (
            vec![path.clone(), "--sql".into(), "SELECT".into(), "--format".into(), "json".into()],
            "json".to_owned(),
        ),
        (
            vec![path.clone(), "--sql".into(), "SELECT nothing FROM cases".into()],
            "nothing".to_owned(),
        ),
        (
            vec![path.clone(), "--sql".into(), "CREATE TABLE t AS SELECT 1".into()],
            "DDL not supported".to_owned(),
        ),
        (
            vec![path.clone(), "--sql".into(), "INSERT INTO cases SELECT * FROM cases".into()],
            "DML not supported".to_owned(),
        ),
        (
            vec![path.clone(), "--sql".into(), "COPY cases TO 'copy.csv'".into()],
            "DML not supported".to_owned(),
        ),
        (
            vec![path.clone(), "--sql".into(), "SET datafusion.execution.batch_size = 1".into()],
            "not supported".to_owned(),
        ),
        (
            vec![
                path.clone(),
                "--sql".into(),
                "SELECT 1".into(),
                "--output".into(),
                "x.json".into(),
            ],
            "output `x.json`: accepted: `.csv`, `.parquet`".to_owned(),
        ),
        (
            vec![path.clone(), "--output".into(), "x.csv".into()],
            "required arguments were not provided".to_owned(),
        ),
        (
            vec![path, "--picture".into(), "x.png".into()],
            "picture `x.png`: accepted: `.svg`, `.dot`, `.mmd`".to_owned(),
        ),
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (status, printed, told) = run(&arguments);
        assert_eq!((status, printed.as_str()), (2, ""), "{arguments:?}: {told}");
        assert!(told.contains(&error), "{arguments:?}: {told}");
    }
}

/// Columns that are not there are not assessed and said so; others are kept; nobody is counted too; an odd name is a name.
#[test]
fn fewer_columns_more_columns_no_rows() {
    let folder = TempDir::new().unwrap();
    let path =
        file(&folder, "odd [name] 100%*?.csv", "note,differentiation\n\"two\nlines\",mixed\n,\n");
    let (status, printed, error) =
        run(&[&path, "--format", "csv", "--sql", "SELECT note, nen_pathway(packed) FROM readable"]);
    assert_eq!(
        (status, printed.lines().skip(1).collect::<Vec<_>>().join("|")),
        (
            0,
            "\"two|lines\",outside_scope|,nec;net;net_g3;verify_pathology;outside_scope".to_owned()
        )
    );
    let lacks = [
        "primary_site liver_metastases ki67 mitoses ecog primary_tumour chemotherapy platinum: no column, so not \
         assessed in any case",
        "given: no column, so not known in any case",
        "`note`: not read",
    ];
    assert_eq!(error.lines().collect::<Vec<_>>(), lacks.map(|line| format!("cohort: {line}")));
    let (status, printed, _) = run(&[&path]);
    assert_eq!(status, 0);
    assert!(printed.contains(&format!("\n{}\n", lacks.join("\n"))), "{printed}");
    // Names that may be another column's, and so are not refused; nothing is said where nothing is lacking.
    let path = file(&folder, "near.csv", "ecg,ki67_index,given_name,ki67,mitotic_rate\n,,,80%,\n");
    let (status, _, error) = run(&[&path, "--format", "csv"]);
    assert_eq!(status, 0);
    assert!(
        error.ends_with("cohort: `ecg` `ki67_index` `given_name` `mitotic_rate`: not read\n"),
        "{error}"
    );
    let path = file(&folder, "whole.csv", &format!("{HEAD},primary_tumor\n{},\n", SMALL[0]));
    let (_, _, error) = run(&[&path]);
    assert!(!error.contains("not read"), "{error}");
    // What some programs begin a file of text with.
    let marked = file(&folder, "marked.csv", &format!("\u{feff}{}", small()));
    assert_eq!(run(&[&marked]), run(&[&file(&folder, "small.csv", &small())]));
    let nobody = file(&folder, "nobody.csv", &format!("{HEAD}\n"));
    let (status, printed, _) = run(&[&nobody, "--format", "csv"]);
    assert_eq!(status, 0);
    assert!(counts(&printed).iter().all(|(_, count)| *count == 0), "{printed}");
    let (status, _, error) = run(&[&file(&folder, "empty.csv", "")]);
    assert_eq!(status, 2, "{error}");
}
