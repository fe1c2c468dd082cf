/** Captures what the server logs, line by line. */
export class LogLines {
  readonly #lines: string[] = [];

  write(line: string): void {
    this.#lines.push(line);
  }

  /** The whole log, as written. */
  get text(): string {
    return this.#lines.join("");
  }

  /** The lines with this message. */
  with(message: string): readonly Record<string, unknown>[] {
    return this.saying(message).filter(({ msg }) => msg === message);
  }

  /** The lines whose message contains this. */
  saying(part: string): readonly Record<string, unknown>[] {
    return this.#lines.map((line) => JSON.parse(line)).filter(({ msg }) => String(msg).includes(part));
  }
}
