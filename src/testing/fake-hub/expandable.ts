import type { FakeRepoType } from './contract.ts'

const common = [
  'author',
  'cardData',
  'createdAt',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'gated',
  'lastModified',
  'likes',
  'private',
  'resourceGroup',
  'sha',
  'siblings',
  'tags',
  'trendingScore',
  'usedStorage',
  'xetEnabled',
]

/** What `expand` may name (huggingface_hub, hf_api.py: ExpandModelProperty_T and the like). */
export const expandable: Readonly<Record<FakeRepoType, readonly string[]>> = {
  model: [
    ...common,
    'baseModels',
    'childrenModelCount',
    'config',
    'evalResults',
    'gguf',
    'inference',
    'inferenceProviderMapping',
    'library_name',
    'mask_token',
    'model-index',
    'pipeline_tag',
    'safetensors',
    'spaces',
    'transformersInfo',
    'widgetData',
  ],
  dataset: [...common, 'citation', 'description', 'mainSize', 'paperswithcode_id'],
  space: [...common, 'datasets', 'models', 'region', 'runtime', 'sdk', 'subdomain'],
}

/** What is only said when it is asked for by `expand`. */
export const onlyExpanded = new Set([
  'baseModels',
  'childrenModelCount',
  'downloadsAllTime',
  'evalResults',
  'inference',
  'inferenceProviderMapping',
  'resourceGroup',
])
