import type { ExportedConstant } from './facts';
import type { Definition } from './program/program';
import type { Frame } from './resolve/frame';
import type { Resolver } from './resolve/resolver';
import { choiceOf, type Value } from './resolve/value';

/** Maps in maps are followed this far. */
const maxDepth = 4;

/**
 * The texts and numbers that a file gives a name at its top, or in a class or map at its top: what others may import.
 * Under `*` are the modules whose names it passes on.
 */
export function collectExports(resolver: Resolver): ReadonlyMap<string, ExportedConstant> {
  const exports = new Map<string, ExportedConstant>();
  const { main } = resolver.frames;
  const noteValue = (name: string, value: Value | undefined, depth: number) => {
    const constant = constantOf(value);
    if (constant) exports.set(name, constant);
    if (value?.kind !== 'map' || depth === maxDepth) return;
    for (const [key, item] of value.entries) noteValue(`${name}.${key}`, item, depth + 1);
  };
  const note = (prefix: string, definitions: ReadonlyMap<string, readonly Definition[]>) => {
    for (const [name, list] of definitions) {
      noteValue(prefix + name, valueOf(list, main, resolver), 0);
      const [only] = list;
      if (only?.source.kind === 'class') {
        const { cls } = only.source;
        const inBody = [...cls.fields].map(
          ([field, all]) => [field, all.filter(({ block }) => block.scope === cls.scope)] as const,
        );
        note(`${prefix}${name}.`, new Map(inBody));
      }
    }
  };
  note('', resolver.program.main.scope.definitions);
  const modules = [...resolver.program.wildcards, ...resolver.program.passedOn];
  if (modules.length > 0) exports.set('*', { kind: 'alias', imported: { modules, name: '' } });
  return exports;
}

function valueOf(definitions: readonly Definition[], main: Frame, resolver: Resolver): Value | undefined {
  const values = definitions.flatMap(({ source }): Value[] => {
    if (source.kind === 'value') return [resolver.evaluate(source.value, main)];
    if (source.kind !== 'import') return [];
    const imported = { modules: [source.module], name: source.path };
    return [{ kind: 'symbol', path: source.path, imported }];
  });
  return values.length > 0 ? choiceOf(values) : undefined;
}

function constantOf(value: Value | undefined): ExportedConstant | undefined {
  if (value?.kind === 'text') return { kind: 'text', pattern: value.pattern };
  if (value?.kind === 'constant' && typeof value.value === 'number')
    return { kind: 'number', value: value.value };
  if (value?.kind === 'symbol' && value.imported) return { kind: 'alias', imported: value.imported };
  return undefined;
}
