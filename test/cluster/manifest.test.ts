import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readShard } from '../../src/cli/study.js'

describe('the Kubernetes manifest', () => {
  const job = parse(readFileSync('examples/cluster/study-job.yaml', 'utf8'))
  const { spec } = job.spec.template
  const [container] = spec.containers
  it('is an Indexed Job whose failed pods are run again by themselves', () => {
    expect([job.apiVersion, job.kind, job.spec.completionMode]).toEqual(['batch/v1', 'Job', 'Indexed'])
    expect(job.spec.backoffLimitPerIndex).toBeGreaterThan(0)
    // A limit for each index wants pods that are not restarted in place.
    expect(spec.restartPolicy).toBe('Never')
  })
  it('gives every pod a shard of as many as there are', () => {
    const shard = container.args[container.args.indexOf('--shard') + 1]
    expect(container.command).toEqual(['guarantor'])
    expect(container.args[0]).toBe('study')
    for (const value of container.args) expect(typeof value).toBe('string')
    for (let k = 0; k < job.spec.completions; k++)
      expect(readShard(shard, { JOB_COMPLETION_INDEX: String(k) })).toEqual({
        index: k,
        count: job.spec.completions,
      })
  })
  it('mounts volumes that are there, the one that all pods write to among them', () => {
    const names = spec.volumes.map(({ name }: { name: string }) => name)
    const mounts: { name: string; mountPath: string; readOnly?: boolean }[] = container.volumeMounts
    expect(mounts.map(({ name }) => name).sort()).toEqual([...names].sort())
    const out = container.args[container.args.indexOf('--out') + 1]
    expect(mounts.find(({ mountPath }) => mountPath === out)?.readOnly).toBeUndefined()
    expect(
      spec.volumes.find(({ name }: { name: string }) => name === 'study').persistentVolumeClaim,
    ).toBeDefined()
  })
})

describe('the Slurm scripts', () => {
  it.each(['examples/cluster/study.slurm', 'test/cluster/slurm.sh'])('%s is shell', (file) => {
    execFileSync('bash', ['-n', file])
  })
})
