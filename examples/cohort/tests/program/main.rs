//! The program, run as a user runs it.

mod files;
mod long;
mod odd_files;
mod queries;
mod report;
mod run;
