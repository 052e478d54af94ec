import { chatbotComponent, multimodalComponent } from './component-chat.ts'
import { choiceComponent } from './component-choice.ts'
import {
  dataframeComponent,
  fileExplorerComponent,
  highlightedTextComponent,
  labelComponent,
  plotComponent,
} from './component-data.ts'
import { fileComponent, mediaComponent, videoComponent } from './component-file.ts'
import { galleryComponent } from './component-gallery.ts'
import { annotatedImageComponent, editorComponent, imageComponent, sliderImagesComponent } from './component-image.ts'
import { numberComponent, textboxComponent, textComponent } from './component-scalar.ts'
import { plainKind, type Kind } from './form.ts'

const json = plainKind({ description: 'any JSON' })

/** Every component of Gradio 3.50 to 6.x that holds a value, by its lower-case name. State and layout never reach a user. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['textbox', textboxComponent],
  ['code', textComponent],
  ['markdown', textComponent],
  ['html', textComponent],
  ['colorpicker', textComponent],
  ['datetime', textComponent],
  // A string only in Gradio 3; later versions leave it out.
  ['button', textComponent],
  ['number', numberComponent],
  ['slider', numberComponent],
  ['timer', plainKind({ type: 'number' })],
  ['dataset', plainKind({ type: 'integer' })],
  ['checkbox', plainKind({ type: 'boolean' })],
  ['dropdown', choiceComponent],
  ['radio', choiceComponent],
  ['checkboxgroup', choiceComponent],
  ['file', fileComponent],
  ['uploadbutton', fileComponent],
  ['downloadbutton', fileComponent],
  ['model3d', mediaComponent()],
  ['image', imageComponent],
  ['audio', mediaComponent('audio/*')],
  ['video', videoComponent],
  ['gallery', galleryComponent],
  ['imageslider', sliderImagesComponent],
  ['imageeditor', editorComponent],
  ['imagemask', editorComponent],
  ['sketchpad', editorComponent],
  ['paint', editorComponent],
  ['annotatedimage', annotatedImageComponent],
  ['multimodaltextbox', multimodalComponent],
  ['chatbot', chatbotComponent],
  ['dataframe', dataframeComponent],
  ['highlightedtext', highlightedTextComponent],
  ['fileexplorer', fileExplorerComponent],
  ['label', labelComponent],
  ['plot', plotComponent],
  ['dialogue', plainKind()],
  ['json', json],
  ['lineplot', json],
  ['barplot', json],
  ['scatterplot', json],
  ['nativeplot', json],
  ['paramviewer', json],
  ['browserstate', json],
  ['navbar', json],
  ['api', json],
])

const unknownKind = plainKind()

/** How values of a component are described and written; one nobody knows is taken at its word. */
export const kindOf = (type: string): Kind => kinds.get(type) ?? unknownKind

export const isKnownKind = (type: string): boolean => kinds.has(type)
