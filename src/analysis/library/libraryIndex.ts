import type { SocketType } from '../../model/socketType';
import { canonicalPath, type Library, type Meaning } from './library';

/** A meaning, and whose. */
export interface LibraryMeaning {
  readonly library: Library;
  readonly meaning: Meaning;
}

/** Looks names up in the tables of the libraries that a language has. */
export class LibraryIndex {
  /** The last parts of all names that calls may have: what else is called does not matter. */
  readonly calledNames: ReadonlySet<string>;
  private readonly ofCalls = new Map<string, LibraryMeaning[]>();

  constructor(private readonly libraries: readonly Library[]) {
    this.calledNames = calledNamesOf(libraries);
  }

  named(name: string): Library | undefined {
    return this.libraries.find((library) => library.name === name);
  }

  /** The library that a module belongs to, its submodules included. */
  ofModule(module: string): Library | undefined {
    return this.libraries.find((library) =>
      library.modules.some((known) => module === known || module.startsWith(`${known}.`)),
    );
  }

  meaningsOfCall(path: string): LibraryMeaning[] {
    const known = this.ofCalls.get(path);
    if (known) return known;
    const found = this.libraries.flatMap((library) =>
      meaningsIn(library, library.calls, canonicalPath(library, path)),
    );
    this.ofCalls.set(path, found);
    return found;
  }

  meaningsOfMethod(libraryName: string, type: string, method: string): LibraryMeaning[] {
    const library = this.named(libraryName);
    return library ? meaningsIn(library, library.methods[type] ?? {}, method) : [];
  }

  /** What makes sockets under that name as a method of any type. */
  makersNamed(method: string): LibraryMeaning[] {
    return this.libraries
      .flatMap((library) =>
        Object.values(library.methods).flatMap((table) => meaningsIn(library, table, method)),
      )
      .filter(({ meaning }) => meaning.does === 'makeSocket');
  }

  socketType(path: string): SocketType | undefined {
    for (const library of this.libraries) {
      const type = own(library.socketTypes, canonicalPath(library, path));
      if (type) return type;
    }
    return undefined;
  }

  /** libzmq's name of an option that a symbol stands for. */
  option(path: string): string | undefined {
    for (const library of this.libraries) {
      const option = library.optionOf?.(canonicalPath(library, path));
      if (option) return option;
    }
    return undefined;
  }

  /** The object type that a declared type says, and whose. */
  declaredType(path: string): { readonly library: Library; readonly type: string } | undefined {
    for (const library of this.libraries) {
      const type = own(library.types ?? {}, canonicalPath(library, path));
      if (type) return { library, type };
    }
    return undefined;
  }

  /** The library whose names need no import and that has this one (C, where any header may bring them). */
  withoutPrefix(name: string): Library | undefined {
    return this.libraries.find((library) => library.wildcardPrefix === '' && hasPath(library, name));
  }

  /** The library whose paths begin with the name: `ZMQ` of `ZMQ.Context`. */
  ofNamespace(name: string): Library | undefined {
    return this.libraries.find((library) => namespacesOf(library).has(name));
  }

  /** Whether a table has the path or something in it, for names that a wildcard import may have brought in. */
  knows(path: string): boolean {
    return this.libraries.some((library) => {
      const canonical = canonicalPath(library, path);
      return hasPath(library, canonical) || namespacesOf(library).has(canonical);
    });
  }
}

function hasPath({ calls, socketTypes, types = {}, optionOf }: Library, path: string): boolean {
  return (
    [calls, socketTypes, types].some((table) => Object.hasOwn(table, path)) || optionOf?.(path) !== undefined
  );
}

const namespaces = new WeakMap<Library, ReadonlySet<string>>();

/** Classes and modules that have symbols of the table in them: `zmq.SocketType`. */
function namespacesOf(library: Library): ReadonlySet<string> {
  const known = namespaces.get(library);
  if (known) return known;
  const { calls, socketTypes, types } = library;
  const paths = [calls, socketTypes, types ?? {}].flatMap((table) => Object.keys(table));
  const found = new Set<string>();
  for (const path of paths) {
    for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      found.add(path.slice(0, dot));
    }
  }
  namespaces.set(library, found);
  return found;
}

const calledNames = new WeakMap<readonly Library[], ReadonlySet<string>>();

function calledNamesOf(libraries: readonly Library[]): ReadonlySet<string> {
  const known = calledNames.get(libraries);
  if (known) return known;
  const names = new Set(
    libraries.flatMap(({ calls, methods }) => [
      ...Object.keys(calls).map((path) => path.slice(path.lastIndexOf('.') + 1)),
      ...Object.values(methods).flatMap((table) => Object.keys(table)),
    ]),
  );
  calledNames.set(libraries, names);
  return names;
}

function meaningsIn(
  library: Library,
  table: Readonly<Record<string, Meaning | readonly Meaning[]>>,
  name: string,
): LibraryMeaning[] {
  const found = own(table, name);
  if (!found) return [];
  const list: readonly Meaning[] = 'does' in found ? [found] : found;
  return list.map((meaning) => ({ library, meaning }));
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
