import type { ResultUse } from '../facts';
import type { TextRange } from '../textRange';
import type {
  AssignExpression,
  CallExpression,
  ChoiceExpression,
  Expression,
  NameExpression,
} from './expression';
import { calledName } from './calledName';
import { DefinedNames, pushTo } from './definedNames';
import type { NamingRules } from './namingRules';
import {
  type Block,
  type CallSite,
  type ClassInfo,
  type DefinitionSource,
  type FunctionInfo,
  type HandedOver,
  type Program,
  Scope,
} from './program';
import type { BranchStatement, ClassDeclaration, FunctionDeclaration, Statement } from './statement';

/** Indexes a file's statements: scopes, definitions, calls. */
export function buildProgram(statements: readonly Statement[], rules: NamingRules): Program {
  return new ProgramBuilder(rules).build(statements);
}

class ProgramBuilder {
  private readonly functions: FunctionInfo[] = [];
  private readonly classes: ClassInfo[] = [];
  private readonly callsByName = new Map<string, CallSite[]>();
  private readonly parameterCalls: CallSite[] = [];
  private readonly places = new Map<NameExpression, Block>();
  private readonly functionsByDeclaration = new Map<FunctionDeclaration, FunctionInfo>();
  private readonly handedOver = new Map<FunctionDeclaration, HandedOver>();
  private readonly modules: string[] = [];
  private readonly aliases = new Set<string>();
  private readonly wildcards: string[] = [];
  private readonly passedOn: string[] = [];
  /** Calls with arguments that the callee may assign to. */
  private readonly referring: CallSite[] = [];
  private readonly names: DefinedNames;

  constructor(private readonly rules: NamingRules) {
    this.names = new DefinedNames(rules);
  }

  build(statements: readonly Statement[]): Program {
    const end = Number.MAX_SAFE_INTEGER;
    const main = this.enterFunction({ parameters: [], body: statements, start: -1, end });
    const assigning = this.functions.filter(({ outs }) => outs.size > 0);
    if (assigning.length > 0) for (const site of this.referring) this.assignOuts(site, assigning);
    const {
      functions,
      classes,
      callsByName,
      parameterCalls,
      places,
      functionsByDeclaration,
      handedOver,
      modules,
      aliases,
      wildcards,
      passedOn,
    } = this;
    const { looseFields, looseAdditions } = this.names;
    return {
      main,
      functions,
      classes,
      callsByName,
      parameterCalls,
      places,
      functionsByDeclaration,
      handedOver,
      looseFields,
      looseAdditions,
      modules,
      aliases,
      wildcards,
      passedOn,
    };
  }

  private enterFunction(declaration: FunctionDeclaration, around?: Block, owner?: ClassInfo): FunctionInfo {
    const parent = around?.scope;
    const scope = new Scope('function', parent);
    const prefix = owner?.declaration.name ?? parent?.fn.qualifiedName;
    const name = around ? (declaration.name ?? 'anonymous') : undefined;
    const fn: FunctionInfo = {
      declaration,
      qualifiedName: name !== undefined && prefix !== undefined ? `${prefix}.${name}` : name,
      owner,
      scope,
      body: { kind: 'body', scope, ...rangeOf(declaration) },
      around,
      calls: [],
      outs: new Map(),
      memberAssignments: [],
      returns: [],
      leaves: [],
      overloads: [],
    };
    fn.overloads.push(fn);
    scope.fn = fn;
    scope.cls = owner;
    this.functions.push(fn);
    this.functionsByDeclaration.set(declaration, fn);
    for (const parameter of declaration.parameters) {
      this.names.define(fn.scope, parameter.name, declaration.start, fn.body, {
        kind: 'parameter',
        parameter,
      });
      if (parameter.default && around)
        this.visit(parameter.default, this.rules.ownDefaults ? fn.body : around);
      if (parameter.type && around) this.visit(parameter.type, around);
    }
    for (const decorator of declaration.decorators ?? []) if (around) this.visit(decorator, around);
    if (declaration.cases && around) this.visit(declaration.cases, around);
    this.visitAll(declaration.body, fn.body);
    return fn;
  }

  private enterClass(declaration: ClassDeclaration, around: Block, isExtension?: boolean): void {
    const scope = new Scope('class', around.scope);
    scope.fn = around.scope.fn;
    const cls: ClassInfo = {
      declaration,
      scope,
      methods: new Map(),
      statics: new Map(),
      fields: scope.definitions,
      additions: scope.additions,
      isExtension,
    };
    scope.cls = cls;
    this.classes.push(cls);
    if (!isExtension)
      this.names.define(around.scope, declaration.name, declaration.start, around, { kind: 'class', cls });
    const body: Block = { kind: 'body', scope, start: declaration.start, end: declaration.end };
    for (const base of declaration.bases) this.visit(base, this.rules.ownBases ? body : around);
    // fields first: methods that stand above them use them too
    const isMethod = (statement: Statement) => statement.kind === 'function';
    this.visitAll(
      declaration.body.filter((statement) => !isMethod(statement)),
      body,
    );
    this.visitAll(declaration.body.filter(isMethod), body);
  }

  private visitAll(statements: readonly Statement[], block: Block): void {
    for (const statement of statements) this.visitStatement(statement, block);
  }

  private visitStatement(statement: Statement, block: Block): void {
    const { scope } = block;
    switch (statement.kind) {
      case 'expression':
        return this.visit(statement.value, block, statement.isUsed ? 'used' : 'dropped');
      case 'return':
        if (!statement.value) return;
        scope.fn.returns.push({ value: statement.value, block, goesOn: statement.goesOn });
        return this.visit(statement.value, block);
      case 'branch':
        for (const inner of statement.blocks) {
          const { when } = inner;
          const around = { kind: 'branch', parent: block, scope, branch: statement, when } as const;
          this.visitAll(inner.body, { ...rangeOf(inner), ...around });
        }
        return;
      case 'loop': {
        const { binding } = statement;
        const loop: Block = { ...rangeOf(statement.block), kind: 'loop', parent: block, scope, binding };
        if (binding) {
          if (binding.value) this.visit(binding.value, block);
          this.assign(binding, loop);
        }
        return this.visitAll(statement.block.body, loop);
      }
      case 'leave':
        this.places.set(statement.name, block);
        scope.fn.leaves.push({ statement, block });
        return;
      case 'function':
        return this.declareFunction(statement.declaration, block);
      case 'class':
        return this.enterClass(statement.declaration, block);
      case 'import':
        this.modules.push(statement.module);
        if (statement.isPassedOn) this.passedOn.push(statement.module);
        if (statement.isWildcard) this.wildcards.push(statement.module);
        for (const { local, path } of statement.names) {
          if (path !== local) this.aliases.add(local);
          this.names.define(scope, local, -1, block, { kind: 'import', module: statement.module, path });
        }
        return;
      case 'outerNames':
        for (const name of statement.names) this.names.outerNames(scope).add(name);
    }
  }

  private declareFunction(declaration: FunctionDeclaration, block: Block): void {
    const { scope } = block;
    const { name } = declaration;
    const owner =
      declaration.owner === undefined
        ? scope.kind === 'class'
          ? scope.cls
          : undefined
        : this.classNamed(declaration.owner, declaration, block);
    const fn = this.enterFunction(declaration, block, owner);
    if (name === undefined) return;
    if (owner) this.addMethod(owner, name, fn);
    else this.names.define(scope, name, -1, block, { kind: 'function', fn });
  }

  private addMethod({ methods, statics }: ClassInfo, name: string, fn: FunctionInfo): void {
    if (fn.declaration.isStatic && !this.rules.overloads) {
      statics.set(name, fn);
      if (methods.has(name)) return;
    }
    const known = this.rules.overloads ? methods.get(name) : undefined;
    if (!known) {
      methods.set(name, fn);
      return;
    }
    known.overloads.push(fn);
    fn.overloads = known.overloads;
  }

  /** The class of a method that stands outside of it; made up where the file does not have it. */
  private classNamed(name: string, { start, end }: TextRange, block: Block): ClassInfo {
    const find = () => this.classes.find((cls) => cls.declaration.name === name);
    const known = find();
    if (known) return known;
    const isImported = block.scope.definitions.get(name)?.some(({ source }) => source.kind === 'import');
    this.enterClass({ name, bases: [], body: [], start, end }, block, isImported);
    return find() as ClassInfo;
  }

  private visitEach(expressions: readonly Expression[], block: Block): void {
    for (const expression of expressions) this.visit(expression, block);
  }

  private visit(expression: Expression, block: Block, result: ResultUse = 'used'): void {
    switch (expression.kind) {
      case 'text':
        for (const part of expression.parts) if (typeof part !== 'string') this.visit(part, block);
        return;
      case 'constant':
        return;
      case 'name':
        this.places.set(expression, block);
        return;
      case 'member':
        return this.visit(expression.object, block);
      case 'index':
        this.visit(expression.object, block);
        return this.visit(expression.index, block);
      case 'call':
        return this.visitCall(expression, block, result);
      case 'list':
        return this.visitEach(expression.items, block);
      case 'map':
        for (const { key, value } of expression.entries) {
          this.visit(key, block);
          this.visit(value, block);
        }
        return;
      case 'choice':
        if (expression.others) this.visitEach(expression.others, block);
        return this.visitOptions(expression, block, result);
      case 'binary':
        this.visit(expression.left, block);
        return this.visit(expression.right, block);
      case 'assign':
        if (expression.value) {
          this.visit(expression.value, block, expression.target.kind === 'list' ? 'takenApart' : 'used');
        }
        if (expression.type) this.visit(expression.type, block);
        return this.assign(expression, block);
      case 'await':
        return this.visit(expression.value, block, 'awaited');
      case 'function':
        this.enterFunction(expression.declaration, block);
        return;
      case 'item':
        return this.visit(expression.of, block);
      case 'each':
        this.visitEach(expression.bindings, block);
        return this.visit(expression.value, block);
      case 'not':
      case 'spread':
        return this.visit(expression.value, block);
      case 'out':
        return;
      case 'other':
        return this.visitEach(expression.parts, block);
    }
  }

  /** The options of `c ? a : b` are blocks of their own. */
  private visitOptions({ options, condition }: ChoiceExpression, block: Block, result: ResultUse): void {
    if (!condition) {
      for (const option of options) this.visit(option, block, result);
      return;
    }
    this.visit(condition, block);
    const blocks = options.map((option) => ({ ...rangeOf(option), body: [] }));
    const branch: BranchStatement = { kind: 'branch', blocks, isExhaustive: true };
    options.forEach((option, position) => {
      const when = [{ condition, is: position === 0 }];
      const inside: Block = {
        ...rangeOf(option),
        kind: 'branch',
        parent: block,
        scope: block.scope,
        branch,
        when,
      };
      this.visit(option, inside, result);
    });
  }

  private visitCall(call: CallExpression, block: Block, result: ResultUse): void {
    this.visit(call.callee, block);
    for (const { value } of call.args) this.visit(value, block);
    if (call.fields) for (const { value } of call.fields) this.visit(value, block);
    const site: CallSite = { call, block, fn: block.scope.fn, result };
    site.fn.calls.push(site);
    for (const argument of call.args) {
      if (argument.value.kind === 'function') {
        this.handedOver.set(argument.value.declaration, { site, argument });
      }
    }
    if (call.args.some(({ isReference }) => isReference)) this.referring.push(site);
    const name = calledName(call.callee);
    if (name !== undefined) pushTo(this.callsByName, name, site);
    if (call.callee.kind === 'name' && isParameter(call.callee.name, block.scope)) {
      this.parameterCalls.push(site);
    }
    if (call.spawns) {
      // its callee and arguments are visited as parts of this call
      const spawned: CallSite = { ...site, call: call.spawns };
      const spawnedName = calledName(call.spawns.callee);
      if (spawnedName !== undefined) pushTo(this.callsByName, spawnedName, spawned);
      // a thread, a timer or a test may as well call the library
      const isArgument = call.args.some(({ value }) => value === call.spawns);
      if (call.spawns.callee.kind === 'member' && !call.spawns.each && !isArgument)
        site.fn.calls.push(spawned);
    }
    if (call.callee.kind === 'member' && name !== undefined && this.rules.appenders.has(name)) {
      const [argument] = call.args;
      if (argument) this.names.add(call.callee.object, { value: argument.value, block });
    }
    if (call.callee.kind === 'member' && name !== undefined && this.rules.keyedAppenders?.has(name)) {
      const [key, item, ...more] = call.args;
      if (key && item && more.length === 0) {
        this.names.add(call.callee.object, { key: key.value, value: item.value, block });
      }
    }
  }

  /** Where a function of the file assigns through a parameter, its call is an assignment to the argument. */
  private assignOuts({ call, block }: CallSite, assigning: readonly FunctionInfo[]): void {
    const name = calledName(call.callee);
    const callees = assigning.filter(({ declaration }) => declaration.name === name);
    call.args.forEach(({ value: target, isReference }, position) => {
      const isAssigned = callees.some(({ declaration: { parameters }, outs }) =>
        outs.has(parameters[position]?.name ?? ''),
      );
      if (!isReference || !isAssigned || (target.kind !== 'name' && target.kind !== 'member')) return;
      const at = { start: call.end, end: call.end };
      this.assign({ kind: 'assign', target, value: { kind: 'out', call, position, ...at }, ...at }, block);
    });
  }

  private assign({ target, value, type, declares, isThrough, end }: AssignExpression, block: Block): void {
    const range = { start: target.start, end };
    switch (target.kind) {
      case 'name': {
        this.places.set(target, block);
        if (isThrough && value) pushTo(block.scope.fn.outs, target.name, { value, block });
        const source: DefinitionSource = value ? { kind: 'value', value, type } : { kind: 'declared', type };
        return this.names.define(
          this.names.scopeOf(target.name, block.scope, declares),
          target.name,
          end,
          block,
          source,
        );
      }
      case 'list':
        return target.items.forEach((item, position) => {
          const index = { kind: 'constant', value: position, start: item.start, end: item.start } as const;
          const part: Expression | undefined = value && { kind: 'index', object: value, index, ...range };
          this.assign({ kind: 'assign', target: item, value: part, declares, start: item.start, end }, block);
        });
      case 'member': {
        this.visit(target.object, block);
        const assignment: AssignExpression = { kind: 'assign', target, value, type, ...range };
        block.scope.fn.memberAssignments.push({ target, assignment, block });
        const cls = this.names.selfClass(target.object, block.scope);
        if (value && !cls) {
          // an object that is a map, as JavaScript's are
          const key = { kind: 'text', parts: [target.name], start: target.end, end: target.end } as const;
          this.names.add(target.object, { key, value, block });
        }
        const source: DefinitionSource = value ? { kind: 'value', value, type } : { kind: 'declared', type };
        this.names.defineField(cls, { at: end, block, source }, target);
        return;
      }
      case 'index':
        this.visit(target, block);
        if (value) this.names.add(target.object, { key: target.index, value, block });
        return;
      default:
        this.visit(target, block);
    }
  }
}

function isParameter(name: string, scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const definitions = at.definitions.get(name);
    if (definitions) return definitions[0]?.source.kind === 'parameter';
  }
  return false;
}

function rangeOf({ start, end }: TextRange): TextRange {
  return { start, end };
}
