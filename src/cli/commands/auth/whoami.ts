import type { Command } from 'commander'
import { findToken } from '../../../hub/token/find.ts'
import { whoami, type Account } from '../../../hub/token/whoami.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'

interface WhoamiFlags extends HubFlags {
  readonly json?: boolean | undefined
}

export const whoamiCommand = (context: Context): Command =>
  hubOptions(newCommand('whoami', 'Say whose token is in use; the first line is the name alone.', context))
    .option('--json', 'print all of it as JSON')
    .action((flags: WhoamiFlags) => printAccount(context, flags))

/** Where the token comes from that was sent. */
const sourceOf = async ({ env }: Context, { token }: WhoamiFlags): Promise<string | undefined> =>
  token === undefined ? (await findToken(env))?.source : '--token'

const linesOf = ({ name, fullName, isPro, organizations, token }: Account, source: string | undefined): string[] => {
  const about = [fullName === name ? undefined : fullName, isPro ? 'PRO' : undefined].filter(Boolean).join(', ')
  const groups = organizations.map((each) => each.name).join(', ')
  const kind = [token.name ?? 'without a name', token.role && `(${token.role})`, source && `from ${source}`]
  return [
    name,
    ...(about === '' ? [] : [`about: ${about}`]),
    ...(groups === '' ? [] : [`organizations: ${groups}`]),
    `token: ${kind.filter(Boolean).join(' ')}`,
  ]
}

const printAccount = (context: Context, flags: WhoamiFlags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const account = await whoami(hub, { signal })
    if (flags.json) return context.out.write(`${JSON.stringify(account)}\n`)
    const lines = linesOf(account, await sourceOf(context, flags))
    if (hub.endpoint !== 'https://huggingface.co') lines.push(`Hub: ${hub.endpoint}`)
    await context.out.write(`${lines.join('\n')}\n`)
  })
