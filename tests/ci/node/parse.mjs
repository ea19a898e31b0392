// Reads workflows with GitHub's own parser; says every complaint, exits 1 if there was one.
import { readFileSync } from "node:fs";
import { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } from "@actions/workflow-parser";

async function complaints(name) {
  const content = readFileSync(name, "utf-8");
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const template = value && (await convertWorkflowTemplate(context, value));
  const found = [...context.errors.getErrors(), ...(template?.errors ?? [])];
  const said = new Set(found.map((error) => error.message ?? error.Message ?? String(error)));
  if (!template?.jobs?.length) said.add("no jobs were read");
  return [...said].map((message) => `${name}: ${message}`);
}

Promise.all(process.argv.slice(2).map(complaints)).then((found) => {
  found.flat().forEach((line) => console.log(line));
  process.exitCode = found.flat().length ? 1 : 0;
});
