import { moduleFiles as cModuleFiles } from '../c/moduleFiles';

/** The header that an include names; what follows its name are namespaces, which do not matter. */
export function moduleFiles(module: string, from: string): string[] {
  const header = /^(.*?\.(?:h|hh|hpp|hxx|h\+\+|ipp|inl|tpp))(?:\.[\w.]+)?$/.exec(module)?.[1];
  return cModuleFiles(header ?? module, from);
}
