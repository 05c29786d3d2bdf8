import type { CodePlace } from '../../../src/protocol/analysis';
import assert from 'node:assert/strict';
import type { TopologyPicture } from '../../../src/model/topologyPicture';
import { canvasKey } from '../../../src/webview/topology/canvasKeys';
import { PictureGraph } from '../../../src/webview/topology/pictureGraph';
import { channelsOf, hexOf, over } from '../../../src/webview/topology/themeColors';
import { fitted, following, showing, zoomedAt } from '../../../src/webview/topology/viewport';

const place: CodePlace = {
  uri: 'file:///a.py',
  span: { startLine: 0, startCharacter: 0, endLine: 0, endCharacter: 1 },
};
const socket = (key: string, x: number, y: number) =>
  ({ key, type: 'PUB', pattern: 'publish', x, y, width: 100, height: 26, place }) as const;
const program = (key: string, x: number, y: number, sockets: readonly ReturnType<typeof socket>[]) =>
  ({
    key,
    path: key,
    label: key,
    x,
    y,
    width: 100,
    height: 30 + 26 * sockets.length,
    sockets,
    place,
  }) as const;
const link = (from: string, to: string, role: 'bind' | 'connect') =>
  ({
    key: `${from} ${role} ${to}`,
    socket: from,
    endpoint: to,
    role,
    pattern: 'publish',
    direction: 'out',
    isBroken: false,
    curve: [],
    heading: 1,
    place,
  }) as const;

/** feed (out, other) -> e1 -> view (in) */
const picture: TopologyPicture<CodePlace> = {
  width: 700,
  height: 200,
  programs: [
    program('feed', 0, 0, [socket('out', 0, 30), socket('other', 0, 56)]),
    program('view', 600, 0, [socket('in', 600, 30)]),
  ],
  endpoints: [
    { key: 'e1', label: 'e1', isBound: true, notes: [], x: 300, y: 100, width: 100, height: 30, place },
    { key: 'e2', label: 'e2', isBound: true, notes: [], x: 300, y: 20, width: 100, height: 30, place },
  ],
  links: [link('out', 'e1', 'bind'), link('in', 'e1', 'connect'), link('other', 'e2', 'bind')],
};

describe('the topology’s page', () => {
  const graph = new PictureGraph(picture);

  it('lights up a socket with its endpoint and who is at the other side', () => {
    assert.deepEqual(
      [...graph.around('out')].sort(),
      ['e1', 'feed', 'in', 'in connect e1', 'out', 'out bind e1', 'view'].sort(),
    );
    assert.deepEqual([...graph.around('e2')].sort(), ['e2', 'feed', 'other', 'other bind e2'].sort());
    assert.deepEqual([...graph.around('in connect e1')].sort(), ['e1', 'in', 'in connect e1', 'view'].sort());
    assert.ok(graph.around('feed').has('e1') && graph.around('feed').has('e2'));
  });

  it('leads the arrow keys along links, and else to what is next', () => {
    assert.equal(graph.toward('out', 'right'), 'e1', 'not to e2, which is nearer');
    assert.equal(graph.toward('e1', 'right'), 'in');
    assert.equal(graph.toward('e1', 'left'), 'out');
    assert.equal(graph.toward('feed', 'right'), 'e2');
    assert.equal(graph.toward('out', 'down'), 'other');
    assert.equal(graph.toward('out', 'up'), 'feed');
    assert.equal(graph.toward('in', 'right'), undefined);
  });

  it('takes the keys of the picture, and leaves others alone', () => {
    const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
      canvasKey({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
    assert.deepEqual(press('ArrowLeft'), { kind: 'go', to: 'left' });
    assert.deepEqual(press('ArrowLeft', { shiftKey: true }), { kind: 'pan', to: 'left' });
    assert.deepEqual(press('Enter'), { kind: 'open' });
    assert.deepEqual(press('F10', { shiftKey: true }), { kind: 'menu' });
    assert.equal(press('F10'), undefined);
    assert.equal(press('+', { ctrlKey: true }), undefined);
    assert.equal(press('a'), undefined);
  });

  it('fits, zooms about a point, shows a part and follows one that moves', () => {
    const window = { width: 772, height: 400 };
    assert.deepEqual(fitted(picture, window), { scale: 1, x: 36, y: 100 });
    const zoomed = zoomedAt({ scale: 1, x: 0, y: 0 }, 2, { x: 100, y: 50 });
    assert.deepEqual(zoomed, { scale: 2, x: -100, y: -50 });
    assert.equal(zoomedAt(zoomed, 100, { x: 0, y: 0 }).scale, 4);
    const box = { x: 1000, y: 0, width: 100, height: 30 };
    assert.deepEqual(showing({ scale: 1, x: 0, y: 40 }, box, window), {
      scale: 1,
      x: 772 - 36 - 1100,
      y: 40,
    });
    assert.deepEqual(following({ scale: 2, x: 5, y: 5 }, { x: 0, y: 0 }, { x: 10, y: -10 }), {
      scale: 2,
      x: -15,
      y: 25,
    });
  });

  it('fits the picture beside or above what covers the corner, where a part would be under that', () => {
    const window = { width: 1072, height: 472 };
    const corner = { width: 300, height: 100 };
    const left = { x: 0, y: 300, width: 100, height: 100 };
    const right = { ...left, x: 900 };
    const tall = { width: 500, height: 400 };
    assert.deepEqual(fitted(tall, window, { ...corner, parts: [left] }), { scale: 1, x: 436, y: 36 });
    const wide = { width: 1000, height: 400 };
    assert.deepEqual(fitted(wide, window, { ...corner, parts: [right] }), fitted(wide, window));
    const above = fitted(wide, window, { ...corner, parts: [left, right] });
    assert.deepEqual(above, { scale: 0.75, x: 161, y: 36 });
    assert.deepEqual(fitted(wide, window, { width: 0, height: 0, parts: [left] }), fitted(wide, window));
  });

  it('tells colours as opaque hex', () => {
    assert.deepEqual(channelsOf('rgb(1, 2, 3)'), [1, 2, 3, 1]);
    assert.deepEqual(channelsOf('rgba(255, 0, 0, 0.5)'), [255, 0, 0, 0.5]);
    assert.deepEqual(channelsOf('color(srgb 1 0 0.2 / 0.4)'), [255, 0, 51, 0.4]);
    assert.equal(hexOf(over([255, 0, 0, 0.5], [255, 255, 255, 1])), '#ff8080');
  });
});
