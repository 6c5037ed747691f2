"""reader.py FILE.npy…: each rank reads its rows of arange arrays with mpi4py, and checks them."""

import sys

import numpy as np
from mpi4py import MPI

comm = MPI.COMM_WORLD
for name in sys.argv[1:]:
    whole = np.load(name, mmap_mode="r")
    assert whole.flags.c_contiguous
    rows = np.array_split(np.arange(whole.shape[0]), comm.size)[comm.rank]
    mine = np.empty((len(rows), *whole.shape[1:]), whole.dtype)
    file = MPI.File.Open(comm, name, MPI.MODE_RDONLY)
    file.Read_at_all(whole.offset + int(rows[0]) * whole.strides[0], mine)
    file.Close()
    expected = np.arange(whole.size, dtype="f8").reshape(whole.shape)[rows]
    assert np.array_equal(mine, expected), (name, comm.rank)
print(f"rank {comm.rank} of {comm.size}: {MPI.Get_library_version().split(chr(10))[0][:40]}", flush=True)
