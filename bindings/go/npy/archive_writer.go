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

// Method is how the members of an archive are packed.
type Method int32

const (
	Stored   Method = C.NPZ_STORED   // as numpy.savez. The default
	Deflated Method = C.NPZ_DEFLATED // as numpy.savez_compressed
)

// ArchiveWriter is an archive that is being written. It ends with Finish, or without a
// trace with Discard, which does nothing after Finish: defer it.
type ArchiveWriter struct {
	mu      sync.RWMutex
	held    *heldArchiveWriter
	cleanup runtime.Cleanup
	path    string
	bridge  *bridge
}

type heldArchiveWriter struct {
	c      *C.npz_writer
	member *heldWriter // the one that is open
	file   *os.File
	watch  *bridge
}

func (h *heldArchiveWriter) free() {
	if h.c != nil {
		h.endMember()
		C.npz_discard(h.c)
		h.ended()
	}
}

func (h *heldArchiveWriter) endMember() {
	if h.member != nil {
		h.member.free()
		h.member = nil
	}
}

func (h *heldArchiveWriter) ended() {
	h.c, h.file = nil, nil
	h.watch.free()
}

// PackOptions is how an archive is written; the zero value is what numpy.savez does.
type PackOptions struct {
	Method   Method
	Level    int // how hard deflate tries: 1 to 9; 0 is 6
	Align    int // members begin at a multiple of so many bytes, such as 64, so that stored ones can be mapped
	Threads  int // how many may deflate blocks
	Block    int // deflate in blocks of so many bytes, such as 262,144; 0: one stream
	Replace  Replace
	Sync     bool
	Progress Progress // of Finish
}

func (o PackOptions) c(watch *bridge) *C.npz_options {
	c := &C.npz_options{
		method: C.int32_t(o.Method), level: C.int32_t(o.Level), align: C.int32_t(o.Align), threads: C.int32_t(o.Threads),
		block: C.int32_t(o.Block), replace: C.int32_t(o.Replace),
	}
	if o.Sync {
		c.sync = 1
	}
	watch.told(&c.progress, &c.context)
	return c
}

// CreateArchive starts an archive in the file path, which appears at Finish.
func CreateArchive(path string, o PackOptions) (*ArchiveWriter, error) {
	name, err := cstring("path", path)
	if err != nil {
		return nil, err
	}
	return createArchive(path, o, nil, nil, func(c *C.npz_options, out **C.npz_writer, e *C.npy_error) C.npy_status {
		return C.npz_create(name, c, out, e)
	})
}

// UpdateArchive starts to change the archive path: what is added takes the place of members of its
// name, the others stay. Nothing changes until Finish.
func UpdateArchive(path string, o PackOptions) (*ArchiveWriter, error) {
	name, err := cstring("path", path)
	if err != nil {
		return nil, err
	}
	return createArchive(path, o, nil, nil, func(c *C.npz_options, out **C.npz_writer, e *C.npy_error) C.npy_status {
		return C.npz_update(name, c, out, e)
	})
}

// CreateArchiveFile starts an archive at the file's current position. The file stays yours, and open until the end.
func CreateArchiveFile(f *os.File, o PackOptions) (*ArchiveWriter, error) {
	return createArchive(f.Name(), o, f, nil, func(c *C.npz_options, out **C.npz_writer, e *C.npy_error) C.npy_status {
		return C.npz_create_fd(C.int(f.Fd()), c, out, e)
	})
}

// NewArchiveWriter starts an archive that is written to w, from front to back.
func NewArchiveWriter(w io.Writer, o PackOptions) (*ArchiveWriter, error) {
	b := &bridge{writer: w}
	sink := b.sink()
	a, err := createArchive("", o, nil, b, func(c *C.npz_options, out **C.npz_writer, e *C.npy_error) C.npy_status {
		return C.npz_create_sink(sink, c, out, e)
	})
	if err != nil {
		b.free()
	}
	return a, err
}

func createArchive(path string, o PackOptions, f *os.File, b *bridge,
	create func(c *C.npz_options, out **C.npz_writer, e *C.npy_error) C.npy_status) (*ArchiveWriter, error) {
	held := &heldArchiveWriter{file: f, watch: watch(o.Progress)}
	var e C.npy_error
	var c *C.npz_writer
	if create(o.c(held.watch), &c, &e) != 0 {
		held.watch.free()
		return nil, failure(&e, path, b)
	}
	held.c = c
	w := &ArchiveWriter{held: held, path: path, bridge: b}
	w.cleanup = runtime.AddCleanup(w, (*heldArchiveWriter).free, held)
	return w, nil
}

func (w *ArchiveWriter) bridged() *bridge {
	if w == nil {
		return nil
	}
	return w.bridge
}

func (w *ArchiveWriter) with(f func(c *C.npz_writer, e *C.npy_error) C.npy_status) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.locked(f)
}

func (w *ArchiveWriter) locked(f func(c *C.npz_writer, e *C.npy_error) C.npy_status) error {
	if w.held.c == nil {
		return closed(w.path)
	}
	var e C.npy_error
	status := f(w.held.c, &e)
	runtime.KeepAlive(w)
	if status != 0 {
		return failure(&e, w.path, w.bridge, w.held.watch)
	}
	return nil
}

// Add saves a whole array as the member called name, as in numpy.savez.
func Add[T any](w *ArchiveWriter, name string, a Array[T]) error {
	return AddView(w, name, a.View(), a.in(Options{}))
}

// AddView saves elements from where they are as the member called name. Replace and
// Sync of the options are the archive's concern.
func AddView[T any](w *ArchiveWriter, name string, v View[T], o Options) error {
	key, err := cstring("name", name)
	if err != nil {
		return named(err, w.path)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.held.c == nil {
		return closed(w.path)
	}
	err = written(w.path, v, o, func(c *C.npy_spec, data unsafe.Pointer, strides *C.int64_t, e *C.npy_error) C.npy_status {
		return C.npz_save_with(w.held.c, key, c, data, strides, e)
	})
	if cause := w.bridge.take(); cause != nil && err != nil {
		err.(*Error).Cause = cause
	}
	return err
}

// AddWriter starts the member called name, to be written piece by piece. While it is
// open, every other call on the archive is ErrState.
func AddWriter[T any](w *ArchiveWriter, name string, shape []int, o Options) (*Writer[T], error) {
	key, err := cstring("name", name)
	if err != nil {
		return nil, named(err, w.path)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.held.c == nil {
		return nil, closed(w.path)
	}
	held := &heldWriter{}
	member, err := begin[T](w.path+"["+name+"]", shape, o, nil, held, func(c *C.npy_spec, out **C.npy_writer, e *C.npy_error) C.npy_status {
		return C.npz_add(w.held.c, key, c, out, e)
	})
	if err != nil {
		return nil, err
	}
	member.archive, member.mu, w.held.member = w, &w.mu, held
	return member, nil
}

// Remove removes the member called name; ErrMember if there is none.
func (w *ArchiveWriter) Remove(name string) error {
	key, err := cstring("name", name)
	if err != nil {
		return named(err, w.path)
	}
	return w.with(func(c *C.npz_writer, e *C.npy_error) C.npy_status { return C.npz_remove(c, key, e) })
}

// Finish ends the archive: its file is there now. If it fails, the old file is.
func (w *ArchiveWriter) Finish() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.held.member != nil {
		w.held.free()
		w.cleanup.Stop()
		return &Error{Code: ErrState, Offset: -1, Path: w.path, Message: "a member was not finished"}
	}
	err := w.locked(func(c *C.npz_writer, e *C.npy_error) C.npy_status { return C.npz_finish(c, e) })
	w.cleanup.Stop()
	w.held.ended()
	return err
}

// Discard gives the archive up: the old file stays. Does nothing after Finish.
func (w *ArchiveWriter) Discard() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cleanup.Stop()
	w.held.free()
	runtime.KeepAlive(w)
}
