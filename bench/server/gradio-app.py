"""Gradio's own server with the functions of the bench: `python gradio-app.py <port>`; async functions, which cost it least."""

import asyncio
import os
import sys

os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1")

import gradio as gr

gate = asyncio.Event()


async def tokens(count):
    for index in range(int(count)):
        yield f"token {index}"


async def echo(text):
    return text


async def hold(text):
    await gate.wait()
    return text


async def open_gate(text):
    gate.set()
    return text


async def keep(file):
    return str(os.path.getsize(file))


# In the order of `functions` of `load.js`.
with gr.Blocks(title="bench") as demo:
    count, text, file, result = gr.Number(), gr.Textbox(), gr.File(), gr.Textbox()
    for function, name, source, limit in (
        (tokens, "tokens", count, 40),
        (echo, "echo", text, 40),
        # It has 40 workers in all; some must be left for the others.
        (hold, "hold", text, 20),
        (open_gate, "open", text, 40),
        (keep, "keep", file, 40),
    ):
        gr.Button(name).click(function, source, result, api_name=name, concurrency_limit=limit)

demo.queue(max_size=None).launch(server_port=int(sys.argv[1]), quiet=True)
