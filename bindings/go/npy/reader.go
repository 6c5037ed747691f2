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

// Reader is one array, opened for reading: a file, bytes, a stream, a member of an
// archive. All its methods may be called by many goroutines at once.
type Reader struct {
	mu      sync.RWMutex
	held    *heldReader // what is in it is nil once it is closed
	cleanup runtime.Cleanup
	path    string
	bridge  *bridge
}

// heldReader is what ends with a Reader, whoever ends it.
type heldReader struct {
	c    *C.npy_reader
	pin  runtime.Pinner
	file *os.File
	lent *lent // of the archive that it is a member of
}

func (h *heldReader) free() {
	if h.c != nil {
		C.npy_close(h.c)
		h.c, h.file = nil, nil
		h.pin.Unpin()
		if h.lent != nil {
			h.lent.add(-1)
		}
	}
}

func newReader(held *heldReader, path string, b *bridge) *Reader {
	r := &Reader{held: held, path: path, bridge: b}
	r.cleanup = runtime.AddCleanup(r, (*heldReader).free, held)
	return r
}

// OpenOptions is how an array is opened; the zero value is the default.
type OpenOptions struct {
	Offset     int64 // the byte at which the array starts
	MaxHeader  int64 // the longest header in bytes; 0 is 1 MiB
	MaxNesting int   // how deeply brackets may be nested; 0 is 32
	HeaderOnly bool  // the elements need not be there
	Strict     bool  // accept only what NumPy itself writes
	Steady     bool  // you promise that nobody shortens the file while it is open
}

func (o OpenOptions) c() *C.npy_open_options {
	return &C.npy_open_options{
		offset: C.int64_t(o.Offset), max_header: C.int64_t(o.MaxHeader), max_nesting: C.int32_t(o.MaxNesting),
		flags: openFlags(o.HeaderOnly, o.Strict, o.Steady),
	}
}

func openFlags(headerOnly, strict, steady bool) (flags C.uint32_t) {
	if headerOnly {
		flags |= C.NPY_OPEN_HEADER_ONLY
	}
	if strict {
		flags |= C.NPY_OPEN_STRICT
	}
	if steady {
		flags |= C.NPY_OPEN_STEADY
	}
	return flags
}

// Open opens the file path and reads its header.
func Open(path string) (*Reader, error) {
	name, err := cstring("path", path)
	if err != nil {
		return nil, err
	}
	var e C.npy_error
	var held heldReader
	if C.npy_open(name, &held.c, &e) != 0 {
		return nil, failure(&e, path)
	}
	return newReader(&held, path, nil), nil
}

// OpenWith opens the file path with options.
func OpenWith(path string, o OpenOptions) (*Reader, error) {
	name, err := cstring("path", path)
	if err != nil {
		return nil, err
	}
	var e C.npy_error
	var held heldReader
	if C.npy_open_with(name, o.c(), &held.c, &e) != 0 {
		return nil, failure(&e, path)
	}
	return newReader(&held, path, nil), nil
}

// OpenFile opens the array at the file's current position, which does not move unless
// the file is a pipe. The file stays yours, and open until the Reader is closed.
func OpenFile(f *os.File, o OpenOptions) (*Reader, error) {
	var e C.npy_error
	held := heldReader{file: f}
	if C.npy_open_fd(C.int(f.Fd()), o.c(), &held.c, &e) != 0 {
		return nil, failure(&e, f.Name())
	}
	runtime.KeepAlive(f)
	return newReader(&held, f.Name(), nil), nil
}

// OpenBytes opens an array that is in memory. Nothing is copied: b must stay as it is
// until the Reader is closed.
func OpenBytes(b []byte, o OpenOptions) (*Reader, error) {
	var e C.npy_error
	var held heldReader
	if len(b) > 0 {
		held.pin.Pin(&b[0])
	}
	if C.npy_open_memory(unsafe.Pointer(first(b)), C.size_t(len(b)), o.c(), &held.c, &e) != 0 {
		held.pin.Unpin()
		return nil, failure(&e, "")
	}
	return newReader(&held, "", nil), nil
}

// NewReader opens the array that comes next from a stream, and takes no byte more than
// the array has as it is read. Its elements can be read once.
func NewReader(r io.Reader, o OpenOptions) (*Reader, error) {
	return openBridge(&bridge{reader: r}, 0, o)
}

// NewReaderAt opens the array in the size bytes of r; a size of 0 is unknown.
// Where several goroutines use the Reader, they use r at the same time.
func NewReaderAt(r io.ReaderAt, size int64, o OpenOptions) (*Reader, error) {
	return openBridge(&bridge{readerAt: r}, size, o)
}

func openBridge(b *bridge, size int64, o OpenOptions) (*Reader, error) {
	var e C.npy_error
	var held heldReader
	if C.npy_open_source(b.source(size), o.c(), &held.c, &e) != 0 {
		b.free()
		return nil, failure(&e, "", b)
	}
	return newReader(&held, "", b), nil
}

// with calls f with C's reader, which is there until f returns.
func (r *Reader) with(f func(c *C.npy_reader, e *C.npy_error) C.npy_status, watch *bridge) error {
	if r.bridge != nil && r.bridge.reader != nil {
		r.mu.Lock() // a stream is read by one goroutine at a time
		defer r.mu.Unlock()
	} else {
		r.mu.RLock()
		defer r.mu.RUnlock()
	}
	if r.held.c == nil {
		return closed(r.path)
	}
	var e C.npy_error
	if f(r.held.c, &e) != 0 {
		return failure(&e, r.path, r.bridge, watch)
	}
	return nil
}

// Info tells what the array is.
func (r *Reader) Info() (Info, error) {
	return r.info(func(c *C.npy_reader, info *C.npy_info, e *C.npy_error) C.npy_status { return C.npy_header(c, info, e) }, nil)
}

func (r *Reader) info(f func(*C.npy_reader, *C.npy_info, *C.npy_error) C.npy_status, watch *bridge) (out Info, err error) {
	var copied error
	err = r.with(func(c *C.npy_reader, e *C.npy_error) C.npy_status {
		var info C.npy_info
		status := f(c, &info, e)
		if status == 0 {
			out, copied = infoOf(&info)
		}
		return status
	}, watch)
	if err == nil {
		err = copied
	}
	return out, err
}

// Plan tells what a read would give, without reading. With an empty dtype it is the file's.
func (r *Reader) Plan(q Request, dtype string) (Info, error) {
	var text []byte
	if dtype != "" {
		if _, err := cstring("dtype", dtype); err != nil {
			return Info{}, err
		}
		text = append([]byte(dtype), 0)
	}
	return r.plan(&q, text)
}

func (r *Reader) plan(q *Request, dtype []byte) (Info, error) {
	a, err := q.ask(dtype)
	if err != nil {
		return Info{}, err
	}
	defer a.free()
	return r.info(func(c *C.npy_reader, info *C.npy_info, e *C.npy_error) C.npy_status {
		return C.npy_plan(c, a.c, info, e)
	}, a.watch)
}

// Field finds a field of a structured dtype by its name, or by names with dots between.
func (r *Reader) Field(path string) (out Field, err error) {
	name, err := cstring("field", path)
	if err != nil {
		return out, err
	}
	var copied error
	err = r.with(func(c *C.npy_reader, e *C.npy_error) C.npy_status {
		var info C.npy_info
		var field C.npy_field_info
		if status := C.npy_header(c, &info, e); status != 0 {
			return status
		}
		status := C.npy_field(info.dtype, name, &field, e)
		if status == 0 {
			out, copied = fieldAt(info.dtype, field.index)
		}
		return status
	}, nil)
	if err == nil {
		err = copied
	}
	return out, err
}

// Next goes on to the array that follows in the same file or stream; ErrEnd behind the last.
func (r *Reader) Next() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held.c == nil {
		return closed(r.path)
	}
	var e C.npy_error
	if C.npy_next(r.held.c, &e) != 0 {
		return failure(&e, r.path, r.bridge)
	}
	return nil
}

// ReadBytes reads elements of any dtype as they are in the file, also those that Go has no
// type for. Plan tells how many bytes there are.
func (r *Reader) ReadBytes(dst []byte, q Request) error {
	info, err := r.Info()
	if err != nil {
		return err
	}
	var dtype []byte
	if q.Field == "" {
		dtype = append([]byte(info.Descr), 0)
	} else {
		field, err := r.Field(q.Field)
		if err != nil {
			return err
		}
		dtype = append([]byte(field.Descr), 0)
	}
	return r.read(unsafe.Pointer(first(dst)), len(dst), &q, dtype)
}

func (r *Reader) expect(dtype []byte) error {
	return r.with(func(c *C.npy_reader, e *C.npy_error) C.npy_status {
		return C.npy_expect(c, (*C.char)(unsafe.Pointer(&dtype[0])), -1, e)
	}, nil)
}

func (r *Reader) read(dst unsafe.Pointer, size int, q *Request, dtype []byte) error {
	if q.whole() && dtype == nil {
		return r.with(func(c *C.npy_reader, e *C.npy_error) C.npy_status {
			return C.npy_read_into(c, dst, C.size_t(size), e)
		}, nil)
	}
	a, err := q.ask(dtype)
	if err != nil {
		return err
	}
	defer a.free()
	return r.with(func(c *C.npy_reader, e *C.npy_error) C.npy_status {
		return C.npy_read(c, a.c, dst, C.size_t(size), e)
	}, a.watch)
}

// Close ends the reader. Waits for reads that are under way; the second time it does nothing.
func (r *Reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cleanup.Stop()
	r.held.free()
	runtime.KeepAlive(r)
	return nil
}
