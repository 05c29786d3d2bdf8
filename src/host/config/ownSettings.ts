/** What the settings editor is asked for, to show the extension's own settings alone. */
export const ownSettings = '@ext:zeromq-workbench.zeromq-workbench';
