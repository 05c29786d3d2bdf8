import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { parseEndpoint } from '../../model/endpoint';
import type { EndpointDefinition } from '../../model/sessionDefinition';
import type { EndpointSnapshot } from '../../protocol/session';

export function sameEndpoint(a: EndpointDefinition, b: EndpointDefinition): boolean {
  return a.role === b.role && a.address === b.address;
}

/** Whether the system chooses the port, so that each such bind is one of its own. */
export function isWildcardBind({ role, address }: EndpointDefinition): boolean {
  const checked = parseEndpoint(address, { role, platform: process.platform });
  return role === 'bind' && 'endpoint' in checked && checked.endpoint.isWildcard;
}

/**
 * @param address as it was resolved, or as it was written.
 * @throws session/unknownEndpoint
 */
export function endpointAt<E extends Pick<EndpointSnapshot, 'role' | 'address' | 'resolved'>>(
  endpoints: readonly E[],
  { role, address }: EndpointDefinition,
): E {
  const ofRole = endpoints.filter((endpoint) => endpoint.role === role);
  const found =
    ofRole.find(({ resolved }) => resolved === address) ??
    ofRole.find((endpoint) => endpoint.address === address);
  if (found) return found;
  const message =
    role === 'bind'
      ? vscode.l10n.t('The session is not bound to {0}.', address)
      : vscode.l10n.t('The session is not connected to {0}.', address);
  throw new WorkbenchError({ code: 'session/unknownEndpoint', message });
}

/** @throws session/endpointNotFailed */
export function failedEndpointAt(endpoints: readonly EndpointSnapshot[], address: string): EndpointSnapshot {
  const found = endpoints.find(
    (endpoint) => endpoint.state === 'failed' && [endpoint.address, endpoint.resolved].includes(address),
  );
  if (found) return found;
  const message = vscode.l10n.t(
    'The session has no endpoint {0} that failed, so nothing was tried.',
    address,
  );
  throw new WorkbenchError({ code: 'session/endpointNotFailed', message });
}

/** @returns the endpoint that was added last: among those written alike, the one that was not there before. */
export function addedEndpoint(
  before: readonly EndpointSnapshot[],
  after: readonly EndpointSnapshot[],
  endpoint: EndpointDefinition,
): EndpointSnapshot | undefined {
  const standing = new Set(before.filter(({ state }) => state !== 'failed').map(({ resolved }) => resolved));
  const alike = after.filter((candidate) => sameEndpoint(candidate, endpoint));
  return alike.find(({ resolved }) => !standing.has(resolved)) ?? alike.at(-1);
}
