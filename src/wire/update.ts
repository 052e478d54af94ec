import { isObject, type JsonObject } from './json.ts'

/** What a function said about an output besides, or instead of, its value. */
export interface SlotUpdate {
  /** Absent when the output keeps the value it has. */
  readonly value?: unknown
  /** Other properties of the component, such as `visible`; absent when there are none. */
  readonly props?: JsonObject
}

/** Reads an output that is an update object, `{"__type__":"update", …}`; undefined when it is a plain value. */
export const readUpdate = (output: unknown): SlotUpdate | undefined => {
  if (!isObject(output) || output['__type__'] !== 'update') return undefined
  const props = Object.entries(output).filter(([name]) => name !== '__type__' && name !== 'value')
  return {
    ...('value' in output ? { value: output['value'] } : {}),
    ...(props.length === 0 ? {} : { props: Object.fromEntries(props) }),
  }
}

/** Makes an update object; without a value it tells "unchanged". */
export const makeUpdate = (update: SlotUpdate): JsonObject => ({
  ...update.props,
  ...('value' in update ? { value: update.value } : {}),
  __type__: 'update',
})
