import { json, type HubAnswer } from '../../answer.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'

/** The lines between the two `---` at the start of a README; undefined when there are none. */
const metadataOf = (readme: string): string[] | undefined =>
  /^---\r?\n([^]*?)\r?\n?---(?:\r?\n|$)/.exec(readme)?.[1]?.split(/\r?\n/)

/** A key, an item of a list, a line that goes on, a comment, or nothing. */
const isYaml = (line: string): boolean => /^(?:[\w.-]+:(?:\s.*)?|\s*-(?:\s.*)?|\s+.*|#.*|)$/.test(line)

/** Looks at the metadata of a README before it is committed; not with a whole parser's eyes. */
async function validate(request: HubRequest): Promise<HubAnswer> {
  const { content } = await request.json()
  const lines = metadataOf(String(content))
  if (!lines) return json({ errors: [], warnings: [{ message: 'empty or missing yaml metadata in repo card' }] })
  const wrong = lines.findIndex((line) => !isYaml(line))
  if (wrong === -1) return json({ errors: [], warnings: [] })
  return json({ errors: [{ message: `bad YAML in line ${wrong + 2}: ${lines[wrong]}` }], warnings: [] }, 400)
}

export const cardRoutes: readonly Route[] = [{ method: 'POST', pattern: '/api/validate-yaml', handle: validate }]
