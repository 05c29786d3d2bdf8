import type { EndpointNews } from './endpoint';

/** Failures repeat several times a second for as long as the cause lasts; a few tell the story. */
const failureBurst = 3;
const burst = 50;
const windowMs = 10_000;

interface Window {
  start: number;
  count: number;
  suppressed: number;
}

/** Thins out events that repeat themselves, and says how many it held back. */
export class EventLimiter {
  private readonly windows = new Map<string, Window>();

  /** @returns the event's detail, or undefined for an event to hold back. */
  admit(news: EndpointNews, address: string, now: number): { readonly detail?: string } | undefined {
    const key = `${news.kind} ${address} ${news.detail ?? ''}`;
    const window = this.windowOf(key, now);
    const limit = news.severity === 'good' || news.severity === 'info' ? burst : failureBurst;
    if (window.count >= limit) {
      window.suppressed++;
      return undefined;
    }
    window.count++;
    const { suppressed } = window;
    window.suppressed = 0;
    if (suppressed === 0) return { detail: news.detail };
    const more = `${suppressed} more like this were left out.`;
    return { detail: news.detail ? `${news.detail} (${more})` : more };
  }

  private windowOf(key: string, now: number): Window {
    let window = this.windows.get(key);
    if (!window) {
      // Details hold addresses and codes, so keys are few; this bounds them all the same.
      if (this.windows.size >= 1000) this.windows.clear();
      window = { start: now, count: 0, suppressed: 0 };
      this.windows.set(key, window);
    }
    if (now - window.start >= windowMs) {
      window.start = now;
      window.count = 0;
    }
    return window;
  }
}
