//! The program, run as a user runs it.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use nen_pathway::{Case, PackedCase};
use tempfile::TempDir;

fn cohort(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cohort"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Its status, what it printed, and what it said on standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = cohort(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const FINDINGS: &str = "primary_site, liver_metastases, differentiation, ki67, mitoses, ecog, primary_tumour, \
                        chemotherapy, platinum";

const HEAD: &str = "primary_site,liver_metastases,differentiation,ki67,mitoses,ecog,primary_tumour,chemotherapy,platinum,given";

/// Counted by hand below, in the words of the contract.
const SMALL: [&str; 12] = [
    // NEC, everything known: G3 by Ki-67.
    "sigmoid_colon,multiple,poor,80%,,1,uncomplicated,not_started,either,cisplatin_etoposide",
    // The same, with a regimen that is ruled out by S16 S17 S46 S47, and platinum omitted.
    "sigmoid_colon,multiple,poor,80%,,1,uncomplicated,not_started,either,folfox",
    // Poor with a low grade: verify the pathology.
    "sigmoid_colon,multiple,poor,10%,10/2mm2,1,uncomplicated,not_started,either,folfox",
    // Poor, grade open: nec or verify_pathology.
    "sigmoid_colon,multiple,poor,10%,,1,uncomplicated,not_started,either,",
    // NET G2.
    "sigmoid_colon,multiple,well,5%,1/2mm2,0,resected,not_started,either,lanreotide",
    // NET G3: left out by the source.
    "sigmoid_colon,multiple,well,30%,1/2mm2,0,resected,not_started,either,lanreotide",
    // Outside the scope for three reasons.
    "elsewhere,,,,,,,,,",
    "sigmoid_colon,absent,,,,,,,,",
    "sigmoid_colon,solitary,mixed,,,,,,,other",
    // Moderate.
    "sigmoid_colon;other_colorectal,solitary,moderate,,,,,,,",
    // Nothing known.
    ",,,,,,,,,",
    // Could not be read.
    "sigmoid_colon,multiple,poor,80,,1,uncomplicated,not_started,either,folfox",
];

fn small() -> String {
    format!("{HEAD}\n{}\n", SMALL.join("\n"))
}

/// The counts of a report, by section, key and value.
fn counts(csv: &str) -> Vec<(String, u64)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["section", "key", "value", "cases"]);
    let records = reader.records().map(Result::unwrap);
    records
        .map(|it| {
            (
                format!("{} {} {}", &it[0], &it[1], &it[2]).trim_end().to_owned(),
                it[3].parse().unwrap(),
            )
        })
        .collect()
}

#[test]
fn a_small_cohort_is_counted() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    let (status, printed, _) = run(&[&path, "--format", "csv"]);
    assert_eq!(status, 1, "a row could not be read");
    let told = counts(&printed);
    let expected = [
        ("cases all", 11),
        ("cases unreadable", 1),
        ("pathway nec", 2),
        ("pathway net", 1),
        ("pathway net_g3", 1),
        ("pathway verify_pathology", 2),
        ("pathway outside_scope", 3),
        ("pathway nec;verify_pathology", 1),
        ("pathway nec;net;net_g3;verify_pathology;outside_scope", 1),
        ("grade g1", 0),
        ("grade g2", 2),
        ("grade g3", 3),
        ("grade g2;g3", 1),
        ("grade g1;g2;g3", 5),
        // One is elsewhere, one unknown; of the nine that go on one has no metastasis.
        ("attrition primary_site outside_scope", 1),
        ("attrition primary_site open", 1),
        ("attrition primary_site colorectal", 9),
        ("attrition liver_metastases outside_scope", 1),
        ("attrition liver_metastases open", 0),
        ("attrition liver_metastases present", 8),
        ("attrition differentiation outside_scope", 1),
        ("attrition differentiation verify_pathology", 1),
        ("attrition differentiation open", 0),
        ("attrition differentiation well", 2),
        ("attrition differentiation poor", 4),
        ("attrition grade_of_well net", 1),
        ("attrition grade_of_well net_g3", 1),
        ("attrition grade_of_well open", 0),
        ("attrition grade_of_poor nec", 2),
        ("attrition grade_of_poor verify_pathology", 1),
        ("attrition grade_of_poor open", 1),
        ("not_assessed primary_site", 1),
        ("not_assessed liver_metastases", 2),
        ("not_assessed differentiation", 3),
        ("not_assessed ki67", 5),
        ("not_assessed mitoses", 8),
        ("not_assessed ecog", 5),
        ("not_assessed primary_tumour", 5),
        ("not_assessed chemotherapy", 5),
        ("not_assessed platinum", 5),
        ("standing folfox avoid", 2),
        ("standing folfox avoid;verify_first", 1),
        ("standing lanreotide option", 1),
        ("standing primary_resection avoid", 2),
        ("standing cisplatin_etoposide recommended", 2),
        ("concordance nothing_given", 5),
        ("concordance concordant", 2),
        ("concordance discordant", 1),
        ("concordance disputed", 0),
        ("concordance undetermined", 1),
        ("concordance not_addressed", 2),
        ("ruled_out folfox S16 S17 S46 S47", 1),
        ("omitted cisplatin_etoposide", 1),
        ("omitted carboplatin_etoposide", 1),
    ];
    for (what, count) in expected {
        let found = told.iter().find(|(told, _)| told == what);
        assert_eq!(found.map(|(_, count)| *count), Some(count), "{what} in {printed}");
    }
    // Three times as many, three times the counts; each row that could not be read has a line of its own.
    let thrice = file(
        &folder,
        "thrice.csv",
        &format!("{HEAD}\n{}", format!("{}\n", SMALL.join("\n")).repeat(3)),
    );
    let thrice = counts(&run(&[&thrice, "--format", "csv"]).1);
    let one_by_one = |told: &&(String, u64)| !told.0.starts_with("unreadable ");
    let expected: Vec<_> =
        told.iter().filter(one_by_one).map(|(what, count)| (what, count * 3)).collect();
    assert_eq!(
        thrice.iter().filter(one_by_one).map(|(what, count)| (what, *count)).collect::<Vec<_>>(),
        expected
    );
    assert_eq!(thrice.len(), expected.len() + 3);
    let sum = |section: &str| {
        told.iter().filter(|(it, _)| it.starts_with(section)).map(|(_, count)| count).sum::<u64>()
    };
    assert_eq!(
        (sum("pathway "), sum("grade "), sum("concordance "), sum("standing tace ")),
        (11, 11, 11, 11)
    );
    assert_eq!(
        (sum("ruled_out "), sum("omitted "), sum("disputed_by "), sum("unsupported ")),
        (1, 2, 0, 0)
    );
    let row = "unreadable,12,\"ki67 `80`: the unit is missing; accepted: `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, N \
               and M from 0 to 100 with at most two decimals\",1";
    assert!(printed.lines().any(|line| line == row), "{printed}");
}

/// The published cases are those of `examples/cases`, and the README shows what is printed of them.
#[test]
fn the_published_cases_are_those_of_the_examples() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = here.join("published.csv");
    let path = path.to_str().unwrap();
    let select = format!("SELECT id, nen_packed({FINDINGS}) AS packed FROM cases ORDER BY id");
    let (status, printed, error) = run(&[path, "--format", "csv", "--sql", &select]);
    assert_eq!(status, 0, "{error}");
    let expected = (1..=12).map(|number| {
        let id = format!("K{number:02}");
        let json = fs::read_to_string(here.join(format!("../cases/{id}.json"))).unwrap();
        let mut object: serde_json::Map<_, _> = serde_json::from_str(&json).unwrap();
        object.remove("id");
        let case: Case = serde_json::from_value(object.into()).unwrap();
        format!("{id},{}", PackedCase::from(&case).bits())
    });
    assert_eq!(printed.lines().skip(1).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    let (status, printed, _) = run(&[path]);
    assert_eq!(status, 0);
    let readme = fs::read_to_string(here.join("README.md")).unwrap().replace("\r\n", "\n");
    assert!(readme.contains(&format!("```text\n{printed}```\n")), "{printed}");
}

/// The report for people begins with what it is for, and names the row, the column, the text and what is accepted.
#[test]
fn the_report_for_people() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    let (status, printed, _) = run(&[&path]);
    assert_eq!(status, 1);
    assert!(
        printed.starts_with("This report supports clinicians and decides nothing for them."),
        "{printed}"
    );
    for line in [
        "  row 12: ki67 `80`: the unit is missing; accepted: `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, N and M from 0 \
         to 100 with at most two decimals",
        "  grade_of_poor             nec 2, verify_pathology 1, open 1",
        "  folfox                    avoid 2, verify_first 2, not_addressed 5, open 2",
    ] {
        assert!(printed.lines().any(|it| it == line), "{line} in {printed}");
    }
}

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

/// The picture has the counts of the attrition.
#[test]
fn the_picture_has_the_same_counts() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    for (name, counts) in [
        (
            "a.svg",
            [
                "primary site? n = 11, open here: 1<",
                "liver metastases? n = 9<",
                "G3, n = 2 → <tspan",
                "pathway open: 2<",
            ],
        ),
        ("a.mmd", ["n = 11<br/>open here: 1", "n = 9", "n = 2", "pathway open: 2"]),
        ("a.dot", ["n = 11\\nopen here: 1", "n = 9", "n = 2", "pathway open: 2"]),
    ] {
        let picture = folder.path().join(name);
        run(&[&path, "--picture", picture.to_str().unwrap()]);
        let drawn = fs::read_to_string(picture).unwrap();
        assert!(counts.iter().all(|count| drawn.contains(count)), "{name}: {drawn}");
    }
}

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
    assert_eq!(error.lines().count(), 8, "{error}");
    assert!(error.contains("cohort: no column `platinum`: not assessed in any case\n"), "{error}");
    let (status, printed, _) = run(&[&path]);
    assert_eq!(status, 0);
    assert!(printed.contains("No column, so not assessed in any case: primary_site liver_metastases ki67 mitoses ecog primary_tumour chemotherapy platinum\n"), "{printed}");
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

/// A run that is killed leaves nothing by the name of its output, and what was there before stays.
#[test]
fn a_killed_run_leaves_no_output() {
    let folder = TempDir::new().unwrap();
    let rows = folder.path().join("rows.parquet");
    let (status, _, error) = run(&["--synthesise", "200000", "--output", rows.to_str().unwrap()]);
    assert_eq!(status, 0, "{error}");
    for (name, before) in [("new.csv", None), ("old.csv", Some("before"))] {
        let output = folder.path().join(name);
        if let Some(before) = before {
            fs::write(&output, before).unwrap();
        }
        let select = format!("SELECT nen_review(given, {FINDINGS}) FROM cases");
        let arguments =
            [rows.to_str().unwrap(), "--sql", &select, "--output", output.to_str().unwrap()];
        let mut child = cohort(&arguments).spawn().unwrap();
        let is_unfinished = |entry: fs::DirEntry| {
            let named = entry.file_name().to_string_lossy().starts_with(".unfinished-");
            named && entry.metadata().unwrap().len() > 1_000
        };
        let begun = Instant::now();
        while !fs::read_dir(&folder).unwrap().any(|entry| is_unfinished(entry.unwrap())) {
            assert!(begun.elapsed() < Duration::from_mins(1), "nothing was written");
            assert_eq!(child.try_wait().unwrap(), None, "it was quicker");
            sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());
        assert_eq!(fs::read_to_string(&output).ok().as_deref(), before, "{name}");
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            if entry.file_name().to_string_lossy().starts_with(".unfinished-") {
                fs::remove_file(entry.path()).unwrap();
            }
        }
    }
}

/// Invented rows are the same for a seed, all of them can be read, and progress is told while it is waited for.
#[test]
fn invented_rows() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for (name, seed) in [("one.csv", "7"), ("again.csv", "7"), ("other.csv", "8")] {
        let (status, _, error) =
            run(&["--synthesise", "30000", "--seed", seed, "--output", &path(name)]);
        assert_eq!(status, 0, "{error}");
    }
    let text = |name: &str| fs::read_to_string(path(name)).unwrap();
    assert_eq!(text("one.csv").lines().count(), 30_001);
    assert!(text("one.csv") == text("again.csv") && text("one.csv") != text("other.csv"));
    let (status, printed, _) = run(&[&path("one.csv"), "--format", "csv"]);
    assert_eq!(status, 0, "{printed}");
    // The report counts by itself what SQL counts by the functions.
    for (section, told) in [
        ("pathway", "nen_pathway(packed)"),
        ("grade", "nen_grade(packed)"),
        ("standing tace", "nen_standing('tace', packed)"),
        ("concordance", "coalesce(nen_concordance(given, packed), 'nothing_given')"),
    ] {
        let select =
            format!("SELECT '{section} ' || {told}, count(*) FROM readable GROUP BY 1 ORDER BY 1");
        let (status, counted, error) =
            run(&[&path("one.csv"), "--format", "csv", "--sql", &select]);
        assert_eq!(status, 0, "{error}");
        let is_told =
            |told: &&(String, u64)| told.1 > 0 && told.0.starts_with(&format!("{section} "));
        let mut told: Vec<_> = counts(&printed)
            .iter()
            .filter(is_told)
            .map(|(what, count)| format!("{what},{count}"))
            .collect();
        told.sort_by(|one, other| one.split(',').next().cmp(&other.split(',').next()));
        assert_eq!(counted.lines().skip(1).collect::<Vec<_>>(), told, "{section}");
        assert!(told.len() > 4);
    }
    let (status, _, _) = run(&["--synthesise", "400000", "--output", &path("many.parquet")]);
    assert_eq!(status, 0);
    let (status, printed, error) =
        run(&[&path("many.parquet"), "--progress", "--memory", "64", "--format", "csv"]);
    assert_eq!(status, 0, "{error}");
    assert!(counts(&printed).contains(&("cases all".to_owned(), 400_000)), "{printed}");
    assert!(
        error.lines().any(|line| line.contains(" of 400,000 rows, ") && line.ends_with(" rows/s")),
        "{error}"
    );
}
