#!/usr/bin/env bash
# A study on a real Slurm on this machine (root only): an array of shards, one of them killed and run again, merged; the
# result must be that of one run, byte for byte. Debian: apt-get install slurm-wlm. Nothing of the system's own Slurm or
# munge is touched: configuration, keys, sockets and logs lie in a folder that is removed.
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
host=$(hostname -s)
export SLURM_CONF="$work/slurm.conf"

# Ends a daemon that was started here, by its process id.
end() { [ ! -s "$1" ] || kill "$(cat "$1")" 2> /dev/null || true; }
cleanup() {
  status=$?
  [ "$status" = 0 ] || tail -n 20 "$work"/*.log >&2 || true
  scancel --user=root 2> /dev/null || true
  end "$work/slurmd.pid"
  end "$work/slurmctld.pid"
  end "$work/munge/munged.pid"
  # A daemon that is ending may still write; what cannot be removed in ten seconds stays, and says nothing of the study.
  for _ in $(seq 40); do
    rm -rf "$work" 2> /dev/null && break
    sleep 0.25
  done
  exit "$status"
}
trap cleanup EXIT

mkdir -p "$work/state" "$work/spool" "$work/munge"
dd if=/dev/urandom of="$work/munge/key" bs=128 count=1 status=none
chmod 400 "$work/munge/key"
munged --force --key-file="$work/munge/key" --socket="$work/munge/socket" --pid-file="$work/munge/munged.pid" \
  --log-file="$work/munged.log" --seed-file="$work/munge/seed"
cat > "$SLURM_CONF" << CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
printf 'CgroupAutomount=no\n' > "$work/cgroup.conf"
slurmctld -c
slurmd -f "$SLURM_CONF"
for _ in $(seq 120); do
  sinfo --noheader --format=%t 2> /dev/null | grep -qx 'idle' && break
  sleep 0.5
done
sinfo

cd "$work"
cat > guarantor << WRAPPER
#!/bin/sh
exec node "$repository/dist/cli/main.js" "\$@"
WRAPPER
chmod +x guarantor
export GUARANTOR="$work/guarantor" OUT="$work/study" DRAWS=1024
export FILES="$repository/examples/history/us-korea-1953.pact.yaml"
job=$(sbatch --parsable --array=0-2 --cpus-per-task=1 "$repository/examples/cluster/study.slurm")
# Kill the second task as soon as something has been written, then run it again by its number.
for _ in $(seq 240); do
  [ -n "$(ls "$OUT/blocks" 2> /dev/null)" ] && break
  sleep 0.25
done
scancel --signal=KILL "${job}_1" || true
while squeue --noheader --job "$job" 2> /dev/null | grep -q .; do sleep 0.5; done
if ./guarantor merge "$OUT" --quiet > /dev/null 2> refused.log; then
  echo 'merged, although a task was killed: nothing was tested' >&2
  exit 1
fi
grep -q 'blocks are missing' refused.log
again=$(SHARDS=3 sbatch --parsable --array=1 --cpus-per-task=1 "$repository/examples/cluster/study.slurm")
while squeue --noheader --job "$again" 2> /dev/null | grep -q .; do sleep 0.5; done
cat guarantor-*.log

./guarantor merge "$OUT" --quiet > /dev/null
./guarantor study "$FILES" --draws "$DRAWS" --out alone --quiet > /dev/null
for file in summary.json draws.parquet report.html study.json; do cmp "$OUT/$file" "alone/$file"; done
echo 'Slurm: three shards, one killed and run again: the bytes of one run'
