import type * as vscode from 'vscode';
import { analysedSchemes } from '../analysis/analysedFiles';
import { programLanguages } from '../../analysis/programLanguages';

/** Documents of the languages that are analysed as programs. */
export const programSelector: vscode.DocumentSelector = programLanguages.map((language) => ({ language }));

/** Any document that may name endpoints. */
export const anySelector: vscode.DocumentSelector = analysedSchemes.map((scheme) => ({ scheme }));
