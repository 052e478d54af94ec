import { useRef, useState } from 'preact/hooks'
import type { attributesOf } from './attributes.ts'
import { isSame, labelFor, type Choice } from './choices.ts'

export interface ComboboxProps {
  readonly attributes: ReturnType<typeof attributesOf>
  readonly choices: readonly Choice[]
  /** What is not among the choices may be written. */
  readonly custom: boolean
  /** Of one value: its label. */
  readonly written?: string | undefined
  /** Of several values: those there are. */
  readonly chosen?: readonly unknown[] | undefined
  readonly onChoose: (value: unknown) => void
  readonly onRemove?: ((value: unknown) => void) | undefined
}

/** Choices shown at a time; writing more finds the others. */
const most = 100

/** A box to write in, with the choices that fit below it (WAI-ARIA combobox with a list box). */
export const Combobox = ({ attributes, choices, custom, written, chosen, onChoose, onRemove }: ComboboxProps) => {
  const [text, setText] = useState<string>()
  const [at, setAt] = useState(0)
  const [open, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const sought = (text ?? '').toLocaleLowerCase()
  const fitting = choices
    .filter(
      ({ label, value }) => label.toLocaleLowerCase().includes(sought) && !chosen?.some((one) => isSame(one, value)),
    )
    .slice(0, most)
  const list = `${attributes.id}-list`

  const close = (): void => {
    setOpen(false)
    setText(undefined)
    setAt(0)
  }
  const choose = (value: unknown): void => {
    onChoose(value)
    close()
  }
  const leave = (): void => {
    if (custom && text !== undefined && text !== '') choose(choices.find(({ label }) => label === text)?.value ?? text)
    else close()
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => (open ? setAt(Math.min(at + 1, fitting.length - 1)) : setOpen(true)),
    ArrowUp: () => setAt(Math.max(at - 1, 0)),
    Escape: close,
    Enter: () => {
      const found = fitting[at]
      if (custom && text !== undefined && text !== '') choose(found?.label === text ? found.value : text)
      else if (open && found !== undefined) choose(found.value)
    },
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = chosen?.at(-1)
    if (event.key === 'Backspace' && (text ?? '') === '' && last !== undefined) return onRemove?.(last)
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined
    if (act === undefined || event.ctrlKey || event.metaKey) return
    if (event.key !== 'Escape' || open) event.preventDefault()
    act()
  }

  return (
    <div class="combobox">
      {chosen?.map((value, index) => (
        <span class="chip" key={index}>
          {labelFor(choices, value)}
          <button
            type="button"
            aria-label={`Remove ${labelFor(choices, value)}`}
            onClick={() => {
              onRemove?.(value)
              input.current?.focus()
            }}
          >
            ×
          </button>
        </span>
      ))}
      <input
        {...attributes}
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && fitting.length > 0 ? `${list}-${at}` : undefined}
        value={text ?? written ?? ''}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onClick={() => setOpen(true)}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value)
          setAt(0)
          setOpen(true)
        }}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label="Choices" hidden={!open || fitting.length === 0}>
        {open &&
          fitting.map(({ label, value }, index) => (
            <li
              key={index}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              // Before the box loses the focus.
              onMouseDown={(event) => {
                event.preventDefault()
                choose(value)
              }}
            >
              {label}
            </li>
          ))}
      </ul>
    </div>
  )
}
