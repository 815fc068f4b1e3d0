// SPDX-License-Identifier: Apache-2.0
// Runs a command in a user namespace of its own, where a BPF file system at the given directory delegates everything:
//   delegate DIRECTORY COMMAND...
// The child makes the file system, since it is the child's namespace that the file system is for; the parent, who has the right to
// delegate, says what; then the child mounts it.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __NR_fsopen
#error no fsopen
#endif
#define SET_STRING 1
#define CREATE 6

static void check(int good, const char *what)
{
	if (!good) {
		fprintf(stderr, "%s: %s\n", what, strerror(errno));
		exit(77);
	}
}

static void send_fd(int socket, int fd)
{
	char data = 0, control[CMSG_SPACE(sizeof(int))] = {0};
	struct iovec vector = {&data, 1};
	struct msghdr message = {
		.msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof(control)};
	struct cmsghdr *header = CMSG_FIRSTHDR(&message);

	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(header), &fd, sizeof(int));
	check(sendmsg(socket, &message, 0) == 1, "sendmsg");
}

static int receive_fd(int socket)
{
	char data, control[CMSG_SPACE(sizeof(int))] = {0};
	struct iovec vector = {&data, 1};
	struct msghdr message = {
		.msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof(control)};
	int fd;

	check(recvmsg(socket, &message, 0) == 1, "recvmsg");
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof(int));
	return fd;
}

static void write_file(int process, const char *name, const char *text)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/%s", process, name);
	fd = open(path, O_WRONLY);
	check(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text), path);
	close(fd);
}

static void child(int socket, char **arguments)
{
	char go;
	int fs, mount;

	check(unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0, "unshare");
	check(write(socket, "u", 1) == 1 && read(socket, &go, 1) == 1, "socket");
	fs = syscall(__NR_fsopen, "bpf", 0);
	check(fs >= 0, "fsopen");
	send_fd(socket, fs);
	check(read(socket, &go, 1) == 1, "socket");
	mount = syscall(__NR_fsmount, fs, 0, 0);
	check(mount >= 0, "fsmount");
	check(syscall(__NR_move_mount, mount, "", -100, arguments[1], 4) == 0, "move_mount");
	execvp(arguments[2], arguments + 2);
	check(0, arguments[2]);
}

int main(int count, char **arguments)
{
	static const char *const options[] = {"delegate_cmds", "delegate_maps", "delegate_progs", "delegate_attachs"};
	int sockets[2], status, fs;
	pid_t process;
	char ready;

	if (count < 3)
		return 2;
	check(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) == 0, "socketpair");
	process = fork();
	if (process == 0) {
		close(sockets[0]);
		child(sockets[1], arguments);
	}
	close(sockets[1]);
	check(read(sockets[0], &ready, 1) == 1, "child");
	write_file(process, "setgroups", "deny");
	write_file(process, "uid_map", "0 0 1");
	write_file(process, "gid_map", "0 0 1");
	check(write(sockets[0], "g", 1) == 1, "socket");
	fs = receive_fd(sockets[0]);
	for (int i = 0; i < 4; i++)
		check(syscall(__NR_fsconfig, fs, SET_STRING, options[i], "any", 0) == 0, options[i]);
	check(syscall(__NR_fsconfig, fs, CREATE, NULL, NULL, 0) == 0, "fsconfig");
	check(write(sockets[0], "m", 1) == 1, "socket");
	check(waitpid(process, &status, 0) == process, "waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
