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
      .option('--warm', 'that any provider runs now'),
  list: (hub, query, { task, library, provider, parameters, warm }: Flags, options) =>
    listModels(hub, { ...query, task, library, provider, parameters, inference: warm ? 'warm' : undefined }, options),
})
