import { applyEdits, modify, parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { scaffoldError } from '../scaffoldFault';
import type { LaunchFile } from './launchOf';
import type { EditorTask } from './tasksOf';

export interface MergedFile {
  readonly text: string;
  /** What entries are called in the file, by the names they came with. */
  readonly names: ReadonlyMap<string, string>;
}

const tasksHead = `{
  // https://code.visualstudio.com/docs/debugtest/tasks
  "version": "2.0.0",
  "tasks": []
}
`;

const launchHead = `{
  // https://code.visualstudio.com/docs/debugtest/debugging-configuration
  "version": "0.2.0",
  "configurations": [],
  "compounds": []
}
`;

/** Adds tasks to a tasks.json. One that is there already, word for word, is not added again. */
export function mergeTasks(existing: string | undefined, tasks: readonly EditorTask[]): MergedFile {
  const file = new EditedJson('.vscode/tasks.json', existing ?? tasksHead);
  const there = file.entries('tasks');
  const names = freshNames(tasks, there, 'label');
  const hasDefault = there.some((task) => isDefaultBuild(task['group']));
  if (existing !== undefined && file.get('version') === undefined) file.set(['version'], '2.0.0');
  for (const task of tasks) {
    const renamed: Record<string, unknown> = { ...task, label: names.get(task.label) };
    if (task.dependsOn) renamed['dependsOn'] = task.dependsOn.map((name) => names.get(name) ?? name);
    if (hasDefault && isDefaultBuild(task['group'])) renamed['group'] = 'build';
    file.add('tasks', 'label', renamed);
  }
  return { text: file.text, names };
}

/** Adds configurations and compounds to a launch.json, in the same way. */
export function mergeLaunch(existing: string | undefined, launch: LaunchFile): MergedFile {
  const file = new EditedJson('.vscode/launch.json', existing ?? launchHead);
  if (existing !== undefined && file.get('version') === undefined) file.set(['version'], '0.2.0');
  const all = [...file.entries('configurations'), ...file.entries('compounds')];
  // both kinds share VS Code's list, and a compound is not the twin of a configuration
  const names = freshNames([...launch.configurations, ...launch.compounds], all, 'name');
  for (const each of launch.configurations) {
    file.add('configurations', 'name', { ...each, name: names.get(each.name) });
  }
  for (const each of launch.compounds) {
    const configurations = each.configurations.map((name) => names.get(name) ?? name);
    // what was there before stays in front
    const presentation = all.length === 0 ? each['presentation'] : undefined;
    file.add('compounds', 'name', { ...each, name: names.get(each.name), configurations, presentation });
  }
  return { text: file.text, names };
}

type Entry = Readonly<Record<string, unknown>>;

/**
 * Names of new entries that nothing else in the file has. All entries of a scaffold are renamed alike, `name 2: …`,
 * so that they stay together; if all of them are there already, as they would be written, they keep their names.
 */
function freshNames(
  fresh: readonly Entry[],
  there: readonly Entry[],
  key: 'label' | 'name',
): ReadonlyMap<string, string> {
  const own = fresh.map((entry) => String(entry[key]));
  const taken = new Map(there.map((entry) => [entry[key], entry]));
  for (let count = 1; ; count++) {
    const names = new Map(own.map((name) => [name, numbered(name, count)]));
    const areFree = fresh.every((entry) => {
      const twin = taken.get(names.get(String(entry[key])));
      return twin === undefined || isSame(twin, entry, names, key);
    });
    if (areFree) return names;
  }
}

function numbered(name: string, count: number): string {
  return count === 1 ? name : name.replace(':', ` ${count}:`);
}

function isSame(
  there: Entry,
  fresh: Entry,
  names: ReadonlyMap<string, string>,
  key: 'label' | 'name',
): boolean {
  const renamed = JSON.stringify(
    { ...fresh, [key]: names.get(String(fresh[key])) },
    (_key, value: unknown) => (typeof value === 'string' ? (names.get(value) ?? value) : value),
  );
  const ignored = { group: undefined, preLaunchTask: undefined, presentation: undefined };
  const normal = (entry: Entry) => JSON.stringify({ ...entry, ...ignored });
  return normal(there) === normal(JSON.parse(renamed) as Entry);
}

function isDefaultBuild(group: unknown): boolean {
  return (
    typeof group === 'object' &&
    group !== null &&
    'kind' in group &&
    group.kind === 'build' &&
    'isDefault' in group &&
    group.isDefault === true
  );
}

/** JSON with comments that is changed place by place, so that the rest stays as it was written. */
class EditedJson {
  private value: Readonly<Record<string, unknown>>;

  constructor(
    private readonly path: string,
    public text: string,
  ) {
    if (text.trim() === '') this.text = '{}\n';
    this.value = this.read();
  }

  get(key: string): unknown {
    return this.value[key];
  }

  /** The objects of a list; empty where it is missing. */
  entries(key: string): Entry[] {
    const list = this.value[key] ?? [];
    if (!Array.isArray(list)) throw unreadable(this.path, `"${key}" is not a list`);
    return list.filter((entry): entry is Entry => typeof entry === 'object' && entry !== null);
  }

  /** Appends to a list, unless an entry of that name is there. */
  add(list: string, key: string, entry: Entry): void {
    if (this.entries(list).some((there) => there[key] === entry[key])) return;
    const length = (this.value[list] as unknown[] | undefined)?.length;
    if (length === undefined) this.set([list], [entry]);
    else this.set([list, length], entry, true);
  }

  set(path: (string | number)[], value: unknown, isArrayInsertion = false): void {
    const edits = modify(this.text, path, value, { isArrayInsertion, formattingOptions: this.formatting() });
    this.text = applyEdits(this.text, edits);
    this.value = this.read();
  }

  private formatting() {
    const indent = /^([ \t]+)\S/m.exec(this.text)?.[1] ?? '  ';
    return {
      insertSpaces: !indent.includes('\t'),
      tabSize: indent.includes('\t') ? 4 : indent.length,
      eol: this.text.includes('\r\n') ? '\r\n' : '\n',
    };
  }

  private read(): Readonly<Record<string, unknown>> {
    const errors: ParseError[] = [];
    const value: unknown = parse(this.text, errors, { allowTrailingComma: true });
    const [error] = errors;
    if (error) throw unreadable(this.path, printParseErrorCode(error.error));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw unreadable(this.path, 'it is not an object');
    }
    return value as Readonly<Record<string, unknown>>;
  }
}

function unreadable(path: string, why: string): Error {
  return scaffoldError({
    code: 'scaffold/unreadableJson',
    message: `${path} cannot be added to, since it is not readable as JSON with comments (${why}). Mend it first.`,
  });
}
