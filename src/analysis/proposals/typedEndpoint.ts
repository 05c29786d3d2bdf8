import { knownTransports } from '../../model/endpoint';
import type { EndpointRole } from '../../model/sessionDefinition';

/** An endpoint that is being typed, in columns of its line. */
export interface TypedEndpoint {
  /** The whole text that a proposal takes the place of. */
  readonly start: number;
  readonly end: number;
  /** What stands between the start and the cursor. */
  readonly typed: string;
  /** It begins with a transport; otherwise only the call around can tell that it is an endpoint. */
  readonly isEndpoint: boolean;
  /** What the words in front of it sound like. */
  readonly role?: EndpointRole;
}

const transports = knownTransports.join('|');
/** `tcp://loc`, and what may become that: `t`, `tcp:`. Holes of templates are the language's. */
const beginning = new RegExp(String.raw`^(?:(?:${transports}):[^{}$\\]*|[a-z]{0,6})$`);
const inText = new RegExp(String.raw`(?<![\w+./-])(?:${transports})://[^\s"'\`,;|()<>]*$`);

/** An address is not longer, and lines may be. */
const longest = 4096;

/** In the string literal of a program that the cursor is in. A line is enough: no address goes over two. */
export function typedInProgram(line: string, column: number): TypedEndpoint | undefined {
  const before = line.slice(0, column);
  const quoteAt = Math.max(...['"', "'", '`'].map((quote) => before.lastIndexOf(quote)));
  if (quoteAt < 0 || column - quoteAt > longest) return undefined;
  const quote = before.charAt(quoteAt);
  // czmq and NetMQ: `@tcp://*:5555,>tcp://other:5556`
  const whole = before.slice(quoteAt + 1);
  const lead = /^(?:.*,)?\s*[@>]?/.exec(whole)?.[0] ?? '';
  const start = quoteAt + 1 + lead.length;
  const typed = before.slice(start);
  if (!beginning.test(typed)) return undefined;
  const rest = /^[^"'`,\r\n]*/.exec(line.slice(column, column + longest))?.[0] ?? '';
  const isClosed = line.charAt(column + rest.length) === quote || line.charAt(column + rest.length) === ',';
  return {
    start,
    // Without a closing quote nobody knows what still belongs to it.
    end: isClosed ? column + rest.length : column,
    typed,
    isEndpoint: typed.includes(':'),
    role: lead.endsWith('@') ? 'bind' : lead.endsWith('>') ? 'connect' : roleIn(before.slice(0, quoteAt)),
  };
}

/** Behind `tcp://` and the like in a text that is no program. */
export function typedInText(line: string, column: number): TypedEndpoint | undefined {
  const from = Math.max(0, column - longest);
  const before = line.slice(from, column);
  const found = inText.exec(before);
  if (!found) return undefined;
  const rest = /^[^\s"'`,;|()<>]*/.exec(line.slice(column, column + longest))?.[0] ?? '';
  return {
    start: from + found.index,
    end: column + rest.length,
    typed: found[0],
    isEndpoint: true,
    role: roleIn(before.slice(0, found.index)),
  };
}

/** The last word that tells: `s.bind(`, `CONNECT_TO=`. */
function roleIn(text: string): EndpointRole | undefined {
  const words = text.slice(-200).match(/bind|listen|connect|upstream|remote|dial/gi);
  const last = words?.at(-1)?.toLowerCase();
  if (last === undefined) return undefined;
  return last === 'bind' || last === 'listen' ? 'bind' : 'connect';
}
