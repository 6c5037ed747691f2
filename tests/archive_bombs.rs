//! Small archives that would like to have much memory: each gets about what it has shown, and an error.

#[path = "support/failing.rs"]
#[allow(dead_code)]
mod failing;
#[path = "support/zips.rs"]
#[allow(dead_code)]
mod zips;

use failing::peak;
use npyrw::error::{Error, Result, Status};
use npyrw::io::MemorySource;
use npyrw::mem::MemMut;
use npyrw::npz::{Archive, Limits, Options};
use zips::{build, npy, Member};

const KIB: i64 = 1024;

fn open(bytes: &'static [u8]) -> Result<Archive> {
    // SAFETY: never gone.
    let source = unsafe { MemorySource::new(bytes.as_ptr(), bytes.len()) };
    Archive::open(Box::new(source), 0, Options::default())
}

/// What reading the only member gives, and how much memory it took beside the result.
fn read(member: Member) -> (Result<Vec<u8>>, i64) {
    let size = member.central.size as usize;
    let bytes: &'static [u8] = Vec::leak(build(&[member]).0);
    let mut found = vec![0; size];
    let (result, peak) = peak(|| {
        let archive = open(bytes)?;
        archive.bytes(archive.directory().entry(0)?, MemMut::from_slice(&mut found))
    });
    (result.map(|()| found), peak)
}

fn refused(found: (Result<Vec<u8>>, i64), status: Status, words: &str, most: i64) {
    let error: Error = found.0.expect_err("was read");
    assert!(error.status() == status && error.message().contains(words), "{error:?}");
    assert!(found.1 <= most, "{} KiB at a time, for {error}", found.1 / KIB);
}

/// A frame that says it needs the window of that descriptor, of blocks of one byte each.
fn zstd(window: u8, blocks: &[u32]) -> Vec<u8> {
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0, window];
    for (i, &len) in blocks.iter().enumerate() {
        let last = u32::from(i + 1 == blocks.len());
        frame.extend_from_slice(&(last | 1 << 1 | len << 3).to_le_bytes()[..3]);
        frame.push(b'z');
    }
    frame
}

/// 8 MiB, the most that any decoder has to take.
const EIGHT_MIB: u8 = 13 << 3;

#[test]
fn a_zstd_frame_with_a_large_window_gets_no_more_than_the_member_has() {
    let data = [b'z'; 1000];
    for window in [0, EIGHT_MIB, 17 << 3, 31 << 3 | 7] {
        let (found, peak) = read(Member::packed("a", 93, zstd(window, &[400, 600]), &data));
        assert_eq!(found.unwrap(), data);
        assert!(peak < 600 * KIB, "{} KiB for 1,000 bytes", peak / KIB);
    }
}

#[test]
fn each_of_several_zstd_frames_is_held_to_what_the_member_has() {
    // So many that some heads lie across the end of what is read at a time.
    let mut packed = Vec::new();
    let mut count = 0;
    while packed.len() < 200_000 {
        packed.extend_from_slice(&zstd(17 << 3, &[1, 2, 3]));
        // One to be skipped, of a length that moves the next one on.
        packed.extend_from_slice(&[0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 0]);
        count += 6;
    }
    let data = vec![b'z'; count];
    let (found, peak) = read(Member::packed("a", 93, packed, &data));
    assert!(found.unwrap() == data);
    assert!(peak < 900 * KIB, "{} KiB for {count} bytes", peak / KIB);
}

#[test]
fn a_zstd_frame_that_unpacks_to_more_than_it_said_is_stopped_soon() {
    for (len, words) in [(1000, "more bytes than the directory says"), (128 * 1024, "damaged")] {
        let member = Member::packed("a", 93, zstd(EIGHT_MIB, &[len; 200]), &[b'z'; 1000]);
        refused(read(member), Status::Archive, words, 600 * KIB);
    }
}

#[test]
fn a_zstd_frame_whose_content_size_is_larger_is_refused() {
    // One segment, content size in four bytes: the window is as large as that.
    for said in [1001, 1 << 27, u32::MAX] {
        let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0xa0];
        frame.extend_from_slice(&said.to_le_bytes());
        frame.extend_from_slice(&zstd(0, &[1000])[6..]);
        let member = Member::packed("a", 93, frame, &[b'z'; 1000]);
        refused(read(member), Status::Archive, "the directory says 1000 for all", 600 * KIB);
    }
}

/// "abab..." by LZMA: the properties, and the stream of an encoder without end marker.
fn lzma(properties: u8, dictionary: u32, stream: &[u8]) -> Vec<u8> {
    let mut packed = vec![9, 20, 5, 0, properties];
    packed.extend_from_slice(&dictionary.to_le_bytes());
    packed.extend_from_slice(stream);
    packed
}

/// 1,000 times 'z', lc 3, lp 0, pb 2: what `lzma.compress(b"z" * 1000, lzma.FORMAT_RAW, ...)` gives, without its
/// end marker.
const Z1000: [u8; 12] = [0, 61, 111, 251, 191, 254, 163, 176, 185, 166, 86, 0];

#[test]
fn an_lzma_dictionary_is_as_large_as_the_member_at_most() {
    for dictionary in [0, 4096, 1 << 26, u32::MAX] {
        let member = Member::packed("a", 14, lzma(0x5d, dictionary, &Z1000), &[b'z'; 1000]);
        let (found, peak) = read(member);
        assert_eq!(found.unwrap(), [b'z'; 1000]);
        assert!(peak < 600 * KIB, "{} KiB for 1,000 bytes", peak / KIB);
    }
}

#[test]
fn lzma_properties_that_ask_for_megabytes_are_refused() {
    // lc + lp is 12: six megabytes of probabilities. liblzma takes 4 at most, and so does Python.
    let member = Member::packed("a", 14, lzma(8 + 9 * 4, 4096, &Z1000), &[b'z'; 1000]);
    refused(read(member), Status::Archive, "lc 8 and lp 4", 600 * KIB);
    let member = Member::packed("a", 14, lzma(0xff, 4096, &Z1000), &[b'z'; 1000]);
    refused(read(member), Status::Archive, "properties", 600 * KIB);
}

#[test]
fn an_lzma_stream_that_goes_on_behind_what_it_said_is_refused() {
    for size in [1, 500, 999] {
        let member = Member::packed("a", 14, lzma(0x5d, 4096, &Z1000), &vec![b'z'; size]);
        refused(read(member), Status::Archive, "", 600 * KIB);
    }
    let member = Member::packed("a", 14, lzma(0x5d, 4096, &Z1000), &[b'z'; 1001]);
    assert!(read(member).0.is_err());
}

#[test]
fn what_a_codec_cannot_do_is_not_believed() {
    for (method, most) in [(8, 1032), (14, 8192), (93, 32768)] {
        let mut member = Member::packed("a", method, vec![0; 1000], &[]);
        member = member.both(|record| record.size = 1000 * most + 9);
        let (bytes, _) = build(&[member]);
        let archive = open(Vec::leak(bytes)).unwrap();
        let error = archive.get(archive.directory().entry(0).unwrap()).err().expect("was opened");
        assert!(error.message().contains("cannot become"), "method {method}: {error}");
    }
}

#[test]
fn a_directory_takes_memory_as_it_has_bytes() {
    // Names that grow: three bytes of UTF-8 for one of code page 437, and the key once more.
    let long = [[0xb0; 60_000].as_slice(), b".npy"].concat();
    let members: Vec<Member> =
        (0..20).map(|_| Member::stored("", b"").both(|record| record.name.clone_from(&long))).collect();
    let none: Vec<Member> = (0..20_000).map(|_| Member::stored("", b"")).collect();
    for (members, times) in [(members, 13), (none, 3)] {
        let bytes: &'static [u8] = Vec::leak(build(&members).0);
        let half = bytes.len() as i64 / 2;
        let (archive, peak) = peak(|| open(bytes).unwrap());
        assert_eq!(archive.directory().entries().len(), members.len());
        assert!(peak <= 100 * KIB + times * half, "{} bytes for {half} in the directory", peak);
    }
}

#[test]
fn limits_have_names() {
    let member = |name: &str| Member::stored(name, &npy(&[1; 1000]));
    let bytes: &'static [u8] = Vec::leak(build(&[member("a"), member("b")]).0);
    let limits = Limits::default();
    for (limits, name) in [
        (Limits { members: 1, ..limits }, "found 2, the limit max_members is 1"),
        (Limits { member: 1127, ..limits }, "found 1128, the limit max_member is 1127"),
        (Limits { total: 2255, ..limits }, "found 2256, the limit max_total is 2255"),
    ] {
        // SAFETY: never gone.
        let source = Box::new(unsafe { MemorySource::new(bytes.as_ptr(), bytes.len()) });
        let archive = Archive::open(source, 0, Options { limits, ..Options::default() });
        let error = archive.and_then(|a| a.get(a.directory().entry(0)?).map(|_| ())).expect_err(name);
        assert!(error.status() == Status::Limit && error.message().contains(name), "{error}");
    }
}
