import { modelInfo } from '../../../hub/repos/info.ts'
import { modelFacts } from './facts.ts'
import { infoCommand } from './info-command.ts'

export const modelsInfoCommand = infoCommand({
  group: 'models',
  one: 'model',
  example: 'meta-llama/Llama-3.1-8B-Instruct',
  info: modelInfo,
  facts: modelFacts,
})
