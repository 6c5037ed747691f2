! The Fortran interface: sections, orders, appended columns, and failures that all ranks hear of. judge.py looks at the files.
program fortran
    use mpi
    use npyrw_mpi
    use, intrinsic :: iso_fortran_env, only: int64, int32, real64, real32
    implicit none
    type(npyrw_mpi_file) :: file
    integer, parameter :: nx = 11, ny = 7
    integer :: rank, ranks, ierr, x0, x1, i, j, stat, failed, all_failed, step
    integer(int64) :: first
    integer(int64), allocatable :: lengths(:)
    real(real64), allocatable :: u(:, :), back(:, :), part(:)
    real(real32) :: narrow(3, 3)
    integer(int32), allocatable :: ids(:, :)
    complex(real64) :: value
    character(len=240) :: text

    call MPI_Init(ierr)
    call MPI_Comm_rank(MPI_COMM_WORLD, rank, ierr)
    call MPI_Comm_size(MPI_COMM_WORLD, ranks, ierr)
    failed = 0
    x0 = rank * nx / ranks + 1
    x1 = (rank + 1) * nx / ranks
    ! One ghost layer around the part, and the elements are NumPy's arange in C order.
    allocate(u(x0 - 1:x1 + 1, 0:ny + 1), back(x0 - 1:x1 + 1, 0:ny + 1))
    u = -1
    do j = 1, ny
        do i = x0, x1
            u(i, j) = (i - 1) * ny + (j - 1)
        end do
    end do
    do step = 1, 4
        call file%create(MPI_COMM_WORLD, 'f_' // achar(iachar('0') + step) // '.npy', 'f8', [nx, ny], &
            order=merge('F', 'C', mod(step, 2) == 1), collective=step > 2, stat=stat, errmsg=text)
        call check(stat == 0, 'create')
        call file%write(u(x0:x1, 1:ny), [x0, 1], stat, text)
        call check(stat == 0, 'write')
        call file%close(stat, text)
        call check(stat == 0, 'close')
        back = -2
        call file%open(MPI_COMM_WORLD, 'f_' // achar(iachar('0') + step) // '.npy')
        call file%get_shape(lengths)
        call check(size(lengths) == 2, 'get_shape')
        call check(all(lengths == [nx, ny]), 'get_shape')
        call file%read(back(x0:x1, 1:ny), [int(x0, int64), 1_int64])
        call file%close()
        call check(all(back(x0:x1, 1:ny) == u(x0:x1, 1:ny)), 'read')
        call check(all(back(:, 0) == -2) .and. all(back(x0 - 1, :) == -2), 'ghost cells stay')
    end do
    ! Every other element, backwards.
    allocate(part(2 * (x1 - x0 + 1)))
    part = [(real(2 * x1 - i, real64) / 2, i = 1, size(part))]
    call file%create(MPI_COMM_WORLD, 'f_strided.npy', 'f8', [nx])
    call file%write(part(size(part):1:-2), [x0])
    call file%close()
    ! Columns that are added, and one value.
    allocate(ids(3, rank + 1))
    ids = rank
    call file%create(MPI_COMM_WORLD, 'f_columns.npy', 'i4', [3_int64, -1_int64])
    call file%append(ids, first)
    call check(first == rank * (rank + 1) / 2 + 1, 'first')
    call file%append(ids(:, 1:0))
    call file%close()
    value = (1.5d0, -2.5d0)
    call file%create(MPI_COMM_WORLD, 'f_scalar.npy', 'c16', [integer ::])
    call file%write(value, [integer ::])
    call file%close()

    call file%create(MPI_COMM_WORLD, 'no/folder.npy', 'f8', [nx, ny], stat=stat, errmsg=text)
    call check(stat == -11 .and. index(text, 'rank 0: ') == 1, 'no folder')
    call file%create(MPI_COMM_WORLD, 'f_1.npy', 'f8', [nx, ny], replace=.false., stat=stat)
    call check(stat == -13, 'never')
    call file%create(MPI_COMM_WORLD, 'f_bad.npy', 'f8', [nx, ny])
    narrow = 0
    call file%write(narrow, [1, 1], stat, text)
    call check(stat == -4 .and. index(text, 'elements of 4 bytes') > 0, 'narrow')
    call file%write(part, [1, 1], stat, text)
    call check(stat == -5 .and. index(text, 'rank 1') > 0, 'rank')
    call file%write(u(x0:x1, 1:ny), [1], stat, text)
    call check(stat == -1, 'start')
    call file%write(u(x0:x1, 1:ny), [x0, 0], stat, text)
    call check(stat == -5, 'zero')
    call file%abort()

    call MPI_Allreduce(failed, all_failed, 1, MPI_INTEGER, MPI_SUM, MPI_COMM_WORLD, ierr)
    if (rank == 0) print *, 'failed:', all_failed
    call MPI_Finalize(ierr)
    if (all_failed /= 0) error stop 1
contains
    subroutine check(right, what)
        logical, intent(in) :: right
        character(*), intent(in) :: what
        if (right) return
        failed = failed + 1
        print *, 'rank', rank, 'not so: ', what, stat, trim(text)
    end subroutine
end program
