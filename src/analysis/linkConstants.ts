import type { EndpointUse, ExportedConstant, FileFacts, SocketUse } from './facts';
import type { Language } from './languages/language';
import {
  isCompletePattern,
  joinPattern,
  patternText,
  type ImportedName,
  type PatternPart,
  type TextPattern,
} from './textPattern';
import { lastSegment } from './resolve/combineText';

/** The facts of a file of the workspace, by its path with `/`; undefined where there is no such file. */
export type FactsAt = (path: string) => FileFacts | undefined;

/** Paths of the files right inside of a folder of the workspace, whose own folder is the empty text. */
export type FilesIn = (folder: string) => readonly string[];

/** Chains of files that pass a constant on are followed this far. */
const maxHops = 6;

/**
 * Puts the constants of other files into a file's endpoints. What is not found stays a hole.
 *
 * @param filesIn for languages whose modules are folders (Go); without it those modules have no files
 */
export function linkConstants(
  facts: FileFacts,
  path: string,
  language: Language,
  factsAt: FactsAt,
  filesIn: FilesIn = () => [],
): FileFacts {
  const files: OtherFiles = { language, factsAt, filesIn };
  if (facts.imports.length === 0) return facts;
  const fill = (pattern: TextPattern): TextPattern =>
    joinPattern(
      pattern.flatMap((part): readonly PatternPart[] => {
        if (typeof part === 'string' || !part.imported) return [part];
        return findConstant(part.imported, path, files, { hops: maxHops, seen: new Set() }) ?? [part];
      }),
    );
  const endpoints = facts.endpoints.map((use): EndpointUse => {
    const pattern = fill(use.pattern);
    return { ...use, pattern, endpoint: patternText(pattern), isComplete: isCompletePattern(pattern) };
  });
  const sockets = facts.sockets.map((socket): SocketUse => ({
    ...socket,
    operations: socket.operations.map((operation) =>
      operation.endpoints ? { ...operation, endpoints: operation.endpoints.map(fill) } : operation,
    ),
  }));
  return { ...facts, endpoints, sockets, imports: importsOf(endpoints) };
}

/** The names of other files that endpoints need, each once. */
export function importsOf(endpoints: readonly EndpointUse[]): ImportedName[] {
  const found = new Map<string, ImportedName>();
  for (const { pattern } of endpoints) {
    for (const part of pattern) {
      if (typeof part !== 'string' && part.imported) found.set(JSON.stringify(part.imported), part.imported);
    }
  }
  return [...found.values()];
}

interface OtherFiles {
  readonly language: Language;
  readonly factsAt: FactsAt;
  readonly filesIn: FilesIn;
}

interface Search {
  /** As many further files may pass the constant on. */
  readonly hops: number;
  /** Names that were looked up, each with its file. */
  readonly seen: Set<string>;
}

function findConstant(
  { modules, name }: ImportedName,
  from: string,
  files: OtherFiles,
  { hops, seen }: Search,
): TextPattern | undefined {
  if (hops === 0) return undefined;
  for (const [module, inner] of modules.flatMap((module) => readings(module, name))) {
    for (const path of moduleFiles(module, from, inner, files)) {
      // files of one package refer to each other in circles
      const place = `${inner} ${path}`;
      if (path === from || seen.has(place)) continue;
      seen.add(place);
      const exports = files.factsAt(path)?.exports;
      const found = exports && findExport(exports, inner, lastSegment(module));
      if (!found) continue;
      const { constant, rest } = found;
      if (constant.kind === 'text') return constant.pattern;
      if (constant.kind === 'number') return [String(constant.value)];
      const name = [constant.imported.name, rest].filter((part) => part !== '').join('.');
      const pattern = findConstant({ ...constant.imported, name }, path, files, { hops: hops - 1, seen });
      if (pattern) return pattern;
    }
  }
  return undefined;
}

/**
 * The constant of that name, of the default export's member (CommonJS), of the class that the module is called after
 * (whose static members are imported), or of a module that is passed on.
 */
function findExport(
  exports: FileFacts['exports'],
  name: string,
  module: string,
): { readonly constant: ExportedConstant; readonly rest: string } | undefined {
  const exact = exports.get(name) ?? exports.get(`default.${name}`) ?? exports.get(`${module}.${name}`);
  if (exact) return { constant: exact, rest: '' };
  // `config.PORT`, where the file has `config` from elsewhere
  for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1)) {
    const constant = exports.get(name.slice(0, at));
    if (constant?.kind === 'alias') return { constant, rest: name.slice(at + 1) };
  }
  const passedOn = exports.get('*');
  return passedOn && { constant: passedOn, rest: name };
}

/** The files that a module may be; of a path that ends in `*.go` all that the folder has. */
function moduleFiles(
  module: string,
  from: string,
  name: string,
  { language, filesIn }: OtherFiles,
): string[] {
  return language.moduleFiles(module, from, name).flatMap((path) => {
    const [, folder, extension] = /^(?:(.*)\/)?\*(\.\w+)$/.exec(path) ?? [];
    if (extension === undefined) return [path];
    return filesIn(folder ?? '').filter((file) => file.endsWith(extension));
  });
}

/** `config.ENDPOINT` of `app` is a name of `app`, or `ENDPOINT` of `app.config`. */
function readings(module: string, name: string): (readonly [module: string, name: string])[] {
  const segments = name.split('.');
  return segments.map((_segment, depth) => {
    const submodule = segments.slice(0, depth).join('.');
    const joiner = module === '' || module.endsWith('.') || submodule === '' ? '' : '.';
    return [`${module}${joiner}${submodule}`, segments.slice(depth).join('.')] as const;
  });
}
