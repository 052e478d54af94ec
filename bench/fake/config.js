/** @typedef {import('./endpoints.js').Endpoint} Endpoint */

const shared = { show_label: true, container: true, min_width: 160, visible: true, elem_classes: [], buttons: [] }
const fileSchema = {
  title: 'FileData',
  type: 'object',
  properties: {
    path: { title: 'Path', type: 'string' },
    url: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Url' },
    size: { anyOf: [{ type: 'integer' }, { type: 'null' }], default: null, title: 'Size' },
    orig_name: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Orig Name' },
    mime_type: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Mime Type' },
    is_stream: { default: false, title: 'Is Stream', type: 'boolean' },
    meta: { properties: { _type: { const: 'gradio.FileData', default: 'gradio.FileData', type: 'string' } } },
  },
  required: ['path'],
}

/** What config and info say of each type of component, as Gradio 6 does. */
const types = {
  textbox: {
    schema: { type: 'string' },
    python: 'str',
    example: 'Hello!!',
    props: { type: 'text', lines: 1, rtl: false },
  },
  number: { schema: { type: 'number' }, python: 'float', example: 3, props: { step: 1 } },
  checkbox: { schema: { type: 'boolean' }, python: 'bool', example: true, props: { value: false } },
  file: {
    schema: fileSchema,
    python: 'filepath',
    example: { path: 'https://example.com/a.zip' },
    props: { file_count: 'single' },
  },
  state: { props: {} },
}

const component = (id, type) => {
  const { schema, example, props } = types[type]
  const described = { api_info: schema, api_info_as_input: schema, api_info_as_output: schema, example_inputs: example }
  return {
    id,
    type,
    props: { ...props, ...shared, label: `${type} ${id}`, preserved_by_key: ['value'], name: type, _selectable: false },
    skip_api: type === 'state',
    component_class_id: 'e02807f5f5ba38d4435a0b381547d2915262a85254c9284291cd20dcfc911f45',
    key: null,
    ...(schema === undefined ? {} : described),
  }
}

const dependency = (id, { name, generator = false }, inputs, outputs) => ({
  id,
  targets: [],
  inputs,
  outputs,
  backend_fn: true,
  js: null,
  queue: true,
  api_name: name,
  api_description: null,
  scroll_to_output: false,
  show_progress: 'full',
  show_progress_on: null,
  batch: false,
  max_batch_size: 4,
  cancels: [],
  types: { generator, cancel: false },
  collects_event_data: false,
  trigger_after: null,
  trigger_only_on_success: false,
  trigger_only_on_failure: false,
  trigger_mode: 'once',
  api_visibility: 'public',
  rendered_in: null,
  render_id: null,
  connection: 'sse',
  time_limit: null,
  stream_every: 0.5,
  event_specific_args: null,
  component_prop_inputs: [],
  js_implementation: null,
})

/** `/config` of an app with these endpoints. */
export const makeConfig = (/** @type {Endpoint[]} */ endpoints, /** @type {string} */ root) => {
  const components = []
  const add = (type) => components.push(component(components.length + 1, type))
  const dependencies = endpoints.map((endpoint, id) =>
    dependency(id, endpoint, endpoint.inputs.map(add), endpoint.outputs.map(add)),
  )
  return {
    version: '6.25.0',
    api_prefix: '/gradio_api',
    mode: 'blocks',
    app_id: 85098773,
    components,
    connect_heartbeat: components.some(({ type }) => type === 'state'),
    title: 'Gradio',
    space_id: null,
    enable_queue: true,
    show_error: false,
    is_colab: false,
    max_file_size: null,
    theme: 'default',
    protocol: 'sse_v3',
    pages: [['', 'Home', true]],
    page: {},
    dependencies,
    layout: { id: 0, children: components.map(({ id }) => ({ id })) },
    username: null,
    root,
  }
}

const described = (type, index) => ({
  label: `${type} ${index}`,
  type: types[type].schema,
  python_type: { type: types[type].python, description: '' },
  component: type[0].toUpperCase() + type.slice(1),
})

const parameter = (type, index) => ({
  ...described(type, index),
  parameter_name: `${type}_${index}`,
  parameter_has_default: false,
  parameter_default: null,
  example_input: types[type].example,
})

const shown = (/** @type {string[]} */ names) => names.filter((type) => type !== 'state')

/** `/info` of an app with these endpoints. */
export const makeInfo = (/** @type {Endpoint[]} */ endpoints) => ({
  named_endpoints: Object.fromEntries(
    endpoints.map(({ name, inputs, outputs }) => [
      `/${name}`,
      {
        parameters: shown(inputs).map(parameter),
        returns: shown(outputs).map(described),
        api_visibility: 'public',
        description: '',
        code_snippets: Object.fromEntries(
          ['python', 'javascript', 'bash', 'cli'].map((language) => [language, `${language} `.repeat(30)]),
        ),
      },
    ]),
  ),
  unnamed_endpoints: {},
})
