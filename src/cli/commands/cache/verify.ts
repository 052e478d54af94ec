import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import type { Expected } from '../../../hub/cache/verify.ts'
import { verifyRepo, type VerifiedRepo } from '../../../hub/cache/verify-repo.ts'
import { readRepo, repoName } from '../../../hub/reference.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { note } from '../../render/note.ts'
import { statusOf } from '../../render/status.ts'
import { byteText } from '../../../core/byte-text.ts'
import { cacheFolder, cacheOption, folderOf, repoOptions, type CacheFlags, type TypeFlags } from './folder.ts'

interface Flags extends HubFlags, CacheFlags, TypeFlags {
  readonly quiet?: boolean | undefined
  readonly localDir?: string | undefined
  readonly failOnMissingFiles?: boolean | undefined
  readonly failOnExtraFiles?: boolean | undefined
}

export const verifyCommand = (context: Context): Command =>
  repoOptions(
    cacheOption(
      hubOptions(
        newCommand('cache verify', "Read all files of a repo again and compare their hashes with the Hub's.", context),
      )
        .argument('<repo>', 'owner/name, datasets/owner/name, with @revision behind it')
        .option('--local-dir <folder>', 'check this folder instead of the cache')
        .option('--fail-on-missing-files', 'fail when files were not downloaded')
        .option('--fail-on-extra-files', 'fail when there are files that the repo does not have')
        .option('--json', 'print what was found as JSON'),
    ),
  ).action((repo: string, flags: Flags) => verify(context, repo, flags))

const linesOf = ({ corrupt, missing, extra }: VerifiedRepo): string[] => [
  ...corrupt.map(({ path }) => `corrupt\t${path}\n`),
  ...missing.map((path) => `missing\t${path}\n`),
  ...extra.map((path) => `extra\t${path}\n`),
]

/** The errors that what was found amounts to, the worst first. */
const faultOf = (name: string, found: VerifiedRepo, flags: Flags): HfnError | undefined => {
  const { corrupt, missing, extra } = found
  const again = `hfn download ${name}${flags.localDir === undefined ? '' : ` --local-dir ${flags.localDir}`}`
  if (corrupt.length > 0)
    return new HfnError('CORRUPT', `${corrupt.length} files are not what the Hub has`, {
      hint: `Fetch them again: ${again} ${corrupt.length === 1 ? corrupt[0]?.path : ''} --force`.replace('  ', ' '),
    })
  if (flags.failOnMissingFiles && missing.length > 0)
    return new HfnError('INCOMPLETE', `${missing.length} files are missing`, { hint: `Fetch them: ${again}` })
  if (flags.failOnExtraFiles && extra.length > 0)
    return new HfnError('CORRUPT', `${extra.length} files are not of the repo`, { hint: 'Move them away.' })
  return undefined
}

const verify = async (context: Context, name: string, flags: Flags): Promise<void> => {
  const { path: _, ...repo } = readRepo(name, flags.type ?? flags.repoType)
  const folder = folderOf(context, flags.localDir, '--local-dir')
  if (folder !== undefined && (await stat(folder).catch(() => undefined)) === undefined)
    throw new HfnError('NO_SUCH_FILE', `There is no folder ${folder}`, { hint: 'Check the path after --local-dir.' })
  const status = statusOf(context, flags.quiet)
  const options = { cache: cacheFolder(context, flags), folder, revision: flags.revision }
  const onFile = ({ path, size }: Expected): void => status.say(`reading ${path} (${byteText(size)})`)
  const found = await withHub(context, flags, async (hub, signal) => {
    try {
      return await verifyRepo(hub, repo, { ...options, signal, onFile })
    } finally {
      await status.clear()
    }
  })
  await context.out.write(flags.json ? `${JSON.stringify(found)}\n` : linesOf(found).join(''))
  const fault = faultOf(name, found, flags)
  if (fault !== undefined) throw fault
  if (flags.quiet) return
  const { checked, bytes, commit, missing } = found
  const rest = missing.length === 0 ? '' : `; ${missing.length} were not downloaded`
  await note(
    context,
    `${checked} files of ${repoName(repo)} at ${commit.slice(0, 12)} are right (${byteText(bytes)})${rest}`,
  )
}
