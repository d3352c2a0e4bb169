//! The versions of the answers: each with a table as it was read, an entry in the CHANGELOG, and what a release said.

#[path = "support/answers.rs"]
mod answers;
#[path = "support/programs.rs"]
mod programs;
#[path = "support/project.rs"]
mod project;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use answers::{answers, folder};
use nen_pathway::{CONTRACT, Case, Finding, Report};
use programs::{program, run};
use sha2::{Digest, Sha256};

/// `BLESS=1 cargo test` writes the files anew; what follows from a change of answers is in `examples/export`.
#[test]
fn the_exported_tables_are_as_they_were_read() {
    let written = std::env::temp_dir().join(format!("nen-pathway-{}", std::process::id()));
    fs::create_dir_all(&written).unwrap();
    let output = run(program("export").arg("all").arg(&written), b"");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let today = exported(&written);
    fs::remove_dir_all(&written).unwrap();
    if std::env::var_os("BLESS").is_some() {
        bless(&today);
    }
    let before = exported(&folder());
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&before), names(&today), "the files here, and those that are written");
    let mut moved = Vec::new();
    for (name, today) in &today {
        let (new, old) = (rows(today), rows(&before[name]));
        moved.extend(old.difference(&new).map(|row| format!("{name} - {row}")));
        moved.extend(new.difference(&old).map(|row| format!("{name} + {row}")));
        assert!(
            *today == before[name] || !moved.is_empty(),
            "{name}: the rows are in other places"
        );
    }
    if !moved.is_empty() {
        let said = run(program("export").arg("diff").arg(answers(CONTRACT)), b"").stdout;
        panic!("{}\n\n{}", moved.join("\n"), String::from_utf8_lossy(&said));
    }
}

#[test]
fn a_table_of_answers_is_not_replaced_by_another() {
    let folder = std::env::temp_dir().join(format!("nen-pathway-{}-kept", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let table = folder.join(answers(CONTRACT).file_name().unwrap());
    fs::write(&table, "others\n").unwrap();
    let output = run(program("export").arg("all").arg(&folder), b"");
    let kept = exported(&folder);
    fs::remove_dir_all(&folder).unwrap();
    let said = format!(
        "export: {}: other answers; accepted: these, none yet, or a higher CONTRACT\n",
        table.display()
    );
    assert_eq!((String::from_utf8(output.stderr).unwrap(), output.status.code()), (said, Some(2)));
    assert_eq!(kept.into_values().collect::<Vec<_>>(), ["others\n"]);
}

/// The exported files of a folder, but for the tables of earlier versions.
fn exported(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|it| it != "rs"));
    let earlier = |file: &Path| (1..CONTRACT).any(|it| answers(it).file_name() == file.file_name());
    let files = files.filter(|file| !file.ends_with("README.md") && !earlier(file));
    files.map(|it| (it.file_name().unwrap().display().to_string(), project::text(it))).collect()
}

fn bless(today: &BTreeMap<String, String>) {
    let table = answers(CONTRACT);
    let entry = Entry::of(&project::text("CHANGELOG.md"), CONTRACT);
    let released = entry.is_some_and(|entry| entry.release.is_some());
    for (name, text) in today {
        let file = folder().join(name);
        let stays = released && file == table && file.exists();
        assert!(
            !stays || project::text(&file) == *text,
            "the answers of a release stay: raise CONTRACT first"
        );
        fs::write(&file, text).unwrap();
    }
}

/// The lines of a text without the number of the row: one row more moves no other.
fn rows(text: &str) -> BTreeSet<&str> {
    let rows = text.lines().map(|line| line.strip_prefix("| ").unwrap_or(line));
    rows.map(|row| row.trim_start_matches(|letter: char| letter.is_ascii_digit())).collect()
}

/// What the CHANGELOG says of a version of the answers.
struct Entry {
    /// The number of its section.
    place: usize,
    /// The release of its section, if there is one.
    release: Option<[u32; 3]>,
    text: String,
}

impl Entry {
    fn of(changelog: &str, version: u32) -> Option<Self> {
        let start = format!("\n- ★ `CONTRACT` {version}:");
        let sections = changelog.split("\n## ").enumerate().skip(1);
        let mut sections = sections.filter(|(_, section)| section.contains(&start));
        let (place, section) = sections.next()?;
        let texts: Vec<&str> = section.split(&start).skip(1).collect();
        assert!(texts.len() == 1 && sections.next().is_none(), "two entries `{}`", start.trim());
        let more = texts[0].lines().skip(1).take_while(|line| line.starts_with(' '));
        let text = texts[0].lines().take(1).chain(more).collect();
        let heading = section.lines().next().unwrap_or_default();
        let name = heading.split(" - ").next().unwrap_or_default().trim_matches(['[', ']']);
        let release = (name != "Unreleased").then(|| {
            numbers(name)
                .unwrap_or_else(|| panic!("`## {heading}`: neither Unreleased nor a version"))
        });
        Some(Self { place, release, text })
    }

    /// The SHA-256 digests that it names.
    fn digests(&self) -> Vec<&str> {
        let words = self.text.split('`');
        words.filter(|word| word.len() == 64 && !word.contains(' ')).collect()
    }
}

/// A version of the answers is announced with a star and the digests of its table and of what is reported on incomplete
/// cases, the newest first; the version of the crate is at least the one that follows.
#[test]
fn every_version_of_the_answers_is_in_the_changelog() {
    let changelog = project::text("CHANGELOG.md");
    let reports = reports();
    let mut newer: Option<Entry> = None;
    let mut release = numbers(env!("CARGO_PKG_VERSION")).unwrap();
    for version in (1..=CONTRACT).rev() {
        let entry = Entry::of(&changelog, version)
            .unwrap_or_else(|| panic!("no entry `- ★ `CONTRACT` {version}:`"));
        let table = hex(Sha256::digest(project::text(answers(version))));
        let mut said = vec![("table", &table)];
        said.extend((version == CONTRACT).then_some(("reports on incomplete cases", &reports)));
        for (what, digest) in said {
            let named = entry.digests().contains(&&**digest);
            assert!(named, "the entry of `CONTRACT` {version} does not name its {what}: {digest}");
        }
        if let Some(newer) = newer {
            assert_ne!(entry.digests(), newer.digests(), "{version} and the next are the same");
            assert!(entry.place > newer.place, "{version} stands before the next one");
            let first = entry.release.unwrap();
            assert!(breaks(first, release), "{first:?} to {release:?} breaks nobody");
        }
        release = entry.release.unwrap_or(release);
        newer = Some(entry);
    }
    assert!(!answers(CONTRACT + 1).exists(), "a table of no version");
}

/// Where git knows a release that this commit comes after: what that said of the answers is as it was.
#[test]
fn the_answers_of_a_release_stay() {
    let Some(tag) = git(&["describe", "--tags", "--abbrev=0", "--match=v[0-9]*"]) else {
        println!("skipped: git knows no release here");
        return;
    };
    let tag = tag.trim();
    let released = |file: &str| git(&["show", &format!("{tag}:./{file}")]);
    let (then, now) = (released("CHANGELOG.md").unwrap(), project::text("CHANGELOG.md"));
    for version in 1.. {
        let Some(table) = released(&format!("examples/export/answers-{version}.csv")) else {
            break;
        };
        assert!(
            table == project::text(answers(version)),
            "answers-{version}.csv is not that of {tag}"
        );
        let entry = |changelog: &str| Entry::of(changelog, version).map(|entry| entry.text);
        assert_eq!(entry(&then), entry(&now), "the CHANGELOG is not that of {tag}");
    }
}

/// What git says in the project's folder, if it does.
fn git(arguments: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    let output = git.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// Findings as letters and reports have them: exact, as a set or a range about each threshold, or missing.
const STATED: [(Finding, &[&str]); 9] = [
    (
        Finding::PrimarySite,
        &["", "sigmoid_colon", "other_colorectal", "elsewhere", "sigmoid_colon|other_colorectal"],
    ),
    (Finding::LiverMetastases, &["", "absent", "solitary", "multiple", "solitary|multiple"]),
    (
        Finding::Differentiation,
        &["", "well", "moderate", "poor", "mixed", "well|moderate", "moderate|poor"],
    ),
    (
        Finding::Ki67,
        &[
            "",
            "<3%",
            "2-5%",
            "3-20%",
            "5-15%",
            "9.99-10%",
            "10-12%",
            "20%",
            "20-25%",
            ">20%",
            "15-55%",
            "<55%",
            "50-60%",
            "55%",
            "54.99-55%",
            "55-55.01%",
            ">=55%",
            "90%",
        ],
    ),
    (Finding::Mitoses, &["", "<2/2mm2", "1-3/2mm2", "2-20/2mm2", "20-21/2mm2", ">20/2mm2"]),
    (Finding::Ecog, &["", "0", "2", "3", "0|1", "1|2", "2|3", "3|4"]),
    (
        Finding::PrimaryTumour,
        &[
            "",
            "resected",
            "uncomplicated",
            "complication_imminent",
            "obstructing",
            "bleeding",
            "perforation_risk",
            "uncomplicated|bleeding",
            "obstructing|perforation_risk",
        ],
    ),
    (
        Finding::Chemotherapy,
        &[
            "",
            "not_started",
            "under_way",
            "indolent_after",
            "progressed_after",
            "not_started|under_way",
            "under_way|indolent_after",
        ],
    ),
    (Finding::Platinum, &["", "either", "cisplatin_only", "carboplatin_only", "neither"]),
];

/// The digest of what is reported on one in so many of these cases, spread over all.
fn reports() -> String {
    const STEP: usize = 401;
    let all: usize = STATED.iter().map(|(_, texts)| texts.len()).product();
    let mut digest = Sha256::new();
    for number in (0..all).step_by(STEP) {
        let (mut case, mut rest) = (Case::NOT_ASSESSED, number);
        for (finding, texts) in STATED {
            let text = texts[rest % texts.len()];
            rest /= texts.len();
            if !text.is_empty() {
                case = case.stating(finding, text).unwrap();
            }
        }
        let receipt = Report::new(&case).receipt().to_string();
        // Before the case stands the version of the crate.
        let (_, said) = receipt.split_once(" case").unwrap();
        digest.update(said);
        digest.update("\n");
    }
    hex(digest.finalize())
}

fn hex(digest: impl IntoIterator<Item = u8>) -> String {
    digest.into_iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The three numbers of a version.
fn numbers(version: &str) -> Option<[u32; 3]> {
    let numbers: Option<Vec<_>> = version.split('.').map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}

/// Whether the second version may break who relies on the first.
fn breaks(first: [u32; 3], second: [u32; 3]) -> bool {
    let breaking = |[major, minor, _]: [u32; 3]| (major, if major == 0 { minor } else { 0 });
    breaking(second) > breaking(first)
}

#[test]
fn versions_that_break() {
    for (first, second, breaking) in [
        ("0.1.0", "0.1.1", false),
        ("0.1.9", "0.2.0", true),
        ("0.9.0", "1.0.0", true),
        ("1.2.0", "1.3.0", false),
        ("1.2.0", "2.0.0", true),
    ] {
        let [first, second] = [first, second].map(|it| numbers(it).unwrap());
        assert_eq!(breaks(first, second), breaking, "{first:?} {second:?}");
    }
}

#[test]
fn headings_of_the_changelog_are_read() {
    let release = |heading: &str| {
        let changelog =
            format!("# Changelog\n\n## {heading}\n\n- ★ `CONTRACT` 1: all\n  `{{}}`\n- more\n");
        let entry = Entry::of(&changelog, 1).unwrap();
        assert_eq!(entry.text, " all  `{}`");
        entry.release
    };
    for unreleased in ["Unreleased", "[Unreleased]"] {
        assert_eq!(release(unreleased), None);
    }
    for released in ["1.2.0 - 2026-12-01", "[1.2.0] - 2026-12-01", "[1.2.0] - 2026-12-01 [YANKED]"]
    {
        assert_eq!(release(released), Some([1, 2, 0]));
    }
    for text in ["v1.2.0", "1.2", "1.2.0-rc.1", "soon", ""] {
        assert_eq!(numbers(text), None, "{text}");
    }
}
