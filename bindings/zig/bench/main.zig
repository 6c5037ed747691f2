//! Answers each line `load PATH N` of its input with a line: the seconds that N loads of a file of f64 took.

const std = @import("std");
const npy = @import("npyrw");

const FILE = opaque {};
extern "c" fn getline(line: *?[*:0]u8, capacity: *usize, file: *FILE) isize;
extern "c" fn free(at: ?*anyopaque) void;
extern "c" fn printf(format: [*:0]const u8, ...) c_int;
extern "c" fn fflush(file: ?*FILE) c_int;
extern "c" var stdin: *FILE;

fn now() f64 {
    var t: std.c.timespec = undefined;
    _ = std.c.clock_gettime(.MONOTONIC, &t);
    return @as(f64, @floatFromInt(t.sec)) + 1e-9 * @as(f64, @floatFromInt(t.nsec));
}

fn answer(line: []const u8) !f64 {
    var words = std.mem.tokenizeAny(u8, line, " \n");
    const what = words.next() orelse return error.NoSuchLine;
    if (!std.mem.eql(u8, what, "load")) return error.NoSuchLine;
    const path = words.next() orelse return error.NoSuchLine;
    const count = try std.fmt.parseInt(usize, words.next() orelse return error.NoSuchLine, 10);
    const start = now();
    for (0..count) |_| {
        var a = try npy.load(f64, std.heap.c_allocator, path, .{});
        a.deinit();
    }
    return now() - start;
}

pub export fn main(_: c_int, _: [*]const [*:0]const u8) c_int {
    var line: ?[*:0]u8 = null;
    var capacity: usize = 0;
    defer free(line);
    while (true) {
        const got = getline(&line, &capacity, stdin);
        if (got <= 0) return 0;
        const seconds = answer(line.?[0..@intCast(got)]) catch |err| {
            std.debug.print("bench: {s}\n", .{@errorName(err)});
            return 1;
        };
        _ = printf("%.9f\n", seconds);
        _ = fflush(null);
    }
}
