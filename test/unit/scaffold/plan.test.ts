import assert from 'node:assert/strict';
import { parse } from 'jsonc-parser';
import { WorkbenchError } from '../../../src/base/workbenchError';
import { patternOf } from '../../../src/scaffold/catalogue/patterns';
import { checkEndpoint, checkEndpoints, checkName, checkTopic } from '../../../src/scaffold/checkAnswers';
import { planEditorFiles, type EditorSetting } from '../../../src/scaffold/editor/editorPlan';
import type { LanguageId } from '../../../src/scaffold/language';
import { languages, scaffoldLanguage } from '../../../src/scaffold/languages/languages';
import type { PatternId } from '../../../src/scaffold/pattern';
import { planScaffold, type ScaffoldPlan } from '../../../src/scaffold/planScaffold';
import { placeholdersOf, renderTemplate } from '../../../src/scaffold/renderTemplate';
import { checkChoice, type ScaffoldChoice } from '../../../src/scaffold/scaffoldChoice';

const setting = { platform: 'linux', languages };
const here: EditorSetting = { folder: '', debugTypes: new Set() };

function choice(pattern: PatternId, ...roleLanguages: readonly LanguageId[]): ScaffoldChoice {
  const { roles } = patternOf(pattern);
  const chosen = roles.map(({ id }, at) => [id, roleLanguages[at] ?? roleLanguages[0] ?? 'rust'] as const);
  return { pattern, languages: Object.fromEntries(chosen) };
}

/** With templates that only name themselves. */
function plan(chosen: ScaffoldChoice): Promise<ScaffoldPlan> {
  return planScaffold(checkChoice(chosen, 'linux'), (path) => Promise.resolve(`from ${path}\n`));
}

interface TasksFile {
  tasks: { label: string; dependsOn?: string[]; group?: unknown; options?: { cwd: string } }[];
}

interface LaunchJson {
  configurations: Record<string, unknown>[];
  compounds: { name: string; configurations: string[]; presentation?: { order?: number } }[];
}

function editorFiles(made: ScaffoldPlan, given: EditorSetting) {
  const [tasks, launch] = planEditorFiles(made, given);
  assert.ok(tasks && launch);
  return {
    tasksText: tasks.text,
    launchText: launch.text,
    tasks: (parse(tasks.text) as TasksFile).tasks,
    launch: parse(launch.text) as LaunchJson,
  };
}

describe('scaffold plan', () => {
  it('puts one language into the folder itself and several into folders of their own', async () => {
    const one = await plan(choice('request-reply', 'rust'));
    assert.deepEqual(
      one.files.map(({ path }) => path),
      ['README.md', ...scaffoldFiles('rust'), 'src/server.rs', 'src/client.rs'],
    );
    assert.equal(one.mainFile, 'src/server.rs');
    const both = await plan(choice('request-reply', 'rust', 'java'));
    const paths = both.files.map(({ path }) => path);
    assert.ok(paths.includes('rust/src/server.rs'));
    assert.ok(paths.includes('java/src/main/java/Client.java'));
    assert.ok(paths.includes('rust/Cargo.toml'));
    assert.ok(!paths.includes('java/src/main/java/Server.java'));
    assert.equal(both.mainFile, 'rust/src/server.rs');
  });

  it('copies the shared files that a program asks for, and those that they ask for', async () => {
    const texts: Record<string, string> = {
      'rust/request-reply/server.rs': 'mod one;\n',
      'rust/request-reply/client.rs': '',
      'rust/shared/one.rs': 'mod two;\nmod one;\n',
      'rust/shared/two.rs': '',
    };
    const made = await planScaffold(checkChoice(choice('request-reply', 'rust'), 'linux'), (path) =>
      Promise.resolve(texts[path] ?? assert.fail(path)),
    );
    const [server, client] = made.projects[0]?.programs ?? [];
    assert.deepEqual(server?.shared, ['src/one.rs', 'src/two.rs']);
    assert.deepEqual(client?.shared, []);
  });

  it('says in the README how to build, run and what to see', async () => {
    const made = await plan({
      ...choice('publish-subscribe', 'rust', 'java'),
      endpoints: { data: 'tcp://127.0.0.1:7001' },
      topic: 'news',
    });
    const readme = made.files[0]?.text ?? '';
    for (const part of [
      'cargo build',
      'mvn',
      'tcp://127.0.0.1:7001',
      'news: update 1',
      'PUB',
      '[SUBSCRIBERS]',
    ]) {
      assert.ok(readme.includes(part), part);
    }
    assert.ok(!readme.includes('tcp://127.0.0.1:5556'));
    assert.ok(!readme.includes('{{'));
  });

  it('refuses a pattern that a language does not offer, with the reason', () => {
    assert.throws(
      () => checkChoice(choice('curve-request-reply', 'java'), 'linux'),
      code('scaffold/notOffered'),
    );
    assert.throws(() => checkChoice(choice('curve-request-reply', 'java'), 'linux'), /Java.*CURVE/);
  });

  it('refuses roles that a pattern has not, and roles without a language', () => {
    const wrong = { pattern: 'pipeline', languages: { worker: 'rust' } } as const;
    assert.throws(() => checkChoice(wrong, 'linux'), code('scaffold/unknownRole'));
    const more = choice('pipeline', 'rust');
    const stranger = { ...more, languages: { ...more.languages, boss: 'rust' } } as const;
    assert.throws(() => checkChoice(stranger, 'linux'), code('scaffold/unknownRole'));
  });
});

describe('scaffold answers', () => {
  it('takes names that every build tool takes', () => {
    for (const name of ['a', 'market-data', 'x2']) assert.equal(checkName(name), undefined, name);
    for (const name of ['', 'A', '2x', 'a b', 'a--b', 'a-', 'ä', '../x', 'test', 'x'.repeat(65)]) {
      assert.equal(checkName(name)?.code, 'scaffold/badName', name);
    }
  });

  it('refuses topics that are empty, invisible, or in the way', () => {
    const pattern = patternOf('publish-subscribe');
    for (const topic of ['weather', 'a b', 'größe', "it's"]) {
      assert.equal(checkTopic(pattern, topic), undefined);
    }
    for (const topic of ['', 'a\nb', '\u200b', 'sync', 'sy', 'x'.repeat(201), '\ud800']) {
      assert.equal(checkTopic(pattern, topic)?.code, 'scaffold/badTopic', JSON.stringify(topic));
    }
    assert.equal(checkTopic(patternOf('pipeline'), 'x')?.code, 'scaffold/badTopic');
  });

  it('refuses endpoints that one of the programs cannot use', () => {
    const pattern = patternOf('request-reply');
    const check = (address: string) => checkEndpoint(pattern, 'service', address, setting)?.code;
    const withoutJava = { ...setting, languages: [scaffoldLanguage('rust')] };
    assert.equal(check('tcp://127.0.0.1:7000'), undefined);
    assert.equal(checkEndpoint(pattern, 'service', 'ipc:///tmp/x', withoutJava), undefined);
    for (const bad of ['', 'tcp://*:7000', 'tcp://host', 'inproc://x', 'udp://127.0.0.1:1', 'ipc:///tmp/x']) {
      assert.equal(check(bad), 'scaffold/badEndpoint', bad);
    }
    assert.equal(checkEndpoint(pattern, 'data', 'tcp://a:1', setting)?.code, 'scaffold/unknownEndpoint');
  });

  it('refuses two endpoints of which only one could be bound', () => {
    const pattern = patternOf('pipeline');
    const check = (given: Record<string, string>) => checkEndpoints(pattern, given, setting)?.code;
    assert.equal(check({ tasks: 'tcp://127.0.0.1:5559' }), 'scaffold/endpointsClash');
    assert.equal(
      check({ tasks: 'tcp://localhost:1', results: 'tcp://127.0.0.1:1' }),
      'scaffold/endpointsClash',
    );
    assert.equal(check({ tasks: 'tcp://127.0.0.1:5559', results: 'tcp://127.0.0.1:5558' }), undefined);
  });
});

describe('scaffold templates', () => {
  const values = { endpoints: new Map([['service', 'ipc:///tmp/it\'s "x"']]), topic: '{{endpoint.service}}' };

  it('puts values in once, escaped for a literal', () => {
    const made = renderTemplate("a('{{endpoint.service}}', '{{topic}}')", 'x', values);
    assert.equal(made, `a('ipc:///tmp/it\\'s \\"x\\"', '{{endpoint.service}}')`);
  });

  it('refuses placeholders that it does not know', () => {
    for (const bad of ['{{endpoint.other}}', '{{name}}', '{{ topic }}', '{{endpoint}}', '{{topic}']) {
      assert.throws(() => renderTemplate(bad, 'x', values), code('scaffold/badTemplate'), bad);
    }
    assert.throws(
      () => renderTemplate('{{topic}}', 'x', { ...values, topic: undefined }),
      code('scaffold/badTemplate'),
    );
    assert.equal(renderTemplate('let x = {{ 1 }};', 'x', values), 'let x = {{ 1 }};');
    assert.deepEqual(placeholdersOf('{{topic}} {{endpoint.a}} {{topic}}'), ['topic', 'endpoint.a']);
  });
});

describe("scaffolded files of VS Code's", () => {
  it('build, run each role, and start all of them side by side', async () => {
    const { tasks } = editorFiles(await plan(choice('binary-star', 'rust')), here);
    assert.deepEqual(
      tasks.map(({ label }) => label),
      [
        ...['binary-star: build', 'binary-star: server primary', 'binary-star: server backup'],
        ...['binary-star: client', 'binary-star: start all'],
      ],
    );
    assert.deepEqual(tasks[0]?.group, { kind: 'build', isDefault: true });
    assert.deepEqual(tasks.at(-1)?.dependsOn?.length, 3);
    assert.deepEqual(tasks[1]?.dependsOn, ['binary-star: build']);
  });

  it('name the folders below the one that is open', async () => {
    const made = await plan(choice('request-reply', 'rust', 'java'));
    const { tasks, launch } = editorFiles(made, { ...here, folder: 'examples/rr' });
    const folders = tasks.flatMap(({ options }) => options?.cwd ?? []);
    assert.deepEqual(
      [...new Set(folders)],
      ['${workspaceFolder}/examples/rr/rust', '${workspaceFolder}/examples/rr/java'],
    );
    assert.equal(launch.configurations[0]?.['cwd'], '${workspaceFolder}/examples/rr/rust');
    const build = tasks.find(({ label }) => label === 'request-reply: build');
    assert.deepEqual(build?.dependsOn, ['request-reply: build Rust', 'request-reply: build Java']);
  });

  it('use a debugger that is there, else a terminal', async () => {
    const made = await plan(choice('request-reply', 'rust'));
    const plain = editorFiles(made, here).launch;
    assert.equal(plain.configurations[0]?.['type'], 'node-terminal');
    assert.match(String(plain.configurations[0]?.['command']), /server/);
    const debugged = editorFiles(made, { ...here, debugTypes: new Set(['lldb']) }).launch;
    assert.equal(debugged.configurations[0]?.['type'], 'lldb');
    assert.match(String(debugged.configurations[0]?.['program']), /^\$\{workspaceFolder\}\/.*server$/);
    assert.deepEqual(plain.compounds[0]?.configurations, ['request-reply: server', 'request-reply: client']);
    // VS Code puts what has an order before the rest, so that F5 starts all
    assert.equal(plain.compounds[0]?.presentation?.order, 1);
    assert.ok(plain.configurations.every((each) => !('presentation' in each)));
  });

  it('prepare keys before the programs that need them', async () => {
    const { tasks } = editorFiles(await plan(choice('curve-request-reply', 'rust')), here);
    const server = tasks.find(({ label }) => label === 'curve-request-reply: server');
    assert.deepEqual(server?.dependsOn, ['curve-request-reply: build', 'curve-request-reply: keys']);
    assert.deepEqual(tasks.at(-1)?.dependsOn, ['curve-request-reply: server', 'curve-request-reply: client']);
  });

  it('keep what is there, its comments too, and take other names where they clash', async () => {
    const made = await plan(choice('request-reply', 'rust'));
    const tasks = `{
\t// ours
\t"version": "2.0.0",
\t"tasks": [
\t\t{ "label": "request-reply: server", "type": "shell", "command": "true" }, // mine
\t\t{ "label": "b", "group": { "kind": "build", "isDefault": true } },
\t]
}
`;
    const launch = '{ /* empty */ }';
    const merged = editorFiles(made, { ...here, tasks, launch });
    assert.match(merged.tasksText, /\/\/ ours/);
    assert.match(merged.tasksText, /\/\/ mine/);
    assert.match(merged.launchText, /\/\* empty \*\//);
    const labels = merged.tasks.map(({ label }) => label);
    assert.equal(new Set(labels).size, labels.length);
    assert.ok(labels.includes('request-reply 2: server'));
    const all = merged.tasks.at(-1);
    assert.deepEqual(all?.dependsOn, ['request-reply 2: server', 'request-reply 2: client']);
    assert.equal(merged.tasks.find(({ label }) => label === 'request-reply 2: build')?.group, 'build');
    assert.equal(merged.launch.configurations[0]?.['preLaunchTask'], 'request-reply 2: build');
  });

  it('leave in front what was in the list of launch configurations before', async () => {
    const made = await plan(choice('request-reply', 'rust'));
    const launch = '{ "configurations": [{ "name": "ours", "type": "node", "request": "launch" }] }';
    const merged = editorFiles(made, { ...here, launch }).launch;
    assert.deepEqual(
      merged.compounds.map(({ name, presentation }) => [name, presentation]),
      [['request-reply: start all', undefined]],
    );
  });

  it('do not change when they are made once more', async () => {
    const made = await plan(choice('curve-request-reply', 'rust', 'rust', 'rust'));
    const once = editorFiles(made, here);
    const twice = editorFiles(made, { ...here, tasks: once.tasksText, launch: once.launchText });
    assert.equal(twice.tasksText, once.tasksText);
    assert.equal(twice.launchText, once.launchText);
  });

  it('refuse a file that is not readable', async () => {
    const made = await plan(choice('request-reply', 'rust'));
    for (const tasks of ['{ "tasks": [', '[]', '{ "tasks": {} }']) {
      assert.throws(() => planEditorFiles(made, { ...here, tasks }), code('scaffold/unreadableJson'), tasks);
    }
  });
});

function scaffoldFiles(language: LanguageId): string[] {
  const project = { name: 'request-reply', programs: [] };
  return scaffoldLanguage(language)
    .buildFiles(project)
    .map(({ path }) => path);
}

function code(wanted: string): (error: unknown) => boolean {
  return (error) => error instanceof WorkbenchError && error.code === wanted;
}
