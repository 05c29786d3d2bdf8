import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { SourceAnalysis } from '../../src/host/analysis/sourceAnalysis';
import { activated, eventually } from './support/host';

const files: Readonly<Record<string, string>> = {
  'server.py': `import zmq

FEED = "tcp://*:6556"
context = zmq.Context()
publisher = context.socket(zmq.PUB)
publisher.setsockopt(zmq.LINGER, 0)
publisher.bind(FEED)
`,
  'reader.c': `#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  void *subscriber = zmq_socket(context, ZMQ_SUB);
  zmq_setsockopt(subscriber, ZMQ_SUBSCRIBE, "weather.", 8);
  zmq_connect(subscriber, "tcp://127.0.0.1:6556");
}
`,
  'view.ts': `import { Subscriber } from 'zeromq';

const subscriber = new Subscriber();
subscriber.connect('tcp://localhost:6556');
subscriber.subscribe();
`,
  'Tasks.java': `import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

class Tasks {
  public static void main(String[] args) {
    ZContext context = new ZContext();
    ZMQ.Socket tasks = context.createSocket(SocketType.PUSH);
    tasks.bind("tcp://*:6557");
  }
}
`,
  'deploy.yml': `environment:
  FEED: tcp://feed:6556
  OTHER: tcp://elsewhere:6999
`,
};

const features = ['hover', 'completion', 'navigation', 'links'] as const;
type Feature = (typeof features)[number];

describe('endpoints in an editor', () => {
  let analysis: SourceAnalysis;
  let folder: string;
  let made = 0;

  before(async () => {
    ({ analysis } = await activated());
    folder = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'endpoints');
    fs.mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    await analysis.whenRead();
    await allKnown();
  });
  afterEach(async () => {
    for (const feature of features) {
      await set(feature, undefined);
      await set(feature, undefined, 'c');
    }
    await setLanguages(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const uriOf = (name: string) => vscode.Uri.file(path.join(folder, name));
  /** @param languageId for documents of this language alone */
  const set = (feature: Feature, value: boolean | undefined, languageId?: string) =>
    vscode.workspace
      .getConfiguration(undefined, languageId === undefined ? undefined : { languageId })
      .update(
        `zeromq.analysis.${feature}`,
        value,
        vscode.ConfigurationTarget.Workspace,
        languageId !== undefined,
      );
  const setLanguages = (value: Readonly<Record<string, boolean>> | undefined) =>
    vscode.workspace
      .getConfiguration()
      .update('zeromq.analysis.languages', value, vscode.ConfigurationTarget.Workspace);

  /** The place in the middle of a text of a file. */
  async function placeOf(name: string, text: string): Promise<vscode.Position> {
    const document = await vscode.workspace.openTextDocument(uriOf(name));
    const at = document.getText().indexOf(text);
    assert.ok(at >= 0, text);
    return document.positionAt(at + Math.floor(text.length / 2));
  }

  /** Waits until the files that were written are read. */
  async function allKnown(): Promise<void> {
    let count = 0;
    const look = async () => {
      const all = await analysis.endpoints();
      const found = all.find(({ label }) => label === 'tcp://*:6556');
      count = (found?.binders.length ?? 0) + (found?.connectors.length ?? 0) + (found?.mentions.length ?? 0);
      if (!all.some(({ label }) => label === 'tcp://*:6557')) count = 0;
    };
    await look();
    const looked = new vscode.EventEmitter<void>();
    const listening = analysis.onDidChange(() => void look().then(() => looked.fire()));
    try {
      await eventually('the files to be read', () => (count === 4 ? true : undefined), looked.event);
    } finally {
      listening.dispose();
      looked.dispose();
    }
  }

  async function hoverAt(name: string, text: string): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uriOf(name),
      await placeOf(name, text),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content as vscode.MarkdownString).value)
      .filter((value) => /binds|connects|tcp:|zeromq/.test(value))
      .join('\n===\n');
  }

  const lineOf = ({ uri, range }: vscode.Location) => `${path.basename(uri.path)}:${range.start.line + 1}`;

  async function definitionsAt(name: string, text: string): Promise<string[]> {
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      uriOf(name),
      await placeOf(name, text),
    );
    return found.map((one) =>
      lineOf('targetUri' in one ? new vscode.Location(one.targetUri, one.targetRange) : one),
    );
  }

  async function referencesAt(name: string, text: string): Promise<string[]> {
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      uriOf(name),
      await placeOf(name, text),
    );
    return found.map(lineOf).sort();
  }

  async function linksIn(name: string): Promise<string[]> {
    const document = await vscode.workspace.openTextDocument(uriOf(name));
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    return links
      .filter(({ target }) => target?.scheme === 'file')
      .map(
        ({ range, target }) =>
          `${document.getText(range)} ${path.basename(target!.path)}#${target!.fragment}`,
      );
  }

  /** What is proposed at `|` of a new file, with the text that each would give. */
  async function proposalsIn(language: 'python' | 'yaml' | 'c' | 'java', marked: string): Promise<string[]> {
    const at = marked.indexOf('|');
    const content = marked.replace('|', '');
    const extension = { python: 'py', yaml: 'yml', c: 'c', java: 'java' }[language];
    // VS Code keeps a document for a while after its file has gone.
    const name = `new${++made}.${extension}`;
    fs.writeFileSync(path.join(folder, name), content);
    try {
      const document = await vscode.workspace.openTextDocument(uriOf(name));
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(at),
      );
      return items
        .filter(({ sortText }) => sortText?.startsWith('\u0000'))
        .sort((one, other) => (one.sortText! < other.sortText! ? -1 : 1))
        .map(({ insertText, range }) => {
          const line = document.lineAt(document.positionAt(at).line).text;
          const { start, end } = range as vscode.Range;
          return line.slice(0, start.character) + (insertText as string) + line.slice(end.character);
        });
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      fs.rmSync(path.join(folder, name));
    }
  }

  const python = (line: string) => `import zmq\ns = zmq.Context().socket(zmq.SUB)\n${line}\n`;

  describe('hover', () => {
    it('explains a connect, with who binds in another language, and offers Inspect', async () => {
      const text = await hoverAt('reader.c', 'tcp://127.0.0.1:6556');
      assert.match(text, /\*\*SUB connects\*\* `tcp:\/\/127\.0\.0\.1:6556`/);
      assert.match(text, /TCP port 6556 of this machine/);
      assert.match(text, /- Subscribes to `weather\.`/);
      assert.match(text, /- Bound by \*\*PUB\*\* \[server\\\.py\\:7\]\(<file:.*server\.py#L7,16>\)/);
      assert.match(text, /command:zeromq\.endpoint\.inspect/);
      assert.doesNotMatch(text, /command:zeromq\.endpoint\.send/);
    });

    it('explains the name of a constant in the call, and the constant', async () => {
      for (const place of ['bind(FEED)', '"tcp://*:6556"']) {
        const text = await hoverAt('server.py', place);
        assert.match(text, /\*\*PUB binds\*\* `tcp:\/\/\*:6556`[^]*`LINGER` `0`[^]*Connected by/, place);
      }
    });

    it('explains endpoints in texts that are no program', async () => {
      const text = await hoverAt('deploy.yml', 'tcp://feed:6556');
      assert.match(text, /port 6556 of the host `feed`[^]*Bound by \*\*PUB\*\*/);
      assert.doesNotMatch(text, /command:/);
    });

    it('is silent elsewhere, and where it is switched off', async () => {
      assert.equal(await hoverAt('reader.c', 'zmq_ctx_new'), '');
      await set('hover', false);
      assert.equal(await hoverAt('reader.c', 'tcp://127.0.0.1:6556'), '');
      await set('hover', undefined);
      await setLanguages({ c: false });
      assert.equal(await hoverAt('reader.c', 'tcp://127.0.0.1:6556'), '');
      assert.match(await hoverAt('server.py', 'tcp://*:6556'), /PUB binds/);
      await setLanguages(undefined);
      assert.match(await hoverAt('reader.c', 'tcp://127.0.0.1:6556'), /SUB connects/);
    });

    it('limits what its links may run', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uriOf('reader.c'),
        await placeOf('reader.c', 'tcp://127.0.0.1:6556'),
      );
      const contents = hovers.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
      for (const { value, isTrusted } of contents) {
        const runs = value.includes('command:zeromq');
        if (!runs && !value.includes('SUB connects')) continue;
        if (runs)
          assert.deepEqual(isTrusted, {
            enabledCommands: ['zeromq.endpoint.inspect', 'zeromq.endpoint.send'],
          });
        else assert.ok(!isTrusted);
      }
    });
  });

  describe('completion', () => {
    it('proposes what the socket goes with first, as connect needs it, in place of the whole string', async () => {
      const found = await proposalsIn('python', python('s.connect("tcp://|old")'));
      assert.equal(found[0], 's.connect("tcp://127.0.0.1:6556")');
      assert.equal(found.at(-1), 's.connect("tcp://localhost:6557")');
    });

    it('proposes in an empty string that is an argument of bind or connect, and in no other', async () => {
      const found = await proposalsIn('python', python('s.bind("|")'));
      assert.ok(found.includes('s.bind("tcp://*:6556")'), found.join('\n'));
      assert.deepEqual(await proposalsIn('python', python('print("|")')), []);
      assert.deepEqual(await proposalsIn('python', python('print("see tcp://|")')), []);
    });

    it('proposes while the string has no end yet', async () => {
      const found = await proposalsIn(
        'c',
        '#include <zmq.h>\nint main(void) {\n  zmq_connect(s, "tcp://|\n}\n',
      );
      assert.ok(found.includes('  zmq_connect(s, "tcp://127.0.0.1:6556'), found.join('\n'));
    });

    it('proposes in other languages and texts', async () => {
      const java = 'import org.zeromq.*;\nclass A { void f(ZMQ.Socket s) {\n    s.connect("tcp://|");\n} }\n';
      assert.ok((await proposalsIn('java', java)).includes('    s.connect("tcp://localhost:6557");'));
      const yaml = await proposalsIn('yaml', 'feed: tcp://|\n');
      assert.ok(yaml.includes('feed: tcp://feed:6556'), yaml.join('\n'));
      const connect = await proposalsIn('yaml', 'connect_to: "tcp://l|"\n');
      assert.ok(connect.includes('connect_to: "tcp://localhost:6557"'), connect.join('\n'));
    });

    it('is silent where it, or the language, is switched off', async () => {
      const line = python('s.connect("tcp://|")');
      await set('completion', false);
      assert.deepEqual(await proposalsIn('python', line), []);
      await set('completion', undefined);
      await setLanguages({ python: false });
      assert.deepEqual(await proposalsIn('python', line), []);
      await setLanguages({ text: false });
      assert.deepEqual(await proposalsIn('yaml', 'feed: tcp://|\n'), []);
    });
  });

  describe('navigation', () => {
    it('goes from a connect to the bind, and from the bind to its connects', async () => {
      assert.deepEqual(await definitionsAt('reader.c', 'tcp://127.0.0.1:6556'), ['server.py:7']);
      assert.deepEqual(await definitionsAt('view.ts', 'tcp://localhost:6556'), ['server.py:7']);
      assert.deepEqual((await definitionsAt('server.py', 'tcp://*:6556')).sort(), [
        'reader.c:7',
        'view.ts:4',
      ]);
      assert.deepEqual(await definitionsAt('deploy.yml', 'tcp://feed:6556'), ['server.py:7']);
    });

    it('leaves names of constants to the language', async () => {
      assert.deepEqual(await definitionsAt('server.py', 'bind(FEED)'), []);
    });

    it('finds all who use or name the endpoint', async () => {
      const all = ['deploy.yml:2', 'reader.c:7', 'server.py:7', 'view.ts:4'];
      for (const [name, text] of [
        ['reader.c', 'tcp://127.0.0.1:6556'],
        ['server.py', 'tcp://*:6556'],
        ['deploy.yml', 'tcp://feed:6556'],
      ] as const) {
        assert.deepEqual(await referencesAt(name, text), all, name);
      }
    });

    it('marks where the file writes the endpoint', async () => {
      const marks = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        uriOf('server.py'),
        await placeOf('server.py', 'tcp://*:6556'),
      );
      assert.deepEqual(
        marks.map(({ kind, range }) => [kind, range.start.line, range.start.character, range.end.character]),
        [[vscode.DocumentHighlightKind.Write, 2, 8, 20]],
      );
    });

    it('links what the workspace binds, and nothing else', async () => {
      assert.deepEqual(await linksIn('reader.c'), ['tcp://127.0.0.1:6556 server.py#L7,16']);
      assert.deepEqual(await linksIn('deploy.yml'), ['tcp://feed:6556 server.py#L7,16']);
      assert.deepEqual(await linksIn('server.py'), []);
    });

    it('is switched off, and on again, at once', async () => {
      await set('navigation', false);
      assert.deepEqual(await definitionsAt('reader.c', 'tcp://127.0.0.1:6556'), []);
      assert.equal((await linksIn('reader.c')).length, 1);
      await set('links', false);
      assert.deepEqual(await linksIn('reader.c'), []);
      await set('navigation', undefined);
      await set('links', undefined);
      assert.deepEqual(await definitionsAt('reader.c', 'tcp://127.0.0.1:6556'), ['server.py:7']);
      assert.equal((await linksIn('reader.c')).length, 1);
    });

    it('is switched off in one language', async () => {
      await set('navigation', false, 'c');
      await set('links', false, 'c');
      assert.deepEqual(await definitionsAt('reader.c', 'tcp://127.0.0.1:6556'), []);
      assert.deepEqual(await linksIn('reader.c'), []);
      assert.equal((await linksIn('deploy.yml')).length, 1);
      await set('navigation', undefined, 'c');
      assert.deepEqual(await definitionsAt('reader.c', 'tcp://127.0.0.1:6556'), ['server.py:7']);
    });
  });
});
