import { expect } from 'vitest'
import type { FakeRepo } from '../../../../src/testing/fake-hub/contract.ts'
import type { Journey } from '../stage.ts'

const card = '---\nlicense: mit\n---\nA card'

const repos: readonly FakeRepo[] = [
  {
    id: 'ada/chat',
    downloads: 30,
    likes: 1,
    pipelineTag: 'text-generation',
    libraryName: 'transformers',
    tags: ['text-generation', 'fr'],
    files: { 'README.md': card, 'sub/a.txt': 'a' },
  },
  { id: 'ada/draw', downloads: 20, likes: 5, pipelineTag: 'text-to-image', tags: ['text-to-image'], gated: 'auto' },
  { id: 'bob/chat', downloads: 10, likes: 9, pipelineTag: 'text-generation', tags: ['text-generation'] },
  { id: 'bob/secret', downloads: 99, private: true },
  { type: 'dataset', id: 'ada/words', downloads: 3, files: { 'README.md': card } },
  { type: 'dataset', id: 'bob/pictures', downloads: 8 },
  { type: 'space', id: 'ada/painter', sdk: 'gradio', likes: 2, files: { 'README.md': card } },
  { type: 'space', id: 'bob/chatter', sdk: 'docker', likes: 4, space: { stage: 'SLEEPING' } },
]

const lines = (out: string): string[] => out.trim().split('\n')

export const listJourneys: readonly Journey[] = [
  {
    name: 'lists: models by owner, words, tags, task, gate and order, over several pages',
    hub: { repos, pageSize: 2 },
    play: async ({ done, hub }) => {
      const list = async (words: string): Promise<string[]> => lines(await done(`models list -q ${words}`))
      expect(await list('--sort downloads')).toEqual(['ada/chat', 'ada/draw', 'bob/chat'])
      expect(hub.requests.filter(({ path }) => path.includes('cursor='))).toHaveLength(1)
      const asked = {
        '--sort likes --limit 2': ['bob/chat', 'ada/draw'],
        '--author ada --sort downloads': ['ada/chat', 'ada/draw'],
        '--search chat --sort downloads': ['ada/chat', 'bob/chat'],
        '--filter fr': ['ada/chat'],
        '--pipeline-tag text-to-image': ['ada/draw'],
        '--gated': ['ada/draw'],
        '--author bob --sort downloads': ['bob/chat'],
      }
      expect(await Promise.all(Object.keys(asked).map(list))).toEqual(Object.values(asked))
    },
  },
  {
    name: 'lists: datasets and Spaces, and what fits a wish',
    hub: { repos },
    play: async ({ done }) => {
      expect(lines(await done('datasets list -q --sort downloads'))).toEqual(['bob/pictures', 'ada/words'])
      expect(lines(await done('spaces list -q --sort likes'))).toEqual(['bob/chatter', 'ada/painter'])
      expect(lines(await done('spaces search -q painter'))[0]).toBe('ada/painter')
      expect(await done('spaces search chatter --include-non-running')).toContain('bob/chatter')
      expect(await done('spaces search -q chatter --sdk gradio --include-non-running')).not.toContain('bob/chatter')
    },
  },
  {
    name: 'lists: one model, dataset and Space, with its card and files',
    hub: { repos },
    play: async ({ done, python }) => {
      const chat: unknown = JSON.parse(await done('models info ada/chat --json'))
      expect(chat).toMatchObject({
        id: 'ada/chat',
        downloads: 30,
        likes: 1,
        pipeline_tag: 'text-generation',
        library_name: 'transformers',
        private: false,
      })
      expect(JSON.parse(await done('models info ada/draw --json --expand gated,tags'))).toMatchObject({
        id: 'ada/draw',
        gated: 'auto',
        tags: ['text-to-image'],
      })
      expect(JSON.parse(await done('datasets info ada/words --json'))).toMatchObject({ id: 'ada/words', downloads: 3 })
      expect(JSON.parse(await done('spaces info bob/chatter --json'))).toMatchObject({
        id: 'bob/chatter',
        sdk: 'docker',
        runtime: { stage: 'SLEEPING' },
      })
      for (const [kind, id] of [
        ['models', 'ada/chat'],
        ['datasets', 'ada/words'],
        ['spaces', 'ada/painter'],
      ])
        expect(await done(`${kind} card ${id}`)).toContain('A card')
      expect(await done('models list ada/chat -R')).toContain('sub/a.txt')
      expect(await done('models list ada/chat')).not.toContain('sub/a.txt')
      expect(
        await python("print(*[f.path for f in api.list_repo_tree('ada/chat', 'sub', recursive=True, expand=True)])"),
      ).toBe('sub/a.txt\n')
      expect(
        await python(
          "print(api.get_paths_info('ada/chat', ['README.md'])[0].size, len(api.get_model_tags()), len(api.get_dataset_tags()) >= 0)",
        ),
      ).toMatch(/^27 \d+ True\n$/)
    },
  },
]
