//! The example programs, run as a user runs them.

#[path = "support/programs.rs"]
mod programs;
#[path = "support/project.rs"]
mod project;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use nen_pathway::*;
use programs::{program, run};

fn ndjson(input: &[u8]) -> (Vec<String>, Option<i32>) {
    ndjson_in("recommend", input)
}

fn ndjson_in(mode: &str, input: &[u8]) -> (Vec<String>, Option<i32>) {
    let output = run(program("ndjson").arg(mode), input);
    let text = String::from_utf8(output.stdout).unwrap();
    (text.lines().map(str::to_owned).collect(), output.status.code())
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|file| file.extension().is_some_and(|it| it == "json")).collect();
    files.sort();
    files
}

#[test]
fn good_lines_are_answered_in_order_with_their_id() {
    let (lines, status) =
        ndjson(b"{\"id\":\"a\"}\r\n{\"ecog\":1,\"id\":-70000000000000000000000}\n{ }");
    assert_eq!(status, Some(0));
    assert_eq!(lines.len(), 3);
    assert!(
        lines[0].starts_with(
            r#"{"id":"a","grade":{"open":["g1","g2","g3"],"needs":["ki67","mitoses"]},"#
        )
    );
    assert!(lines[1].starts_with(r#"{"id":-70000000000000000000000,"grade":"#));
    assert!(lines[2].starts_with(r#"{"grade":"#));
    assert_eq!(ndjson(b""), (vec![], Some(0)));
}

#[test]
fn a_bad_line_is_an_error_in_its_place() {
    let input = b"{}\n\n  \t\n\xef\xbb\xbf{}\n{\"ki67\":\"\xff\"}\n[]\n{} {}\n{\"id\":1.5}\n{\"id\":1,\"id\":2}\n{\"ecog\":7,\"id\":\"z\"}\n{\"id\":null}\n{}\n";
    let (lines, status) = ndjson(input);
    assert_eq!(status, Some(1));
    let expected = [
        (1, r#"{"error":{"line":2,"message":"an empty line; accepted: one JSON object"}}"#),
        (2, r#"{"error":{"line":3,"message":"an empty line; accepted: one JSON object"}}"#),
        (3, r#"{"error":{"line":4,"message":"a byte-order mark; accepted: one JSON object"}}"#),
        (
            4,
            r#"{"error":{"line":5,"message":"invalid UTF-8 at byte 10; accepted: one JSON object"}}"#,
        ),
        (
            5,
            r#"{"error":{"line":6,"message":"not one JSON object: invalid type: sequence, expected one object; accepted: one JSON object"}}"#,
        ),
        (
            6,
            r#"{"error":{"line":7,"message":"not one JSON object: trailing characters at column 4; accepted: one JSON object"}}"#,
        ),
        (
            7,
            r#"{"error":{"line":8,"message":"id `1.5`: neither a text nor an integer; accepted: a text or an integer","key":"id","text":"1.5","accepted":"a text or an integer"}}"#,
        ),
        (
            8,
            r#"{"error":{"line":9,"message":"id: given more than once; accepted: each key at most once","key":"id","accepted":"each key at most once"}}"#,
        ),
        (
            9,
            r#"{"id":"z","error":{"line":10,"message":"ecog `7`: not one of its values; accepted: `0`, `1`, `2`, `3`, `4` as a number, or a list of them","key":"ecog","text":"7","accepted":"`0`, `1`, `2`, `3`, `4` as a number, or a list of them"}}"#,
        ),
        (
            10,
            r#"{"error":{"line":11,"message":"id `null`: neither a text nor an integer; accepted: a text or an integer","key":"id","text":"null","accepted":"a text or an integer"}}"#,
        ),
    ];
    assert_eq!(lines.len(), 12);
    for (place, line) in expected {
        assert_eq!(lines[place], line);
    }
    assert!(lines[0].starts_with("{\"grade\"") && lines[0] == lines[11]);
}

const NEC: &str = r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":">80%","mitoses":"45/2mm2","ecog":1,"primary_tumour":"uncomplicated","chemotherapy":"not_started","platinum":"either"}"#;

#[test]
fn reviews_are_answered_as_the_contract_shows() {
    let good = format!(
        "{{\"case\":{NEC},\"given\":[\"folfox\"]}}\n{{\"id\":7,\"given\":[\"other\",\"cisplatin_etoposide\"],\"case\":{{}}}}\n"
    );
    let (lines, status) = ndjson_in("review", good.as_bytes());
    assert_eq!(status, Some(0));
    assert_eq!(
        lines[0],
        r#"{"concordance":"discordant","omitted":["cisplatin_etoposide","carboplatin_etoposide"],"disputed_by":[],"unsupported":[],"given":{"folfox":{"settled":"avoid","statements":["S16","S17","S46","S47"]}}}"#
    );
    assert!(lines[1].starts_with(r#"{"id":7,"concordance":"undetermined","omitted":[],"disputed_by":[],"unsupported":[],"given":{"other":{"settled":"not_addressed","statements":[]},"cisplatin_etoposide":{"open":["#), "{}", lines[1]);
    let bad = r#"{"case":{}}
{"given":["tae"]}
{"case":null,"given":["tae"]}
{"case":{},"given":null}
{"case":{},"given":["tae"],"note":1}
{"case":{},"given":["tae"],"given":["tace"]}
{"case":{},"given":[]}
{"case":{},"given":["tae","tae"]}
{"case":{},"given":["TAE"]}
{"case":{},"given":"tae"}
{"case":{},"given":[1]}
{"case":[],"given":["tae"]}
{"case":{"id":1},"given":["tae"]}
{"case":{"ecog":9},"given":["tae"],"id":"k"}
{}"#;
    let (lines, status) = ndjson_in("review", bad.as_bytes());
    assert_eq!((lines.len(), status), (15, Some(1)));
    let keys = [
        "given", "case", "case", "given", "note", "given", "given", "given", "given", "given",
        "given", "case", "id", "ecog", "case",
    ];
    for (line, key) in lines.iter().zip(keys) {
        assert!(line.contains(&format!(r#""key":"{key}""#)), "{line}");
    }
    assert_eq!(
        lines[7],
        r#"{"error":{"line":8,"message":"given `tae`: given more than once; accepted: a list of one or more therapies or `other`, each once","key":"given","text":"tae","accepted":"a list of one or more therapies or `other`, each once"}}"#
    );
    assert!(lines[13].starts_with(r#"{"id":"k","error":{"line":14,"#));
}

#[test]
fn changes_are_answered_as_the_contract_shows() {
    let (lines, status) =
        ndjson_in("what_if", format!("{{\"case\":{NEC},\"decision\":\"pathway\"}}").as_bytes());
    assert_eq!(status, Some(0));
    assert_eq!(
        lines,
        [
            r#"{"from":"nec","changes":[{"set":{"primary_site":"elsewhere"},"to":"outside_scope"},{"set":{"liver_metastases":"absent"},"to":"outside_scope"},{"set":{"differentiation":"well"},"to":"net_g3"},{"set":{"differentiation":"moderate"},"to":"verify_pathology"},{"set":{"differentiation":"mixed"},"to":"outside_scope"}]}"#
        ]
    );
    let (lines, _) = ndjson_in("review", br#"{"case":{},"given":["\ud800"]}"#);
    assert!(
        lines[0].contains(
            r#""message":"given `\"\\ud800\"`: unexpected end of hex escape; accepted: "#
        ),
        "{}",
        lines[0]
    );
    let grade = format!("{{\"case\":{},\"decision\":\"grade\"}}", NEC.replace("45/2mm2", "1/2mm2"));
    let (lines, _) = ndjson_in("what_if", grade.as_bytes());
    assert_eq!(
        lines,
        [
            r#"{"from":"g3","changes":[{"set":{"ki67":"<3%"},"to":"g1"},{"set":{"ki67":"3-9.99%"},"to":"g2"},{"set":{"ki67":"10-19.99%"},"to":"g2"},{"set":{"ki67":"20%"},"to":"g2"}]}"#
        ]
    );
    let wide = format!(
        "{{\"case\":{},\"decision\":\"tace\"}}",
        NEC.replace(">80%", "5-15%").replace(":1,", ":[1,2],")
    );
    let (lines, status) = ndjson_in("what_if", wide.as_bytes());
    assert_eq!(status, Some(1));
    assert!(
        lines[0].starts_with(
            r#"{"error":{"line":1,"message":"case: ki67 ecog not within one cell; accepted: "#
        ),
        "{}",
        lines[0]
    );
    let (lines, _) =
        ndjson_in("what_if", format!("{{\"case\":{NEC},\"decision\":\"Pathway\"}}").as_bytes());
    assert_eq!(
        lines,
        [
            r#"{"error":{"line":1,"message":"decision `Pathway`: unknown name; accepted: `grade`, `pathway`, `cisplatin_etoposide`, `carboplatin_etoposide`, `folfox`, `folfox_bevacizumab`, `folfiri`, `other_colorectal_regimen`, `lanreotide`, `octreotide`, `tae`, `tace`, `tare`, `ablation`, `primary_resection`, `debulking`","key":"decision","text":"Pathway","accepted":"`grade`, `pathway`, `cisplatin_etoposide`, `carboplatin_etoposide`, `folfox`, `folfox_bevacizumab`, `folfiri`, `other_colorectal_regimen`, `lanreotide`, `octreotide`, `tae`, `tace`, `tare`, `ablation`, `primary_resection`, `debulking`"}}"#
        ]
    );
}

#[test]
fn asking_stops_when_the_answer_is_settled() {
    let answers =
        "poor\n1\nmultiple\n5\n45/2mm2\nnot_started\neither\n0 1\n2\nand nothing more is read\n";
    let output = run(&mut program("ask"), answers.as_bytes());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    // A bare 5 is no number of mitoses, and no choice either.
    assert!(text.contains("mitoses `5`: the unit is missing"), "{text}");
    assert!(text.contains("\n\nprimary_site sigmoid_colon, liver_metastases multiple, differentiation poor, mitoses 45/2mm2, ecog 0 or 1, primary_tumour uncomplicated, chemotherapy not_started, platinum either"), "{text}");
    assert!(
        text.contains(
            "Recommended: cisplatin + etoposide, carboplatin + etoposide [S02 S08 S13 S14 S15 S42]."
        ),
        "{text}"
    );
    assert!(!text.contains("nothing more") && !text.contains("Open:"), "{text}");
    let output = run(&mut program("ask"), b"\n\n\n\n\n\n\n\n\n");
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        text.matches("\n> ").count() + usize::from(text.starts_with("> ")),
        9,
        "each finding is asked for once"
    );
    // A byte that is no text is a bad line; `back` undoes; who gave two values is not asked again.
    let output = run(&mut program("ask"), b"\xff\nwell\nback\npoor\n2 3\n3\n");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(text.contains("differentiation `\u{fffd}`: not one of its values"), "{text}");
    assert!(text.trim_end().ends_with(Report::NOTICE), "{text}");
    let said = "Stopped before the end.\n\n\nprimary_site other_colorectal or elsewhere, liver_metastases multiple, differentiation poor\n";
    assert!(text.contains(said), "{text}");
    assert_eq!(text.matches("primary site? Where").count(), 2, "once on each way: {text}");
    // An ECOG as letters write it; a span of anything else is none.
    let begin = "poor\n1\n3\n>20/2mm2\n1\n1\n";
    for (given, known) in [("0-1", "ecog 0 or 1"), ("2–4", "ecog 2 or 3 or 4"), ("1-1", "ecog 1")]
    {
        let output = run(&mut program("ask"), format!("{begin}{given}\n").as_bytes());
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(&format!(", {known}, ")), "{text}");
    }
    for given in ["1-0", "0-5", "-1", "0-", "0-1-2"] {
        let output = run(&mut program("ask"), format!("{begin}{given}\n").as_bytes());
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(&format!("ECOG performance status `{given}`: not one of")), "{text}");
    }
}

#[test]
fn a_receipt_is_checked_and_the_ledger_is_printed() {
    let report = run(program("tumour_board").arg(&cases()[6]), b"").stdout;
    let report = String::from_utf8(report).unwrap();
    let (_, receipt) = report.split_once("ANYONE CAN REPEAT THE ANSWER\n").unwrap();
    let output = run(&mut program("receipt"), receipt.trim_end().as_bytes());
    assert!(
        output.status.success() && output.stdout.starts_with(b"The answer to this case is what")
    );
    let forged = receipt.trim_end().replace("folfox=avoid", "folfox=option");
    let output = run(&mut program("receipt"), forged.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.starts_with(b"receipt `folfox=option:S16,S17,S46,S47`: not the answer"));
    let ledger = String::from_utf8(run(&mut program("ledger"), b"").stdout).unwrap();
    assert_eq!(ledger.matches("\n## ").count() + usize::from(ledger.starts_with("## ")), 17);
}

#[test]
fn diagrams_are_drawn_and_odd_arguments_refused() {
    let case = &cases()[6];
    let output = run(program("diagram").arg("--case").arg(case), b"");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        project::text("examples/pictures/K07.dot")
    );
    let output = run(program("diagram").args(["--format", "mermaid"]), b"");
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text, project::text("examples/pictures/pathway.mmd"));
    let output = run(program("diagram").args(["--format", "svg"]), b"");
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("<svg "));
    // A file is read when all else is right.
    for (arguments, problem) in [
        (&["--format"][..], "--format: its value is missing; usage: diagram [--format"),
        (&["--format", "png"], "--format `png`; accepted: dot, mermaid, svg"),
        (&["--format", "svg", "--format", "dot"], "--format: given twice; usage: "),
        (&["--pathway", "NEC"], "pathway `NEC`: not one of its values; accepted: `nec`, "),
        (&["--pathway", "nec", "--pathway", "net"], "--pathway: given twice; "),
        (&["--case", "no/such/file", "--pathway", "net"], "--pathway and --case: only one of "),
        (&["--case", "no/such/file", "--case", "other"], "--case: given twice; usage: "),
        (&["--case", "no/such/file", "--name"], "`--name`: no such option; usage: diagram "),
        (&["--case", "no/such/file"], "no/such/file: "),
        (&["nec"], "`nec`: no such option; usage: diagram "),
        (&["--a\u{1b}[2J\u{202e}"], r"`--a\u{1b}[2J\u{202e}`: no such option; usage: diagram "),
        (&["--format", "\u{1b}c\n"], r"--format `\u{1b}c\u{a}`; accepted: dot, mermaid, svg"),
        (&["--case", "no/such\u{1b}c"], r"no/such\u{1b}c: "),
    ] {
        let output = run(program("diagram").args(arguments), b"");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said.starts_with(&format!("diagram: {problem}")), "{said}");
        assert!(output.stdout.is_empty() && said.lines().count() == 1, "{said}");
    }
}

/// The name of a case is drawn without what would steer a terminal or turn the line round.
#[test]
fn a_diagram_takes_no_control_characters_from_a_name() {
    let file = std::env::temp_dir().join(format!("nen-pathway-drawn-{}.json", std::process::id()));
    fs::write(&file, "{\"id\":\"a\\u001b[2J\\u202eb\"}").unwrap();
    for format in ["dot", "mermaid", "svg"] {
        let output = run(program("diagram").args(["--format", format, "--case"]).arg(&file), b"");
        let text = String::from_utf8(output.stdout).unwrap();
        // Each language has its own way to write a backslash, if it has to.
        let text = text.replace("\\\\", "\\");
        assert!(text.contains(r"case a\u{1b}[2J\u{202e}b"), "{text}");
    }
    fs::remove_file(&file).unwrap();
}

/// What cannot be written is told, and nothing panics.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_an_error() {
    for name in ["diagram", "ledger", "review", "what_if", "receipt", "ask"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = program(name).stdin(Stdio::null()).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(said.starts_with(&format!("{name}: ")) && said.lines().count() == 1, "{said}");
    }
}

/// Every decision of every published case stands on its sheet, in the row of its standing.
#[test]
fn a_sheet_tells_the_whole_answer() {
    for file in cases() {
        let output = run(program("sheet").arg(&file), b"");
        let html = String::from_utf8(output.stdout).unwrap();
        assert!(
            output.status.success() && html.starts_with("<!DOCTYPE html>"),
            "{}",
            file.display()
        );
        let mut json: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&project::text(&file)).unwrap();
        let id = json.remove("id").unwrap();
        let case: Case = serde_json::from_value(json.clone().into()).unwrap();
        let report = Report::new(&case);
        assert!(html.contains(&format!("<h1><bdi>{}</bdi></h1>", id.as_str().unwrap())));
        let table = html.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
        let (whole, groups) = table.split_once("<tr class=\"if\">").unwrap_or((table, ""));
        for (therapy, decision) in report.answer().therapies() {
            let held = Standing::Avoid | Standing::VerifyFirst;
            let wherever = decision.value().is_some() || decision.possible().is_within(held);
            if wherever || groups.is_empty() {
                assert_row(whole, therapy, &decision);
                continue;
            }
            for branch in branches(&case, Question::Pathway) {
                let title = format!("pathway is: {}</th>", escaped(branch.outcome().label()));
                let group = groups.split("<tr class=\"if\">").find(|it| it.contains(&title));
                assert_row(
                    group.unwrap(),
                    therapy,
                    &recommend(branch.case()).answer().therapy(therapy),
                );
            }
        }
        let missing = Finding::ALL.iter().filter(|finding| !case.is_assessed(**finding)).count();
        assert_eq!(html.matches("<em>not assessed</em>").count(), missing);
        let texts = report.answer().gaps().iter().map(Gap::text);
        let texts = texts.chain(report.readings().iter().map(Reading::question));
        let texts =
            texts.chain(report.answer().divergences().iter().map(Divergence::guidance_says));
        let ask = ask(&case).map(|next| next.finding().instructions());
        let ask = ask.into_iter().flat_map(|text| text.split('`'));
        for text in texts.chain(ask).chain([Report::NOTICE]) {
            assert!(html.contains(&escaped(text)), "{text}");
        }
        let citations = report.answer().divergences().iter().flat_map(Divergence::citations);
        for citation in citations {
            assert!(html.contains(&escaped(&citation.to_string())), "{citation}");
        }
        let receipt =
            html.split("<pre tabindex=\"0\">").nth(1).unwrap().split("</pre>").next().unwrap();
        let receipt = receipt
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        assert_eq!(Receipt::check(&receipt).unwrap(), case);
    }
}

/// One row is of a therapy: with its standing, its sign and its statements.
fn assert_row(rows: &str, therapy: Therapy, decision: &Decision<Standing>) {
    let (start, name) = match decision {
        Decision::Settled(is) => {
            let (sign, label) = (is.value().sign(), is.value().label());
            let start = format!("{}\"><th scope=\"row\">{sign} {label}</th>", is.value());
            (start, therapy.label_with(is.value()))
        }
        Decision::Open(open)
            if open.possible().is_within(Standing::Avoid | Standing::VerifyFirst) =>
        {
            (
                "avoid\"><th scope=\"row\">✗ not to be started either way</th>".to_owned(),
                therapy.label(),
            )
        }
        Decision::Open(_) => ("open\"><th scope=\"row\">? open</th>".to_owned(), therapy.label()),
    };
    let rows = rows.split("<tr class=\"").skip(1).map(|row| row.split("</tr>").next().unwrap());
    let of = |row: &&str| {
        let names = row.split("<td>").nth(1).unwrap().trim_end_matches("</td>");
        names == "all fourteen therapies" || names.split(", ").any(|it| it == name)
    };
    let rows: Vec<_> = rows.filter(of).collect();
    assert!(rows.len() == 1 && rows[0].starts_with(&start), "{name}: {start}: {rows:?}");
    assert!(rows[0].contains(&decision.statements().to_string()), "{name}: {rows:?}");
    let unable =
        decision.findings().is_empty() || rows[0].contains("the patient cannot receive it");
    assert!(unable, "{name}: {rows:?}");
    for standing in decision.possible().iter().filter(|_| decision.value().is_none()) {
        assert!(
            rows[0].contains(&format!("<strong>{}", standing.label())),
            "{name}: {standing}: {rows:?}"
        );
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

#[test]
fn a_sheet_takes_no_text_for_html_and_refuses_odd_arguments() {
    let file = std::env::temp_dir().join(format!("nen-pathway-sheet-{}.json", std::process::id()));
    fs::write(&file, "{\"id\":\"<script>alert('&')</script>\\u0000\"}").unwrap();
    let output = run(program("sheet").arg(&file), b"");
    let html = String::from_utf8(output.stdout).unwrap();
    assert!(
        html.contains(
            "<h1><bdi>&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\\u{0}</bdi></h1>"
        )
    );
    assert!(!html.contains("<script") && !html.contains("http-equiv") && !html.contains("src="));
    let stem = file.file_stem().unwrap().to_str().unwrap();
    for (json, said) in [
        ("\u{feff}{\"id\":\" \u{200b}\"}".as_bytes(), format!("<h1><bdi>{stem}</bdi></h1>")),
        (b"{\"id\":\"a\\u202eb\"}", "<h1><bdi>a\\u{202e}b</bdi></h1>".to_owned()),
        (
            b"[]",
            "expected one object at line 1 column 0; accepted: one JSON object in UTF-8".to_owned(),
        ),
        (b"", "; accepted: one JSON object in UTF-8".to_owned()),
        (b"{}{}", "; accepted: one JSON object in UTF-8".to_owned()),
        (b"\xff", "; accepted: one JSON object in UTF-8".to_owned()),
        (b"{\"\\u001b\":1}", "`\\u{1b}`: unknown key; accepted: `primary_site`".to_owned()),
    ] {
        fs::write(&file, json).unwrap();
        let output = run(program("sheet").arg(&file), b"");
        let text = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap()).concat();
        assert!(text.contains(&said), "{said}: {text}");
    }
    fs::remove_file(&file).unwrap();
    for arguments in [&[][..], &["no/such/file"], &["a", "b"]] {
        let output = run(program("sheet").args(arguments), b"");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.starts_with("sheet: "), "{said}");
    }
}

#[test]
fn review_and_what_if_run_on_their_own() {
    for (name, said) in [("review", "disputed\n"), ("what_if", "verify_pathology with ki67 <3%\n")]
    {
        let output = run(&mut program(name), b"");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(
            output.status.success() && text.contains(said) && text.contains(Report::NOTICE),
            "{text}"
        );
    }
}

#[test]
fn review_takes_reasons_and_says_what_is_wrong() {
    // A first line at ECOG 1 in which both platinum regimens are recommended.
    let file = std::env::temp_dir().join(format!("nen-pathway-nec-{}.json", std::process::id()));
    fs::write(&file, NEC).unwrap();
    let reasons = ["folfox=trial,patient_wish", "omitted=not_available"];
    let output = run(program("review").arg(&file).args(reasons), b"");
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "\n\ndiscordant\n  folfox: avoid [S16 S17 S46 S47]\n",
        "\n  missing: cisplatin_etoposide carboplatin_etoposide\n",
        "\n  stated reason for folfox: patient_wish trial\n",
        "\n  stated reason for cisplatin_etoposide: not_available\n",
        "\n  stated reason for carboplatin_etoposide: not_available\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    // What the patient cannot receive is no matter of the source.
    fs::write(&file, NEC.replace("either", "neither")).unwrap();
    let output = run(program("review").arg(&file).args(["cisplatin_etoposide", "other"]), b"");
    let text = String::from_utf8(output.stdout).unwrap();
    let said = "\n  cisplatin_etoposide: avoid, because the patient cannot receive it\n  other: not_addressed\n";
    assert!(text.contains(said), "{text}");
    fs::remove_file(&file).unwrap();
    let file = &cases()[6];
    for (arguments, said) in [
        (&["folfox=whim"][..], "review: reason for a deviation `whim`: not one of its values"),
        (
            &["FOLFOX"],
            "review: treatment `FOLFOX`: not one of its values; accepted: `cisplatin_etoposide`",
        ),
        (&["tae", "tae"], "review: given `tae`: given more than once; accepted: a list"),
        (&[], "review: given: an empty list; accepted: a list"),
        (&["folfox", "omitted=trial"], "review: omitted: nothing is missing here"),
    ] {
        let output = run(program("review").arg(file).args(arguments), b"");
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && text.starts_with(said), "{text}");
    }
}

#[test]
fn nesting_without_end_and_long_lines_are_that_lines_error() {
    let mut input = Vec::new();
    for start in ["[", "{\"a\":", "{\"ki67\":[", "{\"id\":[", "{\"ecog\":[{\"a\":"] {
        input.extend(start.repeat(100_000).into_bytes());
        input.push(b'\n');
    }
    let (lines, status) = ndjson(&input);
    assert_eq!((lines.len(), status), (5, Some(1)));
    assert!(lines.iter().all(|line| line.starts_with("{\"error\":{\"line\":")));
}

#[test]
fn usage_and_files() {
    let case = cases().into_iter().next().unwrap();
    let output = run(program("ndjson").arg("recommend").arg("no/such/file"), b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("ndjson: no/such/file: "));
    let output = run(program("ndjson").args(["recommend", "a", "b"]), b"");
    assert_eq!(output.status.code(), Some(2));
    let line = fs::read_to_string(&case).unwrap().replace('\n', " ");
    let file = std::env::temp_dir().join(format!("nen-pathway-{}.ndjson", std::process::id()));
    fs::write(&file, &line).unwrap();
    let by_file = run(program("ndjson").arg(&file), b"");
    let by_input = run(&mut program("ndjson"), line.as_bytes());
    fs::remove_file(&file).unwrap();
    assert_eq!(by_file.status.code(), Some(0));
    assert_eq!(by_file.stdout, by_input.stdout);
}

#[test]
fn the_report_runs_on_every_published_case() {
    assert_eq!(cases().len(), 12);
    for case in cases() {
        let output = run(program("tumour_board").arg(&case), b"");
        assert!(output.status.success(), "{}", case.display());
        let text = String::from_utf8(output.stdout).unwrap();
        for section in [
            "FINDINGS",
            "PATHWAY",
            "READINGS",
            "SOURCE",
            "decides nothing",
            "unreviewed",
            "0438eb184bef08",
        ] {
            assert!(text.contains(section), "{} lacks {section}", case.display());
        }
        assert!(!text.contains('\u{1b}'), "piped output is plain");
    }
}

/// Whole reports and sheets, read by a person when they change: of the published cases, and of cases for each kind of
/// answer. `BLESS=1 cargo test` writes them anew; a commit says why they changed.
#[test]
fn reports_are_as_they_were_read() {
    for case in every_kind_of_case() {
        let text = as_it_was_read("tumour_board", &case, "txt");
        let (told, listed) = text.split_once("\nSTATEMENTS\n").unwrap();
        every_statement_is_listed(told, listed, "• ", &case);
    }
}

#[test]
fn sheets_are_as_they_were_read() {
    for case in every_kind_of_case() {
        let text = as_it_was_read("sheet", &case, "html");
        let (told, listed) = text.split_once("<section id=\"statements\"").unwrap();
        let (listed, _) = listed.split_once("</section>").unwrap();
        every_statement_is_listed(told, listed, "<li>", &case);
        let (_, size) = told.split_once("--size:").unwrap();
        let size: u32 = size.split_once("pt").unwrap().0.replace('.', "").parse().unwrap();
        assert!(size >= 65, "{}: on paper in letters of {size} tenths of a point", case.display());
    }
}

fn every_kind_of_case() -> Vec<PathBuf> {
    let own = fs::read_dir(reports()).unwrap().map(|entry| entry.unwrap().path());
    let own = own.filter(|file| file.extension().is_some_and(|it| it == "json"));
    let all: Vec<_> = cases().into_iter().chain(own).collect();
    assert_eq!(all.len(), 21);
    all
}

fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports")
}

/// What a program says of a case, without its style.
fn as_it_was_read(name: &str, case: &Path, extension: &str) -> String {
    let output = run(program(name).arg(case), b"");
    let text = String::from_utf8(output.stdout).unwrap();
    let text = text.split_once("</style>\n").map_or(&*text, |(_, text)| text);
    let golden = reports().join(case.with_extension(extension).file_name().unwrap());
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, text).unwrap();
    }
    let expected = project::text(&golden);
    let difference = text.lines().zip(expected.lines()).find(|(new, old)| new != old);
    assert!(text == expected, "{}: {difference:?}", golden.display());
    text.to_owned()
}

fn every_statement_is_listed(told: &str, listed: &str, point: &str, case: &Path) {
    // A word: the DOI of some work has the letters of a statement within it.
    let words: Vec<_> = told.split(|letter: char| !letter.is_alphanumeric()).collect();
    for statement in Statement::ALL.iter().map(|statement| statement.as_str()) {
        assert_eq!(
            words.contains(&statement),
            listed.contains(&format!("{point}{statement} (line ")),
            "{}: {statement}",
            case.display()
        );
    }
}

/// A name is no statement, and what some editors put before a text no error.
#[test]
fn a_name_lists_no_statement() {
    let file = std::env::temp_dir().join(format!("nen-pathway-name-{}.json", std::process::id()));
    let (ward, bed) = (Statement::ALL[11], Statement::ALL[35]);
    let name = format!("ward {ward}, bed {bed}");
    let json = format!("\u{feff}{{\"id\":\"{name}\",\"liver_metastases\":\"absent\"}}");
    fs::write(&file, json).unwrap();
    for (program_name, point) in [("tumour_board", "• "), ("sheet", "<li>")] {
        let output = run(program(program_name).arg(&file), b"");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && text.contains(&name), "{text}");
        let listed = |it: &&Statement| text.contains(&format!("{point}{it} (line "));
        let listed: Vec<_> = Statement::ALL.iter().filter(listed).collect();
        assert!(
            !listed.is_empty() && !listed.contains(&&ward) && !listed.contains(&&bed),
            "{text}"
        );
    }
    fs::remove_file(&file).unwrap();
}

#[test]
fn the_report_needs_no_arguments_and_refuses_odd_ones() {
    let output = run(&mut program("tumour_board"), b"");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.starts_with("K07 "));
    let readme = project::text("README.md");
    let (_, shown) = readme.split_once("```text\nK07 ").unwrap();
    let (shown, _) = shown.split_once("\n```").unwrap();
    assert!(text.starts_with(&format!("K07 {shown}")), "README.md shows another report:\n{text}");
    for arguments in
        [&["--colour"][..], &["--source"], &["no/such/file"], &["--source", "Cargo.toml"]]
    {
        let output = run(program("tumour_board").args(arguments), b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).starts_with("tumour_board: "),
            "{arguments:?}"
        );
    }
}

#[test]
fn the_report_shows_the_sources_own_sentences_from_a_copy() {
    let copy =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/source/000_5049645396e33319.txt");
    if !copy.exists() {
        println!("no copy of the source here: its sentences are not shown");
        return;
    }
    let output = run(program("tumour_board").arg("--source").arg(&copy), b"");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(text.contains("S16 (line 13): “"), "{text}");
    assert!(!text.contains(Statement::S16.text()), "{text}");
}

#[test]
fn the_first_program_prints_what_the_readme_shows() {
    let output = run(&mut program("first"), b"");
    let text = String::from_utf8(output.stdout).unwrap();
    let readme = project::text("README.md");
    assert!(readme.contains(&text), "README.md does not show:\n{text}");
    let program = project::text("examples/first.rs");
    let body = program.split_once("use nen_pathway").unwrap().1;
    assert!(readme.contains(body.trim_end()), "README.md does not show examples/first.rs");
}
