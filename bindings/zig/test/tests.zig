//! What the table of cases does not ask for. Runs in an empty folder.

const std = @import("std");
const npy = @import("npyrw");
const files = @import("files.zig");

const gpa = std.testing.allocator;
const expect = std.testing.expect;
const expectError = std.testing.expectError;
const expectEqualStrings = std.testing.expectEqualStrings;

const Inner = extern struct { a: u8, b: [2]f32 };

const Outer = extern struct {
    id: i32,
    _gap: i32 = 0,
    pos: [3]f64,
    grid: [2][2]i16,
    in: [2]Inner,
    half: f16,
    z: npy.Complex64,
    flag: bool,
};

fn numbers(path: []const u8, comptime count: usize) ![count]f64 {
    var a: [count]f64 = undefined;
    for (&a, 0..) |*value, i| value.* = @floatFromInt(i);
    try npy.save(path, &a, &.{count}, .{});
    return a;
}

test "an extern struct is the dtype that the library makes of it" {
    const text = npy.dtypeOf(Outer);
    try expectEqualStrings("[('id', '<i4'), ('', '|V4'), ('pos', '<f8', (3,)), ('grid', '<i2', (2, 2)), " ++
        "('in', [('a', '|u1'), ('', '|V3'), ('b', '<f4', (2,))], (2,)), ('half', '<f2'), ('', '|V2'), " ++
        "('z', '<c8'), ('flag', '|b1'), ('', '|V3')]", text);
    const members = [_]npy.c.npy_member{
        .{ .name = "id", .dtype = "i4", .offset = @offsetOf(Outer, "id") },
        .{ .name = "pos", .dtype = "(3,)f8", .offset = @offsetOf(Outer, "pos") },
        .{ .name = "grid", .dtype = "(2,2)i2", .offset = @offsetOf(Outer, "grid") },
        .{ .name = "in", .dtype = "([('a', 'u1'), ('', 'V3'), ('b', 'f4', (2,))], (2,))", .offset = @offsetOf(Outer, "in") },
        .{ .name = "half", .dtype = "f2", .offset = @offsetOf(Outer, "half") },
        .{ .name = "z", .dtype = "c8", .offset = @offsetOf(Outer, "z") },
        .{ .name = "flag", .dtype = "b1", .offset = @offsetOf(Outer, "flag") },
    };
    var dtype: ?*npy.c.npy_dtype = null;
    try expect(npy.c.npy_dtype_struct(&members, members.len, @sizeOf(Outer), &dtype, null) == 0);
    defer npy.c.npy_dtype_free(dtype);
    try expectEqualStrings(std.mem.span(npy.c.npy_dtype_text(dtype).?), text);

    var a: [2]Outer = undefined;
    @memset(std.mem.asBytes(&a), 0);
    a[1].pos = .{ 1, 2, 3 };
    a[1].flag = true;
    try npy.save("outer.npy", &a, &.{2}, .{});
    var back = try npy.load(Outer, gpa, "outer.npy", .{});
    defer back.deinit();
    try expect(back.data[1].pos[2] == 3 and back.data[1].flag and !back.data[0].flag);
    var pos = try npy.load(f64, gpa, "outer.npy", .{ .field = "pos" });
    defer pos.deinit();
    try expect(std.mem.eql(f64, pos.data, &.{ 0, 0, 0, 1, 2, 3 }) and pos.shape.len == 2);
    var r = try npy.Reader.open("outer.npy", .{});
    defer r.close();
    const what = try r.info(null);
    const field = try what.field("in.b", null);
    try expect(field.offset == @offsetOf(Outer, "in") + 4 and field.index > 0);
    try expect((try what.fieldAt(0, null)).offset == 0);
    try expectError(error.DtypeMismatch, what.field("none", null));
}

test "a bool is 0 or 1 however it stands in the file" {
    try npy.save("b.npy", &[_]u8{ 0, 1, 2, 255 }, &.{4}, .{});
    const raw = try files.read(gpa, "b.npy");
    defer gpa.free(raw);
    const at = std.mem.indexOf(u8, raw, "|u1").?;
    raw[at + 1] = 'b';
    try files.write("b.npy", raw);
    var a = try npy.load(bool, gpa, "b.npy", .{});
    defer a.deinit();
    try expect(std.mem.eql(u8, std.mem.sliceAsBytes(a.data), &.{ 0, 1, 1, 1 }));
    try expectError(error.DtypeMismatch, npy.Map(bool).open("b.npy", .{}));
}

fn loadAll(allocator: std.mem.Allocator) !void {
    var a = try npy.load(f64, allocator, "all.npy", .{});
    defer a.deinit();
    var z = try npy.Npz.open("all.npz", .{});
    defer z.close();
    var b = try z.load(f64, allocator, "a", .{});
    defer b.deinit();
    allocator.free(try z.bytes(allocator, 0, null));
}

test "wherever an allocation fails nothing leaks" {
    const a = try numbers("all.npy", 100);
    var w = try npy.NpzWriter.create("all.npz", .{ .method = .deflated, .level = 1 });
    defer w.discard();
    try w.add("a", &a, &.{ 10, 10 }, .{});
    try w.finish(null);
    const before = files.descriptors();
    try std.testing.checkAllAllocationFailures(gpa, loadAll, .{});
    try expect(files.descriptors() == before);
}

test "what fails while reading frees what it had" {
    _ = try numbers("cut.npy", 3000); // more than is read to open it
    var r = try npy.Reader.open("cut.npy", .{});
    defer r.close();
    const raw = try files.read(gpa, "cut.npy");
    defer gpa.free(raw);
    try files.write("cut.npy", raw[0..4000]); // behind the reader's back
    var diag: npy.Diagnostics = .{};
    try expectError(error.Truncated, r.read(f64, gpa, .{ .diag = &diag }));
    try expect(std.mem.startsWith(u8, diag.message(), "cut.npy: "));
    try expectError(error.CastNotAllowed, r.read(f32, gpa, .{ .casting = .safe }));
    try expectError(error.ShapeMismatch, r.read(f64, gpa, .{ .slices = &.{ npy.all, npy.all } }));
}

test "closed twice, used afterwards: errors, nothing else" {
    const a = try numbers("twice.npy", 10);
    var r = try npy.Reader.open("twice.npy", .{});
    r.close();
    r.close();
    try expectError(error.InvalidArgument, r.info(null));
    try expectError(error.InvalidArgument, r.next(null));
    var w = try npy.Writer(f64).create("twice.npy", &.{10}, .{});
    try w.write(&a, null);
    try w.finish(null);
    w.discard();
    try expectError(error.InvalidArgument, w.finish(null));
    try expectError(error.InvalidArgument, w.write(&a, null));
    var unfinished = try npy.Writer(f64).create("twice.npy", &.{10}, .{});
    try unfinished.write(a[0..5], null);
    try expectError(error.SizeMismatch, unfinished.finish(null));
    unfinished.discard();
    var z = try npy.NpzWriter.create("twice.npz", .{});
    try z.add("a", &a, &.{10}, .{});
    try z.finish(null);
    z.discard();
    try expectError(error.InvalidArgument, z.finish(null));
    var o = try npy.Npz.open("twice.npz", .{});
    var member = try o.getAt(0, null);
    o.close();
    o.close();
    try expect(o.count() == 0);
    var b = try member.read(f64, gpa, .{}); // a member outlives its archive
    defer b.deinit();
    member.close();
    member.close();
    try expect(std.mem.eql(f64, b.data, &a));
    var owned = try npy.Owned(f64).load("twice.npy", .{});
    owned.deinit();
    owned.deinit();
    try expect(owned.data.len == 0);
}

const Cable = struct {
    bytes: []const u8,
    calls: usize = 0,
    cut: bool = false,

    fn readAt(self: *Cable, buffer: []u8, offset: u64) anyerror!usize {
        self.calls += 1;
        if (self.cut) return error.CableCut;
        if (offset >= self.bytes.len) return 0;
        const n = @min(buffer.len, self.bytes.len - offset, 100);
        @memcpy(buffer[0..n], self.bytes[offset..][0..n]);
        return n;
    }
};

const Tape = struct {
    bytes: [4096]u8 = @splat(0),
    end: usize = 0,

    fn writeAt(self: *Tape, data: []const u8, offset: u64) anyerror!void {
        if (offset + data.len > self.bytes.len) return error.TapeFull;
        @memcpy(self.bytes[offset..][0..data.len], data);
        self.end = @max(self.end, offset + data.len);
    }
};

test "callbacks at any place, and their failures" {
    const a = try numbers("cable.npy", 5000); // more than is read at opening
    const raw = try files.read(gpa, "cable.npy");
    defer gpa.free(raw);
    var cable: Cable = .{ .bytes = raw };
    var r = try npy.Reader.fromReadAt(&cable, Cable.readAt, @intCast(raw.len), .{});
    defer r.close();
    var b = try r.read(f64, gpa, .{ .slices = &.{npy.step(npy.none, npy.none, -1)} });
    defer b.deinit();
    try expect(b.data[0] == 4999 and b.data[4999] == 0 and cable.calls > 400);
    cable.cut = true;
    try expectError(error.CallbackFailed, r.read(f64, gpa, .{}));
    try expectError(error.CallbackFailed, npy.Reader.fromReadAt(&cable, Cable.readAt, 0, .{}));
    try expectError(error.CallbackFailed, npy.Npz.fromReadAt(&cable, Cable.readAt, 100, .{}));

    var tape: Tape = .{};
    var w = try npy.Writer(f64).toWriteAt(&tape, Tape.writeAt, &.{npy.growing}, .{});
    defer w.discard();
    try w.write(a[0..50], null);
    try w.write(a[50..100], null);
    try w.finish(null);
    try expect(std.mem.eql(u8, std.mem.sliceAsBytes(a[0..100]), tape.bytes[tape.end - 800 .. tape.end]));
    var again = try npy.Reader.fromBytes(tape.bytes[0..tape.end], .{});
    defer again.close();
    try expect((try again.info(null)).count() == 100);
    try expectError(error.EndOfFile, again.next(null));

    var small: [100]u8 = undefined;
    var full: std.Io.Writer = .fixed(&small);
    if (npy.Writer(f64).toStream(&full, &.{5000}, .{})) |*started| {
        var writer = started.*;
        defer writer.discard();
        if (writer.write(&a, null)) |_| try expectError(error.CallbackFailed, writer.finish(null)) else |err| try expect(err == error.CallbackFailed);
    } else |err| try expect(err == error.CallbackFailed);
}

fn slab(w: *const npy.Writer(f64), a: []const f64, t: usize, failure: *?anyerror) void {
    const from: i64 = @intCast(10 * t);
    w.writeSlab(&.{npy.range(from, from + 10)}, a[10 * t ..][0..10], null) catch |err| {
        failure.* = err;
    };
}

test "threads write slabs, rows come with strides" {
    const a = try numbers("rows.npy", 80);
    var w = try npy.Writer(f64).create("slabs.npy", &.{80}, .{});
    defer w.discard();
    var threads: [8]std.Thread = undefined;
    var failures: [8]?anyerror = @splat(null);
    try expectError(error.SizeMismatch, w.writeSlab(&.{npy.range(0, 10)}, a[0..9], null));
    for (&threads, &failures, 0..) |*thread, *failure, t| thread.* = try .spawn(.{}, slab, .{ &w, &a, t, failure });
    for (threads) |thread| thread.join();
    for (failures) |failure| if (failure) |err| return err;
    try w.finish(null);
    const one = try files.read(gpa, "rows.npy");
    defer gpa.free(one);
    const two = try files.read(gpa, "slabs.npy");
    defer gpa.free(two);
    try expect(std.mem.eql(u8, one, two));

    var rows = try npy.Writer(f64).create("rows.npy", &.{ npy.growing, 2 }, .{});
    defer rows.discard();
    // Every second of a (4, 4) array, last row first.
    try rows.writeRows(.{ .data = a[0..16], .offset = 12, .shape = &.{ 4, 2 }, .strides = &.{ -4, 2 } }, null);
    try expectError(error.SizeMismatch, rows.writeRows(.{ .data = a[0..16], .shape = &.{ 5, 2 }, .strides = &.{ 4, 2 } }, null));
    try expectError(error.SizeMismatch, rows.writeRows(.{ .data = a[0..16], .shape = &.{ 2, 2 }, .strides = &.{ -4, 2 } }, null));
    try expectError(error.ShapeMismatch, rows.writeRows(.{ .data = a[0..16], .shape = &.{ 2, 3 }, .strides = &.{ 4, 1 } }, null));
    try rows.finish(null);
    var b = try npy.load(f64, gpa, "rows.npy", .{});
    defer b.deinit();
    try expect(std.mem.eql(f64, b.data, &.{ 12, 14, 8, 10, 4, 6, 0, 2 }));
    try expect(b.at(&.{ 1, 1 }) == 10);
    try expectError(error.SizeMismatch, npy.save("rows.npy", &a, &.{ 9, 9 }, .{}));
}

test "archives are changed, members written piece by piece, other files replaced or not" {
    const a = try numbers("x.npy", 12);
    var stream: std.Io.Writer.Allocating = .init(gpa);
    defer stream.deinit();
    var z = try npy.NpzWriter.toStream(&stream.writer, .{ .method = .deflated });
    defer z.discard();
    try z.add("a", &a, &.{12}, .{});
    try z.addView(f64, "t", .{ .data = &a, .shape = &.{ 4, 3 }, .strides = &.{ 1, 4 } }, .{ .order = .f });
    try z.finish(null);
    var o = try npy.Npz.fromBytes(stream.written(), .{});
    defer o.close();
    var t = try o.load(f64, gpa, "t", .{});
    defer t.deinit();
    try expect(t.order == .f and t.at(&.{ 1, 2 }) == 9);
    try expect((try o.member("a", null)).method == 8);
    try files.write("x.npz", stream.written());

    var u = try npy.NpzWriter.update("x.npz", .{ .alignment = 64 });
    defer u.discard();
    try u.remove("t", null);
    try expectError(error.NoSuchMember, u.remove("t", null));
    var w = try u.writer(f64, "grows", &.{npy.growing}, .{});
    defer w.discard();
    try expectError(error.InvalidState, u.add("b", &a, &.{12}, .{}));
    try w.write(&a, null);
    try w.finish(null);
    try u.finish(null);
    var changed = try npy.Npz.open("x.npz", .{});
    defer changed.close();
    try expect(changed.count() == 2);
    try expectEqualStrings("grows", try changed.key(1));
    try changed.verify(null);

    try expectError(error.PathAlreadyExists, npy.save("x.npy", &a, &.{12}, .{ .replace = .never }));
    var m = try npy.MapMut(f64).create("m.npy", &.{ 3, 4 }, .{});
    @memcpy(m.data, &a);
    try m.flush(null);
    m.close();
    var r = try npy.Reader.open("m.npy", .{ .strict = true });
    defer r.close();
    var again = try npy.Map(f64).from(&r, .{ .prefault = true });
    defer again.close();
    try expect(std.mem.eql(f64, again.data, &a) and again.info().shape().len == 2);
    try npy.save("big.npy", &a, &.{12}, .{ .dtype = ">f8" });
    try expectError(error.Unsupported, npy.Map(f64).open("big.npy", .{}));
    var swapped = try npy.load(f64, gpa, "big.npy", .{});
    defer swapped.deinit();
    try expect(std.mem.eql(f64, swapped.data, &a));
}

const Watch = struct {
    calls: usize = 0,

    fn told(context: ?*anyopaque, done: u64, total: u64) bool {
        const self: *Watch = @ptrCast(@alignCast(context.?));
        self.calls += 1;
        return done * 2 <= total;
    }
};

test "progress stops a call, a second appender is refused, a dead one's rows are recovered" {
    const big = try gpa.alloc(f64, 1 << 19);
    defer gpa.free(big);
    @memset(big, 1);
    try npy.save("long.npy", big, &.{big.len}, .{});
    var watch: Watch = .{};
    const progress: npy.Progress = .{ .context = &watch, .call = Watch.told };
    try expectError(error.Cancelled, npy.load(f64, gpa, "long.npy", .{ .progress = &progress }));
    try expect(watch.calls > 1);

    const a = try numbers("grow.npy", 4);
    var w = try npy.Writer(f64).append("grow.npy", &.{npy.growing}, .{});
    defer w.discard();
    try expectError(error.Busy, npy.Writer(f64).append("grow.npy", &.{npy.growing}, .{}));
    try w.write(a[0..2], null);
    try w.flush(null);
    try expect((try w.info(null)).count() == 6);
    try w.finish(null);
    try expect((try npy.recover("grow.npy", null)).rows_after == 6);
}

test "texts that C could not read are refused" {
    var diag: npy.Diagnostics = .{};
    try expectError(error.InvalidArgument, npy.Reader.open("a\x00b", .{ .diag = &diag }));
    try expect(diag.code == npy.c.NPY_ERR_ARGUMENT);
    try expectError(error.LimitReached, npy.Reader.open(&@as([5000]u8, @splat('a')), .{}));
    try expect(npy.version().len >= 5);
    try expect(@sizeOf(npy.c.npy_error) == 256 and @sizeOf(npy.c.npy_recovery) == 256);
}
