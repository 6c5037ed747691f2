// Package npy reads and writes NumPy's .npy and .npz files through the npyrw library.
//
// Nothing is reinterpreted: Load[float64] of a file that holds something else is
// an error that says what was found, unless LoadWith is allowed to convert. What
// Save writes is byte for byte what numpy.save writes.
//
// Elements are Go's bool, integers, floats and complex numbers, types made of
// them, Float16, arrays of those, and structs of them, which are NumPy's structured
// dtypes: a field is called as in Go, or as its tag `npy:"name"` says. Fields named _
// or tagged `npy:"-"` are padding.
//
// Data read belongs to Go; only a Mapped lends memory that goes with it. A Reader,
// an Archive and a Mapped may be used by any number of goroutines at once, a Writer
// and an ArchiveWriter too, one after the other (WriteSlab at the same time). Closing
// waits for calls that are under way; closing twice does nothing; using what is closed
// is an error. What was never closed is freed when the collector finds it.
package npy
