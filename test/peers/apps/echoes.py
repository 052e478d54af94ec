"""One echo endpoint for each component: the function gets what the component makes of the request and hands it back."""

import pathlib

import gradio as gr
import numpy
import pandas
import PIL.Image

from majors import MAJOR, endpoint, worded

HERE = pathlib.Path(__file__).parent
COLOURS = ["red", "green", "blue"]


def same(value):
    return value


def opened(value):
    """Reads each file, so that it is there; Gradio 3 hands over open files, the others paths."""
    if isinstance(value, list):
        return [opened(one) for one in value]
    path = getattr(value, "name", value)
    if path is not None:
        pathlib.Path(path).read_bytes()
    return path


def path_of(file):
    """Some components of Gradio 3 hand over the request as it is."""
    return file["name"] if isinstance(file, dict) else file


def pictures(value):
    return value if MAJOR > 3 else [(path_of(one[0]), one[1]) if isinstance(one, list) else path_of(one) for one in value]


def annotated(value):
    """Hands masks over as paths, but wants them as arrays."""
    mask = lambda path: numpy.asarray(PIL.Image.open(path).convert("L")) / 255
    return path_of(value[0]), [(mask(path_of(image)), label) for image, label in value[1]]


def labelled(value):
    if MAJOR > 3:
        return value
    return {one["label"]: one["confidence"] for one in value["confidences"]}


def highlighted(value):
    """Hands tokens over as objects, but wants them as pairs."""
    return [(one["token"], one["class_or_confidence"]) if isinstance(one, dict) else one for one in value]


class Figure:
    """What Gradio takes for a plotly figure: it has `to_json`."""

    def __init__(self, text):
        self.text = text

    def to_json(self):
        return self.text


def plotted(value):
    return Figure(value["plot"]) if MAJOR == 3 else value


def charted(value):
    """Takes a table, hands over what it sends."""
    return pandas.DataFrame(value["data"], columns=value["columns"])


AXES = {"x": "x", "y": "y"}

# endpoint: (component, its arguments, the function); a component that a major does not know is left out there.
ECHOES = {
    "textbox": ("Textbox", {}, same),
    "textarea": ("TextArea", {}, same),
    "code": ("Code", {"language": "python"}, same),
    "markdown": ("Markdown", {}, same),
    "html": ("HTML", {}, same),
    "colorpicker": ("ColorPicker", {}, same),
    "number": ("Number", {}, same),
    "number_integer": ("Number", {"precision": 0}, same),
    "slider": ("Slider", {"minimum": 0, "maximum": 10, "step": 0.5, "value": 5}, same),
    "checkbox": ("Checkbox", {}, same),
    "dropdown": ("Dropdown", {"choices": COLOURS}, same),
    "dropdown_integers": ("Dropdown", {"choices": [1, 2, 3]}, same),
    "dropdown_titled": ("Dropdown", {"choices": [("Crimson", "red"), ("Lime", "green")]}, same),
    "dropdown_many": ("Dropdown", {"choices": COLOURS, "multiselect": True}, same),
    "dropdown_free": ("Dropdown", {"choices": COLOURS, "allow_custom_value": True}, same),
    "radio": ("Radio", {"choices": COLOURS}, same),
    "checkboxgroup": ("CheckboxGroup", {"choices": COLOURS}, same),
    "file": ("File", {}, opened),
    "file_many": ("File", {"file_count": "multiple"}, opened),
    "file_text": ("File", {"file_types": [".txt"]}, opened),
    "uploadbutton": ("UploadButton", {}, opened),
    "downloadbutton": ("DownloadButton", {}, opened),
    "image": ("Image", {"type": "filepath"}, opened),
    "image_pil": ("Image", {"type": "pil"}, same),
    "audio": ("Audio", {"type": "filepath"}, opened),
    "audio_numpy": ("Audio", {"type": "numpy"}, same),
    "video": ("Video", {}, opened),
    "gallery": ("Gallery", {"type": "filepath"} if MAJOR > 3 else {}, pictures),
    "model3d": ("Model3D", {}, opened),
    "imageeditor": ("ImageEditor", {"type": "filepath"}, same),
    "imageslider": ("ImageSlider", {"type": "filepath"}, same),
    "annotatedimage": ("AnnotatedImage", {}, annotated),
    "multimodaltextbox": ("MultimodalTextbox", {"file_count": "multiple"}, same),
    "chatbot": ("Chatbot", worded("messages"), same),
    "json": ("JSON", {}, same),
    "dataframe": ("Dataframe", {}, same),
    "label": ("Label", {}, labelled),
    "plot": ("Plot", {}, plotted),
    "lineplot": ("LinePlot", AXES, charted),
    "barplot": ("BarPlot", AXES, charted),
    "scatterplot": ("ScatterPlot", AXES, charted),
    "highlightedtext": ("HighlightedText", {}, highlighted),
    "fileexplorer": ("FileExplorer", {"glob": "*.py", ("root_dir" if MAJOR > 3 else "root"): str(HERE)}, same),
    "datetime": ("DateTime", {"type": "string"}, same),
    "dialogue": ("Dialogue", {}, same),
    "paramviewer": ("ParamViewer", {}, same),
    "browserstate": ("BrowserState", {}, same),
    "navbar": ("Navbar", {}, same),
    "workflowcanvas": ("WorkflowCanvas", {}, same),
    "timer": ("Timer", {}, same),
    "timeseries": ("Timeseries", {"y": "y"}, same),
    "dataset": ("Dataset", {"components": ["textbox"], "samples": [["one"], ["two"]], "type": "index"}, same),
    "state": ("State", {"value": "kept"}, same),
    "button": ("Button", {}, same),
    "clearbutton": ("ClearButton", {}, same),
    "duplicatebutton": ("DuplicateButton", {}, same),
    "deeplinkbutton": ("DeepLinkButton", {}, same),
}

if MAJOR in (4, 5):
    ECHOES["chatbot_pairs"] = ("Chatbot", worded("pairs"), same)


def add_echoes():
    for name, (component, arguments, function) in ECHOES.items():
        build = getattr(gr, component, None)
        if build is not None:
            shown = build(**arguments)
            endpoint(function, shown, shown, name=name)
