import * as vscode from 'vscode';
import {
  foreignFolders,
  isForeignPath,
  isSettingsFile,
  mayNameEndpoints as mayName,
  programExtensions,
  textExtensions,
  textNames,
} from '../../analysis/analysedNames';
import { patternBelow } from './excludedFiles';

/** VS Code's search takes no braces in braces. */
const patterns = [
  `**/*.{${[...programExtensions, ...textExtensions].join(',')}}`,
  `**/{${textNames.join(',')}}`,
];

/** `files.exclude` counts too. */
const excluded = `**/{${foreignFolders.join(',')}}/**`;

/** More are not read: the workspace is then a whole disk. */
const mostFiles = 50_000;

/** The files of the workspace, or of one of its folders, that may name endpoints, by URI. */
export async function findFiles(folder?: vscode.Uri): Promise<string[]> {
  const found = await Promise.all(
    patterns.map(async (pattern) => {
      const place = folder ? patternBelow(folder, pattern) : pattern;
      return place === undefined ? [] : vscode.workspace.findFiles(place, excluded, mostFiles);
    }),
  );
  const named = found.flat().filter((uri) => mayName(inWorkspace(uri)));
  return [...new Set(named.map(String))];
}

/** Whether a change of the file concerns the analysis: rules of what is left out do as well. */
export function mayNameEndpoints(uri: vscode.Uri): boolean {
  return mayName(inWorkspace(uri)) || /\/\.gitignore$/.test(uri.path);
}

/** Whether what has come or gone may be a folder with files that concern the analysis. */
export function mayBeSourceFolder(uri: vscode.Uri): boolean {
  return !mayNameEndpoints(uri) && !isForeignPath(inWorkspace(uri));
}

/** The folders around the workspace do not count. */
function inWorkspace(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false);
}

/** Of documents whose text is analysed: files, texts never saved and notebooks' cells, but no output. */
export const analysedSchemes: readonly string[] = [
  'file',
  'untitled',
  'vscode-remote',
  'vscode-vfs',
  'vscode-notebook-cell',
];

/** The settings' own sessions show elsewhere. */
export function isAnalysed({ uri }: vscode.TextDocument): boolean {
  return analysedSchemes.includes(uri.scheme) && !isSettingsFile(uri.path);
}
