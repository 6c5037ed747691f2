package npy_test

import (
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"npyrw/npy"
)

type inner struct {
	A uint8
	B [2]float32 `npy:"b"`
}

type outer struct {
	ID    int32 `npy:"id"`
	_     int32
	Pos   [3]float64 `npy:"pos"`
	Inner [2]inner   `npy:"in"`
	Half  npy.Float16
	Skip  uint16 `npy:"-"`
	Flag  bool   `npy:"flag"`
}

func TestStructsAreStructuredDtypes(t *testing.T) {
	got, err := npy.DtypeOf[outer]()
	must(t, err)
	want := "[('id', '<i4'), ('', '|V4'), ('pos', '<f8', (3,)), ('in', [('A', '|u1'), ('', '|V3'), ('b', '<f4', (2,))], (2,)), ('Half', '<f2'), ('', '|V2'), ('flag', '|b1'), ('', '|V3')]"
	if got != want {
		t.Fatal(got)
	}
	a := npy.New[outer](2)
	a.Data[1] = outer{ID: 7, Pos: [3]float64{1, 2, 3}, Inner: [2]inner{{}, {A: 9}}, Flag: true}
	path := filepath.Join(t.TempDir(), "s.npy")
	must(t, npy.Save(path, a))
	back, err := npy.Load[outer](path)
	must(t, err)
	equal(t, back, a)
	pos, err := npy.LoadWith[float64](path, npy.Request{Field: "pos"})
	must(t, err)
	equal(t, pos, npy.Of([]float64{0, 0, 0, 1, 2, 3}, 2, 3))
	r, err := npy.Open(path)
	must(t, err)
	defer r.Close()
	field, err := r.Field("in.b")
	must(t, err)
	if field.Offset != 36 || field.Size != 8 || field.Descr != "('<f4', (2,))" && field.Descr != "<f4" {
		t.Fatalf("%+v", field)
	}
	info, err := r.Info()
	must(t, err)
	if len(info.Fields) != 7+3 && len(info.Fields) == 0 {
		t.Fatalf("%d fields", len(info.Fields))
	}
}

func TestTypesThatAreNoDtypeAreRefused(t *testing.T) {
	for _, dtype := range []func() (string, error){
		npy.DtypeOf[string], npy.DtypeOf[*int], npy.DtypeOf[[]int], npy.DtypeOf[any], npy.DtypeOf[struct{}],
		npy.DtypeOf[struct{ X map[int]int }], npy.DtypeOf[[3]float64], npy.DtypeOf[uintptr],
		npy.DtypeOf[struct {
			X int `npy:"a\x00b"`
		}],
		npy.DtypeOf[struct {
			X, Y int `npy:"same"`
		}],
	} {
		if got, err := dtype(); err == nil {
			t.Error(got)
		}
	}
	_, err := npy.Load[string]("x.npy")
	is(t, err, npy.ErrNotFound)
	path, _ := numbers(t, 3)
	_, err = npy.Load[string](path)
	is(t, err, npy.ErrDtype)
	_, err = npy.Load[float32](path)
	is(t, err, npy.ErrDtype)
	_, err = npy.LoadWith[float32](path, npy.Request{Casting: npy.CastSafe})
	is(t, err, npy.ErrCast)
	_, err = npy.LoadWith[float32](path, npy.Request{Casting: npy.CastSameKind})
	must(t, err)
	_, err = npy.LoadWith[float32](path, npy.Request{Casting: 9})
	is(t, err, npy.ErrArgument)
	_, err = npy.Map[float32](path)
	is(t, err, npy.ErrDtype)
}

func TestBoolsAreOneByteZeroOrOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.npy")
	must(t, npy.SaveWith(path, npy.Of([]uint8{0, 1, 2, 255}), npy.Options{}))
	raw, err := os.ReadFile(path)
	must(t, err)
	raw = bytes.Replace(raw, []byte("|u1"), []byte("|b1"), 1)
	must(t, os.WriteFile(path, raw, 0o666))
	a, err := npy.Load[bool](path)
	must(t, err)
	equal(t, a, npy.Of([]bool{false, true, true, true}))
	for i := range a.Data {
		if a.Data[i] && a.Data[i] != true {
			t.Fatal("a bool that is neither")
		}
	}
	_, err = npy.Map[bool](path)
	is(t, err, npy.ErrDtype)
	m, err := npy.Map[uint8](path)
	must(t, err)
	defer m.Close()
	equal(t, npy.Of(append([]uint8(nil), m.Data()...)), npy.Of([]uint8{0, 1, 2, 255}))
}

func TestFloat16IsTheNumberThatNumPySees(t *testing.T) {
	path := filepath.Join(t.TempDir(), "h.npy")
	all := make([]npy.Float16, 1<<16)
	for i := range all {
		all[i] = npy.Float16(i)
	}
	must(t, npy.Save(path, npy.Of(all)))
	wide, err := npy.LoadWith[float32](path, npy.Request{Casting: npy.CastSafe})
	must(t, err)
	for i, h := range all {
		f := h.Float32()
		if math.Float32bits(f) != math.Float32bits(wide.Data[i]) && !(f != f && wide.Data[i] != wide.Data[i]) {
			t.Fatalf("%#x is %v, not %v", i, f, wide.Data[i])
		}
	}
}

func TestTextIsReadAndWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.npy")
	a := npy.Of([]string{"", "é", "日本語", "plain"}, 2, 2)
	must(t, npy.SaveText(path, a, npy.Options{}))
	got, err := npy.LoadText(path)
	must(t, err)
	equal(t, got, a)
	is(t, npy.SaveText(path, npy.Of([]string{"\xff"}), npy.Options{}), npy.ErrArgument)
	is(t, npy.SaveText(path, npy.Of([]string{"a"}, 2), npy.Options{}), npy.ErrSize)
	numbers, _ := numbers(t, 2)
	_, err = npy.LoadText(numbers)
	is(t, err, npy.ErrDtype)
}

func TestAStreamOfSeveralArraysIsTakenOneByOne(t *testing.T) {
	path, want := numbers(t, 4)
	raw, err := os.ReadFile(path)
	must(t, err)
	rest := bytes.NewBuffer(append(append(append([]byte(nil), raw...), raw...), "tail"...))
	r, err := npy.NewReader(rest, npy.OpenOptions{})
	must(t, err)
	a, err := npy.Read[float64](r)
	must(t, err)
	equal(t, a, want)
	_, err = npy.Read[float64](r)
	is(t, err, npy.ErrState)
	must(t, r.Next())
	a, err = npy.Read[float64](r)
	must(t, err)
	equal(t, a, want)
	if rest.String() != "tail" {
		t.Fatalf("%q is left", rest.String())
	}
	must(t, r.Close())
	r, err = npy.OpenWith(path, npy.OpenOptions{Strict: true, Steady: true})
	must(t, err)
	defer r.Close()
	is(t, r.Next(), npy.ErrEnd)
}

func TestBytesOfAnyDtypeCanBeRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "big.npy")
	must(t, npy.SaveWith(path, npy.Of([]int16{1, 2}), npy.Options{Dtype: ">i2"}))
	r, err := npy.OpenWith(path, npy.OpenOptions{})
	must(t, err)
	defer r.Close()
	plan, err := r.Plan(npy.Request{}, ">i2")
	must(t, err)
	raw := make([]byte, plan.Size)
	must(t, r.ReadBytes(raw, npy.Request{}))
	if !bytes.Equal(raw, []byte{0, 1, 0, 2}) {
		t.Fatal(raw)
	}
	_, err = npy.Map[int16](path)
	is(t, err, npy.ErrUnsupported)
	head, err := npy.Header[int16]([]int{2}, npy.Options{Dtype: ">i2"})
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(append(head, raw...), file) {
		t.Fatal("Header makes another header than Save")
	}
}

func TestFilesAndMapsAndMembers(t *testing.T) {
	path, want := numbers(t, 3, 4)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	defer f.Close()
	r, err := npy.OpenFile(f, npy.OpenOptions{})
	must(t, err)
	m, err := npy.MapReader[float64](r, npy.MapPrivate|npy.Prefault)
	must(t, err)
	must(t, r.Close())
	m.Data()[0] = 5
	must(t, m.Close())
	got, err := npy.Load[float64](path)
	must(t, err)
	equal(t, got, want)

	made := filepath.Join(t.TempDir(), "made.npy")
	c, err := npy.CreateMap[float64](made, []int{3, 4}, npy.Options{})
	must(t, err)
	copy(c.Data(), want.Data)
	must(t, c.Flush())
	must(t, c.Close())
	got, err = npy.Load[float64](made)
	must(t, err)
	equal(t, got, want)

	z, err := npy.CreateArchive(made+"z", npy.PackOptions{Align: 64})
	must(t, err)
	w, err := npy.AddWriter[float64](z, "grows", []int{-1, 4}, npy.Options{})
	must(t, err)
	is(t, npy.Add(z, "other", want), npy.ErrState)
	must(t, w.WriteRows(want.View().Slice(npy.Range(0, 2))))
	is(t, w.WriteRows(want.View().Transpose()), npy.ErrShape)
	must(t, w.WriteRows(want.View().Slice(npy.Range(2, 3))))
	must(t, w.Finish())
	must(t, npy.Add(z, "gone", want))
	must(t, z.Remove("gone"))
	w, err = npy.AddWriter[float64](z, "taken back", []int{3, 4}, npy.Options{})
	must(t, err)
	w.Discard()
	must(t, z.Finish())
	raw, err := os.ReadFile(made + "z")
	must(t, err)
	o, err := npy.OpenArchiveBytes(raw, npy.ArchiveOptions{})
	must(t, err)
	members, err := o.Members()
	must(t, err)
	if len(members) != 1 || members[0].Name != "grows" || members[0].File != "grows.npy" {
		t.Fatal(members)
	}
	offset, err := o.DataOffset(members[0])
	must(t, err)
	whole, err := o.Bytes(members[0])
	must(t, err)
	if offset%64 != 0 || !bytes.Equal(whole, raw[offset:offset+int64(len(whole))]) {
		t.Fatal(offset)
	}
	must(t, o.Verify())
	member, err := o.OpenAt(0)
	must(t, err)
	must(t, o.Close()) // the member keeps what it needs
	got, err = npy.Read[float64](member)
	must(t, err)
	equal(t, got, want)
	must(t, member.Close())
	z, err = npy.UpdateArchive(made+"z", npy.PackOptions{})
	must(t, err)
	_, err = npy.AddWriter[float64](z, "open", []int{3}, npy.Options{})
	must(t, err)
	is(t, z.Finish(), npy.ErrState)
}

func TestAnArchiveGoesThroughAStream(t *testing.T) {
	_, want := numbers(t, 100)
	var buffer bytes.Buffer
	z, err := npy.NewArchiveWriter(&buffer, npy.PackOptions{Method: npy.Deflated, Level: 9})
	must(t, err)
	must(t, npy.Add(z, "a", want))
	must(t, z.Finish())
	o, err := npy.NewArchive(io.NewSectionReader(bytes.NewReader(buffer.Bytes()), 0, int64(buffer.Len())), int64(buffer.Len()), npy.ArchiveOptions{})
	must(t, err)
	defer o.Close()
	got, err := npy.LoadMember[float64](o, "a")
	must(t, err)
	equal(t, got, want)
}

func TestRowsOfADeadWriterAreRecovered(t *testing.T) {
	path, a := numbers(t, 4)
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = f.Write(make([]byte, 12)) // a row and a half
	must(t, err)
	must(t, f.Close())
	what, err := npy.Recover(path)
	must(t, err)
	if what.RowsBefore != 4 || what.RowsAfter != 5 || what.BytesCut != 4 || what.Actions&npy.RecoveredCut == 0 {
		t.Fatalf("%+v", what)
	}
	got, err := npy.Load[float64](path)
	must(t, err)
	equal(t, got, npy.Of(append(a.Data, 0)))
}

func TestAClaimOfMoreThanThereIsMemoryIsAnError(t *testing.T) {
	header, err := npy.Header[float64]([]int{1 << 50}, npy.Options{})
	must(t, err)
	r, err := npy.NewReader(bytes.NewReader(header), npy.OpenOptions{})
	must(t, err)
	defer r.Close()
	_, err = npy.Read[float64](r)
	is(t, err, npy.ErrMemory)
}
