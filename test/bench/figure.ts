import type { FigureTarget } from '../../scripts/figureResult';

export interface Measurement {
  readonly value: number;
  readonly unit: string;
  /** To a peer that was measured in the same run. */
  readonly ratio?: number;
}

/** Takes what the number alone does not say: single rounds, what it is when idle … It goes to standard error. */
export type Note = (line: string) => void;

/** Something that is measured. Its file is in figures/, and it is listed in figures.ts. */
export interface Figure {
  /** What `npm run bench -- --only NAME` takes. */
  readonly name: string;
  /** What is measured and how, in a sentence or two. */
  readonly describe: string;
  /** Without one the figure only informs. */
  readonly target?: FigureTarget;
  /** Rejects when the measurement would not be true, such as when messages were lost. */
  run(note: Note): Promise<Measurement>;
}
