import { readWireFile } from '../../wire/file-data.ts'
import { isObject, listOf, textOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { Media } from './media.tsx'
import { Nothing } from './nothing.tsx'

/** A video of Gradio 4 and 5 stands in an object of its own. */
const fileIn = (value: unknown) =>
  readWireFile(value) ?? (isObject(value) ? (readWireFile(value['video']) ?? readWireFile(value['image'])) : undefined)

/** One file or several. */
export const FilesOutput = ({ field }: ControlProps) => {
  const value = useCell(field.value)
  const label = textOf(useCell(field.props)['label'])
  const files = (Array.isArray(value) ? value : [value]).flatMap((entry) => fileIn(entry) ?? [])
  if (files.length === 0) return <Nothing />
  return (
    <div class="files">
      {files.map((file, index) => (
        <Media key={`${index} ${file.path}`} file={file} type={field.type} label={label} />
      ))}
    </div>
  )
}

/** Pictures, and videos, with what is said of each. */
export const GalleryOutput = ({ field }: ControlProps) => {
  const items = listOf(useCell(field.value)).flatMap((entry) => {
    const file = fileIn(entry)
    return file === undefined ? [] : [{ file, caption: isObject(entry) ? textOf(entry['caption']) : undefined }]
  })
  if (items.length === 0) return <Nothing />
  return (
    <ul class="gallery">
      {items.map(({ file, caption }, index) => (
        <li key={`${index} ${file.path}`}>
          <Media file={file} type="" label={caption} />
          {caption !== undefined && <p>{caption}</p>}
        </li>
      ))}
    </ul>
  )
}
