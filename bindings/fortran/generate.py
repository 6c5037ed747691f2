"""generate.py [--check]: writes the sources of src/ that are made, or says which of them are not what it would write.

    npyrw_c.f90      from ../../include/npyrw.h: each function, struct and constant
    npyrw_load.f90   load for every kind and rank: a generic name is resolved by them
    npyrw_map.f90    the same for pointers into maps
    npyrw_put.f90, npyrw_field.f90   what is given arrays of any rank, for every kind

generate.py --one-file FILE: all Fortran sources in one file, in the order in
which they are compiled, for those who paste sources; npyrw_fortran.c stays beside it.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import header  # noqa: E402

ORDER = ["npyrw_c", "npyrw_base", "npyrw_struct", "npyrw_field", "npyrw_stream", "npyrw_reader", "npyrw_read", "npyrw_file", "npyrw_npz", "npyrw_mmap",
         "npyrw_load", "npyrw_map", "npyrw_save", "npyrw_writer", "npyrw_archive", "npyrw_put", "npyrw_savez", "npyrw"]

MADE = "! Made by generate.py; changes belong there.\n"

# --- npyrw_c -----------------------------------------------------------------

SCALARS = {
    "int": "integer(c_int)", "int32_t": "integer(c_int32_t)", "uint32_t": "integer(c_int32_t)", "npy_status": "integer(c_int32_t)",
    "int64_t": "integer(c_int64_t)", "uint64_t": "integer(c_int64_t)", "size_t": "integer(c_size_t)", "double": "real(c_double)",
    "char": "character(kind=c_char)",
}
ZERO = {"integer": "0", "real": "0", "character": "c_null_char", "type(c_ptr)": "c_null_ptr", "type(c_funptr)": "c_null_funptr"}


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
    type(described) :: to
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
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
"""
    return out + f"""    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
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
  use npyrw_c, only: NPY_OK, NPY_ERR_STATE
  use npyrw_base, only: described, npyrwf_describe, refuse, explain
  use npyrw_struct
  use npyrw_reader
  implicit none
  private
  public :: load_npy, read_npy, npy_file, npz_reader

  !> An array in a file, opened for reading: npy_file_base says what it can do.
  type, extends(npy_file_base) :: npy_file
  contains
    procedure, private :: """
    out += generic(specifics("file"), "", 6, "      ").lstrip()
    out += generic(specifics("file"), "generic, public :: load => ", 6) + bound("read", "readf")
    out += """  end type

  !> An archive, opened for reading: npz_reader_base says what it can do.
  type, extends(npz_reader_base) :: npz_reader
  contains
    procedure, private :: """
    out += generic(specifics("member"), "", 6, "      ").lstrip()
    out += generic(specifics("member"), "generic, public :: load => ", 6) + bound("read", "readm")
    out += "  end type\n\n  !> Loads a whole file, or what start, count and step pick of it, into an allocatable array or a scalar.\n  interface load_npy\n"
    out += generic(specifics("path"), "module procedure ", 6)
    out += "  end interface\n\n  !> Reads a file into memory that is there, of any kind and rank, a section too.\n  interface read_npy\n"
    out += generic(of_types("readp"), "module procedure ", 6) + "  end interface\n\ncontains\n"
    for kind in KINDS:
        for rank in RANKS:
            out += "\n" + fetch(kind, rank)
            for name, (first, types, begin) in ENTRIES.items():
                out += "\n" + entry(name, kind, rank, first, types, begin)
    return out + reads() + "end module\n"


def pointers():
    kinds = [kind for kind in KINDS if kind not in ("l2", "l4", "l8", "ch")]
    names = [f"get_{kind}_{rank}" for kind in kinds for rank in RANKS]
    out = """! Pointers into a map: one procedure for each kind and rank, all doing the same.
""" + MADE + """module npyrw_map
  use, intrinsic :: iso_c_binding, only: c_ptr, c_associated, c_f_pointer
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw_base, only: explain
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


# --- every kind, of any rank -------------------------------------------------

# What only looks where an array lies needs no procedure for each rank. It needs one for each kind: gfortran hands the
# length of a text that is given for `type(*)` to whoever comes next. The last, `st`, is for all that has no kind.
TYPES = [*KINDS, "st"]


def any_rank(prefix, kind, first, array, intent, after, declarations, begin, body):
    """A procedure that is given memory of one kind. `first` and `after` are its other arguments; `begin` and `body` end in
    newlines and have {known}, what the elements are if the compiler cannot know."""
    struct = kind == "st"
    spelled = "type(*)" if struct else KINDS[kind][0].replace("(:)", "(*)")
    refused = ("    if (known%dtype() == \"\") call refuse(job%status, job%err, NPY_ERR_STATE, \"the npy_struct has no fields yet\")\n"
               if struct else "")
    arguments = ", ".join(filter(None, [first, array, "known" if struct else "", after]))
    known = "known%dtype()" if struct else "\"\""
    return f"""
  subroutine {prefix}_{kind}({arguments})
{declarations}    {spelled}, dimension(..), target, intent({intent}) :: {array}
{"    class(npy_struct_base), intent(in) :: known" + chr(10) if struct else ""}    type(described) :: it
    call npyrwf_describe({array}, it)
{begin}{refused}{body.replace("{known}", known)}  end subroutine
"""


def of_types(prefix):
    return [f"{prefix}_{kind}" for kind in TYPES]


def bound(name, *prefixes):
    names = [each for prefix in prefixes for each in of_types(prefix)]
    return generic(names, "procedure, private :: ", 7) + generic(names, f"generic, public :: {name} => ", 7)


END = """    if (present(iomsg)) call explain(job%status, job%err, {subject}, iomsg)
    call {end}
"""
TOLD_ = """    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
"""
READ_END = END.format(subject="job%subject", end="done(job, iostat)")


def reads():
    """The reads into memory that is there: of a file, of a member, of a path."""
    out = ""
    for prefix, (first, types, begin) in {"readf": ENTRIES["file"], "readm": ENTRIES["member"], "readp": ENTRIES["path"]}.items():
        for kind in TYPES:
            out += any_rank(prefix, kind, first, "array", "inout", COMMON, types + TOLD_ + PICKED + "    type(read_job), target :: job\n",
                            f"    call {begin}\n", f"    call fill(job, it, {{known}}, {PICKS})\n" + READ_END)
    return out


def fields():
    out = """! The components of a struct: one procedure for each kind, all doing the same.
""" + MADE + """module npyrw_field
  use, intrinsic :: iso_c_binding, only: c_int32_t
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw_c, only: npy_error, NPY_ERR_STATE
  use npyrw_base
  use npyrw_struct
  implicit none
  private
  public :: npy_struct

  !> The dtype of a derived type: npy_struct_base says more.
  type, extends(npy_struct_base) :: npy_struct
  contains
""" + bound("field", "field") + """  end type

contains

  !> Each adds a component of the sample that `begin` was given, under a name; a component that is a struct comes with its own.
"""
    job = """    type(npy_error) :: err
    integer(c_int32_t) :: status
"""
    for kind in TYPES:
        out += any_rank("field", kind, "self, name", "part", "in", "iostat, iomsg",
                        "    class(npy_struct), intent(inout) :: self\n    character(*), intent(in) :: name\n" + TOLD_ + job, "",
                        "    call self%add_field(name, it, {known}, status, err)\n" +
                        END.format(subject='"field " // name', end='report(status, err, "field " // name, iostat)').replace("job%", "")
                        ).replace("    if (known%dtype() == \"\") call refuse(job%status, job%err, NPY_ERR_STATE, \"the npy_struct has no fields yet\")\n", "")
    return out + "end module\n"


HOW = "    character(*), intent(in), optional :: order, dtype, casting\n"
SYNC = "    logical, intent(in), optional :: sync\n"
REPLACE = "    character(*), intent(in), optional :: replace\n"
SHAPE = "    class(*), intent(in) :: shape(:)\n"
STREAM = "    class(npy_stream), target, intent(in) :: stream\n"
JOB = "    type(write_job), target :: job\n"


def ended(subject):
    return END.format(subject=subject, end=f"report(job%status, job%err, {subject}, iostat)")


def prepared(growing, *calls):
    return f"    call prepare(job, it, {{known}}, {growing}, order, dtype, casting)\n" + "".join(f"    call {call}\n" for call in calls)


WRITER, ARCHIVE = "    class(npy_writer), intent(inout) :: self\n", "    class(npz_writer), intent(inout) :: self\n"
PATH, FILENAME, NAME = ("    character(*), intent(in) :: %s\n" % name for name in ("path", "filename", "name"))

# prefix: arguments before, what the memory is called, arguments behind, declarations, body
PUTS = {
    "savef": ("filename", "array", "iostat, iomsg, order, dtype, casting, replace, sync", FILENAME + TOLD_ + HOW + REPLACE + SYNC + JOB,
              prepared(0, "save_file(job, filename, replace, sync)") + ended("filename")),
    "saves": ("stream", "array", "iostat, iomsg, order, dtype, casting", STREAM + TOLD_ + HOW + JOB,
              prepared(0, "save_into(job, stream)") + ended('"stream"')),
    "appendf": ("filename", "array", "iostat, iomsg, order, dtype, casting, sync", FILENAME + TOLD_ + HOW + SYNC + JOB,
                prepared(1, "append_record(job, filename, sync)") + ended("filename")),
    "create": ("self, path", "mold", "shape, order, dtype, casting, sync, iostat, iomsg", WRITER + PATH + SHAPE + HOW + SYNC + TOLD_ + JOB,
               prepared(1, "self%start_file(job, path, shape, order, sync)") + ended("path")),
    "creates": ("self, stream", "mold", "shape, order, dtype, casting, iostat, iomsg", WRITER + STREAM + SHAPE + HOW + TOLD_ + JOB,
                prepared(1, "self%start_stream(job, stream, shape, order)") + ended('"stream"')),
    "appendw": ("self, path", "record", "order, dtype, casting, sync, iostat, iomsg", WRITER + PATH + HOW + SYNC + TOLD_ + JOB,
                prepared(1, "self%start_append(job, path, order, sync)") + ended("path")),
    "write": ("self", "array", "iostat, iomsg", WRITER + TOLD_ + JOB, "    call self%write_records(job, it)\n" + ended("self%name_of()")),
    "put": ("self", "array", "start, iostat, iomsg", WRITER.replace("inout", "in") + SHAPE.replace("shape", "start") + TOLD_ + JOB,
            "    call self%write_slab(job, it, start)\n" + ended("self%name_of()")),
    "add": ("self, name", "array", "order, dtype, casting, iostat, iomsg", ARCHIVE + NAME + HOW + TOLD_ + JOB,
            prepared(0, "self%add_member(job, name)") + ended("self%subject(name)")),
}


def puts():
    out = """! What is given arrays to write: one procedure for each kind, all doing the same.
""" + MADE + """module npyrw_put
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw_c, only: NPY_ERR_STATE
  use npyrw_base
  use npyrw_struct
  use npyrw_stream
  use npyrw_save
  use npyrw_writer
  use npyrw_archive
  implicit none
  private
  public :: save_npy, append_npy, npy_writer, npz_writer

  !> Saves an array of any kind and rank, a section too: in a file, or into a stream.
  interface save_npy
"""
    out += generic(of_types("savef") + of_types("saves"), "module procedure ", 7)
    out += """  end interface

  !> Adds one record behind the last one of a file, or makes the file: the new axis is the last.
  interface append_npy
"""
    out += generic(of_types("appendf"), "module procedure ", 7)
    out += """  end interface

  !> An array that is being written: npy_writer_base says more. create and append start a file of the kind of what they are
  !> given (its values do not matter); write adds the next record, or with as many axes as the file several; put writes a
  !> part anywhere in a file of fixed shape, many threads at once.
  type, extends(npy_writer_base) :: npy_writer
  contains
"""
    out += bound("create", "create", "creates") + bound("append", "appendw") + bound("write", "write") + bound("put", "put")
    out += """  end type

  !> An archive that is being written: npz_writer_base says more.
  type, extends(npz_writer_base) :: npz_writer
  contains
"""
    out += bound("add", "add") + "  end type\n\ncontains\n"
    for prefix, (first, array, after, declarations, body) in PUTS.items():
        for kind in TYPES:
            out += any_rank(prefix, kind, first, array, "in", after, declarations, "", body)
    return out + "end module\n"


def one_file():
    return "".join((HERE / "src" / f"{name}.f90").read_text() for name in ORDER)


def main(arguments):
    if arguments[:1] == ["--one-file"]:
        pathlib.Path(arguments[1]).write_text(one_file())
        return 0
    made = {"npyrw_c": raw(), "npyrw_field": fields(), "npyrw_load": load(), "npyrw_map": pointers(), "npyrw_put": puts()}
    stale = 0
    api = header.parse((HERE.parents[1] / "include" / "npyrw.h").read_text())
    if f'version = "{api["constants"]["NPYRW_VERSION"]}"' not in (HERE / "fpm.toml").read_text():
        print("fpm.toml has another version than npyrw.h")
        stale = 1
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
