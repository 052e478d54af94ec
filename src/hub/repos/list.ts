import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { readFields } from './fields.ts'
import { hubQuery, type DatasetQuery, type ModelQuery, type SpaceQuery } from './list-query.ts'
import { datasetFields, modelFields, spaceFields, type DatasetInfo, type ListedSpace, type ModelInfo } from './types.ts'

interface Lists {
  readonly models: { readonly query: ModelQuery; readonly info: ModelInfo }
  readonly datasets: { readonly query: DatasetQuery; readonly info: DatasetInfo }
  readonly spaces: { readonly query: SpaceQuery; readonly info: ListedSpace }
}

const readers: { readonly [Kind in keyof Lists]: (value: unknown) => Lists[Kind]['info'] } = {
  models: (value) => readFields(value, modelFields, 'a model'),
  datasets: (value) => readFields(value, datasetFields, 'a dataset'),
  spaces: (value) => readFields(value, spaceFields, 'a Space'),
}

const checkedLimit = (limit: number): number => {
  if (Number.isInteger(limit) && limit > 0) return limit
  throw new HfnError('BAD_ARGUMENT', `limit is a whole number from 1, not ${limit}`)
}

/** The first `limit` items; asks for no page beyond. */
export async function* take<Item>(items: AsyncIterable<Item>, limit: number | undefined): AsyncGenerator<Item> {
  if (limit === undefined) return yield* items
  let left = checkedLimit(limit)
  for await (const item of items) {
    yield item
    left -= 1
    if (left === 0) return
  }
}

/**
 * Models, datasets or Spaces, page after page as they are read; leaving the loop asks for nothing more.
 * @throws BAD_ARGUMENT for a limit below 1, and what `hub.ask` throws
 */
export async function* list<Kind extends keyof Lists>(
  hub: HubClient,
  kind: Kind,
  query: Lists[Kind]['query'] = {},
  { signal }: Options = {},
): AsyncGenerator<Lists[Kind]['info']> {
  const items = hub.items({ path: `/api/${kind}`, query: hubQuery(kind, query), about: `list of ${kind}`, signal })
  for await (const item of take(items, query.limit)) yield readers[kind](item)
}

/** Models that fit a query. */
export const listModels = (hub: HubClient, query?: ModelQuery, options?: Options): AsyncGenerator<ModelInfo> =>
  list(hub, 'models', query, options)

/** Datasets that fit a query. */
export const listDatasets = (hub: HubClient, query?: DatasetQuery, options?: Options): AsyncGenerator<DatasetInfo> =>
  list(hub, 'datasets', query, options)

/** Spaces that fit a query. */
export const listSpaces = (hub: HubClient, query?: SpaceQuery, options?: Options): AsyncGenerator<ListedSpace> =>
  list(hub, 'spaces', query, options)
