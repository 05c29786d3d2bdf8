import type { Operation } from '../../library/library';
import { arg } from '../../library/library';
import { optionNames } from '../../library/optionNames';

/** A setter for each option: `SetTcpKeepaliveIdle` sets TCP_KEEPALIVE_IDLE. */
export function optionMethods(prefix: string): Record<string, Operation> {
  const value = arg(0);
  return Object.fromEntries(
    [...optionNames].map((option): [string, Operation] => [
      prefix + camelCase(option),
      option === 'SUBSCRIBE' || option === 'UNSUBSCRIBE'
        ? { does: option === 'SUBSCRIBE' ? 'subscribe' : 'unsubscribe', value }
        : { does: 'setOption', option, value },
    ]),
  );
}

function camelCase(option: string): string {
  return option
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
}
