"""A slice of an array behind HTTP costs hardly more than its own bytes; and what servers do wrong is an error."""

import http.server
import os
import re
import subprocess
import sys
import threading

import numpy as np

PROGRAM, *TWINS = sys.argv[1:]  # in C; and in other languages


class Server(http.server.ThreadingHTTPServer):
    """The current folder, by ranges, on a port of loopback that is free. It ends with this process."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.requests, self.sent, self.mood = 0, 0, ""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):  # a client that hung up is no surprise here
            super().handle_error(request, client_address)


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    wbufsize = -1  # headers and bytes go in one piece
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        server = self.server
        server.requests += 1
        name = self.path.lstrip("/")
        found = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not os.path.exists(name):
            return self.answer(404)
        if server.mood == "forbids":
            return self.answer(403)
        if server.mood == "flaky" and server.requests % 3 == 0:
            return self.answer(503)
        length = os.path.getsize(name)
        with open(name, "rb") as file:
            if server.mood == "whole":
                return self.answer(200, file.read())
            first, last = int(found.group(1)), min(int(found.group(2)), length - 1)
            if first >= length:
                return self.answer(416)
            file.seek(first)
            data = file.read(last - first + 1)
        if server.mood == "changes" and server.requests > 1:
            length += 1
        self.answer(206, data, f"bytes {first}-{last}/{length}")

    def answer(self, status, data=b"", span=None):
        self.send_response(status)
        if span:
            self.send_header("Content-Range", span)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.server.sent += len(data)
        self.wfile.write(data)


def fetch(server, name, text, program=PROGRAM):
    server.requests = server.sent = 0
    return subprocess.run([program, f"http://127.0.0.1:{server.server_address[1]}/{name}", text, "slice.npy"],
                          capture_output=True, text=True, timeout=60, env=dict(os.environ, no_proxy="*"))


def slice_saved():
    with open("slice.npy", "rb") as file:
        return file.read()


def slices(text):
    return tuple(slice(*map(int, part.split(":"))) for part in text.split(","))


def main():
    rng = np.random.default_rng(5)
    u = rng.standard_normal((4000, 1500))  # 48 MB
    f = np.asarray(u[:1500].reshape(100, 150, 150), order="F", dtype="f4")
    np.save("u.npy", u)
    np.save("f.npy", f)
    np.savez("run.npz", first=u[:1000], u=u, f=f)
    np.savez_compressed("packed.npz", u=u[:200])
    server = Server()
    for name, whole, text, most in (  # at most so many requests
        ("u.npy", u, "1000:1100,200:300", 101),  # a square: 80 kB
        ("u.npy", u, "2000:2100,0:1500", 3),  # rows: 1.2 MB
        ("u.npy", u, "-100:4000,100:1400", 14),  # nearly rows: with their gaps
        ("u.npy", u, "0:300,700:720", 301),  # columns
        ("f.npy", f, "0:100,10:140,30:60", 61),  # of Fortran order
        # Of a member of an archive, whose end (64 KiB, for a comment there may be) is looked at first.
        ("run.npz/u", u, "1000:1200,200:500", 220),
        ("run.npz/f", f, "0:100,10:140,30:60", 80),
        # Gaps that are more than a fifth of what is wanted are not fetched, even if that saved requests.
        ("f.npy", f, "20:80,10:60,30:60", 1501),
        ("u.npy", u, "0:1000,300:1200", 1001),
    ):
        done = fetch(server, name, text)
        assert done.returncode == 0, done.stderr
        said = re.search(r"has (\d+); (\d+) came, in (\d+) requests", done.stdout)
        needs, came, requests = map(int, said.groups())
        expected = whole[slices(text)]
        assert np.array_equal(np.load("slice.npy"), expected) and needs == expected.nbytes
        assert (came, requests) == (server.sent, server.requests), "the program and the server count alike"
        print(f"{name:<10} {text:<20} {needs:>9} bytes needed, {came:>9} came ({came / needs:.2f}), {requests:>5} requests", flush=True)
        assert came <= 1.2 * needs, "too much was not needed"
        assert requests <= most, "too many requests"
        saved = slice_saved()
        for twin in TWINS:
            its = fetch(server, name, text, twin)
            assert its.returncode == 0 and its.stdout == done.stdout, (twin, its, done)
            assert slice_saved() == saved, (twin, name, text)
    for program in (PROGRAM, *TWINS):
        server.mood = ""
        judge(server, program, u)


def judge(server, program, u):
    # What is packed is right too, at the price of what stands before it.
    done = fetch(server, "packed.npz/u", "100:110,0:10", program)
    assert done.returncode == 0 and np.array_equal(np.load("slice.npy"), u[100:110, 0:10]), done.stderr

    server.mood = "flaky"
    done = fetch(server, "u.npy", "2000:2100,0:1500", program)
    assert done.returncode == 0 and np.array_equal(np.load("slice.npy"), u[2000:2100]), done.stderr
    for mood, name, text, says in (("", "missing.npy", "0:1", "No such file"), ("forbids", "u.npy", "0:1", "Permission denied"),
                                   ("whole", "u.npy", "0:1", "ot supported"), ("changes", "u.npy", "2000:2001", "Stale"),
                                   ("", "run.npz/v", "0:1", "v")):
        server.mood = mood
        done = fetch(server, name, text, program)
        assert done.returncode == 1 and says in done.stderr, (mood, done.returncode, done.stderr)
        assert server.requests <= 5, "an error that stays is not asked for again and again"


if __name__ == "__main__":
    main()
