// What a probe of audit rules needs of the system and Swift cannot call: fork, and system calls that are meant to fail.
#pragma once
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/un.h>
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

// Makes a system call as a 32-bit program would, with a socket's address or with arguments that no kernel accepts.
//
// A child does it, because a kernel without 32-bit programs answers with a signal. `path` is NULL where the call takes no
// address. Gives the child's number, or a negative error number.
static inline int cprobe_narrow_call(int number, const char *path) {
#if defined(__x86_64__)
    int descriptor = -1;
    struct sockaddr_un *address = NULL;
    if (path != NULL) {
        if (strlen(path) >= sizeof address->sun_path) return -ENAMETOOLONG;
        // A 32-bit pointer must do for it.
        void *low = mmap(NULL, sizeof *address, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
        if (low == MAP_FAILED) return -errno;
        address = (struct sockaddr_un *)low;
        address->sun_family = AF_UNIX;
        strcpy(address->sun_path, path);
        descriptor = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
        if (descriptor < 0) return -errno;
    }
    pid_t child = fork();
    if (child == 0) {
        long result;
        __asm__ volatile("int $0x80"
                         : "=a"(result)
                         : "a"((long)number), "b"((long)descriptor), "c"((long)address), "d"(path ? sizeof *address : 0)
                         : "memory", "r8", "r9", "r10", "r11");
        _exit(result == -ENOSYS ? ENOSYS : 0);
    }
    int failure = errno;
    if (path != NULL) {
        close(descriptor);
        munmap(address, sizeof *address);
    }
    if (child < 0) return -failure;
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return -errno;
    }
    if (!WIFEXITED(status)) return -ENOEXEC;
    return WEXITSTATUS(status) == 0 ? child : -WEXITSTATUS(status);
#else
    (void)number;
    (void)path;
    return -ENOSYS;
#endif
}
