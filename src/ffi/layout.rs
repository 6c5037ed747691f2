//! The layout of every public struct, held when this is compiled: sizes and places
//! stay as they are for the life of a SONAME. `c-tests/struct_layout.c` holds the
//! same numbers on the other side.

use super::archive::{npz_member_info, npz_open_options};
use super::archive_write::npz_options;
use super::ask::{npy_field_info, npy_info, npy_member};
use super::grow::npy_recovery;
use super::objects::{npy_object_options, npy_value};
use super::open::{npy_open_options, npy_source};
use super::read::{npy_request, npy_slice};
use super::save::npy_spec;
use super::sinks::npy_sink;
use super::status::npy_error;
use core::mem::offset_of;

const fn bytes<S, M>(_: fn(&S) -> &M) -> usize {
    size_of::<M>()
}

/// The size of a struct; the place and the size of each of its members, which leave no
/// gap and no end.
macro_rules! layout {
    ($($name:ident $size:literal: $($member:ident $place:literal $bytes:literal),*;)*) => {$(
        const _: () = {
            let mut end = 0;
            $(
                assert!(offset_of!($name, $member) == $place && end == $place, stringify!($member));
                assert!(bytes::<$name, _>(|s| &s.$member) == $bytes, stringify!($member));
                end += $bytes;
            )*
            assert!(size_of::<$name>() == $size && end == $size, stringify!($name));
        };
    )*};
}

layout! {
    npy_error 256: code 0 4, os_error 4 4, offset 8 8, message 16 240;
    npy_open_options 56: offset 0 8, max_header 8 8, max_nesting 16 4, flags 20 4, reserved 24 32;
    npy_object_options 80: max_bytes 0 8, max_memory 8 8, max_values 16 8, max_memo 24 8, max_visits 32 8,
        max_depth 40 4, encoding 44 4, reserved 48 32;
    npy_slice 24: start 0 8, stop 8 8, step 16 8;
}

#[cfg(target_pointer_width = "64")]
layout! {
    npy_source 72: context 0 8, read_at 8 8, read 16 8, length 24 8, close 32 8, reserved 40 32;
    npy_info 1128: count 0 8, nbytes 8 8, itemsize 16 8, data_offset 24 8, shape 32 512, strides 544 512,
        ndim 1056 4, nfields 1060 4, version 1064 4, unit_multiple 1068 4, kind 1072 1, byteorder 1073 1,
        order 1074 1, unused 1075 1, unit 1076 4, dtype 1080 8, descr 1088 8, reserved 1096 32;
    npy_field_info 624: name 0 8, name_length 8 8, title 16 8, title_length 24 8, descr 32 8, offset 40 8,
        itemsize 48 8, shape 56 512, ndim 568 4, index 572 4, parent 576 4, unit_multiple 580 4, kind 584 1,
        byteorder 585 1, unused 586 2, unit 588 4, reserved 592 32;
    npy_member 24: name 0 8, dtype 8 8, offset 16 8;
    npy_request 96: dtype 0 8, field 8 8, slices 16 8, strides 24 8, progress 32 8, context 40 8, nslices 48 4,
        casting 52 4, threads 56 4, order 60 1, unused 61 3, reserved 64 32;
    npy_spec 104: dtype 0 8, data_dtype 8 8, shape 16 8, progress 24 8, context 32 8, ndim 40 4, casting 44 4,
        version 48 4, replace 52 4, sync 56 4, threads 60 4, order 64 1, unused 65 7, reserved 72 32;
    npy_sink 64: context 0 8, write 8 8, write_at 16 8, end 24 8, reserved 32 32;
    npy_recovery 256: rows_before 0 8, rows_after 8 8, bytes_cut 16 8, bytes_missing 24 8, actions 32 4,
        temporaries 36 4, message 40 200, reserved 240 16;
    npz_open_options 104: offset 0 8, max_members 8 8, max_member 16 8, max_total 24 8, max_ratio 32 8,
        max_header 40 8, progress 48 8, context 56 8, max_nesting 64 4, flags 68 4, reserved 72 32;
    npz_member_info 96: name 0 8, name_length 8 8, member 16 8, member_length 24 8, index 32 8, size 40 8,
        packed_size 48 8, crc 56 4, method 60 4, reserved 64 32;
    npy_value 120: integer 0 8, real 8 8, imaginary 16 8, zone 24 8, data 32 8, size 40 8, count 48 8, dtype 56 8,
        mask 64 8, fill 72 8, kind 80 4, flags 84 4, reserved 88 32;
    npz_options 80: method 0 4, level 4 4, align 8 4, threads 12 4, block 16 4, unused 20 4, replace 24 4,
        sync 28 4, progress 32 8, context 40 8, reserved 48 32;
}
