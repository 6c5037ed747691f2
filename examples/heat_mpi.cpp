// heat_mpi.c in C++: the same plate, which cools down alike in any number of processes.
//
//     mpirun -n 4 heat_mpi_cpp hot.npy 500 warm.npy
#include <npyrw.hpp>
#include <npyrw_mpi.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using Pair = std::array<std::int64_t, 2>;

// Every call is collective and ends alike everywhere, so all processes throw together.
class Plate_file {
public:
    Plate_file(MPI_Comm comm, const char *path) { check(npyrw_mpi_open(comm, path, nullptr, &file_, &err_)); }
    Plate_file(MPI_Comm comm, const char *path, const Pair &shape)
    {
        npy_spec spec = {};
        spec.dtype = "f8";
        spec.ndim = 2;
        spec.shape = shape.data();
        check(npyrw_mpi_create(comm, path, &spec, nullptr, &file_, &err_));
    }
    Plate_file(const Plate_file &) = delete;
    Plate_file &operator=(const Plate_file &) = delete;
    ~Plate_file() { npyrw_mpi_abort(&file_); } // of one that was closed nothing is left

    Pair shape()
    {
        npy_info info;
        check(npyrw_mpi_info(file_, &info, &err_));
        if (info.ndim != 2 || std::string(info.descr) != "<f8") {
            throw std::runtime_error("wanted 2 axes of <f8, found " + std::to_string(info.ndim) + " of " + info.descr);
        }
        return {info.shape[0], info.shape[1]};
    }
    void read(const Pair &start, const npyrw::view<double> &to)
    {
        check(npyrw_mpi_read(file_, start.data(), to.shape().data(), to.data(), to.byte_strides().data(), &err_));
    }
    void write(const Pair &start, const npyrw::view<double> &from)
    {
        check(npyrw_mpi_write(file_, start.data(), from.shape().data(), from.data(), from.byte_strides().data(), &err_));
    }
    void close() { check(npyrw_mpi_close(&file_, &err_)); }

private:
    void check(npy_status status) const
    {
        if (status != NPY_OK) throw std::runtime_error(err_.message);
    }

    npyrw_mpi *file_ = nullptr;
    npy_error err_ = {};
};

// This process's part of the plate, with one ghost cell around it.
class Plate {
public:
    Plate(std::int64_t ny, std::int64_t nx) : ny(ny), nx(nx), cells_(static_cast<std::size_t>((ny + 2) * (nx + 2))) {}

    // From -1 to ny, and from -1 to nx.
    double &operator()(std::int64_t y, std::int64_t x) { return cells_[static_cast<std::size_t>((y + 1) * (nx + 2) + x + 1)]; }
    // What is no ghost, where it lies.
    npyrw::view<double> inner() { return {&(*this)(0, 0), {ny, nx}, {nx + 2, 1}}; }

    std::int64_t ny, nx;

private:
    std::vector<double> cells_;
};

class Neighbours {
public:
    Neighbours(MPI_Comm comm, const Plate &u) : comm_(comm), wide_(static_cast<int>(u.nx))
    {
        MPI_Cart_shift(comm, 0, 1, &up_, &down_);
        MPI_Cart_shift(comm, 1, 1, &left_, &right_);
        MPI_Type_vector(static_cast<int>(u.ny), 1, static_cast<int>(u.nx) + 2, MPI_DOUBLE, &column_);
        MPI_Type_commit(&column_);
    }
    Neighbours(const Neighbours &) = delete;
    Neighbours &operator=(const Neighbours &) = delete;
    ~Neighbours() { MPI_Type_free(&column_); }

    // The outermost inner cells go into the neighbours' ghost cells.
    void exchange(Plate &u) const
    {
        send(&u(0, 0), wide_, MPI_DOUBLE, up_, &u(u.ny, 0), down_);
        send(&u(u.ny - 1, 0), wide_, MPI_DOUBLE, down_, &u(-1, 0), up_);
        send(&u(0, 0), 1, column_, left_, &u(0, u.nx), right_);
        send(&u(0, u.nx - 1), 1, column_, right_, &u(0, -1), left_);
    }

private:
    void send(double *from, int count, MPI_Datatype type, int to, double *into, int other) const
    {
        MPI_Sendrecv(from, count, type, to, 0, into, count, type, other, 0, comm_, MPI_STATUS_IGNORE);
    }

    MPI_Comm comm_;
    MPI_Datatype column_;
    int wide_, up_, down_, left_, right_;
};

void cool(const char *in, long steps, const char *out)
{
    int ranks, dims[2] = {0, 0}, at[2], rank;
    const int periods[2] = {0, 0};
    MPI_Comm comm;
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    MPI_Dims_create(ranks, 2, dims);
    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periods, 0, &comm);
    MPI_Comm_rank(comm, &rank);
    MPI_Cart_coords(comm, rank, 2, at);

    Plate_file hot(comm, in);
    const Pair shape = hot.shape();
    Pair start, end;
    for (int axis = 0; axis < 2; axis++) {
        start[axis] = shape[axis] * at[axis] / dims[axis];
        end[axis] = shape[axis] * (at[axis] + 1) / dims[axis];
    }
    Plate u(end[0] - start[0], end[1] - start[1]), v = u;
    hot.read(start, u.inner());
    hot.close();

    {
        const Neighbours around(comm, u);
        for (long step = 0; step < steps; step++) {
            around.exchange(u);
            for (std::int64_t y = 0; y < u.ny; y++) {
                for (std::int64_t x = 0; x < u.nx; x++) {
                    v(y, x) = u(y, x) + 0.2 * ((u(y - 1, x) + u(y + 1, x)) + (u(y, x - 1) + u(y, x + 1)) - 4 * u(y, x));
                }
            }
            std::swap(u, v);
        }
    }

    Plate_file cool(comm, out, shape);
    cool.write(start, u.inner());
    cool.close();
    MPI_Comm_free(&comm);
}

} // namespace

int main(int argc, char **argv)
{
    int rank, status = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (argc != 4) {
        if (rank == 0) std::fputs("heat_mpi_cpp: wants IN.npy STEPS OUT.npy\n", stderr);
        MPI_Finalize();
        return 2;
    }
    try {
        cool(argv[1], std::strtol(argv[2], nullptr, 10), argv[3]);
    } catch (const std::exception &e) {
        if (rank == 0) std::fprintf(stderr, "heat_mpi_cpp: %s\n", e.what());
        status = 1;
    }
    MPI_Finalize();
    return status;
}
