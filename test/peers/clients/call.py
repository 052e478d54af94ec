"""Calls apps through the official client that is installed here, and says what came out, as JSON.

Files are written `{"$file": name}`, data URLs `{"$data": name}`, with the name of a fixture both ways; a file
that is no fixture is called after its ending, such as `*.webp`.
"""

import base64
import json
import mimetypes
import os
import pathlib
import sys
import tempfile

import gradio_client

task = json.loads(sys.argv[1])
fixtures = pathlib.Path(task["fixtures"])
contents = {path.read_bytes(): path.name for path in fixtures.iterdir()}
download = tempfile.mkdtemp()
OLD = gradio_client.__version__.startswith("0.")


def connect(url, auth=None):
    if OLD:
        # Without its own serializers, which want JSON as files: what is given is what is sent.
        return gradio_client.Client(url, serialize=False, verbose=False)
    return gradio_client.Client(url, verbose=False, download_files=download, auth=auth and tuple(auth))


def data_url(name):
    return f"data:{mimetypes.guess_type(name)[0]};base64,{base64.b64encode((fixtures / name).read_bytes()).decode()}"


def sent(value, url):
    if isinstance(value, list):
        return [sent(one, url) for one in value]
    if not isinstance(value, dict):
        return value
    if "$data" in value:
        return data_url(value["$data"])
    if "$file" in value:
        others = {key: one for key, one in value.items() if key != "$file"}
        return {**(uploaded(value["$file"], url) if OLD else gradio_client.handle_file(fixtures / value["$file"])), **others}
    return {key: sent(one, url) for key, one in value.items()}


def uploaded(name, url):
    import requests

    with open(fixtures / name, "rb") as file:
        path = requests.post(f"{url}/upload", files={"files": (name, file)}, timeout=30).json()[0]
    return {"name": path, "data": None, "is_file": True, "orig_name": name}


def named(content, name):
    return contents.get(content, "*" + os.path.splitext(name)[1])


def received(value, url):
    if isinstance(value, (list, tuple)):
        return [received(one, url) for one in value]
    if isinstance(value, dict):
        if OLD and value.get("is_file"):
            return downloaded(value["name"], url)
        return {key: received(one, url) for key, one in value.items()}
    if isinstance(value, str) and value.startswith(download):
        return {"$file": named(pathlib.Path(value).read_bytes(), value)}
    if isinstance(value, str) and value.startswith("data:") and ";base64," in value:
        kind, content = value.split(";base64,")
        return {"$data": named(base64.b64decode(content), "x" + (mimetypes.guess_extension(kind[5:]) or ""))}
    return value


def downloaded(path, url):
    import requests

    answer = requests.get(f"{url}/file={path}", timeout=30)
    answer.raise_for_status()
    return {"$file": named(answer.content, path)}


def call(client, url, endpoint, arguments):
    name = {"fn_index": endpoint} if isinstance(endpoint, int) else {"api_name": f"/{endpoint}"}
    try:
        job = client.submit(*sent(arguments, url), **name)
        value = job.result(timeout=60)
        return {"value": received(value, url), "outputs": received(job.outputs(), url)}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


def visit(url, calls, auth=None):
    client = connect(url, auth)
    return [call(client, url, endpoint, arguments) for endpoint, arguments in calls]


stdout, sys.stdout = sys.stdout, sys.stderr
json.dump([visit(**one) for one in task["visits"]], stdout)
stdout.flush()
# The old client leaves threads behind that never end.
os._exit(0)
