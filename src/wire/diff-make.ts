import type { Edit } from './diff.ts'
import { isObject, type JsonObject } from './json.ts'

type Path = readonly (string | number)[]

/** Beyond these a whole value is shorter to send and quicker to apply. */
const mostEdits = 1_000
const deepest = 32

/** Keys that no decoder should be asked to follow. */
const unfit: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * The changes that make `after` out of `before`, both JSON; [] when they are equal. Every official client decodes them right:
 * text that grew is appended to, lists shrink from their end, one element after another, and the rest is replaced.
 */
export const makeDiff = (before: unknown, after: unknown): readonly Edit[] => {
  const edits: Edit[] = []
  compare(before, after, [], edits)
  return edits.length > mostEdits ? [['replace', [], after]] : edits
}

const compare = (before: unknown, after: unknown, path: Path, edits: Edit[]): void => {
  if (before === after || edits.length > mostEdits) return
  if (typeof before === 'string' && typeof after === 'string' && after.startsWith(before)) {
    edits.push(['append', path, after.slice(before.length)])
  } else if (path.length < deepest && Array.isArray(before) && Array.isArray(after)) {
    compareLists(before, after, path, edits)
  } else if (path.length < deepest && isObject(before) && isObject(after) && !hasUnfit(before) && !hasUnfit(after)) {
    compareObjects(before, after, path, edits)
  } else {
    edits.push(['replace', path, after])
  }
}

const hasUnfit = (object: JsonObject): boolean => Object.keys(object).some((key) => unfit.has(key))

const compareLists = (before: readonly unknown[], after: readonly unknown[], path: Path, edits: Edit[]): void => {
  if (Math.abs(after.length - before.length) > mostEdits) {
    edits.push(['replace', path, after])
    return
  }
  const common = Math.min(before.length, after.length)
  for (let index = 0; index < common; index++) {
    if (before[index] !== after[index]) compare(before[index], after[index], [...path, index], edits)
  }
  for (let index = common; index < after.length; index++) edits.push(['add', [...path, index], after[index]])
  for (let index = before.length - 1; index >= common; index--) edits.push(['delete', [...path, index], null])
}

const compareObjects = (before: JsonObject, after: JsonObject, path: Path, edits: Edit[]): void => {
  for (const key of Object.keys(before)) {
    if (Object.hasOwn(after, key)) compare(before[key], after[key], [...path, key], edits)
    else edits.push(['delete', [...path, key], null])
  }
  for (const key of Object.keys(after)) {
    if (!Object.hasOwn(before, key)) edits.push(['add', [...path, key], after[key]])
  }
}
