//! A file beside the one that it will replace, under a name that tells the next
//! writer whose it was if its owner dies.
//!
//! The name is made of the target's own and of a small number, so the next writer
//! meets it without searching. A lock, which the system gives back for the dead, tells whether
//! the owner lives.

use super::names::{c_path, join, last_name, parent, resolve};
use super::os::{self, File, FileKind, Lock, Path};
use crate::error::{Error, Result, Status};
use core::fmt::Write;

/// So many writers of one target at a time.
const MOST: u32 = 1000;

/// A new, empty, locked file in the directory of its target. Removed when it is dropped,
/// unless it was given the target's name.
pub(super) struct Temporary {
    /// Ended by NUL; none once the file has another name.
    path: Option<Vec<u8>>,
    file: File,
    owner: u32,
    /// The lock goes on with another descriptor.
    kept: bool,
}

impl Temporary {
    /// Makes a file beside `target` (ended by NUL), and removes what dead writers of the
    /// same target have left in its place.
    pub fn beside(target: &[u8]) -> Result<Temporary> {
        for n in 0..MOST {
            let path = path_of(target, n)?;
            if let Some(file) = claim(c_path(&path)?)? {
                let made = Temporary { path: Some(path), file, owner: os::process_id(), kept: false };
                // Where there is no memory for its name, what a dead writer left can wait.
                if let Ok(next) = path_of(target, n + 1) {
                    remove_dead(c_path(&next)?);
                }
                return Ok(made);
            }
        }
        Err(Error::new(
            Status::Busy,
            format_args!("{MOST} temporary files for this target stand beside it, none may be removed"),
        ))
    }

    /// The file.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Gives the file the target's name; what stood there is replaced, or must not be there.
    pub fn take_place(&mut self, target: &[u8], replace: bool) -> Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let (from, to) = (c_path(path)?, c_path(target)?);
        if replace {
            os::rename(from, to)?;
        } else {
            os::rename_new(from, to)?;
        }
        self.path = None;
        Ok(())
    }

    /// The file for whoever goes on writing to it under its new name, with the lock.
    pub fn keep(&mut self) -> Result<File> {
        let file = self.file.duplicate()?;
        self.kept = true;
        Ok(file)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // A child that was forked while the file was written has nothing to tidy up.
        if self.owner != os::process_id() {
            return;
        }
        if let Some(Ok(path)) = self.path.as_deref().map(c_path) {
            // The failure that led here has been reported already.
            let _ = os::remove(path);
        }
        if !self.kept {
            self.file.unlock();
        }
    }
}

/// Removes all temporary files that dead writers of `path` have left; how many those were.
pub fn clean(path: &Path) -> Result<u32> {
    let target = resolve(path)?;
    let directory = parent(&target)?;
    let prefix = Name::of(&target, None);
    let mut count = 0;
    os::each_name(c_path(&join(&directory, b".")?)?, &mut |name| {
        let number = name.strip_prefix(prefix.bytes()).and_then(|rest| rest.strip_suffix(b".tmp"));
        if number.is_some_and(|n| !n.is_empty() && n.iter().all(u8::is_ascii_digit)) {
            count += u32::from(remove_dead(c_path(&join(&directory, name)?)?));
        }
        Ok(())
    })?;
    Ok(count)
}

/// The file at `path`, new, empty and locked; none if a living writer has that name.
fn claim(path: &Path) -> Result<Option<File>> {
    // A turn that does not end it met another writer between two of its steps.
    for _ in 0..16 {
        let file = match File::create_new(path) {
            Ok(file) => file,
            Err(e) if e.status() == Status::Exists => {
                if !remove_dead(path) {
                    return Ok(None);
                }
                continue;
            }
            Err(e) => return Err(e),
        };
        // Until it was locked another writer may have taken the file for a dead one's
        // and removed it.
        match file.lock().and_then(|lock| Ok((lock, file.status()?.names))) {
            Ok((Lock::Busy, _)) => return Ok(None),
            Ok((Lock::Held | Lock::Unknown, 0)) => {}
            Ok((Lock::Held | Lock::Unknown, _)) => return Ok(Some(file)),
            Err(e) => {
                if matches!(os::leads_to(path, &file), Ok(true)) {
                    let _ = os::remove(path);
                }
                return Err(e);
            }
        }
    }
    Ok(None)
}

/// Removes the file at `path` if its owner is dead. What cannot be looked at stays: it may be
/// somebody else's.
fn remove_dead(path: &Path) -> bool {
    let Ok(file) = File::open_left(path) else { return false };
    let regular = matches!(file.kind(), Ok(FileKind::Regular(_)));
    if !regular || !matches!(file.lock(), Ok(Lock::Held)) {
        return false;
    }
    // The file may have got its target's name before we had the lock.
    let removed = matches!(os::leads_to(path, &file), Ok(true)) && os::remove(path).is_ok();
    file.unlock();
    removed
}

fn path_of(target: &[u8], n: u32) -> Result<Vec<u8>> {
    join(&parent(target)?, Name::of(target, Some(n)).bytes())
}

/// `.npyrw-HASH-N.tmp`. It does not grow with the target's name, which may be as long as the
/// file system allows.
struct Name {
    bytes: [u8; 64],
    len: usize,
}

impl Name {
    /// Without a number: how all of them begin.
    fn of(target: &[u8], n: Option<u32>) -> Name {
        let mut name = Name { bytes: [0; 64], len: 0 };
        // The room is enough for the largest number.
        let _ = match n {
            Some(n) => write!(name, ".npyrw-{:016x}-{n}.tmp", hash(last_name(target))),
            None => write!(name, ".npyrw-{:016x}-", hash(last_name(target))),
        };
        name
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

impl Write for Name {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        let end = self.len + s.len();
        let room = self.bytes.get_mut(self.len..end).ok_or(core::fmt::Error)?;
        room.copy_from_slice(s.as_bytes());
        self.len = end;
        Ok(())
    }
}

/// FNV-1a: enough to tell targets in one directory apart.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}
