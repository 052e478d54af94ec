"""Runs Python text and `hf` commands in forks of one interpreter that has imported all they need but huggingface_hub,
which reads the environment once, so each fork imports it anew. An order is a line of JSON on standard input, and so is
an answer on standard output."""

import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile

needed = """
import sys, huggingface_hub.cli.hf, huggingface_hub.hf_api
print(*(name for name in sys.modules if name.split(".")[0] not in ("huggingface_hub", "__main__")))
"""
for module in subprocess.run([sys.executable, "-c", needed], check=True, capture_output=True).stdout.decode().split():
    try:
        importlib.import_module(module)
    except ImportError:
        pass  # A name that some package gave to a part of itself.
gc.freeze()

answers = os.dup(1)
running = {}
woken, wake = os.pipe()
os.set_blocking(wake, False)
signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
signal.signal(signal.SIGCHLD, lambda *_: None)


def start(order):
    """Forks; True in the fork, which is all that the order says."""
    out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    pid = os.fork()
    if pid != 0:
        running[pid] = order["id"], out, err
        return False
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, file in enumerate((open(os.devnull, "rb"), out, err)):
        os.dup2(file.fileno(), number)
    for number in (answers, woken, wake):
        os.close(number)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    tempfile.tempdir = None
    sys.argv = order["words"]
    return True


def finish():
    """Answers for every fork that has ended."""
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        name, *files = running.pop(pid)
        texts = []
        for file in files:
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
            file.close()
        answer = {"id": name, "status": os.waitstatus_to_exitcode(status), "out": texts[0], "err": texts[1]}
        line = json.dumps(answer).encode() + b"\n"
        while line:
            line = line[os.write(answers, line) :]


def orders():
    """The code of an order, in its fork; ends with standard input."""
    left = b""
    while True:
        ready, _, _ = select.select([0, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            finish()
        if 0 in ready:
            piece = os.read(0, 65536)
            if not piece:
                return None
            *lines, left = (left + piece).split(b"\n")
            for line in lines:
                order = json.loads(line)
                if "kill" in order:
                    for pid in [pid for pid, (name, *_) in running.items() if name == order["kill"]]:
                        os.kill(pid, signal.SIGKILL)
                elif start(order):
                    return order["code"]


code = orders()
if code is None:
    for pid in running:
        os.kill(pid, signal.SIGKILL)
else:
    exec(code, {"__name__": "__main__"})
