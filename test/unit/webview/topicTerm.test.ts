import assert from 'node:assert/strict';
import { hasTopicTerm, toggleTopicTerm } from '../../../src/webview/inspector/filter/topicTerm';

describe('toggleTopicTerm', () => {
  const cases: readonly (readonly [before: string, term: string, after: string])[] = [
    ['', 'topic:ticks.*', 'topic:ticks.*'],
    ['size>=64', 'topic=a', 'size>=64 topic=a'],
    ['topic:ticks.* size>=64', 'topic=a', 'topic=a size>=64'],
    ['topic=a size>=64', 'topic=a', 'size>=64'],
    ['topic=a', 'topic=a', ''],
    ['one or two', 'topic=a', '(one or two) topic=a'],
    ['not topic=a', 'topic=b', 'not topic=a topic=b'],
    ['(size >', 'topic=a', 'topic=a'],
  ];
  for (const [before, term, after] of cases) {
    it(`turns "${before}" and ${term} into "${after}"`, () => {
      assert.equal(toggleTopicTerm(before, term), after);
    });
  }

  it('knows whether the filter asks for a topic', () => {
    assert.ok(hasTopicTerm('size>1 topic=a', 'topic=a'));
    assert.ok(!hasTopicTerm('topic=ab', 'topic=a'));
    assert.ok(!hasTopicTerm('not topic=a', 'topic=a'));
  });
});
