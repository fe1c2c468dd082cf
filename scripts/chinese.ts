import { readFileSync } from "node:fs";

/** English text to Chinese, one entry for each heading, paragraph and table cell of the generated pages. */
const FILE = "scripts/chinese.json";
/** A cell that reads the same in both languages: numbers, dashes, and code between backticks. */
const NEUTRAL = /^(?:[\d\s,.–-]*|(?:`[^`]*`(?:, )?)+)$/;

/** Translates generated Markdown. Collects what has no translation, and which translations were used. */
export class Chinese {
  readonly #messages: Readonly<Record<string, string>> = JSON.parse(readFileSync(FILE, "utf8"));
  readonly #used = new Set<string>();
  readonly #missing = new Set<string>();

  /** Translates headings and tables line by line, and each paragraph as one text. */
  page(markdown: string): string {
    return markdown
      .split("\n\n")
      .map((block) =>
        /^(?:#|\||<!--)/.test(block)
          ? block
              .split("\n")
              .map((line) => this.#line(line))
              .join("\n")
          : this.#text(block.replaceAll("\n", " ")),
      )
      .join("\n\n");
  }

  /** What is wrong with the file of translations. Call it after all pages were translated. */
  problems(): string[] {
    const unused = Object.keys(this.#messages).filter((english) => !this.#used.has(english));
    return [
      ...[...this.#missing].map((english) => `${FILE} has no Chinese for ${JSON.stringify(english)}`),
      ...unused.map((english) => `${FILE} translates a text that no page has: ${JSON.stringify(english)}`),
    ];
  }

  #line(line: string): string {
    if (line.startsWith("<!--")) return line;
    if (!line.startsWith("|"))
      return line.replace(/^(#* ?)(.*)$/, (_, mark: string, text: string) => mark + this.#text(text));
    // A bar inside a cell is written \|.
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return cells
      .map((cell) => (/^-+$/.test(cell) ? cell : this.#text(cell)))
      .join(" | ")
      .trim();
  }

  #text(english: string): string {
    if (NEUTRAL.test(english)) return english;
    this.#used.add(english);
    const chinese = this.#messages[english];
    if (chinese !== undefined) return chinese;
    this.#missing.add(english);
    return english;
  }
}
