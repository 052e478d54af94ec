import { onDemand } from '../history/on-demand.tsx'

/** The page of a chat. */
export const ChatPage = onDemand(async () => (await import('./parts.ts')).ChatPage)

export const ChatbotOutput = onDemand(async () => (await import('./parts.ts')).ChatbotOutput)

export const MultimodalTextbox = onDemand(async () => (await import('./parts.ts')).MultimodalTextbox)
