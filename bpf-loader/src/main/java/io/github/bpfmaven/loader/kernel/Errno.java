package io.github.bpfmaven.loader.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * The errors of the kernel that loading and attaching meet. The numbers are the same on all {@link Machine}s.
 *
 * <p>Source: {@code include/uapi/asm-generic/errno-base.h}, {@code errno.h} and {@code include/linux/errno.h}, Linux 6.18.
 */
public enum Errno {
    /** Operation not permitted. */
    EPERM(1, "operation not permitted"),
    /** No such file, element or id. */
    ENOENT(2, "no such file, element or id"),
    /** No such process. */
    ESRCH(3, "no such process"),
    /** Interrupted. */
    EINTR(4, "interrupted"),
    /** Input or output error. */
    EIO(5, "input or output error"),
    /** No such device or address. */
    ENXIO(6, "no such device or address"),
    /** Too big, or more than this kernel knows of. */
    E2BIG(7, "too big, or more than this kernel knows of"),
    /** Bad file descriptor. */
    EBADF(9, "bad file descriptor"),
    /** Try again. */
    EAGAIN(11, "try again"),
    /** Out of memory, or above a limit on it. */
    ENOMEM(12, "out of memory, or above a limit on it"),
    /** Permission denied. */
    EACCES(13, "permission denied"),
    /** Bad address. */
    EFAULT(14, "bad address"),
    /** Busy. */
    EBUSY(16, "busy"),
    /** It exists already. */
    EEXIST(17, "it exists already"),
    /** Across devices. */
    EXDEV(18, "across devices"),
    /** No such device. */
    ENODEV(19, "no such device"),
    /** Not a directory. */
    ENOTDIR(20, "not a directory"),
    /** Is a directory. */
    EISDIR(21, "is a directory"),
    /** Invalid argument. */
    EINVAL(22, "invalid argument"),
    /** Too many open files in the system. */
    ENFILE(23, "too many open files in the system"),
    /** Too many open files. */
    EMFILE(24, "too many open files"),
    /** No space left. */
    ENOSPC(28, "no space left"),
    /** Cannot seek. */
    ESPIPE(29, "cannot seek"),
    /** Read-only. */
    EROFS(30, "read-only"),
    /** Not in the domain. */
    EDOM(33, "not in the domain"),
    /** Out of range. */
    ERANGE(34, "out of range"),
    /** Would deadlock. */
    EDEADLK(35, "would deadlock"),
    /** The name is too long. */
    ENAMETOOLONG(36, "the name is too long"),
    /** No such system call. */
    ENOSYS(38, "no such system call"),
    /** Too many levels. */
    ELOOP(40, "too many levels"),
    /** Protocol error. */
    EPROTO(71, "protocol error"),
    /** Descriptor in bad state. */
    EBADFD(77, "descriptor in bad state"),
    /** Invalid sequence. */
    EILSEQ(84, "invalid sequence"),
    /** Not a socket. */
    ENOTSOCK(88, "not a socket"),
    /** Message too long. */
    EMSGSIZE(90, "message too long"),
    /** Protocol not supported. */
    EPROTONOSUPPORT(93, "protocol not supported"),
    /** Operation not supported. */
    EOPNOTSUPP(95, "operation not supported"),
    /** Address family not supported. */
    EAFNOSUPPORT(97, "address family not supported"),
    /** Address in use. */
    EADDRINUSE(98, "address in use"),
    /** The network is down. */
    ENETDOWN(100, "the network is down"),
    /** No buffer space. */
    ENOBUFS(105, "no buffer space"),
    /** Timed out. */
    ETIMEDOUT(110, "timed out"),
    /** Already in progress. */
    EALREADY(114, "already in progress"),
    /** Stale. */
    ESTALE(116, "stale"),
    /** Canceled. */
    ECANCELED(125, "canceled"),
    /** Not supported. */
    ENOTSUPP(524, "not supported");

    private final int number;
    private final String meaning;

    Errno(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The kernel's number, positive. */
    public int number() {
        return number;
    }

    /** The error of that number; nothing if it is not among these. */
    public static Optional<Errno> of(int number) {
        return Arrays.stream(values()).filter(errno -> errno.number == number).findFirst();
    }

    /** {@code EPERM (1, operation not permitted)}; {@code errno 999} of one that is not among these. */
    static String text(int number) {
        return of(number)
                .map(errno -> errno + " (" + number + ", " + errno.meaning + ")")
                .orElse("errno " + number);
    }
}
