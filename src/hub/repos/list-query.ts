import type { Query } from '../client/contract.ts'

type Texts = string | readonly string[]

/** What to sort by, the largest or newest first. */
type Sort = 'trendingScore' | 'downloads' | 'likes' | 'createdAt' | 'lastModified' | (string & {})

/** What a list may be asked for, by the Hub's own names where it has them. */
export interface ListQuery {
  /** Words of the id. */
  readonly search?: string | undefined
  readonly author?: string | undefined
  /** Tags that all must be there, such as `text-generation`, `gguf` or `license:mit`. */
  readonly filter?: Texts | undefined
  readonly tags?: Texts | undefined
  readonly sort?: Sort | undefined
  /** -1 is the largest first. */
  readonly direction?: 1 | -1 | undefined
  /** Items in all; default: all there are. */
  readonly limit?: number | undefined
  /** All fields. */
  readonly full?: boolean | undefined
  /** Only these fields. */
  readonly expand?: Texts | undefined
  readonly gated?: boolean | undefined
  /** Any other parameter of the Hub's. */
  readonly more?: Query | undefined
}

export interface ModelQuery extends ListQuery {
  /** Such as `text-generation`. */
  readonly task?: string | undefined
  /** Such as `transformers` or `gguf`. */
  readonly library?: Texts | undefined
  /** `warm`: a provider runs it. */
  readonly inference?: 'warm' | undefined
  /** Providers that run it, such as `together`; `all` for any. */
  readonly provider?: Texts | undefined
  /** Programs that can run it, such as `llama.cpp`. */
  readonly apps?: Texts | undefined
  /** Bounds of its size, such as `min:6B,max:128B`. */
  readonly parameters?: string | undefined
}

export interface DatasetQuery extends ListQuery {
  /** Such as `question-answering`. */
  readonly task?: string | undefined
}

export interface SpaceQuery extends ListQuery {
  /** Ids of models that it uses. */
  readonly models?: Texts | undefined
  readonly datasets?: Texts | undefined
}

/** Where a property goes that the Hub calls otherwise, and what is put before its value there. */
type Names = Readonly<Record<string, readonly [parameter: string, before?: string]>>

const common: Names = { tags: ['filter'] }

const namesOf: Readonly<Record<'models' | 'datasets' | 'spaces', Names>> = {
  models: {
    ...common,
    library: ['filter'],
    task: ['pipeline_tag'],
    provider: ['inference_provider'],
    parameters: ['num_parameters'],
  },
  datasets: { ...common, task: ['filter', 'task_categories:'] },
  spaces: common,
}

/** Items of one page, at most what the Hub gives. */
const pageLimit = 1000

const isGiven = (value: unknown): boolean => value !== undefined && value !== ''

/** The parameters of a list as the Hub calls them. */
export const hubQuery = (kind: keyof typeof namesOf, { more, limit, ...query }: ModelQuery & SpaceQuery): Query => {
  const parameters: Record<string, Query[string]> = {}
  for (const [name, value] of Object.entries(query)) {
    if (!isGiven(value)) continue
    const [parameter, before] = (Object.hasOwn(namesOf[kind], name) ? namesOf[kind][name] : undefined) ?? [name]
    const given = Array.isArray(value) ? value : [value]
    const values = given.map((each) => (before === undefined ? each : `${before}${each}`))
    const earlier = parameters[parameter]
    parameters[parameter] = [...(Array.isArray(earlier) ? earlier : []), ...values.map(String)]
  }
  return { ...parameters, ...more, limit: limit === undefined ? more?.['limit'] : Math.min(limit, pageLimit) }
}
