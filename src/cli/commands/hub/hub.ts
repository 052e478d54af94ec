import { Option, type Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { readText } from '../../arguments/read-text.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { count } from '../../count.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { writeJson, writeJsonList } from '../../render/table.ts'
import { collect, queryOf, readParameters, readRaw } from './parameters.ts'

interface Flags extends HubFlags {
  readonly method?: string | undefined
  readonly data?: string | undefined
  readonly raw?: readonly string[] | undefined
  readonly limit?: string | undefined
}

export const hubCommand = (context: Context): Command =>
  hubOptions(
    newCommand('hub', "Ask any path of the Hub's API and print the JSON it answers.", context)
      .usage('<path> [--name value…] [options]')
      .argument('<path>', 'such as models, datasets/owner/name, or /api/whoami-v2')
      .argument('[parameters...]', 'of the query by their names, such as --author meta-llama')
      .allowUnknownOption()
      .option('--limit <count>', 'items in all, from as many pages as that takes; default: one page')
      .option('-X, --method <method>', 'default: GET, or POST with --data')
      .option('-d, --data <json>', 'body; @file, or - for stdin')
      .option('--raw <name=value>', 'a parameter whose name is an option here; again for more, or JSON', collect)
      .addOption(new Option('--json').hideHelp()),
  )
    .addHelpText('after', '\nExample\n  hfn hub models --author meta-llama --sort downloads --direction -1 --limit 5\n')
    .action((path: string, words: string[], flags: Flags) => hub(context, path, words, flags))

const bodyOf = async (context: Context, data: string | undefined): Promise<unknown> => {
  if (data === undefined) return undefined
  try {
    return JSON.parse(await readText(context, data))
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new HfnError('BAD_USAGE', `--data is no JSON: ${error.message}`, {
        hint: `Quote it for the shell, such as -d '{"name": "x"}', or name a file: -d @body.json`,
      })
    throw error
  }
}

const hub = async (context: Context, path: string, words: readonly string[], flags: Flags): Promise<void> => {
  if (path.startsWith('-')) throw new HfnError('BAD_USAGE', `The path comes first, before ${path}`)
  const limit = count(flags.limit, '--limit')
  const { method = flags.data === undefined ? 'GET' : 'POST' } = flags
  if (!/^[a-z]+$/i.test(method)) throw new HfnError('BAD_USAGE', `${JSON.stringify(method)} is no HTTP method`)
  const query = {
    ...queryOf(readParameters(words), readRaw(flags.raw ?? [])),
    ...(limit === undefined ? {} : { limit }),
  }
  const json = await bodyOf(context, flags.data)
  await withHub(context, flags, async (client, signal) => {
    const [{ anyRequest }, { answerOf }] = await Promise.all([
      import('../../../hub/repos/request.ts'),
      import('../../../hub/repos/answer.ts'),
    ])
    const request = anyRequest(client, path, query, { method: method.toUpperCase(), json, signal })
    const answer = await answerOf(client, request, limit)
    if ('items' in answer) await writeJsonList(context, answer.items)
    else if (answer.value !== undefined) await writeJson(context, answer.value)
  })
}
