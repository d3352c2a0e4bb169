//! Many rows: a run that is killed, and one that is waited for.

use std::{
    fs,
    thread::sleep,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::run::{FINDINGS, cohort, counts, run};

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
