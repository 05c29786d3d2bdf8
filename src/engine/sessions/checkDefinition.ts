import { WorkbenchError } from '../../base/workbenchError';
import type { OptionValues, SessionDefinition } from '../../model/sessionDefinition';
import { checkOptions } from '../../model/socketOption';
import { isSocketType, type SocketType } from '../../model/socketType';

/** What the host sends was checked by it; what other extensions pass through it may be anything. */
export function checkShape(definition: SessionDefinition): void {
  const { id, type, endpoints, subscriptions, options } = definition;
  const isWhole =
    typeof id === 'string' &&
    id !== '' &&
    isSocketType(type) &&
    Array.isArray(endpoints) &&
    endpoints.every(
      ({ role, address }) => (role === 'bind' || role === 'connect') && typeof address === 'string',
    ) &&
    Array.isArray(subscriptions) &&
    subscriptions.every((topic) => typeof topic === 'string') &&
    typeof options === 'object';
  if (isWhole) return;
  throw new WorkbenchError({
    code: 'session/badDefinition',
    message:
      'This is not a session definition: it needs an id, a socket type, endpoints, subscriptions and options.',
  });
}

/** Throws a WorkbenchError for the first option that is wrong. */
export function checkOptionValues(type: SocketType, options: OptionValues): void {
  const [fault] = checkOptions(type, options);
  if (fault) throw new WorkbenchError({ code: fault.code, message: fault.message, action: 'editOptions' });
}

export function checkTypeIsOffered(type: SocketType, offered: readonly SocketType[]): void {
  if (offered.includes(type)) return;
  const message = `${type} is a draft socket type, which the loaded libzmq was built without.`;
  throw new WorkbenchError({ code: 'session/typeUnavailable', message });
}
