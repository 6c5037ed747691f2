//! Arrays in memory.

const std = @import("std");
const c = @import("raw.zig");
const errors = @import("errors.zig");

/// Which axis runs fastest.
pub const Order = enum(u8) {
    /// As in the file; when writing, C.
    stored = 0,
    /// The last.
    c = 'C',
    /// The first.
    f = 'F',
};

/// NumPy's start:stop:step of one axis; all zero is the whole axis.
pub const Slice = c.npy_slice;

/// A bound of a slice that is left out.
pub const none: i64 = c.NPY_NONE;
/// The whole axis.
pub const all: Slice = .{};

/// start:stop
pub fn range(start: i64, stop: i64) Slice {
    return .{ .start = start, .stop = stop, .step = 1 };
}

/// start:stop:by; a bound may be `none`.
pub fn step(start: i64, stop: i64, by: i64) Slice {
    return .{ .start = start, .stop = stop, .step = by };
}

/// A whole array, packed, of an allocator's memory.
pub fn Array(comptime T: type) type {
    return struct {
        data: []T,
        shape: []const usize,
        order: Order,
        gpa: std.mem.Allocator,

        const Self = @This();

        pub fn deinit(self: *Self) void {
            self.gpa.free(self.data);
            self.gpa.free(self.shape);
            self.* = .{ .data = &.{}, .shape = &.{}, .order = .c, .gpa = self.gpa };
        }

        /// The element that NumPy calls a[index…]. An index outside is a bug of the caller.
        pub fn at(self: *const Self, index: []const usize) T {
            return self.data[place(self.shape, self.order, index)];
        }
    };
}

/// Where in a packed array the element of these indices stands.
pub fn place(shape: []const usize, order: Order, index: []const usize) usize {
    std.debug.assert(index.len == shape.len);
    var at: usize = 0;
    for (0..shape.len) |i| {
        const axis = if (order == .f) shape.len - 1 - i else i;
        std.debug.assert(index[axis] < shape[axis]);
        at = at * shape[axis] + index[axis];
    }
    return at;
}

/// An array that lies in `data` in any way: the element a[0, 0…] at `offset`, the others `strides`
/// elements apart, one number for each axis, also negative.
pub fn View(comptime T: type) type {
    return struct {
        data: []const T,
        offset: usize = 0,
        shape: []const usize,
        strides: []const isize,

        const Self = @This();

        /// Where C finds it: everything is inside of `data`.
        pub fn located(self: Self, strides: *[c.NPY_MAX_NDIM]i64, name: []const u8, diag: ?*errors.Diagnostics) errors.Error!?[*]const T {
            if (self.strides.len != self.shape.len or self.shape.len > c.NPY_MAX_NDIM)
                return errors.refuse(c.NPY_ERR_ARGUMENT, "shape and strides have different numbers of axes, or too many", name, diag);
            var low: i128 = @intCast(self.offset);
            var high = low;
            var empty = false;
            for (self.shape, self.strides, 0..) |n, stride, axis| {
                if (n == 0) {
                    empty = true;
                    continue;
                }
                const reach = @as(i128, n - 1) * stride;
                if (reach < 0) low += reach else high += reach;
                const bytes = @as(i128, stride) * @sizeOf(T);
                strides[axis] = std.math.cast(i64, bytes) orelse return errors.refuse(c.NPY_ERR_SIZE, "the strides reach too far", name, diag);
            }
            if (empty) return null;
            if (low < 0 or high >= self.data.len) return errors.refuse(c.NPY_ERR_SIZE, "the shape reaches outside of the data", name, diag);
            return self.data.ptr + self.offset;
        }
    };
}
