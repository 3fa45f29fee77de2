import { checkItems } from '#catalogue/check-items.ts';
import { checkProse } from '#catalogue/check-prose.ts';
import { compileContent, type Compilation } from '#catalogue/compile.ts';
import { projectRoot } from '#catalogue/compiled-file.ts';
import { ContentBroken, faultSentence, type ContentFault } from '#catalogue/faults.ts';

/** `npm run content:check [-- --json]`: counts what is there, lists what is wrong, fails when anything is. */
const { compilation, faults } = checkContent();
const counts = countContent(compilation, faults);
if (process.argv.includes('--json')) {
  for (const fault of faults) console.error(faultSentence(fault));
  console.log(JSON.stringify(counts));
} else {
  for (const [name, count] of Object.entries(counts)) console.log(`${name.padEnd(20)} ${count}`);
  for (const fault of faults) console.log(faultSentence(fault));
  if (faults.length === 0) console.log('The content is in order.');
}
process.exitCode = faults.length === 0 ? 0 : 1;

function checkContent(): { compilation: Compilation | null; faults: readonly ContentFault[] } {
  try {
    const compilation = compileContent(projectRoot);
    return { compilation, faults: [...checkProse(projectRoot, compilation), ...checkItems(compilation)] };
  } catch (error) {
    if (error instanceof ContentBroken) return { compilation: null, faults: error.faults };
    throw error;
  }
}

function countContent(compilation: Compilation | null, found: readonly ContentFault[]) {
  const catalogue = compilation?.catalogue;
  const questions = catalogue?.questions ?? [];
  const used = new Set(questions.flatMap(({ options }) => options.map(({ misconception }) => misconception)));
  return {
    courses: catalogue?.courses.length ?? 0,
    modules: catalogue?.modules.length ?? 0,
    lessons: catalogue?.lessons.filter(({ ready }) => ready).length ?? 0,
    questions: questions.filter(({ sealed }) => !sealed).length,
    sealed: questions.filter(({ sealed }) => sealed).length,
    languages: 2,
    misconceptionsUnused: (catalogue?.misconceptions ?? []).filter(({ code }) => !used.has(code)).length,
    untranslated: found.filter(({ message }) =>
      /\b(en|zh)\b.*(expected|small|missing)|\.(en|zh):/.test(message),
    ).length,
    errors: found.length,
  };
}
