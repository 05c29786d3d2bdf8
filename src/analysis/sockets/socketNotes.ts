import type { ContextOption, EndpointUse, FileFacts, LanguageId, SocketOperation } from '../facts';
import type { Resolver } from '../resolve/resolver';
import { alternativesOf, type SocketValue, type Value } from '../resolve/value';
import type { TextRange } from '../textRange';
import { placesOfCalls } from './placeOf';
import { socketNames } from './socketNames';
import { SocketRecord } from './socketRecord';
import { socketsPassedOn } from './socketsPassedOn';
import { threadStarts } from './threadStarts';
import { tidyUses } from './tidyUses';

/** What of a file's facts the calls on sockets give. */
export type CollectedSockets = Pick<
  FileFacts,
  'sockets' | 'endpoints' | 'contextOptions' | 'zapHandlers' | 'threads'
>;

/** What is noted of each socket while the calls of a file are gone through. */
export class SocketNotes {
  readonly uses: EndpointUse[] = [];
  private readonly records = new Map<string, SocketRecord>();
  private readonly contextOptions = new Map<number, ContextOption>();
  private readonly zapHandlers = new Map<number, TextRange>();
  /** How many sockets each call has made. */
  private readonly made = new Map<number, number>();

  /** An operation on each socket that the value may be. */
  note(value: Value, operation: SocketOperation): void {
    for (const one of alternativesOf(value)) if (one.kind === 'socket') this.recordOf(one).add(operation);
  }

  /** An option of a context; nothing for any other value and operation. */
  noteContext(value: Value, { option, value: setting, range }: SocketOperation): void {
    if (value.kind !== 'object' || value.type !== 'context' || option === undefined) return;
    this.contextOptions.set(range.start, { name: option, value: setting, range });
  }

  noteZapHandler(range: TextRange): void {
    this.zapHandlers.set(range.start, range);
  }

  /** The same for the same socket; a socket has one as soon as it is asked for. */
  recordOf(value: SocketValue): SocketRecord {
    const known = this.records.get(value.id);
    if (known) return known;
    const { start } = value.call;
    const count = this.made.get(start) ?? 0;
    this.made.set(start, count + 1);
    const record = new SocketRecord(value, count === 0 ? `socket@${start}` : `socket@${start}#${count + 1}`);
    this.records.set(value.id, record);
    return record;
  }

  /** All of it in source order, with what only the whole file tells of a socket. */
  finish(resolver: Resolver, language: LanguageId): CollectedSockets {
    const names = socketNames(resolver.program);
    const values = [...this.records.values()].map(({ value }) => value);
    const passedOn = socketsPassedOn(resolver, values, names);
    const places = placesOfCalls(resolver.program, values);
    const sockets = [...this.records.values()]
      .flatMap((record) => {
        const { id, call } = record.value;
        const place = places.get(call);
        if (!place) return [];
        return [record.toFact(language, { name: names.get(call), place, isPassedOn: passedOn.has(id) })];
      })
      .sort((one, other) => one.range.start - other.range.start);
    return {
      sockets,
      endpoints: tidyUses(this.uses),
      contextOptions: [...this.contextOptions.values()].sort((a, b) => a.range.start - b.range.start),
      zapHandlers: [...this.zapHandlers.values()].sort((a, b) => a.start - b.start),
      threads: sockets.length > 0 ? threadStarts(resolver) : [],
    };
  }
}
