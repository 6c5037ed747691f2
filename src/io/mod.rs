//! Where bytes live: files, pipes, memory, callbacks; and files that appear
//! under their name only when they are complete.
//!
//! Knows nothing of arrays. `unsafe` is allowed here for system calls and for
//! the caller's callbacks; every block says why it is sound.

mod ahead;
mod atomic;
mod blocks;
mod callback;
mod checked;
mod codec;
mod deflate;
mod feed;
mod file;
mod growing;
mod inflate;
mod memory;
mod mmap;
mod names;
#[cfg_attr(unix, path = "os_unix/mod.rs")]
#[cfg_attr(not(unix), path = "os_portable.rs")]
mod os;
mod packed;
mod part;
mod pipe;
mod seeking;
mod sink;
mod source;
mod steady;
mod temporary;
mod zstd;

pub use ahead::Ahead;
pub use atomic::{map_new, Names, Replace, Replacement};
pub(crate) use blocks::beside_threads;
pub use blocks::{Block, Blocks};
pub use callback::{CallbackSink, CallbackSource, SinkCalls, SourceCalls};
pub use checked::Sum;
pub use deflate::Deflater;
pub use feed::{Feed, WINDOW};
pub use file::{open, open_both, open_fd, FileSource, Opened};
pub use growing::{GrowingFile, Hindrance};
pub use inflate::Inflater;
pub use memory::{Memory, MemorySink, MemorySource};
pub use mmap::{Backing, Mapping};
pub use os::{Access, Path};
pub use packed::{Codec, Packed};
pub use part::{Part, SharedSource, Shifted};
pub use pipe::PipeSource;
pub use sink::{FdSink, Sink};
pub use source::{read_behind, Source, Stream};
pub use steady::steady;
pub use temporary::clean;
