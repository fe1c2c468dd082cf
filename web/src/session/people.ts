/** A person of the demo's school. The demo mints the tokens; any other web server has an empty list. */
export interface Person {
  readonly name: string;
  readonly role: "TEACHER" | "ADMINISTRATOR" | "STUDENT";
  readonly token: string;
  /** The address of a class that this person is in. */
  readonly home: string;
}

/** The people that a visitor may sign in as without a token of their own. */
export async function fetchPeople(signal: AbortSignal): Promise<readonly Person[]> {
  const response = await fetch("/people.json", { signal });
  return response.ok ? ((await response.json()) as readonly Person[]) : [];
}
