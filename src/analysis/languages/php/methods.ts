import { knownText } from '../../resolve/combineText';
import { itemAt } from '../../resolve/items';
import { choiceOf, isHole, isNull, unknown, type Value } from '../../resolve/value';
import type { ValueMethod } from '../../resolve/valueFunction';

/** `$config->get('messaging.url', 'tcp://…')`: the default, or a hole named after the setting. */
const setting: ValueMethod = (receiver, { positional: [key, otherwise] }) => {
  if (!key) return undefined;
  const found = itemAt(receiver, key);
  if (!isHole(found)) return found;
  const name = knownText(key);
  const value = name === undefined ? found : unknown(name.slice(name.lastIndexOf('.') + 1));
  return otherwise && !isNull(otherwise) ? choiceOf([otherwise, value]) : value;
};

/**
 * `$input->getOption('url')` of Symfony's console, whose commands declare what they take in the same file.
 * @param at where the default stands among the arguments of the declaration
 */
const declaredInput =
  (declaration: string, construction: string, at: number): ValueMethod =>
  (_receiver, { positional: [key] }, context) => {
    const name = knownText(key);
    if (name === undefined) return undefined;
    const defaults = [...context.callsNamed(declaration), ...context.callsNamed(construction)].flatMap(
      ({ positional, named }): Value[] => {
        if (knownText(positional[0] ?? named.get('$name')) !== name) return [];
        const value = named.get('$default') ?? positional[at];
        return value && !isNull(value) ? [value] : [];
      },
    );
    return choiceOf([...defaults, unknown(name)]);
  };

export const methods: Readonly<Record<string, ValueMethod>> = {
  get: setting,
  // `return $this->sockets[] = $socket` is read as a push
  push: (_receiver, { positional: [value] }) => value,
  getOption: declaredInput('addOption', 'InputOption', 4),
  getArgument: declaredInput('addArgument', 'InputArgument', 3),
};
