import { expect, test } from 'vitest'
import { hubQuery } from './list-query.ts'

test('a query goes by the names of the Hub', () => {
  const query = {
    search: 'llama',
    author: 'meta-llama',
    filter: 'gguf',
    tags: ['license:mit', 'pt'],
    library: 'transformers',
    task: 'text-generation',
    provider: ['together', 'groq'],
    inference: 'warm',
    parameters: 'min:6B',
    sort: 'trendingScore',
    direction: -1,
    gated: false,
    full: undefined,
    limit: 5000,
    more: { x: 'y' },
  } as const
  expect(hubQuery('models', query)).toEqual({
    search: ['llama'],
    author: ['meta-llama'],
    filter: ['gguf', 'license:mit', 'pt', 'transformers'],
    pipeline_tag: ['text-generation'],
    inference_provider: ['together', 'groq'],
    inference: ['warm'],
    num_parameters: ['min:6B'],
    sort: ['trendingScore'],
    direction: ['-1'],
    gated: ['false'],
    limit: 1000,
    x: 'y',
  })
})

test('a task of datasets is a tag', () => {
  expect(hubQuery('datasets', { task: 'question-answering', tags: 'pt' })).toEqual({
    filter: ['task_categories:question-answering', 'pt'],
  })
  expect(hubQuery('spaces', { more: { limit: 7 } })).toEqual({ limit: 7 })
})
