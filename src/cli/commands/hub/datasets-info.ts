import { datasetInfo } from '../../../hub/repos/info.ts'
import { datasetFacts } from './facts.ts'
import { infoCommand } from './info-command.ts'

export const datasetsInfoCommand = infoCommand({
  group: 'datasets',
  one: 'dataset',
  example: 'HuggingFaceFW/fineweb',
  info: datasetInfo,
  facts: datasetFacts,
})
