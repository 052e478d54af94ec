import { useEffect, useRef, useState } from 'preact/hooks'
import type { LayoutNode } from '../config.ts'
import { usePage } from '../model/context.ts'
import type { Page } from '../model/page.ts'
import { textOf } from '../../wire/json.ts'
import type { BoxProps } from './box-props.ts'
import { Part } from './part.tsx'

interface Tab {
  readonly node: LayoutNode
  readonly label: string
  /** What the address says after `#` to open it. */
  readonly name: string
}

const tabsOf = (page: Page, { children }: LayoutNode): Tab[] =>
  children.map((node, index) => {
    const props = page.fields.get(node.id)?.props.value ?? {}
    const label = textOf(props['label']) ?? `Tab ${index + 1}`
    return { node, label, name: textOf(props['id']) ?? label }
  })

const named = (tabs: readonly Tab[], hash: string): number => {
  const wanted = hash.slice(1)
  return tabs.findIndex(({ name }) => name === wanted || encodeURIComponent(name) === wanted)
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** The tab that is open; the address names it, so that Back goes to the one before. */
const useOpenTab = (tabs: readonly Tab[]): [open: number, select: (index: number, passing?: boolean) => void] => {
  const [open, setOpen] = useState(() => Math.max(0, named(tabs, location.hash)))
  useEffect(() => {
    const follow = (): void => {
      const index = location.hash === '' ? 0 : named(tabs, location.hash)
      if (index >= 0) setOpen(index)
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [tabs])
  const select = (index: number, passing = false): void => {
    setOpen(index)
    const tab = tabs[index]
    if (tab === undefined) return
    const hash = encodeURIComponent(tab.name)
    // Who goes through the tabs by arrows leaves no trail of them for Back.
    if (passing) history.replaceState(history.state, '', `#${hash}`)
    else location.hash = hash
  }
  return [open, select]
}

/** Tabs; those not open stay as they are. */
export const Tabs = ({ node, inside }: BoxProps) => {
  const page = usePage()
  const tabs = useRef<readonly Tab[]>(undefined)
  tabs.current ??= tabsOf(page, node)
  const all = tabs.current
  const [open, select] = useOpenTab(all)
  const buttons = useRef<(HTMLButtonElement | null)[]>([])
  useEffect(() => buttons.current[open]?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [open])
  const onKeyDown = (event: KeyboardEvent): void => {
    const rightToLeft = document.documentElement.dir === 'rtl'
    const key = rightToLeft ? (mirrored[event.key] ?? event.key) : event.key
    const step = Object.hasOwn(steps, key) ? steps[key] : undefined
    if (step === undefined) return
    event.preventDefault()
    const next = (step(open, all.length) + all.length) % all.length
    select(next, true)
    buttons.current[next]?.focus()
  }
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" onKeyDown={onKeyDown}>
        {all.map(({ node: { id }, label }, index) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-controls={`panel-${id}`}
            aria-selected={index === open}
            tabIndex={index === open ? 0 : -1}
            ref={(button) => {
              buttons.current[index] = button
            }}
            onClick={() => select(index)}
          >
            {label}
          </button>
        ))}
      </div>
      {all.map(({ node: tab }, index) => (
        <div
          key={tab.id}
          class="tab-panel"
          role="tabpanel"
          id={`panel-${tab.id}`}
          aria-labelledby={`tab-${tab.id}`}
          hidden={index !== open}
        >
          <Part node={tab} inside={inside} />
        </div>
      ))}
    </div>
  )
}

const mirrored: Readonly<Record<string, string>> = { ArrowRight: 'ArrowLeft', ArrowLeft: 'ArrowRight' }
