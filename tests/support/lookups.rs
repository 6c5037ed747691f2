//! Read by `tests/panic_boundary.rs` and by `src/ffi/panics.rs`.

/// Functions that only look something up. Each must be one expression of lookups.
pub const LOOKUPS: [&str; 10] = [
    "npy_status_name",
    "npy_status_text",
    "npy_version",
    "npy_dtype_text",
    "npy_array_info",
    "npy_array_data",
    "npy_array_data_mut",
    "npy_memory_data",
    "npy_tree_root",
    "npz_count",
];
