import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CONTENT_POLICY, serverOf } from '../../src/server/app.js'
import { isAllowedName } from '../../src/server/files.js'

const HOST = '127.0.0.1:4000'
const TOKEN = 'a-token-of-this-test'

let root: string
let folder: string

const server = () =>
  serverOf({ version: '0', folder, open: [], pages: join(root, 'pages'), token: TOKEN, hosts: [HOST] })

const ask = (
  path: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<Response> =>
  Promise.resolve(
    server().request(`http://${HOST}${path}`, {
      ...init,
      headers: { host: HOST, 'x-guarantor-token': TOKEN, ...init.headers },
    }),
  )

interface File {
  readonly name: string
  readonly text: string
  readonly etag: string
}

const files = async (): Promise<readonly File[]> =>
  ((await (await ask('/api/session')).json()) as { files: readonly File[] }).files

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'guarantor-server-'))
  await mkdir(join(root, 'pages'))
  await writeFile(join(root, 'pages', 'index.html'), '<!doctype html><title>x</title>')
})
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'folder-'))
  await writeFile(join(folder, 'a.pact.yaml'), 'one')
  await mkdir(join(folder, 'sub'))
  await writeFile(join(folder, 'sub', 'b.pact.yaml'), 'two')
  await writeFile(join(folder, 'secret.txt'), 'no')
  await writeFile(join(root, 'outside.pact.yaml'), 'outside')
})
afterAll(() => rm(root, { recursive: true }))

describe('the local server', () => {
  it('answers under its own name only, and no page of another origin', async () => {
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(403)
    expect((await ask('/api/session', { headers: { host: 'evil.example:4000' } })).status).toBe(403)
    expect((await ask('/api/session', { headers: { origin: 'http://evil.example' } })).status).toBe(403)
    expect((await ask('/api/session', { headers: { origin: `http://${HOST}` } })).status).toBe(200)
  })

  it('gives documents to nobody without the token', async () => {
    for (const token of ['', 'x', `${TOKEN}x`])
      expect((await ask('/api/session', { headers: { 'x-guarantor-token': token } })).status).toBe(401)
  })

  it('sends a strict content policy with every answer', async () => {
    const answer = await ask('/')
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_POLICY)
    expect(CONTENT_POLICY).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('lists the documents of its folder and nothing else', async () => {
    await symlink(join(root, 'outside.pact.yaml'), join(folder, 'link.pact.yaml'))
    expect((await files()).map(({ name, text }) => [name, text])).toEqual([
      ['a.pact.yaml', 'one'],
      ['sub/b.pact.yaml', 'two'],
    ])
  })

  const put = (name: string, text: string, headers: Record<string, string>): Promise<Response> =>
    ask(`/api/files/${name.split('/').map(encodeURIComponent).join('/')}`, {
      method: 'PUT',
      body: text,
      headers,
    })

  it('writes what is as it was read, whole', async () => {
    const [file] = await files()
    const written = await put('a.pact.yaml', 'three', { 'if-match': file.etag })
    expect(written.status).toBe(200)
    expect(await readFile(join(folder, 'a.pact.yaml'), 'utf8')).toBe('three')
    expect((await put('new/c.pact.yaml', 'four', { 'if-none-match': '*' })).status).toBe(200)
    expect(await readFile(join(folder, 'new', 'c.pact.yaml'), 'utf8')).toBe('four')
  })

  it('never writes over what changed on disk, and says what is there', async () => {
    const [file] = await files()
    await writeFile(join(folder, 'a.pact.yaml'), 'theirs')
    const refused = await put('a.pact.yaml', 'mine', { 'if-match': file.etag })
    expect(refused.status).toBe(412)
    expect(await refused.json()).toMatchObject({ kind: 'conflict', file: { text: 'theirs' } })
    expect(await readFile(join(folder, 'a.pact.yaml'), 'utf8')).toBe('theirs')
    expect((await put('a.pact.yaml', 'mine', { 'if-none-match': '*' })).status).toBe(412)
    expect((await put('a.pact.yaml', 'mine', {})).status).toBe(428)
  })

  it('writes in its folder only', async () => {
    await symlink(root, join(folder, 'out'))
    await symlink(join(root, 'outside.pact.yaml'), join(folder, 'link.pact.yaml'))
    const names = [
      '../outside.pact.yaml',
      'out/outside.pact.yaml',
      'link.pact.yaml',
      'secret.txt',
      '.hidden.pact.yaml',
      '/etc/x.pact.yaml',
      'a\u0000.pact.yaml',
      'sub/../../outside.pact.yaml',
    ]
    for (const name of names) {
      const answer = await put(name, 'bad', { 'if-none-match': '*' })
      expect([name, answer.status >= 400]).toEqual([name, true])
    }
    expect(await readFile(join(root, 'outside.pact.yaml'), 'utf8')).toBe('outside')
  })

  it('does not serve what lies outside its pages', async () => {
    await writeFile(join(root, 'key.txt'), 'key')
    for (const path of ['/../key.txt', '/%2e%2e/key.txt', '/..%2fkey.txt', '/api/other'])
      expect([path, (await ask(path)).status]).toEqual([path, 404])
  })
})

describe('names of documents', () => {
  it('are those a person would choose', () => {
    for (const name of ['a.pact.yaml', 'My case (2).pact.yaml', 'Гарантія.pact.yaml', 'x/y.pact.yaml'])
      expect(isAllowedName(name)).toBe(true)
    for (const name of [
      'a.yaml',
      '.pact.yaml',
      '../a.pact.yaml',
      'a//b.pact.yaml',
      `${'x'.repeat(300)}.pact.yaml`,
      'a\\b.pact.yaml',
    ])
      expect(isAllowedName(name)).toBe(false)
  })
})
