package npy

// #include <npyrw.h>
import "C"

import (
	"io"
	"os"
	"runtime"
	"sync"
	"unsafe"
)

// Writer is an array that is being written, piece by piece. It ends with Finish, or
// without a trace with Discard, which does nothing after Finish: defer it.
//
// The slowest axis (the first in C order, the last in Fortran order) may have the length -1: known at the end.
type Writer[T any] struct {
	mu      *sync.RWMutex // the archive's, of a member
	held    *heldWriter
	archive *ArchiveWriter // not nil for a member
	cleanup runtime.Cleanup
	path    string
	elem    *elem
	bridge  *bridge
}

type heldWriter struct {
	c     *C.npy_writer
	file  *os.File
	watch *bridge // the writer's calls tell it how far they are
}

func (h *heldWriter) free() {
	if h.c != nil {
		C.npy_discard(h.c)
		h.ended()
	}
}

func (h *heldWriter) ended() {
	h.c, h.file = nil, nil
	h.watch.free()
}

// Create starts an array in the file path, which appears at Finish.
func Create[T any](path string, shape []int, o Options) (*Writer[T], error) {
	name, err := cstring("path", path)
	if err != nil {
		return nil, err
	}
	return start[T](path, shape, o, nil, &heldWriter{}, func(c *C.npy_spec, out **C.npy_writer, e *C.npy_error) C.npy_status {
		return C.npy_create(name, c, out, e)
	})
}

// CreateFile starts an array at the file's current position. The file stays yours, and open until
// the end; its position is behind the array after Finish.
func CreateFile[T any](f *os.File, shape []int, o Options) (*Writer[T], error) {
	return start[T](f.Name(), shape, o, nil, &heldWriter{file: f}, func(c *C.npy_spec, out **C.npy_writer, e *C.npy_error) C.npy_status {
		return C.npy_create_fd(C.int(f.Fd()), c, out, e)
	})
}

// NewWriter starts an array that is written to w, from front to back.
func NewWriter[T any](w io.Writer, shape []int, o Options) (*Writer[T], error) {
	return startSink[T](&bridge{writer: w}, shape, o)
}

// NewWriterAt starts an array that is written to w from its byte 0 on, at any place.
func NewWriterAt[T any](w io.WriterAt, shape []int, o Options) (*Writer[T], error) {
	return startSink[T](&bridge{writerAt: w}, shape, o)
}

func startSink[T any](b *bridge, shape []int, o Options) (*Writer[T], error) {
	sink := b.sink()
	w, err := start[T]("", shape, o, b, &heldWriter{}, func(c *C.npy_spec, out **C.npy_writer, e *C.npy_error) C.npy_status {
		return C.npy_create_sink(sink, c, out, e)
	})
	if err != nil {
		b.free()
	}
	return w, err
}

// Append opens the file path to add rows to its slowest axis, which is -1 in the shape, or makes it.
// Flush makes rows visible; Discard leaves the last flush. No other writer gets the file meanwhile (ErrBusy).
func Append[T any](path string, shape []int, o Options) (*Writer[T], error) {
	name, err := cstring("path", path)
	if err != nil {
		return nil, err
	}
	return start[T](path, shape, o, nil, &heldWriter{}, func(c *C.npy_spec, out **C.npy_writer, e *C.npy_error) C.npy_status {
		return C.npy_append(name, c, out, e)
	})
}

func start[T any](path string, shape []int, o Options, b *bridge, held *heldWriter,
	create func(c *C.npy_spec, out **C.npy_writer, e *C.npy_error) C.npy_status) (*Writer[T], error) {
	w, err := begin[T](path, shape, o, b, held, create)
	if err != nil {
		return nil, err
	}
	w.mu = new(sync.RWMutex)
	w.cleanup = runtime.AddCleanup(w, (*heldWriter).free, held)
	return w, nil
}

func begin[T any](path string, shape []int, o Options, b *bridge, held *heldWriter,
	create func(c *C.npy_spec, out **C.npy_writer, e *C.npy_error) C.npy_status) (*Writer[T], error) {
	elem, err := elemOf[T]()
	if err != nil {
		return nil, named(err, path)
	}
	s, err := o.spec(elem, shape, o.Order)
	if err != nil {
		return nil, named(err, path)
	}
	defer s.pin.Unpin()
	var e C.npy_error
	var c *C.npy_writer
	if create(s.c, &c, &e) != 0 {
		s.watch.free()
		return nil, failure(&e, path, b, s.watch)
	}
	held.c, held.watch = c, s.watch
	return &Writer[T]{held: held, path: path, elem: elem, bridge: b}, nil
}

// locked calls f with C's writer, which is there until f returns.
func (w *Writer[T]) locked(f func(c *C.npy_writer, e *C.npy_error) C.npy_status) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.with(f)
}

func (w *Writer[T]) with(f func(c *C.npy_writer, e *C.npy_error) C.npy_status) error {
	if w.held.c == nil {
		return closed(w.path)
	}
	var e C.npy_error
	status := f(w.held.c, &e)
	runtime.KeepAlive(w)
	if status != 0 {
		return failure(&e, w.path, w.bridge, w.held.watch, w.archive.bridged())
	}
	return nil
}

// Write writes the next elements, in the file's order of elements.
func (w *Writer[T]) Write(data []T) error {
	return w.locked(func(c *C.npy_writer, e *C.npy_error) C.npy_status {
		return C.npy_write(c, unsafe.Pointer(first(data)), C.size_t(len(data)*w.elem.size), e)
	})
}

// WriteRows writes the next rows of the slowest axis from any layout in memory; along
// the other axes the view has the array's shape.
func (w *Writer[T]) WriteRows(v View[T]) error {
	info, err := w.Info()
	if err != nil {
		return err
	}
	slowest := 0
	if info.Order == OrderF {
		slowest = len(info.Shape) - 1
	}
	if len(v.Shape) != len(info.Shape) || len(v.Shape) == 0 {
		return &Error{Code: ErrShape, Offset: -1, Path: w.path, Message: "the rows have another number of axes than the array"}
	}
	for axis, n := range v.Shape {
		if axis != slowest && n != info.Shape[axis] {
			return &Error{Code: ErrShape, Offset: -1, Path: w.path, Message: "the rows have another shape than the array"}
		}
	}
	data, strides, err := v.place(info.Order)
	if err != nil {
		return named(err, w.path)
	}
	return w.locked(func(c *C.npy_writer, e *C.npy_error) C.npy_status {
		return C.npy_write_rows(c, C.int64_t(v.Shape[slowest]), data, first(int64s(strides)), e)
	})
}

// WriteSlab writes the elements that slices pick, wherever they are in the file. Many
// goroutines may write slabs at once, in any order, if these do not overlap.
func (w *Writer[T]) WriteSlab(slices []Slice, v View[T]) error {
	info, err := w.Info()
	if err != nil {
		return err
	}
	if len(slices) > len(info.Shape) || len(v.Shape) != len(info.Shape) {
		return &Error{Code: ErrShape, Offset: -1, Path: w.path, Message: "the slab has another number of axes than the array"}
	}
	for axis, length := range info.Shape {
		count := length
		if axis < len(slices) && slices[axis] != All {
			if slices[axis].Step == 0 {
				return &Error{Code: ErrArgument, Offset: -1, Path: w.path, Message: "the step of a slice is 0"}
			}
			_, count, _ = slices[axis].of(length)
		}
		if v.Shape[axis] != count {
			return &Error{Code: ErrShape, Offset: -1, Path: w.path, Message: "the slab has another shape than the slices"}
		}
	}
	data, strides, err := v.place(info.Order)
	if err != nil {
		return named(err, w.path)
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.with(func(c *C.npy_writer, e *C.npy_error) C.npy_status {
		return C.npy_write_slab(c, first(cslices(slices)), C.int32_t(len(slices)), data, first(int64s(strides)), e)
	})
}

// Info tells what was written so far: a growing axis has its length as of now.
func (w *Writer[T]) Info() (out Info, err error) {
	var copied error
	err = w.locked(func(c *C.npy_writer, e *C.npy_error) C.npy_status {
		var info C.npy_info
		status := C.npy_writer_info(c, &info, e)
		if status == 0 {
			out, copied = infoOf(&info)
		}
		return status
	})
	if err == nil {
		err = copied
	}
	return out, err
}

// Flush makes the rows that were written to a file from Append visible.
func (w *Writer[T]) Flush() error {
	return w.locked(func(c *C.npy_writer, e *C.npy_error) C.npy_status { return C.npy_flush(c, e) })
}

// Finish ends the array: its file is there now. If it fails, the old file is.
func (w *Writer[T]) Finish() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer w.over()
	return w.with(func(c *C.npy_writer, e *C.npy_error) C.npy_status { return C.npy_finish(c, e) })
}

// over is after C's writer has gone, or when there was none.
func (w *Writer[T]) over() {
	w.cleanup.Stop()
	w.held.ended()
	if w.archive != nil && w.archive.held.member == w.held {
		w.archive.held.member = nil
	}
}

// Discard gives the array up: the old file stays. Does nothing after Finish.
func (w *Writer[T]) Discard() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.held.free()
	w.over()
}
