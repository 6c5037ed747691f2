// Command bench answers each line of its input with a line: `load PATH N` with the seconds that N
// loads of a file of float64 took, `call N` with those of N calls into C that do nothing.
package main

import (
	"bufio"
	"fmt"
	"os"
	"time"

	"npyrw/npy"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		seconds, err := answer(lines.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Printf("%.9f\n", seconds)
	}
}

func answer(line string) (float64, error) {
	var path string
	var n int
	if _, err := fmt.Sscanf(line, "call %d", &n); err == nil {
		start := time.Now()
		for range n {
			npy.Empty()
		}
		return time.Since(start).Seconds(), nil
	}
	if _, err := fmt.Sscanf(line, "load %s %d", &path, &n); err != nil {
		return 0, fmt.Errorf("bench: no such line: %q", line)
	}
	start := time.Now()
	for range n {
		if _, err := npy.Load[float64](path); err != nil {
			return 0, err
		}
	}
	return time.Since(start).Seconds(), nil
}
