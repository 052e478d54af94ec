import type { DatasetInfo, ModelInfo } from '../../../hub/repos/types.ts'

/** A count for people: 1234567 is 1.2M. */
const short = (count: number | undefined): string | undefined =>
  count === undefined
    ? undefined
    : new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(count)

/** The day of a time in ISO 8601. */
export const day = (time: string | undefined): string | undefined => time?.slice(0, 10)

/** One thing known of a repo. */
export type Fact = readonly [name: string, fact: string | number | undefined]

const license = ({ tags, cardData }: ModelInfo | DatasetInfo): string | undefined => {
  const given = cardData?.['license']
  return typeof given === 'string' ? given : tags?.find((tag) => tag.startsWith('license:'))?.slice('license:'.length)
}

const common = (info: ModelInfo | DatasetInfo): readonly Fact[] => [
  ['license', license(info)],
  ['gated', info.gated === undefined ? undefined : info.gated || 'no'],
  ['private', info.private ? 'yes' : undefined],
  ['downloads', info.downloads],
  ['likes', info.likes],
  ['files', info.siblings?.length],
  ['bytes', info.usedStorage],
  ['created', day(info.createdAt)],
  ['changed', day(info.lastModified)],
  ['commit', info.sha],
  ['tags', info.tags?.join(' ')],
]

const parameters = ({ safetensors, gguf }: ModelInfo): string | undefined => {
  const total = safetensors?.['total'] ?? gguf?.['total']
  return typeof total === 'number' ? short(total) : undefined
}

export const modelFacts = (info: ModelInfo): readonly Fact[] => [
  ['model', info.id],
  ['task', info.pipeline_tag],
  ['library', info.library_name],
  ['parameters', parameters(info)],
  ...common(info),
]

export const datasetFacts = (info: DatasetInfo): readonly Fact[] => [
  ['dataset', info.id],
  ['about', info.description],
  ...common(info),
]
