import { abortReason, whenAborted } from '../../core/abort.ts'
import { HfnError } from '../../core/error.ts'
import type { Due } from './contract.ts'
import { drive } from './drive.ts'
import { libraryFetch } from './library-fetch.ts'
import type { Asking } from './preupload.ts'

/** What the library is answered when all is over: it stands still and is forgotten, so that nothing goes on behind the caller's back. */
const silence = (): Promise<never> => new Promise(() => {})

/** How large files travel. */
interface Way {
  readonly useXet: boolean
  /** Told when Xet is spoken with. */
  readonly onXet: () => void
}

/** Sends large files to the storage of the Hub; gives the lines that stand for all of the files in a commit. @throws what the storage refuses, of any kind */
export const store = async (
  asking: Asking,
  list: readonly Due[],
  { useXet, onXet }: Way,
): Promise<readonly string[]> => {
  const { hub, target, meter } = asking
  const { commitIter } = await import('@huggingface/hub')
  if (asking.signal.aborted) throw abortReason(asking.signal)
  const files = new Map(list.map((file) => [file.path, file]))
  const over = new AbortController()
  const reading = new AbortController()
  const { signal } = over
  let isSending = false
  let lines: readonly string[] | undefined
  const fetch = libraryFetch({
    hub,
    repo: target.repo,
    signal,
    files,
    onXet,
    onSend: () => (isSending = true),
    // Its first line is the header, which is not the library's to write.
    onCommit: (body) => (lines = body.split('\n').slice(1)),
  })
  const steps = commitIter({
    repo: { type: target.repo.type, name: target.repo.id },
    hubUrl: hub.endpoint,
    branch: target.revision,
    title: '',
    operations: list.map(({ path, content }) => ({ operation: 'addOrUpdate', path, content })),
    isPullRequest: target.createPullRequest,
    useXet,
    fetch: (...request) =>
      fetch(...request).catch((error: unknown) => {
        over.abort(error)
        return silence()
      }),
    abortSignal: reading.signal,
  })
  // Reading a large file to its end would take long; once something is sent, silence is enough.
  signal.addEventListener('abort', () => isSending || reading.abort())
  const release = whenAborted(asking.signal, () => over.abort(abortReason(asking.signal)))
  try {
    await drive(
      steps,
      (step) => {
        const file = step.event === 'fileProgress' ? files.get(step.path) : undefined
        if (file === undefined || step.event !== 'fileProgress' || step.state === 'error') return
        meter.set(step.state, file, Math.round(step.progress * file.size))
      },
      over,
    )
  } finally {
    release()
    over.abort()
  }
  if (lines === undefined) throw new HfnError('INTERNAL', 'The upload ended without a commit')
  return lines
}
