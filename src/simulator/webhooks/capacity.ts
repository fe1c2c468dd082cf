/** Limits how many messages wait or are on their way, and their total length. */
export class Capacity {
  readonly #messages: number;
  readonly #characters: number;
  #usedMessages = 0;
  #usedCharacters = 0;

  constructor(limits: { messages: number; characters: number }) {
    this.#messages = limits.messages;
    this.#characters = limits.characters;
  }

  /** Returns false, and takes nothing, if there is not enough room. */
  take(messages: number, charactersEach: number): boolean {
    const [total, characters] = [
      this.#usedMessages + messages,
      this.#usedCharacters + messages * charactersEach,
    ];
    if (total > this.#messages || characters > this.#characters) return false;
    this.#usedMessages = total;
    this.#usedCharacters = characters;
    return true;
  }

  giveBack(characters: number): void {
    this.#usedMessages -= 1;
    this.#usedCharacters -= characters;
  }
}
