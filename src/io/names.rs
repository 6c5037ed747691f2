//! Paths taken apart and put together. Each is ended by NUL, unless it says otherwise.

use super::os::{self, Path};
use crate::error::{Error, Result, Status};
use crate::fallible;

/// Links are followed so far.
const MOST_LINKS: usize = 40;

/// Follows symbolic links to the path that is to be written. A link that leads nowhere
/// leads to the file that will be made.
pub(super) fn resolve(path: &Path) -> Result<Vec<u8>> {
    let mut current = copied(path)?;
    let mut target = fallible::vec_with_capacity(4096)?;
    fallible::fill(&mut target, 0u8, 4096)?;
    for _ in 0..MOST_LINKS {
        let Some(n) = os::read_link(c_path(&current)?, &mut target)? else {
            return Ok(current);
        };
        let link = &target[..n];
        current =
            if link.first() == Some(&b'/') { join(b"", link)? } else { join(&parent(&current)?, link)? };
    }
    Err(Error::new(Status::Io, format_args!("more than {MOST_LINKS} symbolic links lead to the file"))
        .with_os_error(os::TOO_MANY_LINKS))
}

/// The path as it is, ended by NUL.
pub(super) fn copied(path: &Path) -> Result<Vec<u8>> {
    let bytes = os::path_bytes(path);
    let mut copy = fallible::vec_with_capacity(bytes.len() + 1)?;
    fallible::extend(&mut copy, bytes)?;
    fallible::push(&mut copy, 0)?;
    Ok(copy)
}

/// The directory that `path` stands in, without a NUL.
pub(super) fn parent(path: &[u8]) -> Result<Vec<u8>> {
    match path.iter().rposition(|&b| b == b'/') {
        Some(0) => fallible::copy(b"/."),
        Some(end) => fallible::copy(&path[..end]),
        None => fallible::copy(b"."),
    }
}

/// The last name of `path`, without the NUL: the same however the directory is spelled.
pub(super) fn last_name(path: &[u8]) -> &[u8] {
    let path = path.strip_suffix(b"\0").unwrap_or(path);
    path.iter().rposition(|&b| b == b'/').map_or(path, |at| &path[at + 1..])
}

/// `name` in `directory` (without NUL); an empty directory is none.
pub(super) fn join(directory: &[u8], name: &[u8]) -> Result<Vec<u8>> {
    let mut path = fallible::vec_with_capacity(directory.len() + name.len() + 2)?;
    fallible::extend(&mut path, directory)?;
    if !directory.is_empty() {
        fallible::push(&mut path, b'/')?;
    }
    fallible::extend(&mut path, name)?;
    fallible::push(&mut path, 0)?;
    Ok(path)
}

#[inline(never)]
pub(super) fn c_path(bytes: &[u8]) -> Result<&Path> {
    Path::from_bytes_with_nul(bytes)
        .map_err(|_| Error::new(Status::Argument, format_args!("the path has a NUL byte inside")))
}
