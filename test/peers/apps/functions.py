"""What functions do besides answering at once: stream, report, fail, remember, wait, hand out files."""

import asyncio
import os
import tempfile
import time
from collections import Counter

import gradio as gr

from majors import MAJOR, PAUSE, endpoint, worded


def greet(name, excited=False, n=3):
    """Greets somebody, with n exclamation marks when excited."""
    return f"Hello {name}" + "!" * (int(n) if excited else 0)


def counter(to):
    for number in range(1, int(to) + 1):
        yield number
        time.sleep(PAUSE)


def held(until):
    """At work until this file is there."""
    yield "begun"
    while not os.path.exists(until):
        time.sleep(PAUSE)
    yield "ended"


def growing_text(words):
    text = ""
    for number in range(int(words)):
        text += f"word{number} "
        yield text
        time.sleep(PAUSE)


STEPS = [
    [], [1], [1, 2], [1, 2, [3]], [1, [2, 3]], [],
    {"a": [1, {"b": "c"}]}, {"a": [1]}, {},
    [[[]], [[1, 2], [3]]], [[[1]]],
    {"end": True},
]


def lists():
    """Grows, shrinks, nests, changes its type: every kind of difference there is."""
    for step in STEPS:
        yield step
        time.sleep(PAUSE)


def talk(message, history):
    """A conversation as this major writes it: pairs in 3, messages in the others."""
    said = ""
    for word in f"You said {message}".split():
        said += word + " "
        turn = [[message, said]] if MAJOR == 3 else [{"role": "user", "content": message}, {"role": "assistant", "content": said}]
        yield "", (history or []) + turn
        time.sleep(PAUSE)


def progress(steps, report=gr.Progress()):
    report(0, desc="starting")
    report((1, 4), desc="a quarter", unit="pages")
    for _ in report.tqdm(range(int(steps)), desc="stepping", unit="steps"):
        time.sleep(0.1)
    return "reported"


def logs():
    gr.Info("an information")
    gr.Warning("a warning")
    if hasattr(gr, "Success"):
        gr.Success("a success", title="Well done")
    time.sleep(0.1)
    return "logged"


def fail(text):
    raise gr.Error(text)


def fail_late(text):
    yield "first"
    time.sleep(PAUSE)
    raise gr.Error(text)


def fail_titled(text):
    raise gr.Error(text, title="Out of paper")


def crash():
    raise ValueError("the cause")


def stateful(count):
    return count + 1, count + 1


def batch(texts):
    return [[text.upper() for text in texts]]


async def slow(seconds):
    await asyncio.sleep(float(seconds))
    return f"slept {seconds}"


forever_ended = Counter()


async def forever(name=""):
    """Ends when it is stopped, and is counted under its caller's name: several visitors come at a time."""
    try:
        number = 0
        while True:
            yield number
            number += 1
            await asyncio.sleep(PAUSE)
    finally:
        forever_ended[name] += 1


def updates(word):
    return gr.update(value=word, choices=[word, "other"], visible=True), gr.update(visible=False)


def skip():
    return gr.skip() if hasattr(gr, "skip") else gr.update()


def empty():
    yield from ()


def written(name, *contents):
    path = os.path.join(tempfile.mkdtemp(), name)
    with open(path, "wb") as file:
        file.writelines(contents)
    return path


def odd_file():
    return written("résumé 100% of #1 & more.txt", b"odd name")


def empty_file():
    return written("empty.txt")


def big_file(megabytes):
    return written("big.bin", *(bytes(1024 * 1024) for _ in range(int(megabytes))))


def sizes(files):
    """Bytes of each uploaded file: Gradio 3 hands over open files, the others paths."""
    return [os.path.getsize(getattr(file, "name", file)) for file in files or []]


def odd_names(help, json, api_name, constructor, __proto__, größe):
    return [help, json, api_name, constructor, __proto__, größe]


def any_number(*words):
    return " ".join(words)


def typed(words: list[str], count: int = 2, options: dict[str, float] | None = None) -> dict:
    """Repeats words: a plain function without components."""
    return {"words": words * count, "options": options}


def both_positive(a, b):
    return [gr.validate(a > 0, "a must be positive"), gr.validate(b > 0, "b must be positive")]


def add_functions():
    text, more, number, answer, file = gr.Textbox, gr.Textbox, gr.Number, gr.JSON, gr.File

    endpoint(greet, [text(label="Name"), gr.Checkbox(label="Excited"), gr.Slider(0, 10, 3, step=1, label="How many")], text(label="Greeting"))
    endpoint(counter, number(value=3, precision=0), number())
    endpoint(growing_text, number(value=5, precision=0), text())
    endpoint(lists, None, answer())
    message, history = text(label="Message"), gr.Chatbot(**worded("messages"))
    endpoint(talk, [message, history], [message, history])
    endpoint(progress, number(value=5, precision=0), text())
    endpoint(logs, None, text())
    endpoint(fail, text(), text())
    endpoint(fail_late, text(), text())
    if MAJOR > 4:
        endpoint(fail_titled, text(), text())
    endpoint(crash, None, text())
    count = gr.State(0)
    endpoint(stateful, count, [count, number()])
    endpoint(lambda word: word, text(), gr.State(), name="only_state")
    endpoint(batch, text(), text(), batch=True, max_batch_size=4)
    endpoint(slow, number(value=5), text(), **worded("one at once"))
    endless = endpoint(forever, None, number())
    endpoint(None, None, None, name="stop", cancels=[endless])
    endpoint(forever, text(), number(), name="forever_as")
    endpoint(lambda name: forever_ended[name], text(), number(), name="times_ended")
    endpoint(updates, text(), [gr.Dropdown(["one"]), text()])
    endpoint(skip, None, text(value="kept"))
    endpoint(empty, None, text())
    endpoint(lambda: None, None, text(), name="no_answer")
    endpoint(lambda: ("one", 2), None, [text(), number()], name="two")
    endpoint(lambda word: None, text(), None, name="no_output")
    endpoint(odd_file, None, file())
    endpoint(empty_file, None, file())
    endpoint(big_file, number(value=1, precision=0), file())
    endpoint(lambda kilobytes: "x" * 1024 * int(kilobytes), number(value=1, precision=0), text(), name="big_text")
    endpoint(sizes, file(file_count="multiple"), answer())
    endpoint(odd_names, [text() for _ in range(6)], answer())
    endpoint(any_number, [text(label="First"), text(label="Second")], text())
    first, second = text(label="First"), text(label="Second")
    endpoint(lambda given: given[first] + given[second], {first, second}, text(), name="by_component")
    endpoint(lambda word: word, text(), text(), name="private", **worded("private"))
    if MAJOR > 3:
        endpoint(lambda word: word, text(), text(), name="undocumented", **worded("undocumented"))
    if hasattr(gr, "validate"):
        endpoint(lambda a, b: a + b, [number(label="A"), number(label="B")], number(), name="validated", validator=both_positive)
    if hasattr(gr, "api"):
        gr.api(typed, api_name="typed")
