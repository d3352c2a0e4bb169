//! Many rows: a run that is killed, and one that is waited for.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::run::{FINDINGS, HEAD, SMALL, cohort, counts, run};

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

/// A run that is asked to end takes away what it began, beside its output and among what went to disk.
#[cfg(unix)]
#[test]
fn a_run_that_is_asked_to_end_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let rows = folder.path().join("rows.parquet");
    let (status, _, error) = run(&["--synthesise", "20000", "--output", rows.to_str().unwrap()]);
    assert_eq!(status, 0, "{error}");
    for asked in ["INT", "TERM"] {
        let (disk, outputs) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let output = outputs.path().join("new.csv");
        // It takes minutes.
        let sorted = "SELECT a.ki67, b.mitoses FROM cases a, cases b ORDER BY 1, 2";
        let sorting = [rows.to_str().unwrap(), "--memory", "32", "--sql", sorted, "--output"];
        let inventing = ["--synthesise", "1000000000000", "--output"];
        for (arguments, begun_in) in [(&sorting[..], &disk), (&inventing[..], &outputs)] {
            let mut command = cohort(arguments);
            command.arg(&output).env("TMPDIR", disk.path()).stderr(Stdio::piped());
            let child = command.spawn().unwrap();
            let begun = Instant::now();
            while !has_bytes(begun_in.path()) {
                assert!(begun.elapsed() < Duration::from_mins(1), "nothing was written");
                sleep(Duration::from_millis(5));
            }
            let kill =
                Command::new("kill").args([&format!("-{asked}"), &child.id().to_string()]).status();
            assert!(kill.unwrap().success());
            let ended = child.wait_with_output().unwrap();
            assert_eq!(ended.status.code(), Some(2));
            assert_eq!(String::from_utf8_lossy(&ended.stderr), "cohort: interrupted\n");
            for left in [&disk, &outputs] {
                assert_eq!(fs::read_dir(left).unwrap().count(), 0, "{asked}: {left:?}");
            }
        }
    }
}

/// Of invented rows too it is told how far they are.
#[test]
fn progress_of_invented_rows() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("new.parquet");
    let mut command = cohort(&["--synthesise", "1000000000000", "--progress", "--output"]);
    let mut child = command.arg(output).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut told).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(told.contains(" of 1,000,000,000,000 rows, "), "{told}");
    assert!(told.starts_with(|first: char| ('1'..='9').contains(&first)), "{told}");
}

/// Whether a file in a folder has something in it.
#[cfg(unix)]
fn has_bytes(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().map(Result::unwrap).any(|entry| match entry.metadata() {
        Ok(told) if told.is_dir() => has_bytes(&entry.path()),
        Ok(told) => told.len() > 0,
        Err(_) => false,
    })
}

/// What is sorted and does not fit goes to disk and comes back in order; a join that does not fit is an error.
#[test]
fn memory_is_bounded() {
    let folder = TempDir::new().unwrap();
    let rows = folder.path().join("rows.parquet");
    let rows = rows.to_str().unwrap();
    let (status, _, error) = run(&["--synthesise", "200000", "--output", rows]);
    assert_eq!(status, 0, "{error}");
    let sorted = "SELECT ki67, mitoses, ecog FROM cases ORDER BY ki67, mitoses, ecog";
    let told =
        |sql: &str, memory: &str| run(&[rows, "--memory", memory, "--format", "csv", "--sql", sql]);
    let (status, plan, error) = told(&format!("EXPLAIN ANALYZE {sorted}"), "24");
    assert_eq!(status, 0, "{error}");
    let spilled = plan.split("spill_count=").skip(1).any(|count| !count.starts_with('0'));
    assert!(spilled, "{plan}");
    let (status, little, error) = told(sorted, "24");
    assert_eq!(status, 0, "{error}");
    assert_eq!(little.lines().count(), 200_001);
    assert!(little == told(sorted, "2048").1);
    let joined =
        "SELECT count(*) FROM cases a JOIN cases b ON a.ki67 = b.ki67 AND a.ecog <> b.ecog";
    let (status, printed, error) = told(joined, "4");
    assert_eq!((status, printed.as_str()), (2, "count(*)\n"), "{error}");
    assert!(error.contains("Resources exhausted"), "{error}");
}

/// Nobody reads on: it ends with an error.
#[test]
fn nobody_reads_the_rows() {
    let folder = TempDir::new().unwrap();
    let rows = folder.path().join("rows.parquet");
    let rows = rows.to_str().unwrap();
    assert_eq!(run(&["--synthesise", "50000", "--output", rows]).0, 0);
    for format in ["text", "csv"] {
        let mut command = cohort(&[rows, "--format", format, "--sql", "SELECT * FROM cases"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let error = String::from_utf8(ended.stderr).unwrap();
        assert_eq!((ended.status.code(), error.lines().count()), (Some(2), 1), "{error}");
        assert!(error.starts_with("cohort: ") && error.contains("roken pipe"), "{error}");
    }
}

/// On a terminal the line of progress is gone when there is something else to read.
#[cfg(target_os = "linux")]
#[test]
fn the_line_of_progress_is_taken_away() {
    let folder = TempDir::new().unwrap();
    let rows = folder.path().join("rows.csv");
    let text = format!("{HEAD}\n{}{}\n", format!("{}\n", SMALL[0]).repeat(1_500_000), SMALL[11]);
    fs::write(&rows, text).unwrap();
    let program = format!("{} {}", env!("CARGO_BIN_EXE_cohort"), rows.display());
    let mut terminal = Command::new("script");
    terminal.args(["-qec", &program, "/dev/null"]).stdin(Stdio::null());
    let ended = terminal.output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let shown = String::from_utf8(ended.stdout).unwrap();
    assert!(shown.contains(" rows, "), "{shown}");
    // What stays is what is printed where nobody looks.
    let line = |line: &str| line.rsplit("\x1b[K").next().unwrap_or_default().trim_end().to_owned();
    let stays: Vec<String> = shown.lines().map(line).collect();
    let (_, printed, _) = run(&[rows.to_str().unwrap()]);
    assert_eq!(stays, printed.lines().map(str::trim_end).collect::<Vec<_>>());
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
    let split = |names: &str| format!("unnest(string_to_array(nullif({names}, ''), ';'))");
    for (section, told) in [
        ("pathway", "nen_pathway(packed)".to_owned()),
        ("grade", "nen_grade(packed)".to_owned()),
        ("standing tace", "nen_standing('tace', packed)".to_owned()),
        ("concordance", "coalesce(nen_concordance(given, packed), 'not_known')".to_owned()),
        ("needed", split("nen_needs(packed)")),
        ("not_assessed", split(&format!("nen_not_assessed({FINDINGS})"))),
    ] {
        let select = format!(
            "SELECT '{section} ' || told, count(*) FROM (SELECT {told} AS told FROM readable) \
             WHERE told IS NOT NULL GROUP BY 1"
        );
        let counted = query(&path("one.csv"), &select).into_iter().collect();
        assert_eq!(told_of(&printed, &format!("{section} ")), counted, "{section}");
        assert!(counted.len() > 4, "{section}");
    }
    let reviews = query(&path("one.csv"), "SELECT nen_review(given, packed), 1 FROM readable");
    let mut counted = BTreeMap::new();
    for (review, _) in reviews.iter().filter(|(review, _)| !review.is_empty()) {
        for line in reviewed(&serde_json::from_str(review).unwrap()) {
            *counted.entry(line).or_default() += 1;
        }
    }
    for section in ["ruled_out ", "omitted ", "disputed_by ", "unsupported "] {
        let of_section = counted.iter().filter(|(line, _)| line.starts_with(section));
        let of_section: BTreeMap<_, _> =
            of_section.map(|(line, count)| (line.clone(), *count)).collect();
        assert_eq!(told_of(&printed, section), of_section);
        assert!(of_section.len() > 1, "{section}");
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

/// The lines of a section that count anybody.
fn told_of(printed: &str, section: &str) -> BTreeMap<String, u64> {
    let is_told = |told: &(String, u64)| told.1 > 0 && told.0.starts_with(section);
    counts(printed).into_iter().filter(is_told).collect()
}

/// A text and a count in each row.
fn query(path: &str, sql: &str) -> Vec<(String, u64)> {
    let (status, printed, error) = run(&[path, "--format", "csv", "--sql", sql]);
    assert_eq!(status, 0, "{error}");
    let mut reader = csv::Reader::from_reader(printed.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), row[1].parse().unwrap())).collect()
}

/// What a review is counted under, read from its JSON.
fn reviewed(review: &serde_json::Value) -> Vec<String> {
    let names = |list: &serde_json::Value| {
        let names = list.as_array().into_iter().flatten();
        names.map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let given = review["given"].as_object().unwrap().iter();
    let ruled_out = given.filter(|(_, decision)| decision["settled"] == "avoid");
    let ruled_out = ruled_out.map(|(name, decision)| {
        let reasons = [names(&decision["statements"]), names(&decision["findings"])].concat();
        format!("ruled_out {name} {}", reasons.join(" "))
    });
    let others = ["omitted", "disputed_by", "unsupported"].into_iter().flat_map(|section| {
        names(&review[section]).into_iter().map(move |name| format!("{section} {name}"))
    });
    ruled_out.chain(others).collect()
}
