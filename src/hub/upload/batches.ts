import type { Due, Item } from './contract.ts'
import { dueOf, type Asking } from './preupload.ts'

/** Files of one commit, and of one question before it (huggingface_hub's _commit_api.py). */
const filesAtOnce = 256

/** Bytes of small files in one commit, which are in memory until it is sent. */
const inlineAtOnce = 16 * 1024 * 1024

const inline = ({ mode, size }: Due): number => (mode === 'regular' ? size : 0)

/** The files that have to be sent, in commits of a size that the Hub and memory bear. */
export async function* batches(asking: Asking, items: readonly Item[]): AsyncGenerator<readonly Due[]> {
  let batch: Due[] = []
  let bytes = 0
  for (let start = 0; start < items.length; start += filesAtOnce) {
    for (const due of await dueOf(asking, items.slice(start, start + filesAtOnce))) {
      if (batch.length === filesAtOnce || (batch.length > 0 && bytes + inline(due) > inlineAtOnce)) {
        yield batch
        batch = []
        bytes = 0
      }
      batch.push(due)
      bytes += inline(due)
    }
  }
  if (batch.length > 0) yield batch
}
