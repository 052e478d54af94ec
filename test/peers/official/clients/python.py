"""Does one action with the official Python client: `python python.py <action> <url> <number of functions>`; prints its answer as JSON."""

import json
import pathlib
import sys
import tempfile
import time

from gradio_client import Client, handle_file

action, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
folder = pathlib.Path(tempfile.mkdtemp())
patience = 60


def connect(**options):
    return Client(url, verbose=False, download_files=str(folder), **options)


def call(client, name, *values, **named):
    return client.submit(*values, **named, api_name=f"/{name}").result(timeout=patience)


def start(client, name, *values):
    return client.submit(*values, api_name=f"/{name}")


def until(job, found):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        result = found(job.status())
        if result:
            return result
        time.sleep(0.005)
    raise TimeoutError("the status never came")


def queued(job):
    """The server has answered the join."""
    return until(job, lambda _: job.communicator.event_id)


def settled(job):
    """True when a job has ended, however."""
    try:
        job.result(timeout=patience)
    except TimeoutError:
        return False
    except BaseException:
        pass
    return job.done()


def failure(work):
    try:
        return {"unexpected": work()}
    except Exception as error:
        return str(error) or type(error).__name__


def distinct(values):
    return [value for at, value in enumerate(values) if at == 0 or value != values[at - 1]]


def note():
    path = folder / "note.txt"
    path.write_text("Grüße", encoding="utf-8")
    return handle_file(str(path))


def content(path):
    return pathlib.Path(path).read_text(encoding="utf-8")


def view_api():
    info = connect().view_api(print_info=False, return_format="dict")["named_endpoints"]
    greet = info["/greet"]
    return {
        "names": list(info),
        "greet": [[one["parameter_name"], one["label"], one["component"]] for one in greet["parameters"]],
        "returns": [one["component"] for one in greet["returns"]],
    }


def iterate():
    return distinct(list(start(connect(), "count", 5)))


def told(found, *tell):
    client = connect()
    job = start(client, "hold", "a", *tell)
    seen = until(job, found)
    call(client, "release", "a")
    return seen, job.result(timeout=patience)


def progress():
    unit, held = told(lambda status: status.progress_data and status.progress_data[0])
    return {"progress": [unit.desc, unit.index, unit.length, unit.unit], "held": held}


def log():
    seen, held = told(lambda status: status.log, "log")
    return {"log": seen, "held": held}


def cancel_queued():
    client = connect()
    first = start(client, "hold", "first")
    call(client, "wait", "started first")
    second = start(client, "hold", "second")
    queued(second)
    second.cancel()
    third = start(client, "hold", "third")
    queued(third)
    call(client, "release", "first")
    call(client, "release", "third")
    return {
        "first": first.result(timeout=patience),
        "settled": settled(second),
        "after": third.result(timeout=patience),
    }


def cancelled(client):
    job = start(client, "hold", "a")
    call(client, "wait", "started a")
    job.cancel()
    return job


def cancel_running():
    client = connect()
    job = cancelled(client)
    return {"stopped": call(client, "wait", "stopped a"), "settled": settled(job)}


def call_after_cancel():
    client = connect()
    call(client, "release", "b")
    cancelled(client)
    return call(client, "hold", "b")


def download():
    path = call(connect(), "write", "Grüße")
    return {"name": pathlib.Path(path).name, "content": content(path)}


def state():
    one, other = connect(), connect()
    return {"one": [call(one, "visit") for _ in range(3)], "other": [call(other, "visit")]}


def errors():
    client = connect()
    return {
        "refuse": failure(lambda: call(client, "refuse")),
        "crash": failure(lambda: call(client, "crash")),
        "after": call(client, "greet", "Ada"),
    }


def pairs():
    client, right = connect(), 0
    for number in range(30):
        jobs = [start(client, "double", number + more) for more in (0, 0.5)]
        right += sum(job.result(timeout=patience) == 2 * (number + more) for job, more in zip(jobs, (0, 0.5)))
    return {"right": right}


def crowd():
    # Its pool has room for the jobs, their stream and the heartbeat.
    client = connect(max_workers=100)
    jobs = [start(client, "double", number) for number in range(60)]
    answers, end = [], time.monotonic() + patience
    for job in jobs:
        try:
            answers.append(job.result(timeout=max(0.1, end - time.monotonic())))
        except BaseException:
            answers.append(None)
    return {
        "right": sum(answer == 2 * number for number, answer in enumerate(answers)),
        "failed": answers.count(None),
    }


def private_function():
    client = connect()
    return {
        "name": failure(lambda: client.predict(api_name="/secret")),
        "index": failure(lambda: client.predict(fn_index=count - 1)),
    }


def tour():
    client = connect()
    return {
        "greeting": call(client, "greet", "Ada"),
        "outputs": distinct(list(start(client, "count", 3))),
        "read": list(call(client, "read", note())),
        "written": content(call(client, "write", "Grüße")),
    }


actions = {
    "connect": lambda: connect().config["title"],
    "view_api": view_api,
    "by_position": lambda: connect().predict("Ada", True, 2, api_name="/greet"),
    "by_name": lambda: connect().predict(excited=True, name="Ada", api_name="/greet"),
    "iterate": iterate,
    "progress": progress,
    "log": log,
    "cancel_queued": cancel_queued,
    "cancel_running": cancel_running,
    "call_after_cancel": call_after_cancel,
    "upload": lambda: list(call(connect(), "read", note())),
    "download": download,
    "state": state,
    "login": lambda: call(connect(auth=("ada", "pass word")), "whoami"),
    "wrong_password": lambda: {"refused": failure(lambda: call(connect(auth=("ada", "wrong")), "whoami"))},
    "errors": errors,
    "pairs": pairs,
    "crowd": crowd,
    "private_function": private_function,
    "tour": tour,
}
print(json.dumps(actions[action]()))
