import * as assert from 'node:assert/strict';
import { matches, type MessageParts, messageOf } from './messageOf';
import { parseFilter } from '../../../src/model/filter/parseFilter';
import { regexFrameLimit } from '../../../src/model/filter/textMatcher';

function check(message: MessageParts, filters: Readonly<Record<string, boolean>>): void {
  for (const [filter, expected] of Object.entries(filters)) {
    assert.equal(matches(filter, message), expected, filter);
  }
}

const tick: MessageParts = {
  frames: ['ticks.AAPL', '{"symbol":"AAPL","price":184.27}'],
  topicFrame: 0,
  direction: 'in',
  row: 1234,
};

describe('filter terms', () => {
  it('an empty filter matches everything', () => {
    for (const text of ['', '  ', '\n\t']) {
      const result = parseFilter(text);
      assert.ok(result.ok && result.filter.matchesAll);
      assert.ok(result.filter.matches(messageOf({ frames: [] })));
    }
  });

  it('expressions look at the beginning of a large frame, and do not take its edge for the end', () => {
    const filler = '.'.repeat(regexFrameLimit - 3);
    const whole = { frames: [`${filler}foo`], topicFrame: 0 };
    check(whole, { '/foo$/': true, '/foo\\b/': true, '/foo/': true, 'topic:.*foo': true });
    const longer = { frames: [`${filler}foobar`], topicFrame: 0 };
    check(longer, {
      '/foo$/': false,
      '/foo\\b/': false,
      '/foo/': true,
      '/bar/': false,
      'topic:.*foo': false,
      foobar: true,
    });
    check({ frames: [`${filler}fo\u00f6bar`] }, { '/fo$/': false, '/fo/': true, '/fo\\W/': false });
  });

  it('words and quoted texts are found in any frame', () => {
    check(tick, {
      AAPL: true,
      aapl: true,
      PRICE: true,
      MSFT: false,
      '"symbol\\":\\"AA"': true,
      '"AAPL{"': false,
      '"k"': true,
      '184.27': true,
      '35=D': false,
      '-': false,
      '"."': true,
    });
    assert.ok(!matches('price', ['pri', 'ce']));
    assert.ok(!matches('noise', ['x']), 'bytes outside of the frames do not count');
  });

  it('case counts with matchCase', () => {
    assert.ok(!matches('aapl', tick, { matchCase: true }));
    assert.ok(matches('AAPL', tick, { matchCase: true }));
    assert.ok(!matches('topic:TICKS', tick, { matchCase: true }));
    assert.ok(matches('topic:TICKS', tick));
  });

  it('text beyond ASCII is found in either case', () => {
    const frames = ['Größe ÉTÉ Ωmega 漢字 😀'];
    check(
      { frames },
      { grösse: false, GRÖßE: true, été: true, ωMEGA: true, 漢字: true, '😀': true, ωmegá: false },
    );
    assert.ok(!matches('été', frames, { matchCase: true }));
    assert.ok(matches('ÉTÉ', frames, { matchCase: true }));
  });

  it('binary frames are searched as they are', () => {
    const frames = [Uint8Array.of(0, 0xff, 0x41, 0x42, 0xc3), Uint8Array.of()];
    check(
      { frames },
      {
        ab: true,
        'frame:0xff41': true,
        'frame:0x0041': false,
        'frame[0]:0x00ff': true,
        'frame[1]:0x00': false,
        é: false,
      },
    );
  });

  it('expressions look at every frame', () => {
    check(tick, {
      '/^ticks\\.[A-Z]+$/': true,
      '/^TICKS/': false,
      '/^TICKS/i': true,
      '/"price":1\\d\\d/': true,
      '/AAPL.*price/': true,
      '/ticks.*price/': false,
      '/a b|symbol/': true,
      '/[/"]symbol/': true,
      '/\\/x/': false,
    });
  });

  it('topic: takes prefixes, globs, quotes, expressions and bytes', () => {
    check(tick, {
      'topic:ticks': true,
      'topic:AAPL': false,
      'topic: ticks.': true,
      'topic:ticks.*': true,
      'topic:ticks.?': false,
      'topic:ticks.????': true,
      'topic:*.aapl': true,
      'topic:*.AAP': false,
      'topic:t*s.*L': true,
      'topic:"ticks.*"': false,
      'topic:/^ticks\\.A/': true,
      'topic~AAPL': true,
      'topic=ticks': false,
      'topic=ticks.aapl': true,
      'topic==ticks.AAPL': true,
      'topic=ticks.*': true,
      'topic!=ticks.*': false,
      'topic!=ticks.MSFT': true,
      'topic:0x7469': true,
      'topic=0x7469': false,
      'topic:""': true,
      'TOPIC:ticks': true,
    });
    assert.ok(matches('topic:"a b"', { frames: ['a bc'], topicFrame: 0 }));
    assert.ok(matches('topic:ÄR*', { frames: ['ärger'], topicFrame: 0 }));
    assert.ok(matches('topic=""', { frames: ['', 'x'], topicFrame: 0 }));
  });

  it('messages without a topic match no topic: term, negated or not', () => {
    check(
      { frames: ['ticks.AAPL'] },
      { 'topic:ticks': false, 'topic!=x': false, 'not topic:ticks': true, 'topic:*': false },
    );
  });

  it('dir: knows both directions by two names', () => {
    check(tick, {
      'dir:in': true,
      'dir:received': true,
      'dir:out': false,
      'dir=IN': true,
      'dir!=in': false,
      'dir:sent': false,
    });
    check({ frames: [], direction: 'out' }, { 'dir:out': true, 'dir:sent': true, 'dir!=in': true });
  });

  it('size counts the bytes of all frames, with units and ranges', () => {
    const message = { frames: [new Uint8Array(1000), new Uint8Array(24)] };
    check(message, {
      'size>100': true,
      'size>=1kB': true,
      'size>=1KB': true,
      'size=1KiB': true,
      'size:1KiB': true,
      'size!=1024': false,
      'size<1KiB': false,
      'size<=1KiB': true,
      'size<1MB': true,
      'size>1MiB': false,
      'size>.5kB': true,
      'size <= 1.024kB': true,
      'size>=1024B': true,
      'size:1000..1024': true,
      'size:..1023': false,
      'size:1kB..': true,
      'size<1GB': true,
      'size<1GiB': true,
    });
  });

  it('frames counts frames and row is the number of the message', () => {
    check(tick, {
      'frames=2': true,
      'frames:2': true,
      'frames>2': false,
      'frames!=1': true,
      'frames:1..3': true,
      'row>=1000': true,
      'row = 1234': true,
      'row:1..1000': false,
    });
  });

  it('peer: compares text and hex as they are shown', () => {
    check(
      { frames: [], peer: 'worker-12' },
      {
        'peer:worker': true,
        'peer:worker-1?': true,
        'peer=worker-1': false,
        'peer!=worker-1': true,
        'peer~ER-': true,
        'peer:/\\d{2}$/': true,
        'peer:0x776f726b': true,
      },
    );
    check(
      { frames: [], peer: '0x00ab54fe01' },
      {
        'peer:0x00ab': true,
        'peer:0x00AB54…': true,
        'peer:0x00ab55': false,
        'peer=0x00ab54fe01': true,
        'peer~0x54fe': true,
        'peer~0x0ab5': false,
      },
    );
    check(
      { frames: [], peer: 'worker \\x00' },
      { 'peer=0x776f726b657220': false, 'peer:0x776f726b': true, 'peer=0x776f726b65722000': true },
    );
    check({ frames: [] }, { 'peer:worker': false, 'peer!=worker': false });
  });

  it('frame[n]: looks at one frame only', () => {
    check(tick, {
      'frame[0]:aapl': true,
      'frame[1]:ticks': false,
      'frame[-1]:symbol': true,
      'frame[-2]~"ticks."': true,
      'frame[0]:/^t.*L$/': true,
      'frame[2]:x': false,
      'frame[-3]:x': false,
      'frame:ticks': true,
    });
  });

  it('connectives, brackets and negations combine terms', () => {
    check(tick, {
      'AAPL symbol': true,
      'AAPL MSFT': false,
      'AAPL and symbol': true,
      'AAPL AND MSFT': false,
      'AAPL or MSFT': true,
      'MSFT || AAPL': true,
      'AAPL && MSFT': false,
      'not MSFT': true,
      '-MSFT': true,
      '!AAPL': false,
      '! AAPL': false,
      '-"MSFT"': true,
      'not not AAPL': true,
      '--AAPL': true,
      '-(MSFT or NVDA)': true,
      'not (AAPL MSFT)': true,
      'MSFT or AAPL and NVDA': false,
      '(MSFT or AAPL) and symbol': true,
      'MSFT AAPL or symbol': true,
      'not MSFT AAPL': true,
      'not(MSFT)and(AAPL)': true,
      'size>5(dir:in)': true,
      '-dir:out -topic:x': true,
    });
    check({ frames: ['and or not'] }, { '"and" "or" "not"': true, android: false });
  });

  it('a message is matched anew each time', () => {
    const result = parseFilter('json.a = 1 or json.b = 2');
    assert.ok(result.ok);
    assert.ok(result.filter.matches(messageOf({ frames: ['{"a":1}'] })));
    assert.ok(!result.filter.matches(messageOf({ frames: ['{"a":2}'] })));
    assert.ok(result.filter.matches(messageOf({ frames: ['x', '{"b":2}'] })));
  });
});
