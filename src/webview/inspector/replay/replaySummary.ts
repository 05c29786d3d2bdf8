import { type TemplateResult, html, nothing } from 'lit';
import type { InspectorReplay } from '../../../protocol/inspector';
import type { ReplaySnapshot } from '../../../protocol/replay';
import type { Inspector } from '../inspector';
import { actionButton, fixButton } from '../page/errorActions';
import { toolButton } from '../page/toolButton';
import { latenessText, latenessWords, paceText, progressText, repliesText, whereText } from './replayTexts';

const endIcons = { finished: 'pass-filled', stopped: 'debug-stop', failed: 'error' } as const;

/** How a replay ended: what was sent, what was not and why, and how late. */
export function replaySummary(
  inspector: Inspector,
  { snapshot, target, addresses }: InspectorReplay,
  dismiss: () => void,
): TemplateResult {
  const { formats } = inspector;
  const { state, sent, failed, replies, lateness, error, loop } = snapshot;
  const pace = paceText(snapshot, formats);
  const icon = endIcons[state as keyof typeof endIcons];
  return html`<span class="codicon codicon-${icon}" aria-hidden="true"></span>
    <span class="replay-facts">
      ${headline(inspector, snapshot)}
      <span><b>${formats.count(sent)}</b> sent${loop > 1 ? ` in ${formats.count(loop)} loops` : ''}</span>
      ${pace ? html`<span title="While it ran, without pauses and the wait for peers">${pace}</span>` : nothing}
      <span class=${failed > 0 ? 'replay-failed' : ''}><b>${formats.count(failed)}</b> failed</span>
      ${replies === undefined ? nothing : html`<span>${repliesText(replies, formats)}</span>`}
      ${
        lateness
          ? html`<span title=${latenessWords(lateness)}
              >late: p50 <b>${latenessText(lateness.p50)}</b>, p99 <b>${latenessText(lateness.p99)}</b>, max
              <b>${latenessText(lateness.max)}</b></span
            >`
          : nothing
      }
      <span class="replay-target" title=${`Sent through ${whereText(target, addresses)}`}
        >→ <bdi>${target}</bdi></span
      >
      ${
        state !== 'failed' && failed > 0 && error
          ? html`<span class="replay-reason" title=${error.message}>Last failure: ${error.message}</span>`
          : nothing
      }
    </span>
    ${error ? (fixButton(inspector, error.action) ?? nothing) : nothing}
    ${actionButton('Replay Again…', () => void inspector.run('zeromq.replay.start'), true)}
    ${toolButton({ icon: 'close', title: 'Close the summary', run: dismiss })}`;
}

function headline({ formats }: Inspector, snapshot: ReplaySnapshot): TemplateResult {
  switch (snapshot.state) {
    case 'failed':
      return html`<b class="replay-end" role="alert">${snapshot.error?.message ?? 'The replay failed.'}</b>`;
    case 'stopped':
      return html`<b class="replay-end">Stopped at ${progressText(snapshot, formats)}</b>`;
    default:
      return html`<b class="replay-end">Replayed</b>`;
  }
}
