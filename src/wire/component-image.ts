import type { Schema } from '../core/schema.ts'
import { mediaComponent } from './component-file.ts'
import { isWireFile } from './file-data.ts'
import { fileSchema, orNull, withMediaTypes } from './file-schema.ts'
import { fileKind, filesOf, isDocumented, structured, type Form, type Kind, type Shape } from './form.ts'
import { isObject, listOf } from './json.ts'
import { readDataUrl } from './old-file.ts'

/** Gradio 3 takes and gives images as `data:` URLs only. */
const inlineImage: Shape = {
  encode: (value) => (isWireFile(value) ? value.url || value.path : value),
  decode: (value) => (typeof value === 'string' && value.startsWith('data:') ? readDataUrl(value) : value),
}

const inlineImageSchema: Schema = { ...fileSchema('image/*'), contentEncoding: 'base64' }

/** The sketch tool of Gradio 3 wants a mask beside the image. */
const sketch: Form = {
  schema: {
    type: 'object',
    properties: { image: inlineImageSchema, mask: inlineImageSchema },
    required: ['image', 'mask'],
  },
  shape: {
    encode: (value) =>
      isObject(value)
        ? { ...value, image: inlineImage.encode(value['image']), mask: inlineImage.encode(value['mask']) }
        : value,
    decode: inlineImage.decode,
  },
}

const image = mediaComponent('image/*')

export const imageComponent: Kind = {
  input: (widget) => {
    if (!widget.old) return image.input(widget)
    const { tool, source } = widget.props
    return tool === 'sketch' && source !== 'canvas' ? sketch : { schema: inlineImageSchema, shape: inlineImage }
  },
  output: (widget) => (widget.old ? { schema: fileSchema('image/*'), shape: inlineImage } : image.output(widget)),
}

const imagesOnly = (schema: Schema): Schema => withMediaTypes(schema, () => 'image/*')

const editorSchema: Schema = {
  type: 'object',
  properties: {
    background: orNull(fileSchema('image/*')),
    layers: { type: 'array', items: fileSchema('image/*') },
    composite: orNull(fileSchema('image/*')),
  },
}

const editorValue = (value: unknown): unknown => {
  if (isWireFile(value)) return { background: value, layers: [], composite: value }
  if (!isObject(value)) return value
  const { background = null, layers = [] } = value
  const untouched = Array.isArray(layers) && layers.length === 0
  return { ...value, background, layers, composite: value['composite'] ?? (untouched ? background : null) }
}

/** ImageEditor, ImageMask, Sketchpad, Paint: an image alone is its background. */
export const editorComponent: Kind = fileKind({
  input: (widget) => ({
    schema: { anyOf: [fileSchema('image/*'), editorSchema] },
    shape: structured(widget, editorValue),
  }),
  output: (widget) => ({
    schema: isDocumented(widget) ? imagesOnly(widget.schema) : editorSchema,
    shape: filesOf(widget),
  }),
})

const sliderSchema: Schema = { type: 'array', items: fileSchema('image/*'), minItems: 2, maxItems: 2 }

export const sliderImagesComponent: Kind = fileKind({
  input: (widget) => ({ schema: sliderSchema, shape: filesOf(widget) }),
  output: (widget) => ({
    schema: isDocumented(widget) ? imagesOnly(widget.schema) : sliderSchema,
    shape: filesOf(widget),
  }),
})

const annotatedSchema: Schema = {
  type: 'object',
  properties: {
    image: fileSchema('image/*'),
    annotations: {
      type: 'array',
      items: {
        type: 'object',
        properties: { image: fileSchema('image/*'), label: { type: 'string' } },
        required: ['image', 'label'],
      },
    },
  },
  required: ['image', 'annotations'],
}

const oldAnnotation: Schema = { type: 'array', prefixItems: [fileSchema('image/*'), { type: 'string' }] }
const oldAnnotatedSchema: Schema = {
  type: 'array',
  prefixItems: [fileSchema('image/*'), { type: 'array', items: oldAnnotation }],
}

const oldAnnotated = (value: unknown): unknown => {
  if (!isObject(value)) return value
  const pairs = listOf(value['annotations']).map((entry) =>
    isObject(entry) ? [entry['image'], entry['label']] : entry,
  )
  return [value['image'], pairs]
}

/** AnnotatedImage: an image and what is marked in it; nested pairs in Gradio 3. */
export const annotatedImageComponent: Kind = fileKind({
  input: (widget) => ({
    schema: annotatedSchema,
    shape: structured(widget, widget.old ? oldAnnotated : (value) => value),
  }),
  output: (widget) => ({ schema: widget.old ? oldAnnotatedSchema : annotatedSchema, shape: filesOf(widget) }),
})
