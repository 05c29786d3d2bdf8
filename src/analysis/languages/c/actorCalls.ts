import type { CallExpression, Expression } from '../../program/expression';

/** czmq's actors that take part in messaging, and what their commands are called in its table. */
const actors = new Set(['zauth', 'zproxy', 'zbeacon', 'zgossip', 'zmonitor']);
const commands: Readonly<Record<string, string>> = {
  FRONTEND: 'zproxy_frontend',
  BACKEND: 'zproxy_frontend',
  CAPTURE: 'zproxy_capture',
  BIND: 'zactor_bind',
  CONNECT: 'zactor_connect',
};

/**
 * czmq starts all actors by one function and talks to them in messages. Calls are named by what they do instead:
 * `zactor_new (zauth, NULL)` is `zactor_new_zauth (…)`, `zstr_sendx (proxy, "FRONTEND", "PULL", endpoint, NULL)` is
 * `zproxy_frontend (proxy, "PULL", endpoint)`.
 */
export function zactorCall(call: CallExpression): CallExpression {
  const { callee, args } = call;
  if (callee.kind !== 'name') return call;
  if (callee.name === 'zactor_new') {
    const actor = args[0]?.value;
    if (actor?.kind !== 'name' || !actors.has(actor.name)) return call;
    return { ...call, callee: { ...callee, name: `zactor_new_${actor.name}` } };
  }
  // zsock_send has a picture in front
  const skipped = callee.name === 'zstr_sendx' ? 1 : callee.name === 'zsock_send' ? 2 : 0;
  const word = skipped > 0 ? literal(args[skipped]?.value) : undefined;
  const command = word !== undefined && Object.hasOwn(commands, word) ? commands[word] : undefined;
  const [actor] = args;
  if (command === undefined || !actor || args.length < skipped + 2) return call;
  return { ...call, callee: { ...callee, name: command }, args: [actor, ...args.slice(skipped + 1)] };
}

function literal(expression: Expression | undefined): string | undefined {
  const [part, ...rest] = expression?.kind === 'text' ? expression.parts : [];
  return rest.length === 0 && typeof part === 'string' ? part : undefined;
}
