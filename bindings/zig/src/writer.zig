//! Arrays, written.

const std = @import("std");
const c = @import("raw.zig");
const errors = @import("errors.zig");
const dtypes = @import("dtype.zig");
const arrays = @import("array.zig");
const readers = @import("reader.zig");
const stream = @import("stream.zig");

const Error = errors.Error;
const Diagnostics = errors.Diagnostics;
const check = errors.check;

/// What happens to a file that is there.
pub const Replace = enum(i32) {
    /// The old file stays until the new one is complete.
    atomic = c.NPY_REPLACE_ATOMIC,
    /// There must be none.
    never = c.NPY_REPLACE_NEVER,
    /// Overwrite where it stands: after a failure the old file is lost.
    in_place = c.NPY_REPLACE_IN_PLACE,
};

/// How an array is written; the default is what numpy.save does.
pub const Options = struct {
    /// In the file, such as ">f4"; null: that of the elements.
    dtype: ?[]const u8 = null,
    casting: readers.Casting = .equiv,
    /// In the file, and for packed data in memory too.
    order: arrays.Order = .c,
    /// Of the format: 1, 2, 3, or 0 for the oldest that fits.
    version: u8 = 0,
    replace: Replace = .atomic,
    /// Come back when the file is safe on the disk.
    sync: bool = false,
    threads: u31 = 0,
    /// Has to live as long as a `Writer` made with it.
    progress: ?*const readers.Progress = null,
    diag: ?*Diagnostics = null,
};

/// The length of an axis that is known at the end: the slowest one's (the first in C order, the last in Fortran order).
pub const growing = std.math.maxInt(usize);

/// What is to be written, as C reads it. Points into itself.
pub const Spec = struct {
    raw: c.npy_spec = .{},
    shape: [c.NPY_MAX_NDIM]i64 = undefined,
    dtype: errors.Z = .{},

    pub fn of(self: *Spec, comptime T: type, shape: []const usize, o: Options, name: []const u8) Error!*const c.npy_spec {
        if (shape.len > self.shape.len) return errors.refuse(c.NPY_ERR_SHAPE, "more than 64 axes", name, o.diag);
        for (self.shape[0..shape.len], shape) |*to, n| {
            to.* = if (n == growing) -1 else std.math.cast(i64, n) orelse
                return errors.refuse(c.NPY_ERR_SHAPE, "an axis is too long", name, o.diag);
        }
        self.raw = .{
            .dtype = dtypes.dtypeOf(T).ptr,
            .shape = if (shape.len > 0) &self.shape else null,
            .ndim = @intCast(shape.len),
            .casting = @intFromEnum(o.casting),
            .version = o.version,
            .replace = @intFromEnum(o.replace),
            .sync = @intFromBool(o.sync),
            .threads = o.threads,
            .order = @intFromEnum(o.order),
        };
        if (o.dtype) |text| {
            self.raw.data_dtype = self.raw.dtype;
            self.raw.dtype = try self.dtype.set(text, o.diag);
        }
        readers.Progress.tell(o.progress, &self.raw);
        return &self.raw;
    }
};

/// Packed data has as many elements as its shape.
pub fn counted(length: usize, shape: []const usize, name: []const u8, diag: ?*Diagnostics) Error!void {
    var count: usize = 1;
    for (shape) |n| count = std.math.mul(usize, count, n) catch
        return errors.refuse(c.NPY_ERR_SIZE, "the shape has more elements than there are", name, diag);
    if (count != length) return errors.refuse(c.NPY_ERR_SIZE, "the shape and the data have different numbers of elements", name, diag);
}

/// Saves packed elements: byte for byte the file that numpy.save writes. It appears when it is complete; until
/// then, and after any failure, the old one is there. `data` is a slice or a pointer to an array.
pub fn save(path: []const u8, data: anytype, shape: []const usize, options: Options) Error!void {
    const T = std.meta.Elem(@TypeOf(data));
    const items: []const T = data;
    try counted(items.len, shape, path, options.diag);
    var spec: Spec = .{};
    const raw = try spec.of(T, shape, options, path);
    var z: errors.Z = .{};
    var err: c.npy_error = .{};
    try check(c.npy_save_with(try z.set(path, options.diag), raw, items.ptr, null, &err), &err, path, options.diag);
}

/// Saves elements from where they are, without packing them first.
pub fn saveView(comptime T: type, path: []const u8, view: arrays.View(T), options: Options) Error!void {
    var strides: [c.NPY_MAX_NDIM]i64 = undefined;
    const data = try view.located(&strides, path, options.diag);
    var spec: Spec = .{};
    const raw = try spec.of(T, view.shape, options, path);
    var z: errors.Z = .{};
    var err: c.npy_error = .{};
    try check(c.npy_save_with(try z.set(path, options.diag), raw, data, &strides, &err), &err, path, options.diag);
}

/// An array that is being written, piece by piece. It ends with `finish`, or without a trace with
/// `discard`, which does nothing after `finish`: defer it.
pub fn Writer(comptime T: type) type {
    return struct {
        handle: ?*c.npy_writer,
        name: errors.Name,

        const Self = @This();

        /// Starts a file, which appears at `finish`.
        pub fn create(path: []const u8, shape: []const usize, options: Options) Error!Self {
            var spec: Spec = .{};
            const raw = try spec.of(T, shape, options, path);
            var z: errors.Z = .{};
            return begin(c.npy_create, .{try z.set(path, options.diag)}, raw, path, options.diag);
        }

        /// Starts an array at a descriptor's position. The descriptor stays yours, and open until the end.
        pub fn toFd(fd: c_int, shape: []const usize, options: Options) Error!Self {
            var spec: Spec = .{};
            return begin(c.npy_create_fd, .{fd}, try spec.of(T, shape, options, ""), "", options.diag);
        }

        /// Starts an array that is written to a stream, which has to live until the end and is flushed then.
        pub fn toStream(to: *std.Io.Writer, shape: []const usize, options: Options) Error!Self {
            var spec: Spec = .{};
            const sink = stream.sink(to);
            return begin(c.npy_create_sink, .{&sink}, try spec.of(T, shape, options, ""), "", options.diag);
        }

        /// Starts an array that `writeAt(context, bytes, offset)` stores.
        pub fn toWriteAt(
            context: anytype,
            comptime writeAt: fn (@TypeOf(context), []const u8, u64) anyerror!void,
            shape: []const usize,
            options: Options,
        ) Error!Self {
            var spec: Spec = .{};
            const sink = stream.sinkAt(context, writeAt);
            return begin(c.npy_create_sink, .{&sink}, try spec.of(T, shape, options, ""), "", options.diag);
        }

        /// Opens a file to add rows to its `growing` axis, or makes it. `flush` makes rows visible; `discard` leaves the
        /// last flush. No other writer gets the file meanwhile (`error.Busy`).
        pub fn append(path: []const u8, shape: []const usize, options: Options) Error!Self {
            var spec: Spec = .{};
            const raw = try spec.of(T, shape, options, path);
            var z: errors.Z = .{};
            return begin(c.npy_append, .{try z.set(path, options.diag)}, raw, path, options.diag);
        }

        fn begin(comptime call: anytype, first: anytype, raw: *const c.npy_spec, name: []const u8, diag: ?*Diagnostics) Error!Self {
            var out: ?*c.npy_writer = null;
            var err: c.npy_error = .{};
            try check(@call(.auto, call, .{ first[0], raw, &out, &err }), &err, name, diag);
            return .{ .handle = out, .name = .of(name) };
        }

        /// Writes the next elements, in the file's order of elements.
        pub fn write(self: *Self, data: []const T, diag: ?*Diagnostics) Error!void {
            var err: c.npy_error = .{};
            try check(c.npy_write(self.handle, data.ptr, data.len * @sizeOf(T), &err), &err, self.name.get(), diag);
        }

        /// Writes the next rows of the slowest axis from any layout; along the others the view has the array's shape.
        pub fn writeRows(self: *Self, view: arrays.View(T), diag: ?*Diagnostics) Error!void {
            const what = try self.info(diag);
            const shape = what.shape();
            if (shape.len != view.shape.len or shape.len == 0)
                return errors.refuse(c.NPY_ERR_SHAPE, "the rows have another number of axes than the array", self.name.get(), diag);
            const slowest = if (what.order() == .f) shape.len - 1 else 0;
            for (shape, view.shape, 0..) |n, m, axis| if (axis != slowest and n != m)
                return errors.refuse(c.NPY_ERR_SHAPE, "the rows have another shape than the array", self.name.get(), diag);
            var strides: [c.NPY_MAX_NDIM]i64 = undefined;
            const data = try view.located(&strides, self.name.get(), diag);
            var err: c.npy_error = .{};
            const rows: i64 = @intCast(view.shape[slowest]);
            try check(c.npy_write_rows(self.handle, rows, data, &strides, &err), &err, self.name.get(), diag);
        }

        /// Writes packed elements to what `slices` pick, wherever that is in the file. Many threads may write slabs at
        /// once, in any order, if these do not overlap.
        pub fn writeSlab(self: *const Self, slices: []const arrays.Slice, data: []const T, diag: ?*Diagnostics) Error!void {
            const what = try self.info(diag);
            const shape = what.shape();
            if (slices.len > shape.len) return errors.refuse(c.NPY_ERR_SHAPE, "more slices than axes", self.name.get(), diag);
            var count: usize = 1;
            for (shape, 0..) |n, axis| count *= if (axis < slices.len) try picked(slices[axis], n, diag) else @intCast(n);
            if (count != data.len) return errors.refuse(c.NPY_ERR_SIZE, "the slices pick another number of elements", self.name.get(), diag);
            var err: c.npy_error = .{};
            try check(
                c.npy_write_slab(self.handle, slices.ptr, @intCast(slices.len), data.ptr, null, &err),
                &err,
                self.name.get(),
                diag,
            );
        }

        /// What was written so far: a growing axis has its length as of now.
        pub fn info(self: *const Self, diag: ?*Diagnostics) Error!readers.Info {
            var out: readers.Info = .{ .raw = .{} };
            var err: c.npy_error = .{};
            try check(c.npy_writer_info(self.handle, &out.raw, &err), &err, self.name.get(), diag);
            return out;
        }

        /// Makes the rows that were written to a file from `append` visible.
        pub fn flush(self: *Self, diag: ?*Diagnostics) Error!void {
            var err: c.npy_error = .{};
            try check(c.npy_flush(self.handle, &err), &err, self.name.get(), diag);
        }

        /// Ends the array: its file is there now. If it fails, the old file is.
        pub fn finish(self: *Self, diag: ?*Diagnostics) Error!void {
            const handle = self.handle;
            self.handle = null;
            var err: c.npy_error = .{};
            try check(c.npy_finish(handle, &err), &err, self.name.get(), diag);
        }

        /// Gives the array up.
        pub fn discard(self: *Self) void {
            c.npy_discard(self.handle);
            self.handle = null;
        }
    };
}

/// How many of an axis a slice picks, as in Python's len(range(*slice.indices(n))).
fn picked(slice: arrays.Slice, n: i64, diag: ?*Diagnostics) Error!usize {
    if (slice.start == 0 and slice.stop == 0 and slice.step == 0) return @intCast(n);
    const by = if (slice.step == arrays.none) 1 else slice.step;
    if (by == 0) return errors.refuse(c.NPY_ERR_ARGUMENT, "the step of a slice is 0", "", diag);
    const low: i64 = if (by < 0) -1 else 0;
    const high: i64 = if (by < 0) n - 1 else n;
    const from = bound(slice.start, if (by < 0) high else low, low, high, n);
    const to = bound(slice.stop, if (by < 0) low else high, low, high, n);
    const span: i128 = if (by < 0) @as(i128, from) - to else @as(i128, to) - from;
    if (span <= 0) return 0;
    return @intCast(@divFloor(span - 1, @as(i128, @abs(by))) + 1);
}

fn bound(at: i64, missing: i64, low: i64, high: i64, n: i64) i64 {
    if (at == arrays.none) return missing;
    return std.math.clamp(if (at < 0) at +| n else at, low, high);
}

/// Makes a file whole after its writer died. Call it for files of which you know that their writer is gone.
pub fn recover(path: []const u8, diag: ?*Diagnostics) Error!c.npy_recovery {
    var z: errors.Z = .{};
    var out: c.npy_recovery = .{};
    var err: c.npy_error = .{};
    try check(c.npy_recover(try z.set(path, diag), &out, &err), &err, path, diag);
    return out;
}
