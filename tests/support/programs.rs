//! The example programs, run as a user runs them.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
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
    Command::new(file)
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
