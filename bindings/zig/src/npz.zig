//! Archives.

const std = @import("std");
const c = @import("raw.zig");
const errors = @import("errors.zig");
const arrays = @import("array.zig");
const readers = @import("reader.zig");
const writers = @import("writer.zig");
const stream = @import("stream.zig");

const Error = errors.Error;
const Diagnostics = errors.Diagnostics;
const check = errors.check;

/// An archive, opened for reading. Members opened from it may be closed before or after it.
pub const Npz = struct {
    handle: ?*c.npz_reader,
    name: errors.Name,

    /// How an archive is opened; 0 is the library's default.
    pub const Options = struct {
        /// The byte at which the archive starts.
        offset: u63 = 0,
        max_members: u63 = 0,
        /// The most bytes that one member may claim to be unpacked.
        max_member: u63 = 0,
        /// The same for all together.
        max_total: u63 = 0,
        /// The most unpacked bytes for each packed one.
        max_ratio: u63 = 0,
        max_header: u63 = 0,
        max_nesting: u31 = 0,
        header_only: bool = false,
        strict: bool = false,
        steady: bool = false,
        /// Of `verify`; has to live as long as the archive.
        progress: ?*const readers.Progress = null,
        diag: ?*Diagnostics = null,

        fn raw(self: Options) c.npz_open_options {
            var out: c.npz_open_options = .{
                .offset = self.offset,
                .max_members = self.max_members,
                .max_member = self.max_member,
                .max_total = self.max_total,
                .max_ratio = self.max_ratio,
                .max_header = self.max_header,
                .max_nesting = self.max_nesting,
                .flags = readers.flags(self.header_only, self.strict, self.steady),
            };
            readers.Progress.tell(self.progress, &out);
            return out;
        }
    };

    /// Opens a file and reads its directory; nothing is unpacked.
    pub fn open(path: []const u8, options: Options) Error!Npz {
        var z: errors.Z = .{};
        const raw = options.raw();
        var out: ?*c.npz_reader = null;
        var err: c.npy_error = .{};
        try check(c.npz_open_with(try z.set(path, options.diag), &raw, &out, &err), &err, path, options.diag);
        return .{ .handle = out, .name = .of(path) };
    }

    /// Opens an archive that is in memory: borrowed, not copied.
    pub fn fromBytes(data: []const u8, options: Options) Error!Npz {
        const raw = options.raw();
        var out: ?*c.npz_reader = null;
        var err: c.npy_error = .{};
        try check(c.npz_open_memory(data.ptr, data.len, &raw, &out, &err), &err, "", options.diag);
        return .{ .handle = out, .name = .{} };
    }

    /// Opens the archive in `length` bytes that `readAt(context, buffer, offset)` fetches.
    pub fn fromReadAt(
        context: anytype,
        comptime readAt: fn (@TypeOf(context), []u8, u64) anyerror!usize,
        length: u63,
        options: Options,
    ) Error!Npz {
        const raw = options.raw();
        const source = stream.sourceAt(context, readAt, length);
        var out: ?*c.npz_reader = null;
        var err: c.npy_error = .{};
        try check(c.npz_open_source(&source, &raw, &out, &err), &err, "", options.diag);
        return .{ .handle = out, .name = .{} };
    }

    pub fn close(self: *Npz) void {
        c.npz_close(self.handle);
        self.handle = null;
    }

    pub fn count(self: *const Npz) usize {
        return @intCast(c.npz_count(self.handle));
    }

    /// The member at `index` of the directory. Its texts live until `close`.
    pub fn memberAt(self: *const Npz, index: usize, diag: ?*Diagnostics) Error!c.npz_member_info {
        var out: c.npz_member_info = .{};
        var err: c.npy_error = .{};
        try check(c.npz_member_at(self.handle, @intCast(index), &out, &err), &err, self.name.get(), diag);
        return out;
    }

    /// The member called `name`; `error.NoSuchMember` if there is none.
    pub fn member(self: *const Npz, name: []const u8, diag: ?*Diagnostics) Error!c.npz_member_info {
        var z: errors.Z = .{};
        var out: c.npz_member_info = .{};
        var err: c.npy_error = .{};
        try check(c.npz_member(self.handle, try z.set(name, diag), &out, &err), &err, self.name.get(), diag);
        return out;
    }

    /// The key of the member at `index`; lives until `close`.
    pub fn key(self: *const Npz, index: usize) Error![]const u8 {
        const what = try self.memberAt(index, null);
        return what.name.?[0..@intCast(what.name_length)];
    }

    /// Opens the member called `name` as an array.
    pub fn get(self: *const Npz, name: []const u8, diag: ?*Diagnostics) Error!readers.Reader {
        var z: errors.Z = .{};
        var out: ?*c.npy_reader = null;
        var err: c.npy_error = .{};
        try check(c.npz_get(self.handle, try z.set(name, diag), &out, &err), &err, self.name.get(), diag);
        return .{ .handle = out, .name = self.name };
    }

    /// Opens the member at `index` as an array.
    pub fn getAt(self: *const Npz, index: usize, diag: ?*Diagnostics) Error!readers.Reader {
        var out: ?*c.npy_reader = null;
        var err: c.npy_error = .{};
        try check(c.npz_get_at(self.handle, @intCast(index), &out, &err), &err, self.name.get(), diag);
        return .{ .handle = out, .name = self.name };
    }

    /// Loads the member called `name`.
    pub fn load(self: *const Npz, comptime T: type, gpa: std.mem.Allocator, name: []const u8, request: readers.Request) Error!arrays.Array(T) {
        var reader = try self.get(name, request.diag);
        defer reader.close();
        return reader.read(T, gpa, request);
    }

    /// All bytes of a member, array or not; its CRC-32 is compared.
    pub fn bytes(self: *const Npz, gpa: std.mem.Allocator, index: usize, diag: ?*Diagnostics) Error![]u8 {
        const what = try self.memberAt(index, diag);
        const out = try gpa.alloc(u8, std.math.cast(usize, what.size) orelse return error.LimitReached);
        errdefer gpa.free(out);
        var err: c.npy_error = .{};
        try check(c.npz_bytes_at(self.handle, @intCast(index), out.ptr, out.len, &err), &err, self.name.get(), diag);
        return out;
    }

    /// Reads everything, and compares records, sizes and checksums.
    pub fn verify(self: *const Npz, diag: ?*Diagnostics) Error!void {
        var err: c.npy_error = .{};
        try check(c.npz_verify(self.handle, &err), &err, self.name.get(), diag);
    }
};

/// How members are packed.
pub const Method = enum(i32) {
    /// As numpy.savez.
    stored = c.NPZ_STORED,
    /// As numpy.savez_compressed.
    deflated = c.NPZ_DEFLATED,
};

/// An archive that is being written. It ends with `finish`, or without a trace with `discard`, which
/// does nothing after `finish`: defer it. A member that is open has to be ended first.
pub const NpzWriter = struct {
    handle: ?*c.npz_writer,
    name: errors.Name,

    pub const Options = struct {
        method: Method = .stored,
        /// How hard deflate tries: 1 to 9; 0 is 6.
        level: u8 = 0,
        /// Members begin at a multiple of so many bytes, such as 64, so that stored ones can be mapped.
        alignment: u16 = 0,
        /// How many threads may deflate blocks.
        threads: u31 = 0,
        /// Deflate in blocks of so many bytes, such as 262,144; 0: one stream.
        block: u31 = 0,
        replace: writers.Replace = .atomic,
        sync: bool = false,
        /// Of `finish`; has to live until then.
        progress: ?*const readers.Progress = null,
        diag: ?*Diagnostics = null,

        fn raw(self: Options) c.npz_options {
            var out: c.npz_options = .{
                .method = @intFromEnum(self.method),
                .level = self.level,
                .@"align" = self.alignment,
                .threads = self.threads,
                .block = self.block,
                .replace = @intFromEnum(self.replace),
                .sync = @intFromBool(self.sync),
            };
            readers.Progress.tell(self.progress, &out);
            return out;
        }
    };

    /// Starts an archive, which appears at `finish`.
    pub fn create(path: []const u8, options: Options) Error!NpzWriter {
        var z: errors.Z = .{};
        return begin(c.npz_create, try z.set(path, options.diag), path, options);
    }

    /// Starts to change an archive: what is added takes the place of members of its name, the others stay.
    pub fn update(path: []const u8, options: Options) Error!NpzWriter {
        var z: errors.Z = .{};
        return begin(c.npz_update, try z.set(path, options.diag), path, options);
    }

    /// Starts an archive that is written to a stream, which has to live until the end and is flushed then.
    pub fn toStream(to: *std.Io.Writer, options: Options) Error!NpzWriter {
        const sink = stream.sink(to);
        return begin(c.npz_create_sink, &sink, "", options);
    }

    fn begin(comptime call: anytype, first: anytype, name: []const u8, options: Options) Error!NpzWriter {
        const raw = options.raw();
        var out: ?*c.npz_writer = null;
        var err: c.npy_error = .{};
        try check(call(first, &raw, &out, &err), &err, name, options.diag);
        return .{ .handle = out, .name = .of(name) };
    }

    /// Saves packed elements as the member `key`. `data` is a slice or a pointer to an array.
    pub fn add(self: *NpzWriter, key: []const u8, data: anytype, shape: []const usize, options: writers.Options) Error!void {
        const T = std.meta.Elem(@TypeOf(data));
        const items: []const T = data;
        try writers.counted(items.len, shape, self.name.get(), options.diag);
        try self.put(T, key, items.ptr, null, shape, options);
    }

    /// Saves elements from where they are as the member `key`.
    pub fn addView(self: *NpzWriter, comptime T: type, key: []const u8, view: arrays.View(T), options: writers.Options) Error!void {
        var strides: [c.NPY_MAX_NDIM]i64 = undefined;
        const data = try view.located(&strides, self.name.get(), options.diag);
        try self.put(T, key, data, &strides, view.shape, options);
    }

    fn put(self: *NpzWriter, comptime T: type, key: []const u8, data: ?[*]const T, strides: ?[*]const i64, shape: []const usize, options: writers.Options) Error!void {
        var spec: writers.Spec = .{};
        const raw = try spec.of(T, shape, options, self.name.get());
        var z: errors.Z = .{};
        var err: c.npy_error = .{};
        try check(
            c.npz_save_with(self.handle, try z.set(key, options.diag), raw, data, strides, &err),
            &err,
            self.name.get(),
            options.diag,
        );
    }

    /// Starts the member `key`, to be written piece by piece. While it is open, every other call is `error.InvalidState`.
    pub fn writer(self: *NpzWriter, comptime T: type, key: []const u8, shape: []const usize, options: writers.Options) Error!writers.Writer(T) {
        var spec: writers.Spec = .{};
        const raw = try spec.of(T, shape, options, self.name.get());
        var z: errors.Z = .{};
        var out: ?*c.npy_writer = null;
        var err: c.npy_error = .{};
        try check(c.npz_add(self.handle, try z.set(key, options.diag), raw, &out, &err), &err, self.name.get(), options.diag);
        return .{ .handle = out, .name = self.name };
    }

    /// Removes the member `key`; `error.NoSuchMember` if there is none.
    pub fn remove(self: *NpzWriter, key: []const u8, diag: ?*Diagnostics) Error!void {
        var z: errors.Z = .{};
        var err: c.npy_error = .{};
        try check(c.npz_remove(self.handle, try z.set(key, diag), &err), &err, self.name.get(), diag);
    }

    /// Ends the archive: its file is there now. If it fails, the old file is.
    pub fn finish(self: *NpzWriter, diag: ?*Diagnostics) Error!void {
        const handle = self.handle;
        self.handle = null;
        var err: c.npy_error = .{};
        try check(c.npz_finish(handle, &err), &err, self.name.get(), diag);
    }

    /// Gives the archive up.
    pub fn discard(self: *NpzWriter) void {
        c.npz_discard(self.handle);
        self.handle = null;
    }
};
