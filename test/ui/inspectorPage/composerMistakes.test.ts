import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { InspectorPages } from './inspectorPages';

describe('mistakes in the composer', () => {
  const pages = new InspectorPages();
  let page: Page;
  const field = '[aria-label="Value of frame 0"]';

  beforeEach(async () => {
    page = await pages.open({ rows: 10, definition: { type: 'PUSH' } });
  });

  const cases = [
    {
      kind: 'json',
      value: '{"a": 1,\n "b": ]}',
      says: /^JSON, line 2, column 7: "\]" stands where/,
      place: ']',
    },
    { kind: 'json', value: '', says: /JSON needs a value\. For an empty frame choose text\./, place: '' },
    {
      kind: 'hex',
      value: '00 ff a',
      says: /character 7: "a" has an odd number of digits.*write "0a"/,
      place: 'a',
    },
    { kind: 'hex', value: '00 xy', says: /character 4: "x" is not a hex digit/, place: 'x' },
    { kind: 'base64', value: 'AAE$', says: /Base64, character 4: "\$" is not a base64 digit/, place: '$' },
    { kind: 'text', value: 'n {{sq}}', says: /There is no placeholder "sq"/, place: 'sq' },
    {
      kind: 'text',
      value: 'n {{random 5 1}}',
      says: /lowest number comes first: \{\{random 1 5\}\}/,
      place: 'random 5 1',
    },
    { kind: 'text', value: 'n {{now', says: /has no end: add \}\}/, place: '{{now' },
  ] as const;

  for (const { kind, value, says, place } of cases) {
    it(`are named where they are: ${kind} ${JSON.stringify(value)}`, async () => {
      await page.selectOption('[aria-label="Kind of frame 0"]', kind);
      await page.fill(field, value);
      const mistake = page.getByRole('alert').getByRole('button');
      await mistake.waitFor();
      const text = (await mistake.innerText()).trim();
      assert.match(text, says);
      assert.equal(await page.getAttribute(field, 'aria-invalid'), 'true');
      const described = await page.$eval(field, (element) => element.getAttribute('aria-describedby'));
      assert.equal((await page.innerText(`#${described}`)).trim(), text);
      await mistake.click();
      const selected = await page.$eval(field, (element) => {
        const { value, selectionStart, selectionEnd } = element as HTMLTextAreaElement;
        return document.activeElement === element ? value.slice(selectionStart, selectionEnd) : undefined;
      });
      assert.equal(selected, place);
      await page.press(field, 'Control+Enter');
      assert.deepEqual(await pages.paramsOf('inspector/send'), []);
    });
  }

  it('are gone once they are mended, and what was sent is in the history', async () => {
    await page.selectOption('[aria-label="Kind of frame 0"]', 'hex');
    await page.fill(field, '0');
    await page.getByRole('alert').waitFor();
    await page.fill(field, '0001');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    assert.equal(await pages.inspector.text('.frame-size'), '2 B');
    await page.press(field, 'Control+Enter');
    await page.getByRole('button', { name: 'Sent before' }).click();
    assert.deepEqual(await page.getByRole('menuitem').allInnerTexts(), ['0001']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sent before' }).and(page.locator(':focus')).waitFor();
  });

  it('of the whole message are said as well: a socket that takes single frames only', async () => {
    const frames = [
      { kind: 'text', value: 'a' },
      { kind: 'text', value: 'b' },
    ] as const;
    await pages.open({
      rows: 10,
      definition: { type: 'CLIENT' },
      state: { draft: { frames, perSecond: 1, count: 0 } },
    });
    await pages.inspector.page.waitForSelector('.outcome.bad:has-text("CLIENT sends single frames only")');
  });
});
