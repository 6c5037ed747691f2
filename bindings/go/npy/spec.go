package npy

// #include <npyrw.h>
import "C"

import (
	"runtime"
	"unsafe"
)

// Replace says what happens to a file that is there.
type Replace int32

const (
	ReplaceAtomic  Replace = C.NPY_REPLACE_ATOMIC   // the old file stays until the new one is complete. The default
	ReplaceNever   Replace = C.NPY_REPLACE_NEVER    // there must be none
	ReplaceInPlace Replace = C.NPY_REPLACE_IN_PLACE // overwrite where it stands: after a failure the old file is lost
)

// Options is how an array is written; the zero value is what numpy.save does.
type Options struct {
	Dtype    string  // in the file, such as ">f4"; empty: that of the elements
	Casting  Casting // what a conversion to Dtype may do
	Order    Order   // in the file
	Version  int     // of the format: 1, 2, 3, or 0 for the oldest that fits
	Replace  Replace
	Sync     bool // come back when the file is safe on the disk
	Threads  int
	Progress Progress
}

// spec is what is to be written, as C reads it, until it is freed. C's struct is an
// object of its own, since cgo looks for pointers in all of the object that it hands out.
type spec struct {
	c     *C.npy_spec
	watch *bridge
	pin   runtime.Pinner
}

func (o *Options) spec(e *elem, shape []int, order Order) (*spec, error) {
	s := &spec{c: new(C.npy_spec), watch: watch(o.Progress)}
	dtype := (*C.char)(unsafe.Pointer(&e.text[0]))
	s.pin.Pin(dtype)
	s.c.dtype = dtype
	if o.Dtype != "" {
		file, err := cstring("dtype", o.Dtype)
		if err != nil {
			s.pin.Unpin()
			return nil, err
		}
		s.pin.Pin(file)
		s.c.dtype, s.c.data_dtype = file, dtype
	}
	if len(shape) > 0 {
		lengths := int64s(shape)
		s.pin.Pin(&lengths[0])
		s.c.shape, s.c.ndim = &lengths[0], C.int32_t(len(lengths))
	}
	s.c.casting, s.c.version, s.c.replace, s.c.threads = o.Casting.c(), C.int32_t(o.Version), C.int32_t(o.Replace), C.int32_t(o.Threads)
	s.c.order = C.char(order)
	if o.Sync {
		s.c.sync = 1
	}
	s.watch.told(&s.c.progress, &s.c.context)
	return s, nil
}

func (s *spec) free() {
	s.watch.free()
	s.pin.Unpin()
}

// Header is what stands in front of the elements T of an array, for those who write these themselves.
func Header[T any](shape []int, o Options) ([]byte, error) {
	elem, err := elemOf[T]()
	if err != nil {
		return nil, err
	}
	s, err := o.spec(elem, shape, o.Order)
	if err != nil {
		return nil, err
	}
	defer s.free()
	var e C.npy_error
	var size C.size_t
	if C.npy_encode_header(s.c, nil, 0, &size, &e) != 0 {
		return nil, failure(&e, "")
	}
	out := make([]byte, size)
	if C.npy_encode_header(s.c, unsafe.Pointer(&out[0]), size, &size, &e) != 0 {
		return nil, failure(&e, "")
	}
	return out, nil
}
