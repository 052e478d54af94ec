import { randomFillSync } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpu, time } from '../figures.js'
import { sampleTask } from '../processes.js'

/** A file that is removed when the bench ends. */
export const makeFile = (/** @type {number} */ bytes) => {
  const folder = mkdtempSync(join(tmpdir(), 'hfn-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  const path = join(folder, 'file.bin')
  const piece = randomFillSync(Buffer.alloc(1e6))
  const file = openSync(path, 'w')
  for (let written = 0; written < bytes; written += piece.length) writeSync(file, piece)
  closeSync(file)
  return path
}

/** A call with a file of 200 MB, given as a path. */
export const measureUpload = ({ quick }) => {
  const bytes = quick ? 20e6 : 200e6
  let path
  return [
    {
      name: `upload, ${bytes / 1e6} MB`,
      sample: sampleTask({ task: 'upload', options: () => ({ path: (path ??= makeFile(bytes)), bytes }) }),
      figures: [
        time('ms', 'throughput'),
        cpu('ms'),
        { name: 'peak memory over start', unit: 'MB', kind: 'memory', read: ({ grown }) => grown },
      ],
    },
  ]
}
