import {
  isCompletePattern,
  joinPattern,
  patternText,
  type PatternPart,
  type TextPattern,
} from '../textPattern';
import type { TextRange } from '../textRange';
import { commentStyleOf, withoutComments } from './comments';

/** An address in a text that is no program: a configuration, a compose file, a document. */
export interface PlainEndpoint {
  /** `tcp://broker:5555`; what a variable stands for is a hole, or its default. */
  readonly endpoint: string;
  readonly pattern: TextPattern;
  readonly isComplete: boolean;
  /** The address, without quotes. */
  readonly range: TextRange;
}

const placeholder = String.raw`\$\{[^}\s]*\}|\$\(\w+\)|\$\w+|\{\{[^}]*\}\}|\{[\w.:]*\}|<[\w-]+>|%\(\w+\)[sd]|%[sdi]`;
const host = String.raw`(?:\\?\*|\[[\da-fA-F:.]+(?:%[\w.-]+)?\]|(?:${placeholder}|[\w.-])+)`;
const port = String.raw`(?:\\?\*|\d[a-zA-Z\d]*|${placeholder})`;
const hostAndPort = String.raw`(?:${host}(?::${port})?;)?${host}:${port}`;
/** What follows the transport; a name may hold anything that cannot end it. */
const rests: Readonly<Record<string, string>> = {
  tcp: hostAndPort,
  udp: String.raw`\*:${port}`,
  // of browsers' addresses only those that a browser does not know
  ws: String.raw`\*:${port}[\w/.-]*`,
  wss: String.raw`\*:${port}[\w/.-]*`,
  pgm: hostAndPort,
  epgm: hostAndPort,
  norm: hostAndPort,
  vmci: String.raw`(?:\*|-?\d+):(?:\*|\d+)`,
  tipc: String.raw`(?:\{[\d,]+\}(?:@[\d.]+)?|<[\d.:]+>)`,
};
const located = Object.entries(rests).map(([transport, rest]) => `${transport}://${rest}`);
const named = String.raw`(?:ipc|inproc)://`;
const address = new RegExp(
  String.raw`(?<![a-zA-Z\d#/+.:-]|[a-zA-Z\d]_)(?:${located.join('|')}|${named})`,
  'g',
);

/** Ports whose `tcp://` is another protocol's: Docker, MQTT. */
const foreignPorts = new Set(['2375', '2376', '1883', '8883']);
/** Keys whose value is not ZeroMQ's. */
const foreignKey = /\bDOCKER_HOST\b["']?\s*[=:]\s*["']?$/;

/** Finds the addresses in a file by what they look like. `name` tells how its comments look. */
export function scanPlainText(source: string, name: string): PlainEndpoint[] {
  const text = withoutComments(source, commentStyleOf(name));
  const found: PlainEndpoint[] = [];
  for (const match of text.matchAll(address)) {
    const start = match.index;
    const end = isNamed(match[0]) ? endOfName(text, start, match[0].length) : start + match[0].length;
    const written = text.slice(start, end);
    if (written.endsWith('://') || isForeign(text, start, written)) continue;
    // Markdown's `\\*`
    const pattern = patternIn(written.replace(/\\\*/g, '*'));
    found.push({
      endpoint: patternText(pattern),
      pattern,
      isComplete: isCompletePattern(pattern),
      range: { start, end },
    });
  }
  return found;
}

function isNamed(start: string): boolean {
  return start.startsWith('ipc') || start.startsWith('inproc');
}

/** In quotes a name goes up to the closing one, elsewhere to the first character that hardly belongs to it. */
function endOfName(text: string, start: number, prefix: number): number {
  const before = text.charAt(start - 1);
  const rest = text.slice(start + prefix, start + prefix + 256);
  const quoted = /["'`]/.test(before)
    ? new RegExp(`^[^${before}\\r\\n]*(?=${before})`).exec(rest)?.[0]
    : undefined;
  const bare = /^(?:\$\{[^}\s]*\}|\{\{[^}]*\}\}|\{[\w.]*\}|[^\s"'`,;|()<>[\]{}])*/.exec(rest)?.[0] ?? '';
  const name = quoted ?? bare.replace(/[.:!?*_]+$/, (tail) => (bare === tail ? tail : ''));
  return start + prefix + name.length;
}

function isForeign(text: string, start: number, written: string): boolean {
  const number = /:(\d+)$/.exec(written)?.[1];
  if (number !== undefined && written.startsWith('tcp:') && foreignPorts.has(number)) return true;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), start - 100);
  return foreignKey.test(text.slice(lineStart + 1, start));
}

/** `tcp://${HOST}:${PORT:-5555}` -> `tcp://{HOST}:5555` */
function patternIn(written: string): TextPattern {
  if (written.startsWith('tipc:')) return [written];
  const parts: PatternPart[] = [];
  let from = 0;
  for (const match of written.matchAll(new RegExp(placeholder, 'g'))) {
    const whole = match[0].replace(/^\$\{env:/, '${');
    const byDefault = /^\$\{\w+:?[-=](.*)\}$/.exec(whole)?.[1];
    const name = /[a-zA-Z_][\w-]*(?=[^\w-]*(?:[-:?+].*)?$)/.exec(whole.replace(/^%\((\w+)\).$/, '$1'))?.[0];
    parts.push(written.slice(from, match.index));
    parts.push(
      byDefault ?? {
        unknown: whole.startsWith('%') && !whole.startsWith('%(') ? 'value' : (name ?? 'value'),
      },
    );
    from = match.index + match[0].length;
  }
  return joinPattern([...parts, written.slice(from)]);
}
