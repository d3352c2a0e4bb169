//! Rows per second of the functions, beside the scan alone and a `CASE` written by hand, on the same invented rows by the
//! same engine: `cargo bench --bench measure -- [ROWS [FOLDER]]`.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use datafusion::prelude::{ParquetReadOptions, SessionContext};
use futures::TryStreamExt;
use nen_pathway_cohort::{
    Cohort, Line, Output, Progress, Report, session, synthetic, synthetic_schema,
};

const FINDINGS: &str = "primary_site, liver_metastases, differentiation, ki67, mitoses, ecog, primary_tumour, \
                        chemotherapy, platinum";

/// The pathway of a case of which all is known that it asks for, by hand; numbers must be exact.
const CASE: &str = "CASE
    WHEN primary_site = 'elsewhere' OR liver_metastases = 'absent' OR differentiation = 'mixed' THEN 'outside_scope'
    WHEN primary_site IS NULL OR liver_metastases IS NULL
        OR primary_site NOT IN ('sigmoid_colon', 'other_colorectal') OR liver_metastases NOT IN ('solitary', 'multiple') THEN NULL
    WHEN differentiation = 'moderate' THEN 'verify_pathology'
    WHEN TRY_CAST(replace(ki67, '%', '') AS DECIMAL(5, 2)) > 20 OR TRY_CAST(replace(mitoses, '/2mm2', '') AS DECIMAL(5, 2)) > 20
        THEN CASE differentiation WHEN 'poor' THEN 'nec' WHEN 'well' THEN 'net_g3' END
    WHEN TRY_CAST(replace(ki67, '%', '') AS DECIMAL(5, 2)) <= 20 AND TRY_CAST(replace(mitoses, '/2mm2', '') AS DECIMAL(5, 2)) <= 20
        THEN CASE differentiation WHEN 'poor' THEN 'verify_pathology' WHEN 'well' THEN 'net' END
    END";

const MEMORY: usize = 2 << 30;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|it| it != "--bench");
    let rows: u64 = arguments.next().map_or(Ok(1_000_000), |it| it.replace('_', "").parse())?;
    let folder = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let texts = folder.join(format!("nen-pathway-cohort-{rows}.parquet"));
    let words = folder.join(format!("nen-pathway-cohort-{rows}-packed.parquet"));
    if !texts.exists() {
        let mut output = Output::file(&texts, synthetic_schema())?;
        synthetic(rows, 1).try_for_each(|batch| output.write(batch?))?;
        output.finish()?;
    }
    println!("{rows} invented rows, {} bytes of Parquet", fs::metadata(&texts)?.len());
    println!("{:<44}{:>9}{:>14}{:>9}{:>12}", "", "seconds", "rows/s", "x CASE", "peak MiB");

    let context = session(MEMORY, None)?;
    let cohort = Cohort::open(&context, &texts).await?;
    let of = |expression: &str| format!("SELECT {expression} FROM cases");
    let case = timed(rows, None, "plain SQL CASE", query(&context, &of(CASE))).await?;
    let step =
        async |name: &str, sql: &str| timed(rows, Some(case), name, query(&context, sql)).await;
    step("scan of the nine columns", &of(FINDINGS)).await?;
    step("nen_pathway of text", &of(&format!("nen_pathway({FINDINGS})"))).await?;
    step("nen_standing of text", &of(&format!("nen_standing('cisplatin_etoposide', {FINDINGS})")))
        .await?;
    step("nen_needs of text", &of(&format!("nen_needs({FINDINGS})"))).await?;
    step("nen_concordance of text", &of(&format!("nen_concordance(given, {FINDINGS})"))).await?;
    let counted = |what: &str| format!("SELECT {what} AS pathway, count(*) FROM cases GROUP BY 1");
    step("counts by CASE", &counted(CASE)).await?;
    step("counts by nen_pathway of text", &counted(&format!("nen_pathway({FINDINGS})"))).await?;
    let packing = pack(&context, &words);
    timed(rows, Some(case), "nen_packed, written as Parquet", packing).await?;
    let report = async {
        let report = Report::of(&cohort, &context, Progress::OnTerminal).await?;
        Ok(report.count(Line::Case))
    };
    timed(rows, Some(case), "the whole report", report).await?;

    let packed = session(MEMORY, None)?;
    let path = words.to_str().ok_or("a folder whose name is text")?;
    packed.register_parquet("cases", path, ParquetReadOptions::default()).await?;
    let step =
        async |name: &str, sql: &str| timed(rows, Some(case), name, query(&packed, sql)).await;
    step("scan of the packed column", &of("packed")).await?;
    step("nen_pathway of packed", &of("nen_pathway(packed)")).await?;
    step("nen_standing of packed", &of("nen_standing('cisplatin_etoposide', packed)")).await?;

    let differing = format!("SELECT 1 FROM cases WHERE {CASE} <> nen_pathway({FINDINGS})");
    let checked = format!("SELECT 1 FROM cases WHERE {CASE} = nen_pathway({FINDINGS})");
    let (agreeing, differing) =
        (query(&context, &checked).await?, query(&context, &differing).await?);
    println!(
        "CASE and nen_pathway agree on {agreeing} rows, differ on {differing}; of the others CASE tells nothing"
    );
    if differing > 0 {
        return Err("CASE and nen_pathway differ".into());
    }
    Ok(())
}

/// How many rows come out.
async fn query(context: &SessionContext, sql: &str) -> datafusion::error::Result<u64> {
    let mut batches = context.sql(sql).await?.execute_stream().await?;
    let mut rows = 0;
    while let Some(batch) = batches.try_next().await? {
        rows += u64::try_from(batch.num_rows()).unwrap_or(u64::MAX);
    }
    Ok(rows)
}

async fn pack(context: &SessionContext, file: &Path) -> datafusion::error::Result<u64> {
    let packed = format!("SELECT nen_packed({FINDINGS}) AS packed FROM cases");
    let batches = context.sql(&packed).await?.execute_stream().await?;
    Output::file(file, batches.schema())?.write_all(batches).await?;
    Ok(0)
}

/// Milliseconds.
async fn timed(
    rows: u64,
    case: Option<u128>,
    name: &str,
    work: impl Future<Output = datafusion::error::Result<u64>>,
) -> Result<u128, Box<dyn Error>> {
    let begun = Instant::now();
    work.await?;
    let taken = begun.elapsed().as_millis().max(1);
    let seconds = format!("{}.{:03}", taken / 1_000, taken % 1_000);
    let rate = u128::from(rows) * 1_000 / taken;
    let times = taken * 100 / case.unwrap_or(taken);
    let times = format!("{}.{:02}", times / 100, times % 100);
    println!("{name:<44}{seconds:>9}{rate:>14}{times:>9}{:>12}", peak()?);
    Ok(taken)
}

/// The most memory that the program has had so far, in MiB.
fn peak() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
}
