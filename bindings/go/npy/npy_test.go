package npy_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"

	"npyrw/npy"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func is(t *testing.T, err, kind error) *npy.Error {
	t.Helper()
	var e *npy.Error
	if !errors.Is(err, kind) || !errors.As(err, &e) {
		t.Fatalf("%v is not %v", err, kind)
	}
	return e
}

// numbers makes a file of float64 0, 1, 2…
func numbers(t *testing.T, shape ...int) (string, npy.Array[float64]) {
	t.Helper()
	a := npy.New[float64](shape...)
	for i := range a.Data {
		a.Data[i] = float64(i)
	}
	path := filepath.Join(t.TempDir(), "numbers.npy")
	must(t, npy.Save(path, a))
	return path, a
}

func equal[T comparable](t *testing.T, got, want npy.Array[T]) {
	t.Helper()
	if fmt.Sprint(got.Shape, got.Data) != fmt.Sprint(want.Shape, want.Data) {
		t.Fatalf("got %v %v, wanted %v %v", got.Shape, got.Data, want.Shape, want.Data)
	}
}

func Test64GoroutinesShareOneReader(t *testing.T) {
	path, want := numbers(t, 640, 10)
	raw, err := os.ReadFile(path)
	must(t, err)
	file, err := npy.Open(path)
	must(t, err)
	callbacks, err := npy.NewReaderAt(bytes.NewReader(raw), int64(len(raw)), npy.OpenOptions{})
	must(t, err)
	memory, err := npy.OpenBytes(raw, npy.OpenOptions{})
	must(t, err)
	for _, r := range []*npy.Reader{file, callbacks, memory} {
		got := npy.New[float64](640, 10)
		var all sync.WaitGroup
		for g := range 64 {
			all.Add(1)
			go func() {
				defer all.Done()
				part := npy.Request{Slices: []npy.Slice{npy.Range(g*10, g*10+10)}}
				if err := npy.ReadIntoWith(r, got.Data[g*100:g*100+100], part); err != nil {
					t.Error(err)
				}
				if info, err := r.Info(); err != nil || info.Count != 6400 {
					t.Error(info, err)
				}
			}()
		}
		all.Wait()
		equal(t, got, want)
		must(t, r.Close())
	}
}

func TestClosingWaitsForGoroutinesThatRead(t *testing.T) {
	path, _ := numbers(t, 1000)
	for range 20 {
		r, err := npy.Open(path)
		must(t, err)
		var all sync.WaitGroup
		for range 64 {
			all.Add(1)
			go func() {
				defer all.Done()
				if _, err := npy.Read[float64](r); err != nil && !errors.Is(err, fs.ErrClosed) {
					t.Error(err)
				}
			}()
		}
		must(t, r.Close())
		all.Wait()
	}
}

func Test64GoroutinesWriteSlabsAndMembersAreRead(t *testing.T) {
	path, want := numbers(t, 64, 10)
	out := filepath.Join(t.TempDir(), "out.npy")
	w, err := npy.Create[float64](out, []int{64, 10}, npy.Options{})
	must(t, err)
	defer w.Discard()
	z, err := npy.CreateArchive(filepath.Join(t.TempDir(), "out.npz"), npy.PackOptions{Method: npy.Deflated})
	must(t, err)
	defer z.Discard()
	var all sync.WaitGroup
	for g := range 64 {
		all.Add(1)
		go func() {
			defer all.Done()
			row := npy.Range(g, g+1)
			if err := w.WriteSlab([]npy.Slice{row}, want.View().Slice(row)); err != nil {
				t.Error(err)
			}
			if err := npy.Add(z, fmt.Sprint("m", g), npy.Of(want.Data[g*10:g*10+10])); err != nil {
				t.Error(err)
			}
		}()
	}
	all.Wait()
	must(t, w.Finish())
	must(t, z.Finish())
	got, err := npy.Load[float64](out)
	must(t, err)
	equal(t, got, want)
	a, err := os.ReadFile(path)
	must(t, err)
	b, err := os.ReadFile(out)
	must(t, err)
	if !bytes.Equal(a, b) {
		t.Fatal("slabs leave another file than Save")
	}
}

func TestSlicesOfViewsAreThoseOfTheLibrary(t *testing.T) {
	path, a := numbers(t, 7, 5)
	r, err := npy.Open(path)
	must(t, err)
	defer r.Close()
	bound := func() int64 {
		if rand.Intn(4) == 0 {
			return npy.None
		}
		return rand.Int63n(20) - 10
	}
	out := filepath.Join(t.TempDir(), "out.npy")
	for range 500 {
		s := make([]npy.Slice, 2)
		for i := range s {
			step := rand.Int63n(7) - 3
			if step == 0 {
				step = npy.None
			}
			s[i] = npy.Slice{Start: bound(), Stop: bound(), Step: step}
			if s[i] == npy.All {
				s[i].Step = 1
			}
		}
		want, err := npy.ReadWith[float64](r, npy.Request{Slices: s})
		must(t, err)
		must(t, npy.SaveView(out, a.View().Slice(s...), npy.Options{Replace: npy.ReplaceInPlace}))
		got, err := npy.Load[float64](out)
		must(t, err)
		equal(t, got, want)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error)           { return 0, f.err }
func (f failing) ReadAt([]byte, int64) (int, error)  { return 0, f.err }
func (f failing) Write([]byte) (int, error)          { return 0, f.err }
func (f failing) WriteAt([]byte, int64) (int, error) { return 0, f.err }

func TestWhatAReaderOrWriterSaysIsInTheError(t *testing.T) {
	mine := errors.New("the cable is cut")
	_, err := npy.NewReader(failing{mine}, npy.OpenOptions{})
	if e := is(t, err, npy.ErrCallback); !errors.Is(err, mine) || !strings.Contains(e.Error(), "the cable is cut") {
		t.Fatal(err)
	}
	_, err = npy.NewReaderAt(failing{mine}, 100, npy.OpenOptions{})
	is(t, err, mine)
	_, err = npy.NewArchive(failing{mine}, 100, npy.ArchiveOptions{})
	is(t, err, mine)
	for _, start := range []func() (*npy.Writer[int8], error){
		func() (*npy.Writer[int8], error) { return npy.NewWriter[int8](failing{mine}, []int{1}, npy.Options{}) },
		func() (*npy.Writer[int8], error) {
			return npy.NewWriterAt[int8](failing{mine}, []int{1}, npy.Options{})
		},
	} {
		w, err := start()
		if err == nil {
			if err = w.Write([]int8{1}); err == nil {
				err = w.Finish()
			}
			w.Discard()
		}
		is(t, err, mine)
	}
	z, err := npy.NewArchiveWriter(failing{mine}, npy.PackOptions{})
	if err == nil {
		if err = npy.Add(z, "a", npy.Of(make([]int8, 100))); err == nil {
			err = z.Finish()
		}
		z.Discard()
	}
	is(t, err, mine)
}

type panicking struct{ io.ReaderAt }

func (panicking) ReadAt([]byte, int64) (int, error) { panic("in the callback") }

func TestAPanicOfAReaderGoesOnInTheCaller(t *testing.T) {
	for range 100 {
		func() {
			defer func() {
				if recover() != "in the callback" {
					t.Error("no panic")
				}
			}()
			r, err := npy.NewReaderAt(panicking{}, 1000, npy.OpenOptions{})
			t.Error(r, err)
		}()
	}
}

func TestProgressStopsACallWithItsReason(t *testing.T) {
	path, _ := numbers(t, 1<<19)
	mine, calls := errors.New("enough"), 0
	_, err := npy.LoadWith[float64](path, npy.Request{Progress: func(done, total int64) error {
		calls++
		if total != 8<<19 || done > total {
			t.Error(done, total)
		}
		if done > total/2 {
			return mine
		}
		return nil
	}})
	is(t, err, npy.ErrCancelled)
	if !errors.Is(err, mine) || calls < 2 {
		t.Fatal(err, calls)
	}
}

func TestWhatIsClosedSaysSo(t *testing.T) {
	path, a := numbers(t, 3)
	r, err := npy.Open(path)
	must(t, err)
	must(t, r.Close())
	must(t, r.Close())
	_, err = r.Info()
	is(t, err, fs.ErrClosed)
	is(t, r.Next(), fs.ErrClosed)
	m, err := npy.Map[float64](path)
	must(t, err)
	must(t, m.Close())
	must(t, m.Close())
	is(t, m.Flush(), fs.ErrClosed)
	if m.Data() != nil {
		t.Fatal("a closed map lends memory")
	}
	w, err := npy.Create[float64](path, []int{3}, npy.Options{})
	must(t, err)
	must(t, w.Write(a.Data))
	must(t, w.Finish())
	w.Discard()
	is(t, w.Finish(), fs.ErrClosed)
	is(t, w.Write(a.Data), fs.ErrClosed)
	z, err := npy.CreateArchive(path+"z", npy.PackOptions{})
	must(t, err)
	must(t, npy.Add(z, "a", a))
	must(t, z.Finish())
	z.Discard()
	is(t, npy.Add(z, "b", a), fs.ErrClosed)
	is(t, z.Finish(), fs.ErrClosed)
	o, err := npy.OpenArchive(path + "z")
	must(t, err)
	member, err := o.Open("a")
	must(t, err)
	must(t, o.Close())
	must(t, o.Close())
	is(t, o.Verify(), fs.ErrClosed)
	got, err := npy.Read[float64](member) // lives on
	must(t, err)
	equal(t, got, a)
	must(t, member.Close())
}

func TestErrorsAreTheSystemsToo(t *testing.T) {
	_, err := npy.Open(filepath.Join(t.TempDir(), "none.npy"))
	if e := is(t, err, fs.ErrNotExist); e.Errno != syscall.ENOENT || !strings.HasSuffix(e.Path, "none.npy") {
		t.Fatal(e)
	}
	path, a := numbers(t, 3)
	is(t, npy.SaveWith(path, a, npy.Options{Replace: npy.ReplaceNever}), fs.ErrExist)
	is(t, npy.Save("a\x00b.npy", a), npy.ErrArgument)
	w, err := npy.Append[float64](path, []int{-1}, npy.Options{})
	must(t, err)
	defer w.Discard()
	_, err = npy.Append[float64](path, []int{-1}, npy.Options{})
	is(t, err, npy.ErrBusy)
	if npy.ErrTruncated.String() != "NPY_ERR_TRUNCATED" || npy.ErrTruncated.Error() == "" {
		t.Fatal("a code has no name")
	}
}

func TestWhatIsForgottenIsFreed(t *testing.T) {
	path, a := numbers(t, 3)
	archive := path + "z"
	z, err := npy.CreateArchive(archive, npy.PackOptions{})
	must(t, err)
	must(t, npy.Add(z, "a", a))
	must(t, z.Finish())
	open := func() int {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip("no /proc here")
		}
		return len(entries)
	}
	before := open()
	for range 20 {
		r, err := npy.Open(path)
		must(t, err)
		_, err = r.Info()
		must(t, err)
		_, err = npy.Map[float64](path)
		must(t, err)
		_, err = npy.Create[float64](path, []int{3}, npy.Options{})
		must(t, err)
		o, err := npy.OpenArchive(archive)
		must(t, err)
		_, err = o.Open("a")
		must(t, err)
		u, err := npy.UpdateArchive(archive, npy.PackOptions{})
		must(t, err)
		_, err = npy.AddWriter[float64](u, "b", []int{3}, npy.Options{})
		must(t, err)
		f, err := os.Open(archive)
		must(t, err)
		_, err = npy.OpenArchiveFile(f, npy.ArchiveOptions{})
		must(t, err)
	}
	if open() < before+80 {
		t.Fatal("nothing was open")
	}
	for range 1000 {
		if runtime.GC(); open() <= before {
			break
		}
		runtime.Gosched()
	}
	if now := open(); now > before {
		t.Fatalf("%d descriptors more", now-before)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(left) != 2 {
		t.Fatal("temporary files stay:", left)
	}
}
