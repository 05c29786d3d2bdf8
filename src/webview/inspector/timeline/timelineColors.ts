import type { SocketEvent } from '../../../protocol/session';

/** A canvas does not know the theme's variables: these are their values. */
export type TimelineColors = Readonly<
  Record<'received' | 'receivedSoft' | 'sent' | 'sentSoft' | 'selected' | SocketEvent['severity'], string>
>;

const variables: Readonly<Record<keyof TimelineColors, string>> = {
  received: '--timeline-received',
  receivedSoft: '--timeline-received-soft',
  sent: '--timeline-sent',
  sentSoft: '--timeline-sent-soft',
  selected: '--timeline-selected',
  info: '--severity-info',
  good: '--severity-good',
  warning: '--severity-warning',
  error: '--severity-error',
};

/** @returns the colours of the theme now in force, as inspector.css derives them. */
export function readTimelineColors(element: Element): TimelineColors {
  const style = getComputedStyle(element);
  const read = ([name, variable]: [string, string]) => [
    name,
    style.getPropertyValue(variable).trim() || 'gray',
  ];
  return Object.fromEntries(Object.entries(variables).map(read)) as TimelineColors;
}
