/** What a person can do something about. Anything else that is thrown is a bug. */
export type ErrorCode = 'invalid' | 'not_found' | 'forbidden' | 'conflict'

/**
 * A refusal with a reason for the person. `message` is a key of the texts (bot/texts/*: `errors`), so that each is
 * answered in their language; `facts` fill its gaps.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly facts: Record<string, string> = {},
  ) {
    super(message)
    this.name = 'DomainError'
  }
}
