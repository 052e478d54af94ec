import { watch } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Milliseconds of quiet after a change: an editor saves in several steps. */
const quiet = 100

const isSource = (name: string): boolean =>
  /\.[cm]?[jt]sx?$/.test(name) && !name.split(/[/\\]/).some((part) => part === 'node_modules' || part.startsWith('.'))

/** Calls `changed` after each change of a source file in the file's folder, once at a time, until the signal aborts. */
export const watchFolder = async (
  file: string,
  changed: () => Promise<void>,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Promise.resolve()
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      last = last.then(changed)
    }, quiet)
  }
  try {
    for await (const { filename } of watch(dirname(file), { recursive: true, signal })) {
      if (filename !== null && isSource(filename)) soon()
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    clearTimeout(timer)
    await last
  }
}
