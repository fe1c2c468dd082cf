/** A request to the control API. */
export interface Question {
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The value of `:id` in the path. */
  readonly id: string;
}

export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

export type Route<Deps> = (question: Question, deps: Deps) => Answer;

export const ok = (json: unknown): Answer => ({ status: 200, json });
