import type { DatasetInfo, ModelInfo } from '../../../hub/repos/types.ts'
import type { Column } from '../../render/table.ts'
import { day } from './facts.ts'

type Row = ModelInfo | DatasetInfo

const common: readonly Column<Row>[] = [
  { title: 'id', cell: ({ id }) => id },
  { title: 'downloads', cell: ({ downloads }) => downloads, right: true },
  { title: 'likes', cell: ({ likes }) => likes, right: true },
  { title: 'created', cell: ({ createdAt }) => day(createdAt) },
]

export const modelColumns: readonly Column<ModelInfo>[] = [
  ...common,
  { title: 'task', cell: (info) => info.pipeline_tag },
  { title: 'library', cell: (info) => info.library_name },
]

export const datasetColumns: readonly Column<DatasetInfo>[] = common
