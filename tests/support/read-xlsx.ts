import { inflateRawSync } from 'node:zlib';

/** Rows of each sheet of a workbook by its name: numbers as numbers, words as words, as a spreadsheet reads them. */
export function readXlsx(file: Buffer): Record<string, (string | number | null)[][]> {
  const parts = unzip(file);
  const part = (name: string): string => parts.get(name) ?? '';
  const shared = [...part('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = '']) =>
    plain(item),
  );
  const targets = new Map(
    [...part('xl/_rels/workbook.xml.rels').matchAll(/<Relationship [^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  );
  return Object.fromEntries(
    [...part('xl/workbook.xml').matchAll(/<sheet [^>]*>/g)].map(([tag]) => {
      const sheet = part(`xl/${targets.get(attribute(tag, 'r:id')) ?? ''}`);
      return [plain(attribute(tag, 'name')), rowsOf(sheet, shared)];
    }),
  );
}

function rowsOf(sheet: string, shared: readonly string[]): (string | number | null)[][] {
  return [...sheet.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, cells = '']) =>
    [...cells.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, tag = '', body = '']) => {
      const value = /<v>(.*?)<\/v>/s.exec(body)?.[1];
      if (tag.includes('t="s"')) return shared[Number(value)] ?? null;
      if (body.includes('<is>') || tag.includes('t="str"')) return plain(body);
      return value === undefined ? null : Number(value);
    }),
  );
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function plain(xml: string): string {
  const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return xml.replaceAll(/<[^>]*>/g, '').replaceAll(/&(\w+);/g, (whole, name: string) => marks[name] ?? whole);
}

/** The files of a zip by their names, found through its directory. */
function unzip(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06'));
  const files = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [nameSize, extraSize, noteSize] = [28, 30, 32].map((field) => file.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const name = file.toString('utf8', at + 46, at + 46 + nameSize);
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(from, from + size);
    files.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + nameSize + extraSize + noteSize;
  }
  return files;
}
