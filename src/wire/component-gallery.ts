import type { Schema } from '../core/schema.ts'
import { isWireFile } from './file-data.ts'
import { fileSchema, mediaByName, orNull, withMediaTypes } from './file-schema.ts'
import { fileKind, filesOf, isDocumented, structured, type Kind, type Widget } from './form.ts'
import { isObject } from './json.ts'

const captioned = (medium: 'image' | 'video'): Schema => ({
  type: 'object',
  properties: { [medium]: fileSchema(`${medium}/*`), caption: orNull({ type: 'string' }) },
  required: [medium],
})

const takesVideo = ({ schema }: Widget): boolean =>
  schema.items?.anyOf?.some((item) => item.properties?.['video'] !== undefined) === true

const inputSchema = (widget: Widget): Schema => {
  const media = takesVideo(widget) ? (['image', 'video'] as const) : (['image'] as const)
  return {
    type: 'array',
    items: { anyOf: [...media.map((medium) => fileSchema(`${medium}/*`)), ...media.map(captioned)] },
  }
}

const isVideo = (file: unknown): boolean =>
  isWireFile(file) &&
  (file.mime_type?.startsWith('video/') ?? /\.(mp4|webm|mov|mkv|avi|ogv|m4v)$/i.test(file.orig_name ?? file.path))

interface Item {
  readonly file: unknown
  readonly caption: unknown
  readonly video: boolean
}

const itemOf = (value: unknown): Item => {
  if (Array.isArray(value)) return { file: value[0], caption: value[1] ?? null, video: isVideo(value[0]) }
  if (!isObject(value) || isWireFile(value)) return { file: value, caption: null, video: isVideo(value) }
  const video = 'video' in value
  return { file: video ? value['video'] : value['image'], caption: value['caption'] ?? null, video }
}

const captionedImage = ({ file, caption }: Item): unknown => ({ image: file, caption })

const write = (item: Item, widget: Widget): unknown => {
  const { file, caption, video } = item
  if (widget.old) return [file, caption]
  return video && takesVideo(widget) ? { video: file, caption } : captionedImage(item)
}

const oldSchema: Schema = {
  type: 'array',
  items: {
    anyOf: [fileSchema('image/*'), { type: 'array', prefixItems: [fileSchema('image/*'), orNull({ type: 'string' })] }],
  },
}

/** Gallery: files alone, or each with a caption; pairs in Gradio 3, and videos too since 5. */
export const galleryComponent: Kind = fileKind({
  input: (widget) => {
    const { encode, decode } = structured(widget, (value) =>
      (Array.isArray(value) ? value : [value]).map((item) => write(itemOf(item), widget)),
    )
    const captions = (value: unknown): unknown =>
      widget.old && Array.isArray(value) ? value.map((item) => captionedImage(itemOf(item))) : value
    return { schema: inputSchema(widget), shape: { encode, decode: (value) => captions(decode(value)) } }
  },
  output: (widget) => ({ schema: outputSchema(widget), shape: filesOf(widget) }),
})

const outputSchema = (widget: Widget): Schema => {
  if (widget.old) return oldSchema
  return isDocumented(widget)
    ? withMediaTypes(widget.schema, mediaByName)
    : { type: 'array', items: captioned('image') }
}
