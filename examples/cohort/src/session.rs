//! A session of the engine with the functions, in bounded memory.

use std::sync::Arc;

use datafusion::{
    common::Result,
    execution::{context::SQLOptions, memory_pool::FairSpillPool, runtime_env::RuntimeEnvBuilder},
    prelude::{SessionConfig, SessionContext},
};

/// A session whose queries keep at most so many bytes: what they sort or group goes to disk beyond, what cannot is an
/// error. Each has so many parts at a time; one part after the other reads the rows in the order of the file.
///
/// # Errors
/// There is no place for what is put on disk.
pub fn session(memory: usize, partitions: Option<usize>) -> Result<SessionContext> {
    let pool = Arc::new(FairSpillPool::new(memory));
    let runtime = RuntimeEnvBuilder::new().with_memory_pool(pool).build_arc()?;
    let mut config = SessionConfig::new().with_information_schema(true);
    if let Some(partitions) = partitions {
        config = config.with_target_partitions(partitions);
    }
    let context = SessionContext::new_with_config_rt(config, runtime);
    crate::register(&context);
    Ok(context)
}

/// What a query may do: read.
#[must_use]
pub fn reading() -> SQLOptions {
    SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false)
}
