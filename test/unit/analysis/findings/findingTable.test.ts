import assert from 'node:assert/strict';
import { findingSettingId, shownSeverity } from '../../../../src/analysis/findings/findingSettings';
import { findingTable } from '../../../../src/analysis/findings/findingTable';
import { localized, manifest, readRepositoryFile } from '../../manifest/manifest';

describe('the table of findings', () => {
  const codes = findingTable.map(({ code }) => code);

  it('has each code once, in kebab case', () => {
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.match(code, /^[a-z]+(-[a-z]+)+$/);
  });

  it('agrees with the settings: defaults, choices and descriptions', () => {
    const { properties } = manifest.contributes.configuration;
    const settings = Object.keys(properties).filter((id) => id.startsWith('zeromq.findings.'));
    assert.deepEqual(settings, codes.map(findingSettingId));
    for (const { code, severity, title } of findingTable) {
      const setting = properties[findingSettingId(code)];
      assert.equal(setting?.default, severity, code);
      assert.deepEqual(setting.enum, ['error', 'warning', 'information', 'off'], code);
      assert.equal(localized(setting.markdownDescription), `${title}.`, code);
    }
  });

  it('agrees with docs/findings.md: a section for each code in the same order, with setting and default', () => {
    const sections = readRepositoryFile('docs/findings.md')
      .split(/^(?=## )/m)
      .slice(1);
    assert.deepEqual(
      sections.map((section) => section.slice(3, section.indexOf('\n'))),
      codes,
    );
    for (const [position, { code, severity }] of findingTable.entries()) {
      const section = sections[position] ?? '';
      assert.ok(section.includes(`Setting \`${findingSettingId(code)}\`, default \`${severity}\`.\n`), code);
      assert.match(section, /^Mend: /m, code);
    }
  });

  it('gives way to a setting that says something else', () => {
    assert.equal(shownSeverity('no-linger', 'error'), 'error');
    assert.equal(shownSeverity('no-linger', 'off'), undefined);
    for (const raw of [undefined, null, 'loud', 3])
      assert.equal(shownSeverity('no-linger', raw), 'information');
  });
});
