import { knownTransports } from '../../model/endpoint';
import { isUseRole, type LanguageId, type UseRole } from '../facts';
import type { ArgumentRef, Library, MakesSocket, Operation, SocketRef } from '../library/library';
import type { CallExpression } from '../program/expression';
import type { CallSite, FunctionInfo, MemberAssignment } from '../program/program';
import { knownText } from '../resolve/combineText';
import { outsideLoops, type Frame } from '../resolve/frame';
import { argumentAt } from '../resolve/makers';
import type { CallMeaning } from '../resolve/calls';
import type { Resolver } from '../resolve/resolver';
import { alternativesOf, type LibraryObject, type SocketValue, type Value } from '../resolve/value';
import { joinPattern, patternText, isCompletePattern, type TextPattern } from '../textPattern';
import type { TextRange } from '../textRange';
import { splitAttachments } from './attachments';
import { describeOperation, operationAt, optionOperation } from './describeOperation';
import { endpointPatterns, readableText } from './factValue';
import { guessOperation } from './guessOperation';
import { mayMatter } from './mayMatter';
import { placeOf } from './placeOf';
import { type CollectedSockets, SocketNotes } from './socketNotes';

/** Goes through all calls, in all the ways that they run, and notes what happens to which socket. */
export function collectSockets(resolver: Resolver, language: LanguageId): CollectedSockets {
  const collector = new SocketCollector(resolver, language);
  for (const fn of resolver.program.functions) collector.collect(fn);
  return collector.finish();
}

const textWithTransport = new RegExp(`^(${knownTransports.join('|')})://`);

/** Where a program's own ZAP handler listens (RFC 27). */
const zapEndpoint = 'inproc://zeromq.zap.01';

class SocketCollector {
  private readonly notes = new SocketNotes();
  private readonly imported: readonly Library[];
  /** Whether fields of the name are some library's options. */
  private readonly attributes = new Map<string, boolean>();

  constructor(
    private readonly resolver: Resolver,
    private readonly language: LanguageId,
  ) {
    const { program, libraries } = resolver;
    this.imported = [...new Set(program.modules.flatMap((module) => libraries.ofModule(module) ?? []))];
  }

  collect(fn: FunctionInfo): void {
    const { frames } = this.resolver;
    const calls = fn.calls.filter((site) => mayMatter(site, this.resolver));
    const assignments = fn.memberAssignments.filter(({ target }) => this.isAttribute(target.name));
    if (calls.length + assignments.length + fn.leaves.length === 0) return;
    for (const running of frames.framesOf(fn)) {
      for (const site of calls) {
        if (this.resolver.isDead(site.block, running)) continue;
        for (const frame of frames.rounds(running, site.block)) {
          if (frame === running || !this.resolver.isDead(site.block, frame)) this.visitCall(site, frame);
        }
      }
      for (const assignment of assignments) {
        if (this.resolver.isDead(assignment.block, running)) continue;
        for (const frame of frames.rounds(running, assignment.block)) this.visitAssignment(assignment, frame);
      }
      for (const { statement, block } of fn.leaves) {
        const value = this.resolver.evaluate(statement.name, outsideLoops(running, block));
        const range = { start: statement.start, end: statement.end };
        this.notes.note(value, {
          kind: 'close',
          range,
          place: placeOf(block),
          isAwaited: false,
          result: 'used',
        });
      }
    }
  }

  private isAttribute(name: string): boolean {
    const known = this.attributes.get(name);
    if (known !== undefined) return known;
    const { libraries } = this.resolver.language;
    const found = libraries.some((library) => library.attributeOption?.(name) !== undefined);
    this.attributes.set(name, found);
    return found;
  }

  finish(): CollectedSockets {
    return this.notes.finish(this.resolver, this.language);
  }

  private visitCall(site: CallSite, frame: Frame): void {
    const { call } = site;
    const meanings = this.resolver.meaningsOf(call, frame);
    if (meanings.length === 0) return this.guess(site, frame);
    const severalReceivers = new Set(meanings.map(({ receiver }) => receiver)).size > 1;
    if (severalReceivers && this.isOneOf(call, frame)) return this.operateOnOne(site, meanings, frame);
    for (const { meaning, library, receiver } of meanings) {
      switch (meaning.does) {
        case 'give':
          break;
        case 'make':
        case 'makeSocket':
          if (meaning.does === 'make' && meaning.type === 'authenticator') {
            this.notes.noteZapHandler(rangeOf(call));
          }
          for (const value of alternativesOf(this.resolver.evaluate(call, frame))) {
            if (meaning.does === 'make' && meaning.options)
              this.configure(site, meaning.options, value, library, frame);
            const sockets = value.kind === 'object' ? [...(value.parts?.values() ?? [])] : [value];
            for (const socket of sockets) {
              if (socket.kind !== 'socket' || socket.call !== call) continue;
              this.notes.recordOf(socket);
              if (meaning.does === 'makeSocket') this.attach(site, meaning, socket, library, frame);
            }
          }
          break;
        default:
          this.operate(site, meaning, library, receiver, frame, severalReceivers);
      }
    }
  }

  /** The receiver is one of several sockets, which of them is only told when the program runs. */
  private isOneOf({ callee }: CallExpression, frame: Frame): boolean {
    if (callee.kind !== 'member') return false;
    const receiver = this.resolver.evaluate(callee.object, frame);
    return receiver.kind === 'choice' && receiver.isOneOf === true;
  }

  /** What such a call does with an address is one use, of no type where the sockets have several. */
  private operateOnOne(site: CallSite, meanings: readonly CallMeaning[], frame: Frame): void {
    const before = this.notes.uses.length;
    for (const { meaning, library, receiver } of meanings) {
      if (meaning.does === 'give' || meaning.does === 'make' || meaning.does === 'makeSocket') continue;
      this.operate(site, meaning, library, receiver, frame, true);
    }
    const uses = this.notes.uses.splice(before);
    const types = new Set(uses.flatMap(({ socketType }) => socketType ?? []));
    for (const use of uses) {
      this.notes.uses.push(types.size > 1 ? { ...use, socketType: undefined, socket: undefined } : use);
    }
  }

  /** What a constructor's arguments do with the new socket. */
  private attach(
    site: CallSite,
    meaning: MakesSocket,
    socket: SocketValue,
    library: Library,
    frame: Frame,
  ): void {
    const { binds, connects, subscribes, attaches, options, settings } = meaning;
    if (settings) this.noteSettings(site, [socket], frame);
    if (options) this.configure(site, options, socket, library, frame);
    if (binds) this.use(site, 'bind', { does: 'bind' }, binds, [socket], library, frame);
    if (connects) this.use(site, 'connect', { does: 'connect' }, connects, [socket], library, frame);
    if (attaches) {
      const operation = { does: attaches.otherwise, prefixed: true, separator: ',' } as const;
      this.use(site, attaches.otherwise, operation, attaches, [socket], library, frame);
    }
    const topic = subscribes && argumentAt(site.call, subscribes);
    if (topic) {
      const value = readableText(this.resolver.evaluate(topic, frame));
      this.notes.note(socket, { ...operationAt(site, 'subscribe'), value });
    }
  }

  private operate(
    site: CallSite,
    meaning: Operation,
    library: Library,
    receiver: Value | undefined,
    frame: Frame,
    severalReceivers: boolean,
  ): void {
    const refs: readonly SocketRef[] = Array.isArray(meaning.socket)
      ? (meaning.socket as readonly SocketRef[])
      : [(meaning.socket as SocketRef | undefined) ?? 'receiver'];
    const objects = refs.flatMap((ref) => this.resolver.refer(ref, site.call, receiver, frame) ?? []);
    const sockets = objects.flatMap(socketsIn);
    if (isUseRole(meaning.does)) {
      if (meaning.endpoint) {
        const role = this.roleAt(site, meaning, frame) ?? meaning.does;
        this.use(site, role, meaning, meaning.endpoint, sockets, library, frame);
      }
      return;
    }
    if (meaning.settings) return this.noteSettings(site, sockets, frame);
    if (meaning.given && !this.isGiven(site, meaning.given, frame)) return;
    const operation = describeOperation(site, meaning, frame, this.resolver);
    const isMaybe = severalReceivers || sockets.length > refs.length;
    for (const value of meaning.isVariadic ? this.topics(site, frame) : [operation.value]) {
      const described = isMaybe ? { ...operation, value, isMaybe } : { ...operation, value };
      for (const socket of sockets) this.notes.note(socket, described);
    }
    for (const object of objects) this.notes.noteContext(object, operation);
  }

  private roleAt({ call }: CallSite, { bindsWhen }: Operation, frame: Frame): UseRole | undefined {
    const expression = bindsWhen && argumentAt(call, bindsWhen);
    const value = expression && this.resolver.evaluate(expression, frame);
    return value?.kind === 'constant' ? (value.value ? 'bind' : 'connect') : undefined;
  }

  private isGiven(
    { call }: CallSite,
    { argument, is }: NonNullable<Operation['given']>,
    frame: Frame,
  ): boolean {
    const expression = argumentAt(call, argument);
    return expression !== undefined && knownText(this.resolver.evaluate(expression, frame)) === is;
  }

  private topics({ call }: CallSite, frame: Frame): (string | undefined)[] {
    if (call.args.length === 0) return [''];
    const { positional } = this.resolver.argumentsOf(call, frame);
    // of a list that is not known there may be any
    if (positional.length === 0) return [undefined];
    return positional.flatMap((topic) => alternativesOf(topic).map(readableText));
  }

  /** The options that a call gives to what it makes. */
  private configure(site: CallSite, ref: ArgumentRef, object: Value, library: Library, frame: Frame): void {
    const given = argumentAt(site.call, ref);
    if (!given) return;
    const literal = given.kind === 'map' ? given.entries : [];
    for (const value of alternativesOf(this.resolver.evaluate(given, frame))) {
      if (value.kind !== 'map') {
        this.notes.note(object, operationAt(site, 'setOption'));
        continue;
      }
      for (const [name, setting] of value.entries) {
        const option = library.attributeOption?.(name);
        if (option === undefined) continue;
        const entry = literal.find(({ key }) => key.kind === 'text' && key.parts[0] === name);
        const range = entry ? { start: entry.key.start, end: entry.value.end } : rangeOf(given);
        const operation = { ...operationAt(site, 'setOption'), range };
        const described = optionOperation(operation, option, setting);
        this.notes.note(object, described);
        this.notes.noteContext(object, described);
      }
    }
  }

  /** Options that are made by calls of their own: `NewPub(context, WithID(id))`. */
  private noteSettings(site: CallSite, sockets: readonly Value[], frame: Frame): void {
    for (const { value: call } of site.call.args) {
      if (call.kind !== 'call') continue;
      for (const { meaning } of this.resolver.meaningsOf(call, frame)) {
        if (meaning.does === 'make' || meaning.does === 'makeSocket' || meaning.does === 'give') continue;
        const operation = describeOperation({ ...site, call }, meaning, frame, this.resolver);
        for (const socket of sockets) this.notes.note(socket, operation);
      }
    }
  }

  /** `socket.linger = 0` */
  private visitAssignment({ target, assignment, block }: MemberAssignment, frame: Frame): void {
    for (const object of alternativesOf(this.resolver.evaluate(target.object, frame))) {
      if (object.kind !== 'socket' && object.kind !== 'object') continue;
      const library = this.resolver.libraries.named(object.library);
      const option = library?.attributeOption?.(target.name);
      if (option === undefined) continue;
      const value = assignment.value && this.resolver.evaluate(assignment.value, frame);
      const range = { start: target.start, end: assignment.end };
      const operation = {
        kind: 'setOption',
        range,
        place: placeOf(block),
        isAwaited: false,
        result: 'used',
      } as const;
      const described = optionOperation(operation, option, value);
      this.notes.note(object, described);
      this.notes.noteContext(object, described);
    }
  }

  /** A call on something unknown counts when it does to an address what only a socket does. */
  private guess(site: CallSite, frame: Frame): void {
    for (const callee of alternativesOf(this.resolver.evaluate(site.call.callee, frame))) {
      const guessed = guessOperation(callee, this.imported);
      if (!guessed) continue;
      const { library, meaning, role, endpoint } = guessed;
      this.use(site, role, meaning, endpoint, [], library, frame, ([first]) =>
        typeof first === 'string' ? textWithTransport.test(first) : false,
      );
      return;
    }
  }

  private use(
    site: CallSite,
    role: UseRole,
    meaning: Operation,
    ref: ArgumentRef,
    sockets: readonly Value[],
    library: Library,
    frame: Frame,
    accepts: (pattern: TextPattern) => boolean = () => true,
  ): void {
    const expression = argumentAt(site.call, ref);
    if (!expression) return;
    const found = endpointPatterns(this.resolver.asText(this.resolver.evaluate(expression, frame)))
      .map(({ pattern, origins }) => ({
        pattern: joinPattern([...pattern, ...(meaning.endpointSuffix ?? [])]),
        origins,
      }))
      .flatMap(({ pattern, origins }) =>
        splitAttachments(pattern, role, meaning).map((attachment) => ({ ...attachment, origins })),
      )
      .filter(({ pattern }) => accepts(pattern));
    for (const { pattern, origins, role: actual } of found) {
      if (actual === 'bind' && patternText(pattern) === zapEndpoint) {
        this.notes.noteZapHandler(rangeOf(site.call));
      }
      const holders: readonly (Value | undefined)[] = sockets.length > 0 ? sockets : [undefined];
      for (const holder of holders) {
        const socket = holder?.kind === 'socket' ? this.notes.recordOf(holder) : undefined;
        const declared = holder?.kind === 'object' ? holder.socketType : undefined;
        socket?.add({ ...operationAt(site, actual), endpoints: [pattern] });
        this.notes.uses.push({
          endpoint: patternText(pattern),
          pattern,
          isComplete: isCompletePattern(pattern),
          range: rangeOf(expression),
          origins,
          role: actual,
          socketType: socket?.value.type ?? declared,
          socket: socket?.id,
          library: library.name,
          language: this.language,
        });
      }
    }
  }
}

/** Sockets of the file, and those of which only the type is known. */
function socketsIn(value: Value): (SocketValue | LibraryObject)[] {
  const values = value.kind === 'list' ? value.items.flatMap(alternativesOf) : alternativesOf(value);
  return values.flatMap((one) =>
    one.kind === 'socket' || (one.kind === 'object' && one.type === 'socket') ? [one] : [],
  );
}

function rangeOf({ start, end }: TextRange | CallExpression): TextRange {
  return { start, end };
}
