#!/bin/sh
# A machine of namespaces that systemd boots: systemd-machine.sh FOLDER. All of this machine's files are there, and what is
# changed is gone in the end; no process, no network and no clock of this machine is reached from within.
set -e
folder=$1

case "${2:-outside}" in
outside)
    exec unshare --mount -- "$0" "$folder" groups
    ;;
groups)
    # Of the machine's processes systemd sees those of one group, which is no more when it ends.
    mkdir -p "$folder/groups"
    mount -t cgroup2 none "$folder/groups"
    group=$folder/groups/karge-machine-$$
    mkdir "$group"
    trap 'echo $$ >"$folder/groups/cgroup.procs"; find "$group" -depth -type d -exec rmdir {} \;' EXIT
    echo $$ >"$group/cgroup.procs"
    unshare --pid --fork --kill-child --uts --ipc --net --cgroup --mount -- "$0" "$folder" machine || true
    ;;
machine)
    root=$folder/root
    mkdir -p "$folder/changes" "$root"
    mount -t tmpfs none "$folder/changes"
    mkdir "$folder/changes/upper" "$folder/changes/work"
    mount -t overlay none -o "lowerdir=/,upperdir=$folder/changes/upper,workdir=$folder/changes/work" "$root"

    mount -t proc none "$root/proc"
    mount -o bind,ro "$root/proc/sys" "$root/proc/sys"
    mount -t sysfs -o ro none "$root/sys"
    mount -t cgroup2 none "$root/sys/fs/cgroup"
    mount -t tmpfs -o mode=755 none "$root/run"
    mount -t tmpfs -o mode=755 none "$root/dev"
    mkdir "$root/dev/pts" "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 none "$root/dev/pts"
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    for device in null zero full random urandom; do
        touch "$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    ip link set lo up 2>/dev/null || true

    cd "$root"
    mkdir -p old-root
    pivot_root . old-root
    umount -l /old-root
    export container=karge-machine
    exec /lib/systemd/systemd --system --unit=basic.target </dev/null
    ;;
esac
