import { Option } from 'commander'
import { listModels } from '../../../hub/repos/list.ts'
import { modelColumns } from './columns.ts'
import { listCommand, type ListFlags } from './list-command.ts'
import { collect } from './parameters.ts'

interface Flags extends ListFlags {
  readonly task?: string | undefined
  readonly library?: string | undefined
  readonly provider?: readonly string[] | undefined
  readonly parameters?: string | undefined
  readonly warm?: boolean | undefined
  /** As `hf` names task, provider and parameters. */
  readonly pipelineTag?: string | undefined
  readonly inferenceProvider?: readonly string[] | undefined
  readonly numParameters?: string | undefined
}

export const modelsListCommand = listCommand({
  group: 'models',
  example: 'llama --author meta-llama --sort downloads --limit 5',
  columns: modelColumns,
  options: (command) =>
    command
      .option('--task <name>', 'such as text-generation')
      .option('--library <name>', 'such as transformers or gguf')
      .option('--provider <name>', 'that this provider runs, or all of them; again for more', collect)
      .option('--parameters <bounds>', 'of this size, such as min:6B,max:128B')
      .option('--warm', 'that any provider runs now')
      .addOption(new Option('--pipeline-tag <name>').hideHelp())
      .addOption(new Option('--inference-provider <name>').argParser(collect).hideHelp())
      .addOption(new Option('--num-parameters <bounds>').hideHelp()),
  list: (hub, query, flags: Flags, options) => {
    const task = flags.task ?? flags.pipelineTag
    const provider = flags.provider ?? flags.inferenceProvider
    const parameters = flags.parameters ?? flags.numParameters
    const inference = flags.warm ? 'warm' : undefined
    return listModels(hub, { ...query, task, library: flags.library, provider, parameters, inference }, options)
  },
})
