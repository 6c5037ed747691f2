package npy

// #include <npyrw.h>
// static npy_status npyrw_go_open(const char *path, const char *dtype, npy_reader **out, npy_info *info, npy_error *err) {
//     npy_status status = npy_open(path, out, err);
//     if (status == 0 && ((status = npy_expect(*out, dtype, -1, err)) || (status = npy_header(*out, info, err)))) npy_close(*out);
//     return status;
// }
// static npy_status npyrw_go_finish(npy_reader *reader, void *dst, size_t size, npy_error *err) {
//     npy_status status = npy_read_into(reader, dst, size, err);
//     npy_close(reader);
//     return status;
// }
import "C"

import (
	"sync"
	"unsafe"
)

// Load loads the file path: all elements, in file order.
func Load[T any](path string) (Array[T], error) {
	e, err := elemOf[T]()
	if err != nil { // first of all the file has to be there
		return LoadWith[T](path, Request{})
	}
	l := loads.Get().(*loading)
	defer loads.Put(l)
	if err := l.open(path, e); err != nil {
		return Array[T]{}, err
	}
	a := Array[T]{Data: make([]T, int(l.info.count)), Shape: ints(&l.info.shape, l.info.ndim), Order: Order(l.info.order)}
	data := unsafe.Pointer(first(a.Data))
	if err := l.read(path, data, len(a.Data)*e.size); err != nil {
		return Array[T]{}, err
	}
	e.oddBools(data, len(a.Data), true)
	return a, nil
}

// loading is what C writes to during one Load, kept for the next: small files are loaded
// in about the time that C takes for them, and a Reader for each would double it.
type loading struct {
	reader *C.npy_reader
	info   C.npy_info
	err    C.npy_error
}

var loads = sync.Pool{New: func() any { return new(loading) }}

func (l *loading) open(path string, e *elem) error {
	name, err := cstring("path", path)
	if err != nil {
		return err
	}
	if C.npyrw_go_open(name, (*C.char)(unsafe.Pointer(&e.text[0])), &l.reader, &l.info, &l.err) != 0 {
		return failure(&l.err, path)
	}
	if err := room(int64(l.info.nbytes)); err != nil {
		C.npy_close(l.reader)
		return named(err, path)
	}
	return nil
}

func (l *loading) read(path string, dst unsafe.Pointer, size int) error {
	if C.npyrw_go_finish(l.reader, dst, C.size_t(size), &l.err) != 0 {
		return failure(&l.err, path)
	}
	return nil
}

// LoadWith loads what q says of the file path.
func LoadWith[T any](path string, q Request) (Array[T], error) {
	r, err := Open(path)
	if err != nil {
		return Array[T]{}, err
	}
	defer r.Close()
	return ReadWith[T](r, q)
}

// Read reads all elements, in file order.
func Read[T any](r *Reader) (Array[T], error) {
	return ReadWith[T](r, Request{})
}

// ReadWith reads what q says.
func ReadWith[T any](r *Reader, q Request) (Array[T], error) {
	e, err := fits[T](r, &q)
	if err != nil {
		return Array[T]{}, err
	}
	var plan Info
	if q.whole() {
		plan, err = r.Info()
	} else {
		plan, err = r.plan(&q, e.text)
	}
	if err != nil {
		return Array[T]{}, err
	}
	if err := room(int64(plan.Size)); err != nil {
		return Array[T]{}, named(err, r.path)
	}
	a := Array[T]{Data: make([]T, plan.Count), Shape: plan.Shape, Order: plan.Order}
	return a, readElems(r, a.Data, &q, e)
}

// ReadInto reads all elements, in file order, into memory that is there; dst has
// exactly their number.
func ReadInto[T any](r *Reader, dst []T) error {
	return ReadIntoWith(r, dst, Request{})
}

// ReadIntoWith reads what q says into memory that is there; dst has exactly the number of
// elements delivered.
func ReadIntoWith[T any](r *Reader, dst []T, q Request) error {
	e, err := fits[T](r, &q)
	if err != nil {
		return err
	}
	return readElems(r, dst, &q, e)
}

// fits says at once, and in words about dtypes, that T is something else than the file's.
func fits[T any](r *Reader, q *Request) (*elem, error) {
	e, err := elemOf[T]()
	if err != nil {
		return nil, named(err, r.path)
	}
	if q.Casting == CastEquiv && q.Field == "" {
		err = r.expect(e.text)
	}
	return e, err
}

func readElems[T any](r *Reader, dst []T, q *Request, e *elem) error {
	dtype := e.text
	if q.whole() {
		dtype = nil
	}
	data := unsafe.Pointer(first(dst))
	if err := r.read(data, len(dst)*e.size, q, dtype); err != nil {
		return err
	}
	e.oddBools(data, len(dst), true)
	return nil
}
