import type { OptionValues } from './sessionDefinition';

export type Mechanism = 'NULL' | 'PLAIN' | 'CURVE';

/**
 * The security mechanism that a socket with these options speaks (RFC 37, "Security mechanisms"): libzmq chooses it by
 * the options that are set, the keys alone included.
 */
export function mechanismOf(options: OptionValues): Mechanism {
  const isSet = (prefix: string) =>
    Object.entries(options).some(([name, value]) => name.startsWith(prefix) && Boolean(value));
  if (isSet('curve')) return 'CURVE';
  return isSet('plain') ? 'PLAIN' : 'NULL';
}
