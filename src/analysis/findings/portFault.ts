import type { TextPattern } from '../textPattern';
import { addressParts } from './patternParts';

export type PortFault =
  | { readonly kind: 'outOfRange'; readonly port: string }
  | { readonly kind: 'rubbish'; readonly port: string; readonly digits: string; readonly rubbish: string };

/** What is wrong with the port of an address, where the port is wholly known. */
export function portFaultIn(pattern: TextPattern): PortFault | undefined {
  const { port } = addressParts(pattern);
  const [, digits, rubbish = ''] = /^(\d+)(.*)$/s.exec(port?.trimEnd() ?? '') ?? [];
  if (port === undefined || digits === undefined) return undefined;
  if (rubbish !== '') return { kind: 'rubbish', port, digits, rubbish };
  return Number(digits) > 65535 ? { kind: 'outOfRange', port: digits } : undefined;
}
