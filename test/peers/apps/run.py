"""Runs an app for as long as the process that started it lives: until its standard input ends."""

import os
import runpy
import sys
import threading
import traceback


def end_with_input():
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except BaseException:
    traceback.print_exc()
finally:
    # Servers that had started already would keep a failed app alive.
    os._exit(1)
