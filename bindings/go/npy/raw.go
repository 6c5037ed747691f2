package npy

// Everything of C that this package uses: npyrw.h itself, and how it is linked.
// The cgo tool reads the header, so there are no declarations to drift away;
// test/drift.py holds what is used here against what the header has.

// #cgo !npyrw_static pkg-config: npyrw
// #cgo npyrw_static pkg-config: --static npyrw
// #cgo npyrw_static LDFLAGS: -l:libnpyrw.a -Wl,--as-needed
// #include <npyrw.h>
// #include <stdlib.h>
import "C"

import (
	"bytes"
	"fmt"
	"unsafe"
)

// cstring is text as C reads it. The bytes are Go's: C has them for one call.
func cstring(what, text string) (*C.char, error) {
	b := make([]byte, len(text)+1)
	copy(b, text)
	if bytes.IndexByte(b, 0) != len(text) {
		return nil, refuse(ErrArgument, "a "+what+" must not have a NUL in it")
	}
	return (*C.char)(unsafe.Pointer(unsafe.SliceData(b))), nil
}

// int64s are lengths and strides as C reads them; nil for none.
func int64s(from []int) []C.int64_t {
	out := make([]C.int64_t, len(from))
	for i, n := range from {
		out[i] = C.int64_t(n)
	}
	return out
}

// ints are the first n numbers of one of C's arrays.
func ints(from *[C.NPY_MAX_NDIM]C.int64_t, n C.int32_t) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = int(from[i])
	}
	return out
}

// first is where a slice lies, as C reads it: nil if nothing is in it.
func first[T any](s []T) *T {
	if len(s) == 0 {
		return nil
	}
	return &s[0]
}

// room is an error if the system would not give that much memory: Go's own allocator would
// end the program, and how much is wanted is a file's claim.
func room(size int64) error {
	if size < 1<<26 {
		return nil
	}
	probe := C.calloc(1, C.size_t(size)) // what is not touched costs nothing; C.malloc of cgo ends the program too
	if probe == nil || size > int64(^uint(0)>>1) {
		return refuse(ErrMemory, fmt.Sprintf("no memory for %d bytes", size))
	}
	C.free(probe)
	return nil
}

// Version is the version of the C library that is linked, such as "0.1.0".
func Version() string {
	return C.GoString(C.npy_version())
}

// Empty calls into C and does nothing there: what a call costs can be measured with it.
func Empty() { C.npy_version() }
