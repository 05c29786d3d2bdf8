import { type TemplateResult, html, nothing } from 'lit';
import type { InspectorReplay } from '../../../protocol/inspector';
import type { ReplaySnapshot } from '../../../protocol/replay';
import { PageElement } from '../pageElement';
import { actionButton } from '../page/errorActions';
import { type MenuItem, openMenu } from '../page/popupMenu';
import { toolButton } from '../page/toolButton';
import { isOver, marksAround, movedMarks, wholeSpan } from './replayPosition';
import './replayStrip';
import type { ReplayStrip } from './replayStrip';
import { replaySummary } from './replaySummary';
import {
  clockOf,
  latenessText,
  latenessWords,
  loopText,
  progressText,
  repliesText,
  whereText,
} from './replayTexts';
import './timingControl';

/** Below the timeline, while there is a replay of what the page shows: its strip, its controls, and how it ended. */
export class ReplayBar extends PageElement {
  private hadFocus = false;

  protected override connected(): void {
    const { replay, state } = this.inspector;
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', 'Replay');
    this.watch(replay.onDidChange, state.onDidChange);
  }

  protected override willUpdate(): void {
    this.hadFocus = this.contains(document.activeElement);
  }

  /** What had the focus may have gone with the state; the keyboard stays on the bar. */
  protected override updated(): void {
    if (this.hadFocus) void this.keepFocus();
  }

  private async keepFocus(): Promise<void> {
    await this.querySelector<ReplayStrip>('replay-strip')?.updateComplete;
    if (document.activeElement !== document.body) return;
    this.querySelector<HTMLElement>('.replay-controls :is(button, vscode-button)')?.focus();
  }

  protected override render() {
    const { replay } = this.inspector;
    const { value } = replay;
    if (!value) return nothing;
    return html`<replay-strip .inspector=${this.inspector}></replay-strip>
      <div class="replay-controls ${value.snapshot.state}">
        ${isOver(value.snapshot) ? replaySummary(this.inspector, value, () => this.dismiss()) : this.controls(value)}
      </div>`;
  }

  private controls({ snapshot, target, addresses }: InspectorReplay) {
    const { replay } = this.inspector;
    const isRunning = snapshot.state === 'running';
    const isWaiting = snapshot.state === 'waiting';
    return html`${toolButton({
        icon: isRunning ? 'debug-pause' : 'debug-continue',
        title: isRunning ? 'Pause the replay' : isWaiting ? 'Start the replay now' : 'Resume the replay',
        class: isRunning ? 'pause' : 'continue',
        run: () => void replay.control({ action: isRunning ? 'pause' : 'resume' }),
      })}
      ${toolButton({
        icon: 'debug-step-over',
        title: 'Send one message and stay paused',
        class: 'step',
        run: () => void replay.control({ action: 'step' }),
      })}
      ${toolButton({
        icon: 'debug-stop',
        title: 'Stop the replay',
        class: 'stop',
        run: () => void replay.control({ action: 'stop' }),
      })}
      ${isWaiting ? this.waiting(snapshot) : this.progress(snapshot)}
      <span class="replay-target" title=${`Sent through ${whereText(target, addresses)}`}
        >→ <bdi>${whereText(target, addresses)}</bdi></span
      >
      ${this.copyAddress(addresses)}
      <span class="grow"></span>
      ${this.lateness(snapshot)}
      <timing-control .inspector=${this.inspector}></timing-control>
      ${toolButton({
        icon: 'bookmark',
        label: 'Marks',
        title: 'Where the replay starts and ends',
        menu: true,
        run: (anchor) => openMenu(anchor, () => this.markItems()),
      })}
      ${toolButton({
        icon: 'target',
        label: 'Follow',
        title: 'Keep the message that was sent last in sight',
        pressed: replay.isFollowed,
        run: () => replay.setFollowed(!replay.isFollowed),
      })}`;
  }

  /** Peers are told where to connect. */
  private copyAddress(addresses: readonly string[]) {
    if (addresses.length === 0) return nothing;
    const text = addresses.join('\n');
    return toolButton({
      icon: 'copy',
      title: `Copy ${addresses.join(', ')}`,
      class: 'copy-address',
      run: () => void this.inspector.copy(text, 'Address'),
    });
  }

  private waiting({ peers, awaitPeers }: ReplaySnapshot) {
    const { replay, formats } = this.inspector;
    return html`<span class="replay-waiting">
        <span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>
        Waiting for peers: ${formats.count(peers)} of ${formats.count(awaitPeers)}
      </span>
      ${actionButton('Start Now', () => void replay.control({ action: 'resume' }))}`;
  }

  private progress(snapshot: ReplaySnapshot) {
    const { formats, replay } = this.inspector;
    const { failed, error, sent, replies, state } = snapshot;
    const clock = clockOf(replay.playheadMs, snapshot);
    const loop = loopText(snapshot, formats);
    return html`<span class="replay-clock" title="Of the recorded time">
        <b>${clock.at}</b> / ${clock.of}
      </span>
      <span class="replay-progress" title=${`${formats.count(sent)} sent in all`}>
        ${state === 'paused' ? 'Paused at ' : ''}${progressText(snapshot, formats)}${
          replies === undefined ? '' : ` · ${repliesText(replies, formats)}`
        }
      </span>
      ${
        failed > 0
          ? html`<span class="replay-failed" title=${error?.message ?? ''}
              >${formats.count(failed)} failed</span
            >`
          : nothing
      }
      ${loop ? html`<span class="replay-loop"><span class="codicon codicon-sync" aria-hidden="true"></span>${loop}</span>` : nothing}`;
  }

  private lateness({ lateness }: ReplaySnapshot): TemplateResult | typeof nothing {
    if (!lateness) return nothing;
    return html`<span class="replay-late" title=${latenessWords(lateness)}
      >late p99 <b>${latenessText(lateness.p99)}</b></span
    >`;
  }

  private markItems(): MenuItem[] {
    const { replay, state } = this.inspector;
    const { snapshot, marks, playheadMs } = replay;
    if (!snapshot) return [];
    const whole = wholeSpan(snapshot);
    const { timeRange } = state.value;
    const around = timeRange && marksAround(timeRange, whole);
    const isMarked = marks.startMs !== undefined || marks.endMs !== undefined;
    return [
      {
        label: 'Start Here',
        detail: 'I',
        run: () => void replay.steer({ action: 'marks', ...movedMarks(marks, 'start', playheadMs, whole) }),
      },
      {
        label: 'End Here',
        detail: 'O',
        run: () => void replay.steer({ action: 'marks', ...movedMarks(marks, 'end', playheadMs, whole) }),
      },
      ...(around
        ? [
            {
              label: 'Around the Selected Time Range',
              run: () => void replay.steer({ action: 'marks', ...around }),
            },
          ]
        : []),
      ...(isMarked
        ? [{ label: 'Remove Marks', separated: true, run: () => void replay.steer({ action: 'marks' }) }]
        : []),
    ];
  }

  private dismiss(): void {
    this.inspector.replay.dismiss();
    this.dispatchEvent(new CustomEvent('leave-filter', { bubbles: true }));
  }
}

customElements.define('replay-bar', ReplayBar);
