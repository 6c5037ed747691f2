package npy

// #include <npyrw.h>
import "C"

// Info is what is known of an array.
type Info struct {
	Shape        []int
	Strides      []int // in bytes
	Count        int   // elements in all
	Size         int   // bytes of all elements
	ItemSize     int   // bytes of an element
	Descr        string
	Kind         byte // NumPy's letter: b i u f c S U V M m O
	ByteOrder    byte // '<', '>', or '|' where it has no meaning
	Order        Order
	DataOffset   int64   // bytes from the array's start in the file to its first element
	Version      int     // of the format: 1, 2 or 3
	Unit         string  // a datetime's, such as "us"
	UnitMultiple int     // 10 in <M8[10us]
	Fields       []Field // of a structured dtype, those of all depths, each struct in front of its own
}

// Field is a field of a structured dtype.
type Field struct {
	Name, Title, Descr string
	Offset             int // bytes from the start of the element
	Size               int // bytes of the field
	Shape              []int
	Parent             int // the index of the field that it is in, -1 at the top
	Kind               byte
	ByteOrder          byte
	Unit               string
	UnitMultiple       int
}

// infoOf copies what C lends.
func infoOf(from *C.npy_info) (Info, error) {
	out := Info{
		Shape: ints(&from.shape, from.ndim), Strides: ints(&from.strides, from.ndim),
		Count: int(from.count), Size: int(from.nbytes), ItemSize: int(from.itemsize),
		Descr: C.GoString(from.descr), Kind: byte(from.kind), ByteOrder: byte(from.byteorder), Order: Order(from.order),
		DataOffset: int64(from.data_offset), Version: int(from.version),
		Unit: C.GoString(&from.unit[0]), UnitMultiple: int(from.unit_multiple),
	}
	for i := range from.nfields {
		field, err := fieldAt(from.dtype, C.int32_t(i))
		if err != nil {
			return Info{}, err
		}
		out.Fields = append(out.Fields, field)
	}
	return out, nil
}

func fieldAt(dtype *C.npy_dtype, index C.int32_t) (Field, error) {
	var e C.npy_error
	var from C.npy_field_info
	if C.npy_field_at(dtype, index, &from, &e) != 0 {
		return Field{}, failure(&e, "")
	}
	return Field{
		Name: C.GoStringN(from.name, C.int(from.name_length)), Title: C.GoStringN(from.title, C.int(from.title_length)),
		Descr: C.GoString(from.descr), Offset: int(from.offset), Size: int(from.itemsize),
		Shape: ints(&from.shape, from.ndim), Parent: int(from.parent), Kind: byte(from.kind), ByteOrder: byte(from.byteorder),
		Unit: C.GoString(&from.unit[0]), UnitMultiple: int(from.unit_multiple),
	}, nil
}
