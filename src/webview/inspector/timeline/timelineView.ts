import { html, nothing } from 'lit';
import { toDisposable } from '../../../base/disposable';
import { type TimeRange, type TimelineResult, captureTimeline } from '../../../protocol/capture';
import { timeOfDay } from '../formats';
import { PageElement } from '../pageElement';
import { type TimeBrush, brushOf, movedBrush, rangeOf } from './timeBrush';
import { type TimelineColors, readTimelineColors } from './timelineColors';
import { TimelinePlot } from './timelinePlot';

const refreshEveryMs = 500;
/** CSS pixels of one bar with its gap. */
const barWidth = 6;

const keysHint =
  'Left and Right move a time range, with Shift they extend it. Enter applies it, Escape clears it, Space goes there.';

/**
 * The rate of messages over the whole capture, where a drag selects a time range and a click goes to a time. The
 * keyboard moves a range over the bars and then applies it.
 */
export class TimelineView extends PageElement {
  static override properties = {
    ...PageElement.properties,
    proposed: { state: true },
    bars: { state: true },
    focused: { state: true },
  };
  /** What the keyboard has marked and not applied yet. */
  declare proposed: TimeRange | undefined;
  declare bars: number;
  declare focused: boolean;
  private plot: TimelinePlot | undefined;
  private colors: TimelineColors | undefined;
  private data: TimelineResult | undefined;
  private timer: number | undefined;
  private seen = '';

  constructor() {
    super();
    this.bars = 0;
    this.focused = false;
  }

  protected override connected(): void {
    const { view, state, facts, markedTime } = this.inspector;
    this.classList.add('timeline');
    this.watch(state.onDidChange);
    this.owned.add(view.onDidChange(() => this.refreshSoon()));
    this.owned.add(view.onDidReset(() => this.refreshSoon()));
    const remark = () => this.remark();
    this.owned.add(state.onDidChange(remark));
    this.owned.add(facts.events.onDidChange(remark));
    this.owned.add(markedTime.onDidChange(remark));
    const themed = new MutationObserver(() => {
      this.colors = undefined;
      this.remark();
    });
    themed.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
    const resized = new ResizeObserver(() => {
      this.plot?.setSize(this.clientWidth - 20, this.clientHeight);
      this.seen = '';
      this.refreshSoon();
    });
    resized.observe(this);
    this.owned.add(toDisposable(() => themed.disconnect()));
    this.owned.add(toDisposable(() => resized.disconnect()));
    this.owned.add(toDisposable(() => window.clearTimeout(this.timer)));
    this.owned.add(toDisposable(() => this.plot?.destroy()));
  }

  protected override firstUpdated(): void {
    this.plot = new TimelinePlot(this.querySelector<HTMLElement>('.timeline-plot')!, {
      colors: () => (this.colors ??= readTimelineColors(this)),
      onBrush: (range) => {
        this.proposed = undefined;
        this.inspector.setTimeRange(range);
      },
      onPick: (detail) => this.dispatchEvent(new CustomEvent('pick-time', { bubbles: true, detail })),
      onHover: (bucket, left) => this.showTip(bucket, left),
    });
    this.plot.setSize(this.clientWidth - 20, this.clientHeight);
    this.refreshSoon();
  }

  protected override render() {
    const range = this.proposed ?? this.inspector.state.value.timeRange;
    const at = this.data && range && this.bars > 0 ? brushOf(this.data, range) : undefined;
    const text = range ? this.rangeText(range) : 'All times';
    return html`<div
        class="timeline-plot ${this.proposed ? 'proposing' : ''}"
        role="slider"
        tabindex="0"
        aria-label="Time range"
        aria-describedby="timeline-keys"
        aria-disabled=${String(this.bars === 0)}
        aria-valuemin="0"
        aria-valuemax=${Math.max(0, this.bars - 1)}
        aria-valuenow=${at?.from ?? 0}
        aria-valuetext=${text}
        @keydown=${(event: KeyboardEvent) => this.pressed(event)}
        @focus=${(event: Event) => (this.focused = (event.target as Element).matches(':focus-visible'))}
        @blur=${() => this.left()}
      ></div>
      <div id="timeline-keys" hidden>${keysHint}</div>
      ${
        this.focused && this.bars > 0
          ? html`<div class="timeline-keys" aria-hidden="true">
              ${range ? html`<b>${text}</b>` : nothing}<span><kbd>←</kbd> <kbd>→</kbd> move</span
              ><span><kbd>⇧←</kbd> <kbd>⇧→</kbd> extend</span><span><kbd>⏎</kbd> apply</span
              ><span><kbd>Esc</kbd> clear</span><span><kbd>Space</kbd> go there</span>
            </div>`
          : nothing
      }
      ${this.bars === 0 ? html`<div class="timeline-empty">Messages over time</div>` : nothing}
      <div class="timeline-tip" hidden></div>`;
  }

  private rangeText(range: TimeRange): string {
    const { formats } = this.inspector;
    const { data } = this;
    const times = `${timeOfDay(range.fromMs)} to ${timeOfDay(range.toMs)}`;
    if (!data || this.bars === 0) return times;
    const { from, to } = brushOf(data, range);
    const counts = [...data.received.slice(from, to), ...data.sent.slice(from, to)];
    return `${times}, ${formats.counted(
      counts.reduce((sum, count) => sum + count, 0),
      'message',
    )}`;
  }

  private pressed(event: KeyboardEvent): void {
    const { data, proposed } = this;
    const { timeRange } = this.inspector.state.value;
    if (!data || this.bars === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    // A click may have brought the focus here, without a sign of it.
    this.focused = true;
    const marked = proposed ?? timeRange;
    const moved = movedBrush(
      marked ? brushOf(data, marked) : this.startingBrush(data),
      event.key,
      event.shiftKey,
      this.bars,
    );
    if (moved) this.propose(marked ? rangeOf(data, moved) : this.firstRange(data, event.key));
    else if (event.key === 'Enter' && proposed) {
      this.proposed = undefined;
      this.inspector.setTimeRange(proposed);
    } else if (event.key === ' ' && marked) {
      this.dispatchEvent(new CustomEvent('pick-time', { bubbles: true, detail: marked.fromMs }));
    } else if (event.key === 'Escape' && proposed) this.propose(undefined);
    else if (event.key === 'Escape' && timeRange) this.inspector.setTimeRange(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The first key only brings the range up, unless it asks for an end of the timeline. */
  private firstRange(data: TimelineResult, key: string): TimeRange {
    const start = this.startingBrush(data);
    const isJump = key === 'Home' || key === 'End';
    return rangeOf(data, (isJump && movedBrush(start, key, false, this.bars)) || start);
  }

  /** At the selected message, else at the newest. */
  private startingBrush(data: TimelineResult): TimeBrush {
    const at = this.inspector.markedTime.value ?? data.toMs;
    return brushOf(data, { fromMs: at, toMs: at });
  }

  private propose(range: TimeRange | undefined): void {
    this.proposed = range;
    this.remark();
  }

  private left(): void {
    this.focused = false;
    if (this.proposed) this.propose(undefined);
  }

  private refreshSoon(): void {
    if (this.timer !== undefined) return;
    const wait = this.data ? refreshEveryMs : 0;
    this.timer = window.setTimeout(() => {
      void this.inspector.attempt(() => this.refresh()).finally(() => (this.timer = undefined));
    }, wait);
  }

  private async refresh(): Promise<void> {
    const { view, engine, session } = this.inspector;
    const { status } = view;
    if (!status || !view.isOpen || !this.plot) return;
    const { ledger, counted } = status;
    const seen = `${ledger.received} ${ledger.sent} ${ledger.kept} ${counted} ${this.clientWidth}`;
    if (seen === this.seen) return;
    const buckets = Math.max(20, Math.min(2000, Math.floor(this.clientWidth / barWidth)));
    this.data = await engine.request(captureTimeline, { capture: session.value.id, buckets });
    this.seen = seen;
    const { received, sent } = this.data;
    this.bars = received.some(Boolean) || sent.some(Boolean) ? received.length : 0;
    this.plot.setData(this.data);
    this.inspector.timelineSpan.value = this.bars > 0 ? this.data : undefined;
    this.remark();
  }

  private remark(): void {
    const { state, facts, markedTime } = this.inspector;
    this.plot?.setMarks({
      selected: markedTime.value,
      events: facts.events.value.events,
      brush: this.proposed ?? state.value.timeRange,
    });
  }

  private showTip(bucket: number | undefined, left: number): void {
    const tip = this.querySelector<HTMLElement>('.timeline-tip');
    const { data } = this;
    if (!tip) return;
    tip.hidden = bucket === undefined || !data || data.received.length === 0;
    if (tip.hidden || bucket === undefined || !data) return;
    const { formats } = this.inspector;
    const seconds = (data.toMs - data.fromMs) / 1000 / data.received.length;
    const count = (data.received[bucket] ?? 0) + (data.sent[bucket] ?? 0);
    const at = data.fromMs + bucket * seconds * 1000;
    tip.textContent = `${timeOfDay(at)} · ${formats.counted(count, 'message')} · ${formats.rate(count / seconds)}/s`;
    tip.style.left = `${Math.max(0, Math.min(left + 16, this.clientWidth - tip.offsetWidth - 8))}px`;
  }
}

customElements.define('timeline-view', TimelineView);
