import assert from 'node:assert/strict';
import { captureTimeline, captureTopics } from '../../../src/protocol/capture';
import type { ComposerDraft, InspectorState } from '../../../src/protocol/inspector';
import { InspectorPage, type PageOptions } from './inspectorPage';

describe('the inspector page', () => {
  let inspector: InspectorPage;

  afterEach(async () => {
    const { faults } = inspector;
    await inspector.close();
    assert.deepEqual(faults, []);
  });

  async function open(options: PageOptions): Promise<InspectorPage> {
    inspector = await InspectorPage.open(options);
    if (options.rows !== 0) await inspector.ready();
    return inspector;
  }

  async function select(row: number): Promise<void> {
    await inspector.untilRow(row);
    await inspector.page.click(`#row-${row} td`);
    await inspector.until(
      'its details',
      (title) => document.querySelector('.detail-title b')?.textContent === title,
      `#${row.toLocaleString('en-GB')}`,
    );
  }

  const paramsOf = (method: string) =>
    inspector.harness(
      (harness, wanted) => harness.log.filter((entry) => entry.method === wanted).map(({ params }) => params),
      method,
    );
  const untilCalled = (method: string) =>
    inspector.until(method, (wanted) => window.harness.countOf(wanted) > 0, method);
  const state = () => inspector.harness((harness) => harness.savedState as InspectorState);

  describe('with hostile content', () => {
    it('shows markup as text everywhere and runs nothing', async () => {
      const { page } = await open({ messages: 'hostileMessages', rows: 26 });
      assert.match(
        await inspector.text('#row-0 td[data-column=preview]'),
        /^<img src=x onerror="window\.pwned=1">/,
      );
      for (const row of [0, 1]) {
        await select(row);
        await inspector.until('the frame', () =>
          (document.querySelector('.frame-view')?.textContent ?? '').includes('<script>'),
        );
      }
      await inspector.filter('script');
      await page.waitForSelector('td mark');
      const found = await page.evaluate(() => ({
        pwned: 'pwned' in window,
        elements: document.querySelectorAll('.inspector :is(img, script, svg, b b, iframe)').length,
      }));
      assert.deepEqual(found, { pwned: false, elements: 0 });
    });

    it('lets no character turn the direction of text or hide', async () => {
      await open({ messages: 'hostileMessages', rows: 13 });
      assert.equal(await inspector.text('#row-2 td[data-column=topic]'), 'rtl.\\u202egnp.exe');
      const shown = await inspector.page.$$eval('td, .side-label', (cells) =>
        cells.map((cell) => cell.textContent).join(''),
      );
      assert.doesNotMatch(shown, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
    });

    it('keeps empty and one-frame messages apart', async () => {
      await open({ messages: 'hostileMessages', rows: 13 });
      assert.equal(await inspector.text('#row-7 td[data-column=preview]'), '∅');
      assert.equal(await inspector.text('#row-9 td[data-column=preview]'), 'one frame only');
      await select(7);
      assert.match(await inspector.text('.frame-view'), /An empty frame: 0 bytes/);
    });
  });

  describe('the details', () => {
    it('show frames as tabs with their labels, and values with what they were before', async () => {
      await open({ rows: 100 });
      await select(99);
      const tabs = await inspector.page.getByRole('tab').allTextContents();
      assert.deepEqual(
        tabs.map((tab) => tab.replace(/\s+/g, ' ').trim()),
        ['0 · topic 10 B', '1 · JSON 92 B'],
      );
      assert.match(await inspector.text('.tree'), /"price": 184\.\d+, was 184\.\d+/);
      await inspector.page.click('.frame-tools button:has-text("Diff")');
      await inspector.until('no diff', () => !document.querySelector('.tree')!.textContent.includes('was'));
      assert.equal(await inspector.page.$('.value.changed'), null);
    });

    it('decode as chosen, and as pinned for the topic', async () => {
      const { page } = await open({ rows: 200 });
      await select(199);
      assert.match(await inspector.text('.frame-tools'), /Auto: MessagePack/);
      const choose = async (name: string) => {
        await page.click('[title="How the frame is decoded"]');
        await page.getByRole('menuitemradio', { name, exact: true }).click();
      };
      await choose('CBOR');
      assert.match(await inspector.text('.frame-view'), /Not CBOR/);
      await choose('Hex');
      await page.waitForSelector('.frame-view hex-view');
      await page.click('[aria-label="Pin this decoder to this topic"]');
      await inspector.until(
        'the pin',
        () =>
          Object.keys((window.harness.savedState as InspectorState | undefined)?.pinnedDecoders ?? {})
            .length === 1,
      );
      assert.deepEqual(Object.values((await state()).pinnedDecoders), ['hex']);
      await select(198);
      await page.waitForSelector('.frame-view tree-view');
    });

    it('open and close values, copy them, and walk them with the keyboard', async () => {
      const { page } = await open({ rows: 100 });
      await select(99);
      await page.focus('.tree [role=treeitem]');
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await inspector.until('the book', () => document.querySelector('.tree')!.textContent.includes('"bid"'));
      await page.keyboard.press('Control+c');
      await untilCalled('inspector/copy');
      const [copied] = (await paramsOf('inspector/copy')) as { text: string }[];
      assert.deepEqual(Object.keys(JSON.parse(copied!.text) as object), ['bid', 'ask']);
      await page.keyboard.press('ArrowLeft');
      await inspector.until('a closed book', () =>
        document.querySelector('.tree')!.textContent.includes('2 keys'),
      );
    });

    it('show the start of large frames, count that in the ledger, and load all of one', async () => {
      const { page } = await open({ messages: 'heavyMessages', rows: 4 });
      await select(3);
      await page.getByRole('tab', { name: /^1/ }).click();
      await page.waitForSelector('.notice:has-text("Truncated for display: the first 256 KiB of 3 MiB")');
      await page.waitForSelector('status-line :text("1 truncated for display")');
      await page.click('.notice .link:has-text("Load all 3 MiB")');
      await page.waitForSelector('.notice:has-text("262,144 of 1,048,576 characters")');
      await page.waitForSelector('status-line :text("1 truncated for display")');
      await page.click('[title="How the frame is decoded"]');
      await page.getByRole('menuitemradio', { name: 'Hex', exact: true }).click();
      await inspector.until('all of it', () => !document.querySelector('.notice'));
      await inspector.until(
        'nothing truncated',
        () => !document.querySelector('status-line')?.textContent.includes('truncated'),
      );
    });

    it('reach any of five thousand frames by its number', async () => {
      const { page } = await open({ messages: 'heavyMessages', rows: 4 });
      await select(2);
      assert.equal(await page.getByRole('tab').count(), 16);
      await page.fill('.go-to-frame input', '4321');
      await page.press('.go-to-frame input', 'Enter');
      await inspector.until(
        'frame 4321',
        () => document.querySelector('.frame-view')?.textContent.trim() === 'frame 4321',
      );
    });

    it('put eight bytes on a line where sixteen would hide the characters', async () => {
      const { page } = await open({ rows: 100, state: { detailsWidth: 290 } });
      await select(99);
      await inspector.until(
        'eight bytes',
        () => document.querySelector('.hex-ascii')?.textContent.length === 8,
      );
      const overflow = await page.$eval('hex-view', (view) => view.scrollWidth - view.clientWidth);
      assert.equal(overflow, 0);
      const { width, x, y } = (await page.locator('split-bar').nth(1).boundingBox())!;
      await page.mouse.move(x + width / 2, y + 200);
      await page.mouse.down();
      await page.mouse.move(x - 300, y + 200, { steps: 3 });
      await page.mouse.up();
      await inspector.until(
        'sixteen bytes',
        () => document.querySelector('.hex-ascii')?.textContent.length === 16,
      );
    });

    it('draw only the lines of bytes that are on screen', async () => {
      const { page } = await open({ messages: 'heavyMessages', rows: 4 });
      await select(3);
      await page.getByRole('tab', { name: /^1/ }).click();
      await page.click('.notice .link:has-text("Load all 3 MiB")');
      await page.waitForSelector('.notice:has-text("262,144 of 1,048,576 characters")');
      await page.$eval('hex-view', (view) => (view.scrollTop = view.scrollHeight));
      await inspector.until('the last line', () =>
        /2ffff0/.test(document.querySelector('hex-view')?.textContent ?? ''),
      );
      assert.ok((await page.$$('.hex-line')).length < 80);
    });
  });

  describe('the sidebar', () => {
    it('filters by a topic or a group of topics on click, and back', async () => {
      const { page } = await open({ rows: 2000 });
      await page.click('[role=treeitem][data-term="topic:ticks.*"]');
      await inspector.until('the filter', () =>
        /^1,\d+ of 2,000$/.test(document.querySelector('.filter-count')?.textContent ?? ''),
      );
      await page.click('[role=treeitem][data-term="topic=ticks.NVDA"]');
      await inspector.until('the topic', () =>
        /^6\d\d of 2,000$/.test(document.querySelector('.filter-count')?.textContent ?? ''),
      );
      assert.equal(await page.inputValue('filter-bar input'), 'topic=ticks.NVDA');
      await page.click('[role=treeitem][data-term="topic=ticks.NVDA"]');
      await inspector.until(
        'no filter',
        () => document.querySelector('.filter-count')?.textContent === '2,000',
      );
    });

    it('asks for topics and timeline again while a file is read through', async () => {
      await open({ rows: 1000, isRecording: true });
      await inspector.page.waitForSelector('[role=treeitem]');
      for (const { method } of [captureTopics, captureTimeline]) {
        await untilCalled(method);
        const asked = await inspector.harness((harness, name) => harness.countOf(name), method);
        await inspector.harness((harness) => {
          harness.capture.counted += 500;
          harness.tick();
        });
        await inspector.until(`${method} again`, ([name, before]) => window.harness.countOf(name) > before, [
          method,
          asked,
        ] as const);
      }
    });

    it('keeps the ports of peers and the ends of topics in sight when it is small', async () => {
      const label = 'tcp://engine-room.factory.example.internal:53122';
      const peers = [{ id: 'a', label, kind: 'endpoint', state: 'connected', received: 5, sent: 0 }] as const;
      const { page } = await open({ rows: 2000, session: { peers }, state: { sidebarWidth: 120 } });
      await page.waitForSelector('[role=treeitem] .label-tail');
      const shown = await page.$$eval('.side-label.split', (labels) =>
        labels.map((element) => {
          const tail = element.querySelector<HTMLElement>('.label-tail')!;
          return { text: element.textContent, isWhole: tail.scrollWidth <= tail.clientWidth };
        }),
      );
      const peer = shown.find(({ text }) => text.endsWith(':53122'));
      assert.deepEqual(peer, { text: label.slice('tcp://'.length), isWhole: true });
      assert.ok(shown.some(({ text, isWhole }) => text === 'ticks.NVDA' && isWhole));
      assert.match((await page.getAttribute('peer-list .side-row', 'title')) ?? '', /^tcp:\/\/engine-room/);
    });

    it('closes groups with the keyboard', async () => {
      const { page } = await open({ rows: 2000 });
      await page.focus('[data-term="topic:ticks.*"]');
      await page.keyboard.press('ArrowLeft');
      await inspector.until(
        'a closed group',
        () => !document.querySelector('[data-term="topic=ticks.NVDA"]'),
      );
      await page.keyboard.press('ArrowRight');
      await page.waitForSelector('[data-term="topic=ticks.NVDA"]');
    });

    it('lists peers and events by severity, and goes to an event in the grid', async () => {
      const { page } = await open({ rows: 20_000 });
      assert.match(await inspector.text('peer-list'), /127\.0\.0\.1:53122.*10\.0\.0\.7:5556 retrying/);
      await page.waitForSelector('.event.error:has-text("handshake failed")');
      await page.click('.event.warning');
      await inspector.until('the time of the event', () => {
        const row = Number(document.querySelector('regular-table tbody tr[id]')?.id.slice(4));
        return Math.abs(row - 8000) < 20;
      });
    });
  });

  describe('the timeline', () => {
    it('selects a time range by dragging and lets go of it', async () => {
      const { page } = await open({ rows: 20_000 });
      await page.waitForSelector('.u-over');
      const box = (await page.locator('.u-over').boundingBox())!;
      await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.75, box.y + 20, { steps: 6 });
      await page.mouse.up();
      await inspector.until('half of the rows', () =>
        /^(9,9|10,0)\d\d of 20,000$/.test(document.querySelector('.filter-count')?.textContent ?? ''),
      );
      await page.click('filter-bar button:has-text("Time range")');
      await inspector.until(
        'all rows',
        () => document.querySelector('.filter-count')?.textContent === '20,000',
      );
    });

    it('goes to a time on click', async () => {
      const { page } = await open({ rows: 20_000 });
      await page.waitForSelector('.u-over');
      const box = (await page.locator('.u-over').boundingBox())!;
      await page.mouse.click(box.x + box.width / 2, box.y + 30);
      await inspector.until('the middle', () => {
        const row = Number(document.querySelector('regular-table tbody tr[id]')?.id.slice(4));
        return Math.abs(row - 10_000) < 60;
      });
    });
  });

  describe('the filter', () => {
    it('underlines mistakes and says what is wrong, and keeps what was in force', async () => {
      const { page } = await open({ rows: 500 });
      await inspector.filter('AAPL');
      const count = await inspector.text('.filter-count');
      await page.fill('filter-bar input', 'topc:ticks');
      await page.waitForSelector('#filter-mistake:has-text("There is no field topc")');
      assert.equal(
        await page.$$eval('.filter-paint .wrong', (all) => all.map((span) => span.textContent).join('')),
        'topc',
      );
      assert.equal(await page.getAttribute('filter-bar input', 'aria-invalid'), 'true');
      assert.equal(await inspector.text('.filter-count'), count);
    });

    it('paints exactly what is typed', async () => {
      const { page } = await open({ rows: 100 });
      const text = '  topic:ticks.*  (json.price > 100 or "two words") not /a+/ ';
      await page.fill('filter-bar input', text);
      await inspector.until(
        'the paint',
        (typed) => document.querySelector('.filter-paint')?.textContent === typed,
        text,
      );
    });

    it('suggests fields and topics, and takes them from the keyboard', async () => {
      const { page } = await open({ rows: 1000 });
      await page.waitForSelector('[role=treeitem]');
      await page.click('filter-bar input');
      await page.keyboard.type('top');
      await page.waitForSelector('.suggestion');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      assert.equal(await page.inputValue('filter-bar input'), 'topic:');
      await page.keyboard.type('sens');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      assert.equal(await page.inputValue('filter-bar input'), 'topic:sensors.*');
    });

    it('takes all of it as an expression, and minds the case, when told', async () => {
      const { page } = await open({ rows: 1000 });
      await page.click('filter-bar [aria-label="Take the whole filter as a regular expression"]');
      await inspector.filter('A{2}PL|nvda');
      const both = await inspector.text('.filter-count');
      await page.click('filter-bar [aria-label="Match case"]');
      await inspector.until(
        'fewer',
        (before) => {
          const count = document.querySelector('.filter-count')?.textContent ?? '';
          return count !== before && count.endsWith(' of 1,000');
        },
        both,
      );
      const sets = (await paramsOf('capture/setFilter')) as { filter: string; matchCase: boolean }[];
      assert.deepEqual([sets.at(-1)!.filter, sets.at(-1)!.matchCase], ['/A{2}PL|nvda/', true]);
    });

    it('is reached with Ctrl+F and left with Escape', async () => {
      const { page } = await open({ rows: 100 });
      await page.focus('regular-table table');
      await page.keyboard.press('Control+f');
      await page.waitForSelector('filter-bar input:focus');
      await page.keyboard.press('Escape');
      await page.waitForSelector('regular-table table:focus');
    });
  });

  describe('the composer', () => {
    const publisher: PageOptions = { rows: 10, definition: { type: 'PUB' } };
    const field = (frame: number) => `message-composer textarea[data-frame="${frame}"]`;

    it('sends any frames with Ctrl+Enter and says as which message', async () => {
      const { page } = await open(publisher);
      await page.fill(field(0), 'ticks.TEST');
      await page.click('message-composer button:has-text("+ Frame")');
      await page.selectOption('message-composer [aria-label="Kind of frame 2"]', 'hex');
      await page.fill(field(2), '00 ff');
      await page.keyboard.press('Control+Enter');
      await untilCalled('inspector/send');
      const [draft] = (await paramsOf('inspector/send')) as ComposerDraft[];
      assert.deepEqual(draft!.frames, [
        { kind: 'text', value: 'ticks.TEST' },
        { kind: 'text', value: '' },
        { kind: 'hex', value: '00 ff' },
      ]);
      await page.click('.outcome .link');
      await inspector.until(
        'the sent message',
        () => document.querySelector('.detail-title b')?.textContent === '#10',
      );
    });

    it('names the mistake while typing and sends nothing', async () => {
      const { page } = await open(publisher);
      await page.selectOption('message-composer [aria-label="Kind of frame 1"]', 'json');
      await page.fill(field(1), '{"price": {{random 1}}}');
      await page.waitForSelector('.frame-mistake:has-text("random takes two numbers")');
      await page.keyboard.press('Control+Enter');
      await page.fill(field(1), '{"price": {{random 1 200}}}');
      await inspector.until('no mistake', () => !document.querySelector('.frame-mistake'));
      assert.match(await inspector.text('message-composer'), /template/);
      assert.deepEqual(await paramsOf('inspector/send'), []);
    });

    it('moves and removes frames, and keeps the draft over a reload', async () => {
      const { page } = await open(publisher);
      await page.fill(field(0), 'first');
      await page.fill(field(1), 'second');
      await page.click('[aria-label="Move frame 1 up"]');
      await inspector.until(
        'the move',
        () => document.querySelector<HTMLTextAreaElement>('textarea')?.value === 'second',
      );
      await page.click('[aria-label="Remove frame 1"]');
      await inspector.until('the draft', () => {
        const draft = (window.harness.savedState as InspectorState | undefined)?.draft;
        return draft?.frames.length === 1 && draft.frames[0]?.value === 'second';
      });
      const savedState = await state();
      const { faults } = inspector;
      await inspector.close();
      assert.deepEqual(faults, []);
      await open({ ...publisher, savedState });
      assert.equal(await inspector.page.inputValue(field(0)), 'second');
    });

    it('repeats at a rate, shows how far it is, and stops', async () => {
      const { page } = await open(publisher);
      await page.check('message-composer input[type=checkbox]');
      await page.fill('message-composer [aria-label="Messages a second"]', '10');
      await page.press('message-composer [aria-label="Messages a second"]', 'Tab');
      await page.fill('message-composer [aria-label^="How many messages"]', '500');
      await page.press('message-composer [aria-label^="How many messages"]', 'Tab');
      await page.click('message-composer vscode-button:has-text("Start")');
      await untilCalled('inspector/startRepeat');
      const [draft] = (await paramsOf('inspector/startRepeat')) as ComposerDraft[];
      assert.deepEqual([draft!.perSecond, draft!.count], [10, 500]);
      await inspector.harness((harness) =>
        harness.setSession({
          repeat: { repeat: 'r', sent: 120, failed: 0, count: 500, perSecond: 10, running: true },
        }),
      );
      await page.waitForSelector('.outcome:has-text("120 of 500 sent")');
      await page.click('message-composer vscode-button:has-text("Stop")');
      await untilCalled('inspector/stopRepeat');
    });

    it('addresses a peer of a ROUTER by name or bytes', async () => {
      const peers = [
        {
          id: '776f726b65722d31',
          label: 'worker-1',
          kind: 'routingId',
          state: 'connected',
          received: 1,
          sent: 1,
        } as const,
      ];
      const { page } = await open({ messages: 'routerTraffic', rows: 100, session: { peers } });
      await page.click('[aria-label="Choose a peer"]');
      await page.getByRole('menuitemradio', { name: 'worker-1' }).click();
      await inspector.until(
        'the peer',
        () => document.querySelector<HTMLInputElement>('#composer-peer')?.value === 'worker-1',
      );
      await page.check('message-composer .check:has-text("Empty delimiter") input');
      await page.fill(field(1), 'hello');
      await page.keyboard.press('Control+Enter');
      await untilCalled('inspector/send');
      const [draft] = (await paramsOf('inspector/send')) as ComposerDraft[];
      assert.equal(draft!.routingId, '776f726b65722d31');
      assert.deepEqual(draft!.frames, [
        { kind: 'text', value: '' },
        { kind: 'text', value: 'hello' },
      ]);
    });

    it('sends a captured message again, or takes it to be edited', async () => {
      const { page } = await open({ messages: 'routerTraffic', rows: 100 });
      await select(99);
      await page.click('[aria-label="Send again as it is"]');
      await untilCalled('inspector/resend');
      assert.deepEqual(await paramsOf('inspector/resend'), [{ row: 99 }]);
      await page.click('[aria-label="Edit and send"]');
      await inspector.until(
        'the draft',
        () =>
          document.querySelector<HTMLTextAreaElement>('textarea[data-frame="1"]')?.value.includes('49') ??
          false,
      );
      await page.focus('textarea[data-frame="1"]');
      await page.keyboard.press('Control+Enter');
      await untilCalled('inspector/send');
      const [sent] = (await paramsOf('inspector/send')) as ComposerDraft[];
      assert.deepEqual(sent!.frames.at(-1), { kind: 'json', value: '{"request":49,"done":true}' });
      assert.equal(sent!.routingId, '006b8b4567');
    });

    it('sends what is too large to be edited again as it is', async () => {
      const { page } = await open({ messages: 'heavyMessages', rows: 4, definition: { type: 'PUSH' } });
      await select(2);
      await page.click('[aria-label="Edit and send"]');
      const refused = page.locator('message-composer').getByRole('alert');
      await refused
        .filter({ hasText: 'up to 200 frames and 1 MiB. Send the message again as it is' })
        .waitFor();
      await page.click('[aria-label="Send again as it is"]');
      await page.locator('message-composer .outcome', { hasText: 'Sent as #4' }).waitFor();
      assert.equal(await refused.count(), 0);
      assert.deepEqual(await paramsOf('inspector/resend'), [{ row: 2 }]);
    });

    it('shows whose turn it is, and lets only that one act', async () => {
      const { page } = await open({ rows: 10, definition: { type: 'REQ' }, session: { turn: 'receive' } });
      await page.waitForSelector('.turn:has-text("Waiting for the reply")');
      assert.equal(await page.getAttribute('message-composer vscode-button', 'disabled'), '');
      await inspector.harness((harness) => harness.setSession({ turn: 'send' }));
      await page.waitForSelector('.turn:has-text("Your turn: send a request")');
      await inspector.until(
        'a button',
        () => !document.querySelector('message-composer vscode-button')?.hasAttribute('disabled'),
      );
    });

    it('replies to the request that waits, and shows which one', async () => {
      const { page } = await open({
        rows: 10,
        definition: { type: 'REP' },
        session: { turn: 'send', pendingRequest: 7 },
      });
      await page.click('.turn .link:has-text("#7")');
      await page.waitForSelector('.badge:has-text("waits for its reply")');
      assert.match(await inspector.text('message-composer vscode-button'), /Reply/);
    });

    it('is not there for sockets that cannot send', async () => {
      const { page } = await open({ rows: 10 });
      await select(9);
      assert.equal(await page.$('message-composer'), null);
      assert.equal(await page.$('[aria-label="Send again as it is"]'), null);
    });
  });

  describe('without messages', () => {
    const untrusted = { code: 'workspace/untrusted', message: 'This workspace is not trusted.' };
    const cases: readonly {
      name: string;
      options: PageOptions;
      title: string;
      button: string;
      runs: object;
    }[] = [
      {
        name: 'offers to subscribe',
        options: { rows: 0, definition: { subscriptions: [] } },
        title: 'Subscribed to nothing',
        button: 'Subscribe to All',
        runs: { command: 'zeromq.session.subscribe', topic: '' },
      },
      {
        name: 'offers to open a closed session',
        options: { rows: 0, session: { state: 'closed' } },
        title: 'The session is closed',
        button: 'Open',
        runs: { command: 'zeromq.session.open' },
      },
      {
        name: 'offers an endpoint',
        options: { rows: 0, definition: { endpoints: [] } },
        title: 'No endpoint yet',
        button: 'Connect…',
        runs: { command: 'zeromq.session.connect' },
      },
      {
        name: 'offers to restart the engine',
        options: { rows: 0, engine: { state: 'stopped' } },
        title: 'The engine has stopped',
        button: 'Restart Engine',
        runs: { command: 'zeromq.engine.restart' },
      },
      {
        name: 'asks for trust where nothing may run without it',
        options: { rows: 0, engine: { state: 'stopped', error: untrusted } },
        title: 'The workspace is not trusted',
        button: 'Manage Workspace Trust',
        runs: { command: 'workbench.trust.manage' },
      },
    ];
    for (const { name, options, title, button, runs } of cases) {
      it(name, async () => {
        const { page } = await open(options);
        await page.waitForSelector(`.empty h2:has-text("${title}")`);
        await page.click(`.empty vscode-button:has-text("${button}") >> nth=0`);
        await untilCalled('inspector/runCommand');
        assert.deepEqual(await paramsOf('inspector/runCommand'), [runs]);
      });
    }

    it('says that it waits, and shows the first message when it comes', async () => {
      const { page } = await open({ rows: 0 });
      await page.waitForSelector(
        '.empty:has-text("Waiting for the first message"):has-text("Connected to tcp://localhost:5556")',
      );
      await inspector.harness((harness) => {
        harness.capture.append(1);
        harness.tick();
      });
      await inspector.untilRow(0);
    });

    it('offers to clear a filter that matches nothing', async () => {
      const { page } = await open({ rows: 100 });
      await inspector.filter('no such thing');
      await page.click('.empty vscode-button:has-text("Clear Filter")');
      await inspector.untilRow(99);
    });
  });

  describe('when the engine goes', () => {
    it('asks nothing of a view that is half open, and goes on following', async () => {
      const { page } = await open({ rows: 1000 });
      await inspector.untilRow(999);
      await inspector.harness((harness) => harness.setEngine({ state: 'restarting' }));
      await page.waitForSelector('message-bar .message');
      await inspector.harness((harness) => {
        harness.answerDelayMs = 50;
        harness.setEngine({ state: 'running' });
        // As the host tells of it once the engine has reopened the session.
        harness.setSession({ received: 1000 });
        harness.setSession({ received: 1001 });
      });
      // The grid takes back the room of the message and draws, while the view opens.
      await inspector.until('a new view', () => window.harness.countOf('capture/watch') === 2);
      await inspector.harness((harness) => {
        harness.answerDelayMs = 0;
        harness.capture.append(200);
        harness.tick();
      });
      await inspector.untilRow(1199);
      await page.waitForSelector('.follow[aria-pressed=true]');
      assert.equal(await page.locator('message-bar .message').count(), 0);
      assert.equal(await inspector.harness((harness) => harness.countOf('capture/openView')), 2);
    });

    it('keeps the rows on screen when newer ones were still on their way', async () => {
      const { page } = await open({ rows: 1000 });
      await inspector.untilRow(999);
      const before = await inspector.rows();
      await inspector.harness((harness) => {
        harness.failing.add('capture/window');
        harness.answerDelayMs = 300;
        harness.log.length = 0;
        harness.capture.append(500);
        harness.tick();
      });
      await inspector.until('newer rows asked for', () => window.harness.countOf('capture/window') > 0);
      await inspector.harness((harness) => harness.setEngine({ state: 'restarting' }));
      await page.waitForSelector('message-bar:has-text("The engine is restarting")');
      await inspector.until('every answer', () => window.harness.answersDue === 0);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
      assert.deepEqual((await inspector.rows()).slice(0, 10), before.slice(0, 10));
    });

    it('keeps what is on screen, says so, and opens its view anew when it is back', async () => {
      const { page } = await open({ rows: 500 });
      await inspector.filter('NVDA');
      await inspector.harness((harness) => harness.setEngine({ state: 'restarting' }));
      await page.waitForSelector('message-bar:has-text("The engine is restarting")');
      assert.ok((await inspector.rows()).length > 20);
      await inspector.harness((harness) => harness.setEngine({ state: 'running' }));
      await inspector.until('a new view', () => window.harness.countOf('capture/openView') === 2);
      await inspector.until(
        'no message',
        () => document.querySelector('message-bar')?.textContent.trim() === '',
      );
      assert.match(await inspector.text('.filter-count'), /^1\d\d of 500$/);
    });

    it('shows what failed with its button, and is dismissed', async () => {
      const { page } = await open({ rows: 50 });
      await select(49);
      await inspector.harness((harness) => harness.failing.add('inspector/saveFrame'));
      await page.click('[aria-label="Save this frame to a file"]');
      await page.waitForSelector('message-bar .message:has-text("Synthetic failure")');
      await page.click('message-bar vscode-button:has-text("Show Log")');
      await untilCalled('inspector/runCommand');
      await page.click('message-bar [aria-label="Dismiss"]');
      await inspector.until(
        'no message',
        () => document.querySelector('message-bar')?.textContent.trim() === '',
      );
    });
  });

  it('has a name for every button and field, and no duplicate ids', async () => {
    const { page } = await open({ messages: 'routerTraffic', rows: 100 });
    await select(99);
    const { nameless, duplicates } = await page.evaluate(() => {
      const controls = [
        ...document.querySelectorAll('button, input, select, textarea, [role=treeitem], split-bar'),
      ];
      const named = (element: Element) =>
        element.getAttribute('aria-label') ??
        element.closest('label')?.textContent ??
        element.textContent.trim();
      const labelled = (element: Element) =>
        element.id !== '' && document.querySelector(`label[for="${element.id}"]`) !== null;
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return {
        nameless: controls
          .filter((element) => !named(element) && !labelled(element))
          .map(({ outerHTML }) => outerHTML),
        duplicates: ids.filter((id, index) => ids.indexOf(id) !== index),
      };
    });
    assert.deepEqual({ nameless, duplicates }, { nameless: [], duplicates: [] });
  });

  for (const theme of ['light', 'highContrast', 'highContrastLight'] as const) {
    it(`has readable text in the ${theme} theme`, async () => {
      const { page } = await open({ rows: 100, theme });
      await select(98);
      const contrast = await page.evaluate(() => {
        const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
        const luminance = ([r = 0, g = 0, b = 0]: number[]) => {
          const linear = [r, g, b].map((value) => {
            const share = value / 255;
            return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
        };
        const background = luminance(channels(getComputedStyle(document.body).backgroundColor));
        const selectors = [
          '#row-90 td[data-column=topic]',
          '#row-90 td[data-column=row]',
          '.tree .key',
          '.filter-count',
          'status-line .ledger span',
        ];
        return selectors.map((selector) => {
          const text = luminance(channels(getComputedStyle(document.querySelector(selector)!).color));
          return (Math.max(text, background) + 0.05) / (Math.min(text, background) + 0.05);
        });
      });
      assert.ok(
        contrast.every((ratio) => ratio >= 4.5),
        contrast.map((ratio) => ratio.toFixed(1)).join(),
      );
    });
  }

  it('is usable at 600 pixels: details below, sidebar over the grid', async () => {
    const { page } = await open({ rows: 1000, width: 600, height: 800 });
    await page.waitForSelector('.inspector.narrow');
    assert.equal(await page.$('.sidebar'), null);
    await page.click('[title^="Show topics"]');
    await page.waitForSelector('.sidebar [role=treeitem]');
    await page.click('[title^="Hide topics"]');
    await select(999);
    const boxes = await page.evaluate(() => {
      const bottom = document.querySelector('message-grid')!.getBoundingClientRect().bottom;
      return {
        bottom,
        details: document.querySelector('.details')!.getBoundingClientRect().top,
        wide: document.body.scrollWidth,
      };
    });
    assert.ok(boxes.details >= boxes.bottom - 1 && boxes.wide <= 600, JSON.stringify(boxes));
  });
});
