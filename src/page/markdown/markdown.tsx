import { useLayoutEffect, useRef } from 'preact/hooks'
import { useEngine } from './load.ts'
import { usePaced } from './pace.ts'
import { nothingSettled, settle, unsettled } from './settle.ts'
import './markdown.css'

export interface MarkdownProps {
  /** May grow from one render to the next: only what has not settled is drawn again. */
  readonly text: string
  /** Ends of lines are kept, as people expect in a chat. */
  readonly breaks?: boolean | undefined
}

/** Markdown of strangers, safe to show; as plain text until its parser has come. */
export const Markdown = ({ text, breaks }: MarkdownProps) => {
  const engine = useEngine()
  const { shown, drawn } = usePaced(text)
  const settled = useRef(nothingSettled)
  settled.current = settle(shown, settled.current)
  if (engine === undefined) return <div class="markdown plain">{shown}</div>
  const pieces = [...settled.current.pieces, unsettled(shown, settled.current)]
  const nodes = (piece: string): DocumentFragment => drawn(() => engine.markdownNodes(piece, { breaks }))
  return (
    <div class="markdown">
      {pieces.map((piece, place) => (
        <Nodes key={place} source={piece} nodes={nodes} />
      ))}
    </div>
  )
}

interface NodesProps {
  readonly source: string
  readonly nodes: (source: string) => DocumentFragment
}

const Nodes = ({ source, nodes }: NodesProps) => {
  const place = useRef<HTMLDivElement>(null)
  const make = useRef(nodes)
  make.current = nodes
  useLayoutEffect(() => place.current?.replaceChildren(make.current(source)), [source])
  return <div class="piece" ref={place} />
}
