import type { FindingSeverity } from './finding';

interface TableEntry {
  readonly code: string;
  /** The default of the setting `zeromq.findings.CODE`. */
  readonly severity: FindingSeverity;
  /** What is found, for the setting's description and the document. */
  readonly title: string;
}

/** Every finding there is, in the order of docs/findings.md. */
export const findingTable = [
  { code: 'port-out-of-range', severity: 'error', title: 'A port above 65535' },
  { code: 'rubbish-after-port', severity: 'error', title: 'Something behind the port of an endpoint' },
  { code: 'malformed-endpoint', severity: 'error', title: 'An endpoint that libzmq cannot read' },
  { code: 'connect-to-wildcard', severity: 'error', title: 'Connect to `*`, which only bind takes' },
  {
    code: 'connect-to-any-address',
    severity: 'warning',
    title: 'Connect to 0.0.0.0 or [::], which stand for every interface',
  },
  { code: 'bind-to-host-name', severity: 'warning', title: 'Bind to a host name instead of an interface' },
  {
    code: 'loopback-unreachable',
    severity: 'warning',
    title: 'Bind to the loopback interface where another host or container connects',
  },
  { code: 'ipc-path-too-long', severity: 'error', title: 'An ipc path that is longer than the system takes' },
  { code: 'endpoint-bound-twice', severity: 'error', title: 'A program binds the same endpoint twice' },
  {
    code: 'endpoint-bound-by-several',
    severity: 'information',
    title: 'Two programs side by side bind the same endpoint',
  },
  {
    code: 'connected-not-bound',
    severity: 'information',
    title: 'A local endpoint that nothing in the workspace binds',
  },
  {
    code: 'incompatible-socket-types',
    severity: 'warning',
    title: 'Socket types on one endpoint that do not talk to each other',
  },
  {
    code: 'same-identity-twice',
    severity: 'warning',
    title: 'Two peers of one endpoint with the same identity',
  },
  { code: 'sub-without-subscribe', severity: 'warning', title: 'A SUB that receives without subscribing' },
  {
    code: 'pub-sends-at-once',
    severity: 'warning',
    title: 'A PUB that sends as soon as it has bound or connected',
  },
  { code: 'topic-prefix-of-another', severity: 'information', title: 'A topic that is a prefix of another' },
  { code: 'conflate-with-multipart', severity: 'warning', title: 'CONFLATE with messages of several parts' },
  {
    code: 'req-sends-twice',
    severity: 'error',
    title: 'A REQ that sends twice without receiving in between',
  },
  { code: 'rep-sends-first', severity: 'error', title: 'A REP that sends before it has received' },
  { code: 'missing-await', severity: 'warning', title: 'A send or receive of zeromq.js that nobody awaits' },
  {
    code: 'option-after-attach',
    severity: 'warning',
    title: 'An option that is set after the bind or connect it is for',
  },
  {
    code: 'no-linger',
    severity: 'information',
    title: 'Send and close without LINGER, which can keep the program from ending',
  },
  { code: 'socket-shared-by-threads', severity: 'warning', title: 'A socket that two threads use' },
  {
    code: 'curve-client-incomplete',
    severity: 'error',
    title: 'A CURVE client without all of its three keys',
  },
  { code: 'curve-both-servers', severity: 'error', title: 'Both ends of an endpoint are CURVE servers' },
  { code: 'curve-key-malformed', severity: 'error', title: 'A CURVE key that is not 40 characters of Z85' },
  { code: 'secret-key-in-source', severity: 'warning', title: 'A CURVE secret key in the source' },
  { code: 'server-without-zap', severity: 'warning', title: 'A PLAIN or CURVE server without a ZAP handler' },
] as const satisfies readonly TableEntry[];

export type FindingCode = (typeof findingTable)[number]['code'];

const severities = new Map<FindingCode, FindingSeverity>(
  findingTable.map(({ code, severity }) => [code, severity]),
);

export function defaultSeverity(code: FindingCode): FindingSeverity {
  const severity = severities.get(code);
  if (!severity) throw new Error(`There is no finding ${code}.`);
  return severity;
}
