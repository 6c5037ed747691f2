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

// Archive is an archive, opened for reading: a .npz, or any other ZIP file. All its methods may be
// called by many goroutines at once. Members opened from it may be closed before or after it.
type Archive struct {
	mu      sync.RWMutex
	held    *heldArchive
	cleanup runtime.Cleanup
	path    string
	bridge  *bridge
}

// heldArchive ends with an Archive. Bytes and a file that C borrows stay as long as the last member of it.
type heldArchive struct {
	c     *C.npz_reader
	lent  *lent
	watch *bridge
}

// lent counts the archive and its members; the last one gives back what was lent.
type lent struct {
	mu   sync.Mutex
	uses int
	pin  runtime.Pinner
	file *os.File
}

func (l *lent) add(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.uses += n; l.uses == 0 {
		l.pin.Unpin()
		l.file = nil
	}
}

func (h *heldArchive) free() {
	if h.c != nil {
		C.npz_close(h.c)
		h.c = nil
		h.watch.free()
		h.lent.add(-1)
	}
}

// ArchiveOptions is how an archive is opened; the zero value is the default.
type ArchiveOptions struct {
	Offset     int64 // the byte at which the archive starts
	MaxMembers int64 // 0 is 4,194,304
	MaxMember  int64 // the most bytes that one member may claim to be unpacked; 0 is 16 TiB
	MaxTotal   int64 // the same for all together; 0 is 64 TiB
	MaxRatio   int64 // the most unpacked bytes for each packed one; 0 is 100,000
	MaxHeader  int64 // the longest header of an array in bytes; 0 is 1 MiB
	MaxNesting int
	HeaderOnly bool
	Strict     bool
	Steady     bool
	Progress   Progress // of Verify
}

func (o ArchiveOptions) c(watch *bridge) *C.npz_open_options {
	c := &C.npz_open_options{
		offset: C.int64_t(o.Offset), max_members: C.int64_t(o.MaxMembers), max_member: C.int64_t(o.MaxMember),
		max_total: C.int64_t(o.MaxTotal), max_ratio: C.int64_t(o.MaxRatio), max_header: C.int64_t(o.MaxHeader),
		max_nesting: C.int32_t(o.MaxNesting), flags: openFlags(o.HeaderOnly, o.Strict, o.Steady),
	}
	watch.told(&c.progress, &c.context)
	return c
}

// OpenArchive opens the archive path and reads its directory; nothing is unpacked.
func OpenArchive(path string) (*Archive, error) { return OpenArchiveWith(path, ArchiveOptions{}) }

// OpenArchiveWith opens the archive path with options.
func OpenArchiveWith(path string, o ArchiveOptions) (*Archive, error) {
	name, err := cstring("path", path)
	if err != nil {
		return nil, err
	}
	return openArchive(path, o, &lent{}, nil, func(c *C.npz_open_options, out **C.npz_reader, e *C.npy_error) C.npy_status {
		return C.npz_open_with(name, c, out, e)
	})
}

// OpenArchiveFile opens the archive from the file's position to its end. The file stays yours, and open
// until the archive and its members are closed.
func OpenArchiveFile(f *os.File, o ArchiveOptions) (*Archive, error) {
	return openArchive(f.Name(), o, &lent{file: f}, nil, func(c *C.npz_open_options, out **C.npz_reader, e *C.npy_error) C.npy_status {
		return C.npz_open_fd(C.int(f.Fd()), c, out, e)
	})
}

// OpenArchiveBytes opens an archive that is in memory. Nothing is copied: b must stay as it is until
// the archive and its members are closed.
func OpenArchiveBytes(b []byte, o ArchiveOptions) (*Archive, error) {
	l := &lent{}
	if len(b) > 0 {
		l.pin.Pin(&b[0])
	}
	return openArchive("", o, l, nil, func(c *C.npz_open_options, out **C.npz_reader, e *C.npy_error) C.npy_status {
		return C.npz_open_memory(unsafe.Pointer(first(b)), C.size_t(len(b)), c, out, e)
	})
}

// NewArchive opens the archive in the size bytes of r: its directory, then of each member what is read.
func NewArchive(r io.ReaderAt, size int64, o ArchiveOptions) (*Archive, error) {
	b := &bridge{readerAt: r}
	source := b.source(size)
	a, err := openArchive("", o, &lent{}, b, func(c *C.npz_open_options, out **C.npz_reader, e *C.npy_error) C.npy_status {
		return C.npz_open_source(source, c, out, e)
	})
	if err != nil {
		b.free()
	}
	return a, err
}

func openArchive(path string, o ArchiveOptions, l *lent, b *bridge,
	open func(c *C.npz_open_options, out **C.npz_reader, e *C.npy_error) C.npy_status) (*Archive, error) {
	l.add(1)
	held := &heldArchive{lent: l, watch: watch(o.Progress)}
	var e C.npy_error
	var c *C.npz_reader
	if open(o.c(held.watch), &c, &e) != 0 {
		held.watch.free()
		l.add(-1)
		return nil, failure(&e, path, b)
	}
	held.c = c
	a := &Archive{held: held, path: path, bridge: b}
	a.cleanup = runtime.AddCleanup(a, (*heldArchive).free, held)
	return a, nil
}

func (a *Archive) with(f func(c *C.npz_reader, e *C.npy_error) C.npy_status) error {
	a.mu.RLock()
	defer a.mu.RUnlock()
	if a.held.c == nil {
		return closed(a.path)
	}
	var e C.npy_error
	status := f(a.held.c, &e)
	runtime.KeepAlive(a)
	if status != 0 {
		return failure(&e, a.path, a.bridge, a.held.watch)
	}
	return nil
}

// Member is a member of an archive, as its directory tells of it.
type Member struct {
	Name       string // the key under which NumPy finds it: File without .npy
	File       string // the whole name, such as u.npy
	Index      int    // where it stands in the directory
	Size       int64  // bytes unpacked
	PackedSize int64  // bytes in the archive
	CRC        uint32 // of the unpacked bytes
	Method     int    // how it was packed: 0 stored, 8 deflated…
}

func memberOf(c *C.npz_member_info) Member {
	return Member{
		Name: C.GoStringN(c.name, C.int(c.name_length)), File: C.GoStringN(c.member, C.int(c.member_length)),
		Index: int(c.index), Size: int64(c.size), PackedSize: int64(c.packed_size), CRC: uint32(c.crc), Method: int(c.method),
	}
}

// Members are all members, in the order of the directory.
func (a *Archive) Members() (out []Member, err error) {
	err = a.with(func(c *C.npz_reader, e *C.npy_error) C.npy_status {
		for i := C.int64_t(0); i < C.npz_count(c); i++ {
			var m C.npz_member_info
			if status := C.npz_member_at(c, i, &m, e); status != 0 {
				return status
			}
			out = append(out, memberOf(&m))
		}
		return 0
	})
	return out, err
}

// Names are the keys of all members, in the order of the directory; none after Close.
func (a *Archive) Names() (names []string) {
	members, _ := a.Members()
	for _, m := range members {
		names = append(names, m.Name)
	}
	return names
}

// Member tells of the member called name; ErrMember if there is none.
func (a *Archive) Member(name string) (out Member, err error) {
	key, err := cstring("name", name)
	if err != nil {
		return out, err
	}
	err = a.with(func(c *C.npz_reader, e *C.npy_error) C.npy_status {
		var m C.npz_member_info
		status := C.npz_member(c, key, &m, e)
		if status == 0 {
			out = memberOf(&m)
		}
		return status
	})
	return out, err
}

// Open opens the member called name as an array.
func (a *Archive) Open(name string) (*Reader, error) {
	key, err := cstring("name", name)
	if err != nil {
		return nil, err
	}
	return a.open(name, func(c *C.npz_reader, out **C.npy_reader, e *C.npy_error) C.npy_status {
		return C.npz_get(c, key, out, e)
	})
}

// OpenAt opens the member at index of the directory as an array.
func (a *Archive) OpenAt(index int) (*Reader, error) {
	return a.open("", func(c *C.npz_reader, out **C.npy_reader, e *C.npy_error) C.npy_status {
		return C.npz_get_at(c, C.int64_t(index), out, e)
	})
}

func (a *Archive) open(name string, get func(c *C.npz_reader, out **C.npy_reader, e *C.npy_error) C.npy_status) (*Reader, error) {
	held := &heldReader{}
	err := a.with(func(c *C.npz_reader, e *C.npy_error) C.npy_status {
		var reader *C.npy_reader
		status := get(c, &reader, e)
		if status == 0 {
			held.c, held.lent = reader, a.held.lent
			held.lent.add(1)
		}
		return status
	})
	if err != nil {
		return nil, err
	}
	path := a.path
	if name != "" {
		path += "[" + name + "]"
	}
	return newReader(held, path, a.bridge), nil
}

// LoadMember loads the member called name: all elements, in file order.
func LoadMember[T any](a *Archive, name string) (Array[T], error) {
	return LoadMemberWith[T](a, name, Request{})
}

// LoadMemberWith loads what q says of the member called name.
func LoadMemberWith[T any](a *Archive, name string, q Request) (Array[T], error) {
	r, err := a.Open(name)
	if err != nil {
		return Array[T]{}, err
	}
	defer r.Close()
	return ReadWith[T](r, q)
}

// Bytes are all bytes of a member, array or not; its CRC-32 is compared.
func (a *Archive) Bytes(m Member) ([]byte, error) {
	if err := room(m.Size); err != nil {
		return nil, named(err, a.path)
	}
	out := make([]byte, m.Size)
	return out, a.with(func(c *C.npz_reader, e *C.npy_error) C.npy_status {
		return C.npz_bytes_at(c, C.int64_t(m.Index), unsafe.Pointer(first(out)), C.size_t(len(out)), e)
	})
}

// DataOffset is where the first byte of a stored member is in the archive.
func (a *Archive) DataOffset(m Member) (offset int64, err error) {
	var at C.int64_t
	err = a.with(func(c *C.npz_reader, e *C.npy_error) C.npy_status {
		return C.npz_data_offset(c, C.int64_t(m.Index), &at, e)
	})
	return int64(at), err
}

// Verify reads everything, and compares records, sizes and checksums.
func (a *Archive) Verify() error {
	return a.with(func(c *C.npz_reader, e *C.npy_error) C.npy_status { return C.npz_verify(c, e) })
}

// Close ends the archive; members that are open stay so. The second time it does nothing.
func (a *Archive) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cleanup.Stop()
	a.held.free()
	runtime.KeepAlive(a)
	return nil
}
