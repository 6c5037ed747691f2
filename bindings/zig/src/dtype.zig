//! What Zig's types are as dtypes, worked out by the compiler.

const std = @import("std");

/// NumPy's complex64.
pub const Complex64 = extern struct { re: f32, im: f32 };
/// NumPy's complex128.
pub const Complex128 = extern struct { re: f64, im: f64 };

const here: []const u8 = if (@import("builtin").cpu.arch.endian() == .little) "<" else ">";

/// The dtype of `T`, as NumPy spells it in a header.
pub fn dtypeOf(comptime T: type) [:0]const u8 {
    return comptime blk: {
        @setEvalBranchQuota(100_000);
        break :blk (descr(T) ++ "")[0.. :0];
    };
}

fn descr(comptime T: type) [:0]const u8 {
    if (T == Complex64) return here ++ "c8";
    if (T == Complex128) return here ++ "c16";
    switch (@typeInfo(T)) {
        .bool => return "|b1",
        .int => |int| {
            const letter = if (int.signedness == .signed) "i" else "u";
            switch (int.bits) {
                8 => return "|" ++ letter ++ "1",
                16, 32, 64 => return std.fmt.comptimePrint("{s}{s}{d}", .{ here, letter, @sizeOf(T) }),
                else => {},
            }
        },
        .float => |float| switch (float.bits) {
            16, 32, 64 => return std.fmt.comptimePrint("{s}f{d}", .{ here, @sizeOf(T) }),
            else => {},
        },
        .@"struct" => |s| if (s.layout == .@"extern" and @sizeOf(T) > 0) return structure(T),
        else => {},
    }
    @compileError(@typeName(T) ++ " is no dtype; structs have to be extern");
}

fn padding(comptime bytes: usize) []const u8 {
    return std.fmt.comptimePrint("('', '|V{d}'), ", .{bytes});
}

fn structure(comptime T: type) [:0]const u8 {
    var text: []const u8 = "[";
    var end: usize = 0;
    for (std.meta.fieldNames(T)) |name| {
        if (name[0] == '_') continue;
        const at = @offsetOf(T, name);
        if (at > end) text = text ++ padding(at - end);
        text = text ++ "('" ++ name ++ "', " ++ member(@FieldType(T, name)) ++ "), ";
        end = at + @sizeOf(@FieldType(T, name));
    }
    if (@sizeOf(T) > end) text = text ++ padding(@sizeOf(T) - end);
    return text[0 .. text.len - 2] ++ "]";
}

/// A member's dtype, and its shape if it is an array.
fn member(comptime T: type) []const u8 {
    var item = T;
    var shape: []const u8 = "";
    var axes: usize = 0;
    while (@typeInfo(item) == .array) : (axes += 1) {
        shape = shape ++ (if (axes > 0) ", " else "") ++ std.fmt.comptimePrint("{d}", .{@typeInfo(item).array.len});
        item = @typeInfo(item).array.child;
    }
    const text = descr(item);
    const quoted = if (text[0] == '[') text else "'" ++ text ++ "'";
    return if (axes == 0) quoted else quoted ++ ", (" ++ shape ++ (if (axes == 1) ",)" else ")");
}

/// Where in an element of `T` bytes must be 0 or 1, because Zig has a bool there.
fn boolsIn(comptime T: type) []const usize {
    comptime {
        @setEvalBranchQuota(100_000);
        switch (@typeInfo(T)) {
            .bool => return &.{0},
            .array => |a| {
                var found: []const usize = &.{};
                for (0..a.len) |i| for (boolsIn(a.child)) |at| {
                    found = found ++ .{i * @sizeOf(a.child) + at};
                };
                return found;
            },
            .@"struct" => {
                var found: []const usize = &.{};
                for (std.meta.fieldNames(T)) |name| {
                    if (name[0] == '_') continue;
                    for (boolsIn(@FieldType(T, name))) |at| found = found ++ .{@offsetOf(T, name) + at};
                }
                return found;
            },
            else => return &.{},
        }
    }
}

/// Whether all bools are 0 or 1; what a file has for true may be any byte but 0.
pub fn boolsAreGood(comptime T: type, bytes: []const u8) bool {
    const bools = comptime boolsIn(T);
    if (bools.len == 0) return true;
    var at: usize = 0;
    while (at < bytes.len) : (at += @sizeOf(T)) for (bools) |b| {
        if (bytes[at + b] > 1) return false;
    };
    return true;
}

/// Makes them so.
pub fn mendBools(comptime T: type, bytes: []u8) void {
    const bools = comptime boolsIn(T);
    if (bools.len == 0) return;
    var at: usize = 0;
    while (at < bytes.len) : (at += @sizeOf(T)) for (bools) |b| {
        bytes[at + b] = @intFromBool(bytes[at + b] != 0);
    };
}
