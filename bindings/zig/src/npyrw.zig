//! NumPy's .npy and .npz files.
//!
//! Nothing is reinterpreted: `load(f64, …)` of a file that holds something else is `error.DtypeMismatch`,
//! unless the request allows converting. What is saved is byte for byte what numpy.save writes.
//!
//! Elements are bool, the integers and floats of NumPy, `Complex64`, `Complex128`, and extern structs of
//! them, which are NumPy's structured dtypes; members whose name begins with `_` are padding.
//!
//! Memory comes from the allocator that you give, unless it says otherwise. A call with `const Reader` or
//! `const Npz` may be made by many threads at once. Closing twice does nothing. Why something
//! failed stands in the `Diagnostics` that you may hand to every call.

pub const c = @import("raw.zig");

const errors = @import("errors.zig");
pub const Error = errors.Error;
pub const Diagnostics = errors.Diagnostics;
pub const version = errors.version;

const dtypes = @import("dtype.zig");
pub const Complex64 = dtypes.Complex64;
pub const Complex128 = dtypes.Complex128;
pub const dtypeOf = dtypes.dtypeOf;

const arrays = @import("array.zig");
pub const Array = arrays.Array;
pub const View = arrays.View;
pub const Order = arrays.Order;
pub const Slice = arrays.Slice;
pub const none = arrays.none;
pub const all = arrays.all;
pub const range = arrays.range;
pub const step = arrays.step;

const readers = @import("reader.zig");
pub const Reader = readers.Reader;
pub const Info = readers.Info;
pub const OpenOptions = readers.OpenOptions;
pub const Request = readers.Request;
pub const Casting = readers.Casting;
pub const Progress = readers.Progress;
pub const load = readers.load;

const memory = @import("memory.zig");
pub const Owned = memory.Owned;
pub const Map = memory.Map;
pub const MapMut = memory.MapMut;

const writers = @import("writer.zig");
pub const Options = writers.Options;
pub const Replace = writers.Replace;
pub const Writer = writers.Writer;
pub const growing = writers.growing;
pub const save = writers.save;
pub const saveView = writers.saveView;
pub const recover = writers.recover;

const archives = @import("npz.zig");
pub const Npz = archives.Npz;
pub const NpzWriter = archives.NpzWriter;
pub const Method = archives.Method;
