import { HfnError } from '../core/error.ts'

/** One change of an output between two messages of a run (gradio/utils.py `diff`, since 4.17). */
export type Edit = readonly [
  operation: 'replace' | 'append' | 'add' | 'delete',
  path: readonly (string | number)[],
  value: unknown,
]

/** No real output needs as many; a message with more is an attack on our time. */
const mostEdits = 200_000
/** Steps of one path. */
const longestPath = 64
/** Array elements that insertions may move, all edits of one message together. */
const mostMoved = 10_000_000

const forbidden: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype'])

const misfit = (why: string): HfnError =>
  new HfnError('BAD_ANSWER', `The app sent a change that does not fit the output before it: ${why}`, {
    hint: 'Run it again; if it stays so, connect with the protocol `call`, which sends whole outputs.',
  })

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 40)

/** What is being changed: its own arrays and objects may be written to, all others are shared with older values. */
interface Draft {
  readonly own: Set<object>
  moved: number
}

/**
 * Applies the changes of one output and gives the new value; the old one stays as it is, and unchanged parts are shared.
 * Right for every version: a `delete` in a list always takes the last element, since lists only ever shrink at their end
 * and the index has been counted in three ways. BAD_ANSWER for anything that does not fit or reaches for a prototype.
 */
export const applyDiff = (base: unknown, edits: unknown): unknown => {
  if (!Array.isArray(edits)) throw misfit('it is no list')
  if (edits.length > mostEdits) throw misfit(`it has ${edits.length} steps`)
  const draft: Draft = { own: new Set(), moved: 0 }
  let value = base
  for (const edit of edits) value = applyEdit(value, edit, draft)
  return value
}

const applyEdit = (base: unknown, edit: unknown, draft: Draft): unknown => {
  if (!Array.isArray(edit)) throw misfit('a step is no list')
  const [operation, path, value]: unknown[] = edit
  if (!Array.isArray(path) || path.length > longestPath) throw misfit('a step has no usable path')
  if (path.length === 0) return changeWhole(base, operation, value)
  const root = ownCopy(base, draft)
  let target = root
  for (let depth = 0; depth < path.length - 1; depth++) {
    const child = ownCopy(read(target, path[depth]), draft)
    write(target, path[depth], child)
    target = child
  }
  change(target, path.at(-1), [operation, value], draft)
  return root
}

const changeWhole = (base: unknown, operation: unknown, value: unknown): unknown => {
  if (operation === 'replace') return value
  if (operation === 'append') return appended(base, value)
  throw misfit(`the whole takes no ${shown(operation)}`)
}

type Container = unknown[] | Record<string, unknown>

const ownCopy = (value: unknown, { own }: Draft): Container => {
  if (typeof value !== 'object' || value === null) throw misfit('its path leads through a plain value')
  if (isOwn(value, own)) return value
  const copy: Container = Array.isArray(value) ? [...value] : { ...value }
  own.add(copy)
  return copy
}

const isOwn = (value: object, own: ReadonlySet<object>): value is Container => own.has(value)

const indexIn = (target: readonly unknown[], key: unknown, length = target.length): number => {
  if (typeof key === 'number' && Number.isInteger(key) && key >= 0 && key < length) return key
  throw misfit(`a list of ${target.length} has no place ${shown(key)}`)
}

const nameOf = (key: unknown): string => {
  // Python's integer keys are texts in JSON, but stay numbers in paths.
  const name = typeof key === 'number' ? String(key) : key
  if (typeof name === 'string' && !forbidden.has(name)) return name
  throw misfit(`${shown(key)} is no key to follow`)
}

const nameIn = (target: Record<string, unknown>, key: unknown): string => {
  const name = nameOf(key)
  if (Object.hasOwn(target, name)) return name
  throw misfit(`there is no ${shown(name)}`)
}

const read = (target: Container, key: unknown): unknown =>
  Array.isArray(target) ? target[indexIn(target, key)] : target[nameIn(target, key)]

const write = (target: Container, key: unknown, value: unknown): void => {
  if (Array.isArray(target)) target[indexIn(target, key)] = value
  else target[nameIn(target, key)] = value
}

const appended = (base: unknown, value: unknown): string => {
  if (typeof base === 'string' && typeof value === 'string') return base + value
  throw misfit('only text can be appended, and only to text')
}

const change = (
  target: Container,
  key: unknown,
  [operation, value]: readonly [unknown, unknown],
  draft: Draft,
): void => {
  switch (operation) {
    case 'replace':
      return write(target, key, value)
    case 'append':
      return write(target, key, appended(read(target, key), value))
    case 'add':
      return add(target, key, value, draft)
    case 'delete':
      return remove(target, key)
    default:
      throw misfit(`${shown(operation)} is no operation`)
  }
}

const add = (target: Container, key: unknown, value: unknown, draft: Draft): void => {
  if (!Array.isArray(target)) {
    target[nameOf(key)] = value
    return
  }
  const index = indexIn(target, key, target.length + 1)
  draft.moved += target.length - index
  if (draft.moved > mostMoved) throw misfit('it moves too much')
  target.splice(index, 0, value)
}

const remove = (target: Container, key: unknown): void => {
  if (!Array.isArray(target)) {
    delete target[nameIn(target, key)]
    return
  }
  if (target.length === 0) throw misfit('an empty list has nothing to delete')
  target.pop()
}
