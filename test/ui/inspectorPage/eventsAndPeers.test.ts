import assert from 'node:assert/strict';
import { InspectorPages } from './inspectorPages';

describe('the events and peers of the inspector page', () => {
  const pages = new InspectorPages();

  it('show the time of day before the first message, and the time since it from then on', async () => {
    const page = await pages.open({ rows: 0 });
    await page.waitForSelector('event-list .side-unit:has-text("time of day")');
    assert.match(await pages.inspector.text('.event-time'), /^\d\d:\d\d:\d\d\.987$/);
    await pages.inspector.harness((harness) => {
      harness.capture.append(1);
      harness.tick();
    });
    await page.waitForSelector('event-list .side-unit:has-text("since first message")');
    assert.equal(await pages.inspector.text('.event-time'), '-0.013');
  });

  it('are awaited in a session, and not in a file', async () => {
    const withoutEvents = async (isRecording: boolean) => {
      await pages.open({ rows: 10, isRecording });
      await pages.inspector.harness((harness) => {
        harness.capture.events = [];
        harness.capture.eventSeq++;
        harness.tick();
      });
      await pages.inspector.until(
        'no events',
        (text) => document.querySelector('event-list .side-empty')?.textContent === text,
        isRecording ? 'None' : 'None yet',
      );
    };
    await withoutEvents(false);
    await withoutEvents(true);
  });

  it('say in sight what went wrong', async () => {
    const page = await pages.open({ rows: 1000 });
    await page.waitForSelector('.event.error .side-reason:has-text("The peer speaks CURVE.")');
    await page.waitForSelector(
      '.peer:has-text("10.0.0.7:5556") .side-reason:has-text("Tries again in 3.2 s.")',
    );
    assert.equal(await page.$('.event.good .side-reason'), null);
  });

  it('tell messages received from those sent, in sight and to screen readers', async () => {
    const peer = {
      id: 'a',
      label: '127.0.0.1:7',
      kind: 'endpoint',
      state: 'connected',
      received: 1204,
      sent: 3,
    } as const;
    const page = await pages.open({ rows: 10, session: { peers: [peer] } });
    assert.equal(await pages.inspector.text('.peer .side-value'), '↓1.2k ↑3');
    const list = page.getByRole('list', { name: 'Peers' });
    assert.match(await list.ariaSnapshot(), /127\.0\.0\.1:7: connected\. 1,204 received, 3 sent/);
  });

  it('take one stop of the Tab key, and the arrows from there', async () => {
    const page = await pages.open({ rows: 20_000 });
    await page.waitForSelector('.event.error');
    assert.equal(await page.locator('.event[tabindex="0"]').count(), 1);
    await page.focus('.event[tabindex="0"]');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.event.warning:focus');
    await page.waitForSelector('.event.warning[tabindex="0"]');
    assert.equal(await page.locator('.event[tabindex="0"]').count(), 1);
    await page.keyboard.press('Enter');
    await pages.inspector.until('the time of the event', () => {
      const row = Number(document.querySelector('regular-table tbody tr[id]')?.id.slice(4));
      return Math.abs(row - 8000) < 20;
    });
  });

  it('stay in sight under hundreds of topics', async () => {
    const page = await pages.open({ messages: 'manyTopics', rows: 600 });
    await page.waitForSelector('.side-row[data-term]:nth-child(100)');
    for (const part of ['peer-list .side-row', 'event-list .event']) {
      const box = (await page.locator(part).first().boundingBox())!;
      assert.ok(box.y + box.height < 860, part);
    }
  });
});
