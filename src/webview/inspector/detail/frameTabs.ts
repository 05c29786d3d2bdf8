import { type TemplateResult, html, nothing } from 'lit';
import { decoderNames } from '../../../model/decoders/decodedFrame';
import { detectDecoder } from '../../../model/decoders/detectDecoder';
import type { Formats } from '../formats';
import { type ShownFrame, type ShownMessage, tabFrames } from './selectedMessage';

export interface FrameTabsOptions {
  readonly message: ShownMessage;
  readonly formats: Formats;
  readonly choose: (frame: number) => void;
}

/** The frames of a message as tabs; from the seventeenth on they are reached by their number. */
export function frameTabs({ message, formats, choose }: FrameTabsOptions): TemplateResult {
  const { frames, frame: current } = message;
  const shown = [...frames.values()].filter(({ index }) => index < tabFrames || index === current);
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = shown.findIndex(({ index }) => index === current);
    const next = step === undefined ? undefined : shown[at + step];
    if (!next) return;
    event.preventDefault();
    choose(next.index);
    const tabs = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]');
    tabs[at + (step ?? 0)]?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label="Frames" @keydown=${pressed}>
    ${shown.map(
      (frame) =>
        html`<button
          type="button"
          role="tab"
          class="tab ${frame.index === current ? 'on' : ''}"
          aria-selected=${String(frame.index === current)}
          tabindex=${frame.index === current ? 0 : -1}
          title=${`Frame ${frame.index}: ${frame.label.text}, ${formats.counted(frame.size, 'byte')}`}
          @click=${() => choose(frame.index)}
        >
          ${frame.index} · <bdi>${tabName(frame)}</bdi> ${formats.bytes(frame.size)}
        </button>`,
    )}
  </div>`;
}

/** The field for those frames that have no tab. */
export function frameNumber({ message, formats, choose }: FrameTabsOptions): TemplateResult | typeof nothing {
  const { frame: current, result } = message;
  if (result.frameCount <= tabFrames) return nothing;
  return html`<label class="go-to-frame"
    >frame
    <input
      type="number"
      min="0"
      max=${result.frameCount - 1}
      aria-label="Go to frame"
      .value=${String(current)}
      @change=${(event: Event) => {
        const index = Math.floor((event.target as HTMLInputElement).valueAsNumber);
        if (index >= 0 && index < result.frameCount) choose(index);
      }}
    />
    of ${formats.count(result.frameCount)}
  </label>`;
}

/** What the frame is in its pattern; of a body, what its bytes look like. */
function tabName({ label, bytes, size }: ShownFrame): string {
  if (label.role !== 'body') return label.text;
  const kind = detectDecoder(bytes, bytes.length < size);
  return kind === 'empty' ? 'empty' : kind === 'text' ? 'text' : decoderNames[kind];
}
