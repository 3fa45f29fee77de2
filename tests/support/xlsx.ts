import { inflateRawSync } from 'node:zlib';

/** The files of a zip archive by name, by its central directory; deflated or stored. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error('This is no zip archive.');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const [nameSize, extraSize, noteSize] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + (nameSize ?? 0));
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const body = archive.subarray(start, start + size);
    files.set(name, method === 0 ? body : inflateRawSync(body));
    at += 46 + (nameSize ?? 0) + (extraSize ?? 0) + (noteSize ?? 0);
  }
  return files;
}

function plain(xml: string): string {
  const marks: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return xml.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => marks[name] ?? whole);
}

/** Sheets of a workbook by name: rows of cells, numbers as numbers, empty ones as ''. */
export function readWorkbook(file: Buffer): Map<string, (string | number)[][]> {
  const files = unzip(file);
  const text = (name: string): string => files.get(name)?.toString('utf8') ?? '';
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si\b[^>]*>(.*?)<\/si>/gs)].map(
    ([, inner = '']) =>
      plain([...inner.matchAll(/<t\b[^>]*>(.*?)<\/t>/gs)].map(([, its = '']) => its).join('')),
  );
  const names = [...text('xl/workbook.xml').matchAll(/<sheet\b[^>]*\bname="([^"]*)"/g)].map(([, name = '']) =>
    plain(name),
  );
  return new Map(
    names.map((name, index) => [name, rowsOf(text(`xl/worksheets/sheet${index + 1}.xml`), shared)]),
  );
}

function rowsOf(sheet: string, shared: readonly string[]): (string | number)[][] {
  return [...sheet.matchAll(/<row\b[^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', inner = '']) => {
      const value = /<v>(.*?)<\/v>/s.exec(inner)?.[1];
      if (/\bt="s"/.test(attributes)) return shared[Number(value)] ?? '';
      if (/\bt="(inlineStr|str)"/.test(attributes))
        return plain(/<t\b[^>]*>(.*?)<\/t>/s.exec(inner)?.[1] ?? value ?? '');
      return value === undefined ? '' : Number(value);
    }),
  );
}
