package npy

import (
	"fmt"
	"unsafe"
)

// Order says which axis runs fastest in memory.
type Order byte

const (
	AsStored Order = 0   // as in the file; when writing, as in memory
	OrderC   Order = 'C' // the last axis runs fastest
	OrderF   Order = 'F' // the first axis runs fastest
)

// Array is a whole array, packed. Its zero Order is C.
type Array[T any] struct {
	Data  []T
	Shape []int
	Order Order
}

// New is an array of zeros in C order.
func New[T any](shape ...int) Array[T] {
	count := 1
	for _, n := range shape {
		count *= n
	}
	return Array[T]{Data: make([]T, count), Shape: shape, Order: OrderC}
}

// Of makes an array of elements that lie in C order already. Without a shape it has one axis.
func Of[T any](data []T, shape ...int) Array[T] {
	if shape == nil {
		shape = []int{len(data)}
	}
	return Array[T]{Data: data, Shape: shape, Order: OrderC}
}

// At is the element that NumPy calls a[index…]. Panics where NumPy raises IndexError,
// but for negative indices, which are none here.
func (a Array[T]) At(index ...int) T { return *a.View().Ptr(index...) }

// Set stores the element that NumPy calls a[index…].
func (a Array[T]) Set(value T, index ...int) { *a.View().Ptr(index...) = value }

// View is the array as something that can be sliced.
func (a Array[T]) View() View[T] {
	return View[T]{Data: a.Data, Shape: a.Shape, Strides: packed(a.Shape, a.Order)}
}

func packed(shape []int, order Order) []int {
	strides, step := make([]int, len(shape)), 1
	for i := range shape {
		if order != OrderF {
			i = len(shape) - 1 - i
		}
		strides[i] = step
		step *= max(shape[i], 1)
	}
	return strides
}

// View is an array that lies in Data in any way: the element a[0, 0…] at Offset, the others
// Strides elements (not bytes) apart, one number for each axis, also negative.
type View[T any] struct {
	Data    []T
	Offset  int
	Shape   []int
	Strides []int
}

// Ptr is where the element a[index…] is.
func (v View[T]) Ptr(index ...int) *T {
	if len(index) != len(v.Shape) {
		panic(fmt.Sprintf("npy: %d indices for %d axes", len(index), len(v.Shape)))
	}
	at := v.Offset
	for axis, i := range index {
		if i < 0 || i >= v.Shape[axis] {
			panic(fmt.Sprintf("npy: index %d of axis %d is outside of its length %d", i, axis, v.Shape[axis]))
		}
		at += i * v.Strides[axis]
	}
	return &v.Data[at]
}

// Slice is NumPy's v[slices…]: nothing is copied. Axes without a slice stay whole.
// Panics on more slices than axes and on a step of 0.
func (v View[T]) Slice(slices ...Slice) View[T] {
	out := View[T]{Data: v.Data, Offset: v.Offset, Shape: append([]int(nil), v.Shape...), Strides: append([]int(nil), v.Strides...)}
	for axis, s := range slices {
		start, count, step := s.of(v.Shape[axis])
		if count > 0 {
			out.Offset += start * v.Strides[axis]
		}
		out.Shape[axis], out.Strides[axis] = count, step*v.Strides[axis]
	}
	return out
}

// Transpose is NumPy's v.T: the axes the other way round. Nothing is copied.
func (v View[T]) Transpose() View[T] {
	out := View[T]{Data: v.Data, Offset: v.Offset}
	for axis := len(v.Shape) - 1; axis >= 0; axis-- {
		out.Shape, out.Strides = append(out.Shape, v.Shape[axis]), append(out.Strides, v.Strides[axis])
	}
	return out
}

// place is where C finds the view's elements, in bytes; strides are nil if they
// are packed in that order. Everything is inside of Data.
func (v View[T]) place(order Order) (data unsafe.Pointer, strides []int, err error) {
	if len(v.Shape) != len(v.Strides) {
		return nil, nil, refuse(ErrArgument, fmt.Sprintf("%d axes, but strides of %d", len(v.Shape), len(v.Strides)))
	}
	low, high := v.Offset, v.Offset
	for axis, n := range v.Shape {
		if n < 0 {
			return nil, nil, refuse(ErrShape, fmt.Sprintf("axis %d has the length %d", axis, n))
		}
		if n == 0 {
			return nil, nil, nil
		}
		reach := (n - 1) * v.Strides[axis]
		if v.Strides[axis] != 0 && reach/v.Strides[axis] != n-1 {
			return nil, nil, refuse(ErrSize, "the strides reach too far")
		}
		low, high = low+min(reach, 0), high+max(reach, 0)
	}
	if low < 0 || high >= len(v.Data) {
		return nil, nil, refuse(ErrSize, fmt.Sprintf("the shape reaches elements %d to %d of %d", low, high, len(v.Data)))
	}
	size := int(unsafe.Sizeof(v.Data[0]))
	whole := packed(v.Shape, order)
	for axis, n := range v.Shape {
		if n > 1 && v.Strides[axis] != whole[axis] {
			strides = make([]int, len(v.Strides))
			for i, stride := range v.Strides {
				strides[i] = stride * size
			}
			break
		}
	}
	return unsafe.Pointer(&v.Data[v.Offset]), strides, nil
}
