import { parseSubscription } from '../../model/subscription';

/** @returns what is wrong with a subscription as it was typed. */
export function subscriptionMistake(text: string): string | undefined {
  const parsed = parseSubscription(text);
  return 'fault' in parsed ? parsed.fault : undefined;
}

/** Prefixes with commas between; the empty text is the one subscription to everything. */
export function parseSubscriptions(text: string): readonly string[] {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 ? parts : [''];
}

export function subscriptionListMistake(text: string): string | undefined {
  return parseSubscriptions(text)
    .map(subscriptionMistake)
    .find((mistake) => mistake !== undefined);
}
