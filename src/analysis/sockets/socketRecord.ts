import type {
  LanguageId,
  OptionFactValue,
  OptionUse,
  SocketOperation,
  SocketSecurity,
  SocketUse,
} from '../facts';
import type { SocketValue } from '../resolve/value';
import type { TextPattern } from '../textPattern';

/** What the rest of the file tells about a socket. */
export type SocketSurroundings = Pick<SocketUse, 'name' | 'place' | 'isPassedOn'>;

/** Gathers what happens to one socket. */
export class SocketRecord {
  private readonly operations = new Map<string, SocketOperation>();

  constructor(
    readonly value: SocketValue,
    /** The id in facts. */
    readonly id: string,
  ) {}

  /** An operation that several frames or rounds reach is one, with all their endpoints. */
  add(operation: SocketOperation): void {
    const { kind, range, option = '' } = operation;
    // one call may subscribe to several topics
    const topic = kind === 'subscribe' || kind === 'unsubscribe' ? `=${operation.value ?? ''}` : '';
    const key = `${range.start} ${range.end} ${kind} ${option}${topic}`;
    const known = this.operations.get(key);
    if (!known) {
      this.operations.set(key, operation);
    } else {
      const endpoints = distinct([...(known.endpoints ?? []), ...(operation.endpoints ?? [])]);
      this.operations.set(key, {
        ...known,
        ...(endpoints.length > 0 && { endpoints }),
        ...(operation.isMaybe && { isMaybe: true }),
      });
    }
  }

  toFact(language: LanguageId, { name, place, isPassedOn }: SocketSurroundings): SocketUse {
    const operations = [...this.operations.values()].sort(
      (one, other) => one.range.end - other.range.end || one.range.start - other.range.start,
    );
    const options = operations.flatMap((operation, order): OptionUse[] =>
      operation.option === undefined
        ? []
        : [{ name: operation.option, value: operation.value, range: operation.range, order }],
    );
    const does = (...kinds: SocketOperation['kind'][]) => operations.some(({ kind }) => kinds.includes(kind));
    const { call, library, type } = this.value;
    return {
      id: this.id,
      type,
      library,
      language,
      range: { start: call.start, end: call.end },
      place,
      name,
      isPassedOn,
      subscriptions: operations.flatMap(({ kind, value }) =>
        kind === 'subscribe' ? [String(value ?? '{topic}')] : [],
      ),
      options,
      identity: identityIn(options),
      security: securityOf(options),
      sends: does('send', 'proxy'),
      receives: does('receive', 'proxy'),
      operations,
    };
  }
}

function distinct(patterns: readonly TextPattern[]): TextPattern[] {
  return [...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values()];
}

function identityIn(options: readonly OptionUse[]): string | undefined {
  const option = options.find(({ name }) => name === 'ROUTING_ID');
  return option && String(option.value ?? '{identity}');
}

/** libzmq speaks the mechanism whose options are set (RFC 37, "Security mechanisms"). */
function securityOf(options: readonly OptionUse[]): SocketSecurity {
  const mechanism = (['CURVE', 'PLAIN', 'GSSAPI'] as const).find((prefix) =>
    options.some(({ name }) => name.startsWith(`${prefix}_`)),
  );
  if (!mechanism) return { mechanism: 'NULL' };
  const server = options.find(({ name }) => name === `${mechanism}_SERVER`);
  if (server) return { mechanism, isServer: isOn(server.value) };
  const isClient = options.some(({ name }) => /_(SERVERKEY|USERNAME|PASSWORD)$/.test(name));
  return isClient ? { mechanism, isServer: false } : { mechanism };
}

function isOn(value: OptionFactValue | undefined): boolean | undefined {
  return value === undefined ? undefined : value === true || value === 1;
}
