import { expect, test } from 'vitest'
import { readConfig } from '../../src/wire/config.ts'
import { readEndpoints, type Endpoint } from '../../src/wire/endpoint.ts'
import { configOf, endpointsOf, infoOf, majors, recording } from './recording.ts'

test.each(majors)('Gradio %i: every endpoint of info is read, with as many parameters and outputs as info has', (major) => {
  const info = JSON.parse(recording(`info${major}.json`)) as Record<string, Record<string, { parameters: []; returns: [] }>>
  const endpoints = [...endpointsOf(major).values()]
  const documented = { ...info['named_endpoints'], ...info['unnamed_endpoints'] }
  const shown = endpoints.filter(({ visibility }) => visibility === 'public')
  expect(shown).toHaveLength(Object.keys(documented).length)
  for (const { name, apiName, index, parameters, returns } of shown) {
    const entry = documented[apiName === undefined ? String(index) : `/${apiName}`]
    expect([name, parameters.length, returns.length]).toEqual([name, entry?.parameters.length, entry?.returns.length])
  }
})

test.each(majors)('Gradio %i: slots and positions fit what config says a request and an answer hold', (major) => {
  const { dependencies, components } = configOf(major)
  for (const { name, index, slots, parameters, returns } of endpointsOf(major).values()) {
    const dependency = dependencies.find(({ id }) => id === index)
    expect([name, slots.length]).toEqual([name, dependency?.inputs.length])
    expect(slots.filter((slot) => slot !== null)).toEqual(parameters.map((_, place) => place))
    slots.forEach((slot, place) => {
      const hidden = components.get(dependency?.inputs[place] ?? -1)?.skipApi
      expect([name, place, slot === null]).toEqual([name, place, hidden])
    })
    for (const { position } of returns) {
      expect(components.get(dependency?.outputs[position] ?? -1)?.skipApi).toBe(false)
    }
  }
})

const typesOf = (parameters: Endpoint['parameters']): unknown =>
  parameters.map(({ schema, required }) => ({ ...schema, examples: undefined, required }))

test.each(majors)('Gradio %i: without info, config alone gives the same types', (major) => {
  const derived = endpointsOf(major, undefined)
  const placed = (returns: Endpoint['returns'] = []) => returns.map(({ name, schema, position }) => [name, schema, position])
  for (const [name, { parameters, returns, slots }] of endpointsOf(major)) {
    const alone = derived.get(name)
    expect(alone?.slots).toEqual(slots)
    expect(typesOf(alone?.parameters ?? [])).toEqual(typesOf(parameters))
    expect(placed(alone?.returns)).toEqual(placed(returns))
  }
})

test.each([null, {}, 'Internal Server Error', { named_endpoints: [] }, []])('info that says %j is none', (info) => {
  const alone = [...endpointsOf(6, undefined).values()].map(({ name, visibility }) => [name, visibility])
  expect([...endpointsOf(6, info).values()].map(({ name, visibility }) => [name, visibility])).toEqual(alone)
})

test.each(majors)('Gradio %i: names are unique, in the app and in every endpoint', (major) => {
  const endpoints = readEndpoints(configOf(major), infoOf(major))
  expect(new Set(endpoints.map(({ name }) => name)).size).toBe(endpoints.length)
  for (const { parameters, returns } of endpoints) {
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length)
    expect(new Set(returns.map(({ name }) => name)).size).toBe(returns.length)
  }
})

test.each(majors)('Gradio %i: the first function looks the same on every version', (major) => {
  const greet = endpointsOf(major).get('greet')
  expect(greet?.index).toBe(0)
  expect(greet?.parameters.map(({ name, required, schema }) => [name, required, schema.type, schema.title, schema.default])).toEqual(
    [
      ['name', true, 'string', 'Name', undefined],
      ['excited', false, 'boolean', 'Excited?', false],
      ['n', false, 'number', 'N', 3],
    ],
  )
  expect(greet?.returns.map(({ name, schema }) => [name, schema.type])).toEqual([['greeting', 'string']])
  expect([greet?.queued, greet?.generator, greet?.stateful]).toEqual([true, false, false])
})

test('unnamed, hidden and private functions have their place', () => {
  expect(endpointsOf(3).get('fn_13')).toMatchObject({ index: 13, apiName: undefined, visibility: 'public' })
  expect([...endpointsOf(3).values()].some(({ index }) => index === 14)).toBe(false)
  for (const major of [4, 5, 6] as const) {
    expect(endpointsOf(major).get('undoc')?.visibility).toBe('undocumented')
    expect([...endpointsOf(major).values()].some(({ index }) => index === 15 || index === 17)).toBe(false)
  }
})

test('queueing and state are read from config', () => {
  for (const major of majors) {
    const endpoints = endpointsOf(major)
    expect(endpoints.get('noqueue')?.queued).toBe(false)
    expect(endpoints.get('counter')?.generator).toBe(true)
    expect(endpoints.get('stateful')).toMatchObject({ stateful: true, slots: [0, null] })
    expect(endpoints.get('stateful')?.returns).toHaveLength(1)
  }
})

test('buttons are text in Gradio 3 and filled by the server since 4; upload and download buttons are files', () => {
  expect(endpointsOf(3).get('z_button')?.parameters[0]?.schema.type).toBe('string')
  for (const major of [4, 5, 6] as const) {
    const endpoints = endpointsOf(major)
    expect(endpoints.get('z_button')).toMatchObject({ slots: [null], parameters: [], returns: [] })
    expect(endpoints.get('z_duplicate')).toMatchObject({ slots: [null], parameters: [], returns: [] })
    expect(endpoints.get('z_upl')?.returns[0]?.schema).toMatchObject({ format: 'file' })
    expect(endpoints.get('z_dlb')?.returns[0]?.schema).toMatchObject({ format: 'file' })
  }
})

test('the smallest config and info that official clients accept are enough', () => {
  const config = readConfig(JSON.parse(recording('example-config.json')))
  const endpoints = readEndpoints(config, JSON.parse(recording('example-info.json')))
  const stateful = endpoints.find(({ name }) => name === 'stateful')
  expect(endpoints.map(({ name }) => name)).toEqual(['greet', 'counter', 'fail', 'file', 'slow', 'stateful'])
  expect([stateful?.slots, stateful?.parameters[0]?.name, stateful?.returns.length]).toEqual([[0, null], 'x', 1])
  const derived = readEndpoints(config, undefined).find(({ name }) => name === 'file')
  expect(derived?.parameters[0]?.schema).toEqual({ format: 'file', title: 'F', 'x-component': 'File' })
})
