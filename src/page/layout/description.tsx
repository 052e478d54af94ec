import { Markdown } from '../markdown/markdown.tsx'

/** A paragraph or two of Markdown under a heading; plain words need no parser. */
export const Description = ({ text }: { readonly text: string }) =>
  /^[^*_`#<>[\]|~\\&\n-]*$/.test(text) ? (
    <p class="description">{text}</p>
  ) : (
    <div class="description">
      <Markdown text={text} />
    </div>
  )
