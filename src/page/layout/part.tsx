import type { ComponentChild } from 'preact'
import { chatIn } from './chat-in.ts'
import { ChatPage } from '../chat/lazy.tsx'
import type { LayoutNode } from '../config.ts'
import { FieldView } from '../fields/field-view.tsx'
import { usePage } from '../model/context.ts'
import { FormFoot, FormHead } from './form.tsx'

interface PartProps {
  readonly node: LayoutNode
  /** Draws all that stands in a node. */
  readonly inside: (node: LayoutNode) => ComponentChild
}

/** The page, or a tab of it: a chat, or components with what belongs to their functions. */
export const Part = ({ node, inside }: PartProps) => {
  const chat = chatIn(usePage(), node)
  if (chat !== undefined) return <ChatPage run={chat} view={FieldView} />
  return (
    <>
      <FormHead node={node} />
      {inside(node)}
      <FormFoot node={node} />
    </>
  )
}
