import { type EndpointUse } from '../facts';

/** What the address has to be good for. */
export function roleOf({ role }: EndpointUse): 'bind' | 'connect' {
  return role === 'bind' || role === 'unbind' ? 'bind' : 'connect';
}
