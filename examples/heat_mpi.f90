! heat_mpi: the plate of heat_mpi.c, in Fortran. It reads and writes the same files:
!
!     mpirun -n 4 heat_mpi_f hot.npy 500 warm.npy
!
! The plate is cut in two dimensions, and the inner part of each process's array is read and written as a section.
program heat_mpi
    use, intrinsic :: iso_fortran_env, only: int64, real64, error_unit
    use mpi_f08
    use npyrw_mpi
    implicit none
    type(npyrw_mpi_file) :: file
    type(MPI_Comm) :: plate
    integer(int64), allocatable :: shape_(:)
    real(real64), allocatable :: u(:, :), v(:, :)
    integer :: dims(2), at(2), ranks, rank, left, right, down, up, nx, ny, x0, y0, i, j, step, steps, stat
    character(len=240) :: in, out, text

    call MPI_Init()
    call MPI_Comm_size(MPI_COMM_WORLD, ranks)
    call MPI_Comm_rank(MPI_COMM_WORLD, rank)
    if (command_argument_count() /= 3) call stop_all('wants IN.npy STEPS OUT.npy')
    call get_command_argument(1, in)
    call get_command_argument(2, text)
    read (text, *) steps
    call get_command_argument(3, out)
    dims = 0
    call MPI_Dims_create(ranks, 2, dims)
    call MPI_Cart_create(MPI_COMM_WORLD, 2, dims, [.false., .false.], .false., plate)
    call MPI_Cart_coords(plate, rank, 2, at)
    call MPI_Cart_shift(plate, 0, 1, left, right)
    call MPI_Cart_shift(plate, 1, 1, down, up)

    call file%open(plate%mpi_val, in, stat=stat, errmsg=text)
    if (stat /= 0) call stop_all(text)
    call file%get_shape(shape_)
    if (size(shape_) /= 2) call stop_all('wanted 2 axes')
    x0 = int(shape_(1) * at(1) / dims(1)) + 1
    nx = int(shape_(1) * (at(1) + 1) / dims(1)) - x0 + 1
    y0 = int(shape_(2) * at(2) / dims(2)) + 1
    ny = int(shape_(2) * (at(2) + 1) / dims(2)) - y0 + 1
    allocate(u(0:nx + 1, 0:ny + 1), v(0:nx + 1, 0:ny + 1))
    u = 0
    v = 0
    call file%read(u(1:nx, 1:ny), [x0, y0], stat, text)
    if (stat /= 0) call stop_all(text)
    call file%close()

    do step = 1, steps
        call exchange()
        do j = 1, ny
            do i = 1, nx
                v(i, j) = u(i, j) + 0.2d0 * ((u(i - 1, j) + u(i + 1, j)) + (u(i, j - 1) + u(i, j + 1)) - 4 * u(i, j))
            end do
        end do
        u(1:nx, 1:ny) = v(1:nx, 1:ny)
    end do

    call file%create(plate%mpi_val, out, 'f8', shape_, stat=stat, errmsg=text)
    if (stat == 0) call file%write(u(1:nx, 1:ny), [x0, y0], stat, text)
    if (stat == 0) call file%close(stat, text)
    if (stat /= 0) call stop_all(text)
    call MPI_Finalize()

contains

    ! The outermost inner cells go into the neighbours' ghost cells.
    subroutine exchange()
        real(real64) :: to(max(nx, ny)), from(max(nx, ny))
        to(1:ny) = u(1, 1:ny)
        from(1:ny) = u(nx + 1, 1:ny)
        call MPI_Sendrecv(to, ny, MPI_DOUBLE_PRECISION, left, 0, from, ny, MPI_DOUBLE_PRECISION, right, 0, plate, &
            MPI_STATUS_IGNORE)
        u(nx + 1, 1:ny) = from(1:ny)
        to(1:ny) = u(nx, 1:ny)
        from(1:ny) = u(0, 1:ny)
        call MPI_Sendrecv(to, ny, MPI_DOUBLE_PRECISION, right, 1, from, ny, MPI_DOUBLE_PRECISION, left, 1, plate, &
            MPI_STATUS_IGNORE)
        u(0, 1:ny) = from(1:ny)
        to(1:nx) = u(1:nx, 1)
        from(1:nx) = u(1:nx, ny + 1)
        call MPI_Sendrecv(to, nx, MPI_DOUBLE_PRECISION, down, 2, from, nx, MPI_DOUBLE_PRECISION, up, 2, plate, &
            MPI_STATUS_IGNORE)
        u(1:nx, ny + 1) = from(1:nx)
        to(1:nx) = u(1:nx, ny)
        from(1:nx) = u(1:nx, 0)
        call MPI_Sendrecv(to, nx, MPI_DOUBLE_PRECISION, up, 3, from, nx, MPI_DOUBLE_PRECISION, down, 3, plate, &
            MPI_STATUS_IGNORE)
        u(1:nx, 0) = from(1:nx)
    end subroutine

    ! Every rank has the same failure, so all stop.
    subroutine stop_all(why)
        character(*), intent(in) :: why
        call file%abort()
        if (rank == 0) write (error_unit, '(2a)') 'heat_mpi: ', trim(why)
        call MPI_Finalize()
        stop 1
    end subroutine
end program
