import { functionFooters } from '../extras.ts'
import type { LayoutNode } from '../config.ts'
import { usePage } from '../model/context.ts'
import type { Page } from '../model/page.ts'
import type { RunControl } from '../run/run-control.ts'
import { Description } from './description.tsx'
import { Examples } from '../run/examples.tsx'

interface FormProps {
  readonly node: LayoutNode
}

/** Ids of all below a node, down to tabs, which are forms of their own. */
const idsIn = (page: Page, node: LayoutNode): number[] => [
  node.id,
  ...node.children.flatMap((child) => (page.fields.get(child.id)?.type === 'tabs' ? [] : idsIn(page, child))),
]

/** The functions whose triggers stand in this part of the page. */
const functionsIn = (page: Page, node: LayoutNode): RunControl[] => {
  const ids = new Set(idsIn(page, node))
  return page.runs.filter(({ definition: { targets } }) =>
    targets.some(({ component }) => component !== undefined && ids.has(component)),
  )
}

/** What is said of a function above its form. */
export const FormHead = ({ node }: FormProps) => {
  const page = usePage()
  if (page.config.mode === 'blocks') return null
  const alone = page.runs.length === 1
  return (
    <>
      {functionsIn(page, node).map(({ definition: { index, title, description } }) => (
        <div class="form-head" key={index}>
          {title !== page.config.title && <h2 class={alone ? undefined : 'unseen'}>{title}</h2>}
          {description !== undefined && <Description text={description} />}
        </div>
      ))}
    </>
  )
}

/** What belongs to a function below its form. */
export const FormFoot = ({ node }: FormProps) => {
  const page = usePage()
  return (
    <>
      {functionsIn(page, node).map((run) => (
        <div class="form-foot" key={run.definition.index}>
          <Examples run={run} />
          {functionFooters.map((Footer, index) => (
            <Footer key={index} run={run} />
          ))}
        </div>
      ))}
    </>
  )
}
