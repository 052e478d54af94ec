"""A sound that is played while it is made: its output is a stream of its own (HLS), Gradio 5 and later."""

import io
import math
import os
import struct
import tempfile
import time
import wave

import gradio as gr
import imageio_ffmpeg
from pydub import AudioSegment

from majors import endpoint

RATE = 16_000


def tone(seconds):
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", int(8000 * math.sin(at / 6))) for at in range(int(RATE * seconds))))
    return sound.getvalue()


def play(pieces):
    for _ in range(int(pieces)):
        yield tone(0.5)
        time.sleep(0.1)


def use_packaged_ffmpeg():
    """Gradio looks for a program called ffmpeg, and for ffprobe to know a sound that it could read by itself."""
    AudioSegment.from_file = lambda file: AudioSegment(file.read())
    folder = tempfile.mkdtemp()
    os.symlink(imageio_ffmpeg.get_ffmpeg_exe(), os.path.join(folder, "ffmpeg"))
    os.environ["PATH"] = folder + os.pathsep + os.environ["PATH"]


with gr.Blocks() as demo:
    endpoint(play, gr.Number(value=3, precision=0), gr.Audio(streaming=True, autoplay=True))

if __name__ == "__main__":
    use_packaged_ffmpeg()
    demo.queue().launch()
