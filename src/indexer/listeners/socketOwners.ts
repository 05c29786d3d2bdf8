import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path/posix';

/** A process that this one may look into. */
export interface SocketOwner {
  readonly pid: number;
  /** The whole command line, words joined by spaces. */
  readonly command: string;
  /** `python3 weather.py` */
  readonly name: string;
}

interface Known {
  readonly owner: SocketOwner;
  /** `/proc/PID/fd/N`, which tells cheaply that it still holds the socket. */
  readonly descriptor: string;
}

/** A longer command line is cut off. */
const mostCharacters = 1000;
/** Sockets of processes that may not be looked into are not looked for over and over. */
const mostSearches = 3;

/** Tells which process holds a socket, by way of /proc/PID/fd (proc(5)). What is known is only looked at again. */
export class SocketOwners {
  private readonly known = new Map<string, Known>();
  private readonly searches = new Map<string, number>();

  constructor(private readonly proc = '/proc') {}

  /** @returns owners by inode; those that may not be seen are not there. */
  async of(inodes: ReadonlySet<string>): Promise<ReadonlyMap<string, SocketOwner>> {
    for (const [inode, { descriptor }] of this.known) {
      if (!inodes.has(inode) || linkAt(descriptor) !== `socket:[${inode}]`) this.known.delete(inode);
    }
    for (const inode of this.searches.keys()) if (!inodes.has(inode)) this.searches.delete(inode);
    const sought = new Set(
      [...inodes].filter((inode) => !this.known.has(inode) && (this.searches.get(inode) ?? 0) < mostSearches),
    );
    if (sought.size > 0) await this.search(sought);
    return new Map([...this.known].map(([inode, { owner }]) => [inode, owner]));
  }

  private async search(sought: Set<string>): Promise<void> {
    for (const inode of sought) this.searches.set(inode, (this.searches.get(inode) ?? 0) + 1);
    for (const pid of entries(this.proc).filter((name) => /^\d+$/.test(name))) {
      this.searchProcess(pid, sought);
      if (sought.size === 0) return;
      // Between two processes the thread is free for messages.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private searchProcess(pid: string, sought: Set<string>): void {
    const folder = `${this.proc}/${pid}/fd`;
    for (const number of entries(folder)) {
      const descriptor = `${folder}/${number}`;
      const inode = /^socket:\[(\d+)\]$/.exec(linkAt(descriptor) ?? '')?.[1];
      if (inode === undefined || !sought.delete(inode)) continue;
      this.known.set(inode, { owner: this.ownerOf(pid), descriptor });
      this.searches.delete(inode);
    }
  }

  private ownerOf(pid: string): SocketOwner {
    const words = contents(`${this.proc}/${pid}/cmdline`).split('\0').filter(Boolean);
    const comm = contents(`${this.proc}/${pid}/comm`).trim();
    return {
      pid: Number(pid),
      command: (words.join(' ') || comm).slice(0, mostCharacters),
      name: processName(words) || comm,
    };
  }
}

const interpreters = /^(python|node|ruby|php|java|dotnet|perl|lua|deno|bun|pypy)[\d.]*$/;

/** A program's name; of what runs other programs that one's, too: `python3 weather.py`. */
export function processName(words: readonly string[]): string {
  const [program = '', ...rest] = words;
  const name = basename(program);
  if (!interpreters.test(name)) return name;
  const script = rest.find((word) => !word.startsWith('-'));
  return script === undefined ? name : `${name} ${basename(script)}`;
}

/** What is another user's, or has just ended, is as if it were not there. */
function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function entries(folder: string): string[] {
  return quietly(() => readdirSync(folder)) ?? [];
}

function linkAt(path: string): string | undefined {
  return quietly(() => readlinkSync(path));
}

function contents(file: string): string {
  return quietly(() => readFileSync(file, 'utf8')) ?? '';
}
