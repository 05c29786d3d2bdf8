import '@vscode-elements/elements/dist/vscode-button/index.js';
import { type TemplateResult, html } from 'lit';
import type { ErrorAction, ErrorInfo } from '../../../base/workbenchError';
import type { InspectorCommand } from '../../../protocol/inspector';
import type { Inspector } from '../inspector';

export function actionButton(label: string, run: () => void, secondary = false): TemplateResult {
  return html`<vscode-button ?secondary=${secondary} @click=${run}>${label}</vscode-button>`;
}

/** What the page runs to fix an error. Nothing that can be tried again is begun here. */
const fixes: Readonly<Record<Exclude<ErrorAction, 'retry'>, { label: string; command: InspectorCommand }>> = {
  showLog: { label: 'Show Log', command: 'zeromq.engine.showLog' },
  restartEngine: { label: 'Restart Engine', command: 'zeromq.engine.restart' },
  editOptions: { label: 'Edit Options', command: 'zeromq.session.editOptions' },
  openSettings: { label: 'Open Settings', command: 'zeromq.session.openSettings' },
  extensionSettings: { label: 'Open Settings', command: 'workbench.action.openSettings' },
  subscribe: { label: 'Subscribe…', command: 'zeromq.session.subscribe' },
};

/** @returns the button that does what an error says to do, where there is one. */
export function fixButton(inspector: Inspector, action: ErrorAction | undefined): TemplateResult | undefined {
  const fix = action && action !== 'retry' && fixes[action];
  return fix ? actionButton(fix.label, () => void inspector.run(fix.command), true) : undefined;
}

/** Whether nothing may run because the workspace is not trusted: no restart helps. */
export function isUntrusted(error: ErrorInfo | undefined): boolean {
  return error?.code === 'workspace/untrusted';
}

export function trustButton(inspector: Inspector): TemplateResult {
  return actionButton('Manage Workspace Trust', () => void inspector.run('workbench.trust.manage'));
}
