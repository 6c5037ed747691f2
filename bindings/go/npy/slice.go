package npy

// #include <npyrw.h>
import "C"

// None is a bound of a Slice that is left out.
const None int64 = C.NPY_NONE

// Slice is NumPy's start:stop:step, with negative bounds and clipping as there.
// The zero Slice is the whole axis.
type Slice struct {
	Start, Stop, Step int64
}

// All is the whole axis.
var All = Slice{}

// Range is start:stop.
func Range(start, stop int) Slice { return Slice{int64(start), int64(stop), 1} }

// Step is start:stop:step; a bound may be None.
func Step(start, stop, step int64) Slice { return Slice{start, stop, step} }

// of is the first index, how many there are, and the step.
func (s Slice) of(length int) (start, count, step int) {
	if s == All {
		return 0, length, 1
	}
	n := int64(length)
	by := s.Step
	if by == None {
		by = 1
	}
	if by == 0 {
		panic("npy: the step of a slice is 0")
	}
	low, high := int64(0), n // where bounds are clipped to
	if by < 0 {
		low, high = -1, n-1
	}
	bound := func(b, missing int64) int64 {
		if b == None {
			return missing
		}
		if b < 0 {
			b += n
		}
		return min(max(b, low), high)
	}
	from, to := bound(s.Start, low), bound(s.Stop, high)
	if by < 0 {
		from, to = bound(s.Start, high), bound(s.Stop, low)
		if from <= to {
			return 0, 0, int(by)
		}
		return int(from), int((from-to-1)/-by) + 1, int(by)
	}
	if from >= to {
		return 0, 0, int(by)
	}
	return int(from), int((to-from-1)/by) + 1, int(by)
}
