//! The module `npyrw`, for packages that depend on this one:
//!
//!     exe.root_module.addImport("npyrw", b.dependency("npyrw", .{ .target = target, .prefix = prefix }).module("npyrw"));
//!
//! and `zig build test`.

const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const optimize = b.standardOptimizeOption(.{});
    const prefix = b.option([]const u8, "prefix", "Where npyrw is installed; without it the linker's own folders are searched");
    const link = b.option(enum { dynamic, static }, "link", "Which library to link (dynamic); static wants a prefix") orelse .dynamic;

    const npyrw = b.addModule("npyrw", .{
        .root_source_file = b.path("src/npyrw.zig"),
        .target = target,
        .optimize = optimize,
        .link_libc = true,
    });
    switch (link) {
        .dynamic => {
            if (prefix) |at| {
                const folder: std.Build.LazyPath = .{ .cwd_relative = b.pathJoin(&.{ at, "lib" }) };
                npyrw.addLibraryPath(folder);
                npyrw.addRPath(folder);
            }
            npyrw.linkSystemLibrary("npyrw", .{});
        },
        .static => {
            const at = prefix orelse @panic("-Dlink=static wants -Dprefix");
            npyrw.addObjectFile(.{ .cwd_relative = b.pathJoin(&.{ at, "lib", "libnpyrw.a" }) });
            npyrw.linkSystemLibrary("unwind", .{});
        },
    }

    const tests = b.addTest(.{ .root_module = b.createModule(.{
        .root_source_file = b.path("test/tests.zig"),
        .target = target,
        .optimize = optimize,
        .imports = &.{.{ .name = "npyrw", .module = npyrw }},
    }) });
    const run = b.addRunArtifact(tests);
    // They leave files.
    run.setCwd(b.addWriteFiles().getDirectory());
    b.step("test", "Run the tests").dependOn(&run.step);
}
