const text = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? [value] : [])
const inside = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

/**
 * The workspaces whose app a payload may be for, the likeliest first. In a channel shared between companies `team_id` may be
 * the other one's. https://docs.slack.dev/apis/events-api/#authorizations
 */
export function whoseOf(body: Record<string, unknown>): string[] {
  const [authorization] = Array.isArray(body.authorizations) ? (body.authorizations as unknown[]) : []
  return [
    ...new Set([
      ...text(inside(authorization, 'team_id')),
      ...text(body.context_team_id),
      ...text(inside(body.view, 'app_installed_team_id')),
      ...text(inside(body.team, 'id')),
      ...text(body.team_id),
      ...text(inside(body.user, 'team_id')),
      ...text(inside(authorization, 'enterprise_id')),
      ...text(inside(body.enterprise, 'id')),
      ...text(body.enterprise_id),
    ]),
  ]
}
