import { isWireFile, mapFiles } from '../../wire/file-data.ts'
import { isObject } from '../../wire/json.ts'
import type { Field } from '../model/field.ts'

const isText = (value: unknown): boolean => typeof value === 'string'
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)
const isScalar = (value: unknown): boolean => isText(value) || isNumber(value) || typeof value === 'boolean'
const isScalars = (value: unknown): boolean => Array.isArray(value) && value.every(isScalar)
const isMessage = (value: unknown): boolean => isText(value) || (isObject(value) && isText(value['text']))
const isAny = (): boolean => true

/** What a component of each type can be given from outside; those that take files alone are given nothing. */
const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  textbox: isText,
  code: isText,
  markdown: isText,
  html: isText,
  colorpicker: isText,
  datetime: isText,
  number: isNumber,
  slider: isNumber,
  checkbox: (value) => typeof value === 'boolean',
  dropdown: (value) => isScalar(value) || isScalars(value),
  radio: isScalar,
  checkboxgroup: isScalars,
  multimodaltextbox: isMessage,
  json: isAny,
  api: isAny,
}

/** Can the field be given this value? */
export const isFitting = ({ type }: Pick<Field, 'type'>, value: unknown): boolean =>
  (Object.hasOwn(fits, type) && fits[type]?.(value)) === true

/** A value without its files, which live on the server for a while only; undefined when it is nothing else. */
export const withoutFiles = (value: unknown): { readonly value: unknown; readonly files: number } => {
  let files = 0
  const rest = mapFiles(value, () => {
    files += 1
    return null
  })
  if (files === 0) return { value, files }
  if (isWireFile(value) || Array.isArray(value)) return { value: undefined, files }
  return { value: isObject(rest) && isText(rest['text']) ? { ...rest, files: [] } : undefined, files }
}
