import { parseEndpoint, type ParsedEndpoint } from '../model/endpoint';
import type { ScaffoldLanguage } from './language';
import type { Pattern } from './pattern';
import type { ScaffoldFault, ScaffoldFaultCode } from './scaffoldFault';

export interface EndpointSetting {
  /** Node's `process.platform`. */
  readonly platform: string;
  /** Of the roles; what one of them cannot do is refused. */
  readonly languages: readonly ScaffoldLanguage[];
}

/** Words that Cargo, npm or CMake keep for themselves. */
const reservedNames = new Set(['test', 'build', 'core', 'std', 'alloc', 'all', 'install', 'node-modules']);

/** A name that npm, Cargo, CMake and Maven all take. Undefined where it is good. */
export function checkName(name: string): ScaffoldFault | undefined {
  if (name === '') return fault('scaffold/badName', 'The name is empty. Write one like request-reply.');
  if (name.length > 64) return fault('scaffold/badName', 'The name is longer than 64 characters.');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    return fault(
      'scaffold/badName',
      `"${name}" cannot name a project in every build tool: use small letters and digits, a letter first, with ` +
        'single hyphens between words.',
    );
  }
  if (reservedNames.has(name)) {
    return fault('scaffold/badName', `Build tools keep the name "${name}" for themselves. Choose another.`);
  }
  return undefined;
}

/** Undefined where it is good, and for patterns without topics whatever it is. */
export function checkTopic(pattern: Pattern, topic: string): ScaffoldFault | undefined {
  if (pattern.topic === undefined) {
    return fault('scaffold/badTopic', `${pattern.title} has no topic. Leave it out.`);
  }
  if (topic === '') {
    return fault('scaffold/badTopic', `The topic is empty. Write one like ${pattern.topic}.`);
  }
  if (topic.length > 200) return fault('scaffold/badTopic', 'The topic is longer than 200 characters.');
  if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(topic)) {
    return fault('scaffold/badTopic', 'The topic holds characters that cannot be seen. Leave them out.');
  }
  if (pattern.id === 'publish-subscribe' && 'sync'.startsWith(topic)) {
    return fault(
      'scaffold/badTopic',
      `The publisher sends "sync" messages of its own at the start, which "${topic}" would match. Choose another.`,
    );
  }
  return undefined;
}

/** One endpoint for itself. Undefined where it is good. */
export function checkEndpoint(
  pattern: Pattern,
  name: string,
  address: string,
  { platform, languages }: EndpointSetting,
): ScaffoldFault | undefined {
  const endpoint = pattern.endpoints.find((each) => each.name === name);
  if (!endpoint) {
    const known = pattern.endpoints.map((each) => each.name).join(', ');
    return fault(
      'scaffold/unknownEndpoint',
      `${pattern.title} has no endpoint ${name}. Its endpoints are ${known}.`,
    );
  }
  const uses = pattern.roles.flatMap(({ sockets }) => sockets.filter((socket) => socket.endpoint === name));
  for (const { type, role } of uses) {
    const check = parseEndpoint(address, { role, platform, socketType: type });
    if ('fault' in check) return fault('scaffold/badEndpoint', check.fault.message);
    const unfit = unfitTransport(check.endpoint, languages);
    if (unfit) return unfit;
    if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(check.endpoint.address)) {
      return fault(
        'scaffold/badEndpoint',
        'The endpoint holds characters that cannot be seen. Leave them out.',
      );
    }
  }
  return undefined;
}

/** All endpoints of a pattern, those left out at their defaults; no two may be the same address. */
export function checkEndpoints(
  pattern: Pattern,
  given: Readonly<Record<string, string>>,
  setting: EndpointSetting,
): ScaffoldFault | undefined {
  for (const [name, address] of Object.entries(given)) {
    const found = checkEndpoint(pattern, name, address, setting);
    if (found?.code === 'scaffold/badEndpoint' && pattern.endpoints.length > 1) {
      return fault(found.code, `Endpoint ${name}: ${found.message}`);
    }
    if (found) return found;
  }
  const taken = new Map<string, string>();
  for (const { name, default: byDefault } of pattern.endpoints) {
    const address = Object.hasOwn(given, name) ? (given[name] ?? byDefault) : byDefault;
    const check = parseEndpoint(address, { role: 'connect', platform: setting.platform });
    const place = 'fault' in check ? address : placeOf(check.endpoint);
    const other = taken.get(place);
    if (other !== undefined) {
      return fault(
        'scaffold/endpointsClash',
        `${other} and ${name} are both bound, so they cannot both be ${address}. Change one of them.`,
      );
    }
    taken.set(place, name);
  }
  return undefined;
}

function unfitTransport(
  { transport, address }: ParsedEndpoint,
  languages: readonly ScaffoldLanguage[],
): ScaffoldFault | undefined {
  if (transport === 'inproc') {
    const message = `${address} reaches only inside one process, and each role is a process. Use tcp:// or ipc://.`;
    return fault('scaffold/badEndpoint', message);
  }
  if (transport !== 'tcp' && transport !== 'ipc') {
    return fault('scaffold/badEndpoint', `The programs speak tcp:// and ipc://, not ${transport}://.`);
  }
  const unable = languages.find((language) => !language.transports.includes(transport));
  if (!unable) return undefined;
  const message = `${unable.library} (${unable.title}) cannot do ${transport}://. Use tcp://.`;
  return fault('scaffold/badEndpoint', message);
}

/** The same for addresses of which only one can be bound; every TCP port counts once, whatever the host. */
function placeOf({ transport, port, address }: ParsedEndpoint): string {
  return transport === 'tcp' ? `tcp ${port}` : address;
}

function fault(code: ScaffoldFaultCode, message: string): ScaffoldFault {
  return { code, message };
}
