! npyrw_mpi.f90: one .npy file, written and read by all ranks of an MPI program, from Fortran.
!
!     use npyrw_mpi
!     type(npyrw_mpi_file) :: file
!     call file%create(comm, 'u.npy', 'f8', [nx, ny])           ! the whole array
!     call file%write(u(1:mx, 1:my), start=[x0, y0])            ! this rank's part of it, from index 1
!     call file%close()
!
! and with any number of ranks
!
!     call file%open(comm, 'u.npy')
!     call file%read(u(1:mx, 1:my), start=[x0, y0])
!     call file%close()
!
! `comm` is an integer handle; of mpi_f08's type(MPI_Comm) it is comm%mpi_val. Indices mean the same on both sides: u(i, j) is
! u[i - 1, j - 1] in NumPy; the order of the elements in the file is Fortran's unless you say order='C'. Arrays may be of
! any type and kind whose size is that of the file's elements, and sections are written from where they are. Extents
! and starts are 64 bits wide, and may be given as default integers.
!
! Every call is collective, and ends alike on all ranks (npyrw_mpi.h has what each does, needs and leaves). `stat` is 0
! or one of the NPY_ERR codes of npyrw.h, and `errmsg` begins with the first rank that failed; without `stat` a failure stops
! the program, on all ranks, with that text.
!
! Compile it with npyrw_mpi_fortran.c and npyrw_mpi.c, and link npyrw and your MPI:
!
!     CMake       find_package(npyrw COMPONENTS mpi), in a project with C and Fortran, then link npyrw::mpi_fortran
!     Makefiles   pkg-config --variable=mpi_fortran_sources npyrw
!
! Since 0.1.
module npyrw_mpi
    use, intrinsic :: iso_c_binding
    use, intrinsic :: iso_fortran_env, only: int64
    implicit none
    private

    !> An open file; each rank has its own. To be ended with close or abort.
    type, public :: npyrw_mpi_file
        private
        type(c_ptr) :: handle = c_null_ptr
    contains
        procedure, private :: create_default, create_long, write_default, write_long, read_default, read_long
        !> create(comm, path, dtype, shape [, order, collective, replace, sync, stat, errmsg]): order is 'F' (the default)
        !> or 'C'; the last axis, of order 'C' the first, may be -1 and grows by append. replace=.false. refuses a file that
        !> is there; sync=.true. lets close return when all is safe on the disk.
        generic :: create => create_default, create_long
        !> open(comm, path [, collective, stat, errmsg]): for reading.
        procedure :: open => open_file
        !> get_shape(shape): the lengths of the axes, allocated. Not collective.
        procedure :: get_shape
        !> write(array, start [, stat, errmsg]): the block that begins at start; its size is that of the array, which may be empty.
        generic :: write => write_default, write_long
        !> read(array, start [, stat, errmsg]): the same, the other way.
        generic :: read => read_default, read_long
        !> append(array [, first, stat, errmsg]): adds the rows of all ranks to the axis that grows, in the order of the ranks;
        !> first is the index (from 1) that this rank's first row has.
        procedure :: append
        !> close([stat, errmsg]): the file takes its name.
        procedure :: close => close_file
        !> abort(): nothing of the file remains.
        procedure :: abort => abort_file
    end type

    type, bind(c) :: c_error
        integer(c_int32_t) :: code, os_error
        integer(c_int64_t) :: offset
        character(kind=c_char) :: message(240)
    end type

    interface
        function f_create(comm, path, dtype, ndim, shape, order, mode, replace, sync, file, err) result(code) &
                bind(c, name='npyrw_mpi_f_create')
            import
            integer(c_int), value :: comm
            character(kind=c_char), intent(in) :: path(*), dtype(*)
            integer(c_int32_t), value :: ndim, mode, replace, sync
            integer(c_int64_t), intent(in) :: shape(*)
            character(kind=c_char), value :: order
            type(c_ptr), intent(inout) :: file
            type(c_error), intent(inout) :: err
            integer(c_int32_t) :: code
        end function
        function f_open(comm, path, mode, file, err) result(code) bind(c, name='npyrw_mpi_f_open')
            import
            integer(c_int), value :: comm
            character(kind=c_char), intent(in) :: path(*)
            integer(c_int32_t), value :: mode
            type(c_ptr), intent(inout) :: file
            type(c_error), intent(inout) :: err
            integer(c_int32_t) :: code
        end function
        function f_shape(file, ndim, shape) result(code) bind(c, name='npyrw_mpi_f_shape')
            import
            type(c_ptr), value :: file
            integer(c_int32_t), intent(out) :: ndim
            integer(c_int64_t), intent(out) :: shape(*)
            integer(c_int32_t) :: code
        end function
        function f_write(file, array, starts, start, err) result(code) bind(c, name='npyrw_mpi_f_write')
            import
            type(c_ptr), value :: file
            type(*), dimension(..), intent(in) :: array
            integer(c_int32_t), value :: starts
            integer(c_int64_t), intent(in) :: start(*)
            type(c_error), intent(inout) :: err
            integer(c_int32_t) :: code
        end function
        function f_read(file, array, starts, start, err) result(code) bind(c, name='npyrw_mpi_f_read')
            import
            type(c_ptr), value :: file
            type(*), dimension(..), intent(inout) :: array
            integer(c_int32_t), value :: starts
            integer(c_int64_t), intent(in) :: start(*)
            type(c_error), intent(inout) :: err
            integer(c_int32_t) :: code
        end function
        function f_append(file, array, first, err) result(code) bind(c, name='npyrw_mpi_f_append')
            import
            type(c_ptr), value :: file
            type(*), dimension(..), intent(in) :: array
            integer(c_int64_t), intent(inout) :: first
            type(c_error), intent(inout) :: err
            integer(c_int32_t) :: code
        end function
        function c_close(file, err) result(code) bind(c, name='npyrw_mpi_close')
            import
            type(c_ptr), intent(inout) :: file
            type(c_error), intent(inout) :: err
            integer(c_int32_t) :: code
        end function
        subroutine c_abort(file) bind(c, name='npyrw_mpi_abort')
            import
            type(c_ptr), intent(inout) :: file
        end subroutine
    end interface

contains

    subroutine create_long(self, comm, path, dtype, shape, order, collective, replace, sync, stat, errmsg)
        class(npyrw_mpi_file), intent(inout) :: self
        integer, intent(in) :: comm
        character(*), intent(in) :: path, dtype
        integer(int64), intent(in) :: shape(:)
        character, intent(in), optional :: order
        logical, intent(in), optional :: collective, replace, sync
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        character(kind=c_char) :: letter
        type(c_error) :: err
        letter = 'F'
        if (present(order)) letter = order
        call tell(f_create(int(comm, c_int), trim(path) // c_null_char, trim(dtype) // c_null_char, &
            size(shape, kind=c_int32_t), shape, letter, number(collective, .false.), 1 - number(replace, .true.), &
            number(sync, .false.), self%handle, err), err, stat, errmsg)
    end subroutine

    subroutine create_default(self, comm, path, dtype, shape, order, collective, replace, sync, stat, errmsg)
        class(npyrw_mpi_file), intent(inout) :: self
        integer, intent(in) :: comm
        character(*), intent(in) :: path, dtype
        integer, intent(in) :: shape(:)
        character, intent(in), optional :: order
        logical, intent(in), optional :: collective, replace, sync
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        call self%create_long(comm, path, dtype, int(shape, int64), order, collective, replace, sync, stat, errmsg)
    end subroutine

    subroutine open_file(self, comm, path, collective, stat, errmsg)
        class(npyrw_mpi_file), intent(inout) :: self
        integer, intent(in) :: comm
        character(*), intent(in) :: path
        logical, intent(in), optional :: collective
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        type(c_error) :: err
        call tell(f_open(int(comm, c_int), trim(path) // c_null_char, number(collective, .false.), self%handle, err), &
            err, stat, errmsg)
    end subroutine

    subroutine get_shape(self, shape)
        class(npyrw_mpi_file), intent(in) :: self
        integer(int64), allocatable, intent(out) :: shape(:)
        integer(c_int64_t) :: lengths(64)
        integer(c_int32_t) :: ndim
        ndim = 0
        if (f_shape(self%handle, ndim, lengths) /= 0) ndim = 0
        shape = lengths(1:ndim)
    end subroutine

    subroutine write_long(self, array, start, stat, errmsg)
        class(npyrw_mpi_file), intent(inout) :: self
        type(*), dimension(..), intent(in) :: array
        integer(int64), intent(in) :: start(:)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        type(c_error) :: err
        call tell(f_write(self%handle, array, size(start, kind=c_int32_t), start - 1, err), err, stat, errmsg)
    end subroutine

    subroutine write_default(self, array, start, stat, errmsg)
        class(npyrw_mpi_file), intent(inout) :: self
        type(*), dimension(..), intent(in) :: array
        integer, intent(in) :: start(:)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        call self%write_long(array, int(start, int64), stat, errmsg)
    end subroutine

    subroutine read_long(self, array, start, stat, errmsg)
        class(npyrw_mpi_file), intent(inout) :: self
        type(*), dimension(..), intent(inout) :: array
        integer(int64), intent(in) :: start(:)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        type(c_error) :: err
        call tell(f_read(self%handle, array, size(start, kind=c_int32_t), start - 1, err), err, stat, errmsg)
    end subroutine

    subroutine read_default(self, array, start, stat, errmsg)
        class(npyrw_mpi_file), intent(inout) :: self
        type(*), dimension(..), intent(inout) :: array
        integer, intent(in) :: start(:)
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        call self%read_long(array, int(start, int64), stat, errmsg)
    end subroutine

    subroutine append(self, array, first, stat, errmsg)
        class(npyrw_mpi_file), intent(inout) :: self
        type(*), dimension(..), intent(in) :: array
        integer(int64), intent(out), optional :: first
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        integer(c_int64_t) :: place
        type(c_error) :: err
        place = -1
        call tell(f_append(self%handle, array, place, err), err, stat, errmsg)
        if (present(first)) first = place + 1
    end subroutine

    subroutine close_file(self, stat, errmsg)
        class(npyrw_mpi_file), intent(inout) :: self
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        type(c_error) :: err
        call tell(c_close(self%handle, err), err, stat, errmsg)
    end subroutine

    subroutine abort_file(self)
        class(npyrw_mpi_file), intent(inout) :: self
        call c_abort(self%handle)
    end subroutine

    pure integer(c_int32_t) function number(choice, default)
        logical, intent(in), optional :: choice
        logical, intent(in) :: default
        logical :: chosen
        chosen = default
        if (present(choice)) chosen = choice
        number = merge(1_c_int32_t, 0_c_int32_t, chosen)
    end function

    ! What the caller is told: stat and errmsg if they are there, else the end of the program.
    subroutine tell(code, err, stat, errmsg)
        integer(c_int32_t), intent(in) :: code
        type(c_error), intent(in) :: err
        integer, intent(out), optional :: stat
        character(*), intent(inout), optional :: errmsg
        character(len=240) :: text
        integer :: i
        text = ''
        if (code /= 0) then
            do i = 1, size(err%message)
                if (err%message(i) == c_null_char) exit
                text(i:i) = err%message(i)
            end do
        end if
        if (present(stat)) stat = code
        if (present(errmsg) .and. code /= 0) errmsg = text
        if (code /= 0 .and. .not. present(stat)) error stop 'npyrw: ' // trim(text)
    end subroutine
end module
