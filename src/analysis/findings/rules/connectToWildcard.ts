import type { CheckedFile } from '../checkedFile';
import type { EndpointUse } from '../../facts';
import { replaceInUse } from '../fixes/replaceInUse';
import { addressParts } from '../patternParts';
import type { FileRule, Problem } from '../rule';

/** `*` is an address of bind alone (zmq_tcp(7), "Connecting a socket"); connect fails with EINVAL. */
export const connectToWildcard: FileRule = {
  code: 'connect-to-wildcard',
  *check(file) {
    for (const use of connectsOf(file)) {
      const { host, port, transport } = addressParts(use.pattern);
      if (host === '*') {
        const message =
          'Connect needs the host to connect to: * stands for every interface and works only in bind.';
        yield hostProblem(file, use, host, message);
      } else if (port !== undefined && /^(?:\*|0+)$/.test(port)) {
        const message = `Connect needs the port that the other side is bound to: ${port} lets the system choose one and works only in bind.`;
        yield { message, range: use.range, related: file.writtenAt(use) };
      } else if (transport === 'ipc' && use.endpoint === 'ipc://*') {
        const message = 'Connect needs the path that the other side is bound to: * works only in bind.';
        yield { message, range: use.range, related: file.writtenAt(use) };
      }
    }
  },
};

/** On Linux and macOS that is this machine, on Windows it fails. */
export const connectToAnyAddress: FileRule = {
  code: 'connect-to-any-address',
  *check(file) {
    for (const use of connectsOf(file)) {
      const { host } = addressParts(use.pattern);
      if (host !== '0.0.0.0' && host !== '[::]') continue;
      const message = `Connecting to ${host}, which stands for every interface, reaches this machine on Linux and macOS and fails on Windows: name the host.`;
      yield hostProblem(file, use, host, message);
    }
  },
};

function connectsOf({ facts }: CheckedFile): readonly EndpointUse[] {
  return facts.endpoints.filter(({ role }) => role === 'connect' || role === 'disconnect');
}

function hostProblem(file: CheckedFile, use: EndpointUse, host: string, message: string): Problem {
  const fix = replaceInUse(file, use, `//${host}:`, '//localhost:', 'Connect to localhost');
  return { message, range: use.range, related: file.writtenAt(use), fixes: [fix] };
}
