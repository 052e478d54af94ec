import type { DatasetInfo, ModelInfo } from '../../../hub/repos/types.ts'
import type { Column } from '../../render/table.ts'
import { day } from './facts.ts'

type Row = ModelInfo | DatasetInfo

const common: readonly Column<Row>[] = [
  { title: 'ID', cell: ({ id }) => id },
  { title: 'DOWNLOADS', cell: ({ downloads }) => downloads, right: true },
  { title: 'LIKES', cell: ({ likes }) => likes, right: true },
  { title: 'CREATED', cell: ({ createdAt }) => day(createdAt) },
]

export const modelColumns: readonly Column<ModelInfo>[] = [
  ...common,
  { title: 'TASK', cell: (info) => info.pipeline_tag },
  { title: 'LIBRARY', cell: (info) => info.library_name },
]

export const datasetColumns: readonly Column<DatasetInfo>[] = common
