import { html, nothing } from 'lit';
import { timeOfDay } from '../formats';
import { PageElement } from '../pageElement';
import {
  type Span,
  isOver,
  markedSpan,
  movedMarks,
  shareOf,
  timeAfterKey,
  wholeSpan,
} from './replayPosition';
import { progressText } from './replayTexts';

type Handle = 'playhead' | 'start' | 'end';

/** A shade narrower than this share would only be a stray line at the edge. */
const leastShade = 0.002;
/** Moves shorter than this leave a handle where it is. */
const clickPixels = 3;
/** A slider that has the focus is read out at every change: while the replay runs, this often is enough. */
const readOutEveryMs = 5000;

const keysHint =
  'Left and Right jump, with Shift by less, Page Down and Page Up by more. Space pauses and resumes. I and O set the start and end marks here.';
const marksHint = 'Left and Right move the mark, with Shift by less. Delete removes it.';

/**
 * Along the bottom edge of the timeline, which keeps its brush: the playhead, which jumps where it is dragged or the
 * strip is clicked, and the marks between which messages are sent. What they do to the timeline above lies over it, so
 * that nothing there is drawn again.
 */
export class ReplayStrip extends PageElement {
  static override properties = {
    ...PageElement.properties,
    dragged: { state: true },
    hinted: { state: true },
  };
  /** Where a handle is being dragged to; only letting go of it does something. */
  declare dragged: { readonly handle: Handle; readonly timeMs: number } | undefined;
  declare hinted: boolean;
  private readOut = { text: '', now: 0, at: 0 };

  constructor() {
    super();
    this.hinted = false;
  }

  protected override connected(): void {
    const { replay, timelineSpan } = this.inspector;
    this.watch(replay.onDidChange, timelineSpan.onDidChange);
  }

  protected override render() {
    const { replay } = this.inspector;
    const { snapshot } = replay;
    if (!snapshot) return nothing;
    const { dragged, playheadMs } = this;
    const isFixed = isOver(snapshot);
    const { fromMs, toMs } = this.span;
    this.classList.toggle('running', snapshot.state === 'running' && !dragged);
    return html`<div
        class="strip-area ${isFixed ? 'fixed' : ''}"
        @pointerdown=${(event: PointerEvent) => this.grabbed(event)}
        @pointermove=${(event: PointerEvent) => this.hovered(event)}
        @pointerleave=${() => this.showTip(undefined)}
      >
        <div class="strip-shade before" ?hidden=${shareOf(fromMs, this.scale) < leastShade}></div>
        <div class="strip-shade after" ?hidden=${shareOf(toMs, this.scale) > 1 - leastShade}></div>
        <div class="strip-track"></div>
        <div class="strip-done"></div>
        <div class="strip-carrier">
          <div class="playhead-line"></div>
          ${
            isFixed
              ? html`<div class="strip-handle playhead"></div>`
              : this.handle('playhead', { label: 'Replay position', ...this.playheadAria(playheadMs) })
          }
        </div>
        ${isFixed ? nothing : this.markHandles()}
        <div class="timeline-tip" hidden></div>
      </div>
      <div id="replay-keys" hidden>${keysHint}</div>
      <div id="replay-mark-keys" hidden>${marksHint}</div>
      ${
        this.hinted && !isFixed
          ? html`<div class="timeline-keys" aria-hidden="true">
              <b>${timeOfDay(playheadMs)}</b><span><kbd>←</kbd> <kbd>→</kbd> jump</span
              ><span><kbd>Space</kbd> ${snapshot.state === 'running' ? 'pause' : 'resume'}</span
              ><span><kbd>I</kbd> <kbd>O</kbd> start and end marks</span>
            </div>`
          : nothing
      }`;
  }

  /** The content security policy allows no style attributes. */
  protected override updated(): void {
    if (!this.inspector.replay.snapshot) return;
    const { scale, whole, span, playheadMs } = this;
    const shares = {
      '--whole-from': shareOf(whole.fromMs, scale),
      '--whole-to': shareOf(whole.toMs, scale),
      '--marks-from': shareOf(span.fromMs, scale),
      '--marks-to': shareOf(span.toMs, scale),
      '--playhead-at': shareOf(playheadMs, scale),
    };
    for (const [name, share] of Object.entries(shares)) this.style.setProperty(name, share.toFixed(6));
  }

  private markHandles() {
    const { startMs, endMs } = this.marks;
    const { fromMs, toMs } = this.span;
    const aria = (label: string, timeMs: number, isSet: boolean) => ({
      label,
      now: Math.round(timeMs - this.whole.fromMs),
      text: isSet ? timeOfDay(timeMs) : `${timeOfDay(timeMs)}, not set`,
    });
    return html`${this.handle('start', aria('Start mark', fromMs, startMs !== undefined))}
    ${this.handle('end', aria('End mark', toMs, endMs !== undefined))}`;
  }

  private handle(handle: Handle, { label, now, text }: { label: string; now: number; text: string }) {
    const { fromMs, toMs } = this.whole;
    const hint = handle === 'playhead' ? keysHint : marksHint;
    return html`<div
      class="strip-handle ${handle}"
      data-handle=${handle}
      role="slider"
      tabindex="0"
      title=${`${label}. ${hint}`}
      aria-label=${label}
      aria-describedby=${handle === 'playhead' ? 'replay-keys' : 'replay-mark-keys'}
      aria-valuemin="0"
      aria-valuemax=${Math.round(toMs - fromMs)}
      aria-valuenow=${now}
      aria-valuetext=${text}
      @keydown=${(event: KeyboardEvent) => this.pressed(handle, event)}
      @focus=${(event: Event) => {
        this.readOut.at = 0;
        this.hinted = handle === 'playhead' && (event.target as Element).matches(':focus-visible');
      }}
      @blur=${() => (this.hinted = false)}
    ></div>`;
  }

  private playheadAria(playheadMs: number): { now: number; text: string } {
    const { formats, replay } = this.inspector;
    const snapshot = replay.snapshot!;
    const isDue = performance.now() - this.readOut.at >= readOutEveryMs;
    if (snapshot.state !== 'running' || isDue) {
      this.readOut = {
        now: Math.round(playheadMs - this.whole.fromMs),
        text: `${timeOfDay(playheadMs)}, ${progressText(snapshot, formats)}`,
        at: performance.now(),
      };
    }
    return this.readOut;
  }

  /** What the width of the strip stands for: the timeline's times, once it knows them. */
  private get scale(): Span {
    return this.inspector.timelineSpan.value ?? this.whole;
  }

  private get whole(): Span {
    return wholeSpan(this.inspector.replay.snapshot!);
  }

  private get marks() {
    const { marks } = this.inspector.replay;
    const { dragged } = this;
    if (!dragged || dragged.handle === 'playhead') return marks;
    return movedMarks(marks, dragged.handle, dragged.timeMs, this.whole);
  }

  private get span(): Span {
    return markedSpan(this.whole, this.marks);
  }

  private get playheadMs(): number {
    const { dragged } = this;
    return dragged?.handle === 'playhead' ? dragged.timeMs : this.inspector.replay.playheadMs;
  }

  private moveTo(handle: Handle, timeMs: number): void {
    const { replay } = this.inspector;
    this.readOut.at = 0;
    if (handle === 'playhead') void replay.steer({ action: 'seek', timeMs });
    else void replay.steer({ action: 'marks', ...movedMarks(replay.marks, handle, timeMs, this.whole) });
  }

  private pressed(handle: Handle, event: KeyboardEvent): void {
    const { replay } = this.inspector;
    if (!replay.isUnderWay || event.ctrlKey || event.metaKey || event.altKey) return;
    const { span } = this;
    const at = { playhead: this.playheadMs, start: span.fromMs, end: span.toMs }[handle];
    const key = event.key.toLowerCase();
    const time = timeAfterKey(at, event.key, event.shiftKey, handle === 'playhead' ? span : this.whole);
    if (time !== undefined) this.moveTo(handle, time);
    else if (handle === 'playhead' && event.key === ' ')
      void replay.control({ action: replay.snapshot?.state === 'running' ? 'pause' : 'resume' });
    else if (handle === 'playhead' && (key === 'i' || key === 'o'))
      this.moveTo(key === 'i' ? 'start' : 'end', at);
    else if (handle !== 'playhead' && (event.key === 'Delete' || event.key === 'Backspace'))
      this.moveTo(handle, handle === 'start' ? this.whole.fromMs : this.whole.toMs);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private grabbed(event: PointerEvent): void {
    if (event.button !== 0 || !this.inspector.replay.isUnderWay) return;
    const area = event.currentTarget as HTMLElement;
    const target = event.target as HTMLElement;
    const isHandle = target.dataset['handle'] !== undefined;
    const handle = (target.dataset['handle'] as Handle | undefined) ?? 'playhead';
    const { fromMs, toMs } = this.span;
    const at = { playhead: this.playheadMs, start: fromMs, end: toMs }[handle];
    // A handle keeps its distance from the pointer; the strip brings the playhead to it.
    const shift = isHandle ? event.clientX - this.leftOf(at, area) : 0;
    const bounds = handle === 'playhead' ? this.span : this.whole;
    const timeUnder = ({ clientX }: PointerEvent) => this.timeAt(clientX - shift, area, bounds);
    let isMoved = !isHandle;
    const move = (moved: PointerEvent) => {
      isMoved ||= Math.abs(moved.clientX - event.clientX) >= clickPixels;
      if (isMoved) this.dragged = { handle, timeMs: timeUnder(moved) };
    };
    const release = new AbortController();
    const { signal } = release;
    const end = () => {
      release.abort();
      this.dragged = undefined;
      this.showTip(undefined);
    };
    area.setPointerCapture(event.pointerId);
    area.addEventListener('pointermove', move, { signal });
    area.addEventListener('lostpointercapture', end, { signal });
    const give = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return;
      pressed.stopPropagation();
      end();
    };
    window.addEventListener('keydown', give, { signal, capture: true });
    area.addEventListener(
      'pointerup',
      (released) => {
        move(released);
        const { dragged } = this;
        end();
        if (dragged) this.moveTo(handle, dragged.timeMs);
      },
      { signal },
    );
    this.querySelector<HTMLElement>(`.strip-handle.${handle}`)?.focus();
    event.preventDefault();
    move(event);
  }

  private leftOf(timeMs: number, area: HTMLElement): number {
    const { left, width } = area.getBoundingClientRect();
    return left + shareOf(timeMs, this.scale) * width;
  }

  private timeAt(x: number, area: HTMLElement, bounds: Span): number {
    const { left, width } = area.getBoundingClientRect();
    const { fromMs, toMs } = this.scale;
    const time = fromMs + ((x - left) / Math.max(1, width)) * (toMs - fromMs);
    return Math.min(bounds.toMs, Math.max(bounds.fromMs, time));
  }

  private hovered(event: PointerEvent): void {
    const area = event.currentTarget as HTMLElement;
    if (this.inspector.replay.isUnderWay) this.showTip(event.clientX, area);
  }

  private showTip(x: number | undefined, area?: HTMLElement): void {
    const tip = this.querySelector<HTMLElement>('.timeline-tip');
    if (!tip) return;
    tip.hidden = x === undefined || !area;
    if (x === undefined || !area) return;
    tip.textContent = timeOfDay(this.dragged?.timeMs ?? this.timeAt(x, area, this.span));
    const { left, width } = area.getBoundingClientRect();
    tip.style.left = `${Math.max(0, Math.min(x - left - tip.offsetWidth / 2, width - tip.offsetWidth))}px`;
  }
}

customElements.define('replay-strip', ReplayStrip);
