import type { Widget, Widgets } from './registry.ts'
import { ChatbotOutput, MultimodalTextbox } from './chat/lazy.tsx'
import { ButtonInput } from './fields/button.tsx'
import { CheckboxInput } from './fields/checkbox.tsx'
import { CheckboxGroupInput, RadioInput } from './fields/choice-list.tsx'
import { DropdownInput } from './fields/dropdown.tsx'
import { FileInput } from './fields/file.tsx'
import { CodeInput, JsonInput } from './fields/json.tsx'
import { NumberInput } from './fields/number.tsx'
import { ColorInput, DateTimeInput } from './fields/plain.tsx'
import { SliderInput } from './fields/slider.tsx'
import { TextboxInput } from './fields/textbox.tsx'
import { FilesOutput, GalleryOutput } from './outputs/files.tsx'
import { HtmlOutput } from './outputs/html.tsx'
import { JsonOutput } from './outputs/json.tsx'
import { LabelOutput } from './outputs/label.tsx'
import {
  CheckboxOutput,
  ChoiceOutput,
  CodeOutput,
  ColorOutput,
  HighlightedOutput,
  MarkdownOutput,
  NumberOutput,
} from './outputs/plain.tsx'
import { TableOutput } from './outputs/table.tsx'
import { TextOutput } from './outputs/text.tsx'

const file: Widget = { input: FileInput, output: FilesOutput }
const button: Widget = { input: ButtonInput, output: ButtonInput, frame: 'bare' }

/** How each component type is shown; those not here are shown, and written, as JSON. */
export const widgets: Widgets = {
  textbox: { input: TextboxInput, output: TextOutput },
  number: { input: NumberInput, output: NumberOutput },
  slider: { input: SliderInput, output: NumberOutput },
  checkbox: { input: CheckboxInput, output: CheckboxOutput, frame: 'inline' },
  checkboxgroup: { input: CheckboxGroupInput, output: ChoiceOutput, frame: 'group' },
  radio: { input: RadioInput, output: ChoiceOutput, frame: 'group' },
  dropdown: { input: DropdownInput, output: ChoiceOutput },
  image: file,
  audio: file,
  video: file,
  file,
  uploadbutton: file,
  downloadbutton: { output: FilesOutput },
  gallery: { output: GalleryOutput },
  markdown: { output: MarkdownOutput },
  html: { output: HtmlOutput },
  label: { output: LabelOutput },
  code: { input: CodeInput, output: CodeOutput },
  json: { input: JsonInput, output: JsonOutput },
  chatbot: { output: ChatbotOutput },
  multimodaltextbox: { input: MultimodalTextbox },
  dataframe: { input: JsonInput, output: TableOutput },
  highlightedtext: { output: HighlightedOutput },
  datetime: { input: DateTimeInput, output: TextOutput },
  colorpicker: { input: ColorInput, output: ColorOutput },
  button,
  clearbutton: button,
}

/** Of a type nobody knows. */
export const unknownWidget: Widget = { input: JsonInput, output: JsonOutput }
