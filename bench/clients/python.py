"""Python's gradio_client, used as its documents say: `python python.py <task> <options as JSON>`; tasks as in tasks.js."""

import json
import os
import re
import resource
import sys
import time
from collections import deque

os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1")


def measure(work):
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall": (time.perf_counter() - wall) * 1e3, "cpu": (time.process_time() - cpu) * 1e3}


def held():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def per(spent, count):
    return {name: value / count for name, value in spent.items()}


def connect(url):
    from gradio_client import Client

    return Client(url, verbose=False, analytics_enabled=False)


def expect_same(what, found, expected):
    if found != expected:
        raise SystemExit(f"{what}: got {found!r:.80}, not {expected!r:.80}")


def call_many(app, count, parallel):
    running = deque()

    def finish_oldest():
        text, job = running.popleft()
        expect_same("echo", job.result(), text)

    for index in range(count):
        if len(running) == parallel:
            finish_oldest()
        text = f"call {index}"
        running.append((text, app.submit(text, api_name="/echo")))
    while running:
        finish_oldest()


def import_(_options):
    def load():
        import gradio_client  # noqa: F401

    return measure(load)


def first(options):
    return measure(lambda: expect_same("echo", connect(options["url"]).predict("first", api_name="/echo"), "first"))


def connect_(options):
    def once():
        connect(options["url"]).close()

    once()
    return per(measure(lambda: [once() for _ in range(options["count"])]), options["count"])


def calls(options):
    app, count, parallel = connect(options["url"]), options["count"], options["parallel"]
    call_many(app, -(-count // 5), parallel)
    return {**per(measure(lambda: call_many(app, count, parallel)), count), "peak": peak()}


def stream(options):
    app = connect(options["url"])

    def once():
        job = app.submit(options["argument"], api_name="/" + options["run"])
        events = sum(1 for _ in job)
        last = job.result() if events == 0 else job.outputs()[-1]
        if events < options["events"]:
            raise SystemExit(f"{options['run']}: {events} of {options['events']} events came")
        if "size" in options:
            expect_same("size", len(last), options["size"])

    if options["repeat"] > 1:
        once()
    spent = measure(lambda: [once() for _ in range(options["repeat"])])
    return {**per(spent, options["repeat"]), "peak": peak()}


def memory(options):
    call_many(connect(options["url"]), options["count"], 8)
    return {"peak": peak()}


def upload(options):
    from gradio_client import handle_file

    app = connect(options["url"])
    app.predict("warm", api_name="/echo")
    before, stored = held(), []
    spent = measure(lambda: stored.append(app.predict(handle_file(options["path"]), api_name="/keep")))
    arrived = int(re.search(r"/(\d+)/", stored[0])[1])
    if arrived <= options["bytes"]:
        raise SystemExit(f"upload: {arrived} of {options['bytes']} bytes arrived")
    return {**spent, "grown": peak() - before}


def exit_(options):
    expect_same("echo", connect(options["url"]).predict("last", api_name="/echo"), "last")
    return {"at": time.time() * 1e3}


tasks = {
    "import": import_,
    "first": first,
    "connect": connect_,
    "calls": calls,
    "stream": stream,
    "memory": memory,
    "upload": upload,
    "exit": exit_,
}
task, options = sys.argv[1], json.loads(sys.argv[2] if len(sys.argv) > 2 else "{}")
print(json.dumps(tasks[task](options)), flush=True)
