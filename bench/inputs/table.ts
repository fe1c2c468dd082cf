import type { MeasuredInput } from "./measure.js";

const KIB = 1024;

/** A Markdown table of the costs. */
export function tableOf(measured: readonly MeasuredInput[]): string {
  const rows = measured.map(({ name, costs }) => {
    const [smallest, middle, largest] = costs;
    if (smallest === undefined || middle === undefined || largest === undefined) throw new Error(name);
    const cells = [
      name,
      `${Math.round(largest.bytes / KIB).toLocaleString("en")} KiB`,
      costs.map(({ cpuMs }) => cpuMs.toFixed(1)).join(", "),
      largest.memoryMiB.toFixed(0),
      `${largest.status}, ${largest.answerBytes.toLocaleString("en")} bytes`,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| input | largest request | CPU in ms at a quarter, a half and all of it | memory in MiB | answer |",
    "|---|---:|---:|---:|---|",
    ...rows,
  ].join("\n");
}
