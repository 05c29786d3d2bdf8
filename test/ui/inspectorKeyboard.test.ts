import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Peer } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { Workbench } from './support/workbench';

/** Where the keyboard is: what a screen reader calls it, and whether one can see it. */
interface Stop {
  readonly part: string;
  readonly name: string;
  readonly isNamed: boolean;
  readonly isSeen: boolean;
}

/** Without the rate that a topic shows. */
const nameOf = ({ name }: Stop) => name.replace(/ [\d.]+$/, '');

/** More than there are. */
const mostStops = 80;

describe('the inspector by keyboard alone, in the workbench', () => {
  let workbench: Workbench;
  let peer: Peer;
  let frame: Frame;
  before(async () => {
    workbench = await Workbench.start();
    peer = pyPeer();
    const publisher = await peer.open('XPUB', { bind: ['tcp://127.0.0.1:*'] });
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'XSUB',
      name: 'Keys',
      endpoints: [`connect:${publisher.endpoint}`],
      subscriptions: [''],
    });
    await workbench.execute('zeromq.inspector.open', { session });
    frame = await workbench.inspector('Keys');
    await publisher.receive();
    await publisher.send(['ticks.AAPL', '{"price": 101.5, "book": {"bid": 1}}']);
    await publisher.send(['ticks.AAPL', '{"price": 99.5, "book": {"bid": 2}}']);
    await frame.click('#row-1 td');
    await frame.getByRole('treeitem', { name: /price/ }).waitFor();
    await frame.waitForSelector('.event');
    await frame.waitForSelector('topic-list [role=treeitem]');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  function currentStop(): Promise<Stop | undefined> {
    return frame.evaluate(() => {
      const element = document.activeElement;
      if (!document.hasFocus() || !element || element === document.body) return undefined;
      const labelled = element.id ? document.querySelector(`label[for="${element.id}"]`) : null;
      const name =
        element.getAttribute('aria-label') ??
        (labelled?.textContent ||
          element.closest('label')?.textContent ||
          element.textContent ||
          element.getAttribute('title') ||
          '');
      const style = getComputedStyle(element);
      const around = getComputedStyle(element.closest('.grid-surface') ?? element, '::after');
      const bar = getComputedStyle(element, '::before');
      const isSeen =
        (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) ||
        around.borderTopStyle === 'solid' ||
        (element.localName === 'split-bar' && bar.left === '1px') ||
        style.boxShadow !== 'none';
      const parts =
        'header-bar, filter-bar, timeline-view, topic-list, peer-list, event-list, message-grid, detail-pane, message-composer, status-line, split-bar';
      const shown = name.replace(/\s+/g, ' ').trim().slice(0, 50);
      return {
        part: element.closest(parts)?.localName ?? '',
        name: `${element.getAttribute('role') ?? element.localName}: ${shown}`,
        isNamed: shown !== '',
        isSeen,
      };
    });
  }

  async function walk(key: 'Tab' | 'Shift+Tab'): Promise<Stop[]> {
    const stops: Stop[] = [];
    for (let stop = await currentStop(); stop && stops.length < mostStops; stop = await currentStop()) {
      stops.push(stop);
      await workbench.page.keyboard.press(key);
    }
    return stops;
  }

  const order = [
    'header-bar',
    'filter-bar',
    'timeline-view',
    'topic-list',
    'event-list',
    'split-bar',
    'message-grid',
    'split-bar',
    'detail-pane',
    'message-composer',
    'status-line',
  ];

  for (const theme of ['dark', 'light', 'hc', 'hc-light'] as const) {
    it(`is walked from end to end and back, each stop named and in sight: ${theme}`, async () => {
      await workbench.setTheme(theme);
      await frame.focus('.session');
      await workbench.page.keyboard.press('Tab');
      await workbench.page.keyboard.press('Shift+Tab');
      const forth = await walk('Tab');
      const parts = forth.map(({ part }) => part).filter((part, i, all) => part !== all[i - 1]);
      assert.deepEqual(parts, order);
      assert.deepEqual(
        forth.filter(({ isNamed, isSeen }) => !isNamed || !isSeen),
        [],
      );
      await frame.focus('.follow');
      const back = await walk('Shift+Tab');
      assert.deepEqual(back.map(nameOf), forth.map(nameOf).reverse());
    });
  }

  it('has roles, names and states that a screen reader can tell of', async () => {
    await frame.getByRole('tree', { name: 'Topics' }).waitFor();
    const tree = await frame.locator('inspector-app').ariaSnapshot();
    for (const line of [
      /toolbar "Inspector"/,
      /search "Filter":\n\s+- combobox "Filter messages"/,
      /slider "Time range"/,
      /navigation "Topics, peers and events"/,
      /treeitem "ticks.AAPL .*"/,
      /listitem "tcp:.* connected\. 2 received, 0 sent"/,
      /list "Events, newest first"/,
      /grid "Messages"/,
      /row "1 .*" \[selected\]/,
      /complementary "Details"/,
      /tab "1 · JSON 35 B" \[selected\]/,
      /button "Diff" \[pressed\]/,
      /tabpanel "Frame 1"/,
      /treeitem ".*book.*changed inside"/,
      /form "Send a message"/,
      /group "Frame 0"/,
    ]) {
      assert.match(tree, line);
    }
  });

  it('opens, walks and leaves menus, and does the work of the mouse', async () => {
    const { keyboard } = workbench.page;
    await frame.getByRole('button', { name: 'Columns' }).focus();
    await keyboard.press('Enter');
    await frame.getByRole('menu', { name: 'Which columns show' }).waitFor();
    await keyboard.press('End');
    await frame.getByRole('menuitem', { name: 'Reset Columns' }).and(frame.locator(':focus')).waitFor();
    await keyboard.press('Escape');
    await frame.getByRole('button', { name: 'Columns' }).and(frame.locator(':focus')).waitFor();
    await frame.getByRole('separator', { name: 'Width of the sidebar' }).focus();
    await keyboard.press('ArrowRight');
    await frame.waitForSelector('split-bar[aria-valuenow="196"]');
    await frame.getByRole('grid').focus();
    await keyboard.press('Home');
    await frame.waitForSelector('#row-0[aria-selected=true]');
    await keyboard.press('Enter');
    await frame.getByRole('tab', { selected: true }).and(frame.locator(':focus')).waitFor();
    await keyboard.press('ArrowLeft');
    await frame
      .getByRole('tab', { name: /^0 · topic/, selected: true })
      .and(frame.locator(':focus'))
      .waitFor();
    await keyboard.press('Escape');
    await frame.getByRole('grid').and(frame.locator(':focus')).waitFor();
  });
});
