import assert from 'node:assert/strict';
import { manifest } from './manifest';

/** @returns the commands that the Sessions view offers for a session whose context value is `words`. */
function offeredFor(words: string): ReadonlySet<string> {
  const items = manifest.contributes.menus['view/item/context'] ?? [];
  const offered = items.filter(({ when = '' }) => {
    const pattern = /^view == zeromq\.sessions && viewItem =~ \/(.*)\/$/.exec(when)?.[1];
    return pattern !== undefined && new RegExp(pattern).test(words);
  });
  return new Set(offered.map(({ command }) => command));
}

describe('package.json: the menu of a session', () => {
  const offers = (words: string, command: string) => offeredFor(words).has(command);

  it('offers Pause, and Resume in its place while the inspector is paused', () => {
    for (const words of ['session open sends captured', 'session open sends recorded']) {
      assert.equal(offers(words, 'zeromq.inspector.pause'), true, words);
      assert.equal(offers(words, 'zeromq.inspector.resume'), false, words);
      assert.equal(offers(`${words} paused`, 'zeromq.inspector.pause'), false, words);
      assert.equal(offers(`${words} paused`, 'zeromq.inspector.resume'), true, words);
    }
    assert.equal(offers('session closed sends captured', 'zeromq.inspector.pause'), false);
    assert.equal(offers('session closed sends captured paused', 'zeromq.inspector.resume'), true);
  });

  it('offers Clear for whatever has captured messages, closed sessions too', () => {
    for (const words of ['session open captured', 'session closed sends captured paused'])
      assert.equal(offers(words, 'zeromq.inspector.clear'), true, words);
    assert.equal(offers('session open sends', 'zeromq.inspector.clear'), false);
  });
});

describe('package.json: the title menu of an inspector', () => {
  it('offers Start Recording or Stop Recording, never both', () => {
    const items = manifest.contributes.menus['editor/title'] ?? [];
    const when = (command: string) =>
      items.find((item) => item.command === command && item.when?.includes("'zeromq.inspector'"))?.when;
    const inFront = "activeWebviewPanelId == 'zeromq.inspector'";
    assert.equal(when('zeromq.recording.start'), `${inFront} && !zeromq:inspectorRecording`);
    assert.equal(when('zeromq.recording.stop'), `${inFront} && zeromq:inspectorRecording`);
  });
});
