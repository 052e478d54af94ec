import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('a config of this server is read with all it says', () => {
  const config = readConfig({
    app_id: 7,
    title: 'Demo',
    mode: 'interface',
    api_prefix: '/gradio_api',
    max_file_size: 100,
    components: [{ id: 3, type: 'Textbox', props: { label: 'Name' } }],
    layout: { id: 0, children: [{ id: 3 }] },
    dependencies: [
      {
        id: 4,
        api_name: 'greet',
        inputs: [3],
        outputs: [],
        targets: [
          [3, 'submit'],
          [null, 'load'],
        ],
        cancels: [1],
        hfn: { title: 'Greet', parameters: ['name'], examples: [['Ada']], live: true, flags: ['wrong'] },
      },
    ],
    hfn: { description: 'Words' },
  })
  expect(config).toMatchObject({ appId: '7', title: 'Demo', description: 'Words', maxFileSize: 100 })
  expect(config.components.get(3)).toEqual({ id: 3, type: 'textbox', props: { label: 'Name' } })
  expect(config.layout).toEqual({ id: 0, children: [{ id: 3, children: [] }] })
  expect(config.functions).toEqual([
    {
      index: 4,
      name: 'greet',
      title: 'Greet',
      description: undefined,
      inputs: [3],
      outputs: [],
      parameters: ['name'],
      targets: [
        { component: 3, event: 'submit' },
        { component: undefined, event: 'load' },
      ],
      cancels: [1],
      examples: [['Ada']],
      live: true,
      flags: ['wrong'],
    },
  ])
})

test.each([null, 7, [], { components: 3, dependencies: [null, 'x', {}], layout: [], hfn: 'y' }])(
  'whatever stands there instead, the page has a config: %j',
  (json) => {
    const { title, functions, components, layout } = readConfig(json)
    expect(title).toBe('hfn')
    expect(functions.every(({ name, inputs }) => name === '2' || inputs.length === 0)).toBe(true)
    expect(components.size).toBe(0)
    expect(layout.children).toEqual([])
  },
)
