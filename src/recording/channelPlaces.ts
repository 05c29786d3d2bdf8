import { channelOf, timeHighOf, timeLowOf } from './messageRecord';
import { type RowSource } from './rowSource';

/** What a chunk has of one channel. */
export interface IndexPlace {
  /** Where the message index record begins in the file; -1 when there is none. */
  readonly offset: number;
  /** Messages of the channel in the chunk. */
  readonly count: number;
  /** Epoch ns in halves of the channel's first and last message in the chunk. */
  readonly startLow: number;
  readonly startHigh: number;
  readonly endLow: number;
  readonly endHigh: number;
}

/** Counts a chunk's messages by channel. @returns places without offsets. */
export function channelPlaces({ view, offsets, count, events }: RowSource): Map<number, IndexPlace> {
  const places = new Map<number, IndexPlace>();
  const add = (record: number) => {
    const endLow = timeLowOf(view, record);
    const endHigh = timeHighOf(view, record);
    const channel = channelOf(view, record);
    const former = places.get(channel) ?? { startLow: endLow, startHigh: endHigh, count: 0 };
    const { startLow, startHigh } = former;
    places.set(channel, { offset: -1, count: former.count + 1, startLow, startHigh, endLow, endHigh });
  };
  for (const record of events) add(record);
  for (let i = 0; i < count; i++) add(offsets[i]!);
  return places;
}

/**
 * The earliest and the latest of all channels: events stand between messages that came before them.
 * @param places of one channel at least.
 */
export function spanOf(places: ReadonlyMap<number, IndexPlace>) {
  const all = [...places.values()];
  const first = all.reduce((best, place) =>
    place.startHigh < best.startHigh || (place.startHigh === best.startHigh && place.startLow < best.startLow)
      ? place
      : best,
  );
  const last = all.reduce((best, place) =>
    place.endHigh > best.endHigh || (place.endHigh === best.endHigh && place.endLow > best.endLow)
      ? place
      : best,
  );
  const { startLow, startHigh } = first;
  const { endLow, endHigh } = last;
  return { startLow, startHigh, endLow, endHigh };
}
