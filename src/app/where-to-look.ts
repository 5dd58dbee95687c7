import type { App } from '../app.ts'
import { accountOf } from './team.ts'

/** Where to look in the demonstration, with a one-time link for each of its people. */
export async function demoLines({ deps, web }: Pick<App, 'deps' | 'web'>, url: string): Promise<string[]> {
  const link = async (workNo: string): Promise<string> => {
    const account = await accountOf(deps, workNo)
    return account ? await web.createLink(account) : ''
  }
  return [
    '',
    '  Kefutai 客服台 · 演示 demonstration (this machine only, nothing of it is real)',
    '',
    `  All sides at once      ${url}/demo`,
    `  Customer               ${url}/chat`,
    `  Agent 林晓              ${await link('K001')}?seat=agent`,
    `  Department 李工         ${await link('T101')}?seat=department`,
    `  Supervisor 陈主管        ${await link('M001')}?seat=supervisor`,
    `  Administrator          ${await link('A001')}?seat=admin`,
    '',
    '  Each sign-in link works once. Stop with Ctrl+C; everything is kept in the data folder.',
  ]
}

/** Where to look on a real desk; the link is its first administrator's, while it has none. */
export function realLines(url: string, link: string | undefined): string[] {
  return [
    '',
    '  Kefutai 客服台',
    '',
    `  Desk                   ${url}/desk`,
    `  Customer chat          ${url}/chat`,
    ...(link ? [`  First administrator    ${link}   (works once, for 24 hours)`] : []),
    '',
  ]
}
