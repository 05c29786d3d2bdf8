import { html } from 'lit';
import { toDisposable } from '../../../base/disposable';
import { type TimelineResult, captureTimeline } from '../../../protocol/capture';
import { clockTime } from '../formats';
import { PageElement } from '../pageElement';
import { type TimelineColors, readTimelineColors } from './timelineColors';
import { TimelinePlot } from './timelinePlot';

const refreshEveryMs = 500;
/** CSS pixels of one bar with its gap. */
const barWidth = 6;

/** The rate of messages over the whole capture, where a drag selects a time range and a click goes to a time. */
export class TimelineView extends PageElement {
  private plot: TimelinePlot | undefined;
  private colors: TimelineColors | undefined;
  private data: TimelineResult | undefined;
  private timer: number | undefined;
  private seen = '';

  protected override connected(): void {
    const { view, state, facts, markedTime } = this.inspector;
    this.classList.add('timeline');
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', 'Messages over time. To select times with the keyboard, filter by time:');
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
      onBrush: (range) => this.inspector.setTimeRange(range),
      onPick: (detail) => this.dispatchEvent(new CustomEvent('pick-time', { bubbles: true, detail })),
      onHover: (bucket, left) => this.showTip(bucket, left),
    });
    this.plot.setSize(this.clientWidth - 20, this.clientHeight);
    this.refreshSoon();
  }

  protected override render() {
    return html`<div class="timeline-plot"></div>
      <div class="timeline-tip" hidden></div>`;
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
    const { ledger } = status;
    const seen = `${ledger.received} ${ledger.sent} ${ledger.kept} ${this.clientWidth}`;
    if (seen === this.seen) return;
    const buckets = Math.max(20, Math.min(2000, Math.floor(this.clientWidth / barWidth)));
    this.data = await engine.request(captureTimeline, { capture: session.value.id, buckets });
    this.seen = seen;
    this.plot.setData(this.data);
    this.remark();
  }

  private remark(): void {
    const { state, facts, markedTime } = this.inspector;
    this.plot?.setMarks({
      selected: markedTime.value,
      events: facts.events.value.events,
      brush: state.value.timeRange,
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
    const time = clockTime(BigInt(Math.round(at * 1000)) * 1000n).split(' ')[0];
    tip.textContent = `${time} · ${formats.counted(count, 'message')} · ${formats.rate(count / seconds)}/s`;
    tip.style.left = `${Math.max(0, Math.min(left + 16, this.clientWidth - tip.offsetWidth - 8))}px`;
  }
}

customElements.define('timeline-view', TimelineView);
