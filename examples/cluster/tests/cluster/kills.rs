//! What a kill does: the answer of one machine, or an error and no file. Who is killed, or hangs, does so in the middle: all
//! executors are stopped there first, and go on only when it is done.

use std::{fs, path::Path};

use crate::support::*;

/// Seconds of work in each part.
fn long() -> String {
    format!(
        "SELECT nen_pathway({FINDINGS}) AS pathway, count(*) AS cases, sum(length(nen_review(given, {FINDINGS}))) AS \
         length, min(length(nen_review(given, {FINDINGS}))) AS least FROM cases GROUP BY 1"
    )
}

/// What was there under the name of the result before.
const BEFORE: &str = "of another day\n";

/// A query whose executors are all stopped, with a part done and more to come.
fn under_way(cases: &Path, executors: usize) -> (Cluster, Process) {
    let mut cluster = Cluster::start(executors);
    fs::write(cluster.result("long"), BEFORE).unwrap();
    let mut ask = cluster.ask("long", cases, &long());
    cluster.executors[0].wait_until("the second part", |said| said.matches(BEGUN).count() > 1);
    cluster.executors.iter().for_each(Process::freeze);
    let done: usize = cluster.executors.iter().map(|it| it.times(DONE)).sum();
    // One that is done may not be said yet.
    assert!(done + executors < PARTS, "{done} of {PARTS} parts were done before");
    assert!(ask.is_running(), "it was over before: {}", ask.said());
    (cluster, ask)
}

/// Not even an unfinished one.
fn nothing_is_written(cluster: &Cluster) {
    assert_eq!(cluster.results(), ["long.csv"]);
    assert_eq!(fs::read_to_string(cluster.result("long")).unwrap(), BEFORE);
}

async fn the_answer_of_one_machine(cluster: &Cluster, cases: &Path) {
    let told = fs::read_to_string(cluster.result("long")).unwrap();
    let expected = on_one_machine(cases, &long()).await.unwrap();
    assert_eq!(sorted(&told), sorted(&expected));
    assert_eq!(cluster.results(), ["long.csv"]);
}

fn another_query_is_answered(cluster: &Cluster, cases: &Path) {
    let sql = "SELECT count(*) FROM cases WHERE ecog IS NULL OR ecog IS NOT NULL";
    let (status, said) = cluster.ask("next", cases, sql).end();
    assert!(status.success(), "{said}");
    let told = fs::read_to_string(cluster.result("next")).unwrap();
    assert_eq!(told, format!("count(*)\n{ROWS}\n"));
}

#[tokio::test]
async fn an_executor_is_killed() {
    let cases = cases();
    let (mut cluster, ask) = under_way(cases.path(), 2);
    cluster.executors[0].kill();
    cluster.executors[1].thaw();
    let (status, said) = ask.end();
    assert!(status.success(), "{said}");
    the_answer_of_one_machine(&cluster, cases.path()).await;
}

/// It comes back when its parts are done again: they are not counted twice.
#[tokio::test]
async fn an_executor_hangs_for_a_while() {
    let cases = cases();
    let (mut cluster, mut ask) = under_way(cases.path(), 1);
    cluster.add_executor();
    cluster.scheduler.wait_until("the loss", |said| said.contains("Removing executor"));
    cluster.executors[1].wait_until("a part done by the other", |said| said.contains(DONE));
    assert!(ask.is_running(), "it was over before: {}", ask.said());
    cluster.executors[0].thaw();
    let (status, said) = ask.end();
    assert!(status.success(), "{said}");
    the_answer_of_one_machine(&cluster, cases.path()).await;
    let woken = cluster.executors.remove(0);
    if woken.said().contains("Receive stop executor request") {
        assert_eq!(woken.end().0.code(), Some(2));
    }
}

#[test]
fn every_executor_is_killed() {
    let cases = cases();
    let (mut cluster, ask) = under_way(cases.path(), 2);
    cluster.executors.iter_mut().for_each(Process::kill);
    let (status, said) = ask.end();
    assert_eq!(status.code(), Some(2), "{said}");
    nothing_is_written(&cluster);
}

#[test]
fn the_scheduler_hangs() {
    let cases = cases();
    let (cluster, ask) = under_way(cases.path(), 1);
    cluster.scheduler.freeze();
    let (status, said) = ask.end();
    assert_eq!(status.code(), Some(2), "{said}");
    nothing_is_written(&cluster);
}

#[test]
fn the_scheduler_is_killed() {
    let cases = cases();
    let (mut cluster, ask) = under_way(cases.path(), 1);
    cluster.scheduler.kill();
    cluster.executors[0].thaw();
    let (status, said) = ask.end();
    assert_eq!(status.code(), Some(2), "{said}");
    let lost = format!("cluster: scheduler `{}` is lost: ", cluster.address);
    assert!(said.starts_with(&lost), "{said}");
    nothing_is_written(&cluster);
    // Who has nobody to work for goes.
    let (status, said) = cluster.executors.remove(0).end();
    assert_eq!(status.code(), Some(2), "{said}");
    assert!(said.ends_with("cluster: ended by the scheduler, or for want of one\n"), "{said}");
}

/// An executor that is ended by whoever started it has done nothing wrong, and leaves nothing.
#[test]
fn an_executor_is_interrupted() {
    let mut cluster = Cluster::start(1);
    let folders = || {
        let entries = fs::read_dir(cluster.folder.path()).unwrap().map(Result::unwrap);
        entries.filter(|it| it.file_name().to_str().unwrap().starts_with("nen-pathway-")).count()
    };
    assert_eq!(folders(), 1);
    let executor = cluster.executors.remove(0);
    executor.interrupt();
    let (status, said) = executor.end();
    assert!(status.success(), "{said}");
    assert_eq!(folders(), 0);
}

#[test]
fn the_one_who_asks_is_killed() {
    let cases = cases();
    let (mut cluster, mut ask) = under_way(cases.path(), 1);
    ask.kill();
    cluster.executors[0].thaw();
    assert_eq!(fs::read_to_string(cluster.result("long")).unwrap(), BEFORE);
    // The query goes on to its end.
    cluster.executors[0].wait_until("every part", |said| said.matches(DONE).count() > PARTS);
    another_query_is_answered(&cluster, cases.path());
    // What was not finished may be left, under another name.
    let mut left = cluster.results();
    left.retain(|name| !name.starts_with(".unfinished-"));
    left.sort_unstable();
    assert_eq!(left, ["long.csv", "next.csv"]);
}

/// The cluster does no more for it.
#[test]
fn the_one_who_asks_is_interrupted() {
    let cases = cases();
    let (mut cluster, ask) = under_way(cases.path(), 1);
    ask.interrupt();
    let (status, said) = ask.end();
    assert_eq!((status.code(), said.as_str()), (Some(2), "cluster: interrupted\n"));
    nothing_is_written(&cluster);
    cluster.scheduler.wait_until("the end of the query", |said| said.contains("Job cancelled"));
    cluster.executors[0].thaw();
    another_query_is_answered(&cluster, cases.path());
}

/// A result that is long, stopped as soon as some of it has come.
fn half_fetched(cases: &Path) -> (Cluster, Process) {
    let cluster = Cluster::start(1);
    fs::write(cluster.result("long"), BEFORE).unwrap();
    let sql = format!("SELECT *, nen_review(given, {FINDINGS}) AS review FROM cases");
    let mut ask = cluster.ask("long", cases, &sql);
    ask.wait_until("some of the result", |_| cluster.unfinished() > 0);
    ask.freeze();
    (cluster, ask)
}

/// The executor is lost while its result is fetched.
fn half_fetched_is_an_error(lose: impl FnOnce(&mut Process)) {
    let cases = cases();
    let (mut cluster, ask) = half_fetched(cases.path());
    lose(&mut cluster.executors[0]);
    ask.thaw();
    let (status, said) = ask.end();
    assert_eq!(status.code(), Some(2), "{said}");
    nothing_is_written(&cluster);
}

#[test]
fn an_executor_is_killed_while_its_results_are_fetched() {
    half_fetched_is_an_error(Process::kill);
}

#[test]
fn an_executor_hangs_while_its_results_are_fetched() {
    half_fetched_is_an_error(|executor| executor.freeze());
}

#[test]
fn nobody_listens() {
    let cases = cases();
    let folder = tempfile::TempDir::new().unwrap();
    let address = format!("127.0.0.1:{}", free_ports()[0]);
    let arguments =
        ["ask", cases.path().to_str().unwrap(), "--scheduler", &address, "--sql", "SELECT 1"];
    let (status, said) = Process::start(folder.path(), "ask", &arguments).end();
    let expected = format!("cluster: scheduler `{address}`: Connection refused (os error 111)\n");
    assert_eq!((status.code(), &said), (Some(2), &expected));

    let arguments = ["executor", "--scheduler", &address];
    let (status, said) = Process::start(folder.path(), "executor", &arguments).end();
    assert_eq!((status.code(), said), (Some(2), expected));
}

#[test]
fn nobody_works() {
    let (mut cluster, cases) = (Cluster::start(0), cases());
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
    let (status, said) = Process::start(cluster.folder.path(), "ask", &arguments).end();
    assert_eq!((status.code(), said.as_str()), (Some(2), "cluster: no answer within 2 s\n"));
    cluster.scheduler.wait_until("the end of the query", |said| said.contains("Job cancelled"));
}
