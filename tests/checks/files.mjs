// Owns: the list of this repository's files, tracked or about to be, for the checks beside it.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export function files() {
  const out = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  return out.split('\0').filter(Boolean)
}

// The text of a file, or null when it is binary or gone.
export function text(path) {
  try {
    const bytes = readFileSync(root + path)
    return bytes.includes(0) ? null : bytes.toString('utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

// Prints the findings and gives the exit status.
export function report(what, findings, looked) {
  for (const finding of findings) console.log(finding)
  console.log(`${what}: ${findings.length} findings in ${looked} files`)
  return findings.length ? 1 : 0
}
