package npy

// #include <npyrw.h>
import "C"

import "unsafe"

// Save saves a whole array: byte for byte the file that numpy.save writes. The
// file appears when it is complete; until then, and after any failure, the old one is there.
func Save[T any](path string, a Array[T]) error { return SaveWith(path, a, Options{}) }

// SaveWith saves a whole array as o says.
func SaveWith[T any](path string, a Array[T], o Options) error {
	return SaveView(path, a.View(), a.in(o))
}

// in is o with the array's own order, if o names none.
func (a Array[T]) in(o Options) Options {
	if o.Order == AsStored {
		o.Order = a.Order
	}
	return o
}

// SaveView saves elements from where they are, without packing them first.
func SaveView[T any](path string, v View[T], o Options) error {
	name, err := cstring("path", path)
	if err != nil {
		return err
	}
	return written(path, v, o, func(c *C.npy_spec, data unsafe.Pointer, strides *C.int64_t, e *C.npy_error) C.npy_status {
		return C.npy_save_with(name, c, data, strides, e)
	})
}

func written[T any](path string, v View[T], o Options,
	write func(c *C.npy_spec, data unsafe.Pointer, strides *C.int64_t, e *C.npy_error) C.npy_status) error {
	elem, err := elemOf[T]()
	if err != nil {
		return named(err, path)
	}
	data, strides, err := v.place(o.Order)
	if err != nil {
		return named(err, path)
	}
	s, err := o.spec(elem, v.Shape, o.Order)
	if err != nil {
		return named(err, path)
	}
	defer s.free()
	var e C.npy_error
	if write(s.c, data, first(int64s(strides)), &e) != 0 {
		return failure(&e, path, s.watch)
	}
	return nil
}
