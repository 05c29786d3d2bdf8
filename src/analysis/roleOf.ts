import type { UseRole } from './facts';

/** The side of an endpoint that a use is on: unbind belongs to bind, disconnect to connect. */
export function roleOf({ role }: { readonly role: UseRole }): 'bind' | 'connect' {
  return role === 'bind' || role === 'unbind' ? 'bind' : 'connect';
}
