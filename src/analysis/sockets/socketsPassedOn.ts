import { functionKey, lastName } from '../program/calledName';
import type { CallExpression, Expression } from '../program/expression';
import type { CallSite, FunctionInfo } from '../program/program';
import type { Frame } from '../resolve/frame';
import type { Resolver } from '../resolve/resolver';
import { alternativesOf, type SocketValue } from '../resolve/value';

/** Functions of elsewhere that only look at a socket, or keep it: pollers, lists, printing. */
const harmless =
  /^(?:un)?register$|^modify$|^(?:zmq_)?poll(?:er)?$|^select$|^print|^isinstance$|^(?:id|type|len|repr|hash|del|delete)$|close|destroy|^(?:add|push|append|push_back|emplace_back|insert|remove|discard|extend|make_pair|move|ref|Some|Ok|Arc|Rc|Box|Mutex|new)$|get(?:sock)?opt|fileno|monitor|log|debug|info|zpoller_(?:new|add)|zloop_reader|assert|free/i;

/** The ids of sockets with which code of other files may do more than the file tells. */
export function socketsPassedOn(
  resolver: Resolver,
  sockets: readonly SocketValue[],
  socketNames: ReadonlyMap<CallExpression, string>,
): ReadonlySet<string> {
  const passedOn = new Set<string>();
  if (sockets.length === 0) return passedOn;
  const names = namesOfSockets(resolver, sockets, socketNames);
  const note = (expression: Expression, frame: Frame) => {
    for (const value of alternativesOf(resolver.evaluate(expression, frame))) {
      if (value.kind === 'socket') passedOn.add(value.id);
    }
  };
  for (const fn of resolver.program.functions) {
    const calls = fn.calls
      .map((site) => ({ site, holders: site.call.args.flatMap(({ value }) => holdersIn(value, names)) }))
      .filter(({ site, holders }) => holders.length > 0 && !harmless.test(lastName(site.call.callee) ?? ''));
    const returns = isCalled(fn, resolver) ? [] : fn.returns.flatMap(({ value }) => holdersIn(value, names));
    if (calls.length + returns.length === 0) continue;
    for (const running of resolver.frames.framesOf(fn)) {
      for (const value of returns) note(value, running);
      for (const { site, holders } of calls) {
        for (const frame of resolver.frames.rounds(running, site.block)) {
          if (isElsewhere(site, frame, resolver)) for (const holder of holders) note(holder, frame);
        }
      }
    }
  }
  return passedOn;
}

/** What the file calls its sockets: the variables and fields that take them, and parameters of its functions. */
function namesOfSockets(
  { program }: Resolver,
  sockets: readonly SocketValue[],
  socketNames: ReadonlyMap<CallExpression, string>,
): ReadonlySet<string> {
  const names = new Set(sockets.flatMap(({ call }) => socketNames.get(call) ?? []));
  const functions = new Map<string, FunctionInfo[]>();
  for (const fn of program.functions) {
    const name =
      fn.owner && fn.declaration.name === fn.owner.declaration.constructorName
        ? fn.owner.declaration.name
        : functionKey(fn.declaration);
    const list = functions.get(name);
    if (list) list.push(fn);
    else functions.set(name, [fn]);
  }
  for (let before = -1; before < names.size;) {
    before = names.size;
    for (const [name, list] of functions) {
      const others = list.flatMap(({ declaration: { parameters } }) =>
        parameters.flatMap((parameter) => (names.has(parameter.name) ? [] : [parameter.name])),
      );
      if (others.length === 0) continue;
      const isGiven = (program.callsByName.get(name) ?? []).some(({ call }) =>
        call.args.some(({ value }) => holds(value, names)),
      );
      if (isGiven) for (const other of others) names.add(other);
    }
  }
  return names;
}

function holds(expression: Expression, names: ReadonlySet<string>): boolean {
  return expression.kind === 'name' || expression.kind === 'member'
    ? names.has(expression.name)
    : holdersIn(expression, names).length > 0;
}

/** The parts of an argument or a result that are named like a socket. */
function holdersIn(expression: Expression, names: ReadonlySet<string>): Expression[] {
  switch (expression.kind) {
    case 'name':
    case 'member':
      return names.has(expression.name) ? [expression] : [];
    case 'list':
      return expression.items.flatMap((item) => holdersIn(item, names));
    case 'map':
      return expression.entries.flatMap(({ value }) => holdersIn(value, names));
    case 'other':
      return expression.parts.flatMap((part) => holdersIn(part, names));
    case 'choice':
      return expression.options.flatMap((option) => holdersIn(option, names));
    case 'spread':
    case 'await':
      return holdersIn(expression.value, names);
    default:
      return [];
  }
}

function isElsewhere({ call }: CallSite, frame: Frame, resolver: Resolver): boolean {
  const isOfFile = [call, ...(call.spawns ? [call.spawns] : [])]
    .flatMap(({ callee }) => alternativesOf(resolver.evaluate(callee, frame)))
    .some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'super');
  return !isOfFile && resolver.meaningsOf(call, frame).length === 0;
}

function isCalled({ declaration }: FunctionInfo, { program }: Resolver): boolean {
  return program.callsByName.has(functionKey(declaration));
}
