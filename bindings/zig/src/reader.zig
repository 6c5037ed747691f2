//! One array, opened for reading.

const std = @import("std");
const builtin = @import("builtin");
const c = @import("raw.zig");
const errors = @import("errors.zig");
const dtypes = @import("dtype.zig");
const arrays = @import("array.zig");
const stream = @import("stream.zig");

const Error = errors.Error;
const Diagnostics = errors.Diagnostics;
const check = errors.check;

pub const OpenOptions = struct {
    /// The byte at which the array starts.
    offset: u63 = 0,
    /// The longest header in bytes; 0 is 1 MiB.
    max_header: u63 = 0,
    /// How deeply brackets may be nested; 0 is 32.
    max_nesting: u31 = 0,
    /// The elements need not be there.
    header_only: bool = false,
    /// Accept only what NumPy itself writes.
    strict: bool = false,
    /// You promise that nobody shortens the file while it is open.
    steady: bool = false,
    diag: ?*Diagnostics = null,

    fn raw(self: OpenOptions) c.npy_open_options {
        return .{
            .offset = self.offset,
            .max_header = self.max_header,
            .max_nesting = self.max_nesting,
            .flags = flags(self.header_only, self.strict, self.steady),
        };
    }
};

pub fn flags(header_only: bool, strict: bool, steady: bool) u32 {
    return (if (header_only) @as(u32, c.NPY_OPEN_HEADER_ONLY) else 0) |
        (if (strict) @as(u32, c.NPY_OPEN_STRICT) else 0) |
        (if (steady) @as(u32, c.NPY_OPEN_STEADY) else 0);
}

/// What may be converted.
pub const Casting = enum(i32) {
    /// The byte order only: the dtype has to match.
    equiv = c.NPY_CAST_EQUIV,
    /// Where no value can change.
    safe = c.NPY_CAST_SAFE,
    /// Safely or within a kind, such as f64 to f32.
    same_kind = c.NPY_CAST_SAME_KIND,
    /// Between any two.
    unsafe = c.NPY_CAST_UNSAFE,
};

/// Is told how far a long call is, on the thread that called; false stops it.
pub const Progress = struct {
    context: ?*anyopaque = null,
    call: *const fn (context: ?*anyopaque, done: u64, total: u64) bool,

    fn told(context: ?*anyopaque, done: i64, total: i64) callconv(.c) i32 {
        const self: *const Progress = @ptrCast(@alignCast(context.?));
        return if (self.call(self.context, @intCast(done), @intCast(total))) 0 else 1;
    }

    /// Sets what C calls, and what with.
    pub fn tell(self: ?*const Progress, options: anytype) void {
        if (self) |p| {
            options.progress = told;
            options.context = @constCast(p);
        }
    }
};

/// What is to be read. The default is everything, as it lies in the file.
pub const Request = struct {
    /// One for each axis; missing ones are whole.
    slices: []const arrays.Slice = &.{},
    /// Only this field of a structured dtype, such as "particle.pos".
    field: ?[]const u8 = null,
    /// How the elements lie in memory.
    order: arrays.Order = .stored,
    casting: Casting = .equiv,
    /// How many threads the library may use; 0 is 1.
    threads: u31 = 0,
    progress: ?*const Progress = null,
    diag: ?*Diagnostics = null,

    pub fn raw(self: *const Request, field: *errors.Z, dtype: ?[*:0]const u8) Error!c.npy_request {
        var out: c.npy_request = .{
            .dtype = dtype,
            .slices = if (self.slices.len > 0) self.slices.ptr else null,
            .nslices = std.math.cast(i32, self.slices.len) orelse return error.InvalidArgument,
            .order = @intFromEnum(self.order),
            .casting = @intFromEnum(self.casting),
            .threads = self.threads,
        };
        if (self.field) |text| out.field = try field.set(text, self.diag);
        Progress.tell(self.progress, &out);
        return out;
    }
};

/// What is known of an array. Its texts live as long as what was asked.
pub const Info = struct {
    raw: c.npy_info,

    pub fn shape(self: *const Info) []const i64 {
        return self.raw.shape[0..@intCast(self.raw.ndim)];
    }

    /// Elements in all.
    pub fn count(self: *const Info) usize {
        return @intCast(self.raw.count);
    }

    pub fn order(self: *const Info) arrays.Order {
        return if (self.raw.order == 'F') .f else .c;
    }

    /// The dtype as NumPy writes it.
    pub fn descr(self: *const Info) []const u8 {
        return std.mem.span(self.raw.descr.?);
    }

    /// The field at `index` of a structured dtype: those of all depths, each struct in front of its own.
    pub fn fieldAt(self: *const Info, index: u31, diag: ?*Diagnostics) Error!c.npy_field_info {
        var out: c.npy_field_info = .{};
        var err: c.npy_error = .{};
        try check(c.npy_field_at(self.raw.dtype, index, &out, &err), &err, "", diag);
        return out;
    }

    /// A field by its name, or by names with dots between.
    pub fn field(self: *const Info, path: []const u8, diag: ?*Diagnostics) Error!c.npy_field_info {
        var out: c.npy_field_info = .{};
        var err: c.npy_error = .{};
        var z: errors.Z = .{};
        try check(c.npy_field(self.raw.dtype, try z.set(path, diag), &out, &err), &err, "", diag);
        return out;
    }
};

pub const Reader = struct {
    /// Null after `close`; for the calls of `c` that have no name here.
    handle: ?*c.npy_reader,
    name: errors.Name,

    /// Opens a file and reads its header.
    pub fn open(path: []const u8, options: OpenOptions) Error!Reader {
        var z: errors.Z = .{};
        const raw = options.raw();
        var out: ?*c.npy_reader = null;
        var err: c.npy_error = .{};
        try check(c.npy_open_with(try z.set(path, options.diag), &raw, &out, &err), &err, path, options.diag);
        return .{ .handle = out, .name = .of(path) };
    }

    /// Opens the array at a descriptor's position. The descriptor stays yours, and open until `close`.
    pub fn fromFd(fd: c_int, options: OpenOptions) Error!Reader {
        const raw = options.raw();
        var out: ?*c.npy_reader = null;
        var err: c.npy_error = .{};
        try check(c.npy_open_fd(fd, &raw, &out, &err), &err, "", options.diag);
        return .{ .handle = out, .name = .{} };
    }

    /// Opens an array that is in memory: borrowed, not copied.
    pub fn fromBytes(bytes: []const u8, options: OpenOptions) Error!Reader {
        const raw = options.raw();
        var out: ?*c.npy_reader = null;
        var err: c.npy_error = .{};
        try check(c.npy_open_memory(bytes.ptr, bytes.len, &raw, &out, &err), &err, "", options.diag);
        return .{ .handle = out, .name = .{} };
    }

    /// Opens the array that comes next from a stream, which has to live until `close`. Its elements can be read once.
    pub fn fromStream(source: *std.Io.Reader, options: OpenOptions) Error!Reader {
        return fromSource(stream.source(source), options);
    }

    /// Opens the array in `length` bytes (0: unknown) that `readAt(context, buffer, offset)` fetches: it gives how many
    /// it got, 0 at the end. Where many threads use the reader, they call it at the same time.
    pub fn fromReadAt(
        context: anytype,
        comptime readAt: fn (@TypeOf(context), []u8, u64) anyerror!usize,
        length: u63,
        options: OpenOptions,
    ) Error!Reader {
        return fromSource(stream.sourceAt(context, readAt, length), options);
    }

    fn fromSource(source: c.npy_source, options: OpenOptions) Error!Reader {
        const raw = options.raw();
        var out: ?*c.npy_reader = null;
        var err: c.npy_error = .{};
        try check(c.npy_open_source(&source, &raw, &out, &err), &err, "", options.diag);
        return .{ .handle = out, .name = .{} };
    }

    pub fn close(self: *Reader) void {
        c.npy_close(self.handle);
        self.handle = null;
    }

    /// Goes on to the array that follows; `error.EndOfFile` behind the last.
    pub fn next(self: *Reader, diag: ?*Diagnostics) Error!void {
        var err: c.npy_error = .{};
        try check(c.npy_next(self.handle, &err), &err, self.name.get(), diag);
    }

    pub fn info(self: *const Reader, diag: ?*Diagnostics) Error!Info {
        var out: Info = .{ .raw = .{} };
        var err: c.npy_error = .{};
        try check(c.npy_header(self.handle, &out.raw, &err), &err, self.name.get(), diag);
        return out;
    }

    /// What a read would give, without reading.
    pub fn plan(self: *const Reader, comptime T: type, request: Request) Error!Info {
        var field: errors.Z = .{};
        const raw = try request.raw(&field, dtypes.dtypeOf(T).ptr);
        var out: Info = .{ .raw = .{} };
        var err: c.npy_error = .{};
        try check(c.npy_plan(self.handle, &raw, &out.raw, &err), &err, self.name.get(), request.diag);
        return out;
    }

    /// Says at once, in words about dtypes, that `T` is something else than the file's.
    pub fn expect(self: *const Reader, comptime T: type, request: Request) Error!void {
        if (request.casting != .equiv or request.field != null) return;
        var err: c.npy_error = .{};
        try check(c.npy_expect(self.handle, dtypes.dtypeOf(T).ptr, -1, &err), &err, self.name.get(), request.diag);
    }

    /// Reads into memory that is there; `dst` has exactly the number of elements delivered.
    pub fn readInto(self: *const Reader, comptime T: type, dst: []T, request: Request) Error!void {
        try self.expect(T, request);
        var field: errors.Z = .{};
        const raw = try request.raw(&field, dtypes.dtypeOf(T).ptr);
        const bytes = std.mem.sliceAsBytes(dst);
        var err: c.npy_error = .{};
        try check(c.npy_read(self.handle, &raw, bytes.ptr, bytes.len, &err), &err, self.name.get(), request.diag);
        dtypes.mendBools(T, bytes);
    }

    /// Reads into memory of the allocator.
    pub fn read(self: *const Reader, comptime T: type, gpa: std.mem.Allocator, request: Request) Error!arrays.Array(T) {
        try self.expect(T, request);
        const what = try self.plan(T, request);
        const shape = try gpa.alloc(usize, what.shape().len);
        errdefer gpa.free(shape);
        for (shape, what.shape()) |*to, from| to.* = @intCast(from);
        const data = try gpa.alloc(T, what.count());
        errdefer gpa.free(data);
        advise(std.mem.sliceAsBytes(data));
        try self.readInto(T, data, request);
        return .{ .data = data, .shape = shape, .order = what.order(), .gpa = gpa };
    }
};

/// Loads a file into memory of the allocator.
pub fn load(comptime T: type, gpa: std.mem.Allocator, path: []const u8, request: Request) Error!arrays.Array(T) {
    var reader = try Reader.open(path, .{ .diag = request.diag });
    defer reader.close();
    return reader.read(T, gpa, request);
}

extern "c" fn madvise(at: *anyopaque, size: usize, advice: c_int) c_int;

/// Memory that was never touched comes in pages of 4 KiB, each at the price of a fault, unless Linux is
/// told that larger ones will do. A hint: where it does nothing, nothing is lost.
fn advise(bytes: []u8) void {
    if (builtin.os.tag != .linux or bytes.len < 4 << 20) return;
    const page = 4096;
    const from = std.mem.alignForward(usize, @intFromPtr(bytes.ptr), page);
    const to = std.mem.alignBackward(usize, @intFromPtr(bytes.ptr) + bytes.len, page);
    const huge = 14; // MADV_HUGEPAGE
    _ = madvise(@ptrFromInt(from), to - from, huge);
}
