"""kinds.py PROGRAM: every kind and rank, loaded in each way and saved, NumPy writing and judging.

kinds.py --program FILE writes the Fortran that does it: for each of them
load_npy, the loads of a file and of an archive, a map's pointer, and both orders.
"""

import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import generate  # noqa: E402

RANKS = generate.RANKS
EXTENTS = (2, 3, 1, 2, 1, 2, 3)
NUMPY = {"i1": "i1", "i2": "i2", "i4": "i4", "i8": "i8", "r4": "f4", "r8": "f8", "c4": "c8", "c8": "c16",
         "l1": "?", "l2": "?", "l4": "?", "l8": "?", "ch": "S5"}


def program():
    calls, bodies = "", ""
    for kind, (declared, *_) in generate.KINDS.items():
        for rank in RANKS:
            allocatable = ", allocatable" if rank or kind == "ch" else ""
            name, shape = f"{kind}_{rank}", generate.colons(rank)
            same = ".eqv." if kind[0] == "l" else "=="
            equal = f"all(a {same} b)" if rank else f"a {same} b"
            calls += f"  call do_{name}()\n"
            bodies += f"""
  subroutine do_{name}()
    {declared}{allocatable} :: a{shape}, b{shape}
    type(npy_file) :: f
    type(npz_reader) :: z
"""
            mapped = kind not in ("l2", "l4", "l8", "ch")
            if mapped:
                bodies += f"    type(npy_map) :: m\n    {declared}, pointer{', contiguous' if rank else ''} :: p{shape}\n"
            bodies += f"""    call load_npy('{name}_C.npy', a)
    call save_npy('{name}_out.npy', a)
    call load_npy('{name}_F.npy', b)
    if (.not. ({equal})) error stop '{name}: C and F order are not the same'
    call f%open('{name}_F.npy')
    call f%load(b)
    if (.not. ({equal})) error stop '{name}: a file is not the same'
    call f%read(b)
    if (.not. ({equal})) error stop '{name}: memory that is there is not the same'
    call z%open('{name}.npz')
    call z%load('a', b)
    if (.not. ({equal})) error stop '{name}: an archive is not the same'
"""
            if mapped:
                equal_p = f"all(a {same} p)" if rank else f"a {same} p"
                bodies += f"""    call m%open('{name}_F.npy')
    call m%get(p)
    if (.not. ({equal_p})) error stop '{name}: a map is not the same'
"""
            bodies += f"""    call load_npy('{name}_C.npy', a, order='C')
    call save_npy('{name}_back.npy', a, order='C')
  end subroutine
"""
    return f"""program kinds
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw
  implicit none
{calls}
contains
{bodies}end program
"""


def values(np, kind, shape):
    n = np.arange(int(np.prod(shape)), dtype="i8") + 1
    if kind == "ch":
        texts = [f"t{i}"[:5] for i in n]
        texts[-1] = "whole"
        return np.array(texts, "S5").reshape(shape)
    if kind[0] == "l":
        return (n % 3 == 0).reshape(shape)
    return (n - 2j * n if kind[0] == "c" else n if kind[0] == "r" else -n).astype(NUMPY[kind]).reshape(shape)


def main(built):
    import numpy as np
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        arrays = {f"{kind}_{rank}": values(np, kind, EXTENTS[:rank]) for kind in generate.KINDS for rank in RANKS}
        for name, array in arrays.items():
            np.save(at / f"{name}_C.npy", array)
            np.save(at / f"{name}_F.npy", np.asfortranarray(array) if array.ndim else array)
            np.savez(at / f"{name}.npz", a=array)
        subprocess.run([built], cwd=folder, check=True)
        for name, array in arrays.items():
            as_fortran = np.asfortranarray(array) if array.ndim else array
            for left, want in ("out", as_fortran), ("back", array):
                np.save(at / "numpy.npy", want)
                if (at / f"{name}_{left}.npy").read_bytes() != (at / "numpy.npy").read_bytes():
                    wrong.append(f"{name}_{left}.npy is not what numpy.save writes: {np.load(at / f'{name}_{left}.npy')!r} for {want!r}")
    print(*wrong or [f"{len(arrays)} kinds and ranks"], sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    if sys.argv[1] == "--program":
        pathlib.Path(sys.argv[2]).write_text(program())
    else:
        sys.exit(main(sys.argv[1]))
