//! Arrays whose memory is the library's, or a file's own.

const std = @import("std");
const c = @import("raw.zig");
const errors = @import("errors.zig");
const dtypes = @import("dtype.zig");
const arrays = @import("array.zig");
const readers = @import("reader.zig");
const writers = @import("writer.zig");

const Error = errors.Error;
const Diagnostics = errors.Diagnostics;
const check = errors.check;

/// A file loaded into memory of the library, aligned to 64 bytes.
pub fn Owned(comptime T: type) type {
    return struct {
        handle: ?*c.npy_array,
        data: []T,

        const Self = @This();

        pub fn load(path: []const u8, request: readers.Request) Error!Self {
            var reader = try readers.Reader.open(path, .{ .diag = request.diag });
            defer reader.close();
            return read(&reader, request);
        }

        pub fn read(reader: *const readers.Reader, request: readers.Request) Error!Self {
            try reader.expect(T, request);
            var field: errors.Z = .{};
            const raw = try request.raw(&field, dtypes.dtypeOf(T).ptr);
            var out: ?*c.npy_array = null;
            var err: c.npy_error = .{};
            try check(c.npy_load_from(reader.handle, &raw, &out, &err), &err, reader.name.get(), request.diag);
            const bytes = bytesOf(out);
            dtypes.mendBools(T, bytes);
            return .{ .handle = out, .data = elements(T, bytes) };
        }

        pub fn info(self: *const Self) readers.Info {
            return .{ .raw = c.npy_array_info(self.handle).?.* };
        }

        pub fn deinit(self: *Self) void {
            c.npy_array_free(self.handle);
            self.* = .{ .handle = null, .data = &.{} };
        }
    };
}

fn bytesOf(handle: ?*c.npy_array) []u8 {
    const at: [*]u8 = @ptrCast(@constCast(c.npy_array_data(handle).?));
    return at[0..@intCast(c.npy_array_info(handle).?.nbytes)];
}

fn elements(comptime T: type, bytes: []u8) []T {
    if (bytes.len == 0) return &.{};
    const at: [*]T = @ptrCast(@alignCast(bytes.ptr));
    return at[0 .. bytes.len / @sizeOf(T)];
}

/// A file in the address space, to be read. If another process cuts the file meanwhile, touching
/// what is gone ends the program; where that can happen, load it.
pub fn Map(comptime T: type) type {
    return struct {
        handle: ?*c.npy_array,
        data: []const T,

        const Self = @This();

        pub const Options = struct {
            /// Read all in at once, so that a bad disk is an error of the call.
            prefault: bool = false,
            diag: ?*Diagnostics = null,
        };

        pub fn open(path: []const u8, options: Options) Error!Self {
            const handle = try mapFile(path, c.NPY_MAP_READ, options.prefault, options.diag);
            return .{ .handle = handle, .data = try typed(T, handle, path, options.diag) };
        }

        /// Maps a reader's array, if it lies in a file as it is. The reader may be closed afterwards.
        pub fn from(reader: *const readers.Reader, options: Options) Error!Self {
            var out: ?*c.npy_array = null;
            var err: c.npy_error = .{};
            const mode: i32 = if (options.prefault) c.NPY_MAP_READ | c.NPY_MAP_PREFAULT else c.NPY_MAP_READ;
            try check(c.npy_map_from(reader.handle, mode, &out, &err), &err, reader.name.get(), options.diag);
            return .{ .handle = out, .data = try typed(T, out, reader.name.get(), options.diag) };
        }

        pub fn info(self: *const Self) readers.Info {
            return .{ .raw = c.npy_array_info(self.handle).?.* };
        }

        pub fn close(self: *Self) void {
            c.npy_array_free(self.handle);
            self.* = .{ .handle = null, .data = &.{} };
        }
    };
}

/// A file in the address space, to be changed.
pub fn MapMut(comptime T: type) type {
    return struct {
        handle: ?*c.npy_array,
        data: []T,

        const Self = @This();

        pub const Mode = enum(i32) {
            /// What is stored goes into the file.
            write = c.NPY_MAP_WRITE,
            /// What is stored stays in this process.
            private = c.NPY_MAP_PRIVATE,
        };

        pub const Options = Map(T).Options;

        pub fn open(path: []const u8, mode: Mode, options: Options) Error!Self {
            const handle = try mapFile(path, @intFromEnum(mode), options.prefault, options.diag);
            return .{ .handle = handle, .data = try typed(T, handle, path, options.diag) };
        }

        /// Makes a file of zeros and maps it. Its space is claimed, so that a full disk is an error here.
        pub fn create(path: []const u8, shape: []const usize, options: writers.Options) Error!Self {
            var spec: writers.Spec = .{};
            const raw = try spec.of(T, shape, options, path);
            var z: errors.Z = .{};
            var out: ?*c.npy_array = null;
            var err: c.npy_error = .{};
            try check(c.npy_map_create(try z.set(path, options.diag), raw, &out, &err), &err, path, options.diag);
            return .{ .handle = out, .data = try typed(T, out, path, options.diag) };
        }

        pub fn info(self: *const Self) readers.Info {
            return .{ .raw = c.npy_array_info(self.handle).?.* };
        }

        /// Waits until what was stored is on the disk; `error.Truncated` says that the file has become shorter.
        pub fn flush(self: *Self, diag: ?*Diagnostics) Error!void {
            var err: c.npy_error = .{};
            try check(c.npy_array_flush(self.handle, &err), &err, "", diag);
        }

        pub fn close(self: *Self) void {
            c.npy_array_free(self.handle);
            self.* = .{ .handle = null, .data = &.{} };
        }
    };
}

fn mapFile(path: []const u8, mode: i32, prefault: bool, diag: ?*Diagnostics) Error!?*c.npy_array {
    var z: errors.Z = .{};
    var out: ?*c.npy_array = null;
    var err: c.npy_error = .{};
    const all: i32 = if (prefault) mode | c.NPY_MAP_PREFAULT else mode;
    try check(c.npy_map(try z.set(path, diag), all, &out, &err), &err, path, diag);
    return out;
}

/// The elements, if they are `T`; else the map is freed.
fn typed(comptime T: type, handle: ?*c.npy_array, name: []const u8, diag: ?*Diagnostics) Error![]T {
    errdefer c.npy_array_free(handle);
    const found = std.mem.span(c.npy_array_info(handle).?.descr.?);
    const wanted = dtypes.dtypeOf(T);
    if (!std.mem.eql(u8, found, wanted)) {
        var text: [240]u8 = undefined;
        const message = std.fmt.bufPrint(&text, "wanted {s}; found {s}", .{ wanted, found }) catch "another dtype than the file's";
        return errors.refuse(c.NPY_ERR_DTYPE, message, name, diag);
    }
    const bytes = bytesOf(handle);
    if (!dtypes.boolsAreGood(T, bytes))
        return errors.refuse(c.NPY_ERR_DTYPE, "a bool is neither 0 nor 1 in the file: load it", name, diag);
    return elements(T, bytes);
}
