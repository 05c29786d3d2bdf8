import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandAudience, commandIds } from '../../../src/host/config/commandIds';
import { contextKeys } from '../../../src/host/config/contextKeys';
import { programLanguages } from '../../../src/analysis/programLanguages';
import { settingDefaults, settingRanges } from '../../../src/host/config/settings';
import { socketTypes } from '../../../src/model/socketType';
import { localized, manifest, manifestText, readRepositoryFile, strings } from './manifest';

const { contributes } = manifest;
const everyMenuItem = Object.values(contributes.menus).flat();

describe('package.json: commands', () => {
  it('declares exactly the commands of the code, in category ZeroMQ', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...commandIds].sort());
    for (const { category, command } of contributes.commands) assert.equal(category, 'ZeroMQ', command);
  });

  it('hides from the palette what only programs call', () => {
    const hidden = contributes.menus['commandPalette']?.filter(({ when }) => when === 'false');
    const programs = commandIds.filter((id) => commandAudience[id] === 'program');
    assert.deepEqual(hidden?.map(({ command }) => command).sort(), programs.sort());
  });

  it('has an icon for each command that a person calls', () => {
    for (const { command, icon } of contributes.commands) {
      const isPerson = commandAudience[command as keyof typeof commandAudience] === 'person';
      assert.equal(icon !== undefined && /^\$\([a-z-]+\)$/.test(icon), isPerson, command);
    }
  });

  it('names only known commands in menus, keybindings, welcome texts and walkthroughs', () => {
    const own = new Set<string>(commandIds);
    for (const { command } of [...everyMenuItem, ...contributes.keybindings]) {
      assert.ok(own.has(command), command);
    }
    const links = Object.values(strings).flatMap((text) =>
      [...text.matchAll(/command:([\w.]+)/g)].map(([, command]) => command ?? ''),
    );
    for (const command of links.filter((link) => link.startsWith('zeromq.')))
      assert.ok(own.has(command), command);
  });

  it('uses only declared context keys', () => {
    const declared = new Set<string>(Object.values(contextKeys));
    const used = [...manifestText.matchAll(/zeromq:\w+/g)].map(([key]) => key);
    assert.ok(used.length > 0);
    for (const key of used) assert.ok(declared.has(key), key);
  });
});

describe('package.json: settings', () => {
  const { properties } = contributes.configuration;

  it('declares exactly the settings of the code, with their defaults', () => {
    const defaults = Object.entries(properties).map(([id, setting]) => [id, setting.default]);
    assert.deepEqual(Object.fromEntries(defaults), settingDefaults);
  });

  it('bounds numbers as the code does', () => {
    for (const [id, [least, most]] of Object.entries(settingRanges)) {
      assert.deepEqual([properties[id]?.minimum, properties[id]?.maximum], [least, most], id);
    }
  });

  it('knows every socket type in the schema of sessions', () => {
    assert.deepEqual(properties['zeromq.sessions']?.items?.properties['type']?.enum, socketTypes);
  });
});

describe('package.json: texts and files', () => {
  it('has every text in package.nls.json, and no text too many', () => {
    const used = new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''));
    assert.deepEqual([...used].sort(), Object.keys(strings).sort());
    for (const { title, command } of contributes.commands) assert.ok(localized(title), command);
  });

  it('activates by nothing but its views, its commands, its editors and its files', () => {
    const [inspector, topology, recordings, ...languages] = manifest.activationEvents;
    assert.deepEqual(
      [inspector, topology, recordings],
      [
        'onWebviewPanel:zeromq.inspector',
        'onWebviewPanel:zeromq.topology',
        // a recording that a crash left is offered for repair
        'workspaceContains:recordings/*.mcap',
      ],
    );
    assert.deepEqual(
      languages,
      programLanguages.map((id) => `onLanguage:${id}`),
    );
  });

  it('has every picture it names', () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const pictures = [
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...steps.flatMap(({ media }) => Object.values(media.image)),
    ];
    for (const picture of pictures) assert.ok(existsSync(path.resolve(picture)), picture);
  });

  it('completes each walkthrough step by an event', () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.equal(steps.length, 5);
    for (const { completionEvents } of steps) {
      assert.ok(completionEvents.length > 0);
      for (const event of completionEvents) {
        assert.ok(
          commandIds.some((id) => event === `onCommand:${id}`),
          event,
        );
      }
    }
  });

  it('has a light and a dark tab icon for every socket type', () => {
    const source = readRepositoryFile('src/host/sessions/sessionIcons.ts');
    for (const type of socketTypes) {
      const icon = new RegExp(`${type}: '([a-z-]+)'`).exec(source)?.[1];
      assert.ok(icon, type);
      for (const theme of ['light', 'dark']) {
        assert.ok(existsSync(path.resolve(`media/types/${icon}-${theme}.svg`)), `${icon}-${theme}`);
      }
    }
  });
});
