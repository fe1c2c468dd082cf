/** The limits of one request, by the names of their variables. Error answers contain these names too. */
export interface Limits {
  readonly LIMIT_BODY_BYTES: number;
  readonly LIMIT_JSON_DEPTH: number;
  readonly LIMIT_JSON_KEYS: number;
  readonly LIMIT_JSON_ITEMS: number;
  readonly LIMIT_DOCUMENT_CHARACTERS: number;
  readonly LIMIT_TOKENS: number;
  readonly LIMIT_DEFINITIONS: number;
  readonly LIMIT_DEPTH: number;
  readonly LIMIT_FIELDS: number;
  readonly LIMIT_ALIASES: number;
  readonly LIMIT_ROOT_FIELDS: number;
  readonly LIMIT_MUTATIONS: number;
  readonly LIMIT_DIRECTIVES: number;
  readonly LIMIT_REPRESENTATIONS: number;
  readonly LIMIT_COMPLEXITY: number;
}
