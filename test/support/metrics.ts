import { request } from "undici";

/** One line of the text format: a metric with labels, and its value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;

/** The text of a server's `/metrics`. */
export async function scrape(adminUrl: string): Promise<{ text: string; samples: readonly Sample[] }> {
  const { body } = await request(`${adminUrl}/metrics`);
  const text = await body.text();
  return { text, samples: text.split("\n").flatMap(sampleOf) };
}

function sampleOf(line: string): Sample[] {
  if (line === "" || line.startsWith("#")) return [];
  const [, name = "", labels = "", value = ""] = LINE.exec(line) ?? [];
  if (name === "") throw new Error(`Not a line of the text format: ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key, text]);
  return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
}

/** The samples of one metric with these labels. */
export const samplesOf = (
  { samples }: { samples: readonly Sample[] },
  name: string,
  labels: Readonly<Record<string, string>> = {},
): readonly Sample[] =>
  samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );

/** The sum of these samples. */
export const valueOf = (...asked: Parameters<typeof samplesOf>): number =>
  samplesOf(...asked).reduce((sum, { value }) => sum + value, 0);
