import type { LanguageId } from '../../../src/scaffold/language';
import { c, cpp } from './cmake';
import { java } from './java';
import { javascript, typescript } from './node';
import { python } from './python';
import { rust } from './rust';
import type { Toolchain } from './toolchain';

export const toolchains: Readonly<Record<LanguageId, Toolchain>> = {
  python,
  typescript,
  javascript,
  c,
  cpp,
  java,
  rust,
};
