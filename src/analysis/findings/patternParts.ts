import type { TextPattern } from '../textPattern';

/** Stands for unknown parts; no address holds it. */
const hole = '\u0001';

/** An address taken apart as written, unknown parts and all. A part is undefined where some of it is unknown. */
export interface AddressParts {
  readonly transport?: string;
  readonly host?: string;
  readonly port?: string;
}

/** Host and port of `tcp://*:{port}`: `*` and undefined. Neither for transports without ports. */
export function addressParts(pattern: TextPattern): AddressParts {
  const text = pattern.map((part) => (typeof part === 'string' ? part : hole)).join('');
  const scheme = /^([a-z]+):\/\/(.*)$/s.exec(text.trim());
  const [, transport, rest = ''] = scheme ?? [];
  if (transport === undefined || !/^(?:tcp|udp|wss?)$/.test(transport)) return { transport };
  const target = transport === 'tcp' ? rest.slice(rest.lastIndexOf(';') + 1) : rest.replace(/\/.*$/s, '');
  const colon = target.lastIndexOf(':');
  if (colon < 0) return { transport };
  return {
    transport,
    host: wholly(target.slice(0, colon)),
    port: wholly(target.slice(colon + 1)),
  };
}

function wholly(text: string): string | undefined {
  return text.includes(hole) || text === '' ? undefined : text;
}
