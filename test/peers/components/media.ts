import { expect } from 'vitest'
import { data, file } from '../fixtures.ts'
import { alike, from4, from5 } from './row.ts'
import type { Row } from './row.ts'

const photo = file('photo.png')
const after = file('after.png')
const clip = file('clip.mp4')
const note = file('note.txt')
/** A picture that went through Gradio's hands: other bytes, the same points. */
const redrawn = file('*.png')

const tone = file('tone.wav')

/** 4 and 5 send a film with its subtitles. */
const film = { video: clip, subtitles: null }

/** 3 sends a gallery as pairs, and pictures of `AnnotatedImage` too. */
const masks = { image: photo, annotations: [{ image: after, label: 'sky' }] }
const coloured = { image: photo, annotations: [{ image: redrawn, label: 'sky' }] }

/** Files, and whatever holds files. */
export const media: readonly Row[] = [
  alike('File', 'file', note),
  alike('File', 'file_many', [note, file('cube.obj')]),
  alike('File', 'file_text', note),
  {
    ...alike('UploadButton', 'uploadbutton', note),
    at: { 3: { output: expect.stringContaining('note.txt') } },
    gradioCannot: { 3: 'answers with the path on its own disk, as text' },
  },
  { component: 'DownloadButton', endpoint: 'downloadbutton', majors: from4, input: note },
  alike('Model3D', 'model3d', file('cube.obj')),
  {
    ...alike('Image', 'image', photo),
    at: {
      3: { output: redrawn, sent: data('photo.png'), received: data('*.png') },
      4: { output: redrawn },
    },
  },
  {
    ...alike('Image', 'image_pil', photo),
    output: file('*.webp'),
    at: { 3: { output: redrawn, sent: data('photo.png'), received: data('*.png') } },
  },
  alike('Audio', 'audio', tone),
  alike('Audio', 'audio_numpy', tone),
  {
    ...alike('Video', 'video', clip),
    at: {
      3: { sent: [clip, null], received: [clip, null] },
      4: { sent: film, received: film },
      5: { sent: film, received: film },
    },
  },
  {
    ...alike('Gallery', 'gallery', [{ image: photo, caption: 'a photo' }]),
    at: { 3: { sent: [[photo, 'a photo']], received: [[photo, 'a photo']] } },
  },
  {
    component: 'Gallery',
    endpoint: 'gallery',
    majors: from5,
    input: [{ video: clip, caption: null }],
  },
  {
    component: 'ImageEditor',
    endpoint: 'imageeditor',
    majors: from4,
    input: { background: photo, layers: [after], composite: photo },
    output: { background: redrawn, layers: [redrawn], composite: redrawn },
  },
  { component: 'ImageSlider', endpoint: 'imageslider', majors: from5, input: [photo, after] },
  {
    ...alike('AnnotatedImage', 'annotatedimage', masks),
    output: coloured,
    at: { 3: { sent: [photo, [[after, 'sky']]], received: [photo, [[redrawn, 'sky']]] } },
  },
  {
    component: 'MultimodalTextbox',
    endpoint: 'multimodaltextbox',
    majors: from4,
    input: { text: 'look', files: [note, photo] },
  },
  {
    component: 'MultimodalTextbox',
    endpoint: 'multimodaltextbox',
    majors: from4,
    input: { text: 'only text', files: [] },
  },
]
