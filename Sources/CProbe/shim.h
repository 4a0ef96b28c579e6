// What a probe of audit rules needs of the system and Swift cannot call: fork, and system calls that are meant to fail.
#pragma once
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

// Loads a program and kills it before its first instruction: the kernel records the execution, and nothing runs.
// Gives the process's number, or a negative error number where the program could not be loaded or not be stopped.
static inline int cprobe_load_and_kill(const char *path, const char *argument) {
    pid_t child = fork();
    if (child < 0) return -errno;
    if (child == 0) {
        // A traced process stops once execve has put the program in its place (ptrace(2)). Untraced, it must not start.
        char *const arguments[] = {(char *)path, (char *)argument, NULL};
        char *const environment[] = {NULL};
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0) execve(path, arguments, environment);
        _exit(errno > 0 && errno < 127 ? errno : 127);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return -errno;
    }
    if (WIFSTOPPED(status)) {
        kill(child, SIGKILL);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
        return child;
    }
    return WIFEXITED(status) ? -WEXITSTATUS(status) : -ECHILD;
}

// A system call with arguments that no kernel accepts: descriptors of -1, no pointers, flags that there are not.
// Gives its error number, or 0 where it was accepted all the same.
static inline int cprobe_call_in_vain(long number) {
    return syscall(number, -1L, 0L, 0L, 0L, 0L, 0L) < 0 ? errno : 0;
}
