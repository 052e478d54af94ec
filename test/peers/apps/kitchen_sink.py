"""Everything at once: every component, and every way a function behaves."""

import gradio as gr

from echoes import add_echoes
from functions import add_functions
from majors import worded

with gr.Blocks(title="Kitchen sink") as demo:
    with gr.Tab("Echoes"):
        add_echoes()
    with gr.Tab("Functions"):
        add_functions()

if __name__ == "__main__":
    demo.queue(**worded("many at once")).launch()
