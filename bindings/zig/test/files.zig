//! Files by the C library: what std has for them differs from version to version.

const std = @import("std");

const FILE = opaque {};
extern "c" fn fopen(path: [*:0]const u8, mode: [*:0]const u8) ?*FILE;
extern "c" fn fread(dst: [*]u8, size: usize, count: usize, file: *FILE) usize;
extern "c" fn fwrite(src: [*]const u8, size: usize, count: usize, file: *FILE) usize;
extern "c" fn fclose(file: *FILE) c_int;
extern "c" fn fcntl(fd: c_int, command: c_int, ...) c_int;

fn open(path: []const u8, mode: [*:0]const u8) !*FILE {
    var text: [4097]u8 = undefined;
    if (path.len >= text.len) return error.NameTooLong;
    @memcpy(text[0..path.len], path);
    text[path.len] = 0;
    return fopen(text[0..path.len :0], mode) orelse error.FileNotFound;
}

pub fn read(gpa: std.mem.Allocator, path: []const u8) ![]u8 {
    const file = try open(path, "rb");
    defer _ = fclose(file);
    var all: []u8 = try gpa.alloc(u8, 0);
    errdefer gpa.free(all);
    var block: [4096]u8 = undefined;
    while (true) {
        const got = fread(&block, 1, block.len, file);
        if (got == 0) return all;
        all = try gpa.realloc(all, all.len + got);
        @memcpy(all[all.len - got ..], block[0..got]);
    }
}

pub fn write(path: []const u8, bytes: []const u8) !void {
    const file = try open(path, "wb");
    const put = fwrite(bytes.ptr, 1, bytes.len, file);
    if (fclose(file) != 0 or put != bytes.len) return error.InputOutput;
}

/// How many descriptors are open.
pub fn descriptors() usize {
    var count: usize = 0;
    for (0..1024) |fd| {
        if (fcntl(@intCast(fd), 1) >= 0) count += 1; // F_GETFD
    }
    return count;
}

/// Bytes of this process that are in memory.
pub fn resident() !usize {
    var text: [256]u8 = undefined;
    const file = try open("/proc/self/statm", "rb");
    defer _ = fclose(file);
    var words = std.mem.tokenizeScalar(u8, text[0..fread(&text, 1, text.len, file)], ' ');
    _ = words.next();
    const page = 4096;
    return page * try std.fmt.parseInt(usize, words.next().?, 10);
}
