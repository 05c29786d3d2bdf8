import type { Cast } from '../cast';

/** Sends to one program what it has to skip, and checks that it goes on. */
export type Trial = (cast: Cast) => Promise<void>;

/** Those of a pattern, which run side by side. */
export type Trials = readonly Trial[];
