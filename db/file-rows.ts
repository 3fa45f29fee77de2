import type { InValue, ResultSet, Row, Value } from '@libsql/client';
import type Libsql from 'libsql';

type Prepared = ReturnType<InstanceType<typeof Libsql>['prepare']>;

/**
 * Makes a value safe to bind: the driver ends the whole process on a boolean.
 * Throws TypeError or RangeError on what SQLite can't hold.
 */
export function bindable(value: InValue): null | string | number | bigint | Buffer {
  if (value === null || typeof value === 'string' || typeof value === 'bigint') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('Only finite numbers can be stored');
    return value;
  }
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.valueOf();
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError(`A value of type ${typeof value} cannot be stored`);
}

/** Runs a prepared statement and reads all its rows. Readers must be in raw mode. */
export function resultOf(statement: Prepared, args: unknown[]): ResultSet {
  const shape = shapeOf(statement);
  if (!shape) {
    const { changes, lastInsertRowid } = statement.run(args);
    return new FileResult([], [], [], changes, BigInt(lastInsertRowid));
  }
  const rows = statement.all(args) as unknown[][];
  const { columns, types, named } = shape;
  const read = rows.map((values) => new FileRow(named, values.map(readValue)) as unknown as Row);
  return new FileResult(columns, types, read, 0, undefined);
}

interface Shape {
  readonly columns: string[];
  readonly types: string[];
  readonly named: readonly (readonly [string, number])[];
}

/** Asking a statement for its columns costs as much as running it; a statement that is kept is asked once. */
const shapes = new WeakMap<Prepared, Shape | null>();

/** Null for a statement that reads nothing. */
function shapeOf(statement: Prepared): Shape | null {
  const known = shapes.get(statement);
  if (known !== undefined) return known;
  const shape = statement.reader ? describe(statement) : null;
  shapes.set(statement, shape);
  return shape;
}

function describe(statement: Prepared): Shape {
  const described = statement.columns();
  const columns = described.map((column) => column.name);
  const types = described.map((column) => column.type ?? '');
  return { columns, types, named: namedColumns(columns) };
}

function readValue(value: unknown): Value {
  if (!(value instanceof Uint8Array)) return value as Value;
  // A Buffer may be a window on a shared pool: only its own bytes are the value.
  return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer;
}

class FileResult implements ResultSet {
  readonly columns: string[];
  readonly columnTypes: string[];
  readonly rows: Row[];
  readonly rowsAffected: number;
  readonly lastInsertRowid: bigint | undefined;

  constructor(
    columns: string[],
    columnTypes: string[],
    rows: Row[],
    rowsAffected: number,
    lastInsertRowid: bigint | undefined,
  ) {
    this.columns = columns;
    this.columnTypes = columnTypes;
    this.rows = rows;
    this.rowsAffected = rowsAffected;
    this.lastInsertRowid = lastInsertRowid;
  }

  toJSON(): unknown {
    const { columns, columnTypes, rows, rowsAffected, lastInsertRowid } = this;
    return { columns, columnTypes, rows, rowsAffected, lastInsertRowid: String(lastInsertRowid ?? '') };
  }
}

/** Columns that a row shows by name: of two with one name the first; one named like an index, by index alone. */
function namedColumns(columns: readonly string[]): [string, number][] {
  return columns
    .map((name, index): [string, number] => [name, index])
    .filter(([name, index]) => columns.indexOf(name) === index && !(name in FileRow.prototype));
}

/** A row by column name and by index; two columns of one name (a join) keep both by index. */
class FileRow {
  [column: string]: unknown;
  readonly #values: readonly Value[];

  constructor(named: readonly (readonly [string, number])[], values: readonly Value[]) {
    this.#values = values;
    for (const [name, index] of named) this[name] = values[index];
  }

  static valueAt(row: FileRow, index: number): Value | undefined {
    return row.#values[index];
  }

  static lengthOf(row: FileRow): number {
    return row.#values.length;
  }
}

/** SQLite's bound on columns is 2,000; the widest select here has some forty. */
const WIDEST = 200;
Object.defineProperty(FileRow.prototype, 'length', {
  get(this: FileRow) {
    return FileRow.lengthOf(this);
  },
});
for (let index = 0; index < WIDEST; index += 1) {
  Object.defineProperty(FileRow.prototype, index, {
    get(this: FileRow) {
      return FileRow.valueAt(this, index);
    },
  });
}
