import type { CourseStatus } from "../../classin/push/course-news.js";
import type { Sql } from "../../store/sql.js";

/** What ClassIn's messages said about a course. Null: nothing yet. */
export interface CourseFacts {
  readonly courseId: string;
  readonly name: string | null;
  readonly status: CourseStatus | null;
  /** Null also if the course never expires. */
  readonly expiresAt: Date | null;
  readonly headTeacherName: string | null;
  /** The vendor's time of the newest message. */
  readonly asOf: Date;
}

interface FactsRow {
  readonly course_id: string;
  readonly name: string | null;
  readonly status: CourseStatus | null;
  readonly expires_at: Date | null;
  readonly head_teacher_name: string | null;
  readonly as_of: Date;
}

const FACTS = "course_id, name, status, expires_at, head_teacher_name, as_of";

const factsOf = (row: FactsRow): CourseFacts => ({
  courseId: row.course_id,
  name: row.name,
  status: row.status,
  expiresAt: row.expires_at,
  headTeacherName: row.head_teacher_name,
  asOf: row.as_of,
});

/** Those of the courses that messages named, in any order. */
export async function findCourses(sql: Sql, courseIds: readonly string[]): Promise<CourseFacts[]> {
  const rows = await sql.rows<FactsRow>(
    `select ${FACTS} from course_facts where course_id in (select jsonb_array_elements_text($1::jsonb))`,
    [JSON.stringify(courseIds)],
  );
  return rows.map(factsOf);
}

export interface CoursesQuery {
  readonly status: CourseStatus | null;
  /** Only courses with larger numbers. */
  readonly after: string | null;
  readonly limit: number;
}

/** In the order of their numbers. */
export async function listCourses(sql: Sql, { status, after, limit }: CoursesQuery): Promise<CourseFacts[]> {
  const rows = await sql.rows<FactsRow>(
    `select ${FACTS} from course_facts
     where ($1::text is null or status = $1)
       and ($2::text is null or (length(course_id), course_id) > (length($2::text), $2::text))
     order by length(course_id), course_id limit $3::int`,
    [status, after, limit],
  );
  return rows.map(factsOf);
}

/** A student whom ClassIn's messages added to a course. */
export interface CourseStudent {
  readonly uid: string;
  readonly name: string | null;
  readonly studentNo: string | null;
  readonly asOf: Date;
}

export interface StudentsQuery {
  readonly courseId: string;
  /** Only students whose numbers come later in the order of texts. */
  readonly after: string | null;
  readonly limit: number;
}

/** The students who were not removed, in the order of their numbers as texts. */
export async function listStudents(
  sql: Sql,
  { courseId, after, limit }: StudentsQuery,
): Promise<CourseStudent[]> {
  const rows = await sql.rows<{
    student_uid: string;
    name: string | null;
    student_no: string | null;
    as_of: Date;
  }>(
    `select student_uid, name, student_no, as_of from course_students
     where course_id = $1 and is_in and ($2::text is null or student_uid > $2)
     order by student_uid limit $3::int`,
    [courseId, after, limit],
  );
  return rows.map((row) => ({
    uid: row.student_uid,
    name: row.name,
    studentNo: row.student_no,
    asOf: row.as_of,
  }));
}
