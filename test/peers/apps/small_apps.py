"""Apps that each have one thing of their own, all in one process: `small_apps.py auth=7861 mounted=7862`."""

import sys
import threading
import time

import fastapi
import gradio as gr
import uvicorn

from functions import crash, fail, forever, greet, held, slow
from majors import MAJOR, endpoint, worded


def plain():
    """An app with a function, a file and something to cancel."""
    with gr.Blocks() as demo:
        endpoint(greet, [gr.Textbox(), gr.Checkbox(), gr.Slider(0, 10, 3)], gr.Textbox())
        endpoint(lambda path: getattr(path, "name", path), gr.File(), gr.File(), name="file")
        endpoint(forever, None, gr.Number())
    return demo


def auth(port):
    launch(plain(), port, auth=("user", "pass word"))


def mounted(port):
    app = gr.mount_gradio_app(fastapi.FastAPI(), queued(plain()), path="/app")
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port))
    threading.Thread(target=server.run, daemon=True).start()


def busy(port):
    """One at work, one waiting, no more."""
    with gr.Blocks() as demo:
        endpoint(slow, gr.Number(), gr.Textbox())
    launch(demo, port, waiting=1)


def full(port):
    """The same for who fills it, which would be in the way of others; tells when it is at work."""
    with gr.Blocks() as demo:
        endpoint(held, gr.Textbox(), gr.Textbox())
    launch(demo, port, waiting=1)


def private(port):
    with gr.Blocks() as demo:
        endpoint(greet, gr.Textbox(), gr.Textbox())
        endpoint(greet, gr.Textbox(), gr.Textbox(), name="secret", **worded("private"))
        if MAJOR > 3:
            endpoint(greet, gr.Textbox(), gr.Textbox(), name="reset", **worded("undocumented"))
    launch(demo, port)


def unnamed(port):
    """Nameless in 3; the others call it after its function."""
    with gr.Blocks() as demo:
        gr.Button().click(lambda word: word.upper(), gr.Textbox(), gr.Textbox())
    launch(demo, port)


def errors(port):
    with gr.Blocks() as demo:
        endpoint(crash, None, gr.Textbox())
        endpoint(fail, gr.Textbox(), gr.Textbox())
    launch(demo, port, show_error=True)


def limited(port):
    with gr.Blocks() as demo:
        endpoint(lambda path: path, gr.File(), gr.File(), name="file")
    launch(demo, port, max_file_size="1kb")


def interface(port):
    launch(gr.Interface(greet, [gr.Textbox(), gr.Checkbox(), gr.Slider(0, 10, 3)], gr.Textbox()), port)


def chat(port):
    def reply(message, history):
        said = ""
        for word in f"You said {message}".split():
            said += word + " "
            yield said
            time.sleep(0.02)

    launch(gr.ChatInterface(reply, **({"type": "messages"} if MAJOR == 5 else {})), port)


def queued(demo, waiting=None):
    demo.queue(max_size=waiting)
    # Many idle apps that look for work a thousand times a second would keep a core busy.
    demo._queue.sleep_when_free = 0.02
    return demo


def launch(demo, port, waiting=None, **arguments):
    queued(demo, waiting).launch(server_port=port, prevent_thread_lock=True, **arguments)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        app, port = argument.split("=")
        globals()[app](int(port))
    threading.Event().wait()
