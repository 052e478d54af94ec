import type { Schema } from '../../../core/schema.ts'
import { word, type Word, type WordOptions } from './word.ts'

type File = { readonly format: 'file' }

export interface MediaOptions extends WordOptions<string> {
  /** Where it may come from, such as `upload`, `microphone`, `webcam`, `clipboard`; default: what the component offers. */
  readonly sources?: readonly string[] | undefined
}

const media =
  (component: string, contentMediaType: string) =>
  <const Options extends MediaOptions>(options: Options = {} as Options): Word<File, Options> =>
    word({
      component,
      schema: { format: 'file', contentMediaType },
      options,
      props: { sources: options.sources },
    }) as Word<File, Options>

/** A picture: a file. */
export const image = media('Image', 'image/*')

/** A sound: a file. */
export const audio = media('Audio', 'audio/*')

/** A film: a file. */
export const video = media('Video', 'video/*')

export interface FileOptions extends WordOptions {
  /** A list of files instead of one. */
  readonly multiple?: boolean | undefined
  /** Endings such as `.pdf`, or kinds such as `image`; default: any. */
  readonly types?: readonly string[] | undefined
}

type Files<Options> = Options extends { readonly multiple: true }
  ? { readonly type: 'array'; readonly items: File }
  : File

/** Any file, or a list of them with `multiple`. */
export const file = <const Options extends FileOptions>(
  options: Options = {} as Options,
): Word<Files<Options>, Options> => {
  const { multiple, types } = options
  const one: Schema = { format: 'file' }
  return word({
    component: 'File',
    schema: multiple === true ? { type: 'array', items: one } : one,
    options,
    props: { file_count: multiple === true ? 'multiple' : undefined, file_types: types },
  }) as Word<Files<Options>, Options>
}

export interface GalleryOptions extends WordOptions {
  readonly columns?: number | undefined
}

const picture = {
  type: 'object',
  properties: {
    image: { format: 'file', contentMediaType: 'image/*' },
    caption: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
  required: ['image'],
} as const satisfies Schema

type Gallery = { readonly type: 'array'; readonly items: typeof picture; readonly 'x-component': 'Gallery' }

/** Pictures with captions. */
export const gallery = <const Options extends GalleryOptions>(
  options: Options = {} as Options,
): Word<Gallery, Options> =>
  word({
    component: 'Gallery',
    schema: { type: 'array', items: picture },
    options,
    props: { columns: options.columns },
  }) as Word<Gallery, Options>
