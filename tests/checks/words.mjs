// Owns: what no file of this repository may hold: paths of a machine, hosts of the package registries a machine is configured for, left-overs.
import { execFileSync } from 'node:child_process'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { files, report, root, text } from './files.mjs'

const quote = (literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function output(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

function registryHosts() {
  const addresses = output('apt-get', ['indextargets', '--format', '$(REPO_URI)']) + output('npm', ['config', 'get', 'registry'])
  return [...new Set([...addresses.matchAll(/https?:\/\/([^/\s:]+)/g)].map((match) => match[1]))]
}

// [what it is, pattern] rows. The words are written in two halves so that this file does not find itself.
export function rules(checkout, home, hosts) {
  const rows = [
    ['a left-over', new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`)],
    ['a left-over', new RegExp(['not imple' + 'mented', 'unimple' + 'mented', 'lorem ' + 'ipsum'].join('|'), 'i')],
    ['a path of a machine', new RegExp(`(^|[\\s"'=:(])/(home/[a-z]|Us${''}ers/|root${''}/)`)],
  ]
  for (const folder of [dirname(checkout), home]) {
    if (folder.length > 1) rows.push(['a path of this machine', new RegExp('(^|[^\\w}./-])' + quote(folder) + '/')])
  }
  for (const host of hosts) rows.push(['a package registry', new RegExp(quote(host))])
  return rows
}

export function judge(path, source, rows) {
  return source.split('\n').flatMap((line, index) =>
    rows.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${path}:${index + 1}: ${what}: ${line.trim().slice(0, 120)}`))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = rules(root.replace(/\/$/, ''), homedir(), registryHosts())
  const sources = files().filter((path) => text(path) !== null)
  process.exitCode = report('words', sources.flatMap((path) => judge(path, text(path), rows)), sources.length)
}
