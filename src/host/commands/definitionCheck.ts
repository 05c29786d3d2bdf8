import { WorkbenchError } from '../../base/workbenchError';
import type { OptionValues, SessionDefinition } from '../../model/sessionDefinition';
import { checkOptions } from '../../model/socketOption';
import { type SocketType, traitsOf } from '../../model/socketType';
import { parseSubscription } from '../../model/subscription';
import type { Workbench } from '../workbench';
import { checkAddress } from './endpointCheck';

/** Checks a definition from arguments before it is kept. @throws the first fault, by its code */
export function checkDefinition(workbench: Workbench, definition: SessionDefinition): void {
  const { type, endpoints, subscriptions, options } = definition;
  for (const { role, address } of endpoints) checkAddress(workbench, address, role, type);
  for (const subscription of subscriptions) checkSubscription(type, subscription);
  checkOptionValues(type, options);
}

/** @throws subscription/notForType, subscription/badHex */
export function checkSubscription(type: SocketType, text: string): void {
  if (!traitsOf(type).subscribes) {
    throw new WorkbenchError({
      code: 'subscription/notForType',
      message: `A ${type} socket takes no subscriptions: that is for SUB and XSUB.`,
    });
  }
  const parsed = parseSubscription(text);
  if ('fault' in parsed) throw new WorkbenchError({ code: 'subscription/badHex', message: parsed.fault });
}

/** @throws option/unknown, option/notForType, option/badValue */
export function checkOptionValues(type: SocketType, options: OptionValues): void {
  const [fault] = checkOptions(type, options);
  if (fault) throw new WorkbenchError({ code: fault.code, message: fault.message });
}
