//! Each function on each row says what the library says of the case: all complete cases, and many others.

#[path = "support/rows.rs"]
mod rows;

use std::fmt::Write;

use datafusion::arrow::{
    array::{Array, AsArray, RecordBatch},
    compute::{cast, concat_batches},
    datatypes::{DataType, UInt64Type},
};
use nen_pathway::{
    Answer, Case, Finding, Given, PackedCase, Possible, Question, Set, Therapy, Vocabulary,
    recommend, review,
};
use rows::{Numbers, Row, batches, case, complete, partial, with_table};

const FINDINGS: &str = "primary_site, liver_metastases, differentiation, ki67, mitoses, ecog, primary_tumour, \
                        chemotherapy, platinum";

fn joined<V: Vocabulary>(values: impl Iterator<Item = V>) -> String {
    values.map(V::as_str).collect::<Vec<_>>().join(";")
}

fn possible(answer: &Answer, question: Question) -> String {
    fn of<V: Vocabulary>(possible: Possible<V>) -> String {
        joined(possible.iter())
    }
    match question {
        Question::Grade => of(answer.grade().possible()),
        Question::Pathway => of(answer.pathway().possible()),
        Question::Standing(therapy) => of(answer.therapy(therapy).possible()),
    }
}

/// Some treatments, or none, as text; and as the library takes them.
fn given(numbers: &mut Numbers) -> (Option<String>, Vec<Given>) {
    let mut given = Vec::new();
    for _ in 0..numbers.below(4) {
        let other = (numbers.below(15) == 0).then_some(Given::Other);
        let treatment = other.unwrap_or(Therapy::ALL[numbers.below(Therapy::ALL.len())].into());
        if !given.contains(&treatment) {
            given.push(treatment);
        }
    }
    let names: Vec<&str> = given.iter().map(|it| it.as_str()).collect();
    let empty = (numbers.below(2) == 0).then(String::new);
    (if given.is_empty() { empty } else { Some(names.join(";")) }, given)
}

/// What a query says, row by row: one partition keeps their order.
async fn answered(batches: Vec<RecordBatch>, select: &str) -> RecordBatch {
    let context = with_table(batches);
    let frame = context.sql(select).await.unwrap();
    let batches = frame.collect().await.unwrap();
    let schema = batches[0].schema();
    concat_batches(&schema, &batches).unwrap()
}

fn every_function(findings: &str, named: &[Therapy]) -> String {
    let mut select = "SELECT ".to_owned();
    for therapy in named {
        write!(select, "nen_standing('{therapy}', {findings}) AS {therapy}, ").unwrap();
    }
    write!(
        select,
        "nen_grade({findings}) AS grade, nen_pathway({findings}) AS pathway, \
         nen_standing(therapy, {findings}) AS standing, nen_needs({findings}) AS needs, \
         nen_needs(asked, {findings}) AS needed, nen_not_assessed({findings}) AS not_assessed, \
         nen_concordance(given, {findings}) AS concordance, nen_review(given, {findings}) AS review, \
         nen_error({findings}) AS error, nen_error(given, {findings}) AS given_error, \
         nen_packed({findings}) AS packed, number FROM (SELECT *, nen_packed({FINDINGS}) AS packed FROM t)"
    )
    .unwrap();
    select
}

async fn every_function_says_what_the_library_says(rows: Vec<Row>) {
    let mut numbers = Numbers(8_191);
    // A review costs sixteen answers: every eighth row has one.
    let one = |row| if row % 8 == 0 { given(&mut numbers) } else { (None, Vec::new()) };
    let (texts, given): (Vec<_>, Vec<_>) = (0..rows.len()).map(one).unzip();
    let questions: Vec<Question> = Question::all().collect();
    let asked: Vec<Question> = rows.iter().map(|_| questions[numbers.below(16)]).collect();
    let therapies: Vec<Therapy> = rows.iter().map(|_| Therapy::ALL[numbers.below(14)]).collect();
    let more = [
        ("given", texts),
        ("asked", asked.iter().map(|it| Some(it.to_string())).collect()),
        ("therapy", therapies.iter().map(|it| Some(it.to_string())).collect()),
        ("number", (0..rows.len()).map(|row| Some(format!("{row:09}"))).collect()),
    ];
    let batches = batches(&rows, &more);
    let cases: Vec<Case> = rows.iter().map(case).collect();
    for packed in [false, true] {
        // Of text, one therapy by name and in each row another: to read nine texts for every therapy takes a minute.
        let named = if packed { Therapy::ALL } else { &Therapy::ALL[..1] };
        let select = every_function(if packed { "packed" } else { FINDINGS }, named);
        let told = answered(batches.clone(), &select).await;
        assert_eq!(told.num_rows(), rows.len());
        let column = |name: &str| {
            let column = cast(told.column_by_name(name).unwrap(), &DataType::Utf8View).unwrap();
            column.as_string_view().clone()
        };
        let standings: Vec<_> = named.iter().map(|it| column(it.as_str())).collect();
        let [
            grade,
            pathway,
            standing,
            needs,
            needed,
            not_assessed,
            concordance,
            reviewed,
            error,
            given_error,
        ] = [
            "grade",
            "pathway",
            "standing",
            "needs",
            "needed",
            "not_assessed",
            "concordance",
            "review",
            "error",
            "given_error",
        ]
        .map(column);
        let words = told.column_by_name("packed").unwrap().as_primitive::<UInt64Type>().clone();
        let numbers = column("number");
        for (row, case) in cases.iter().enumerate() {
            assert_eq!(numbers.value(row).parse(), Ok(row));
            let recommendation = recommend(case);
            let answer = recommendation.answer();
            let about = || format!("row {row}, packed {packed}: {case}");
            assert_eq!(grade.value(row), possible(answer, Question::Grade), "{}", about());
            assert_eq!(pathway.value(row), possible(answer, Question::Pathway), "{}", about());
            for (therapy, standings) in named.iter().zip(&standings) {
                let expected = possible(answer, Question::Standing(*therapy));
                assert_eq!(standings.value(row), expected, "{therapy} {}", about());
            }
            let expected = possible(answer, Question::Standing(therapies[row]));
            assert_eq!(standing.value(row), expected, "{}", about());
            let all = Question::all().fold(Set::EMPTY, |all, it| all.or(answer.needs_for(it)));
            assert_eq!(needs.value(row), joined(all.iter()), "{}", about());
            assert_eq!(
                needed.value(row),
                joined(answer.needs_for(asked[row]).iter()),
                "{}",
                about()
            );
            // A packed case does not tell `<100%` from nothing.
            let known = if packed { Case::from(PackedCase::from(case)) } else { *case };
            let unknown = Finding::ALL.iter().filter(|it| !known.is_assessed(**it));
            assert_eq!(not_assessed.value(row), joined(unknown.copied()), "{}", about());
            assert_eq!(words.value(row), PackedCase::from(case).bits(), "{}", about());
            assert!(error.is_null(row) && given_error.is_null(row), "{}", about());
            if given[row].is_empty() {
                assert!(concordance.is_null(row) && reviewed.is_null(row), "{}", about());
                continue;
            }
            let review = review(case, &given[row]).unwrap();
            assert_eq!(concordance.value(row), review.concordance().as_str(), "{}", about());
            assert_eq!(reviewed.value(row), serde_json::to_string(&review).unwrap(), "{}", about());
        }
    }
}

#[tokio::test]
async fn every_complete_case() {
    every_function_says_what_the_library_says(complete()).await;
}

#[tokio::test]
async fn many_other_cases() {
    every_function_says_what_the_library_says(partial(100_000)).await;
}

/// Text may be kept in any way the engine has for it, and a column may have nothing but nulls.
#[tokio::test]
async fn every_type_of_text() {
    let rows = partial(9_000);
    let batches = batches(&rows, &[]);
    let select =
        format!("SELECT nen_packed({FINDINGS}) AS packed, nen_not_assessed({FINDINGS}) FROM t");
    let expected = answered(batches.clone(), &select).await;
    let dictionary = |key, value| DataType::Dictionary(Box::new(key), Box::new(value));
    for kind in [
        DataType::Utf8View,
        DataType::LargeUtf8,
        dictionary(DataType::Int32, DataType::Utf8),
        dictionary(DataType::UInt64, DataType::LargeUtf8),
        dictionary(DataType::Int16, DataType::Utf8View),
    ] {
        let other = batches.iter().map(|batch| {
            let columns = batch
                .columns()
                .iter()
                .zip(batch.schema().fields().iter().cloned().collect::<Vec<_>>());
            let columns = columns
                .map(|(column, field)| (field.name().clone(), cast(column, &kind).unwrap(), true));
            RecordBatch::try_from_iter_with_nullable(columns).unwrap()
        });
        let told = answered(other.collect(), &select).await;
        assert_eq!(told.columns(), expected.columns(), "{kind}");
    }
}
