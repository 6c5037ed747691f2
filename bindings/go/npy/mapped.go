package npy

// #include <npyrw.h>
import "C"

import (
	"runtime"
	"sync"
	"unsafe"
)

// MapMode says what a map may do; Prefault may be or-ed to it.
type MapMode int32

const (
	MapRead    MapMode = C.NPY_MAP_READ     // elements are only read: storing one ends the program
	MapWrite   MapMode = C.NPY_MAP_WRITE    // what is stored goes into the file
	MapPrivate MapMode = C.NPY_MAP_PRIVATE  // what is stored stays in this process
	Prefault   MapMode = C.NPY_MAP_PREFAULT // read all in at once, so that a bad disk is an error of the call
)

// Mapped is a file in the address space.
//
// The elements that it hands out are there until Close, or until the collector finds that
// nobody holds the Mapped any more: keep it (defer m.Close() does) while you use them.
// If another process cuts the file meanwhile, touching what is gone ends the program;
// where that can happen, use Load.
type Mapped[T any] struct {
	mu      sync.RWMutex
	held    *heldArray
	cleanup runtime.Cleanup
	path    string
	array   Array[T]
}

type heldArray struct{ c *C.npy_array }

func (h *heldArray) free() {
	if h.c != nil {
		C.npy_array_free(h.c)
		h.c = nil
	}
}

// Map maps the file path to be read.
func Map[T any](path string) (*Mapped[T], error) { return MapWith[T](path, MapRead) }

// MapWith maps the file path. ErrUnsupported says that its elements are in the other
// byte order or not aligned.
func MapWith[T any](path string, mode MapMode) (*Mapped[T], error) {
	name, err := cstring("path", path)
	if err != nil {
		return nil, err
	}
	var e C.npy_error
	var held heldArray
	if C.npy_map(name, C.int32_t(mode), &held.c, &e) != 0 {
		return nil, failure(&e, path)
	}
	return newMapped[T](&held, path)
}

// MapReader maps a reader's array, if it lies in a file as it is; not to be written.
// The reader may be closed afterwards.
func MapReader[T any](r *Reader, mode MapMode) (*Mapped[T], error) {
	var held heldArray
	err := r.with(func(c *C.npy_reader, e *C.npy_error) C.npy_status {
		return C.npy_map_from(c, C.int32_t(mode), &held.c, e)
	}, nil)
	if err != nil {
		return nil, err
	}
	return newMapped[T](&held, r.path)
}

// CreateMap makes a file of zeros and maps it to be written. Its space is claimed, so that a
// full disk is an error here.
func CreateMap[T any](path string, shape []int, o Options) (*Mapped[T], error) {
	name, err := cstring("path", path)
	if err != nil {
		return nil, err
	}
	elem, err := elemOf[T]()
	if err != nil {
		return nil, named(err, path)
	}
	s, err := o.spec(elem, shape, o.Order)
	if err != nil {
		return nil, named(err, path)
	}
	defer s.free()
	var e C.npy_error
	var held heldArray
	s.c.data_dtype = nil // a map shows what is in the file
	if C.npy_map_create(name, s.c, &held.c, &e) != 0 {
		return nil, failure(&e, path, s.watch)
	}
	return newMapped[T](&held, path)
}

func newMapped[T any](held *heldArray, path string) (*Mapped[T], error) {
	info := C.npy_array_info(held.c)
	elem, err := elemOf[T]()
	if err == nil {
		err = sameDtype(info.descr, elem)
	}
	if err != nil {
		held.free()
		return nil, named(err, path)
	}
	data := C.npy_array_data(held.c)
	if !elem.oddBools(data, int(info.count), false) {
		held.free()
		return nil, named(refuse(ErrDtype, "a bool is neither 0 nor 1 in the file: map it as uint8, or load it"), path)
	}
	m := &Mapped[T]{held: held, path: path}
	m.array = Array[T]{
		Data:  unsafe.Slice((*T)(data), int(info.count)),
		Shape: ints(&info.shape, info.ndim), Order: Order(info.order),
	}
	m.cleanup = runtime.AddCleanup(m, (*heldArray).free, held)
	return m, nil
}

func sameDtype(descr *C.char, elem *elem) error {
	wanted, err := Dtype(elem.name)
	if err != nil {
		return err
	}
	found := C.GoString(descr)
	if found != wanted && !(elem.name == "u1" && found == "|b1") {
		return refuse(ErrDtype, "wanted "+wanted+"; found "+found)
	}
	return nil
}

// Array is the array; its elements are the file's. Empty after Close.
func (m *Mapped[T]) Array() Array[T] {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.array
}

// Data are the elements; they are the file's. Empty after Close.
func (m *Mapped[T]) Data() []T { return m.Array().Data }

// Flush waits until what was stored is on the disk; ErrTruncated says that the file has become shorter.
func (m *Mapped[T]) Flush() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held.c == nil {
		return closed(m.path)
	}
	var e C.npy_error
	if C.npy_array_flush(m.held.c, &e) != 0 {
		return failure(&e, m.path)
	}
	return nil
}

// Close unmaps the file; the second time it does nothing.
func (m *Mapped[T]) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.cleanup.Stop()
	m.array = Array[T]{}
	m.held.free()
	runtime.KeepAlive(m)
	return nil
}
