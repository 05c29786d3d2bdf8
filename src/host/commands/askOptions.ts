import * as vscode from 'vscode';
import type { OptionValue, OptionValues } from '../../model/sessionDefinition';
import { checkOptions, defaultLabelOf, optionsOf } from '../../model/socketOption';
import type { SocketOption } from '../../model/socketOptionCatalogue';
import type { SocketType } from '../../model/socketType';
import type { SessionEntry } from '../sessions/sessionRegistry';

interface OptionItem extends vscode.QuickPickItem {
  /** Absent on the item that applies the changes. */
  readonly option?: SocketOption;
}

/** Asks for changed options, one after another until they are applied. @returns undefined when dismissed */
export async function askOptions({ definition, label }: SessionEntry): Promise<OptionValues | undefined> {
  const changes: Record<string, OptionValue> = {};
  for (;;) {
    const picked = await vscode.window.showQuickPick(
      optionItems(definition.type, definition.options, changes),
      {
        title: vscode.l10n.t('Options of {0}', label),
        placeHolder: vscode.l10n.t('Which option?'),
        matchOnDescription: true,
        matchOnDetail: true,
      },
    );
    if (!picked) return undefined;
    if (!picked.option) return changes;
    const { option } = picked;
    const former = changes[option.name] ?? definition.options[option.name] ?? null;
    const value = await askValue(definition.type, option, former);
    if (value !== undefined) changes[option.name] = value;
  }
}

function optionItems(type: SocketType, values: OptionValues, changes: OptionValues): readonly OptionItem[] {
  const count = Object.keys(changes).length;
  const apply: OptionItem[] = [
    {
      label: `$(check) ${count === 1 ? vscode.l10n.t('Apply 1 change') : vscode.l10n.t('Apply {0} changes', count)}`,
      description: Object.keys(changes).join(', '),
    },
  ];
  const items = optionsOf(type).map((option): OptionItem => {
    const changed = option.name in changes;
    const value = changed ? changes[option.name] : values[option.name];
    return {
      label: changed ? `$(edit) ${option.name}` : option.name,
      description: `${valueText(option, value ?? null)} · ${effectText(option)}`,
      detail: `${option.doc} – ${option.constant}`,
      option,
    };
  });
  return count > 0 ? [...apply, ...items] : items;
}

function valueText(option: SocketOption, value: OptionValue): string {
  const standard = defaultLabelOf(option);
  if (value === null) return vscode.l10n.t('default: {0}', standard);
  const shown = option.secret ? '••••' : String(value);
  const withUnit = option.unit ? `${shown} ${option.unit}` : shown;
  return vscode.l10n.t('{0} (default: {1})', withUnit, standard);
}

function effectText({ takesEffect }: SocketOption): string {
  return takesEffect === 'now'
    ? vscode.l10n.t('applies at once')
    : vscode.l10n.t('applies before bind or connect');
}

/** @returns null for the default, undefined when the person went away. */
async function askValue(
  type: SocketType,
  option: SocketOption,
  former: OptionValue,
): Promise<OptionValue | undefined> {
  const { name, kind, doc } = option;
  if (kind === 'bool' || kind === 'enum') {
    const values: readonly OptionValue[] = kind === 'bool' ? [true, false] : (option.values ?? []);
    const items = [null, ...values].map((value) => ({
      label: value === null ? vscode.l10n.t('default: {0}', defaultLabelOf(option)) : String(value),
      description: value === former ? vscode.l10n.t('now') : undefined,
      value,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: name, placeHolder: doc });
    return picked?.value;
  }
  const parse = (text: string): OptionValue => {
    if (text.trim() === '') return null;
    const number = kind === 'int' ? Number(text) : NaN;
    // What is no number stays as it was typed, for the message that says so.
    return Number.isNaN(number) ? text : number;
  };
  const unit = option.unit ? ` (${option.unit})` : '';
  const text = await vscode.window.showInputBox({
    title: `${name}${unit}`,
    prompt: vscode.l10n.t('{0}. Empty puts the default back: {1}.', doc, defaultLabelOf(option)),
    value: former === null ? '' : String(former),
    password: option.secret,
    validateInput: (typed) => checkOptions(type, { [name]: parse(typed) })[0]?.message,
  });
  return text === undefined ? undefined : parse(text);
}
