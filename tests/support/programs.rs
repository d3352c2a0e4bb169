//! The example programs, run as a user runs them.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    time::SystemTime,
};

/// The program beside this test: `cargo test` builds the examples too.
pub(crate) fn program(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let examples = test.parent().and_then(Path::parent).unwrap().join("examples");
    let file = examples.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        file.exists(),
        "{name} is not built: run the whole `cargo test`, which builds the examples"
    );
    // Cargo lists beside a program what it was built from.
    let list = fs::read_to_string(examples.join(format!("{name}.d"))).unwrap_or_default();
    let sources = list.split_once(": ").map_or("", |(_, sources)| sources.trim_end());
    let newer = |source: &str| changed(Path::new(source)) > changed(&file);
    assert!(
        !sources.replace("\\ ", "\0").split(' ').any(|it| newer(&it.replace('\0', " "))),
        "{name} is older than its source: run the whole `cargo test`"
    );
    Command::new(file)
}

fn changed(path: &Path) -> SystemTime {
    path.metadata().and_then(|it| it.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

pub(crate) fn run(command: &mut Command, input: &[u8]) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    drop(writer.join());
    output
}
