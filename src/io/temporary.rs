//! A file beside the one that it will replace, under a name that tells the next
//! writer whose it was if its owner dies.
//!
//! The name is made of the target's own and of a small number, so the next writer
//! meets it without searching. A lock, which the system gives back for the dead, tells whether
//! the owner lives.
//!
//! Where nothing stands yet that is to be replaced, the file has no name at all until it is complete, if the file system can
//! do that: that is sooner done, and of a writer that dies nothing is left.

use super::names::{c_path, join, last_name, parent, resolve};
use super::os::{self, File, FileKind, Lock, Path};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::mem::alloc::Buffer;
use core::fmt::Write;

/// So many writers of one target at a time.
const MOST: u32 = 1000;
/// What is copied at a time.
const PIECE: usize = 1 << 20;

/// A new, empty file in the directory of its target. Removed when it is dropped,
/// unless it was given the target's name.
pub(super) struct Temporary {
    name: Name,
    file: File,
    owner: u32,
    /// Whether there is a lock to be given back.
    locked: bool,
}

/// What a temporary file is called.
enum Name {
    /// Nothing.
    None,
    /// This, ended by NUL. It is locked.
    Own(Vec<u8>),
    /// As its target.
    Target,
}

impl Temporary {
    /// Makes a file for `target` (ended by NUL), which is not there: one without a name, if that can be. What dead writers
    /// of the same target have left is removed.
    pub fn of_new(target: &[u8]) -> Result<Temporary> {
        let mut directory = parent(target)?;
        fallible::push(&mut directory, 0)?;
        let Some(file) = File::create_nameless(c_path(&directory)?) else { return Temporary::beside(target) };
        let made = Temporary { name: Name::None, file, owner: os::process_id(), locked: false };
        for n in 0..MOST {
            if !remove_dead(c_path(&path_of(target, n)?)?) {
                break;
            }
        }
        Ok(made)
    }

    /// Makes a file beside `target` (ended by NUL), locked, and removes what dead writers of the
    /// same target have left in its place.
    pub fn beside(target: &[u8]) -> Result<Temporary> {
        for n in 0..MOST {
            let path = path_of(target, n)?;
            if let Some(file) = claim(c_path(&path)?)? {
                let (name, owner) = (Name::Own(path), os::process_id());
                let made = Temporary { name, file, owner, locked: true };
                // Where there is no memory for its name, what a dead writer left can wait.
                if let Ok(next) = path_of(target, n + 1) {
                    remove_dead(c_path(&next)?);
                }
                return Ok(made);
            }
        }
        Err(no_name())
    }

    /// The file.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Whether this process made it, and not one that it was forked from.
    pub fn is_ours(&self) -> bool {
        self.owner == os::process_id()
    }

    /// Gives the file the target's name; what stood there is replaced, or must not be there.
    pub fn take_place(&mut self, target: &[u8], replace: bool) -> Result<()> {
        let to = c_path(target)?;
        if matches!(self.name, Name::None) {
            match self.file.link_nameless(to) {
                Ok(()) => {
                    self.name = Name::Target;
                    return Ok(());
                }
                Err(e) if e.status() == Status::Exists && !replace => return Err(e),
                // Somebody was faster, and a name that is taken can only be replaced by another one.
                Err(e) if e.status() == Status::Exists => self.take_name(target)?,
                Err(_) => self.move_to_name(target)?,
            }
        }
        let Name::Own(path) = &self.name else { return Ok(()) };
        let from = c_path(path)?;
        if replace {
            os::rename(from, to)?;
        } else {
            os::rename_new(from, to)?;
        }
        self.name = Name::Target;
        Ok(())
    }

    /// Gives a file without a name that of a temporary one.
    fn take_name(&mut self, target: &[u8]) -> Result<()> {
        // Nobody must take it for a dead writer's.
        self.file.lock()?;
        self.locked = true;
        let mut n = 0;
        while n < MOST {
            let path = path_of(target, n)?;
            match self.file.link_nameless(c_path(&path)?) {
                Ok(()) => {
                    self.name = Name::Own(path);
                    return Ok(());
                }
                Err(e) if e.status() != Status::Exists => return Err(e),
                Err(_) => n += u32::from(!remove_dead(c_path(&path)?)),
            }
        }
        Err(no_name())
    }

    /// Where a file without a name cannot be given one: what is in it goes to a file that has one.
    fn move_to_name(&mut self, target: &[u8]) -> Result<()> {
        let named = Temporary::beside(target)?;
        let mut piece = Buffer::new(PIECE, 64)?;
        let mut done = 0;
        loop {
            let n = self.file.read_at(done, piece.as_mem_mut())?.unwrap_or(0);
            if n == 0 {
                break;
            }
            named.file.write_at(done, piece.as_mem().sub(0, n)?)?;
            done += n as u64;
        }
        // Whether that was asked for is not known here.
        named.file.sync()?;
        named.file.settle()?;
        *self = named;
        Ok(())
    }

    /// The file for whoever goes on writing to it under its new name, with the lock.
    pub fn keep(&mut self) -> Result<File> {
        let file = self.file.duplicate()?;
        self.locked = false;
        Ok(file)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let named = matches!(self.name, Name::Own(_));
        // A child that was forked while the file was written has nothing to tidy up.
        if !(named || self.locked) || !self.is_ours() {
            return;
        }
        if let Name::Own(path) = &self.name {
            if let Ok(path) = c_path(path) {
                // The failure that led here has been reported already.
                let _ = os::remove(path);
            }
        }
        if self.locked {
            self.file.unlock();
        }
    }
}

#[cold]
fn no_name() -> Error {
    Error::new(
        Status::Busy,
        format_args!("{MOST} temporary files for this target stand beside it, none may be removed"),
    )
}

/// Removes all temporary files that dead writers of `path` have left; how many those were.
pub fn clean(path: &Path) -> Result<u32> {
    let target = resolve(path)?;
    let directory = parent(&target)?;
    let prefix = Text::of(&target, None);
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
    let Some(file) = File::open_left(path) else { return false };
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
    join(&parent(target)?, Text::of(target, Some(n)).bytes())
}

/// `.npyrw-HASH-N.tmp`. It does not grow with the target's name, which may be as long as the
/// file system allows.
struct Text {
    bytes: [u8; 64],
    len: usize,
}

impl Text {
    /// Without a number: how all of them begin.
    #[inline(never)]
    fn of(target: &[u8], n: Option<u32>) -> Text {
        let mut name = Text { bytes: [0; 64], len: 0 };
        let hash = hash(last_name(target));
        let digits = core::array::from_fn(|i| b"0123456789abcdef"[(hash >> (60 - 4 * i)) as usize & 15]);
        name.put(b".npyrw-");
        name.put::<16>(&digits);
        name.put(b"-");
        if let Some(n) = n {
            // The room is enough for the largest number.
            let _ = write!(name, "{n}.tmp");
        }
        name
    }

    fn put<const N: usize>(&mut self, bytes: &[u8; N]) {
        self.bytes[self.len..self.len + N].copy_from_slice(bytes);
        self.len += N;
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

impl Write for Text {
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::mem::Mem;
    use std::ffi::CString;
    use std::fs;
    use std::path::PathBuf;

    /// A new folder, and what is done with a file for `a` in it, which has no name and holds `bytes`. Not every file
    /// system has such files.
    fn with_nameless(name: &str, bytes: &[u8], work: impl Fn(&[u8], &mut Temporary, &PathBuf)) {
        let folder = std::env::temp_dir().join(format!("npyrw-nameless-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        let place = folder.join("a");
        let target = CString::new(place.to_str().unwrap()).unwrap().into_bytes_with_nul();
        let mut made = Temporary::of_new(&target).unwrap();
        made.file().write_at(0, Mem::from_slice(bytes)).unwrap();
        if matches!(made.name, Name::None) {
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
            work(&target, &mut made, &place);
            drop(made);
            assert_eq!(fs::read(&place).unwrap(), bytes);
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_file_without_a_name_takes_its_place() {
        with_nameless("free", b"new", |target, made, _| made.take_place(target, false).unwrap());
    }

    #[test]
    fn a_file_without_a_name_replaces_what_came_meanwhile() {
        with_nameless("taken", b"new", |target, made, place| {
            fs::write(place, b"theirs").unwrap();
            let refused = made.take_place(target, false).unwrap_err();
            assert_eq!(refused.status(), Status::Exists);
            assert_eq!(fs::read(place).unwrap(), b"theirs");
            // One that lives has the first of the temporary names.
            let other = Temporary::beside(target).unwrap();
            made.take_place(target, true).unwrap();
            drop(other);
        });
    }

    #[test]
    fn what_cannot_be_given_a_name_is_copied() {
        let bytes: Vec<u8> = (0..2 * PIECE + 77).map(|i| (i / 3) as u8).collect();
        with_nameless("copied", &bytes, |target, made, _| {
            made.move_to_name(target).unwrap();
            assert!(matches!(made.name, Name::Own(_)));
            made.take_place(target, false).unwrap();
        });
    }
}
