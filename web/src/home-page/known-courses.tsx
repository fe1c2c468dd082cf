import { useQuery } from "@apollo/client/react";
import { Link } from "wouter";
import { KnownCoursesDocument } from "../../operations/generated/graphql.js";
import { readProblem } from "../graphql/read-problem.js";
import { useText } from "../messages/use-text.js";

/** The courses that ClassIn's messages have named. */
export function KnownCourses() {
  const text = useText();
  const { data, error } = useQuery(KnownCoursesDocument, { fetchPolicy: "cache-and-network" });
  const courses = data?.courses.nodes;
  return (
    <section aria-labelledby="courses">
      <h2 id="courses">{text("home.known")}</h2>
      {error !== undefined && <p>{text(`problem.${readProblem(error)}`)}</p>}
      {courses?.length === 0 && <p>{text("home.none")}</p>}
      <ul>
        {courses?.map(({ id, name }) => (
          <li key={id}>
            <Link href={`/class/${id}`}>{name ?? id}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
