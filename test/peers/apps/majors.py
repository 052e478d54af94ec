"""Where the majors of Gradio want other words for the same thing."""

import gradio as gr

MAJOR = int(gr.__version__.split(".")[0])

# Seconds between two values of a stream.
PAUSE = 0.05

WORDS = {
    "messages": {4: {"type": "messages"}, 5: {"type": "messages"}},
    "pairs": {4: {"type": "tuples"}, 5: {"type": "tuples"}},
    "private": {3: {"api_name": False}, 4: {"api_name": False}, 5: {"api_name": False}, 6: {"api_visibility": "private"}},
    "undocumented": {4: {"show_api": False}, 5: {"show_api": False}, 6: {"api_visibility": "undocumented"}},
    # In 3 an event has no limit of its own, and the limit is one for the whole app.
    "one at once": {4: {"concurrency_limit": 1}, 5: {"concurrency_limit": 1}, 6: {"concurrency_limit": 1}},
    "many at once": {
        3: {"concurrency_count": 8},
        4: {"default_concurrency_limit": 8},
        5: {"default_concurrency_limit": 8},
        6: {"default_concurrency_limit": 8},
    },
}


def worded(what):
    """The arguments that say `what` in this major."""
    return WORDS[what].get(MAJOR, {})


def endpoint(function, inputs, outputs, name=None, **arguments):
    """A function behind a button; its endpoint is called `name`, or as the function is."""
    name = name or function.__name__
    return gr.Button(name).click(function, inputs, outputs, **{"api_name": name, **arguments})
