import { type Disposable, DisposableStore } from '../../../base/disposable';
import type { GridSurface } from '../grid/gridSurface';
import { rowElementId } from '../grid/rowPainter';
import type { RowSource } from '../grid/rowSource';
import type { Inspector } from '../inspector';

/** The row that the replay sent last: a mark in the grid, which goes along with it where a person wants that. */
export class ReplayedRow implements Disposable {
  private readonly owned = new DisposableStore();
  private marked: HTMLElement | undefined;
  private isGoing = false;
  private shown = '';

  constructor(
    private readonly inspector: Inspector,
    private readonly source: RowSource,
    private readonly surface: GridSurface,
  ) {
    this.owned.add(
      inspector.replay.onDidChange(() => {
        this.paint();
        void inspector.attempt(() => this.goAlong());
      }),
    );
  }

  /** Call after every drawing: the table gives its elements to other rows. */
  paint(): void {
    const { snapshot } = this.inspector.replay;
    const found = snapshot && snapshot.row >= 0 ? document.getElementById(rowElementId(snapshot.row)) : null;
    const tr = found ?? undefined;
    if (tr === this.marked) return;
    this.marked?.classList.remove('replayed');
    this.marked?.removeAttribute('aria-current');
    tr?.classList.add('replayed');
    tr?.setAttribute('aria-current', 'true');
    this.marked = tr;
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** By screens rather than row by row, so that rows can be read while they go by. */
  private async goAlong(): Promise<void> {
    const { replay } = this.inspector;
    const { snapshot, soughtMs } = replay;
    if (!snapshot || !replay.isUnderWay || !replay.isFollowed) {
      this.shown = '';
      return;
    }
    const wanted = soughtMs === undefined ? `row ${snapshot.row}` : `time ${soughtMs}`;
    if (this.isGoing || wanted === this.shown || (soughtMs === undefined && snapshot.row < 0)) return;
    this.isGoing = true;
    this.shown = wanted;
    try {
      const place = await (soughtMs === undefined
        ? this.source.placeOf(snapshot.row)
        : this.source.placeAtTime(soughtMs));
      const { top, screenRows } = this.surface;
      const isSeen = place >= top && place + 1 <= top + screenRows;
      if (!isSeen && replay.isFollowed) this.surface.draw(Math.floor(place - Math.min(4, screenRows / 4)));
    } finally {
      this.isGoing = false;
    }
  }
}
