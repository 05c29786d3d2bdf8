import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Says whose spool a folder is. */
const ownerFile = 'engine.json';

interface Owner {
  readonly host: string;
  readonly pid: number;
  /** The process that started the engine, and starts it again should it die. */
  readonly parent: number;
}

/** Makes the folder and marks it as in use by this process. */
export function claimSpoolFolder(folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  const owner: Owner = { host: os.hostname(), pid: process.pid, parent: process.ppid };
  fs.writeFileSync(path.join(folder, ownerFile), JSON.stringify(owner));
}

/**
 * Removes the spools next to `folder` whose engine is gone and whose host is gone too, since a living host starts its
 * engine again and then wants the spool back. Folders without our mark stay untouched.
 */
export async function removeStaleSpools(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  const names = await fs.promises.readdir(parent);
  for (const name of names) {
    const other = path.join(parent, name);
    if (other === folder) continue;
    const owner = await readOwner(other);
    if (!owner || owner.host !== os.hostname() || isAlive(owner.pid) || isAlive(owner.parent)) continue;
    await fs.promises.rm(other, { recursive: true, force: true });
  }
}

/**
 * @param leaving folders that are about to vanish.
 * @returns the folder of a session's capture: readable, and different for every id on every file system. Where there
 *   is one already, it is that.
 */
export function captureFolder(
  spoolFolder: string,
  id: string,
  leaving: ReadonlyMap<string, unknown>,
): string {
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
  const readable = id.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 40);
  const candidates = Array.from({ length: leaving.size + 2 }, (_, number) =>
    path.join(spoolFolder, `${readable}-${hash}${number === 0 ? '' : `-${number}`}`),
  ).filter((folder) => !leaving.has(folder));
  return candidates.find((folder) => fs.existsSync(folder)) ?? candidates[0]!;
}

async function readOwner(folder: string): Promise<Owner | undefined> {
  try {
    const owner: unknown = JSON.parse(await fs.promises.readFile(path.join(folder, ownerFile), 'utf8'));
    const { host, pid, parent } = owner as Partial<Owner>;
    if (typeof host !== 'string' || typeof pid !== 'number' || typeof parent !== 'number') return undefined;
    return { host, pid, parent };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  // Orphans belong to process 1, which says nothing about who started them.
  if (pid <= 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
