import { projectFolder, type DebugConfiguration } from '../language';

/** Debuggers of compiled programs: Microsoft's C/C++ extension and CodeLLDB. */
export function nativeDebuggers(binary: string): DebugConfiguration[] {
  const program = `${projectFolder}/${binary}`;
  return [
    { type: 'cppdbg', attributes: { program, MIMode: 'gdb', osx: { MIMode: 'lldb' } } },
    { type: 'lldb', attributes: { program } },
  ];
}
