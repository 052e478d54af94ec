/** Answers that a caller has to wait; seconds. */
export const tooMany = (seconds: number, detail: string): Response =>
  Response.json({ detail, code: 'RATE_LIMITED' }, { status: 429, headers: { 'retry-after': String(seconds) } })
