package npy

// #include <npyrw.h>
import "C"

import (
	"runtime"
	"unsafe"
)

// Casting says what may be converted.
type Casting int32

const (
	CastEquiv    Casting = iota // the byte order only: the dtype has to match. The default
	CastSafe                    // where no value can change
	CastSameKind                // safely or within a kind, such as float64 to float32
	CastUnsafe                  // between any two
)

var castings = [...]C.int32_t{C.NPY_CAST_EQUIV, C.NPY_CAST_SAFE, C.NPY_CAST_SAME_KIND, C.NPY_CAST_UNSAFE}

func (c Casting) c() C.int32_t {
	if c < 0 || int(c) >= len(castings) {
		return -1 // which C refuses
	}
	return castings[c]
}

// Request is what is to be read. Its zero value is everything, as it lies in the file.
type Request struct {
	Slices   []Slice // one for each axis; missing ones are whole
	Field    string  // only this field of a structured dtype, such as "particle.pos"
	Order    Order   // how the elements lie in memory
	Casting  Casting
	Threads  int // how many threads C may use; 0 is 1
	Progress Progress
}

func (q *Request) whole() bool {
	return q == nil || len(q.Slices) == 0 && q.Field == "" && q.Order == AsStored && q.Casting == CastEquiv && q.Threads == 0 && q.Progress == nil
}

// asked is a request as C reads it, until it is freed.
type asked struct {
	c     *C.npy_request
	watch *bridge
	pin   runtime.Pinner
}

// ask takes the dtype in memory, ended by NUL; nil is the file's own.
func (q *Request) ask(dtype []byte) (*asked, error) {
	a := &asked{c: new(C.npy_request), watch: watch(q.Progress)}
	a.c.casting, a.c.threads, a.c.order = q.Casting.c(), C.int32_t(q.Threads), C.char(q.Order)
	if q.Field != "" {
		field, err := cstring("field", q.Field)
		if err != nil {
			return nil, err
		}
		a.pin.Pin(field)
		a.c.field = field
	}
	if dtype != nil {
		a.pin.Pin(&dtype[0])
		a.c.dtype = (*C.char)(unsafe.Pointer(&dtype[0]))
	}
	if len(q.Slices) > 0 {
		slices := cslices(q.Slices)
		a.pin.Pin(&slices[0])
		a.c.slices, a.c.nslices = &slices[0], C.int32_t(len(slices))
	}
	a.watch.told(&a.c.progress, &a.c.context)
	return a, nil
}

func (a *asked) free() {
	a.watch.free()
	a.pin.Unpin()
}

func cslices(from []Slice) []C.npy_slice {
	out := make([]C.npy_slice, len(from))
	for i, s := range from {
		out[i] = C.npy_slice{start: C.int64_t(s.Start), stop: C.int64_t(s.Stop), step: C.int64_t(s.Step)}
	}
	return out
}
