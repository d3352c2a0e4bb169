//! What the page asks and is told, without a browser.

use nen_pathway::{Case, Finding, Report};
use nen_pathway_page::answer;
use serde_json::{Value, json};

fn ask(request: &Value) -> Result<Value, serde_json::Error> {
    serde_json::from_str(&answer(request.to_string().as_bytes()))
}

fn form(fields: &Value) -> Result<Value, serde_json::Error> {
    ask(&json!({"form": {"fields": fields, "decision": "pathway"}}))
}

#[test]
fn the_form_has_a_control_for_every_finding() -> Result<(), serde_json::Error> {
    let started = ask(&json!("start"))?;
    let form = started["form"].as_str().unwrap_or_default();
    for finding in Finding::ALL {
        assert!(form.contains(&format!("name=\"{finding}\"")), "{finding}");
        assert!(form.contains(&format!("id=\"{finding}-taken\"")), "{finding}");
    }
    assert_eq!(form.matches("type=\"checkbox\"").count(), 3 + 3 + 4 + 5 + 6 + 4 + 4);
    assert_eq!(started["decisions"].as_str().unwrap_or_default().matches("<option").count(), 16);
    assert_eq!(started["notice"], Report::NOTICE);
    Ok(())
}

#[test]
fn what_is_not_read_is_named_and_left_out() -> Result<(), serde_json::Error> {
    let told = form(&json!({"ki67": "<b>", "ecog": "0|1", "mitoses": " "}))?;
    assert!(told["errors"]["ki67"].as_str().is_some_and(|error| error.starts_with("ki67 `<b>`: ")));
    assert_eq!(told["errors"].as_object().map(serde_json::Map::len), Some(1));
    assert_eq!(told["link"], "#%7B%22ecog%22%3A%5B0%2C1%5D%7D");
    assert_eq!(told["taken"]["ki67"], "not assessed");
    let summary = told["summary"].as_str().unwrap_or_default();
    assert!(
        summary.starts_with("Not read, and left out of this answer: Ki-67 index. "),
        "{summary}"
    );
    Ok(())
}

#[test]
fn nothing_is_linked_or_printed_while_a_text_is_not_read() -> Result<(), serde_json::Error> {
    let told = form(&json!({"ki67": "80", "ecog": "0"}))?;
    for pane in ["next", "what_if"] {
        assert_eq!(told[pane], "<p>First what is not read: Ki-67 index.</p>");
    }
    assert_eq!(ask(&json!({"sheet": {"ki67": "80"}}))?, json!({"error": "not read: Ki-67 index"}));
    let sheet = ask(&json!({"sheet": {"ki67": "80%"}}))?;
    assert!(sheet["sheet"].as_str().is_some_and(|sheet| sheet.contains(Report::NOTICE)));
    Ok(())
}

#[test]
fn what_turns_a_text_round_is_shown_escaped() -> Result<(), serde_json::Error> {
    let told = form(&json!({"ki67": "\u{202e}80"}))?;
    let error = told["errors"]["ki67"].as_str().unwrap_or_default();
    assert!(error.starts_with("ki67 `\\u{202e}80`: "), "{error}");
    let linked = ask(&json!({"link": "{\"\u{2066}\":1}"}))?;
    assert!(linked["error"].as_str().is_some_and(|error| error.contains("\\u{2066}")), "{linked}");
    Ok(())
}

#[test]
fn every_value_is_not_assessed() -> Result<(), serde_json::Error> {
    let told = form(&json!({"platinum": "either|cisplatin_only|carboplatin_only|neither"}))?;
    assert_eq!(told, form(&json!({}))?);
    assert_eq!(told["link"], "#%7B%7D");
    Ok(())
}

#[test]
fn the_report_is_the_library_s() -> Result<(), serde_json::Error> {
    let case: Case = serde_json::from_str(r#"{"differentiation":"poor","ki67":">80%"}"#)?;
    let told = form(&json!({"differentiation": "poor", "ki67": "> 80 %"}))?;
    assert_eq!(told["report"], serde_json::to_string(&Report::new(&case))?);
    Ok(())
}

#[test]
fn whatever_comes_is_answered() -> Result<(), serde_json::Error> {
    let deep = "[".repeat(100_000);
    let requests: [&[u8]; 10] = [
        b"",
        b"\xff",
        b"null",
        b"\"stop\"",
        b"{\"link\":1}",
        b"{\"form\":{\"fields\":{\"stage\":\"4\"},\"decision\":\"pathway\"}}",
        b"{\"form\":{\"fields\":{},\"decision\":\"\"}}",
        b"{\"sheet\":{\"stage\":\"4\"}}",
        b"{\"link\":\"{\\\"ki67\\\":80}\"}",
        deep.as_bytes(),
    ];
    for request in requests {
        let told: Value = serde_json::from_str(&answer(request))?;
        let error = told["error"].as_str().unwrap_or_default();
        assert!(
            !error.is_empty(),
            "{}",
            String::from_utf8_lossy(&request[..request.len().min(80)])
        );
    }
    Ok(())
}
