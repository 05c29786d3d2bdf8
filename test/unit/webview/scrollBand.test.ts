import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ScrollBand, type Scrolled } from '../../../src/webview/inspector/grid/scrollBand';

const rowHeight = 22;
const screen = 30;
const bandRows = 400_000;

function bandOver(first: number, last: number, top: number): Scrolled {
  return ScrollBand.empty(rowHeight, bandRows).over(first, last, top, screen);
}

describe('ScrollBand', () => {
  it('is the rows themselves while they fit', () => {
    const { band, scrollTop } = bandOver(0, 1000, 100);
    assert.equal(scrollTop, 100 * rowHeight);
    assert.equal(band.rows, 1000);
    const moved = band.scrolled(scrollTop, 0, screen);
    assert.equal(moved.scrollTop, 0);
    assert.equal(moved.band.topAt(0), 0);
  });

  it('keeps the row on top where it is when rows are evicted', () => {
    const { band } = bandOver(0, 10_000_000, 5_000_000.25);
    const after = band.over(1_000, 10_001_000, 5_000_000.25, screen);
    assert.ok(Math.abs(after.band.topAt(after.scrollTop) - 5_000_000.25) < 1e-6);
  });

  it('shows the oldest row when the one on top was evicted', () => {
    const { band } = bandOver(0, 5_000, 100);
    const after = band.over(500, 5_500, 100, screen);
    assert.equal(after.band.topAt(after.scrollTop), 500);
  });

  it('reaches the first and the last row of ten million by dragging the scroll bar to its ends', () => {
    const { band, scrollTop } = bandOver(0, 10_000_000, 5_000_000);
    const bottom = band.scrolled(scrollTop, (bandRows - screen) * rowHeight, screen);
    assert.equal(bottom.band.topAt(bottom.scrollTop), 10_000_000 - screen);
    const top = bottom.band.scrolled(bottom.scrollTop, 0, screen);
    assert.equal(top.band.topAt(top.scrollTop), 0);
  });

  it('moves by the pixel for small movements anywhere', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 9_999_970, noNaN: true }),
        fc.integer({ min: -2000, max: 2000 }),
        (top, pixels) => {
          const { band, scrollTop } = bandOver(0, 10_000_000, top);
          const before = band.topAt(scrollTop);
          const limit = (bandRows - screen) * rowHeight;
          const to = Math.min(limit, Math.max(0, scrollTop + pixels));
          const moved = band.scrolled(scrollTop, to, screen);
          const after = moved.band.topAt(moved.scrollTop);
          assert.ok(Math.abs(after - (before + (to - scrollTop) / rowHeight)) < 1e-6);
          // The band never stops a movement that the rows themselves allow.
          const allowed = Math.min(9_999_970, Math.max(0, before + pixels / rowHeight));
          assert.ok(Math.abs(after - allowed) < 1e-6);
        },
      ),
    );
  });

  it('never shows rows that are not there, whatever is scrolled, received or evicted', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('scroll' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ kind: fc.constant('wheel' as const), pixels: fc.integer({ min: -1500, max: 1500 }) }),
      fc.record({ kind: fc.constant('rows' as const), more: fc.nat(2_000_000), fewer: fc.nat(2_000_000) }),
    );
    fc.assert(
      fc.property(fc.nat(12_000_000), fc.array(step, { maxLength: 40 }), (rows, steps) => {
        let first = 0;
        let last = rows;
        let { band, scrollTop } = bandOver(first, last, 0);
        for (const action of steps) {
          const limit = Math.max(0, (band.rows - screen) * rowHeight);
          if (action.kind === 'rows') {
            last += action.more;
            first = Math.min(last, first + action.fewer);
            ({ band, scrollTop } = band.over(first, last, band.topAt(scrollTop), screen));
          } else {
            const wheeled = action.kind === 'wheel' ? scrollTop + action.pixels : action.share * limit;
            const to = Math.min(limit, Math.max(0, wheeled));
            ({ band, scrollTop } = band.scrolled(scrollTop, to, screen));
          }
          assert.ok(band.origin >= first && band.origin + band.rows <= last);
          const top = band.topAt(scrollTop);
          const lowest = Math.max(first, last - screen);
          assert.ok(top >= first - 1e-6 && top <= lowest + 1e-6, `${top} of ${first}..${last}`);
        }
      }),
    );
  });
});
