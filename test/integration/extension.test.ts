import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('is found by VS Code and activates', async () => {
    const extension = vscode.extensions.getExtension('zeromq-workbench.zeromq-workbench');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
