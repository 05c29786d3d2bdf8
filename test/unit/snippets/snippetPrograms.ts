import { readFileSync } from 'node:fs';
import { inRepository } from '../../../scripts/repository';

/** Files of media/snippets; TypeScript has those of JavaScript. */
export const snippetLanguages = ['python', 'javascript', 'c', 'cpp', 'java', 'rust'] as const;
export type SnippetLanguage = (typeof snippetLanguages)[number];

export interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: string;
}

export function snippetsOf(language: SnippetLanguage): Snippet[] {
  const text = readFileSync(inRepository(`media/snippets/${language}.json`), 'utf8');
  const all = JSON.parse(text) as Record<string, Omit<Snippet, 'body'> & { body: readonly string[] }>;
  return Object.values(all).map(({ prefix, description, body }) => ({
    prefix,
    description,
    body: body.join('\n'),
  }));
}

interface Frame {
  readonly head: string;
  readonly tail: string;
  readonly indent: string;
  /** Makes the sockets that some snippets are about. */
  readonly socket: (name: string) => string;
  /** What further snippets need. */
  readonly others?: Readonly<Record<string, string>>;
}

const frames: Readonly<Record<SnippetLanguage, Frame>> = {
  python: {
    head: 'import sys\n\nimport zmq\nfrom zmq.auth.thread import ThreadAuthenticator\n\ncontext = zmq.Context()\n',
    tail: '',
    indent: '',
    socket: (name) => `${name} = context.socket(zmq.ROUTER)\n${name}.linger = 0\n`,
  },
  javascript: {
    head: "import { readFile } from 'node:fs/promises';\nimport * as zmq from 'zeromq';\n\n",
    tail: '',
    indent: '',
    socket: (name) => `const ${name} = new zmq.Router({ linger: 0 });\n`,
  },
  c: {
    head:
      '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <zmq.h>\n\nint main(void) {\n' +
      '    void *context = zmq_ctx_new();\n',
    tail: '    zmq_ctx_term(context);\n    return EXIT_SUCCESS;\n}\n',
    indent: '    ',
    socket: (name) =>
      `void *${name} = zmq_socket(context, ZMQ_ROUTER);\nint ${name}_linger = 0;\n` +
      `zmq_setsockopt(${name}, ZMQ_LINGER, &${name}_linger, sizeof ${name}_linger);\n`,
    others: {
      'zmq-curve-server': 'char server_secret[41] = {0};\n',
      'zmq-curve-client': 'char server_public[41] = {0};\n',
    },
  },
  cpp: {
    head:
      '#include <chrono>\n#include <cstdlib>\n#include <iostream>\n#include <stdexcept>\n#include <string>\n\n' +
      '#include <zmq.hpp>\n\nint main() {\n    zmq::context_t context;\n',
    tail: '    return EXIT_SUCCESS;\n}\n',
    indent: '    ',
    socket: (name) =>
      `zmq::socket_t ${name}{context, zmq::socket_type::router};\n${name}.set(zmq::sockopt::linger, 0);\n`,
    others: {
      'zmq-curve-server': 'const std::string server_secret;\n',
      'zmq-curve-client': 'const std::string server_public;\n',
    },
  },
  java: {
    head:
      'import java.nio.file.Files;\nimport java.nio.file.Path;\nimport org.zeromq.SocketType;\n' +
      'import org.zeromq.ZAuth;\nimport org.zeromq.ZContext;\nimport org.zeromq.ZMQ;\n' +
      'import org.zeromq.ZMQException;\nimport org.zeromq.ZMsg;\n\npublic final class Snippet {\n' +
      '    public static void main(String[] args) throws Exception {\n' +
      '        try (ZContext context = new ZContext()) {\n',
    tail: '        }\n    }\n}\n',
    indent: '            ',
    socket: (name) =>
      `ZMQ.Socket ${name} = context.createSocket(SocketType.ROUTER);\n${name}.setLinger(0);\n`,
  },
  rust: {
    head: 'fn main() -> Result<(), Box<dyn std::error::Error>> {\n    let context = zmq::Context::new();\n',
    tail: '    Ok(())\n}\n',
    indent: '    ',
    socket: (name) => `let ${name} = context.socket(zmq::ROUTER)?;\n${name}.set_linger(0)?;\n`,
  },
};

const sockets: Readonly<Record<string, readonly string[]>> = {
  'zmq-bind': ['socket'],
  'zmq-connect': ['socket'],
  'zmq-poll': ['frontend', 'backend'],
};

/** A snippet in a program that has what it needs; `zmq-program` is one itself. */
export function wrappedSnippet(language: SnippetLanguage, prefix: string, text: string): string {
  if (prefix === 'zmq-program') return `${text}\n`;
  const { head, tail, indent, socket, others } = frames[language];
  const before = (others?.[prefix] ?? '') + (sockets[prefix] ?? []).map(socket).join('');
  const lines = `${before}${text}`.split('\n').map((line) => (line === '' ? '' : indent + line));
  return `${head}${lines.join('\n')}\n${tail}`;
}
