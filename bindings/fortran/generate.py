"""generate.py [--check]: writes the sources of src/ that are made, or says which of them are not what it would write.

    npyrw_c.f90      from ../../include/npyrw.h: each function, struct and constant
    npyrw_load.f90   load for every kind and rank: a generic name is resolved by them
    npyrw_map.f90    the same for pointers into maps

generate.py --one-file FILE: all Fortran sources in one file, in the order in
which they are compiled, for those who paste sources; npyrw_fortran.c stays beside it.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import header  # noqa: E402

ORDER = ["npyrw_c", "npyrw_base", "npyrw_struct", "npyrw_stream", "npyrw_reader", "npyrw_read", "npyrw_file", "npyrw_npz", "npyrw_mmap",
         "npyrw_load", "npyrw_map", "npyrw_save", "npyrw_writer", "npyrw_archive", "npyrw"]

MADE = "! Made by generate.py; changes belong there.\n"

# --- npyrw_c -----------------------------------------------------------------

SCALARS = {
    "int": "integer(c_int)", "int32_t": "integer(c_int32_t)", "uint32_t": "integer(c_int32_t)", "npy_status": "integer(c_int32_t)",
    "int64_t": "integer(c_int64_t)", "uint64_t": "integer(c_int64_t)", "size_t": "integer(c_size_t)",
    "char": "character(kind=c_char)",
}
ZERO = {"integer": "0", "character": "c_null_char", "type(c_ptr)": "c_null_ptr", "type(c_funptr)": "c_null_funptr"}


def zero(kind):
    return next(value for key, value in ZERO.items() if kind.startswith(key))


def member(api, kind, name):
    count = ""
    if kind.endswith("]"):
        kind, count = kind[:-1].split("[")
    if kind == "function" or kind in api["callbacks"]:
        spelled = "type(c_funptr)"
    else:
        spelled = "type(c_ptr)" if kind.endswith("*") else SCALARS[kind]
    return f"    {spelled} :: {name}{f'({count})' if count else ''} = {zero(spelled)}"


def parameter(api, kind, name):
    constant = kind.startswith("const ")
    bare = kind.removeprefix("const ")
    if not bare.endswith("*"):
        return f"{SCALARS[bare]}, value :: {name}"
    stars = len(bare) - len(bare.rstrip("*"))
    base = bare.rstrip("* ")
    if stars == 2:
        return f"type(c_ptr), intent(inout) :: {name}"
    many = name in ("members", "slices")
    if base in api["structs"]:
        shape = ", dimension(*)" if many else ""
        needed = "" if base == "npy_info" else ", optional"
        return f"type({base}){shape}, intent({'in' if constant else 'inout'}){needed} :: {name}"
    if base == "char" and constant:
        return f"character(kind=c_char), dimension(*), intent(in), optional :: {name}"
    if base in SCALARS and base != "char":
        shape = ", dimension(*), intent(in)" if constant else ", intent(inout)"
        return f"{SCALARS[base]}{shape}, optional :: {name}"
    return f"type(c_ptr), value :: {name}"


def function(api, name, declared):
    names = ", ".join(n for _, n in declared["parameters"])
    returns = declared["returns"]
    what = "subroutine" if returns == "void" else "function"
    out = [f"    {what} {name}({names}) bind(c, name=\"{name}\")"]
    if len(out[0]) > 110:
        out = [f"    {what} {name} &", f"      ({names}) bind(c, name=\"{name}\")"]
    out.append("      import")
    out += [f"      {parameter(api, kind, n)}" for kind, n in declared["parameters"]]
    if what == "function":
        out.append(f"      {'type(c_ptr)' if returns.endswith('*') else SCALARS[returns]} :: {name}")
    return [*out, f"    end {what}"]


def raw():
    api = header.parse((HERE.parents[1] / "include" / "npyrw.h").read_text())
    out = ["! The C interface as it is: what npyrw.h declares, and nothing else. Texts are ended by", "! c_null_char; what is optional is a pointer that may be NULL.", MADE.strip(),
           "module npyrw_c", "  use, intrinsic :: iso_c_binding", "  implicit none", "  public", ""]
    for name, value in api["constants"].items():
        if isinstance(value, str):
            out.append(f"  character(*), parameter :: {name} = \"{value}\"")
        else:
            out.append(f"  integer(c_int32_t), parameter :: {name} = {value}")
    out += ["  integer(c_int64_t), parameter :: NPY_NONE = -huge(0_c_int64_t) - 1", ""]
    for name, members in api["structs"].items():
        out += [f"  type, bind(c) :: {name}", *(member(api, *m) for m in members), "  end type", ""]
    out.append("  interface")
    for name, declared in api["functions"].items():
        out += function(api, name, declared)
    return "\n".join([*out, "  end interface", "end module", ""])


# --- every kind and rank -----------------------------------------------------

# suffix: declaration, what the library is asked for, what the file must be
KINDS = {
    "i1": ("integer(int8)", "i1", "i1"), "i2": ("integer(int16)", "i2", "i2"),
    "i4": ("integer(int32)", "i4", "i4"), "i8": ("integer(int64)", "i8", "i8"),
    "r4": ("real(real32)", "f4", "f4"), "r8": ("real(real64)", "f8", "f8"),
    "c4": ("complex(real32)", "c8", "c8"), "c8": ("complex(real64)", "c16", "c16"),
    "l1": ("logical(1)", "?", "?"), "l2": ("logical(2)", "i2", "?"), "l4": ("logical(4)", "i4", "?"), "l8": ("logical(8)", "i8", "?"),
    "ch": ("character(:)", "", ""),
}
RANKS = range(8)

PICKS = "order, start, count, step, casting, field, threads"
COMMON = "iostat, iomsg, order, start, count, step, casting, field, threads"
PICKED = """    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
"""
TOLD = """    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
"""


def colons(rank):
    return f"({', '.join([':'] * rank)})" if rank else ""


def fetch(kind, rank):
    declared, asked, wanted = KINDS[kind]
    text = kind == "ch"
    attributes = ", allocatable, target, intent(inout)" if rank or text else ", target, intent(inout)"
    what = f"fetch_{kind}_{rank}"
    out = f"""  subroutine {what}(job, a, {PICKS})
    type(read_job), target, intent(inout) :: job
    {declared}{attributes} :: a{colons(rank)}
{PICKED}    integer(int64) :: n({rank})
"""
    extents = f"({', '.join(f'n({i + 1})' for i in range(rank))})" if rank else ""
    out += f"    call ask(job, \"{asked}\", \"{wanted}\", n, order, start, count, step, casting, field, threads)\n"
    if rank or text:
        if rank:
            differs = "any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)"
            if text:
                differs += " .or. len(a) /= job%width"
        else:
            differs = "len(a) /= job%width"
        new = f"character(job%width) :: a{extents}" if text else f"a{extents}"
        out += f"""    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if ({differs}) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate ({new}, stat=job%failed)
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
"""
    return out + f"""    if (job%status == NPY_OK) call receive(job, a)
  end subroutine
"""


def entry(name, kind, rank, first, types, begin):
    declared = KINDS[kind][0]
    attributes = ", allocatable, intent(inout)" if rank or kind == "ch" else ", intent(inout)"
    return f"""  subroutine {name}_{kind}_{rank}({first}, array, {COMMON})
{types}    {declared}{attributes} :: array{colons(rank)}
{TOLD}{PICKED}    type(read_job), target :: job
    call {begin}
    call fetch_{kind}_{rank}(job, array, {PICKS})
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine
"""


ENTRIES = {
    "path": ("filename", "    character(*), intent(in) :: filename\n", "open_path(job, filename)"),
    "file": ("self", "    class(npy_file), intent(in) :: self\n", "borrow(job, self)"),
    "member": ("self, name", "    class(npz_reader), intent(in) :: self\n    character(*), intent(in) :: name\n",
               "open_member(job, self, name)"),
}


def generic(names, head, width=4, indent="    "):
    """A statement that lists names, in lines of a bearable length."""
    lines = [", ".join(names[i:i + width]) for i in range(0, len(names), width)]
    return indent + head + f", &\n{indent}  ".join(lines) + "\n"


def specifics(prefix):
    return [f"{prefix}_{kind}_{rank}" for kind in KINDS for rank in RANKS]


def load():
    out = """! load_npy, and load of files and archives: one procedure for each kind and rank, all doing the same.
""" + MADE + """module npyrw_load
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw_c, only: NPY_OK
  use npyrw_reader
  implicit none
  private
  public :: load_npy, npy_file, npz_reader

  !> An array in a file, opened for reading: npy_file_base says what it can do.
  type, extends(npy_file_base) :: npy_file
  contains
    procedure, private :: """
    out += generic(specifics("file"), "", 6, "      ").lstrip()
    out += generic(specifics("file"), "generic, public :: load => ", 6)
    out += """  end type

  !> An archive, opened for reading: npz_reader_base says what it can do.
  type, extends(npz_reader_base) :: npz_reader
  contains
    procedure, private :: """
    out += generic(specifics("member"), "", 6, "      ").lstrip()
    out += generic(specifics("member"), "generic, public :: load => ", 6)
    out += "  end type\n\n  !> Loads a whole file, or what start, count and step pick of it, into an allocatable array or a scalar.\n  interface load_npy\n"
    out += generic(specifics("path"), "module procedure ", 6)
    out += "  end interface\n\ncontains\n"
    for kind in KINDS:
        for rank in RANKS:
            out += "\n" + fetch(kind, rank)
            for name, (first, types, begin) in ENTRIES.items():
                out += "\n" + entry(name, kind, rank, first, types, begin)
    return out + "end module\n"


def pointers():
    kinds = [kind for kind in KINDS if kind not in ("l2", "l4", "l8", "ch")]
    names = [f"get_{kind}_{rank}" for kind in kinds for rank in RANKS]
    out = """! Pointers into a map: one procedure for each kind and rank, all doing the same.
""" + MADE + """module npyrw_map
  use, intrinsic :: iso_c_binding, only: c_ptr, c_associated, c_f_pointer
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw_reader
  implicit none
  private
  public :: npy_map

  !> A file in the address space: npy_map_base says what it can do.
  type, extends(npy_map_base) :: npy_map
  contains
    procedure, private :: """
    out += generic(names, "", 6, "      ").lstrip()
    out += generic(names, "generic, public :: get => ", 6)
    out += "  end type\n\ncontains\n"
    for kind in kinds:
        declared, asked, _ = KINDS[kind]
        for rank in RANKS:
            contiguous = ", contiguous" if rank else ""
            out += f"""
  subroutine get_{kind}_{rank}(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    {declared}, pointer{contiguous}, intent(inout) :: p{colons(rank)}
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n({rank})
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "{asked}", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p{', n' if rank else ''})
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine
"""
    return out + "end module\n"


def one_file():
    return "".join((HERE / "src" / f"{name}.f90").read_text() for name in ORDER)


def main(arguments):
    if arguments[:1] == ["--one-file"]:
        pathlib.Path(arguments[1]).write_text(one_file())
        return 0
    made = {"npyrw_c": raw(), "npyrw_load": load(), "npyrw_map": pointers()}
    stale = 0
    for name, text in made.items():
        path = HERE / "src" / f"{name}.f90"
        if arguments == ["--check"]:
            if not path.exists() or path.read_text() != text:
                print(f"{path.name} is not what generate.py makes of npyrw.h and of its kinds and ranks: run it, and commit what it writes")
                stale = 1
        else:
            path.write_text(text)
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
