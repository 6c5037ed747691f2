package npy

import "unsafe"

// Load loads the file path: all elements, in file order.
func Load[T any](path string) (Array[T], error) {
	return LoadWith[T](path, Request{})
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
