import { isRecord } from '../../core/record.ts'
import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { isFlag, isNumber, isText, readFields, type Read } from './fields.ts'

const matchFields = {
  title: isText,
  sdk: isText,
  likes: isNumber,
  runtime: isRecord,
  /** What it does, as a model of the Hub's sums it up. */
  ai_short_description: isText,
  ai_category: isText,
  semanticRelevancyScore: isNumber,
  trendingScore: isNumber,
  private: isFlag,
}

/** A Space that was found by what it does. */
export type SpaceMatch = Read<typeof matchFields>

export interface SearchOptions extends Options {
  readonly filter?: string | readonly string[] | undefined
  readonly sdk?: string | readonly string[] | undefined
  /** True: also those that sleep or are stopped. */
  readonly includeNonRunning?: boolean | undefined
  /** Spaces in all; default: as many as the Hub finds. */
  readonly limit?: number | undefined
}

/** Spaces that do what the words say, the best first (the Hub's semantic search). */
export const searchSpaces = async (
  hub: HubClient,
  words: string,
  { filter, sdk, includeNonRunning, limit, signal }: SearchOptions = {},
): Promise<readonly SpaceMatch[]> => {
  const found = await hub.json({
    path: '/api/spaces/semantic-search',
    query: { q: words, filter, sdk, includeNonRunning: includeNonRunning || undefined },
    about: 'search for Spaces',
    signal,
  })
  if (Array.isArray(found)) return found.slice(0, limit).map((each) => readFields(each, matchFields, 'a Space'))
  throw new HfnError('BAD_ANSWER', 'The search for Spaces gave no list', {
    hint: 'Is HF_ENDPOINT the address of a Hub?',
  })
}
