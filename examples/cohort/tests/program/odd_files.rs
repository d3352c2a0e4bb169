//! Files that would lose rows, findings or names in silence.

use std::{fs, path::Path};

use tempfile::TempDir;

use crate::run::{FINDINGS, HEAD, SMALL, counts, file, run, small};

/// A row of the small cohort with a note, and what the note has to be for the file to be read.
fn noted(notes: &[&str]) -> String {
    let rows = SMALL.iter().zip(notes).map(|(row, note)| format!("{row},{note}\n"));
    format!("{HEAD},note\n{}", rows.collect::<String>())
}

fn cases(path: &str) -> (i32, String, String) {
    let (status, printed, error) =
        run(&[path, "--format", "csv", "--sql", "SELECT count(*) FROM cases"]);
    (status, printed.replacen("count(*)\n", "", 1), error)
}

/// Each beside one that differs in a quote, and of which every row is counted.
#[test]
fn a_quote_is_closed_where_its_cell_ends() {
    let folder = TempDir::new().unwrap();
    let accepted = "accepted: a cell without quotes, or wholly between `\"`, each `\"` in it twice";
    for (name, text, twin, line, wrong) in [
        (
            "open",
            noted(&["a", "\"b", "c", "d"]),
            noted(&["a", "\"b\"", "c", "d"]),
            3,
            "a quote that is never closed",
        ),
        (
            "head",
            small().replacen("given", "\"given", 1),
            small().replacen("given", "\"given\"", 1),
            1,
            "a quote that is never closed",
        ),
        // It is closed by a quote that was to open another cell.
        (
            "swallowed",
            noted(&["a", "\"b", "c", "\"d\""]),
            noted(&["a", "b\"", "c", "\"d\""]),
            5,
            "a cell that goes on behind its closing quote",
        ),
        (
            "lines",
            noted(&["\"two\nlines\"", "\"b\"\"", "c"]),
            noted(&["\"two\nlines\"", "\"b\"\"\"", "c"]),
            4,
            "a quote that is never closed",
        ),
        (
            "marked",
            "\u{feff}\"ki67\"\n80%\n\"<3%".to_owned(),
            "\u{feff}\"ki67\"\n80%\n\"<3%\"".to_owned(),
            3,
            "a quote that is never closed",
        ),
    ] {
        let path = file(&folder, &format!("{name}.csv"), &text);
        let error = format!("cohort: file `{path}`, line {line}: {wrong}; {accepted}\n");
        assert_eq!(run(&[&path]), (2, String::new(), error));
        let rows = twin.trim_end().lines().count() - 1 - usize::from(name == "lines");
        let twin = file(&folder, &format!("{name}-twin.csv"), &twin);
        assert_eq!(cases(&twin).1, format!("{rows}\n"), "{name}");
    }
    // Longer than is read at once, and quotes at the very end.
    let long = noted(&["a"]) + &format!("{},b\n", SMALL[0]).repeat(4_000);
    let open = file(&folder, "long.csv", &format!("{long}{},\"c\n{},d\n", SMALL[0], SMALL[0]));
    let (status, _, error) = run(&[&open]);
    assert_eq!(status, 2);
    assert!(error.contains("line 4003: a quote that is never closed"), "{error}");
    let closed = file(&folder, "long-twin.csv", &format!("{long}{},\"c\"\n", SMALL[0]));
    assert_eq!(cases(&closed).1, "4002\n");
    // A cell too.
    let cell = "x,\n".repeat(60_000);
    let open = file(&folder, "cell.csv", &noted(&["a", &format!("\"{cell}"), "c"]));
    let (status, _, error) = run(&[&open]);
    assert_eq!(status, 2);
    assert!(error.contains("line 3: a quote that is never closed"), "{error}");
    let cell = format!("\"{cell}\"");
    let closed = file(&folder, "cell-twin.csv", &noted(&["a", &cell, "c"]));
    assert_eq!(cases(&closed).1, "3\n");
    let again = file(&folder, "cell-again.csv", &noted(&["a", &cell, "\"c"]));
    assert!(run(&[&again]).2.contains("line 60004: a quote that is never closed"));
}

/// A line without anything is no row where a row has commas; where it has none nobody knows.
#[test]
fn empty_lines() {
    let folder = TempDir::new().unwrap();
    let one = file(&folder, "one.csv", "ki67\n80%\n\n<3%\n");
    let error = format!(
        "cohort: file `{one}`, line 3: empty, in a file of one column; accepted: a value, or `\"\"` where nothing is \
         known\n"
    );
    assert_eq!(run(&[&one]), (2, String::new(), error));
    assert_eq!(cases(&file(&folder, "twin.csv", "ki67\n80%\n\"\"\n<3%\n")).1, "3\n");
    let ends = file(&folder, "ends.csv", "ki67\r\n80%\r\n<3%\r\n");
    assert_eq!(cases(&ends).1, "2\n");
    let two = file(&folder, "two.csv", "\nki67,mitoses\n80%,\n\n\n,\n");
    assert_eq!(cases(&two).1, "2\n");
}

/// The ends of lines that programs write; letters that are not those of Unicode.
#[test]
fn ends_of_lines_and_letters() {
    let folder = TempDir::new().unwrap();
    let expected = run(&[&file(&folder, "small.csv", &small()), "--format", "csv"]);
    for (name, end) in [("crlf.csv", "\r\n"), ("cr.csv", "\r")] {
        let path = file(&folder, name, &small().replace('\n', end));
        assert_eq!(run(&[&path, "--format", "csv"]), expected, "{name}");
    }
    let latin = folder.path().join("latin.csv");
    fs::write(&latin, [noted(&["M"]).trim_end().as_bytes(), b"\xfcller\n"].concat()).unwrap();
    let (status, printed, error) = run(&[latin.to_str().unwrap()]);
    assert_eq!((status, printed.as_str()), (2, ""));
    assert!(error.contains("UTF-8"), "{error}");
}

fn written(path: &str, sql: &str, to: &Path) -> String {
    let to = to.to_str().unwrap().to_owned();
    let (status, _, error) = run(&[path, "--sql", sql, "--output", &to]);
    assert_eq!(status, 0, "{error}");
    to
}

/// All that is in a folder is read, or what is not is named.
#[test]
fn a_folder_is_read_whole() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    let parts = folder.path().join("parts");
    fs::create_dir(&parts).unwrap();
    let all = "SELECT * FROM cases";
    written(&path, all, &parts.join("b.parquet"));
    written(&path, &format!("{all} LIMIT 2"), &parts.join("a.parquet"));
    fs::write(parts.join("_SUCCESS"), "").unwrap();
    let parts = parts.to_str().unwrap();
    let (status, printed, _) = run(&[parts, "--format", "csv"]);
    let told = counts(&printed);
    assert!(told.contains(&("cases all".into(), 13)), "{printed}");
    // Two of the first file, then the twelfth of the second.
    assert!(printed.lines().any(|it| it.starts_with("unreadable,14,\"ki67 `80`")), "{printed}");
    assert_eq!(status, 1);
    for name in ["C.PARQUET", "d.parq", "small.csv", "sub", "differentiation=poor"] {
        let entry = Path::new(parts).join(name);
        if name.contains('.') {
            fs::write(&entry, "").unwrap();
        } else {
            fs::create_dir(&entry).unwrap();
            written(&path, all, &entry.join("b.parquet"));
        }
        let error = format!(
            "cohort: `{}`: would not be read; accepted: a folder of files that end in `.parquet`, no folders in it\n",
            fs::canonicalize(&entry).unwrap().display()
        );
        assert_eq!(run(&[parts]), (2, String::new(), error));
        if entry.is_dir() { fs::remove_dir_all(entry) } else { fs::remove_file(entry) }.unwrap();
    }
    assert_eq!(run(&[parts, "--format", "csv"]).1, printed);
}

/// Packed cases in place of the findings, from Parquet and from CSV; not beside them.
#[test]
fn packed_cases_are_cases() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    let (_, printed, _) = run(&[&path, "--format", "csv"]);
    let is_read = |line: &&str| !line.starts_with("unreadable,");
    let expected: Vec<_> = printed.lines().filter(is_read).collect();
    for name in ["packed.parquet", "packed.csv"] {
        let packed = folder.path().join(name);
        let packed = written(&path, "SELECT given, packed FROM readable", &packed);
        let (status, printed, error) = run(&[&packed, "--format", "csv"]);
        assert_eq!((status, error.as_str()), (0, ""), "{name}");
        let expected = expected.join("\n").replace("cases,unreadable,,1", "cases,unreadable,,0");
        assert_eq!(printed.trim_end(), expected, "{name}");
        let query = "SELECT nen_pathway(packed) AS pathway FROM readable ORDER BY 1";
        let of = |path: &str| run(&[path, "--format", "csv", "--sql", query]);
        assert_eq!(of(&packed), of(&path), "{name}");
        let query = "SELECT packed, nen_error(packed) FROM cases WHERE nen_error(packed) IS NULL";
        assert_eq!(run(&[&packed, "--format", "csv", "--sql", query]).1.lines().count(), 12);
    }
    let both = folder.path().join("both.parquet");
    let both = written(&path, "SELECT * FROM readable", &both);
    let error = "cohort: column `packed`: beside `primary_site`; accepted: columns of findings, or `packed` without \
                 them\n";
    assert_eq!(run(&[&both]), (2, String::new(), error.to_owned()));
    let none = file(&folder, "none.csv", "packed\n7\n");
    let (status, printed, _) = run(&[&none]);
    assert_eq!(status, 1);
    assert!(printed.contains("  row 1: packed: "), "{printed}");
    let (status, printed, error) = run(&[&file(&folder, "no-number.csv", "packed\n7x\n")]);
    assert_eq!((status, printed.as_str()), (2, ""));
    assert!(error.contains("'7x'"), "{error}");
}

/// By the name of the column, before anything is read.
#[test]
fn columns_of_other_types_are_refused() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "small.csv", &small());
    for (select, error) in [
        (
            "CAST(7 AS INT) AS ki67",
            "`ki67`: of type Int32; accepted: text with the unit, as `>80%`",
        ),
        ("CAST(1 AS DOUBLE) AS ecog", "`ecog`: of type Float64; accepted: text, whole numbers"),
        (
            "ki67, 1 AS given",
            "`given`: of type Int64; accepted: names with `;` between, or a list of names",
        ),
        ("'7' AS packed", "`packed`: of type Utf8View; accepted: UInt64, as `nen_packed` tells it"),
    ] {
        let other = folder.path().join("other.parquet");
        let other = written(&path, &format!("SELECT {select} FROM cases"), &other);
        assert_eq!(run(&[&other]), (2, String::new(), format!("cohort: column {error}\n")));
    }
}

/// A link is read as what it is called.
#[cfg(unix)]
#[test]
fn a_link_is_read_by_its_own_name() {
    let folder = TempDir::new().unwrap();
    let expected = run(&[&file(&folder, "small.csv", &small())]);
    for name in ["small.dat", "small"] {
        let path = file(&folder, name, &small());
        let link = folder.path().join(format!("{name}-link.csv"));
        std::os::unix::fs::symlink(path, &link).unwrap();
        assert_eq!(run(&[link.to_str().unwrap()]), expected, "{name}");
    }
}

/// What a cell or a name has in it moves no cursor and begins no line, where people read it; CSV has it as it is.
#[test]
fn letters_that_cannot_be_seen_are_escaped() {
    let folder = TempDir::new().unwrap();
    let text = small().replacen("sigmoid_colon", "\"sig\u{1b}[31mmoid\nrow 99: x\"", 1);
    let path = file(&folder, "escape.csv", &text);
    let (_, printed, _) = run(&[&path]);
    let told = "  row 1: primary_site `sig\\u{1b}[31mmoid\\nrow 99: x`: not one of its values; ";
    assert!(printed.lines().any(|line| line.starts_with(told)), "{printed}");
    let (_, printed, _) = run(&[&path, "--format", "csv"]);
    assert!(printed.contains("`sig\u{1b}[31mmoid\nrow 99: x`"), "{printed}");
    let query = format!("SELECT nen_grade({FINDINGS}) FROM cases");
    let (status, _, error) = run(&[&path, "--sql", &query]);
    assert_eq!((status, error.lines().count()), (1, 1), "{error}");
    assert!(error.contains("`sig\\u{1b}[31mmoid\\nrow 99: x`"), "{error}");
    let (_, printed, _) = run(&[&path, "--sql", "SELECT primary_site FROM cases LIMIT 1"]);
    assert!(printed.contains("sig\\u{1b}[31mmoid"), "{printed}");
    let path = file(&folder, "space.csv", "ki67\n80\u{a0}%\n80%\u{200b}\n");
    let (_, printed, _) = run(&[&path]);
    assert!(printed.contains("ki67 `80\\u{a0}%`: ") && printed.contains("ki67 `80%\\u{200b}`: "));
    let path = file(&folder, "names.csv", "ki67,a\u{1b}[31m\n,\n");
    assert!(run(&[&path]).1.contains("\n`a\\u{1b}[31m`: not read\n"));
    let path = file(&folder, "twice.csv", "ki67,a\u{1b}[31m,a\u{1b}[31m\n,,\n");
    assert!(run(&[&path]).2.starts_with("cohort: column `a\\u{1b}[31m`: more than one"));
}
