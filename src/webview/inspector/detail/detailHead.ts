import { type TemplateResult, html, nothing } from 'lit';
import { clockTime } from '../formats';
import type { Inspector } from '../inspector';
import { openMenu } from '../page/popupMenu';
import { toolButton } from '../page/toolButton';
import { copyItems } from './copyMessage';
import type { ShownMessage } from './selectedMessage';

export interface DetailHeadOptions {
  readonly message: ShownMessage;
  readonly inspector: Inspector;
  readonly send: (kind: 'sendAgain' | 'editAndSend') => void;
  /** Saves the frame on screen. */
  readonly save: () => void;
}

/** Which message it is, and what can be done with it. */
export function detailHead(options: DetailHeadOptions): TemplateResult {
  const { result } = options.message;
  const { formats, session } = options.inspector;
  const received = result.direction === 'in';
  return html`<div class="detail-head">
    <div class="detail-title">
      <div class="detail-facts">
        <span class="fact first"
          ><span class="direction ${result.direction}" role="img" aria-label=${received ? 'Received' : 'Sent'}
            >${received ? '↓' : '↑'}</span
          >
          <b>#${formats.count(result.row)}</b></span
        >
        <span class="fact dim">${clockTime(BigInt(result.timeNs))}</span>
        <span class="fact listed dim">${formats.counted(result.frameCount, 'frame')}</span>
        <span class="fact listed dim">${formats.bytes(result.size)}</span>
        ${
          result.topicFrame >= 0 || result.topic
            ? html`<span class="fact listed"
                ><bdi class="detail-topic">${result.topic || '(empty topic)'}</bdi></span
              >`
            : nothing
        }
        ${
          session.value.pendingRequest === result.row
            ? html`<span class="fact"><span class="badge">waits for its reply</span></span>`
            : nothing
        }
      </div>
    </div>
    <div class="detail-actions">${actions(options)}</div>
  </div>`;
}

function actions({ message, inspector, send, save }: DetailHeadOptions): TemplateResult {
  const frame = message.frames.get(message.frame);
  return html`${toolButton({
    icon: 'copy',
    title: 'Copy',
    menu: true,
    class: 'icon-menu',
    run: (anchor) => openMenu(anchor, () => copyItems(inspector, message.result.row, frame)),
  })}
  ${frame ? toolButton({ icon: 'save', title: 'Save this frame to a file', run: save }) : nothing}
  ${
    inspector.canSend
      ? html`${toolButton({ icon: 'redo', title: 'Send again as it is', run: () => send('sendAgain') })}
        ${toolButton({ icon: 'edit', title: 'Edit and send', run: () => send('editAndSend') })}`
      : nothing
  }`;
}
