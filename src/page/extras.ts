import type { ComponentType } from 'preact'
import { ApiAction } from './api/api-action.tsx'
import { FlagButtons } from './flag/flag-buttons.tsx'
import { HistoryAction } from './history/history-action.tsx'
import type { RunProps } from './run/run-props.ts'
import { ShareButton } from './share/share-button.tsx'
import { SharedInputs } from './share/shared-inputs.tsx'

/** What stands in the head of the page, before the colour scheme. */
export const headActions: readonly ComponentType[] = [ApiAction, HistoryAction, SharedInputs]

/** What stands beside Run and Clear of each function. */
export const runActions: readonly ComponentType<RunProps>[] = [ShareButton]

/** What stands below the form of each function. */
export const functionFooters: readonly ComponentType<RunProps>[] = [FlagButtons]
