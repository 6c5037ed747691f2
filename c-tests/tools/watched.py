"""What depends on when something happens: a file that is cut while it is mapped, and progress on a terminal."""

import os
import pty
import signal
import subprocess
import time

import tool
from tool import np, same

if not os.path.exists("/proc/self/maps"):
    print("skipped: no /proc to see when a file is mapped")
    raise SystemExit(77)

# --- a file is cut while it is mapped ------------------------------------------------------------
stopped = False
for attempt in range(50):
    np.save("large.npy", np.zeros(30_000_000))
    process = subprocess.Popen([tool.TOOL, "stats", "-t", "1", "large.npy"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/maps") as maps:
                if "large.npy" not in maps.read():
                    continue
        except OSError:
            break
        process.send_signal(signal.SIGSTOP)
        stopped = True
        break
    if stopped:
        while open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()[0] not in "TZ":
            time.sleep(0.001)
        os.truncate("large.npy", 1000)
        process.send_signal(signal.SIGCONT)
    out, errors = process.communicate(timeout=60)
    # It was so near its end that nothing of what was cut was missed.
    if stopped and process.returncode == 0:
        stopped = False
        continue
    if stopped:
        same((process.returncode, out, errors), (tool.UNREADABLE, b"", b"npyrw: the file was cut while it was read\n"))
        break
os.remove("large.npy")

# --- progress ------------------------------------------------------------------------------------
def on_terminal(pause):
    """What a terminal shows of an array that comes through a pipe, with a pause in it."""
    here, there = pty.openpty()
    process = subprocess.Popen([tool.TOOL, "stats", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=there)
    os.close(there)
    data = open("slow.npy", "rb").read()
    process.stdin.write(data[:3_000_000])
    process.stdin.flush()
    time.sleep(pause)
    process.stdin.write(data[3_000_000:])
    process.stdin.close()
    shown = b""
    while True:
        try:
            more = os.read(here, 1000)
        except OSError:
            break
        if not more:
            break
        shown += more
    os.close(here)
    same(process.stdout.read(), b"-: count 1000000, nan 0, min 0.0, max 0.0, mean 0.0\n")
    same(process.wait(), 0)
    return shown


np.save("slow.npy", np.zeros(1_000_000))
shown = on_terminal(1.0)
assert shown.startswith(b"\rstats -: ") and b" %" in shown and shown.endswith(b"\r\x1b[K"), shown
if not stopped:
    print("the file was never cut in time")
    raise SystemExit(1)
tool.done(3)
