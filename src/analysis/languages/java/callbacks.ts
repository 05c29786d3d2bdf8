import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Statement } from '../../program/statement';
import type { TextRange } from '../../textRange';

/*
 * JeroMQ's ZProxy and ZActor call methods of what they are given with what other methods of it have made:
 * `configure(socket, place)` gets what `create(context, place)` gives, `start(pipe, sockets, poller)` what
 * `createSockets(context)` does.
 */

/** The members of a class, with what the library passes to them. */
export function withCallbacks(members: readonly Statement[], source: string): Statement[] {
  const has = (name: string, count: number) =>
    members.some(
      (member) =>
        member.kind === 'function' &&
        member.declaration.name === name &&
        member.declaration.parameters.length >= count,
    );
  const plug = /\b((?:\w+\.)*Plug)\.(?:FRONT|BACK|CAPTURE)\b/.exec(source)?.[1];
  const isProxy = plug !== undefined && has('create', 2) && has('configure', 2);
  const isActor = has('createSockets', 1);
  return members.map((member): Statement => {
    if (member.kind !== 'function') return member;
    const { declaration } = member;
    const [first, second] = declaration.parameters;
    if (isProxy && declaration.name === 'configure' && first && second) {
      const at = { start: first.start, end: first.start };
      const place: Expression = { kind: 'name', name: second.name, ...at };
      const made = assigned(first.name, 'create', [{ kind: 'other', parts: [], ...at }, place], at);
      return {
        kind: 'function',
        declaration: { ...withFirst(declaration, made), cases: placesOf(plug, at) },
      };
    }
    if (isActor && declaration.name === 'start' && second && declaration.parameters.length === 3) {
      const at = { start: second.start, end: second.start };
      return {
        kind: 'function',
        declaration: withFirst(declaration, assigned(second.name, 'createSockets', [], at)),
      };
    }
    return member;
  });
}

function withFirst(declaration: FunctionDeclaration, first: Statement): FunctionDeclaration {
  return { ...declaration, body: [first, ...declaration.body] };
}

/** `name = this.method(…)` */
function assigned(name: string, method: string, args: readonly Expression[], at: TextRange): Statement {
  const self: Expression = { kind: 'name', name: 'this', ...at };
  const callee: Expression = { kind: 'member', object: self, name: method, isMethod: true, ...at };
  const value: Expression = { kind: 'call', callee, args: args.map((one) => ({ value: one })), ...at };
  const target: Expression = { kind: 'name', name, ...at };
  return { kind: 'expression', value: { kind: 'assign', target, value, declares: true, ...at } };
}

/** The proxy's places one after the other, each with a socket that is not known. */
function placesOf(plug: string, at: TextRange): Expression {
  const [root = plug, ...path] = plug.split('.');
  const rows = ['FRONT', 'BACK', 'CAPTURE'].map((place): Expression => {
    const member = [...path, place].reduce<Expression>(
      (object, name) => ({ kind: 'member', object, name, ...at }),
      { kind: 'name', name: root, ...at },
    );
    return { kind: 'list', items: [{ kind: 'other', parts: [], ...at }, member], ...at };
  });
  return { kind: 'list', items: rows, ...at };
}
