import type { Answer, Send } from "../client.js";
import type { SimulatorControl } from "../simulator-control.js";

/** What a step uses: the graph as a frontend has it, and the vendors as people see them. */
export interface Stage {
  readonly send: Send;
  readonly simulator: SimulatorControl;
}

/** One step of the demo: its title, what it does and the expected outcome. */
export interface Step {
  readonly title: string;
  readonly expected: string;
  run(stage: Stage): Promise<Outcome>;
}

export interface Outcome {
  readonly typename: string;
  readonly detail: string;
}

export const failureOf = (errors: Answer<unknown>["errors"]): Outcome => ({
  typename: errors[0]?.extensions?.code ?? "(no answer)",
  detail: errors[0]?.message ?? "The server returned neither data nor errors.",
});
