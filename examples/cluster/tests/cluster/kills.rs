//! What a kill does: the answer of one machine, or an error and no file.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use crate::support::*;

/// Seconds of work, in many parts.
fn long() -> String {
    format!(
        "SELECT nen_pathway({FINDINGS}) AS pathway, count(*) AS cases, sum(length(nen_review(given, {FINDINGS}))) AS \
         length, min(length(nen_review(given, {FINDINGS}))) AS least FROM cases GROUP BY 1"
    )
}

const SOON: Duration = Duration::from_mins(2);

/// A query is under way: each executor has done a part, and more are to come.
fn under_way(cases: &Path, executors: usize) -> (Cluster, Process) {
    let mut cluster = Cluster::start(executors);
    let ask = cluster.ask("long", cases, &long());
    for executor in &mut cluster.executors {
        executor.wait_until("a part of the query", |said| said.contains(DONE));
    }
    (cluster, ask)
}

fn no_file(cluster: &Cluster) {
    assert!(cluster.results().is_empty(), "{:?}", cluster.results());
}

#[tokio::test]
async fn an_executor_is_killed() {
    let cases = cases();
    let (mut cluster, mut ask) = under_way(cases.path(), 2);
    let before = cluster.executors[1].times(DONE);
    cluster.executors[0].kill();
    assert!(ask.is_running(), "it was over before the kill: {}", ask.said());
    let begun = Instant::now();
    let (status, said) = ask.end(LONGEST);
    let after = cluster.executors[1].times(DONE);
    println!(
        "parts that the other executor did: {before} before the kill, {after} in all; {:?}",
        begun.elapsed()
    );
    assert!(after > before, "the kill was not in the middle");
    if status.success() {
        println!("the query finished");
        let told = fs::read_to_string(cluster.result("long")).unwrap();
        let expected = on_one_machine(cases.path(), &long()).await.unwrap();
        assert_eq!(sorted(&told), sorted(&expected));
        assert_eq!(cluster.results(), ["long.csv"]);
    } else {
        println!("the query failed: {said}");
        assert_eq!(status.code(), Some(2), "{said}");
        no_file(&cluster);
    }
    // Whatever became of it, the one that is left answers.
    let (status, said) = cluster.ask("next", cases.path(), "SELECT count(*) FROM cases").end(SOON);
    assert!(status.success(), "{said}");
    assert_eq!(fs::read_to_string(cluster.result("next")).unwrap(), format!("count(*)\n{ROWS}\n"));
}

/// It comes back when its parts were done again: they are not counted twice.
#[tokio::test]
async fn an_executor_hangs_for_a_while() {
    let cases = cases();
    let (mut cluster, mut ask) = under_way(cases.path(), 2);
    cluster.executors[0].freeze();
    assert!(ask.is_running(), "it was over before: {}", ask.said());
    cluster.scheduler.wait_until("the loss", |said| said.contains("Removing executor"));
    cluster.executors[0].thaw();
    let (status, said) = ask.end(SOON);
    assert!(status.success(), "{said}");
    let told = fs::read_to_string(cluster.result("long")).unwrap();
    let expected = on_one_machine(cases.path(), &long()).await.unwrap();
    assert_eq!(sorted(&told), sorted(&expected));
}

#[test]
fn the_scheduler_hangs() {
    let cases = cases();
    let (cluster, ask) = under_way(cases.path(), 1);
    cluster.scheduler.freeze();
    let (status, said) = ask.end(SOON);
    assert_eq!(status.code(), Some(2), "{said}");
    no_file(&cluster);
}

#[test]
fn every_executor_is_killed() {
    let cases = cases();
    let (mut cluster, ask) = under_way(cases.path(), 2);
    cluster.executors.iter_mut().for_each(Process::kill);
    let (status, said) = ask.end(SOON);
    println!("{said}");
    assert_eq!(status.code(), Some(2), "{said}");
    no_file(&cluster);
}

#[test]
fn the_scheduler_is_killed() {
    let cases = cases();
    let (mut cluster, ask) = under_way(cases.path(), 1);
    cluster.scheduler.kill();
    let (status, said) = ask.end(SOON);
    println!("{said}");
    assert_eq!(status.code(), Some(2), "{said}");
    assert!(
        said.starts_with(&format!("cluster: scheduler `{}` is lost: ", cluster.address)),
        "{said}"
    );
    no_file(&cluster);
    // Who has nobody to work for goes.
    let (_, said) = cluster.executors.remove(0).end(SOON);
    assert!(said.contains("Executor stopped"), "{said}");
}

#[test]
fn the_one_who_asks_is_killed() {
    let cases = cases();
    let (cluster, mut ask) = under_way(cases.path(), 1);
    ask.kill();
    assert!(!cluster.result("long").exists());
    let (status, said) =
        cluster.ask("next", cases.path(), "SELECT count(*) FROM cases").end(LONGEST);
    assert!(status.success(), "{said}");
    // What was not finished may be left, under another name.
    let left = cluster.results().into_iter().filter(|name| !name.starts_with(".unfinished-"));
    assert_eq!(left.collect::<Vec<_>>(), ["next.csv"]);
}

#[test]
fn nobody_listens() {
    let cases = cases();
    let folder = tempfile::TempDir::new().unwrap();
    let address = format!("127.0.0.1:{}", free_port());
    let arguments =
        ["ask", cases.path().to_str().unwrap(), "--scheduler", &address, "--sql", "SELECT 1"];
    let (status, said) = Process::start(folder.path(), "ask", &arguments).end(SOON);
    let expected = format!("cluster: scheduler `{address}`: Connection refused (os error 111)\n");
    assert_eq!((status.code(), &said), (Some(2), &expected));

    let arguments = ["executor", "--scheduler", &address];
    let (status, said) = Process::start(folder.path(), "executor", &arguments).end(SOON);
    assert_eq!((status.code(), said), (Some(2), expected));
}

#[test]
fn nobody_works() {
    let (cluster, cases) = (Cluster::start(0), cases());
    let arguments = [
        "ask",
        cases.path().to_str().unwrap(),
        "--scheduler",
        &cluster.address,
        "--sql",
        "SELECT count(DISTINCT ecog) FROM cases",
        "--within",
        "2",
    ];
    let (status, said) = Process::start(cluster.folder.path(), "ask", &arguments).end(SOON);
    assert_eq!((status.code(), said.as_str()), (Some(2), "cluster: no answer within 2 s\n"));
}
