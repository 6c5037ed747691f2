//! Zig's streams behind the library's callbacks.

const std = @import("std");
const c = @import("raw.zig");

const failed: i64 = -5; // EIO

/// From a `std.Io.Reader`. A failure of it comes back as `error.CallbackFailed`.
pub fn source(from: *std.Io.Reader) c.npy_source {
    const call = struct {
        fn read(context: ?*anyopaque, dst: ?*anyopaque, size: usize) callconv(.c) i64 {
            const reader: *std.Io.Reader = @ptrCast(@alignCast(context.?));
            const buffer = @as([*]u8, @ptrCast(dst.?))[0..size];
            return @intCast(reader.readSliceShort(buffer) catch return failed);
        }
    };
    return .{ .context = from, .read = call.read };
}

pub fn sourceAt(context: anytype, comptime readAt: fn (@TypeOf(context), []u8, u64) anyerror!usize, length: u63) c.npy_source {
    const call = struct {
        fn read(raw: ?*anyopaque, dst: ?*anyopaque, size: usize, offset: i64) callconv(.c) i64 {
            const self: @TypeOf(context) = @ptrCast(@alignCast(raw.?));
            const buffer = @as([*]u8, @ptrCast(dst.?))[0..size];
            const got = readAt(self, buffer, @intCast(offset)) catch return failed;
            return @intCast(got);
        }
    };
    return .{ .context = @constCast(context), .read_at = call.read, .length = length };
}

/// To a `std.Io.Writer`, which is flushed at the end.
pub fn sink(to: *std.Io.Writer) c.npy_sink {
    const call = struct {
        fn write(context: ?*anyopaque, data: ?*const anyopaque, size: usize) callconv(.c) i64 {
            const writer: *std.Io.Writer = @ptrCast(@alignCast(context.?));
            writer.writeAll(@as([*]const u8, @ptrCast(data.?))[0..size]) catch return failed;
            return @intCast(size);
        }

        fn end(context: ?*anyopaque, commit: i32) callconv(.c) i32 {
            const writer: *std.Io.Writer = @ptrCast(@alignCast(context.?));
            if (commit == 1) writer.flush() catch return 1;
            return 0;
        }
    };
    return .{ .context = to, .write = call.write, .end = call.end };
}

/// To `writeAt(context, bytes, offset)`, which takes all of them.
pub fn sinkAt(context: anytype, comptime writeAt: fn (@TypeOf(context), []const u8, u64) anyerror!void) c.npy_sink {
    const call = struct {
        fn write(raw: ?*anyopaque, data: ?*const anyopaque, size: usize, offset: i64) callconv(.c) i64 {
            const self: @TypeOf(context) = @ptrCast(@alignCast(raw.?));
            writeAt(self, @as([*]const u8, @ptrCast(data.?))[0..size], @intCast(offset)) catch return failed;
            return @intCast(size);
        }
    };
    return .{ .context = @constCast(context), .write_at = call.write };
}
