/** A run of chunks of one xorb; `end` is behind the last. */
interface Term {
  readonly xorb: string
  readonly start: number
  readonly end: number
}

/** How a file is put together. */
export interface ShardFile {
  readonly hash: string
  /** The Hub finds the uploaded file by it. */
  readonly sha256: string | undefined
  readonly terms: readonly Term[]
}

const magic = 'HFRepoMetaData\0'
const headLength = 48
const entryLength = 48

/** Bits of a file's flags: a check and a sha256 follow its terms. */
const withChecks = 0x80_00_00_00
const withSha256 = 0x40_00_00_00

/** Reads the files of a shard; throws a RangeError when it is none. */
export function filesOf(shard: Uint8Array): ShardFile[] {
  if (new TextDecoder('latin1').decode(shard.subarray(0, magic.length)) !== magic)
    throw new RangeError('this is not a shard')
  const view = new DataView(shard.buffer, shard.byteOffset, shard.byteLength)
  const files: ShardFile[] = []
  for (let at = headLength; !/^f+$/.test(hashAt(view, at));) {
    const flags = view.getUint32(at + 32, true)
    const count = view.getUint32(at + 36, true)
    const first = at + entryLength
    const behind = first + count * entryLength * (flags & withChecks ? 2 : 1)
    const terms = Array.from({ length: count }, (_, index) => termAt(view, first + index * entryLength))
    files.push({ hash: hashAt(view, at), sha256: flags & withSha256 ? hashAt(view, behind) : undefined, terms })
    at = behind + (flags & withSha256 ? entryLength : 0)
  }
  return files
}

const termAt = (view: DataView, at: number): Term => ({
  xorb: hashAt(view, at),
  start: view.getUint32(at + 40, true),
  end: view.getUint32(at + 44, true),
})

/** A hash is written as four numbers of 64 bits, the lowest byte first, and spelled with the highest first. */
const hashAt = (view: DataView, at: number): string =>
  [0, 8, 16, 24]
    .map((offset) =>
      view
        .getBigUint64(at + offset, true)
        .toString(16)
        .padStart(16, '0'),
    )
    .join('')
