#!/usr/bin/env bash
# A study on a real Slurm on this machine (root only): an array of shards, one of them killed and run again, merged; the
# result must be that of one run, byte for byte. Debian: apt-get install slurm-wlm.
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
host=$(hostname -s)
cleanup() {
  scancel --user=root 2> /dev/null || true
  pkill -x slurmd || true
  pkill -x slurmctld || true
  pkill -x munged || true
}
trap cleanup EXIT

mkdir -p /run/munge /var/log/munge /etc/munge /etc/slurm "$work/state" "$work/spool"
[ -s /etc/munge/munge.key ] || dd if=/dev/urandom of=/etc/munge/munge.key bs=128 count=1 status=none
chown -R munge: /run/munge /var/log/munge /etc/munge /var/lib/munge
chmod 400 /etc/munge/munge.key
su -s /bin/sh munge -c 'munged --force'
cat > /etc/slurm/slurm.conf << CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
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
printf 'CgroupAutomount=no\n' > /etc/slurm/cgroup.conf
slurmctld -c
slurmd
for _ in $(seq 60); do
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
export GUARANTOR="$work/guarantor" OUT="$work/study" DRAWS=128
export FILES="$repository/examples/history/us-korea-1953.pact.yaml"
job=$(sbatch --parsable --array=0-2 --cpus-per-task=1 "$repository/examples/cluster/study.slurm")
# Kill the second task as soon as something has been written, then run it again by its number.
for _ in $(seq 120); do
  [ -n "$(ls "$OUT/blocks" 2> /dev/null)" ] && break
  sleep 0.25
done
scancel --signal=KILL "${job}_1" || true
while squeue --noheader --job "$job" 2> /dev/null | grep -q .; do sleep 0.5; done
again=$(SHARDS=3 sbatch --parsable --array=1 --cpus-per-task=1 "$repository/examples/cluster/study.slurm")
while squeue --noheader --job "$again" 2> /dev/null | grep -q .; do sleep 0.5; done
cat guarantor-*.log

./guarantor merge "$OUT" --quiet > /dev/null
./guarantor study "$FILES" --draws "$DRAWS" --out alone --quiet > /dev/null
for file in summary.json draws.parquet report.html study.json; do cmp "$OUT/$file" "alone/$file"; done
echo 'Slurm: three shards, one killed and run again: the bytes of one run'
