import { Option, type Command } from 'commander'
import { HfnError } from '../../core/error.ts'
import type { Download, DownloadOptions } from '../../hub/download/contract.ts'
import { readRepo, type Repo, type RepoType } from '../../hub/reference.ts'
import { newCommand } from '../command.ts'
import type { Context } from '../context.ts'
import { count } from '../count.ts'
import { hubOptions, withHub, type HubFlags } from '../hub.ts'
import { folderOf, typeOptions } from './cache/folder.ts'
import { printDryRun } from './download/dry-run.ts'
import { orOtherType } from './download/other-type.ts'
import { progressOf, type ProgressStyle } from './download/progress.ts'
import { collect } from './hub/parameters.ts'

export interface DownloadFlags extends HubFlags {
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
  readonly revision?: string | undefined
  readonly type?: RepoType | undefined
  readonly localDir?: string | undefined
  readonly cacheDir?: string | undefined
  readonly force?: boolean | undefined
  readonly dryRun?: boolean | undefined
  readonly stdout?: boolean | undefined
  readonly progress: ProgressStyle
  readonly concurrency?: string | undefined
  readonly json?: boolean | undefined
}

const downloadHelp = `
Examples
  hfn download openai-community/gpt2                          all files; prints the folder
  hfn download openai-community/gpt2 config.json              one file; prints its path
  hfn download datasets/owner/name --include "data/*.parquet"
  hfn download owner/name --local-dir model --exclude "*.bin"
  hfn download owner/name config.json --stdout | jq .

What was begun goes on where it stopped: run the same command again.
`

export const downloadCommand = (context: Context, run: typeof download = download): Command =>
  typeOptions(hubOptions(newCommand('download', 'Download files of a repo; prints where they are.', context)))
    .argument('<repo>', 'owner/name, datasets/owner/name, spaces/owner/name, with @revision behind it, or its address')
    .argument('[files...]', 'names of files or folders in it; default: all')
    .option('--include <glob>', 'only files that fit it, such as "*.json"; again for more', collect)
    .option('--exclude <glob>', 'no files that fit it; again for more', collect)
    .option('--revision <name>', 'branch, tag or commit; default: main')
    .option('--local-dir <folder>', 'put the files there instead of the cache')
    .option('--cache-dir <folder>', 'another cache than that of HF_HOME')
    .option('--force', 'fetch what is there already, too')
    .addOption(new Option('--force-download').hideHelp())
    .option('--dry-run', 'fetch nothing; say what would be')
    .option('--stdout', 'write the content of one file to stdout, and keep nothing')
    .addOption(
      new Option('--progress <style>', 'a line on the terminal, nothing, or JSON lines on stderr')
        .choices(['auto', 'none', 'json'])
        .default('auto'),
    )
    .option('-j, --concurrency <number>', 'connections at once, at most 128; default: 64')
    .addOption(new Option('--max-workers <number>').hideHelp())
    .option('--json', 'print what was downloaded as JSON')
    .addHelpText('after', downloadHelp)
    .action(
      (repo: string, files: string[], { repoType, maxWorkers, forceDownload, ...flags }: DownloadFlags & Habits) =>
        run(context, repo, files, {
          ...flags,
          type: flags.type ?? repoType,
          force: flags.force ?? forceDownload,
          concurrency: flags.concurrency ?? maxWorkers,
        }),
    )

/** Options by the names that hf has for them. */
interface Habits {
  readonly repoType?: RepoType | undefined
  readonly maxWorkers?: string | undefined
  readonly forceDownload?: boolean | undefined
}

const write = async ({ out }: Context, { path, ...result }: Download, json: boolean | undefined): Promise<void> =>
  out.write(json ? `${JSON.stringify({ path, ...result })}\n` : `${path}\n`)

const streamed = async (
  context: Context,
  repo: Repo,
  files: readonly string[],
  flags: DownloadFlags,
): Promise<void> => {
  const [path, ...others] = files
  if (path === undefined || others.length > 0)
    throw new HfnError('BAD_USAGE', '--stdout is for one file', {
      hint: 'Name it: hfn download <repo> <file> --stdout',
    })
  await withHub(context, flags, async (hub, signal) => {
    const { stream } = await import('../../hub/download/stream.ts')
    const cache = folderOf(context, flags.cacheDir, '--cache-dir')
    for await (const chunk of stream(hub, repo, path, { revision: flags.revision, cache, signal })) {
      await context.out.write(chunk)
      if (context.out.closed) return
    }
  })
}

/** Downloads, and prints the path of the folder, or of the file when one was named. */
export const download = async (
  context: Context,
  name: string,
  words: readonly string[],
  flags: DownloadFlags,
): Promise<void> => {
  const { path, ...repo } = readRepo(name, flags.type)
  const files = words.length === 0 && path !== undefined ? [path] : words
  if (flags.stdout) return streamed(context, repo, files, flags)
  const { localDir, cacheDir, include, exclude, revision, force, dryRun, concurrency } = flags
  const folder = folderOf(context, localDir, '--local-dir')
  const chosen = { files, include, exclude, revision, folder, cache: folderOf(context, cacheDir, '--cache-dir') }
  const options: DownloadOptions = { ...chosen, force, dryRun, concurrency: count(concurrency, '-j') }
  const progress = progressOf(context, flags)
  try {
    const result = await withHub(context, flags, async (hub, signal) => {
      const engine = await import('../../hub/download/download.ts')
      const downloading = engine.download(hub, repo, { ...options, signal, onProgress: progress.report })
      return downloading.catch(async (error: unknown) => {
        throw await orOtherType(error, hub, repo, { signal })
      })
    })
    await progress.clear()
    if (dryRun && !flags.json) return await printDryRun(context, result)
    await write(context, result, flags.json)
  } finally {
    await progress.clear()
  }
}
