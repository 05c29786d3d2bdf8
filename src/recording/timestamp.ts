/**
 * Times in MCAP are uint64 epoch nanoseconds. They travel as two uint32 halves, since a bigint per message would
 * cost more than storing the message does.
 */
const half = 4294967296;

/** @returns epoch milliseconds with a fraction; exact to about 250 ns in this century. */
export function epochMs(low: number, high: number): number {
  return (high * half + low) / 1e6;
}

export function epochNs(low: number, high: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

export function lowOf(ns: bigint): number {
  return Number(ns & 0xffffffffn);
}

export function highOf(ns: bigint): number {
  return Number((ns >> 32n) & 0xffffffffn);
}

/** @returns `2023-11-14T22:13:20.123456789Z`. */
export function isoTime(low: number, high: number): string {
  const ns = epochNs(low, high);
  const seconds = new Date(Number(ns / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(ns % 1_000_000_000n).padStart(9, '0')}Z`;
}
