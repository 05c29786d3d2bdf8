import { WorkbenchError } from '../../base/workbenchError';
import { type EndpointContext, parseEndpoint } from '../../model/endpoint';
import type { EndpointRole } from '../../model/sessionDefinition';
import type { SocketType } from '../../model/socketType';
import type { Workbench } from '../workbench';

/** @returns what is wrong with the address, said before libzmq sees it; the engine checks once more. */
export function endpointMistake(
  workbench: Pick<Workbench, 'supervisor'>,
  address: string,
  role: EndpointRole,
  type: SocketType,
): string | undefined {
  const checked = parseEndpoint(address, contextOf(workbench, role, type));
  return 'fault' in checked ? checked.fault.message : undefined;
}

/** @throws the fault, by its code. */
export function checkAddress(
  workbench: Pick<Workbench, 'supervisor'>,
  address: string,
  role: EndpointRole,
  type: SocketType,
): void {
  const checked = parseEndpoint(address, contextOf(workbench, role, type));
  if ('fault' in checked) throw new WorkbenchError(checked.fault);
}

/** What the library offers is known once the engine runs. */
function contextOf(
  { supervisor }: Pick<Workbench, 'supervisor'>,
  role: EndpointRole,
  socketType: SocketType,
): EndpointContext {
  const native = supervisor.initialized?.native;
  const transports = native && 'capabilities' in native ? native.capabilities.transports : undefined;
  return { role, socketType, transports, platform: process.platform };
}
