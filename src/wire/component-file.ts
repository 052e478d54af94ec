import type { Schema } from '../core/schema.ts'
import { acceptedFile, fileSchema, orNull } from './file-schema.ts'
import { fileKind, filesOf, structured, type Form, type Kind, type Widget } from './form.ts'
import { isObject } from './json.ts'

const several = ({ props, schema }: Widget): boolean =>
  props['file_count'] === 'multiple' || props['file_count'] === 'directory' || schema.type === 'array'

const listForm = (item: Schema, widget: Widget): Form => ({
  schema: { type: 'array', items: item },
  shape: structured(widget, (value) => (Array.isArray(value) ? value : [value])),
})

const singleForm = (schema: Schema, widget: Widget): Form => ({
  schema,
  shape: structured(widget, (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value)),
})

/** The media type an app documents itself, which Gradio never does. */
const documentedType = ({ schema }: Widget): string | undefined =>
  schema.contentMediaType ?? schema.items?.contentMediaType

/** File, UploadButton and DownloadButton: one file or several. */
export const fileComponent: Kind = fileKind({
  input: (widget) => {
    const type = documentedType(widget)
    const file = type === undefined ? acceptedFile(widget.props) : fileSchema(type)
    return (several(widget) ? listForm : singleForm)(file, widget)
  },
  output: (widget) => (several(widget) ? listForm : singleForm)(fileSchema(documentedType(widget)), widget),
})

/** A component of one file of one media type. */
export const mediaComponent = (mediaType?: string): Kind => {
  const form = (widget: Widget): Form => singleForm(fileSchema(documentedType(widget) ?? mediaType), widget)
  return fileKind({ input: form, output: form })
}

/** Where a video and its subtitles stand: a pair in Gradio 3, an object in 4 and 5, the video alone since 6. */
interface VideoStructure {
  readonly schema: Schema
  readonly structure: (video: unknown, subtitles: unknown) => unknown
}

const subtitles = orNull(fileSchema())
const videoStructures: Readonly<Record<'pair' | 'object' | 'bare', VideoStructure>> = {
  pair: {
    schema: { type: 'array', prefixItems: [fileSchema('video/*'), subtitles], minItems: 2, maxItems: 2 },
    structure: (video, text) => [video, text],
  },
  object: {
    schema: { type: 'object', properties: { video: fileSchema('video/*'), subtitles }, required: ['video'] },
    structure: (video, text) => ({ video, subtitles: text }),
  },
  bare: { schema: fileSchema('video/*'), structure: (video) => video },
}

const videoStructure = ({ old, schema }: Widget): VideoStructure =>
  videoStructures[old ? 'pair' : schema.properties?.['video'] === undefined ? 'bare' : 'object']

const videoParts = (value: unknown): readonly [video: unknown, subtitles: unknown] => {
  if (Array.isArray(value)) return [value[0], value[1] ?? null]
  if (isObject(value) && 'video' in value) return [value['video'], value['subtitles'] ?? null]
  return [value, null]
}

export const videoComponent: Kind = fileKind({
  input: (widget) => {
    const { encode, decode } = structured(widget, (value) => videoStructure(widget).structure(...videoParts(value)))
    return { schema: fileSchema('video/*'), shape: { encode, decode: (value) => videoParts(decode(value))[0] } }
  },
  output: (widget) => ({ schema: videoStructure(widget).schema, shape: filesOf(widget) }),
})
