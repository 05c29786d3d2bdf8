/** How far a zone is ahead of UTC, as a function of the moment; undefined stands for the zone of this process. */
export class TimeZone {
  private bucket = Number.NaN;
  private offset = 0;

  /** @param minutes ahead of UTC, such as 120 for Central European Summer Time. */
  constructor(private readonly minutes: number | undefined) {}

  /** @returns milliseconds since local midnight at an epoch time. */
  timeOfDay(epochMs: number): number {
    const day = 86_400_000;
    const local = epochMs + this.offsetMs(epochMs);
    return local - Math.floor(local / day) * day;
  }

  /** @param wallMs the date and time on the wall, as epoch milliseconds of the same in UTC. */
  toEpoch(wallMs: number): number {
    if (this.minutes !== undefined) return wallMs - this.minutes * 60_000;
    const wall = new Date(wallMs);
    const whole = new Date(
      wall.getUTCFullYear(),
      wall.getUTCMonth(),
      wall.getUTCDate(),
      wall.getUTCHours(),
      wall.getUTCMinutes(),
      wall.getUTCSeconds(),
    );
    // The constructor takes the years 0 to 99 for 1900 to 1999.
    whole.setFullYear(wall.getUTCFullYear());
    return whole.getTime() + (wallMs - Math.floor(wallMs / 1000) * 1000);
  }

  private offsetMs(epochMs: number): number {
    if (this.minutes !== undefined) return this.minutes * 60_000;
    // Zones change their offset at quarters of an hour only, so one Date serves all messages of a quarter.
    const bucket = Math.floor(epochMs / 900_000);
    if (bucket !== this.bucket) {
      this.bucket = bucket;
      this.offset = -new Date(epochMs).getTimezoneOffset() * 60_000;
    }
    return this.offset;
  }
}
