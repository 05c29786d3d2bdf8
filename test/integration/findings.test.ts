import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { activated, eventually } from './support/host';

const deaf = `import zmq

context = zmq.Context()
sub = context.socket(zmq.SUB)
sub.setsockopt(zmq.LINGER, 0)
sub.connect("tcp://*:5571")
print(sub.recv())
sub.close()
context.term()
`;

describe('findings in the source', () => {
  let folder: string;
  let uri: vscode.Uri;

  before(async () => {
    const { analysis } = await activated();
    folder = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'findings');
    fs.mkdirSync(folder, { recursive: true });
    uri = vscode.Uri.file(path.join(folder, 'deaf.py'));
    fs.writeFileSync(uri.fsPath, deaf);
    await analysis.whenRead();
  });
  afterEach(async () => {
    await setting('zeromq.findings.sub-without-subscribe', undefined);
    await setting('zeromq.analysis.findings', undefined);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    fs.rmSync(folder, { recursive: true });
  });

  const setting = (id: string, value: unknown) =>
    vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Workspace);
  const shown = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'zeromq');
  const codeOf = ({ code }: vscode.Diagnostic) =>
    typeof code === 'object' ? String(code.value) : String(code);
  const codes = () => shown().map(codeOf).sort();
  const showing = (expected: readonly string[]) =>
    eventually(
      `the findings ${expected.join(', ')} in place of ${codes().join(', ')}`,
      () => (codes().join() === expected.join() ? true : undefined),
      vscode.languages.onDidChangeDiagnostics,
    );
  const both = ['connect-to-wildcard', 'sub-without-subscribe'];
  const actionsAt = (range: vscode.Range) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);

  it('are problems of files that nobody has opened, each with its code and place', async () => {
    await showing(both);
    const wildcard = shown().find((one) => codeOf(one) === 'connect-to-wildcard');
    assert.equal(wildcard?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(wildcard.range.start.line, 5);
    const silent = shown().find((one) => codeOf(one) === 'sub-without-subscribe');
    assert.equal(silent?.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('count as their settings say, live', async () => {
    await setting('zeromq.findings.sub-without-subscribe', 'off');
    await showing(['connect-to-wildcard']);
    await setting('zeromq.findings.sub-without-subscribe', 'error');
    await showing(both);
    const silent = shown().find((one) => codeOf(one) === 'sub-without-subscribe');
    assert.equal(silent?.severity, vscode.DiagnosticSeverity.Error);
    await setting('zeromq.analysis.findings', false);
    await showing([]);
    await setting('zeromq.analysis.findings', undefined);
    await showing(both);
  });

  it('are mended by their fixes, and go as soon as they are', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    for (const left of [['sub-without-subscribe'], []]) {
      const finding = shown().find((one) => !left.includes(codeOf(one)));
      assert.ok(finding);
      const actions = await actionsAt(finding.range);
      const fix = actions.find(({ isPreferred }) => isPreferred);
      assert.ok(fix?.edit, actions.map(({ title }) => title).join());
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      await showing(left);
    }
    assert.doesNotMatch(document.getText(), /\*:5571/);
    assert.match(document.getText(), /subscribe/i);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await showing(both);
  });

  it('are explained by their section of the document', async () => {
    const [wildcard] = shown();
    const actions = await actionsAt(wildcard!.range);
    const explain = actions.find(({ title }) => title === 'Explain connect-to-wildcard');
    assert.ok(explain?.command);
    await vscode.commands.executeCommand(
      explain.command.command,
      ...((explain.command.arguments ?? []) as unknown[]),
    );
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    await eventually(
      `the preview among ${tabs().join(', ')}`,
      () => (tabs().some((label) => label.includes('findings.md')) ? true : undefined),
      vscode.window.tabGroups.onDidChangeTabs,
    );
    await assert.rejects(
      vscode.commands.executeCommand('zeromq.finding.explain', { code: 'no-such' }) as Promise<unknown>,
      /no finding’s code/,
    );
  });

  it('are explained in other texts too', async () => {
    const compose = vscode.Uri.file(path.join(folder, 'compose.yaml'));
    fs.writeFileSync(compose.fsPath, 'environment:\n  FEED: tcp://feed:99999\n');
    const inCompose = () => vscode.languages.getDiagnostics(compose);
    await eventually(
      'the finding of the compose file',
      () => (inCompose().length > 0 ? true : undefined),
      vscode.languages.onDidChangeDiagnostics,
    );
    await vscode.window.showTextDocument(compose);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      compose,
      inCompose()[0]!.range,
    );
    assert.deepEqual(
      actions.map(({ title }) => title).filter((title) => title.startsWith('Explain')),
      ['Explain port-out-of-range'],
    );
    fs.rmSync(compose.fsPath);
  });

  it('go with their file', async () => {
    fs.rmSync(uri.fsPath);
    await showing([]);
  });
});
