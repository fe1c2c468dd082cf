import type { CourseNews, StudentNews } from "../../classin/push/course-news.js";
import type { Sql } from "../../store/sql.js";

/** Writes what a message says about a course, unless a newer message has said something else. */
export async function writeCourseNews(tx: Sql, courseId: string, news: CourseNews, at: Date): Promise<void> {
  await tx.rows(UPSERT_COURSE, [
    courseId,
    at.toISOString(),
    ...saidAt(news.name, at),
    ...saidAt(news.status, at),
    ...saidAt(textOf(news.expiresAt), at),
    ...saidAt(news.headTeacherName, at),
  ]);
  if (news.students.length > 0) await writeStudents(tx, courseId, news.students, at);
}

/** A value and its time. Both are null if nothing was said. */
const saidAt = (value: string | null | undefined, at: Date): [string | null, string | null] =>
  value === undefined ? [null, null] : [value, at.toISOString()];

/** Undefined and null stay as they are. */
const textOf = (time: Date | null | undefined): string | null | undefined =>
  time instanceof Date ? time.toISOString() : time;

/** Each fact has its own time: messages may arrive late, and most say only what was edited. */
const FACTS = ["name", "status", "expires_at", "head_teacher_name"] as const;

const UPSERT_COURSE = `
  insert into course_facts
    (course_id, as_of, name, name_at, status, status_at, expires_at, expires_at_at, head_teacher_name, head_teacher_name_at)
  values ($1, $2::timestamptz, $3, $4::timestamptz, $5, $6::timestamptz, $7::timestamptz, $8::timestamptz, $9, $10::timestamptz)
  on conflict (course_id) do update set
    as_of = greatest(course_facts.as_of, excluded.as_of),
    ${FACTS.map(newerOf).join(", ")}`;

function newerOf(fact: (typeof FACTS)[number]): string {
  const isNewer = `excluded.${fact}_at >= coalesce(course_facts.${fact}_at, '-infinity')`;
  return [fact, `${fact}_at`]
    .map(
      (column) => `${column} = case when ${isNewer} then excluded.${column} else course_facts.${column} end`,
    )
    .join(", ");
}

async function writeStudents(
  tx: Sql,
  courseId: string,
  students: readonly StudentNews[],
  at: Date,
): Promise<void> {
  const rows = students.map(({ uid, isIn, name, studentNo }) => ({
    student_uid: uid,
    is_in: isIn,
    name,
    student_no: studentNo,
  }));
  await tx.rows(UPSERT_STUDENTS, [courseId, at.toISOString(), JSON.stringify(rows)]);
}

/** A message may leave out what was not edited. */
const UPSERT_STUDENTS = `
  insert into course_students (course_id, student_uid, is_in, name, student_no, as_of)
  select $1, student_uid, is_in, name, student_no, $2::timestamptz
  from jsonb_to_recordset($3::jsonb) as student(student_uid text, is_in boolean, name text, student_no text)
  on conflict (course_id, student_uid) do update set
    is_in = excluded.is_in,
    name = coalesce(excluded.name, course_students.name),
    student_no = coalesce(excluded.student_no, course_students.student_no),
    as_of = excluded.as_of
  where excluded.as_of >= course_students.as_of`;
