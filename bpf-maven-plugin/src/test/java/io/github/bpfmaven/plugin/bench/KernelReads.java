package io.github.bpfmaven.plugin.bench;

import java.util.List;
import java.util.Random;

/**
 * What generated programs read of the kernel over CO-RE: members that kernels have had since 5.10 and that are numbers in
 * every configuration.
 */
final class KernelReads {
    private static final List<KernelType> TYPES = List.of(
            new KernelType(
                    "task_struct",
                    List.of(
                            "pid",
                            "tgid",
                            "start_time",
                            "exit_code",
                            "real_parent, tgid",
                            "group_leader, pid",
                            "signal, nr_threads",
                            "mm, map_count",
                            "mm, total_vm",
                            "cred, uid.val",
                            "cred, egid.val",
                            "nsproxy, uts_ns, ns.inum",
                            "nsproxy, pid_ns_for_children, level",
                            "files, fdt, max_fds",
                            "fs, umask",
                            "cgroups, dfl_cgrp, kn, id")),
            new KernelType(
                    "sk_buff",
                    List.of(
                            "len",
                            "data_len",
                            "hash",
                            "mark",
                            "protocol",
                            "transport_header",
                            "dev, ifindex",
                            "dev, mtu",
                            "sk, __sk_common.skc_family")),
            new KernelType(
                    "sock",
                    List.of(
                            "__sk_common.skc_family",
                            "__sk_common.skc_dport",
                            "__sk_common.skc_num",
                            "__sk_common.skc_daddr",
                            "sk_rcvbuf",
                            "sk_sndbuf",
                            "sk_mark",
                            "sk_socket, file, f_flags")),
            new KernelType(
                    "file",
                    List.of(
                            "f_flags",
                            "f_pos",
                            "f_inode, i_ino",
                            "f_inode, i_sb, s_dev",
                            "f_path.dentry, d_inode, i_size",
                            "f_path.dentry, d_parent, d_inode, i_ino")),
            new KernelType("inode", List.of("i_ino", "i_size", "i_blocks", "i_rdev", "i_sb, s_dev", "i_sb, s_magic")),
            new KernelType("net_device", List.of("ifindex", "mtu", "flags", "min_mtu", "max_mtu", "type")),
            new KernelType(
                    "bio", List.of("bi_iter.bi_sector", "bi_iter.bi_size", "bi_opf", "bi_vcnt", "bi_bdev, bd_dev")),
            new KernelType(
                    "request", List.of("__data_len", "__sector", "start_time_ns", "cmd_flags", "q, nr_requests")),
            new KernelType("linux_binprm", List.of("argc", "envc", "p", "file, f_inode, i_ino", "cred, euid.val")),
            new KernelType("mm_struct", List.of("total_vm", "map_count", "start_code", "end_code", "arg_start", "brk")),
            new KernelType("vm_area_struct", List.of("vm_start", "vm_end", "vm_pgoff", "vm_mm, map_count")),
            new KernelType("dentry", List.of("d_flags", "d_name.len", "d_inode, i_ino", "d_sb, s_dev")),
            new KernelType("cgroup", List.of("level", "kn, id", "nr_descendants", "root, hierarchy_id")),
            new KernelType(
                    "tcp_sock",
                    List.of("snd_cwnd", "srtt_us", "rcv_nxt", "snd_una", "inet_conn.icsk_rto", "total_retrans")),
            new KernelType("socket", List.of("type", "flags", "sk, sk_mark", "file, f_flags")),
            new KernelType("super_block", List.of("s_dev", "s_magic", "s_blocksize", "s_flags")),
            new KernelType("bpf_prog", List.of("len", "aux, id", "aux, func_cnt")),
            new KernelType("bpf_map", List.of("id", "max_entries", "key_size", "value_size")));

    private KernelReads() {}

    static KernelType any(Random random) {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    /**
     * A struct of the kernel.
     *
     * @param name behind {@code struct}
     * @param members chains of members that end in a number, as {@code BPF_CORE_READ} takes them
     */
    record KernelType(String name, List<String> members) {
        KernelType {
            members = List.copyOf(members);
        }

        String member(Random random) {
            return members.get(random.nextInt(members.size()));
        }
    }
}
