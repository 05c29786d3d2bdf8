import path from 'node:path';
import { type Locator } from 'playwright-core';
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
