import { type TemplateResult, html, nothing } from 'lit';
import { type FrameInputKind, type InputMistake, frameInputKinds } from '../../../model/frameInput';
import type { ComposerFrame } from '../../../protocol/inspector';
import type { Formats } from '../formats';
import { toolButton } from '../page/toolButton';
import { checkFrame } from './composerDraft';

export interface FrameEditorOptions {
  readonly frame: ComposerFrame;
  readonly index: number;
  readonly count: number;
  readonly formats: Formats;
  readonly isDelimiter: boolean;
  readonly change: (frame: ComposerFrame) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
  /** Brings a mistake's place into sight. */
  readonly select: (mistake: InputMistake) => void;
  readonly chooseFile: () => void;
}

const placeholders: Readonly<Record<FrameInputKind, string>> = {
  text: 'empty frame',
  json: '{"seq": {{seq}}}',
  hex: 'empty frame (00 ff 0a …)',
  base64: 'empty frame (AAEC…)',
  file: 'path, absolute or in the workspace',
};
const mostLines = 8;

/** One frame in the composer: its kind, its value, what it comes to, and its mistake while typing. */
export function frameEditor(options: FrameEditorOptions): TemplateResult {
  const { frame, index, count, change } = options;
  const { mistakes, bytes } = checkFrame(frame);
  const [mistake] = mistakes;
  const lines = Math.min(mostLines, frame.value.split('\n').length);
  const input = (event: Event) => change({ ...frame, value: (event.target as HTMLTextAreaElement).value });
  return html`<div class="frame-editor ${mistake ? 'invalid' : ''}" role="group" aria-label="Frame ${index}">
    <select
      class="kind"
      aria-label="Kind of frame ${index}"
      .value=${frame.kind}
      @change=${(event: Event) =>
        change({ ...frame, kind: (event.target as HTMLSelectElement).value as FrameInputKind })}
    >
      ${frameInputKinds.map((kind) => html`<option value=${kind} ?selected=${kind === frame.kind}>${kind}</option>`)}
    </select>
    <div class="frame-value">
      <textarea
        rows=${lines}
        spellcheck="false"
        data-frame=${index}
        aria-label="Value of frame ${index}"
        aria-invalid=${String(mistake !== undefined)}
        aria-describedby=${mistake ? `frame-mistake-${index}` : nothing}
        placeholder=${options.isDelimiter ? 'empty delimiter' : placeholders[frame.kind]}
        .value=${frame.value}
        @input=${input}
      ></textarea>
    </div>
    <span class="frame-size">${sizeText(bytes, options.formats, mistake !== undefined)}</span>
    ${
      frame.kind === 'file'
        ? toolButton({ icon: 'folder-opened', title: 'Choose a file', run: options.chooseFile })
        : nothing
    }
    ${
      count > 1
        ? html`${toolButton({
            icon: 'arrow-up',
            title: `Move frame ${index} up`,
            disabled: index === 0,
            class: 'slim',
            run: () => options.move(-1),
          })}
          ${toolButton({
            icon: 'arrow-down',
            title: `Move frame ${index} down`,
            disabled: index === count - 1,
            class: 'slim',
            run: () => options.move(1),
          })}
          ${toolButton({ icon: 'close', title: `Remove frame ${index}`, class: 'slim', run: options.remove })}`
        : nothing
    }
    ${
      mistake
        ? html`<div class="frame-mistake" role="alert">
            <button
              type="button"
              id="frame-mistake-${index}"
              title="Select what is wrong"
              @click=${() => options.select(mistake)}
            >
              ${mistake.message}
            </button>
          </div>`
        : nothing
    }
  </div>`;
}

function sizeText(bytes: number | 'template' | 'file', formats: Formats, wrong: boolean): string {
  if (wrong) return '';
  if (typeof bytes === 'string') return bytes;
  return bytes === 0 ? 'empty' : formats.bytes(bytes);
}
