import { listDatasets } from '../../../hub/repos/list.ts'
import { datasetColumns } from './columns.ts'
import { listCommand, type ListFlags } from './list-command.ts'

interface Flags extends ListFlags {
  readonly task?: string | undefined
}

export const datasetsListCommand = listCommand({
  group: 'datasets',
  example: '--filter language:pt --sort downloads --limit 5',
  columns: datasetColumns,
  options: (command) => command.option('--task <name>', 'such as question-answering'),
  list: (hub, query, { task }: Flags, options) => listDatasets(hub, { ...query, task }, options),
})
