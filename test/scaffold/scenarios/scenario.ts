import type { Cast } from '../cast';

/** Starts the programs of a pattern and checks what they say to each other; the caller then ends them. */
export type Scenario = (cast: Cast) => Promise<void>;

/** Pause between messages, in ms. */
export const quick = '20';
