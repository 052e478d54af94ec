import { fileUrl, type WireFile } from '../../wire/file-data.ts'
import { bytesText } from '../fields/file-rules.ts'
import { localAddress } from '../fields/local-files.ts'
import { usePage } from '../model/context.ts'

/** Where the browser gets a file from; '' when it names none we may load. */
const useFileAddress = (file: WireFile): string => {
  const { root, prefix } = usePage().address
  return localAddress(file.path) ?? fileUrl(root, prefix, file)
}

const endings: Readonly<Record<string, RegExp>> = {
  image: /\.(png|jpe?g|gif|webp|avif|bmp|svg)$/i,
  audio: /\.(mp3|wav|ogg|oga|flac|m4a|aac|opus)$/i,
  video: /\.(mp4|webm|mov|m4v|ogv)$/i,
}

const kindOf = ({ mime_type: type, orig_name: name, path }: WireFile): string => {
  const [kind = ''] = (type ?? '').split('/')
  if (Object.hasOwn(endings, kind)) return kind
  return Object.keys(endings).find((known) => endings[known]?.test(name ?? path)) ?? 'file'
}

export interface MediaProps {
  readonly file: WireFile
  /** The component's type, when it is one of the media. */
  readonly type: string
  /** What it shows, for those who do not see it. */
  readonly label?: string | undefined
}

/** A file as what it is: a picture, sound, moving pictures, or a name to get it by. */
export const Media = ({ file, type, label }: MediaProps) => {
  const address = useFileAddress(file)
  const name = file.orig_name ?? file.path.slice(file.path.lastIndexOf('/') + 1)
  // The page loads nothing from elsewhere; a visitor may.
  const own = /^(?:blob|data):/.test(address) || address.startsWith(`${location.origin}/`)
  const kind = !own ? 'file' : ['image', 'audio', 'video'].includes(type) ? type : kindOf(file)
  return (
    <figure class={`media is-${kind}`}>
      {kind === 'image' && <img src={address} alt={label ?? name} loading="lazy" />}
      {kind === 'audio' && <audio src={address} controls preload="metadata" aria-label={label ?? name} />}
      {kind === 'video' && <video src={address} controls preload="metadata" playsInline aria-label={label ?? name} />}
      <figcaption>
        <a href={address} download={name} rel="noopener noreferrer" class="file-name">
          {name}
        </a>
        {typeof file.size === 'number' && <small>{bytesText(file.size)}</small>}
      </figcaption>
    </figure>
  )
}
