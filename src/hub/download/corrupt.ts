import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { etagOf, type TreeFile } from '../cache/contract.ts'

/** Bytes whose hash is not the one the Hub announced. */
export const corrupt = (file: TreeFile, got: string): HfnError =>
  new HfnError(
    'CORRUPT',
    `${oneLine(file.path)} is not what the Hub announced: its hash is ${got}, not ${etagOf(file)}`,
    {
      hint: 'Do not use what came of it. A proxy or a store on the way may be broken; try again later.',
    },
  )
