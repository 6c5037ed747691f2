package npy

// #include <npyrw.h>
// #include <errno.h>
// #include <stdlib.h>
// int64_t npyrwGoReadAt(void *, void *, size_t, int64_t);
// int64_t npyrwGoRead(void *, void *, size_t);
// int64_t npyrwGoWrite(void *, void *, size_t);
// int64_t npyrwGoWriteAt(void *, void *, size_t, int64_t);
// void npyrwGoClose(void *);
// int32_t npyrwGoEnd(void *, int32_t);
// int32_t npyrwGoProgress(void *, int64_t, int64_t);
import "C"

import (
	"errors"
	"io"
	"runtime/cgo"
	"sync"
	"unsafe"
)

// bridge is what C's callbacks come back to. C knows it by a cell of C's memory
// that holds its handle.
type bridge struct {
	readerAt io.ReaderAt
	reader   io.Reader
	writer   io.Writer
	writerAt io.WriterAt
	progress Progress

	cell *cgo.Handle

	mu       sync.Mutex
	cause    error // what the Go side said when it failed
	panicked bool
	value    any
	later    error // an error that came together with bytes: told at the next read
}

// Progress is told how far a long call is: done of total bytes, about once a
// megabyte, on the goroutine that called. An error stops the call.
type Progress func(done, total int64) error

func (b *bridge) open() unsafe.Pointer {
	b.cell = (*cgo.Handle)(C.malloc(C.size_t(unsafe.Sizeof(cgo.Handle(0)))))
	*b.cell = cgo.NewHandle(b)
	return unsafe.Pointer(b.cell)
}

func (b *bridge) free() {
	if b != nil && b.cell != nil {
		b.cell.Delete()
		C.free(unsafe.Pointer(b.cell))
		b.cell = nil
	}
}

// take is what the Go side said, once; a panic goes on where the call was made.
func (b *bridge) take() error {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	cause, panicked, value := b.cause, b.panicked, b.value
	b.cause, b.panicked, b.value = nil, false, nil
	b.mu.Unlock()
	if panicked {
		panic(value)
	}
	return cause
}

func (b *bridge) fail(err error) {
	b.mu.Lock()
	b.cause = err
	b.mu.Unlock()
}

// guard keeps a panic from running through C's frames.
func (b *bridge) guard(failed func()) {
	if value := recover(); value != nil {
		b.mu.Lock()
		b.panicked, b.value = true, value
		b.mu.Unlock()
		failed()
	}
}

func bridgeOf(context unsafe.Pointer) *bridge {
	return (*cgo.Handle)(context).Value().(*bridge)
}

func memory(at unsafe.Pointer, size C.size_t) []byte {
	return unsafe.Slice((*byte)(at), int(size))
}

//export npyrwGoReadAt
func npyrwGoReadAt(context, dst unsafe.Pointer, size C.size_t, offset C.int64_t) (moved C.int64_t) {
	b := bridgeOf(context)
	defer b.guard(func() { moved = -C.EIO })
	n, err := b.readerAt.ReadAt(memory(dst, size), int64(offset))
	if n > 0 || err == nil || errors.Is(err, io.EOF) {
		return C.int64_t(n)
	}
	b.fail(err)
	return -C.EIO
}

//export npyrwGoRead
func npyrwGoRead(context, dst unsafe.Pointer, size C.size_t) (moved C.int64_t) {
	b := bridgeOf(context)
	defer b.guard(func() { moved = -C.EIO })
	err := b.later
	b.later = nil
	for tries := 0; err == nil && tries < 100; tries++ {
		var n int
		n, err = b.reader.Read(memory(dst, size))
		if n > 0 {
			b.later = err
			return C.int64_t(n)
		}
	}
	switch {
	case err == nil:
		err = io.ErrNoProgress
	case errors.Is(err, io.EOF):
		b.later = err
		return 0
	}
	b.fail(err)
	return -C.EIO
}

//export npyrwGoWrite
func npyrwGoWrite(context, data unsafe.Pointer, size C.size_t) (moved C.int64_t) {
	b := bridgeOf(context)
	defer b.guard(func() { moved = -C.EIO })
	n, err := b.writer.Write(memory(data, size))
	return b.wrote(n, int(size), err)
}

//export npyrwGoWriteAt
func npyrwGoWriteAt(context, data unsafe.Pointer, size C.size_t, offset C.int64_t) (moved C.int64_t) {
	b := bridgeOf(context)
	defer b.guard(func() { moved = -C.EIO })
	n, err := b.writerAt.WriteAt(memory(data, size), int64(offset))
	return b.wrote(n, int(size), err)
}

// An io.Writer that takes less than all has to say why.
func (b *bridge) wrote(n, size int, err error) C.int64_t {
	if err == nil && n != size {
		err = io.ErrShortWrite
	}
	if err != nil {
		b.fail(err)
		return -C.EIO
	}
	return C.int64_t(n)
}

//export npyrwGoClose
func npyrwGoClose(context unsafe.Pointer) { bridgeOf(context).free() }

//export npyrwGoEnd
func npyrwGoEnd(context unsafe.Pointer, _ C.int32_t) C.int32_t {
	bridgeOf(context).free()
	return 0
}

//export npyrwGoProgress
func npyrwGoProgress(context unsafe.Pointer, done, total C.int64_t) (stop C.int32_t) {
	b := bridgeOf(context)
	defer b.guard(func() { stop = 1 })
	if err := b.progress(int64(done), int64(total)); err != nil {
		b.fail(err)
		return 1
	}
	return 0
}

// source is the bridge as C reads from it.
func (b *bridge) source(length int64) *C.npy_source {
	s := &C.npy_source{context: b.open(), length: C.int64_t(length), close: (*[0]byte)(C.npyrwGoClose)}
	if b.readerAt != nil {
		s.read_at = (*[0]byte)(C.npyrwGoReadAt)
	} else {
		s.read = (*[0]byte)(C.npyrwGoRead)
	}
	return s
}

// sink is the bridge as C writes to it.
func (b *bridge) sink() *C.npy_sink {
	s := &C.npy_sink{context: b.open(), end: (*[0]byte)(C.npyrwGoEnd)}
	if b.writerAt != nil {
		s.write_at = (*[0]byte)(C.npyrwGoWriteAt)
	} else {
		s.write = (*[0]byte)(C.npyrwGoWrite)
	}
	return s
}

// watch is the bridge of a progress function; nil for none.
func watch(p Progress) *bridge {
	if p == nil {
		return nil
	}
	return &bridge{progress: p}
}

// told sets what C calls, and what with, to tell how far it is.
func (b *bridge) told(function *C.npy_progress, context *unsafe.Pointer) {
	if b != nil {
		*function, *context = (C.npy_progress)(C.npyrwGoProgress), b.open()
	}
}
