package npy

// #include <npyrw.h>
import "C"

import (
	"fmt"
	"unicode/utf8"
	"unsafe"
)

// ReadText reads what q says of an array of text (NumPy's S or U); the bytes of an S must be UTF-8.
func ReadText(r *Reader, q Request) (Array[string], error) {
	plan, err := r.plan(&q, nil)
	if err != nil {
		return Array[string]{}, err
	}
	if err := room(int64(plan.Size) + 16*int64(plan.Count)); err != nil {
		return Array[string]{}, named(err, r.path)
	}
	raw := make([]byte, plan.Size)
	if err := r.read(unsafe.Pointer(first(raw)), len(raw), &q, nil); err != nil {
		return Array[string]{}, err
	}
	var e C.npy_error
	var dtype *C.npy_dtype
	name, err := cstring("dtype", plan.Descr)
	if err != nil {
		return Array[string]{}, err
	}
	if C.npy_dtype_parse(name, &dtype, &e) != 0 {
		return Array[string]{}, failure(&e, r.path)
	}
	defer C.npy_dtype_free(dtype)
	a := Array[string]{Data: make([]string, plan.Count), Shape: plan.Shape, Order: plan.Order}
	text := make([]byte, plan.ItemSize+1) // UTF-8 takes no more bytes than UCS-4
	element := make([]byte, max(plan.ItemSize, 1))
	for i := range a.Data {
		var length C.size_t
		copy(element, raw[i*plan.ItemSize:])
		if C.npy_text_get(dtype, unsafe.Pointer(&element[0]), (*C.char)(unsafe.Pointer(&text[0])), C.size_t(len(text)), &length, &e) != 0 {
			return Array[string]{}, failure(&e, r.path)
		}
		a.Data[i] = string(text[:length])
	}
	return a, nil
}

// LoadText loads an array of text from the file path.
func LoadText(path string) (Array[string], error) {
	r, err := Open(path)
	if err != nil {
		return Array[string]{}, err
	}
	defer r.Close()
	return ReadText(r, Request{})
}

// SaveText saves an array of text as NumPy's U of the longest one.
func SaveText(path string, a Array[string], o Options) error {
	longest := 1
	for _, text := range a.Data {
		longest = max(longest, utf8.RuneCountInString(text))
	}
	dtype := fmt.Sprintf("U%d", longest)
	name, err := cstring("dtype", dtype)
	if err != nil {
		return err
	}
	var e C.npy_error
	var parsed *C.npy_dtype
	if C.npy_dtype_parse(name, &parsed, &e) != 0 {
		return failure(&e, path)
	}
	defer C.npy_dtype_free(parsed)
	size := 4 * longest
	raw := make([]byte, size*len(a.Data))
	for i, text := range a.Data {
		c, err := cstring("text", text)
		if err != nil {
			return named(err, path)
		}
		if C.npy_text_set(parsed, unsafe.Pointer(&raw[i*size]), c, &e) != 0 {
			return failure(&e, path)
		}
	}
	file, err := cstring("path", path)
	if err != nil {
		return err
	}
	o = a.in(o)
	if o.Order != AsStored && o.Order != a.Order && len(a.Shape) > 1 {
		return &Error{Code: ErrUnsupported, Offset: -1, Path: path, Message: "text is saved in the order that it has"}
	}
	if want := count(a.Shape); want != len(a.Data) {
		return &Error{Code: ErrSize, Offset: -1, Path: path, Message: fmt.Sprintf("%d texts for a shape of %d", len(a.Data), want)}
	}
	s, err := o.spec(&elem{text: append([]byte(dtype), 0)}, a.Shape, o.Order)
	if err != nil {
		return named(err, path)
	}
	defer s.free()
	if C.npy_save_with(file, s.c, unsafe.Pointer(first(raw)), nil, &e) != 0 {
		return failure(&e, path, s.watch)
	}
	return nil
}

func count(shape []int) int {
	n := 1
	for _, length := range shape {
		n *= length
	}
	return n
}
