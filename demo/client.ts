import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { request } from "undici";

/** The result of an operation. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export type Send = <Data, Variables>(
  operation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Answer<Data>>;

/** A GraphQL client over HTTP, like a frontend's, with operations typed by `npm run codegen`. */
export const clientOf =
  (url: string, given: Readonly<Record<string, string>> = {}): Send =>
  async (operation, variables) => {
    const { body } = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...given },
      body: JSON.stringify({ query: print(operation), variables }),
    });
    const { data = null, errors = [] } = (await body.json()) as Partial<Answer<never>>;
    return { data, errors };
  };
