import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inRepository } from '../../../scripts/repository';
import { patterns } from '../../../src/scaffold/catalogue/patterns';
import { checkEndpoints, checkTopic } from '../../../src/scaffold/checkAnswers';
import { languages, templatePath } from '../../../src/scaffold/languages/languages';
import type { Pattern } from '../../../src/scaffold/pattern';
import { placeholdersOf } from '../../../src/scaffold/renderTemplate';

const folder = inRepository('media/scaffold');

/** All that are on the disk, by paths below the folder. */
function templateFiles(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1).replaceAll('\\', '/'));
}

function knownPlaceholders(pattern: Pattern): string[] {
  const endpoints = pattern.endpoints.map(({ name }) => `endpoint.${name}`);
  return pattern.topic === undefined ? endpoints : [...endpoints, 'topic'];
}

describe('scaffold catalogue', () => {
  it('has endpoints that work, and no two patterns that share one', () => {
    const all = patterns.flatMap(({ endpoints }) => endpoints.map((endpoint) => endpoint.default));
    assert.equal(new Set(all).size, all.length);
    for (const pattern of patterns) {
      assert.equal(checkEndpoints(pattern, {}, { platform: 'linux', languages }), undefined);
      if (pattern.topic !== undefined) assert.equal(checkTopic(pattern, pattern.topic), undefined);
    }
  });

  it('binds each endpoint in exactly one role and connects to it in another run', () => {
    for (const { id, roles, endpoints } of patterns) {
      for (const { name } of endpoints) {
        const users = (role: string) =>
          roles.filter(({ sockets }) =>
            sockets.some((socket) => socket.endpoint === name && socket.role === role),
          );
        assert.equal(users('bind').length, 1, `${id}: ${name}`);
        assert.ok(users('connect').length > 0, `${id}: ${name}`);
      }
    }
  });

  it('names only endpoints that the pattern has, and draws them', () => {
    for (const { id, roles, endpoints, diagram } of patterns) {
      const names = new Set(endpoints.map(({ name }) => name));
      for (const role of roles) {
        for (const { endpoint } of role.sockets) assert.ok(names.has(endpoint), `${id}: ${endpoint}`);
        for (const argument of role.arguments) {
          if (argument.kind === 'endpoint')
            assert.ok(names.has(argument.endpoint), `${id}: ${argument.name}`);
        }
        assert.ok(diagram.includes(role.id), `${id} does not draw ${role.id}`);
      }
      for (const name of names) assert.ok(diagram.includes(name), `${id} does not draw ${name}`);
      for (const line of diagram.split('\n')) assert.ok(line.length <= 78, line);
    }
  });

  it('has a template for each role of each pattern that a language offers', () => {
    const missing = languages.flatMap((language) =>
      patterns
        .filter(({ id }) => language.offers.includes(id))
        .flatMap(({ id, roles }) => roles.map((role) => templatePath(language, id, role.id)))
        .filter((path) => !existsSync(`${folder}/${path}`)),
    );
    assert.deepEqual(missing, []);
  });

  it('knows every template that is on the disk', () => {
    const known = new Set(
      languages.flatMap((language) =>
        patterns.flatMap(({ id, roles }) => roles.map((role) => templatePath(language, id, role.id))),
      ),
    );
    const unknown = templateFiles().filter((path) => !known.has(path) && !/^\w+\/shared\/[^/]+$/.test(path));
    assert.deepEqual(unknown, []);
  });

  it('has a placeholder for each endpoint and topic that a program takes, and no other', () => {
    for (const language of languages) {
      for (const pattern of patterns) {
        for (const role of pattern.roles) {
          const path = templatePath(language, pattern.id, role.id);
          if (!existsSync(`${folder}/${path}`)) continue;
          const found = placeholdersOf(readFileSync(`${folder}/${path}`, 'utf8'));
          const wanted = role.arguments.flatMap((argument) =>
            argument.kind === 'endpoint'
              ? [`endpoint.${argument.endpoint}`]
              : argument.kind === 'topic'
                ? ['topic']
                : [],
          );
          assert.deepEqual(found.sort(), wanted.sort(), path);
          const known = knownPlaceholders(pattern);
          for (const name of found) assert.ok(known.includes(name), `${path}: ${name}`);
        }
      }
    }
  });

  it('does not offer what it gives a reason against', () => {
    for (const { id, offers, reasons } of languages) {
      assert.equal(new Set(offers).size, offers.length, id);
      for (const pattern of offers) assert.equal(reasons[pattern], undefined, `${id}: ${pattern}`);
    }
  });
});
