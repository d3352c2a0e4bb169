//! A cluster answers as one machine does.

use std::fs;

use crate::support::*;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};

/// Every function on every row, but for the reviews: they are long.
fn every_function() -> String {
    let all = FINDINGS;
    format!(
        "SELECT {all}, given, nen_grade({all}), nen_pathway({all}), nen_standing('folfox', {all}), \
         nen_standing('cisplatin_etoposide', {all}), nen_needs({all}), nen_needs('pathway', {all}), \
         nen_not_assessed({all}), nen_concordance(given, {all}), nen_concordance(given, {all}) IS NULL, \
         nen_error({all}), nen_error(given, {all}), nen_packed({all}) FROM cases"
    )
}

fn queries() -> Vec<(&'static str, String)> {
    let all = FINDINGS;
    vec![
        ("rows", every_function()),
        (
            "reviews",
            format!("SELECT {all}, nen_review(given, {all}) FROM cases WHERE mitoses LIKE '1%'"),
        ),
        (
            "packed",
            "SELECT nen_pathway(packed), nen_grade(packed), count(*) FROM readable GROUP BY 1, 2"
                .to_owned(),
        ),
        (
            "in_order",
            format!(
                "SELECT nen_pathway({all}) AS pathway, nen_concordance(given, {all}) AS concordance, count(*) AS cases \
                 FROM cases GROUP BY 1, 2 HAVING count(*) > 1 ORDER BY cases DESC, pathway, concordance"
            ),
        ),
        (
            "joined",
            format!(
                "SELECT a.needs, count(*) FROM (SELECT ki67, nen_needs({all}) AS needs FROM cases) a JOIN \
                 (SELECT DISTINCT ki67 FROM cases WHERE nen_grade({all}) = 'g3') b USING (ki67) GROUP BY 1"
            ),
        ),
        ("nobody", format!("SELECT * FROM cases WHERE nen_pathway({all}) = 'no such pathway'")),
    ]
}

#[tokio::test]
async fn a_cluster_answers_as_one_machine() {
    let (cluster, cases) = (Cluster::start(2), cases());
    let mut asked = 0;
    for (name, sql) in queries() {
        let (status, said) = cluster.ask(name, cases.path(), &sql).end();
        assert!(status.success(), "{name}: {said}");
        let expected = on_one_machine(cases.path(), &sql).await.unwrap();
        let told = fs::read_to_string(cluster.result(name)).unwrap();
        let same =
            if name == "in_order" { told == expected } else { sorted(&told) == sorted(&expected) };
        assert!(same, "{name}: {} and {} bytes", told.len(), expected.len());
        match name {
            "rows" => assert_eq!(told.lines().count(), usize::try_from(ROWS).unwrap() + 1),
            "nobody" => assert_eq!(told.lines().count(), 1),
            _ => assert!(told.lines().count() > 2, "{name}: {told}"),
        }
    }
    // Each executor works on parts of them, soon or late.
    let (name, sql) = &queries()[2];
    while cluster.executors.iter().any(|it| it.times(DONE) == 0) {
        let (status, said) = cluster.ask(name, cases.path(), sql).end();
        assert!(status.success(), "{name}: {said}");
        asked += 1;
        assert!(asked < 20, "an executor works on nothing");
    }
    cluster.wait_until_nothing_is_kept();
}

/// The error of the library says which finding it is, what stood there, and what is accepted.
#[tokio::test]
async fn a_value_that_is_refused_ends_a_query_on_both() {
    let cluster = Cluster::start(2);
    let cases = cluster.folder.path().join("cases.csv");
    fs::write(&cases, "differentiation,ki67\npoor,80%\npoor,80\nwell,\n").unwrap();
    let sql = format!("SELECT nen_grade({FINDINGS}) FROM cases");
    let refused = "ki67 `80`: the unit is missing; accepted: `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, N and M from \
                   0 to 100 with at most two decimals";
    let alone = on_one_machine(&cases, &sql).await.unwrap_err();
    assert!(alone.contains(refused), "{alone}");
    let (status, said) = cluster.ask("refused", &cases, &sql).end();
    assert_eq!(status.code(), Some(2), "{said}");
    assert!(said.contains(refused), "{said}");
    assert!(cluster.results().is_empty(), "{:?}", cluster.results());

    let sql = "SELECT nen_grade(packed) AS grade FROM readable ORDER BY grade";
    let (status, said) = cluster.ask("readable", &cases, sql).end();
    assert!(status.success(), "{said}");
    let told = fs::read_to_string(cluster.result("readable")).unwrap();
    assert_eq!(told, "grade\ng1;g2;g3\ng3\n");
    assert_eq!(told, on_one_machine(&cases, sql).await.unwrap());
}

/// The functions do run on executors, and are known by the build that they are of.
#[tokio::test]
async fn an_executor_of_another_build_ends_a_query() {
    let (cluster, cases) = (Cluster::start(0), cases());
    let (host, port) = cluster.address.split_once(':').unwrap();
    let folder = cluster.folder.path().join("other");
    fs::create_dir(&folder).unwrap();
    let [port_of_results, port_of_work] = free_ports();
    // The same functions under the names that they have in SQL.
    let mut registry = BallistaFunctionRegistry::default();
    for function in nen_pathway_cohort::functions() {
        registry.scalar_functions.insert(function.name().to_owned(), function.into());
    }
    let config = ExecutorProcessConfig {
        external_host: Some(host.to_owned()),
        port: port_of_results,
        grpc_port: port_of_work,
        scheduler_host: host.to_owned(),
        scheduler_port: port.parse().unwrap(),
        work_dir: Some(folder.to_str().unwrap().to_owned()),
        vcores: 1,
        override_function_registry: Some(registry.into()),
        ..ExecutorProcessConfig::default()
    };
    let other = tokio::spawn(start_executor_process(config.into()));
    let ask = |name: &'static str, sql: &'static str| {
        let ask = cluster.ask(name, cases.path(), sql);
        tokio::task::spawn_blocking(move || ask.end())
    };
    let (status, said) =
        ask("without", "SELECT count(*) FROM cases WHERE ecog = '1'").await.unwrap();
    assert!(status.success(), "{said}");
    let sql = "SELECT nen_pathway(packed), count(*) FROM readable GROUP BY 1";
    let (status, said) = ask("with", sql).await.unwrap();
    assert_eq!(status.code(), Some(2), "{said}");
    assert!(said.contains("rejected by executor"), "{said}");
    assert_eq!(cluster.results(), ["without.csv"]);
    assert!(!other.is_finished());
}
