import type { EndpointUse, FileFacts, SocketUse } from '../facts';
import type { TextRange } from '../textRange';
import { blankOut } from './blankOut';
import type { RelatedPlace } from './finding';

/** A source file with what the analysis says about it: what rules look at. */
export class CheckedFile {
  private readonly sockets: ReadonlyMap<string, SocketUse>;
  private blanked?: string;

  constructor(
    /** As findings name it; any form that tells files apart. */
    readonly path: string,
    readonly source: string,
    /** With the constants of other files filled in, where they are known. */
    readonly facts: FileFacts,
  ) {
    this.sockets = new Map(facts.sockets.map((socket) => [socket.id, socket]));
  }

  /** The source with its comments and the contents of its strings as blanks: offsets stay. */
  get code(): string {
    return (this.blanked ??= blankOut(this.source, this.facts.language));
  }

  textAt({ start, end }: TextRange): string {
    return this.source.slice(start, end);
  }

  /** Where an endpoint is written, if not in the call. */
  writtenAt({ origins, range }: EndpointUse): RelatedPlace[] {
    const [only, ...others] = origins;
    if (!only || others.length > 0 || (range.start <= only.start && only.end <= range.end)) return [];
    return [{ path: this.path, range: only, message: 'It is written here' }];
  }

  socketOf({ socket }: EndpointUse): SocketUse | undefined {
    return socket === undefined ? undefined : this.sockets.get(socket);
  }
}
