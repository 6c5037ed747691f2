! Each rank writes its own number: 0, 1, … as ranks.npy.
program main
    use mpi
    use npyrw_mpi
    implicit none
    type(npyrw_mpi_file) :: file
    integer :: rank, ranks, ierr
    call MPI_Init(ierr)
    call MPI_Comm_rank(MPI_COMM_WORLD, rank, ierr)
    call MPI_Comm_size(MPI_COMM_WORLD, ranks, ierr)
    call file%create(MPI_COMM_WORLD, 'ranks.npy', 'f8', [ranks])
    call file%write([real(rank, kind(1d0))], [rank + 1])
    call file%close()
    call MPI_Finalize(ierr)
end program
