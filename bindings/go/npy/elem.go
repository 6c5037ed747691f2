package npy

// #include <npyrw.h>
// #include <stdlib.h>
import "C"

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"sync"
	"unsafe"
)

// Float16 is NumPy's float16, as its 16 bits.
type Float16 uint16

// Float32 is the same number; float32 holds every float16.
func (f Float16) Float32() float32 {
	sign, exponent, fraction := uint32(f>>15)<<31, uint32(f>>10)&0x1f, uint32(f)&0x3ff
	switch exponent {
	case 0: // a multiple of 2**-24
		value := float32(fraction) / (1 << 24)
		return math.Float32frombits(math.Float32bits(value) | sign)
	case 0x1f:
		return math.Float32frombits(sign | 0xff<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+127-15)<<23 | fraction<<13)
}

// elem is what an element type of Go is as a dtype.
type elem struct {
	name  string // as NumPy spells it
	text  []byte // the same, ended by NUL
	size  int
	bools []uintptr // where in an element bytes must be 0 or 1
}

var elems sync.Map // reflect.Type -> *elem

func elemOf[T any]() (*elem, error) {
	t := reflect.TypeFor[T]()
	if known, ok := elems.Load(t); ok {
		return known.(*elem), nil
	}
	name, err := dtypeOf(t)
	if err != nil {
		return nil, err
	}
	if t.Kind() == reflect.Array {
		return nil, refuse(ErrDtype, fmt.Sprintf("%v cannot be an element: make its length the last axis of the shape", t))
	}
	e := &elem{name: name, text: append([]byte(name), 0), size: int(t.Size())}
	e.bools = boolsIn(t, 0, nil)
	known, _ := elems.LoadOrStore(t, e)
	return known.(*elem), nil
}

// DtypeOf is the dtype of T, as NumPy spells it in a header.
func DtypeOf[T any]() (string, error) {
	e, err := elemOf[T]()
	if err != nil {
		return "", err
	}
	return Dtype(e.name)
}

// Dtype is a dtype in any spelling that NumPy reads, as NumPy spells it in a header.
func Dtype(text string) (string, error) {
	spelled, err := cstring("dtype", text)
	if err != nil {
		return "", err
	}
	var e C.npy_error
	var dtype *C.npy_dtype
	if C.npy_dtype_parse(spelled, &dtype, &e) != 0 {
		return "", failure(&e, "")
	}
	defer C.npy_dtype_free(dtype)
	return C.GoString(C.npy_dtype_text(dtype)), nil
}

var letters = map[reflect.Kind]string{
	reflect.Bool: "b1",
	reflect.Int8: "i1", reflect.Int16: "i2", reflect.Int32: "i4", reflect.Int64: "i8",
	reflect.Uint8: "u1", reflect.Uint16: "u2", reflect.Uint32: "u4", reflect.Uint64: "u8",
	reflect.Float32: "f4", reflect.Float64: "f8", reflect.Complex64: "c8", reflect.Complex128: "c16",
	reflect.Int: "i" + wordSize, reflect.Uint: "u" + wordSize,
}

const wordSize = string('0' + byte(unsafe.Sizeof(int(0))))

func dtypeOf(t reflect.Type) (string, error) {
	if t == reflect.TypeFor[Float16]() {
		return "f2", nil
	}
	if name, ok := letters[t.Kind()]; ok {
		return name, nil
	}
	switch {
	case t.Kind() == reflect.Struct && t.Size() > 0:
		return structOf(t)
	case t.Kind() == reflect.Array && t.Size() > 0:
		var lengths []string
		item := t
		for ; item.Kind() == reflect.Array; item = item.Elem() {
			lengths = append(lengths, fmt.Sprintf("%d,", item.Len()))
		}
		name, err := dtypeOf(item)
		if err == nil && item.Kind() == reflect.Struct {
			return "(" + name + ", (" + strings.Join(lengths, "") + "))", nil
		}
		return "(" + strings.Join(lengths, "") + ")" + name, err
	}
	return "", refuse(ErrDtype, fmt.Sprintf("%v is no dtype", t))
}

func fieldName(f reflect.StructField) (string, bool) {
	tag, tagged := f.Tag.Lookup("npy")
	if f.Name == "_" || tag == "-" {
		return "", false
	}
	if tagged && tag != "" {
		return tag, true
	}
	return f.Name, true
}

// structOf has C work out the padding, and check that the offsets can be spelled.
func structOf(t reflect.Type) (string, error) {
	var members []C.npy_member
	defer func() {
		for _, m := range members {
			C.free(unsafe.Pointer(m.name))
			C.free(unsafe.Pointer(m.dtype))
		}
	}()
	for i := range t.NumField() {
		field := t.Field(i)
		name, ok := fieldName(field)
		if !ok {
			continue
		}
		dtype, err := dtypeOf(field.Type)
		if err != nil {
			return "", refuse(ErrDtype, fmt.Sprintf("%v.%s: %s", t, field.Name, err.(*Error).Message))
		}
		if strings.IndexByte(name, 0) >= 0 {
			return "", refuse(ErrArgument, fmt.Sprintf("%v.%s: a name must not have a NUL in it", t, field.Name))
		}
		members = append(members, C.npy_member{name: C.CString(name), dtype: C.CString(dtype), offset: C.int64_t(field.Offset)})
	}
	var e C.npy_error
	var dtype *C.npy_dtype
	if C.npy_dtype_struct(first(members), C.int32_t(len(members)), C.int64_t(t.Size()), &dtype, &e) != 0 {
		err := failure(&e, "").(*Error)
		err.Message = t.String() + ": " + err.Message
		return "", err
	}
	defer C.npy_dtype_free(dtype)
	return C.GoString(C.npy_dtype_text(dtype)), nil
}

func boolsIn(t reflect.Type, at uintptr, found []uintptr) []uintptr {
	switch t.Kind() {
	case reflect.Bool:
		return append(found, at)
	case reflect.Array:
		for i := range t.Len() {
			found = boolsIn(t.Elem(), at+uintptr(i)*t.Elem().Size(), found)
		}
	case reflect.Struct:
		for i := range t.NumField() {
			if _, ok := fieldName(t.Field(i)); ok {
				found = boolsIn(t.Field(i).Type, at+t.Field(i).Offset, found)
			}
		}
	}
	return found
}

// A bool of Go is 0 or 1; what a file has for true may be any byte but 0.
// oddBools walks over those that are neither, until one is not made 1.
func (e *elem) oddBools(data unsafe.Pointer, count int, repair bool) bool {
	if len(e.bools) == 0 || count == 0 {
		return true
	}
	raw := unsafe.Slice((*byte)(data), count*e.size)
	for at := 0; at < len(raw); at += e.size {
		for _, b := range e.bools {
			if p := &raw[at+int(b)]; *p > 1 {
				if !repair {
					return false
				}
				*p = 1
			}
		}
	}
	return true
}
