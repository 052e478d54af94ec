import { isRecord } from '../../core/record.ts'
import { isFlag, isNumber, isText, isTexts, type Read } from './fields.ts'

/** Whether a repo asks for consent first, and who gives access: nobody, everybody who asks, or its authors. */
type Gated = false | 'auto' | 'manual'

/** One file of a repo, by its path. */
interface Sibling {
  readonly rfilename: string
  /** Bytes; there when files were asked for. */
  readonly size?: number
  readonly [more: string]: unknown
}

const isGated = (value: unknown): value is Gated => value === false || value === 'auto' || value === 'manual'

const isSiblings = (value: unknown): value is readonly Sibling[] =>
  Array.isArray(value) &&
  value.every((each) => isRecord(each) && isText(each['rfilename']) && isNumber(each['size'] ?? 0))

const common = {
  author: isText,
  /** The commit. */
  sha: isText,
  /** When it was made and changed: ISO 8601. */
  createdAt: isText,
  lastModified: isText,
  private: isFlag,
  gated: isGated,
  disabled: isFlag,
  /** Within the last 30 days. */
  downloads: isNumber,
  downloadsAllTime: isNumber,
  likes: isNumber,
  trendingScore: isNumber,
  tags: isTexts,
  /** The head of its README. */
  cardData: isRecord,
  siblings: isSiblings,
  usedStorage: isNumber,
}

export const modelFields = {
  ...common,
  /** What it is for, such as `text-generation`. */
  pipeline_tag: isText,
  library_name: isText,
  config: isRecord,
  /** Parameters by their type, and `total`. */
  safetensors: isRecord,
  gguf: isRecord,
  /** `warm` when a provider runs it. */
  inference: isText,
  spaces: isTexts,
}

export const datasetFields = { ...common, description: isText }

export const spaceFields = {
  ...common,
  title: isText,
  /** gradio, docker, static or streamlit. */
  sdk: isText,
  subdomain: isText,
  /** Address of the app. */
  host: isText,
  runtime: isRecord,
  models: isTexts,
  datasets: isTexts,
}

/** What the Hub says of a model, in its own words; `id` is the repo's id. */
export type ModelInfo = Read<typeof modelFields>
export type DatasetInfo = Read<typeof datasetFields>
/** What a list says of a Space. */
export type ListedSpace = Read<typeof spaceFields>
