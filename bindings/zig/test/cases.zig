//! cases CASE FOLDER does one case of bindings/cases.py, which says what each is.

const std = @import("std");
const npy = @import("npyrw");
const files = @import("files.zig");

const gpa = std.heap.c_allocator;
const expect = std.testing.expect;
const expectError = std.testing.expectError;

const Particle = extern struct { x: f64, y: f64, id: i32 };

pub const Folder = struct {
    path: []const u8,

    pub fn at(self: Folder, comptime name: []const u8) []const u8 {
        const store = struct {
            var text: [4096]u8 = undefined;
        };
        return std.fmt.bufPrint(&store.text, "{s}/" ++ name, .{self.path}) catch unreachable;
    }
};

/// Holds each element, by its indices in NumPy's order, against a formula.
fn every(comptime T: type, a: *npy.Array(T), shape: []const usize, want: fn ([]const usize) T) !void {
    defer a.deinit();
    try expect(std.mem.eql(usize, a.shape, shape));
    var index: [8]usize = @splat(0);
    for (0..a.data.len) |flat| {
        var rest = flat;
        for (0..shape.len) |i| {
            const axis = shape.len - 1 - i;
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        try expect(std.meta.eql(a.at(index[0..shape.len]), want(index[0..shape.len])));
    }
    var count: usize = 1;
    for (shape) |n| count *= n;
    try expect(count == a.data.len);
}

fn tens(i: []const usize) f64 {
    return @floatFromInt(10 * i[0] + i[1]);
}

fn up(i: []const usize) f64 {
    return @floatFromInt(i[0]);
}

fn down(i: []const usize) i32 {
    return -@as(i32, @intCast(i[0]));
}

fn bytes250(i: []const usize) u8 {
    return @intCast(250 + i[0]);
}

fn odd(i: []const usize) bool {
    return i[0] % 2 == 1;
}

fn turned(i: []const usize) npy.Complex128 {
    return .{ .re = up(i), .im = -2 * up(i) };
}

fn hundreds(i: []const usize) f32 {
    return @floatFromInt(100 * i[0] + 10 * i[1] + i[2]);
}

fn power(_: []const usize) i64 {
    return 1 << 40;
}

fn halves(i: []const usize) f32 {
    return @as(f32, @floatFromInt(i[0])) / 2;
}

fn strided(i: []const usize) f64 {
    return @floatFromInt(100 * (2 + 4 * i[0]) + 29 - 5 * i[1]);
}

fn particle(i: []const usize) Particle {
    return .{ .x = up(i) / 2, .y = -up(i), .id = @intCast(7 * i[0]) };
}

fn loadEvery(comptime T: type, path: []const u8, shape: []const usize, want: fn ([]const usize) T) !void {
    var a = try npy.load(T, gpa, path, .{});
    try every(T, &a, shape, want);
}

const cases = struct {
    pub fn load_whole(at: Folder) !void {
        try loadEvery(f64, at.at("c.npy"), &.{ 3, 4 }, tens);
        try loadEvery(f64, at.at("f.npy"), &.{ 3, 4 }, tens);
        try loadEvery(i32, at.at("i4.npy"), &.{5}, down);
        try loadEvery(u8, at.at("u1.npy"), &.{5}, bytes250);
        try loadEvery(bool, at.at("b.npy"), &.{5}, odd);
        try loadEvery(npy.Complex128, at.at("c16.npy"), &.{5}, turned);
        try loadEvery(f32, at.at("f4.npy"), &.{ 2, 2, 2 }, hundreds);
        try loadEvery(i64, at.at("i8.npy"), &.{}, power);
        try loadEvery(f64, at.at("empty.npy"), &.{ 0, 3 }, tens);
        var owned = try npy.Owned(f64).load(at.at("f.npy"), .{});
        defer owned.deinit();
        try expect(owned.info().order() == .f and owned.data[1] == 10 and owned.data.len == 12);
    }

    pub fn load_into(at: Folder) !void {
        var r = try npy.Reader.open(at.at("in.npy"), .{});
        defer r.close();
        var dst: [5]f32 = undefined;
        try r.readInto(f32, &dst, .{});
        for (dst, 0..) |value, i| try expect(value == @as(f32, @floatFromInt(i)) + 0.25);
        try expectError(error.SizeMismatch, r.readInto(f32, dst[0..4], .{}));
    }

    pub fn map(at: Folder) !void {
        var m = try npy.Map(f64).open(at.at("in.npy"), .{});
        for (m.data, 0..) |value, i| try expect(value == @as(f64, @floatFromInt(i)));
        try expect(m.data.len == 100);
        m.close();
        m.close();
        var w = try npy.MapMut(f64).open(at.at("in.npy"), .write, .{});
        defer w.close();
        w.data[7] = -1;
        try w.flush(null);
    }

    pub fn slice(at: Folder) !void {
        var a = try npy.load(f64, gpa, at.at("in.npy"), .{ .slices = &.{ npy.step(2, 18, 4), npy.step(29, 3, -5) } });
        try every(f64, &a, &.{ 4, 6 }, strided);
    }

    pub fn request(at: Folder) !void {
        var a = try npy.load(f64, gpa, at.at("in.npy"), .{ .order = .c, .casting = .safe });
        try expect(a.order == .c and a.data[1] == 1);
        try every(f64, &a, &.{ 3, 4 }, tens);
    }

    pub fn save(at: Folder) !void {
        var a: [12]f64 = undefined;
        var f: [12]f64 = undefined;
        for (0..3) |i| for (0..4) |j| {
            a[4 * i + j] = tens(&.{ i, j });
            f[i + 3 * j] = tens(&.{ i, j });
        };
        try npy.save(at.at("out.npy"), &a, &.{ 3, 4 }, .{});
        try npy.save(at.at("out_f.npy"), &f, &.{ 3, 4 }, .{ .order = .f });
        try npy.save(at.at("out_i4.npy"), &[_]i32{ 0, -1, -2, -3, -4 }, &.{5}, .{});
    }

    pub fn save_strided(at: Folder) !void {
        var a: [24]f64 = undefined;
        for (&a, 0..) |*value, i| value.* = tens(&.{ i / 6, i % 6 });
        try npy.saveView(f64, at.at("out.npy"), .{ .data = &a, .shape = &.{ 2, 3 }, .strides = &.{ 12, 2 } }, .{});
    }

    pub fn append(at: Folder) !void {
        for (0..5) |r| {
            var w = try npy.Writer(f64).append(at.at("out.npy"), &.{ npy.growing, 3 }, .{});
            defer w.discard();
            const first: f64 = @floatFromInt(3 * r);
            try w.write(&.{ first, first + 1, first + 2 }, null);
            try w.finish(null);
        }
    }

    pub fn structs(at: Folder) !void {
        var a = try npy.load(Particle, gpa, at.at("in.npy"), .{});
        try npy.save(at.at("out.npy"), a.data, a.shape, .{});
        try every(Particle, &a, &.{10}, particle);
    }

    pub fn archive_read(at: Folder) !void {
        var z = try npy.Npz.open(at.at("in.npz"), .{});
        defer z.close();
        try expect(z.count() == 2);
        try expect(std.mem.eql(u8, try z.key(0), "u") and std.mem.eql(u8, try z.key(1), "v"));
        var v = try z.load(f32, gpa, "v", .{});
        try every(f32, &v, &.{6}, halves);
        var u = try z.load(f64, gpa, "u", .{});
        try every(f64, &u, &.{ 3, 4 }, tens);
        try expectError(error.NoSuchMember, z.get("w", null));
        try z.verify(null);
    }

    pub fn archive_stored(at: Folder) !void {
        try archive(at, .stored);
    }

    pub fn archive_deflated(at: Folder) !void {
        try archive(at, .deflated);
    }

    pub fn stream_read(at: Folder) !void {
        const raw = try files.read(gpa, at.at("in.npy"));
        defer gpa.free(raw);
        var stream: std.Io.Reader = .fixed(raw);
        var r = try npy.Reader.fromStream(&stream, .{});
        defer r.close();
        var a = try r.read(f64, gpa, .{});
        try every(f64, &a, &.{1000}, up);
        try expectError(error.InvalidState, r.read(f64, gpa, .{}));
    }

    pub fn stream_write(at: Folder) !void {
        var stream: std.Io.Writer.Allocating = .init(gpa);
        defer stream.deinit();
        var w = try npy.Writer(f64).toStream(&stream.writer, &.{1000}, .{});
        defer w.discard();
        for (0..1000) |i| try w.write(&.{@floatFromInt(i)}, null);
        try w.finish(null);
        try files.write(at.at("out.npy"), stream.written());
    }

    pub fn errors(at: Folder) !void {
        var diag: npy.Diagnostics = .{};
        try expectError(error.FileNotFound, npy.load(f64, gpa, at.at("missing.npy"), .{ .diag = &diag }));
        try expect(std.mem.indexOf(u8, diag.message(), "/missing.npy: ") != null and diag.os_error == 2);
        try expectError(error.Truncated, npy.load(f64, gpa, at.at("cut.npy"), .{ .diag = &diag }));
        try expect(std.mem.indexOf(u8, diag.message(), "/cut.npy: ") != null);
        try expectError(error.BadMagic, npy.load(f64, gpa, at.at("text.npy"), .{ .diag = &diag }));
        try expect(std.mem.indexOf(u8, diag.message(), "/text.npy: ") != null);
        try expectError(error.DtypeMismatch, npy.load(f64, gpa, at.at("i4.npy"), .{ .diag = &diag }));
        try expect(std.mem.indexOf(u8, diag.message(), "/i4.npy: ") != null and diag.code == npy.c.NPY_ERR_DTYPE);
        try expectError(error.DtypeMismatch, npy.Map(f64).open(at.at("i4.npy"), .{ .diag = &diag }));
        try expect(std.mem.indexOf(u8, diag.message(), "<i4") != null);
    }

    pub fn no_leak(at: Folder) !void {
        const before = files.descriptors();
        var grown: usize = 0;
        for (0..2000) |i| {
            try round(at, i);
            if (i == 200) grown = try files.resident();
        }
        try expect(files.descriptors() == before);
        try expect(try files.resident() < grown + (8 << 20));
    }

    pub fn parallel(at: Folder) !void {
        var r = try npy.Reader.open(at.at("in.npy"), .{});
        defer r.close();
        var threads: [8]std.Thread = undefined;
        var failures: [8]?anyerror = @splat(null);
        for (&threads, &failures, 0..) |*thread, *failure, t| thread.* = try .spawn(.{}, eighth, .{ &r, at, t, failure });
        for (threads) |thread| thread.join();
        for (failures) |failure| if (failure) |err| return err;
    }
};

fn archive(at: Folder, method: npy.Method) !void {
    var u: [12]f64 = undefined;
    for (&u, 0..) |*value, i| value.* = tens(&.{ i / 4, i % 4 });
    var v: [6]f32 = undefined;
    for (&v, 0..) |*value, i| value.* = halves(&.{i});
    var w = try npy.NpzWriter.create(at.at("out.npz"), .{ .method = method });
    defer w.discard();
    try w.add("u", &u, &.{ 3, 4 }, .{});
    try w.add("v", &v, &.{6}, .{});
    try w.finish(null);
}

fn round(at: Folder, i: usize) !void {
    var r = try npy.Reader.open(at.at("in.npy"), .{});
    defer r.close();
    var a = try r.read(f64, gpa, .{});
    defer a.deinit();
    var z = try npy.Npz.open(at.at("in.npz"), .{});
    defer z.close();
    var u = try z.get("u", null);
    defer u.close();
    var b = try u.read(f64, gpa, .{});
    defer b.deinit();
    try expect(a.data[9999] == 9999 and b.data[9999] == 9999);
    if (i % 2 == 0) return; // defer is Zig's clean-up
    z.close();
    z.close();
    u.close();
    r.close();
    r.close();
    a.deinit();
    a.deinit();
}

fn eighth(r: *const npy.Reader, at: Folder, t: usize, failure: *?anyerror) void {
    work(r, at, t) catch |err| {
        failure.* = err;
    };
}

fn work(r: *const npy.Reader, at: Folder, t: usize) !void {
    const from: i64 = @intCast(t * 1000);
    var a = try r.read(f64, gpa, .{ .slices = &.{npy.range(from, from + 1000)} });
    defer a.deinit();
    var text: [4096]u8 = undefined;
    try npy.save(try std.fmt.bufPrint(&text, "{s}/out_{d}.npy", .{ at.path, t }), a.data, a.shape, .{});
}

pub export fn main(argc: c_int, argv: [*]const [*:0]const u8) c_int {
    if (argc != 3) return 2;
    const name = std.mem.span(argv[1]);
    inline for (comptime std.meta.declarations(cases)) |decl| {
        // 0.17 lists names, what was before it lists structs with names.
        const case = if (@TypeOf(decl) == [:0]const u8) decl else decl.name;
        if (std.mem.eql(u8, name, case)) {
            @field(cases, case)(.{ .path = std.mem.span(argv[2]) }) catch |err| {
                std.debug.print("{s}: {s}\n", .{ name, @errorName(err) });
                if (@errorReturnTrace()) |trace| std.debug.print("{any}\n", .{trace.instruction_addresses[0..@min(trace.index, 4)]});
                return 1;
            };
            return 0;
        }
    }
    std.debug.print("there is no case {s}\n", .{name});
    return 2;
}
