import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

import type { FaultList } from './faults.ts';

/** A YAML file that kept its lines, so that a fault deep inside it can name one. */
export interface YamlFile<Value> {
  readonly file: string;
  /** Null when the file is missing or not of its shape; the faults say why. */
  readonly value: Value | null;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

export function readYaml<Schema extends z.ZodType>(
  root: string,
  file: string,
  schema: Schema,
  faults: FaultList,
): YamlFile<z.infer<Schema>> {
  let text: string;
  try {
    text = readFileSync(join(root, file), 'utf8');
  } catch {
    faults.add(file, 1, 'the file is missing');
    return { file, value: null, lineOf: () => 1 };
  }
  return parseYaml(text, file, schema, faults);
}

/** `firstLine` is where the text begins in its file: frontmatter starts on line 2. */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
  faults: FaultList,
  firstLine = 1,
): YamlFile<z.infer<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  for (const error of document.errors)
    faults.add(file, lineAt(error.pos[0]), error.message.split('\n')[0] ?? '');
  if (document.errors.length > 0) return { file, value: null, lineOf };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { file, value: parsed.data, lineOf };
  for (const issue of parsed.error.issues)
    faults.add(file, lineOf(issue.path), `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`);
  return { file, value: null, lineOf };
}

/** Where the nearest written ancestor of a path begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (hasRange(node)) return node.range[0];
  }
  return 0;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
