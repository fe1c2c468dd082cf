import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import { MAX_COMPILED, type Run } from "./compiled.js";

/** A compiled operation. Apollo Server has parsed and validated it. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly run: Run;
}

type Name = string | undefined;

/** Finds compiled operations by the text of their document, so that a request need not parse or hash it. */
export class KnownOperations {
  readonly #byText = new LRUCache<string, Map<Name, KnownOperation>>({ max: MAX_COMPILED });

  get(text: string, name: Name): KnownOperation | null {
    return this.#byText.get(text)?.get(name) ?? null;
  }

  /** `name`: the operation's name in the request, which may be absent if the document has one operation. */
  add(text: string, name: Name, known: KnownOperation): void {
    const operations = this.#byText.get(text) ?? new Map<Name, KnownOperation>();
    this.#byText.set(text, operations.set(name, known));
  }
}
