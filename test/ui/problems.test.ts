import assert from 'node:assert/strict';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { Workbench } from './support/workbench';

const faulty = `import zmq

context = zmq.Context()
sub = context.socket(zmq.SUB)
sub.connect("tcp://*:5571")
print(sub.recv())
`;

function shows(found: Locator): Promise<boolean> {
  return found.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
}

describe('findings in the Problems view', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.start({ files: { 'faulty.py': faulty } });
    await workbench.evaluate(
      async (vscode, file) => {
        await vscode.window.showTextDocument(vscode.Uri.file(file));
      },
      path.join(workbench.folder, 'faulty.py'),
    );
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.execute('workbench.actions.view.problems');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('problems-failed');
  });
  after(() => workbench.dispose());

  const problems = () => workbench.page.locator('.markers-panel');

  it('say what is wrong, and where else to look', async () => {
    await problems().getByText('Connect needs the host').waitFor();
    await problems().getByText('never subscribes').waitFor();
    await problems().getByText('The socket is made here').waitFor();
    await workbench.screenshot('problems');
  });

  it('are mended from the bulb', async () => {
    const line = workbench.page.locator('.view-line').filter({ hasText: 'tcp://*:5571' });
    await line.getByText('5571').click();
    const fix = workbench.page.locator('.action-widget').getByText('Connect to localhost');
    // VS Code lets go of the list when the bulb itself is drawn at that moment, and a person presses again.
    do await workbench.page.keyboard.press('Control+.');
    while (!(await shows(fix)));
    await workbench.screenshot('problems-fixes');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.view-line').filter({ hasText: 'tcp://localhost:5571' }).waitFor();
    await problems().getByText('Connect needs the host').waitFor({ state: 'detached' });
  });

  it('are explained by a click on their code', async () => {
    await problems().locator('a').filter({ hasText: 'sub-without-subscribe' }).click();
    await workbench.tab('Preview findings.md').waitFor();
    const preview = await workbench.inspector();
    await preview.getByRole('heading', { name: 'sub-without-subscribe' }).waitFor();
    await workbench.screenshot('problems-explained');
  });
});

describe('findings in a workspace of several folders', () => {
  let workbench: Workbench;
  before(async () => {
    const folders = [{ path: 'loud' }, { path: 'quiet' }];
    workbench = await Workbench.start({
      workspaceFile: 'both.code-workspace',
      files: {
        'both.code-workspace': JSON.stringify({
          folders,
          settings: { 'zeromq.findings.sub-without-subscribe': 'information' },
        }),
        'loud/faulty.py': faulty,
        'quiet/faulty.py': faulty,
        'quiet/.vscode/settings.json': JSON.stringify({ 'zeromq.findings.connect-to-wildcard': 'off' }),
      },
    });
    // VS Code in a browser may open the file of a workspace without its folders; then it knows them when it is reloaded.
    while ((await folderCount()) === 0) await workbench.reload();
  });
  after(() => workbench.dispose());

  const folderCount = () => workbench.evaluate((vscode) => vscode.workspace.workspaceFolders?.length ?? 0);

  /** Waits until the Problems view has these: `loud/faulty.py Error connect-to-wildcard`. */
  const showing = async (expected: readonly string[]) => {
    const shown = await workbench.evaluate(
      (vscode, wanted) =>
        new Promise<string[]>((resolve) => {
          const look = () => {
            const found = vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
              diagnostics
                .filter(({ source }) => source === 'zeromq')
                .map(({ code, severity }) => {
                  const value = typeof code === 'object' ? code.value : code;
                  const name = ['Error', 'Warning', 'Information', 'Hint'][severity];
                  return `${vscode.workspace.asRelativePath(uri)} ${name} ${value}`;
                }),
            );
            if (found.sort().join() === wanted.join()) resolve(found);
          };
          vscode.languages.onDidChangeDiagnostics(look);
          look();
        }),
      expected,
    );
    assert.deepEqual(shown, expected);
  };

  it('show as the settings of their folder say, and follow them', async () => {
    await workbench.evaluate(
      async (vscode, file) => {
        await vscode.window.showTextDocument(vscode.Uri.file(file));
      },
      path.join(workbench.folder, 'loud/faulty.py'),
    );
    await showing([
      'loud/faulty.py Error connect-to-wildcard',
      'loud/faulty.py Information sub-without-subscribe',
      'quiet/faulty.py Information sub-without-subscribe',
    ]);
    await workbench.evaluate(async (vscode) => {
      const quiet = vscode.workspace.workspaceFolders?.[1]?.uri;
      const findings = vscode.workspace.getConfiguration('zeromq.findings', quiet);
      // 3: ConfigurationTarget.WorkspaceFolder
      await findings.update('connect-to-wildcard', 'warning', 3);
      await findings.update('sub-without-subscribe', 'off', 3);
    });
    await showing([
      'loud/faulty.py Error connect-to-wildcard',
      'loud/faulty.py Information sub-without-subscribe',
      'quiet/faulty.py Warning connect-to-wildcard',
    ]);
  });
});
