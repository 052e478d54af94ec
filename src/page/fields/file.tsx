import { useEffect, useRef, useState } from 'preact/hooks'
import { readWireFile, type WireFile } from '../../wire/file-data.ts'
import { usePage } from '../model/context.ts'
import { Media } from '../outputs/media.tsx'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { attributesOf } from './attributes.ts'
import { acceptedTypes, bytesText, refusalOf } from './file-rules.ts'
import { droppedFolder } from './dropped-folder.ts'
import { freeLocal, keepLocal } from './local-files.ts'
import { Sending, type Sent } from './sending.ts'

const filesIn = (value: unknown): WireFile[] =>
  (Array.isArray(value) ? value : [value]).flatMap((entry) => readWireFile(entry) ?? [])

/** One file or several: dropped, pasted or chosen. */
export const FileInput = ({ field }: ControlProps) => {
  const { address, config } = usePage()
  const props = useCell(field.props)
  const files = filesIn(useCell(field.value))
  const fault = useCell(field.fault)
  const [sending] = useState(() => new Sending(field, address))
  const underWay = useCell(sending.files)
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const several = props['file_count'] === 'multiple' || props['file_count'] === 'directory'
  const accepted = acceptedTypes(field.type, props)
  useEffect(() => () => sending.stop(), [sending])

  const set = (next: readonly WireFile[]): void => {
    const kept = new Set(next.map(({ path }) => path))
    for (const { path } of filesIn(field.value.value)) if (!kept.has(path)) freeLocal(path)
    field.enter(several ? (next.length === 0 ? null : next) : (next[0] ?? null))
  }
  const take = async (given: readonly File[]): Promise<void> => {
    if (given.length === 0) return
    const refusal = given.map((file) => refusalOf(file, { accepted, limit: config.maxFileSize })).find(Boolean)
    if (refusal !== undefined) return field.fault.set(refusal)
    field.fault.set(undefined)
    if (!several) sending.stop()
    const chosen = several ? given : given.slice(0, 1)
    const sent = await sending.send(chosen)
    for (const file of sent) {
      const local = chosen.find(({ name, size }) => name === file.orig_name && size === file.size)
      if (local !== undefined) keepLocal(file.path, local)
    }
    if (sent.length === 0) return
    set(several ? [...filesIn(field.value.value), ...sent] : sent)
    field.emit('upload')
  }

  return (
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const folder = droppedFolder(event.dataTransfer)
        if (folder !== undefined) return field.fault.set(`${folder} is a folder; give the files in it`)
        void take([...(event.dataTransfer?.files ?? [])])
      }}
      onPaste={(event) => void take([...(event.clipboardData?.files ?? [])])}
    >
      {files.map((file) => (
        <div class="given" key={file.path}>
          <Media file={file} type={field.type} />
          <button
            type="button"
            class="quiet"
            aria-label={`Remove ${file.orig_name ?? 'the file'}`}
            onClick={() => {
              set(files.filter((other) => other !== file))
              field.emit('clear')
              input.current?.focus()
            }}
          >
            ×
          </button>
        </div>
      ))}
      {underWay.map((sent) => (
        <SentFile key={sent.file.name} sent={sent} />
      ))}
      <input
        {...attributesOf(field, fault)}
        ref={input}
        type="file"
        accept={accepted.join(',')}
        multiple={several}
        onChange={({ currentTarget }) => {
          void take([...(currentTarget.files ?? [])])
          // The same file may be chosen again.
          currentTarget.value = ''
        }}
      />
      <p class="drop-text" aria-hidden="true">
        <span>
          <b>{files.length > 0 && !several ? 'Choose another file' : 'Choose a file'}</b>, drop it here or paste it
        </span>
        {config.maxFileSize !== undefined && <small>up to {bytesText(config.maxFileSize)}</small>}
      </p>
    </div>
  )
}

const SentFile = ({ sent }: { readonly sent: Sent }) => {
  const share = useCell(sent.share)
  return (
    <div class="given">
      <span class="file-name">{sent.file.name}</span>
      <progress max={1} value={share} aria-label={`Sending ${sent.file.name}`} />
      <button type="button" class="quiet" aria-label={`Stop sending ${sent.file.name}`} onClick={sent.stop}>
        ×
      </button>
    </div>
  )
}
