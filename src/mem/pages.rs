//! What the operating system is told about memory.

/// Asks for large pages for a block that is about to be filled. Advice: where it is
/// not taken nothing changes.
#[cfg(target_os = "linux")]
pub(super) fn prefer_large(start: *mut u8, len: usize) {
    // SAFETY: the block belongs to the caller, and advice changes no byte of it.
    unsafe { libc::madvise(start.cast(), len, libc::MADV_HUGEPAGE) };
}

/// Other systems choose by themselves.
#[cfg(not(target_os = "linux"))]
pub(super) fn prefer_large(_start: *mut u8, _len: usize) {}
