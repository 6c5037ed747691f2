package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"npyrw/npy"
)

func descriptors() int { return len(ok(os.ReadDir("/proc/self/fd"))) }

func resident() int {
	var size, pages int
	_ = ok(fmt.Sscan(string(ok(os.ReadFile("/proc/self/statm"))), &size, &pages))
	return pages * os.Getpagesize()
}

func noLeak() {
	// The collector's own appetite is not what is measured.
	debug.SetGCPercent(20)
	round := func(i int) {
		r := ok(npy.Open(at("in.npy")))
		holds(ok(npy.Read[float64](r)).Data[9999] == 9999, "in.npy")
		z := ok(npy.OpenArchive(at("in.npz")))
		u := ok(z.Open("u"))
		holds(ok(npy.Read[float64](u)).Data[9999] == 9999, "in.npz")
		switch i % 4 {
		case 0: // the collector's turn
		case 1:
			must(z.Close())
			must(u.Close())
			must(r.Close())
			must(r.Close())
			must(u.Close())
			must(z.Close())
		default:
			must(u.Close())
			must(z.Close())
			must(r.Close())
		}
	}
	collect := func() {
		for range 3 {
			runtime.GC()
		}
	}
	round(1)
	collect()
	before, grown := descriptors(), 0
	for i := range 2000 {
		round(i)
		if i%50 == 0 {
			collect() // or the descriptors run out before the memory does
		}
		if i == 200 {
			grown = resident()
		}
	}
	for tries := 0; descriptors() > before && tries < 1000; tries++ {
		collect() // cleanups run beside us
	}
	holds(descriptors() <= before, "%d descriptors are open, %d were", descriptors(), before)
	debug.FreeOSMemory()
	grown = resident() - grown
	holds(grown < 8<<20, "%d bytes more are resident", grown)
}

func parallel() {
	r := ok(npy.Open(at("in.npy")))
	defer r.Close()
	parts := make([]npy.Array[float64], 64)
	var all sync.WaitGroup
	var mu sync.Mutex
	var wrong []string
	for g := range parts {
		all.Add(1)
		go func() {
			defer all.Done()
			a, err := npy.ReadWith[float64](r, npy.Request{Slices: []npy.Slice{npy.Range(g*125, g*125+125)}})
			parts[g] = a
			if err != nil {
				mu.Lock()
				wrong = append(wrong, err.Error())
				mu.Unlock()
			}
		}()
	}
	all.Wait()
	holds(wrong == nil, "%s", strings.Join(wrong, "; "))
	for t := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			w, err := npy.Create[float64](at(fmt.Sprintf("out_%d.npy", t)), []int{1000, 10}, npy.Options{})
			for g := t * 8; g < t*8+8 && err == nil; g++ {
				err = w.WriteRows(parts[g].View())
			}
			if err == nil {
				err = w.Finish()
			}
			if err != nil {
				mu.Lock()
				wrong = append(wrong, err.Error())
				mu.Unlock()
			}
		}()
	}
	all.Wait()
	holds(wrong == nil, "%s", strings.Join(wrong, "; "))
}
