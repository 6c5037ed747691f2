// Command cases CASE FOLDER does one case of bindings/cases.py, which says what each is.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"npyrw/npy"
)

var folder string

func at(name string) string { return filepath.Join(folder, name) }

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func ok[T any](value T, err error) T {
	must(err)
	return value
}

func holds(condition bool, what string, values ...any) {
	if !condition {
		panic(fmt.Sprintf("not so: "+what, values...))
	}
}

// every holds each element, by its indices in NumPy's order, against a formula.
func every[T comparable](a npy.Array[T], shape []int, want func(i []int) T) {
	holds(fmt.Sprint(a.Shape) == fmt.Sprint(shape), "shape %v, wanted %v", a.Shape, shape)
	index, seen := make([]int, len(shape)), 0
	var walk func(axis int)
	walk = func(axis int) {
		if axis == len(shape) {
			holds(a.At(index...) == want(index), "%v at %v, wanted %v", a.At(index...), index, want(index))
			seen++
			return
		}
		for index[axis] = 0; index[axis] < shape[axis]; index[axis]++ {
			walk(axis + 1)
		}
	}
	walk(0)
	holds(seen == len(a.Data), "%d elements, wanted %d", len(a.Data), seen)
}

func tens(i []int) float64 { return float64(10*i[0] + i[1]) }

var cases = map[string]func(){
	"load_whole": func() {
		every(ok(npy.Load[float64](at("c.npy"))), []int{3, 4}, tens)
		f := ok(npy.Load[float64](at("f.npy")))
		every(f, []int{3, 4}, tens)
		holds(f.Order == npy.OrderF && f.Data[1] == 10, "Fortran order stays")
		every(ok(npy.Load[int32](at("i4.npy"))), []int{5}, func(i []int) int32 { return int32(-i[0]) })
		every(ok(npy.Load[uint8](at("u1.npy"))), []int{5}, func(i []int) uint8 { return uint8(250 + i[0]) })
		every(ok(npy.Load[bool](at("b.npy"))), []int{5}, func(i []int) bool { return i[0]%2 == 1 })
		every(ok(npy.Load[complex128](at("c16.npy"))), []int{5}, func(i []int) complex128 {
			return complex(float64(i[0]), -2*float64(i[0]))
		})
		every(ok(npy.Load[float32](at("f4.npy"))), []int{2, 2, 2}, func(i []int) float32 {
			return float32(100*i[0] + 10*i[1] + i[2])
		})
		every(ok(npy.Load[int64](at("i8.npy"))), []int{}, func([]int) int64 { return 1 << 40 })
		every(ok(npy.Load[float64](at("empty.npy"))), []int{0, 3}, tens)
	},

	"load_into": func() {
		r := ok(npy.Open(at("in.npy")))
		defer r.Close()
		dst := make([]float32, 5)
		must(npy.ReadInto(r, dst))
		for i, value := range dst {
			holds(value == float32(i)+0.25, "element %d is %v", i, value)
		}
		err := npy.ReadInto(r, dst[:4])
		holds(errors.Is(err, npy.ErrSize), "room for 4 of 5 gives %v", err)
	},

	"map": func() {
		m := ok(npy.Map[float64](at("in.npy")))
		every(m.Array(), []int{100}, func(i []int) float64 { return float64(i[0]) })
		must(m.Close())
		w := ok(npy.MapWith[float64](at("in.npy"), npy.MapWrite))
		w.Data()[7] = -1
		must(w.Flush())
		must(w.Close())
	},

	"slice": func() {
		a := ok(npy.LoadWith[float64](at("in.npy"), npy.Request{Slices: []npy.Slice{npy.Step(2, 18, 4), npy.Step(29, 3, -5)}}))
		every(a, []int{4, 6}, func(i []int) float64 { return float64(100*(2+4*i[0]) + 29 - 5*i[1]) })
	},

	"request": func() {
		a := ok(npy.LoadWith[float64](at("in.npy"), npy.Request{Order: npy.OrderC, Casting: npy.CastSafe}))
		holds(a.Order == npy.OrderC && a.Data[1] == 1, "the order is %c, the second element %v", a.Order, a.Data[1])
		every(a, []int{3, 4}, tens)
	},

	"save": func() {
		a := npy.New[float64](3, 4)
		for i := range 3 {
			for j := range 4 {
				a.Set(float64(10*i+j), i, j)
			}
		}
		must(npy.Save(at("out.npy"), a))
		must(npy.SaveWith(at("out_f.npy"), a, npy.Options{Order: npy.OrderF}))
		must(npy.Save(at("out_i4.npy"), npy.Of([]int32{0, -1, -2, -3, -4})))
	},

	"save_strided": func() {
		a := npy.New[float64](4, 6)
		for i := range a.Data {
			a.Data[i] = float64(10*(i/6) + i%6)
		}
		every2 := npy.Step(npy.None, npy.None, 2)
		must(npy.SaveView(at("out.npy"), a.View().Slice(every2, every2), npy.Options{}))
	},

	"append": func() {
		for r := range 5 {
			w := ok(npy.Append[float64](at("out.npy"), []int{-1, 3}, npy.Options{}))
			must(w.Write([]float64{float64(3 * r), float64(3*r + 1), float64(3*r + 2)}))
			must(w.Finish())
		}
	},

	"structs": func() {
		type particle struct {
			X  float64 `npy:"x"`
			Y  float64 `npy:"y"`
			ID int32   `npy:"id"`
		}
		a := ok(npy.Load[particle](at("in.npy")))
		every(a, []int{10}, func(i []int) particle {
			return particle{float64(i[0]) / 2, float64(-i[0]), int32(7 * i[0])}
		})
		must(npy.Save(at("out.npy"), a))
	},

	"archive_read": func() {
		z := ok(npy.OpenArchive(at("in.npz")))
		defer z.Close()
		holds(strings.Join(z.Names(), " ") == "u v", "members %v", z.Names())
		every(ok(npy.LoadMember[float32](z, "v")), []int{6}, func(i []int) float32 { return float32(i[0]) / 2 })
		every(ok(npy.LoadMember[float64](z, "u")), []int{3, 4}, tens)
		_, err := z.Open("w")
		holds(errors.Is(err, npy.ErrMember), "a missing member gives %v", err)
		must(z.Verify())
	},

	"archive_stored":   func() { archive(npy.Stored) },
	"archive_deflated": func() { archive(npy.Deflated) },

	"stream_read": func() {
		raw := ok(os.ReadFile(at("in.npy")))
		want := func(i []int) float64 { return float64(i[0]) }
		r := ok(npy.NewReader(bytes.NewBuffer(raw), npy.OpenOptions{}))
		every(ok(npy.Read[float64](r)), []int{1000}, want)
		must(r.Close())
		r = ok(npy.NewReaderAt(bytes.NewReader(raw), int64(len(raw)), npy.OpenOptions{}))
		every(ok(npy.Read[float64](r)), []int{1000}, want)
		must(r.Close())
	},

	"stream_write": func() {
		var buffer bytes.Buffer
		w := ok(npy.NewWriter[float64](&buffer, []int{1000}, npy.Options{}))
		for i := range 1000 {
			must(w.Write([]float64{float64(i)}))
		}
		must(w.Finish())
		must(os.WriteFile(at("out.npy"), buffer.Bytes(), 0o666))
	},

	"errors": func() {
		for _, c := range []struct {
			file string
			kind error
		}{{"missing.npy", fs.ErrNotExist}, {"missing.npy", npy.ErrNotFound}, {"cut.npy", npy.ErrTruncated}, {"text.npy", npy.ErrMagic}, {"i4.npy", npy.ErrDtype}} {
			_, err := npy.Load[float64](at(c.file))
			holds(errors.Is(err, c.kind), "%s gives %v, wanted %v", c.file, err, c.kind)
			var e *npy.Error
			holds(errors.As(err, &e) && e.Path == at(c.file) && strings.Contains(err.Error(), c.file), "%s is in %q", c.file, err)
		}
	},

	"no_leak":  noLeak,
	"parallel": parallel,
}

func archive(method npy.Method) {
	u, v := npy.New[float64](3, 4), npy.New[float32](6)
	for i := range u.Data {
		u.Data[i] = float64(10*(i/4) + i%4)
	}
	for i := range v.Data {
		v.Data[i] = float32(i) / 2
	}
	w := ok(npy.CreateArchive(at("out.npz"), npy.PackOptions{Method: method}))
	defer w.Discard()
	must(npy.Add(w, "u", u))
	must(npy.Add(w, "v", v))
	must(w.Finish())
}

func main() {
	if len(os.Args) != 3 || cases[os.Args[1]] == nil {
		fmt.Println("cases CASE FOLDER; there is no such case")
		os.Exit(2)
	}
	folder = os.Args[2]
	defer func() {
		if reason := recover(); reason != nil {
			fmt.Println(reason)
			os.Exit(1)
		}
	}()
	cases[os.Args[1]]()
}
