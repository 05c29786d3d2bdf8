import uPlot from 'uplot';
import type { TimeRange, TimelineResult } from '../../../protocol/capture';
import type { SocketEvent } from '../../../protocol/session';
import type { TimelineColors } from './timelineColors';

export interface TimelineMarks {
  /** Epoch milliseconds of the selected message. */
  readonly selected: number | undefined;
  readonly events: readonly SocketEvent[];
  readonly brush: TimeRange | undefined;
}

export interface TimelinePlotOptions {
  readonly colors: () => TimelineColors;
  readonly onBrush: (range: TimeRange) => void;
  readonly onPick: (timeMs: number) => void;
  readonly onHover: (bucket: number | undefined, left: number) => void;
}

/** Drags shorter than this are clicks. */
const clickPixels = 4;

/** Bars of messages over time, received below and sent on top of them, with a brush and marks. */
export class TimelinePlot {
  private readonly plot: uPlot;
  private marks: TimelineMarks = { selected: undefined, events: [], brush: undefined };
  private dragged = false;

  constructor(
    parent: HTMLElement,
    private readonly options: TimelinePlotOptions,
  ) {
    const bars = uPlot.paths.bars!({ size: [0.78, 12, 1], align: 1 });
    const hidden = { show: false };
    this.plot = new uPlot(
      {
        width: Math.max(1, parent.clientWidth),
        height: Math.max(1, parent.clientHeight),
        ms: 1,
        padding: [4, 0, 0, 0],
        legend: hidden,
        axes: [hidden, hidden],
        scales: { x: { time: true }, y: { range: (_, __, most) => [0, Math.max(1, most)] } },
        series: [
          {},
          { paths: bars, points: hidden, fill: () => this.barFill('sent'), width: 0 },
          { paths: bars, points: hidden, fill: () => this.barFill('received'), width: 0 },
        ],
        cursor: {
          y: false,
          points: hidden,
          drag: { x: true, y: false, setScale: false, dist: clickPixels },
          bind: { dblclick: () => null },
        },
        hooks: {
          draw: [() => this.drawMarks()],
          setSelect: [() => this.brushed()],
          setCursor: [() => this.hovered()],
        },
      },
      [[], [], []],
      parent,
    );
    this.plot.over.addEventListener('mousedown', () => (this.dragged = false));
    this.plot.over.addEventListener('click', () => this.clicked());
  }

  setSize(width: number, height: number): void {
    if (width > 0 && height > 0) this.plot.setSize({ width, height });
  }

  setData({ fromMs, toMs, received, sent }: TimelineResult): void {
    const step = (toMs - fromMs) / Math.max(1, received.length);
    const times = received.map((_, i) => fromMs + i * step);
    const total = received.map((count, i) => count + (sent[i] ?? 0));
    const { plot } = this;
    plot.batch(() => {
      plot.setData([times, total, [...received]], false);
      plot.setScale('x', { min: fromMs, max: Math.max(fromMs + 1, toMs) });
    });
    this.placeBrush();
  }

  setMarks(marks: TimelineMarks): void {
    this.marks = marks;
    this.placeBrush();
    this.plot.redraw();
  }

  destroy(): void {
    this.plot.destroy();
  }

  private placeBrush(): void {
    const { plot, marks } = this;
    const { brush } = marks;
    if (!brush || plot.data[0].length === 0) {
      plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      return;
    }
    const clamp = (left: number) => Math.max(0, Math.min(plot.over.clientWidth, left));
    const left = clamp(plot.valToPos(brush.fromMs, 'x'));
    const width = Math.max(1, clamp(plot.valToPos(brush.toMs, 'x')) - left);
    plot.setSelect({ left, width, top: 0, height: plot.over.clientHeight }, false);
  }

  private brushed(): void {
    const { left, width } = this.plot.select;
    if (width < clickPixels) return;
    this.dragged = true;
    const fromMs = this.plot.posToVal(left, 'x');
    const toMs = this.plot.posToVal(left + width, 'x');
    this.options.onBrush({ fromMs, toMs });
  }

  private clicked(): void {
    if (this.dragged) return;
    const { left } = this.plot.cursor;
    if (left !== undefined && left !== null && left >= 0) this.options.onPick(this.plot.posToVal(left, 'x'));
  }

  private hovered(): void {
    const { left, idx } = this.plot.cursor;
    const inside = left !== undefined && left >= 0 && idx !== null && idx !== undefined;
    this.options.onHover(inside ? idx : undefined, left ?? 0);
  }

  /** Bars are soft, and strong where the brush is. */
  private barFill(direction: 'received' | 'sent'): string | CanvasGradient {
    const colors = this.options.colors();
    const soft = colors[direction === 'received' ? 'receivedSoft' : 'sentSoft'];
    const { brush } = this.marks;
    const { left, width } = this.plot.bbox;
    if (!brush || width <= 0) return soft;
    const share = (timeMs: number) => {
      const at = (this.plot.valToPos(timeMs, 'x', true) - left) / width;
      return Math.min(1, Math.max(0, Number.isFinite(at) ? at : 0));
    };
    const gradient = this.plot.ctx.createLinearGradient(left, 0, left + width, 0);
    const [from, to] = [share(brush.fromMs), share(brush.toMs)];
    for (const at of [0, from]) gradient.addColorStop(at, soft);
    for (const at of [from, to]) gradient.addColorStop(at, colors[direction]);
    for (const at of [to, 1]) gradient.addColorStop(at, soft);
    return gradient;
  }

  /** On the canvas itself, over the bars. */
  private drawMarks(): void {
    const { ctx, bbox } = this.plot;
    const colors = this.options.colors();
    const { events, selected } = this.marks;
    const x = (timeMs: number) => this.plot.valToPos(timeMs, 'x', true);
    const scale = window.devicePixelRatio;
    ctx.save();
    for (const event of events) {
      const at = x(event.time);
      if (at < bbox.left || at > bbox.left + bbox.width) continue;
      ctx.fillStyle = colors[event.severity];
      ctx.beginPath();
      ctx.moveTo(at - 4 * scale, 0);
      ctx.lineTo(at + 4 * scale, 0);
      ctx.lineTo(at, 6 * scale);
      ctx.fill();
    }
    if (selected !== undefined) {
      const at = Math.round(x(selected));
      if (at >= bbox.left && at <= bbox.left + bbox.width) {
        ctx.fillStyle = colors.selected;
        ctx.fillRect(at - scale, 0, Math.max(1, Math.round(1.5 * scale)), bbox.top + bbox.height);
      }
    }
    ctx.restore();
  }
}
