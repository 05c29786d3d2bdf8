import { type ExportedConstant } from './facts';
import { type Definition } from './program/program';
import { type Frame } from './resolve/frame';
import { type Resolver } from './resolve/resolver';
import { choiceOf, type Value } from './resolve/value';

/** The texts and numbers that a file gives a name at its top, or in a class at its top: what others may import. */
export function collectExports(resolver: Resolver): ReadonlyMap<string, ExportedConstant> {
  const exports = new Map<string, ExportedConstant>();
  const { main } = resolver.frames;
  const note = (prefix: string, definitions: ReadonlyMap<string, readonly Definition[]>) => {
    for (const [name, list] of definitions) {
      const constant = constantOf(valueOf(list, main, resolver));
      if (constant) exports.set(prefix + name, constant);
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
  return exports;
}

function valueOf(definitions: readonly Definition[], main: Frame, resolver: Resolver): Value | undefined {
  const values = definitions.flatMap(({ source }): Value[] => {
    if (source.kind === 'value') return [resolver.evaluate(source.value, main)];
    if (source.kind !== 'import' || source.path === '') return [];
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
