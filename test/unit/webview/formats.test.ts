import assert from 'node:assert/strict';
import {
  Formats,
  clockTime,
  eventTime,
  interval,
  relativeTime,
} from '../../../src/webview/inspector/formats';

describe('Formats', () => {
  const formats = new Formats('en-GB');

  it('writes rates with at most three digits', () => {
    const shown = [0, 0.5, 9.96, 310, 999.4, 999.6, 12_400, 99_960, 1_284_117].map((rate) =>
      formats.rate(rate),
    );
    assert.deepEqual(shown, ['0', '0.5', '10', '310', '999', '1k', '12.4k', '100k', '1.3M']);
  });

  it('writes bytes in multiples of 1024, as the limit of the buffer is set', () => {
    const MiB = 1024 ** 2;
    const shown = [0, 138, 1000, 1023.7, 1536, 5.2 * MiB, 412 * MiB, 1010 * MiB, 1024 * MiB, 1536 * MiB].map(
      (bytes) => formats.bytes(bytes),
    );
    assert.deepEqual(shown, [
      '0 B',
      '138 B',
      '1000 B',
      '1 KiB',
      '1.5 KiB',
      '5.2 MiB',
      '412 MiB',
      '1010 MiB',
      '1 GiB',
      '1.5 GiB',
    ]);
  });

  it('groups digits in the locale, and takes any locale there is', () => {
    assert.equal(formats.count(1_284_117), '1,284,117');
    assert.equal(new Formats('not a locale').count(1234), '1,234');
  });
});

describe('times', () => {
  it('are relative to the first message to the microsecond', () => {
    const first = 1_700_000_000_000.25;
    const at = (micros: number) => BigInt(1_700_000_000_000) * 1_000_000n + BigInt(250 + micros) * 1000n;
    assert.equal(relativeTime(at(41_300_000), first), '+41.300000');
    assert.equal(relativeTime(at(3_723_000_413), first), '+1:02:03.000413');
    assert.equal(relativeTime(at(-500), first), '-0.000500');
  });

  it('are of the day with milliseconds and microseconds', () => {
    const date = new Date(2025, 5, 3, 9, 31, 22, 413);
    assert.equal(clockTime(BigInt(date.getTime()) * 1_000_000n + 907_123n), '09:31:22.413 907');
  });

  it('between messages have the unit that reads best', () => {
    const shown = [820_000n, 4_100_000n, 250_000_000n, 12_340_000_000n, 4_810_000_000_000n].map(interval);
    assert.deepEqual(shown, ['820 µs', '4.1 ms', '250 ms', '12.3 s', '1 h 20 m']);
  });

  it('of events are in milliseconds only in the first minute', () => {
    assert.deepEqual([14, -13, 2_178_079, -0.3].map(eventTime), ['+0.014', '-0.013', '+36:18', '0.000']);
  });
});
