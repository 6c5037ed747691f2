package npy

// #include <npyrw.h>
import "C"

// Recovered says what Recover did.
type Recovered uint32

const (
	RecoveredRows        Recovered = C.NPY_RECOVERED_ROWS        // rows that the header did not claim were counted in
	RecoveredCut         Recovered = C.NPY_RECOVERED_CUT         // the part of a row was cut off
	RecoveredLoss        Recovered = C.NPY_RECOVERED_LOSS        // a claim of bytes that were not there was taken back
	RecoveredHeader      Recovered = C.NPY_RECOVERED_HEADER      // the header was written anew
	RecoveredCopy        Recovered = C.NPY_RECOVERED_COPY        // the file was replaced by a copy
	RecoveredTemporaries Recovered = C.NPY_RECOVERED_TEMPORARIES // temporary files of dead writers were removed
)

// Recovery is what Recover found and did.
type Recovery struct {
	RowsBefore, RowsAfter  int64
	BytesCut, BytesMissing int64
	Actions                Recovered // or-ed together; 0: there was nothing to do
	Temporaries            int
	Message                string
}

// Recover makes the file path whole after its writer died. Call it for files of which you
// know that their writer is gone.
func Recover(path string) (Recovery, error) {
	name, err := cstring("path", path)
	if err != nil {
		return Recovery{}, err
	}
	var e C.npy_error
	var c C.npy_recovery
	if C.npy_recover(name, &c, &e) != 0 {
		return Recovery{}, failure(&e, path)
	}
	return Recovery{
		RowsBefore: int64(c.rows_before), RowsAfter: int64(c.rows_after), BytesCut: int64(c.bytes_cut), BytesMissing: int64(c.bytes_missing),
		Actions: Recovered(c.actions), Temporaries: int(c.temporaries), Message: C.GoString(&c.message[0]),
	}, nil
}
