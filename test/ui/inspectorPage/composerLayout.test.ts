import assert from 'node:assert/strict';
import { InspectorPages } from './inspectorPages';

const json = '{"symbol":"AAPL","price":{{random 1 100}},"book":{"bid":1.25,"ask":1.27},"seq":{{seq}}}';
const draft = {
  frames: [
    { kind: 'text', value: 'ticks.AAPL' },
    { kind: 'json', value: json },
  ],
  perSecond: 1,
  count: 0,
} as const;

describe('the composer of the inspector page', () => {
  const pages = new InspectorPages();

  /** What the editor of a frame looks like. */
  const editors = () =>
    pages.inspector.page.$$eval('.frame-editor', (elements) =>
      elements.map((element) => {
        const field = element.querySelector('textarea')!;
        const size = element.querySelector('.frame-size')!.getBoundingClientRect();
        const box = field.getBoundingClientRect();
        return {
          share: box.width / element.getBoundingClientRect().width,
          isCut: field.scrollWidth > field.clientWidth || field.scrollHeight > field.clientHeight,
          isCovered:
            size.left < box.right && size.right > box.left && size.top < box.bottom && size.bottom > box.top,
        };
      }),
    );

  it('has each value on a line of its own where it is narrow, whole and uncovered', async () => {
    await pages.open({ rows: 100, width: 1100, definition: { type: 'XPUB' }, state: { draft } });
    const [topic, body] = await editors();
    assert.deepEqual(topic, { share: 1, isCut: false, isCovered: false });
    assert.deepEqual(body, { share: 1, isCut: false, isCovered: false });
  });

  it('has kind, value and size beside each other where it is wide', async () => {
    await pages.open({
      rows: 100,
      width: 1700,
      definition: { type: 'XPUB' },
      state: { draft, detailsWidth: 640 },
    });
    for (const { share, isCut, isCovered } of await editors()) {
      assert.ok(share > 0.5 && share < 0.9, String(share));
      assert.deepEqual([isCut, isCovered], [false, false]);
    }
  });

  it('says which request a reply answers, whole', async () => {
    const page = await pages.open({
      rows: 100,
      width: 1100,
      definition: { type: 'REP' },
      session: { turn: 'send', pendingRequest: 7 },
    });
    assert.equal(await pages.inspector.text('.turn'), 'Your turn: reply to request #7');
    const inside = await page.$eval('.turn', (turn) => {
      const outer = turn.closest('.composer')!.getBoundingClientRect();
      return [...turn.children].every((part) => part.getBoundingClientRect().right <= outer.right);
    });
    assert.ok(inside);
  });
});
