/** What the driver extension and the test exchange: one JSON value a line over a loopback connection. */

/** The environment variable that tells the driver the test's port. */
export const portVariable = 'ZEROMQ_TEST_DRIVER_PORT';

/** The driver's first line. */
export interface DriverHello {
  /** The folder, or the workspace file, that its window has open. */
  readonly folder: string;
}

export type DriverRequest = { readonly id: number } & (
  | { readonly op: 'execute'; readonly command: string; readonly args: readonly unknown[] }
  /** `source` is a function of the `vscode` module and `argument`. */
  | { readonly op: 'evaluate'; readonly source: string; readonly argument: unknown }
);

export interface DriverFailure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

export type DriverAnswer =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failure: DriverFailure };

/** JSON in which bytes survive, as `{ "$bytes": base64 }`. */
export function toLine(value: unknown): string {
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, seen: unknown) {
    // a Buffer's toJSON has run by the time `seen` comes in
    const original = this[key];
    return original instanceof Uint8Array ? { $bytes: Buffer.from(original).toString('base64') } : seen;
  });
  return `${text}\n`;
}

export function fromLine(line: string): unknown {
  return JSON.parse(line, (_key, value: unknown) => {
    const bytes = (value as { $bytes?: unknown } | null)?.$bytes;
    return typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64')) : value;
  });
}
