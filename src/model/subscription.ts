import { fromHex, toHex, utf8Decode, utf8Encode } from '../base/bytes';
import { showBytes } from './frameText';
import { isPlain } from './visibleText';

/**
 * Subscriptions as they are written in definitions and typed by people: the prefix itself as text, or its bytes as
 * `hex:00ff`. Text that begins with `hex:` or `text:` is written with `text:` in front. The empty text subscribes
 * to everything (RFC 29).
 */
export type SubscriptionCheck = { readonly bytes: Uint8Array } | { readonly fault: string };

export function parseSubscription(text: string): SubscriptionCheck {
  if (text.startsWith('text:')) return { bytes: utf8Encode(text.slice('text:'.length)) };
  if (!text.startsWith('hex:')) return { bytes: utf8Encode(text) };
  const bytes = fromHex(text.slice('hex:'.length).replace(/\s+/g, ''));
  if (bytes) return { bytes };
  return {
    fault: `"${text}" is not hex: write pairs of the digits 0 to 9 and a to f, as in hex:00ff, or text:${text} for that very text.`,
  };
}

/** The shortest writing that parseSubscription reads back as the same bytes; text where it is printable. */
export function formatSubscription(bytes: Uint8Array): string {
  const text = utf8Decode(bytes);
  if (text === undefined || !isPlain(text)) return `hex:${toHex(bytes)}`;
  return /^(hex|text):/.test(text) ? `text:${text}` : text;
}

/** How a tree item or a chip shows a subscription. */
export function labelOfSubscription(text: string): string {
  const parsed = parseSubscription(text);
  if ('fault' in parsed) return text;
  if (parsed.bytes.length === 0) return '(everything)';
  const canonical = formatSubscription(parsed.bytes);
  if (canonical.startsWith('hex:')) return showBytes(parsed.bytes, 6 * parsed.bytes.length + 2);
  return canonical.replace(/^text:/, '');
}
