import type { Blob } from '../../blob.ts'
import type { Content } from '../../content.ts'
import { refuse } from '../../answer.ts'
import type { Hub } from '../../hub.ts'
import type { HubRequest } from '../../request.ts'

/** What was sent to a Hub and is, or may become, part of a repo. */
export class Uploads {
  /** Large files, by sha256; a commit may name them. */
  readonly large = new Map<string, Blob>()
  /** Parts of large files that are not complete, by sha256 and number. */
  readonly parts = new Map<string, Map<number, Uint8Array>>()
  /** Chunks, by the hash of their xorb. */
  readonly xorbs = new Map<string, readonly Uint8Array[]>()
  /** Contents, by the hash of their Xet file. */
  readonly xetFiles = new Map<string, Content>()
}

const byHub = new WeakMap<Hub, Uploads>()

export function uploadsOf(hub: Hub): Uploads {
  const uploads = byHub.get(hub) ?? new Uploads()
  byHub.set(hub, uploads)
  return uploads
}

/** Bytes one upload may have: it is kept in memory. */
const limit = 1 << 30

/** The body of an upload. */
export async function bytesOf(request: HubRequest): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of request.body()) {
    length += piece.length
    if (length > limit) throw refuse(413, 'Payload too large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces, length)
}
