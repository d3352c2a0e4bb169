//! Processes on loopback that end with the test, and a cohort for them.

use std::{
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use nen_pathway_cohort::{Output, open, session, synthetic, synthetic_schema};
use tempfile::TempDir;

/// No test waits longer than this for anything.
pub(crate) const LONGEST: Duration = Duration::from_mins(3);

/// Asks until there is an answer.
pub(crate) fn wait<T>(what: &str, longest: Duration, ask: impl FnMut() -> Option<T>) -> T {
    const PAUSE: Duration = Duration::from_millis(10);
    let (begun, mut ask) = (Instant::now(), ask);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < longest, "{what}: not within {longest:?}");
        sleep(PAUSE);
    }
}

/// A process, killed when the test is done with it, or panics.
pub(crate) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// What it says is kept in a file of its name.
    pub(crate) fn start(folder: &Path, name: &str, arguments: &[&str]) -> Self {
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_cluster"))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .spawn()
            .unwrap();
        Self { child, log }
    }

    pub(crate) fn said(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    /// How often it said this so far.
    pub(crate) fn times(&self, text: &str) -> usize {
        self.said().matches(text).count()
    }

    pub(crate) fn wait_until(&mut self, what: &str, is_so: impl Fn(&str) -> bool) {
        wait(what, LONGEST, || {
            let said = self.said();
            let status = self.child.try_wait().unwrap();
            assert!(status.is_none(), "{what}: it ended with {status:?}: {said}");
            is_so(&said).then_some(())
        });
    }

    /// Its status, and what it said.
    pub(crate) fn end(mut self, longest: Duration) -> (ExitStatus, String) {
        let status = wait("the end", longest, || self.child.try_wait().unwrap());
        (status, self.said())
    }

    /// As `kill -9`.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// It answers no more, and its connections stay: as a machine that hangs.
    pub(crate) fn freeze(&self) {
        self.signal("-STOP");
    }

    pub(crate) fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let arguments = [signal, &self.child.id().to_string()];
        assert!(Command::new("kill").args(arguments).status().unwrap().success());
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("{}: {}", self.log.display(), self.said());
        }
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A scheduler, and executors of one core.
pub(crate) struct Cluster {
    pub(crate) scheduler: Process,
    pub(crate) executors: Vec<Process>,
    pub(crate) address: String,
    // Removed when the processes have ended.
    pub(crate) folder: TempDir,
}

impl Cluster {
    pub(crate) fn start(executors: usize) -> Self {
        let folder = TempDir::new().unwrap();
        let mut scheduler =
            Process::start(folder.path(), "scheduler", &["scheduler", "--port", "0"]);
        scheduler.wait_until("a scheduler", |said| said.contains("scheduler: "));
        let said = scheduler.said();
        let address =
            said.lines().find_map(|line| line.strip_prefix("scheduler: ")).unwrap().to_owned();
        let mut cluster = Self { scheduler, executors: Vec::new(), address, folder };
        for number in 0..executors {
            cluster.add_executor(number);
        }
        for executor in &mut cluster.executors {
            executor.wait_until("an executor", |said| said.contains("registration succeed"));
        }
        cluster
    }

    fn add_executor(&mut self, number: usize) {
        let folder = self.folder.path().to_str().unwrap();
        let arguments =
            ["executor", "--scheduler", &self.address, "--cores", "1", "--folder", folder];
        self.executors.push(Process::start(
            self.folder.path(),
            &format!("executor-{number}"),
            &arguments,
        ));
    }

    /// Begins to ask; the result of a query goes to the file.
    pub(crate) fn ask(&self, name: &str, cases: &Path, sql: &str) -> Process {
        let output = self.result(name);
        let (cases, output) = (cases.to_str().unwrap(), output.to_str().unwrap());
        let arguments =
            ["ask", cases, "--scheduler", &self.address, "--sql", sql, "--output", output];
        Process::start(self.folder.path(), name, &arguments)
    }

    pub(crate) fn result(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join("results");
        fs::create_dir_all(&folder).unwrap();
        folder.join(format!("{name}.csv"))
    }

    /// The names of all that is where results are written.
    pub(crate) fn results(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join("results")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

pub(crate) const ROWS: u64 = 100_000;

/// A folder of Parquet files with invented rows, nulls and sets among them.
pub(crate) fn cases() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (number, batch) in synthetic(ROWS, 7).enumerate() {
        let path = folder.path().join(format!("{number:03}.parquet"));
        let mut output = Output::file(&path, synthetic_schema()).unwrap();
        output.write(batch.unwrap()).unwrap();
        output.finish().unwrap();
    }
    folder
}

/// The result of a query on one machine, as CSV.
pub(crate) async fn on_one_machine(cases: &Path, sql: &str) -> Result<String, String> {
    let context = session(1 << 30, None).unwrap();
    open(&context, cases).await.unwrap();
    let frame = context.sql(sql).await.map_err(|error| error.to_string())?;
    let schema = frame.schema().as_arrow().clone();
    let batches = frame.collect().await.map_err(|error| error.to_string())?;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("result.csv");
    let mut output = Output::file(&path, schema.into()).unwrap();
    for batch in batches {
        output.write(batch).unwrap();
    }
    output.finish().unwrap();
    Ok(fs::read_to_string(path).unwrap())
}

/// The same lines in an order of their own; there is no quoted line break among them.
pub(crate) fn sorted(csv: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = csv.lines().collect();
    lines.sort_unstable();
    lines
}

pub(crate) const FINDINGS: &str = "primary_site, liver_metastases, differentiation, ki67, mitoses, ecog, \
                                   primary_tumour, chemotherapy, platinum";

/// What an executor says of each task that it has done.
pub(crate) const DONE: &str = "Finished task";

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
