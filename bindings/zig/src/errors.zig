//! Errors as Zig wants them, and what they have to say.

const std = @import("std");
const c = @import("raw.zig");

pub const Error = error{
    // The caller's fault.
    InvalidArgument,
    SizeMismatch,
    InvalidState,
    DtypeMismatch,
    ShapeMismatch,
    CastNotAllowed,
    Unsupported,
    Cancelled,
    // The system's; where std has a name for it, that.
    InputOutput,
    FileNotFound,
    AccessDenied,
    PathAlreadyExists,
    NoSpaceLeft,
    OutOfMemory,
    Busy,
    CallbackFailed,
    // The file's.
    BadMagic,
    UnknownVersion,
    BadHeader,
    BadDescr,
    Truncated,
    PythonObjects,
    /// No further array follows.
    EndOfFile,
    // The archive's.
    BadArchive,
    NoSuchMember,
    BadChecksum,
    UnknownMethod,
    Encrypted,
    /// A limit was reached; the message names it.
    LimitReached,
    /// A bug in the library.
    Internal,
    /// A status that this version of the binding does not know.
    Unexpected,
};

pub fn errorOf(status: c.npy_status) Error {
    return switch (status) {
        c.NPY_ERR_ARGUMENT => error.InvalidArgument,
        c.NPY_ERR_SIZE => error.SizeMismatch,
        c.NPY_ERR_STATE => error.InvalidState,
        c.NPY_ERR_DTYPE => error.DtypeMismatch,
        c.NPY_ERR_SHAPE => error.ShapeMismatch,
        c.NPY_ERR_CAST => error.CastNotAllowed,
        c.NPY_ERR_UNSUPPORTED => error.Unsupported,
        c.NPY_ERR_CANCELLED => error.Cancelled,
        c.NPY_ERR_IO => error.InputOutput,
        c.NPY_ERR_NOT_FOUND => error.FileNotFound,
        c.NPY_ERR_ACCESS => error.AccessDenied,
        c.NPY_ERR_EXISTS => error.PathAlreadyExists,
        c.NPY_ERR_NO_SPACE => error.NoSpaceLeft,
        c.NPY_ERR_MEMORY => error.OutOfMemory,
        c.NPY_ERR_BUSY => error.Busy,
        c.NPY_ERR_CALLBACK => error.CallbackFailed,
        c.NPY_ERR_MAGIC => error.BadMagic,
        c.NPY_ERR_VERSION => error.UnknownVersion,
        c.NPY_ERR_HEADER => error.BadHeader,
        c.NPY_ERR_DESCR => error.BadDescr,
        c.NPY_ERR_TRUNCATED => error.Truncated,
        c.NPY_ERR_OBJECT => error.PythonObjects,
        c.NPY_ERR_END => error.EndOfFile,
        c.NPY_ERR_ARCHIVE => error.BadArchive,
        c.NPY_ERR_MEMBER => error.NoSuchMember,
        c.NPY_ERR_CRC => error.BadChecksum,
        c.NPY_ERR_METHOD => error.UnknownMethod,
        c.NPY_ERR_ENCRYPTED => error.Encrypted,
        c.NPY_ERR_LIMIT => error.LimitReached,
        c.NPY_ERR_INTERNAL => error.Internal,
        else => error.Unexpected,
    };
}

/// Why a call failed. Yours; written only on failure.
pub const Diagnostics = struct {
    /// The library's status, one of `c.NPY_ERR_…`.
    code: c.npy_status = 0,
    /// The operating system's number, or 0.
    os_error: i32 = 0,
    /// The byte of the file that the message speaks of, or -1.
    offset: i64 = -1,
    text: [768]u8 = undefined,
    length: usize = 0,

    /// One line: which file, what was found, what was expected.
    pub fn message(self: *const Diagnostics) []const u8 {
        return self.text[0..self.length];
    }

    fn put(self: *Diagnostics, part: []const u8) void {
        const n = @min(part.len, self.text.len - self.length);
        @memcpy(self.text[self.length..][0..n], part[0..n]);
        self.length += n;
    }

    pub fn fill(self: *Diagnostics, from: *const c.npy_error, name: []const u8) void {
        self.code = from.code;
        self.os_error = from.os_error;
        self.offset = from.offset;
        self.length = 0;
        if (name.len > 0) {
            self.put(name);
            self.put(": ");
        }
        self.put(std.mem.sliceTo(&from.message, 0));
        if (from.offset >= 0) {
            var digits: [48]u8 = undefined;
            self.put(std.fmt.bufPrint(&digits, " (at byte {d})", .{from.offset}) catch unreachable);
        }
    }
};

/// A file's name, as long as its handle: the end of one that is too long.
pub const Name = struct {
    text: [256]u8 = undefined,
    length: usize = 0,

    pub fn of(path: []const u8) Name {
        var name: Name = .{};
        const tail = path[path.len -| name.text.len..];
        @memcpy(name.text[0..tail.len], tail);
        name.length = tail.len;
        return name;
    }

    pub fn get(self: *const Name) []const u8 {
        return self.text[0..self.length];
    }
};

/// What a call of C said, as an error.
pub fn check(status: c.npy_status, err: *const c.npy_error, name: []const u8, diag: ?*Diagnostics) Error!void {
    if (status == 0) return;
    if (diag) |d| d.fill(err, name);
    return errorOf(status);
}

/// An error that C was not asked about.
pub fn refuse(status: c.npy_status, message: []const u8, name: []const u8, diag: ?*Diagnostics) Error {
    if (diag) |d| {
        var err: c.npy_error = .{ .code = status, .offset = -1 };
        @memcpy(err.message[0..message.len], message);
        d.fill(&err, name);
    }
    return errorOf(status);
}

/// A text as C reads it.
pub const Z = struct {
    text: [4097]u8 = undefined,

    pub fn set(self: *Z, text: []const u8, diag: ?*Diagnostics) Error![*:0]const u8 {
        if (text.len >= self.text.len) return refuse(c.NPY_ERR_LIMIT, "longer than 4096 bytes", text[0..64], diag);
        if (std.mem.indexOfScalar(u8, text, 0) != null) return refuse(c.NPY_ERR_ARGUMENT, "has a NUL in it", text, diag);
        @memcpy(self.text[0..text.len], text);
        self.text[text.len] = 0;
        return self.text[0..text.len :0];
    }
};

/// The version of the library that is linked, such as "0.1.0".
pub fn version() []const u8 {
    return std.mem.span(c.npy_version());
}
