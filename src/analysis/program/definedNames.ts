import type { Expression, MemberExpression } from './expression';
import type { NamingRules } from './namingRules';
import type {
  Addition,
  Block,
  ClassInfo,
  Definition,
  DefinitionSource,
  FieldAddition,
  FieldDefinition,
  Scope,
} from './program';

/** What the names and fields of a file are defined as, by the scopes and classes that they belong to. */
export class DefinedNames {
  readonly looseFields = new Map<string, FieldDefinition[]>();
  readonly looseAdditions = new Map<string, FieldAddition[]>();
  /** Names that `global` and `nonlocal` declare. */
  private readonly outer = new Map<Scope, Set<string>>();

  constructor(private readonly rules: NamingRules) {}

  /** Those of enclosing scopes that a scope assigns to. */
  outerNames(scope: Scope): Set<string> {
    const names = this.outer.get(scope) ?? new Set<string>();
    this.outer.set(scope, names);
    return names;
  }

  /** The scope whose name an assignment changes. */
  scopeOf(name: string, scope: Scope, declares: boolean | undefined): Scope {
    const isOuter = this.outer.get(scope)?.has(name) ?? false;
    if (!isOuter && (declares || !this.rules.declared)) return scope;
    for (let at = isOuter ? scope.parent : scope; at; at = at.parent) {
      if (at.definitions.has(name)) return at;
      if (this.rules.implicitThis && at.cls?.fields.has(name)) return at.cls.scope;
      if (!at.parent && isOuter) return at;
    }
    // nobody has declared it here: a field that a base class has
    return (!isOuter && this.rules.implicitThis && scope.fn.owner?.scope) || scope;
  }

  /** The class whose field `self.x` is, also by another name of the object: `const that = this`. */
  selfClass(object: Expression, scope: Scope): ClassInfo | undefined {
    if (object.kind !== 'name') return undefined;
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      if (at.kind === 'function' && at.fn.owner && at.fn.declaration.self === object.name) return at.fn.owner;
      const [only, ...more] = at.definitions.get(object.name) ?? [];
      if (only?.source.kind !== 'value' || more.length > 0) continue;
      const { value } = only.source;
      // by then the name has gone to its scope, so that there is no circle
      if (value.kind === 'name' && value.start < object.start) return this.selfClass(value, at);
    }
    return undefined;
  }

  add(object: Expression, addition: Addition): void {
    const { scope } = addition.block;
    if (object.kind === 'name') {
      pushTo(this.scopeOf(object.name, scope, false).additions, object.name, addition);
    } else if (object.kind === 'member') {
      const cls = this.selfClass(object.object, scope);
      if (cls) pushTo(cls.additions, object.name, addition);
      else pushTo(this.looseAdditions, object.name, { ...addition, holder: object.object });
    }
  }

  /** `cls` is the class of the file whose object has the field, where that is known. */
  defineField(cls: ClassInfo | undefined, definition: Definition, { object, name }: MemberExpression): void {
    if (cls) insertInto(cls.fields, name, definition);
    else insertInto(this.looseFields, name, { ...definition, holder: object });
  }

  define(scope: Scope, name: string, at: number, block: Block, source: DefinitionSource): void {
    insertInto(scope.definitions, name, { at, block, source });
  }
}

/** What calls assign comes last, and belongs where they stand. */
function insertInto<T extends Definition>(map: Map<string, T[]>, key: string, item: T): void {
  const { source, block, at } = item;
  const isOut = source.kind === 'value' && source.value.kind === 'out';
  const items = isOut ? map.get(key) : undefined;
  const next = items?.findIndex((other) => other.block.scope === block.scope && other.at > at) ?? -1;
  if (items && next >= 0) items.splice(next, 0, item);
  else pushTo(map, key, item);
}

/** Adds an item to the list of a key. */
export function pushTo<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
