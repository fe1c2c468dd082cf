import { useEffect, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useText } from "../messages/use-text.js";
import { fetchPeople, type Person } from "./people.js";
import styles from "./sign-in.module.css";

interface Props {
  readonly onChoose: (person: Person) => void;
}

/** The people of the demo. Nothing at all where there are none. */
export function PeopleChooser({ onChoose }: Props) {
  const text = useText();
  const people = usePeople();
  if (people.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="people">
      <h2 id="people">{text("signIn.people")}</h2>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.name}>
            <Button onPress={() => onChoose(person)}>
              <strong>{person.name}</strong>
              <span>{text(`person.${person.role}`)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function usePeople(): readonly Person[] {
  const [people, setPeople] = useState<readonly Person[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    // Without the list, the form for a token is still there.
    fetchPeople(leaving.signal).then(setPeople, () => undefined);
    return () => leaving.abort();
  }, []);
  return people;
}
