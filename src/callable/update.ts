import type { Update } from './callable.ts'

const brand = Symbol.for('hfn.update')

interface Change<Value> {
  /** Absent when the value stays as it was. */
  readonly value?: Value
  readonly properties: Update
}

/** An output with changes to the component that shows it, as `update()` makes it. */
export interface Updated<Value = unknown> {
  readonly [brand]: Change<Value>
}

/** Returned or yielded in an output's place: a new value, or none, together with properties such as `visible` or `choices`. */
export const update = <Value = never>(change: {
  readonly value?: Value
  readonly [property: string]: unknown
}): Updated<Value> => {
  const { value, ...properties } = change
  return Object.freeze({ [brand]: value === undefined ? { properties } : { value, properties } })
}

/** What an `update()` holds; undefined for every other value. */
export const readUpdate = (value: unknown): Change<unknown> | undefined =>
  typeof value === 'object' && value !== null && brand in value ? (value as Updated)[brand] : undefined
