import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { said } from './uv.ts'

/** Makes sure of the programs of the system that peers need, or says what to install. */
export async function readySystem(): Promise<void> {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'peers-system.sh')
  try {
    await promisify(execFile)('bash', [script])
  } catch (error) {
    throw new Error(said(error), { cause: error })
  }
}
