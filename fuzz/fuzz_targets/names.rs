#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nen_pathway_fuzz::names(bytes));
