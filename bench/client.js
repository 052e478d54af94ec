/** One client process: `node bench/client.js <ours|gradio-client|floor> <task> <options as JSON>`; prints its figures as JSON. */
import { tasks } from './clients/tasks.js'

const implementations = {
  ours: () => import('./clients/ours.js'),
  'gradio-client': () => import('./clients/gradio-client.js'),
  floor: () => import('./floor.js'),
}

const [which, task, options] = process.argv.slice(2)
const figures = await tasks[task](await implementations[which](), JSON.parse(options ?? '{}'))
console.log(JSON.stringify(figures))
