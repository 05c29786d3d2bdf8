import assert from 'node:assert/strict';
import type { NativeSocket } from '../../../src/engine/native';
import { changeOptions } from '../../../src/engine/sessions/applyOptions';
import type { OptionValues } from '../../../src/model/sessionDefinition';

/** libzmq takes every value that passes our own checks, so a refusal of its own has to be made up. */
class RefusingSocket {
  readonly writes: string[] = [];

  constructor(private readonly refused: string) {}

  set sendHighWaterMark(value: number) {
    this.write('sendHighWaterMark', value);
  }

  set sendTimeout(value: number) {
    this.write('sendTimeout', value);
  }

  set linger(value: number) {
    this.write('linger', value);
  }

  private write(name: string, value: number): void {
    if (name === this.refused) throw Object.assign(new Error('Invalid argument'), { code: 'EINVAL' });
    this.writes.push(`${name}=${value}`);
  }
}

describe('changeOptions', () => {
  const limits = { captureBytes: 1, sendTimeout: 500, receiveTimeout: 500, linger: 200 };
  const change = (socket: RefusingSocket, options: OptionValues, former: OptionValues) =>
    changeOptions(socket as unknown as NativeSocket, Object.keys(options), { options, former, limits });

  it('sets each option, null as the default', () => {
    const socket = new RefusingSocket('');
    change(socket, { sendHighWaterMark: 5, sendTimeout: null, linger: 0 }, {});
    assert.deepEqual(socket.writes, ['sendHighWaterMark=5', 'sendTimeout=500', 'linger=0']);
  });

  it('sets those before a refused one back, and names the refused one', () => {
    const socket = new RefusingSocket('linger');
    assert.throws(
      () => change(socket, { sendHighWaterMark: 5, sendTimeout: 10, linger: 0 }, { sendHighWaterMark: 7 }),
      { code: 'option/badValue', message: /linger/ },
    );
    assert.deepEqual(socket.writes.slice(2), ['sendTimeout=500', 'sendHighWaterMark=7']);
  });
});
