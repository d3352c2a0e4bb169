//! Processes on loopback that end with the test, and a cohort for them.

use std::{
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use nen_pathway_cohort::{Cohort, Output, session, synthetic, synthetic_schema};
use tempfile::TempDir;

/// On a busy machine a query takes its time. What is waited for does not come if no process of the cluster has said a word
/// for so long; none is silent on purpose for longer than it takes to miss one that hangs.
const LONGEST: Duration = Duration::from_mins(3);

/// Asks until there is an answer.
fn wait<T>(what: &str, folder: &Path, ask: impl FnMut() -> Option<T>) -> T {
    const PAUSE: Duration = Duration::from_millis(10);
    let (mut since, mut said, mut ask) = (Instant::now(), 0, ask);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        let so_far = length_of_logs(folder);
        if so_far > said {
            (since, said) = (Instant::now(), so_far);
        }
        assert!(since.elapsed() < LONGEST, "{what}: not before a silence of {LONGEST:?}");
        sleep(PAUSE);
    }
}

fn files_of_executors(folder: &Path) -> usize {
    fn files(path: &Path) -> usize {
        // It may be removed meanwhile.
        let Ok(entries) = fs::read_dir(path) else { return usize::from(path.exists()) };
        entries.map(|it| it.map_or(0, |it| files(&it.path()))).sum()
    }
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let of_executors = entries.filter(|it| it.to_str().unwrap().contains("nen-pathway-executor-"));
    of_executors.map(|it| files(&it)).sum()
}

fn length_of_logs(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let logs = entries.filter(|it| it.path().extension().is_some_and(|end| end == "log"));
    logs.map(|log| log.metadata().unwrap().len()).sum()
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
        // The kernel kills it if the test is killed.
        let child = Command::new("setpriv")
            .args(["--pdeathsig", "KILL", env!("CARGO_BIN_EXE_cluster")])
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
        let folder = self.folder();
        wait(what, &folder, || {
            let said = self.said();
            let status = self.child.try_wait().unwrap();
            assert!(status.is_none(), "{what}: it ended with {status:?}: {said}");
            is_so(&said).then_some(())
        });
    }

    /// Its status, and what it said.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let folder = self.folder();
        let status = wait("the end", &folder, || self.child.try_wait().unwrap());
        (status, self.said())
    }

    fn folder(&self) -> PathBuf {
        self.log.parent().unwrap().to_owned()
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

    /// As Ctrl-C.
    pub(crate) fn interrupt(&self) {
        self.signal("-INT");
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
        for _ in 0..executors {
            cluster.add_executor();
        }
        for executor in &mut cluster.executors {
            executor.wait_until("an executor", |said| said.contains("registration succeed"));
        }
        cluster
    }

    pub(crate) fn add_executor(&mut self) {
        let number = self.executors.len();
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

    /// Nothing of any query is on the disk of an executor any more.
    pub(crate) fn wait_until_nothing_is_kept(&self) {
        let folder = self.folder.path();
        wait("an empty disk", folder, || (files_of_executors(folder) == 0).then_some(()));
    }

    /// How many bytes of a result were written so far, under the name that it has until it is whole.
    pub(crate) fn unfinished(&self) -> u64 {
        let entries = fs::read_dir(self.folder.path().join("results")).unwrap().map(Result::unwrap);
        let unfinished =
            entries.filter(|it| it.file_name().to_string_lossy().starts_with(".unfinished-"));
        // It may have got its name.
        unfinished.filter_map(|it| it.metadata().ok()).map(|it| it.len()).sum()
    }

    /// The names of all that is where results are written.
    pub(crate) fn results(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join("results")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

pub(crate) const ROWS: u64 = 100_000;

/// Files of at most 8,192 rows, each a part of a query.
pub(crate) const PARTS: usize = 13;

/// A folder of Parquet files with invented rows, nulls and sets among them.
pub(crate) fn cases() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (number, batch) in synthetic(ROWS, 7).enumerate() {
        let path = folder.path().join(format!("{number:03}.parquet"));
        let mut output = Output::file(&path, synthetic_schema()).unwrap();
        output.write(batch.unwrap()).unwrap();
        output.finish().unwrap();
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), PARTS);
    folder
}

/// The result of a query on one machine, as CSV.
pub(crate) async fn on_one_machine(cases: &Path, sql: &str) -> Result<String, String> {
    let context = session(1 << 30, None).unwrap();
    Cohort::open(&context, cases).await.unwrap();
    let frame = context.sql(sql).await.map_err(|error| error.to_string())?;
    let batches = frame.execute_stream().await.map_err(|error| error.to_string())?;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("result.csv");
    let output = Output::file(&path, batches.schema()).unwrap();
    output.write_all(batches).await.map_err(|error| error.to_string())?;
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

/// What an executor says of each task that it begins.
pub(crate) const BEGUN: &str = "Execute task";

/// What it says of each that it has done.
pub(crate) const DONE: &str = "Finished task";

/// Two that are free.
pub(crate) fn free_ports() -> [u16; 2] {
    let both = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    both.each_ref().map(|it| it.local_addr().unwrap().port())
}
