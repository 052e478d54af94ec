import type { Context } from '../../context.ts'
import type { RepoFlags } from './repo-flags.ts'

/** Prints what was done: a line, the facts as JSON, or nothing. */
export const say = async (
  { out }: Context,
  { json, quiet }: RepoFlags,
  line: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> => {
  if (json) await out.write(`${JSON.stringify(facts)}\n`)
  else if (!quiet) await out.write(`${line}\n`)
}
