import type { ScaffoldFile, ScaffoldProject } from '../language';

export interface CmakeFlavour {
  /** `C` or `CXX` */
  readonly cmakeLanguage: 'C' | 'CXX';
  /** `C_STANDARD 11` */
  readonly standard: string;
  /** As pkg-config knows them. */
  readonly packages: readonly string[];
}

/** `CMakeLists.txt` with one executable for each program, which has the warnings that it comes without. */
export function cmakeLists(project: ScaffoldProject, flavour: CmakeFlavour): ScaffoldFile {
  const { cmakeLanguage, standard, packages } = flavour;
  const lines = [
    'cmake_minimum_required(VERSION 3.16)',
    `project(${project.name} LANGUAGES ${cmakeLanguage})`,
    '',
    `set(CMAKE_${standard})`,
    `set(CMAKE_${standard.split(' ')[0]}_REQUIRED ON)`,
    `set(CMAKE_${cmakeLanguage}_EXTENSIONS OFF)`,
    'if(NOT MSVC)',
    '    add_compile_options(-Wall -Wextra -Wpedantic)',
    'endif()',
    '',
    'find_package(PkgConfig REQUIRED)',
    `pkg_check_modules(ZMQ REQUIRED IMPORTED_TARGET ${packages.join(' ')})`,
    '',
    ...project.programs.flatMap(({ name, source }) => [
      `add_executable(${name} ${source})`,
      `target_link_libraries(${name} PRIVATE PkgConfig::ZMQ)`,
    ]),
    '',
  ];
  return { path: 'CMakeLists.txt', text: lines.join('\n') };
}

/** Quoted includes, which lie beside the program. */
export function includedFiles(source: string): string[] {
  return [...source.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)].flatMap(([, name]) => name ?? []);
}
