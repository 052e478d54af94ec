import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import type { Repo } from '../../../hub/reference.ts'
import type { Upload, UploadProgress } from '../../../hub/upload/contract.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { withHub } from '../../hub.ts'
import { byteText } from '../../../core/byte-text.ts'
import { collect } from '../hub/parameters.ts'
import { statusOf } from '../../render/status.ts'
import { commitOf, commitOptions, type CommitFlags } from './commit-flags.ts'
import { repoOptions, revisedRepo, type RepoFlags } from './repo-flags.ts'
import { say } from './say.ts'

interface Flags extends RepoFlags, CommitFlags {
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
  readonly delete?: readonly string[] | undefined
  readonly private?: boolean | undefined
  readonly create?: boolean | undefined
}

export const uploadCommand = (context: Context): Command =>
  commitOptions(
    repoOptions(
      newCommand('repos upload', 'Send a file or a folder to a repo; what it has already is not sent again.', context),
    ),
  )
    .argument('<repo>', 'owner/name, datasets/owner/name or spaces/owner/name; made when it is missing')
    .argument('[local]', 'file or folder; default: the one called like the repo')
    .argument('[path]', 'where it goes in the repo; default: its own name, or the root for a folder')
    .option('--include <glob>', 'only files that fit it, such as "*.json"; again for more', collect)
    .option('--exclude <glob>', 'no files that fit it; again for more', collect)
    .option('--delete <glob>', 'files of the repo that go, unless they are uploaded; again for more', collect)
    .option('--private', 'a repo that is made is private')
    .option('--no-create', 'a repo that is missing is an error')
    .addHelpText(
      'after',
      '\nExamples\n  hfn repos upload me/model ./model\n  hfn repos upload datasets/me/data train.csv data/train.csv\n',
    )
    .action((repo: string, local: string | undefined, path: string | undefined, flags: Flags) =>
      send(context, { repo: revisedRepo(repo, flags), local, path }, flags),
    )

/** What is sent when nothing is named: what is called like the repo. */
const localOf = async ({ cwd }: Context, { id }: Repo, local: string | undefined): Promise<string> => {
  const name = local ?? id.slice(id.indexOf('/') + 1)
  const found = name === '' ? undefined : await stat(resolve(cwd, name)).catch(() => undefined)
  if (found !== undefined) return resolve(cwd, name)
  if (local !== undefined)
    throw new HfnError('NO_SUCH_FILE', `There is no file or folder ${JSON.stringify(local)}`, {
      hint: 'Check the path; it starts at the current folder.',
    })
  throw new HfnError('BAD_USAGE', `Here is nothing called ${name}`, {
    hint: `Name a file or a folder: hfn repos upload ${id} ./folder`,
  })
}

const doing = { hashing: 'reading', uploading: 'sending', committing: 'committing' } as const

const progressText = ({ phase, path = '', done, total }: UploadProgress): string =>
  phase === 'committing' ? 'committing' : `${doing[phase]} ${percent(done, total)} ${path}`

const percent = (done: number, total: number): string =>
  `${((100 * done) / Math.max(total, 1)).toFixed(0)} % of ${byteText(total)}`

const summary = ({ sent, skipped, deleted, bytes, url, commits }: Upload): string => {
  if (commits.length === 0 && skipped === 0) return `Nothing to do: there is no file to send or delete\n${url}`
  if (commits.length === 0)
    return `Nothing to do: the repo has all ${skipped} ${skipped === 1 ? 'file' : 'files'}\n${url}`
  const parts = [
    `Sent ${sent} ${sent === 1 ? 'file' : 'files'}, ${byteText(bytes)}`,
    ...(skipped === 0 ? [] : [`${skipped} were there already`]),
    ...(deleted === 0 ? [] : [`${deleted} deleted`]),
  ]
  return `${parts.join('; ')}\n${url}`
}

interface Wanted {
  readonly repo: Repo
  readonly local: string | undefined
  readonly path: string | undefined
}

const send = async (context: Context, { repo, local, path }: Wanted, flags: Flags): Promise<void> => {
  const source = await localOf(context, repo, local)
  await withHub(context, flags, async (hub, signal) => {
    const { upload } = await import('../../../hub/upload/upload.ts')
    const status = statusOf(context, flags.quiet)
    const { include, exclude, delete: leaving, create } = flags
    try {
      const done = await upload(hub, repo, source, {
        ...commitOf(flags),
        include,
        exclude,
        delete: leaving,
        create,
        private: flags.private,
        signal,
        path: path === '.' ? undefined : path,
        onProgress: (progress) => status.say(progressText(progress)),
      })
      await status.clear()
      await say(context, flags, summary(done), { ...done })
    } finally {
      await status.clear()
    }
  })
}
