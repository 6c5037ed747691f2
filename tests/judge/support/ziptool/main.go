// ziptool reads and writes archives with Go's archive/zip, for tests.
//
//	ziptool list ARCHIVE               each member's method, size, CRC-32 and name, after all its bytes were read
//	ziptool write ARCHIVE METHOD FILE… the files, deflated (8) or stored (0), streamed: descriptors follow the data
package main

import (
	"archive/zip"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

func main() {
	var err error
	switch os.Args[1] {
	case "list":
		err = list(os.Args[2])
	case "write":
		err = write(os.Args[2], os.Args[3], os.Args[4:])
	default:
		err = fmt.Errorf("no command %q", os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "ziptool:", err)
		os.Exit(1)
	}
}

func list(archive string) error {
	r, err := zip.OpenReader(archive)
	if err != nil {
		return err
	}
	defer r.Close()
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		sum := crc32.NewIEEE()
		n, err := io.Copy(sum, in)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if err := in.Close(); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		fmt.Printf("%d %d %08x %q\n", f.Method, n, sum.Sum32(), f.Name)
	}
	return nil
}

func write(archive, method string, files []string) error {
	out, err := os.Create(archive)
	if err != nil {
		return err
	}
	w := zip.NewWriter(out)
	for _, name := range files {
		header := &zip.FileHeader{Name: name, Method: zip.Store}
		if method == "8" {
			header.Method = zip.Deflate
		}
		member, err := w.CreateHeader(header)
		if err != nil {
			return err
		}
		in, err := os.Open(name)
		if err != nil {
			return err
		}
		if _, err := io.Copy(member, in); err != nil {
			return err
		}
		if err := in.Close(); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return out.Close()
}
