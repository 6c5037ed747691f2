package npy

// #include <npyrw.h>
import "C"

import (
	"io/fs"
	"strconv"
	"syscall"
)

// Code says what kind of failure an Error is. It is an error itself, so that
// errors.Is(err, npy.ErrTruncated) works.
type Code int32

// The kinds of failure. The caller's fault:
const (
	ErrArgument    Code = C.NPY_ERR_ARGUMENT    // an argument is unknown or contradicts another
	ErrSize        Code = C.NPY_ERR_SIZE        // the length of a slice and that of the result disagree
	ErrState       Code = C.NPY_ERR_STATE       // closed or consumed, or calls in the wrong order
	ErrDtype       Code = C.NPY_ERR_DTYPE       // a dtype is not the expected one, or none at all
	ErrShape       Code = C.NPY_ERR_SHAPE       // a shape is not the expected one, or something lies outside of it
	ErrCast        Code = C.NPY_ERR_CAST        // the casting rule does not allow the conversion
	ErrUnsupported Code = C.NPY_ERR_UNSUPPORTED // not possible with this source, sink or platform
	ErrCancelled   Code = C.NPY_ERR_CANCELLED   // a progress function asked to stop
)

// The system's:
const (
	ErrIO       Code = C.NPY_ERR_IO        // an error of the operating system
	ErrNotFound Code = C.NPY_ERR_NOT_FOUND // also fs.ErrNotExist
	ErrAccess   Code = C.NPY_ERR_ACCESS    // also fs.ErrPermission
	ErrExists   Code = C.NPY_ERR_EXISTS    // also fs.ErrExist
	ErrNoSpace  Code = C.NPY_ERR_NO_SPACE  // the disk or the quota is full
	ErrMemory   Code = C.NPY_ERR_MEMORY    // memory could not be allocated
	ErrBusy     Code = C.NPY_ERR_BUSY      // somebody else uses it
	ErrCallback Code = C.NPY_ERR_CALLBACK  // a reader or writer of yours failed; its error is wrapped
)

// The file's:
const (
	ErrMagic     Code = C.NPY_ERR_MAGIC     // it does not begin as a .npy
	ErrVersion   Code = C.NPY_ERR_VERSION   // a version of the format that is not known
	ErrHeader    Code = C.NPY_ERR_HEADER    // the header is not what the format asks for
	ErrDescr     Code = C.NPY_ERR_DESCR     // the header names no dtype
	ErrTruncated Code = C.NPY_ERR_TRUNCATED // it is shorter than its header says
	ErrObject    Code = C.NPY_ERR_OBJECT    // the elements are Python objects
	ErrEnd       Code = C.NPY_ERR_END       // no further array follows
)

// The archive's, and the rest:
const (
	ErrArchive   Code = C.NPY_ERR_ARCHIVE   // its records are damaged or contradict each other
	ErrMember    Code = C.NPY_ERR_MEMBER    // no such member
	ErrCRC       Code = C.NPY_ERR_CRC       // a checksum does not match
	ErrMethod    Code = C.NPY_ERR_METHOD    // a compression method that is not known
	ErrEncrypted Code = C.NPY_ERR_ENCRYPTED // the member is encrypted
	ErrLimit     Code = C.NPY_ERR_LIMIT     // a limit was reached; the message names it
	ErrInternal  Code = C.NPY_ERR_INTERNAL  // a bug in the library
)

// Error is the code in words.
func (c Code) Error() string { return C.GoString(C.npy_status_text(C.npy_status(c))) }

// String is the code's name in C, such as "NPY_ERR_TRUNCATED".
func (c Code) String() string { return C.GoString(C.npy_status_name(C.npy_status(c))) }

// Error is why a call failed. All errors of this package are of this type.
type Error struct {
	Code    Code
	Errno   syscall.Errno // the operating system's number, or 0
	Offset  int64         // the byte of the file that Message speaks of, or -1
	Path    string        // the file, or empty
	Message string        // what was found and what was expected
	Cause   error         // what a reader, a writer or a progress function of yours said, or nil
}

func (e *Error) Error() string {
	text := "npy: "
	if e.Path != "" {
		text += e.Path + ": "
	}
	text += e.Message
	if e.Offset >= 0 {
		text += " (at byte " + strconv.FormatInt(e.Offset, 10) + ")"
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the code, the system's error and the cause, for errors.Is and errors.As.
func (e *Error) Unwrap() []error {
	all := []error{e.Code}
	if e.Errno != 0 {
		all = append(all, e.Errno)
	}
	switch {
	case e.Code == ErrNotFound && e.Errno != syscall.ENOENT:
		all = append(all, fs.ErrNotExist)
	case e.Code == ErrState && e.Message == closedMessage:
		all = append(all, fs.ErrClosed)
	}
	if e.Cause != nil {
		all = append(all, e.Cause)
	}
	return all
}

const closedMessage = "it is closed"

// refuse is an error that C was not asked about.
func refuse(code Code, message string) error {
	return &Error{Code: code, Offset: -1, Message: message}
}

func closed(path string) error {
	return &Error{Code: ErrState, Offset: -1, Path: path, Message: closedMessage}
}

// failure is what C says of a call that failed. A panic of a callback goes on here.
func failure(e *C.npy_error, path string, callbacks ...*bridge) error {
	out := &Error{
		Code: Code(e.code), Errno: syscall.Errno(e.os_error), Offset: int64(e.offset), Path: path,
		Message: C.GoString(&e.message[0]),
	}
	for _, b := range callbacks {
		if cause := b.take(); cause != nil && (out.Code == ErrCallback || out.Code == ErrCancelled) {
			out.Cause = cause
			if out.Code == ErrCallback {
				out.Errno = 0 // a stand-in for the cause
			}
		}
	}
	return out
}

// named adds the file to an error that does not know it.
func named(err error, path string) error {
	if e, ok := err.(*Error); ok && e.Path == "" {
		e.Path = path
	}
	return err
}
