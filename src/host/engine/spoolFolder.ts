import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The folder in which this window's engine spools its captures, one of its own for every window: windows may share
 * their storage. The engine makes it, finds in it what an engine before it has left, and clears away the folders of
 * windows that are gone.
 */
export class SpoolFolder {
  readonly path: string;

  constructor(root: string) {
    this.path = join(root, randomUUID());
  }

  /** For the end of the window, after the engine's. */
  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
