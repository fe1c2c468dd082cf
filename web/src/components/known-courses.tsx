import { useQuery } from "@apollo/client/react";
import { Link } from "wouter";
import { KnownCoursesDocument } from "../../operations/generated/graphql.js";
import { readProblem } from "../graphql/read-problem.js";
import { useText } from "../messages/use-text.js";
import styles from "./known-courses.module.css";

/** The courses that ClassIn's messages have named. */
export function KnownCourses() {
  const text = useText();
  const { data, error } = useQuery(KnownCoursesDocument, { fetchPolicy: "cache-and-network" });
  const courses = data?.courses.nodes;
  return (
    <section aria-labelledby="courses">
      <h2 id="courses">{text("courses.title")}</h2>
      {error !== undefined && <p>{text(`problem.${readProblem(error)}`)}</p>}
      {courses?.length === 0 && <p>{text("courses.none")}</p>}
      <ul className={styles.courses}>
        {courses?.map(({ id, name, status }) => (
          <li key={id}>
            <Link href={`/class/${id}`}>{name ?? id}</Link>
            {status !== null && <span className={styles.status}>{text(`status.${status}`)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
