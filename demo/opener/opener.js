// Does what a person would do first: opens the ZeroMQ view, the market data and its inspector.
const vscode = require('vscode');

const sessions = ['Market data'];
const shownKey = 'shown';

/** @param {import('vscode').ExtensionContext} context */
exports.activate = async (context) => {
  await vscode.commands.executeCommand('workbench.view.extension.zeromq');
  for (const session of sessions) {
    await vscode.commands.executeCommand('zeromq.session.open', { session });
    // after a reload VS Code brings back the editors that were open, and this must not add to them
    if (context.workspaceState.get(shownKey)) continue;
    await vscode.commands.executeCommand('zeromq.inspector.open', { session });
  }
  await context.workspaceState.update(shownKey, true);
};
