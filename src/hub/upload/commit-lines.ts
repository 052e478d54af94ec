import { recordOf, textOf } from '../../core/record.ts'
import { gitId } from './hash.ts'
import type { Change } from './contract.ts'

interface Line {
  readonly key: unknown
  readonly value: Record<string, unknown>
}

/** What is sent as a commit: a header, then one line for each file; `stored` has those of the files that are not deleted. */
export const commitBody = (
  { message, description, deleted }: Pick<Change, 'message' | 'description' | 'deleted'>,
  stored: readonly string[],
): string => {
  const header = { key: 'header', value: { summary: message, description } }
  const gone = deleted.map((path) => ({ key: 'deletedFile', value: { path } }))
  return [JSON.stringify(header), ...stored, ...gone.map((line) => JSON.stringify(line))].join('\n')
}

/** The lines of a commit, read. */
const linesOf = (body: string): Line[] =>
  body.split('\n').map((line) => {
    const { key, value } = recordOf(JSON.parse(line))
    return { key, value: recordOf(value) }
  })

/** The same commit, taken only while the branch is at `parent`. */
export const after = (body: string, parent: string | undefined): string => {
  const end = body.indexOf('\n')
  const header = recordOf(JSON.parse(end === -1 ? body : body.slice(0, end)))
  const value = { ...recordOf(header['value']), parentCommit: parent }
  return JSON.stringify({ ...header, value }) + (end === -1 ? '' : body.slice(end))
}

/** What each path holds once the commit is taken: the id of its content, or nothing. */
export const wantedOf = (body: string): Map<string, string | undefined> =>
  new Map(
    linesOf(body).flatMap(({ key, value }): [string, string | undefined][] => {
      const path = textOf(value['path'])
      if (path === undefined) return []
      if (key === 'lfsFile') return [[path, textOf(value['oid'])]]
      const { content } = value
      return [[path, typeof content === 'string' ? gitId(Buffer.from(content, 'base64')) : undefined]]
    }),
  )
